//! Table `fw_view`: a view that a person saved.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fw_view")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) app: String,
    pub(crate) form: String,
    pub(crate) owner: Uuid,
    pub(crate) label: String,
    pub(crate) definition: String,
    pub(crate) roles: String,
    pub(crate) preferred: bool,
    pub(crate) version: i64,
    pub(crate) changed_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
