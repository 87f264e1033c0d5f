//! Table `fw_retired`: a dropped column or table that is kept for a while.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fw_retired")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) app: String,
    pub(crate) kind: String,
    pub(crate) table_name: String,
    pub(crate) name: String,
    pub(crate) was: String,
    pub(crate) shape: String,
    pub(crate) release: i64,
    pub(crate) retired_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
