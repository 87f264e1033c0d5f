//! Settings of the installation, and the numbers by which other processes notice changes.

use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, sea_query::OnConflict};

use crate::{Error, Session, entities::setting};

/// Two numbers that only grow: whoever remembers an older one reads anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Epoch {
    /// Grows when an app is published, restored or removed.
    pub definitions: i64,
    /// Grows when people, departments, roles, sessions or keys change.
    pub directory: i64,
}

/// The numbers now.
pub async fn get_epoch(session: &Session) -> Result<Epoch, Error> {
    let sql = "SELECT definitions, directory FROM fw_epoch WHERE id = 1";
    let read = |row: &crate::RowRef<'_>| {
        Ok(Epoch { definitions: row.int(0)?.unwrap_or(0), directory: row.int(1)?.unwrap_or(0) })
    };
    session.first(sql, &[], read).await?.ok_or(Error::Missing("epoch"))
}

/// Says that definitions changed.
pub async fn bump_definitions(session: &Session) -> Result<(), Error> {
    session.execute("UPDATE fw_epoch SET definitions = definitions + 1 WHERE id = 1", &[]).await.map(|_| ())
}

/// Says that the directory changed.
pub async fn bump_directory(session: &Session) -> Result<(), Error> {
    session.execute("UPDATE fw_epoch SET directory = directory + 1 WHERE id = 1", &[]).await.map(|_| ())
}

/// The JSON text of a setting, if it was set.
pub async fn find_setting(session: &Session, key: &str) -> Result<Option<String>, Error> {
    Ok(setting::Entity::find_by_id(key.to_owned()).one(session).await?.map(|m| m.value))
}

/// All settings as pairs of key and JSON text.
pub async fn list_settings(session: &Session) -> Result<Vec<(String, String)>, Error> {
    let all = setting::Entity::find().order_by_asc(setting::Column::Key).all(session).await?;
    Ok(all.into_iter().map(|m| (m.key, m.value)).collect())
}

/// Sets a setting to a JSON text.
pub async fn set_setting(session: &Session, key: &str, value: &str) -> Result<(), Error> {
    let row = setting::ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()) };
    let again = OnConflict::column(setting::Column::Key).update_column(setting::Column::Value).to_owned();
    setting::Entity::insert(row).on_conflict(again).exec_without_returning(session).await?;
    Ok(())
}
