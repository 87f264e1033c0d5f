//! Table `fw_file`: an uploaded file.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fw_file")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) app: Option<String>,
    pub(crate) name: String,
    pub(crate) size: i64,
    pub(crate) r#type: String,
    pub(crate) sha256: String,
    pub(crate) created_by: Option<Uuid>,
    pub(crate) created_at: i64,
    pub(crate) form: Option<String>,
    pub(crate) record: Option<Uuid>,
    pub(crate) field: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
