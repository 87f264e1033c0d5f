//! Table `fw_history`: what happened to a record.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fw_history")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) app: String,
    pub(crate) form: String,
    pub(crate) record: Uuid,
    pub(crate) version: i64,
    pub(crate) at: i64,
    pub(crate) by_user: Option<Uuid>,
    pub(crate) action: String,
    pub(crate) changes: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
