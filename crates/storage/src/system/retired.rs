//! Dropped columns and tables, kept under another name for a while.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::retired};

/// What was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetiredKind {
    /// A column of a table that is still there.
    Column,
    /// A whole table.
    Table,
}

/// A dropped column or table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retired {
    /// Which.
    pub id: Uuid,
    /// The app's key.
    pub app: String,
    /// Column or table.
    pub kind: RetiredKind,
    /// The table that the column is in, or the table's name before.
    pub table: String,
    /// The name it has now.
    pub name: String,
    /// The name it had.
    pub was: String,
    /// Its type, which must be the same to take it back.
    pub shape: String,
    /// The release that dropped it.
    pub release: i64,
    /// When.
    pub retired_at: Timestamp,
}

impl From<retired::Model> for Retired {
    fn from(m: retired::Model) -> Self {
        Retired {
            id: m.id,
            app: m.app,
            kind: if m.kind == "table" { RetiredKind::Table } else { RetiredKind::Column },
            table: m.table_name,
            name: m.name,
            was: m.was,
            shape: m.shape,
            release: m.release,
            retired_at: moment(m.retired_at),
        }
    }
}

/// What an app dropped and still has, newest first.
pub async fn list_retired(session: &Session, app: &str) -> Result<Vec<Retired>, Error> {
    let all = retired::Entity::find().filter(retired::Column::App.eq(app)).order_by_desc(retired::Column::Id);
    Ok(all.all(session).await?.into_iter().map(Retired::from).collect())
}

/// What was dropped before `then`, in all apps.
pub async fn list_retired_before(session: &Session, then: Timestamp) -> Result<Vec<Retired>, Error> {
    let old = retired::Entity::find().filter(retired::Column::RetiredAt.lt(then.as_microsecond()));
    Ok(old.all(session).await?.into_iter().map(Retired::from).collect())
}

/// Notes a dropped column or table.
pub async fn insert_retired(session: &Session, new: &Retired) -> Result<(), Error> {
    let kind = match new.kind {
        RetiredKind::Column => "column",
        RetiredKind::Table => "table",
    };
    let row = retired::ActiveModel {
        id: Set(new.id),
        app: Set(new.app.clone()),
        kind: Set(kind.to_owned()),
        table_name: Set(new.table.clone()),
        name: Set(new.name.clone()),
        was: Set(new.was.clone()),
        shape: Set(new.shape.clone()),
        release: Set(new.release),
        retired_at: Set(new.retired_at.as_microsecond()),
    };
    retired::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Forgets about a dropped column or table, because it was taken back or removed for good.
pub async fn delete_retired(session: &Session, id: Uuid) -> Result<(), Error> {
    retired::Entity::delete_by_id(id).exec(session).await?;
    Ok(())
}
