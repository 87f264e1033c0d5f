//! Table `fw_notice`: a word to one person about a comment.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fw_notice")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) user_id: Uuid,
    pub(crate) at: i64,
    pub(crate) kind: String,
    pub(crate) app: String,
    pub(crate) form: String,
    pub(crate) record: Uuid,
    pub(crate) comment: Uuid,
    pub(crate) by_user: Uuid,
    pub(crate) read_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
