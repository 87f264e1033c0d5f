//! Table `fw_comment`: what somebody wrote about a record.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fw_comment")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) app: String,
    pub(crate) form: String,
    pub(crate) record: Uuid,
    pub(crate) at: i64,
    pub(crate) by_user: Uuid,
    pub(crate) text: String,
    pub(crate) mentions: String,
    pub(crate) files: String,
    pub(crate) edited_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
