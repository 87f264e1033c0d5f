//! What people set for themselves, each under a key of its own.

use engine_base::Uuid;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};

use crate::{Error, Session, entities::preference};

/// One setting of one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preference {
    /// Whose.
    pub user: Uuid,
    /// Under which key.
    pub key: String,
    /// JSON text.
    pub value: String,
}

impl From<preference::Model> for Preference {
    fn from(m: preference::Model) -> Self {
        Preference { user: m.user_id, key: m.key, value: m.value }
    }
}

/// A person's settings by key.
pub async fn list_preferences(session: &Session, user: Uuid) -> Result<Vec<Preference>, Error> {
    let mine = preference::Entity::find().filter(preference::Column::UserId.eq(user));
    let mine = mine.order_by_asc(preference::Column::Key).all(session).await?;
    Ok(mine.into_iter().map(Preference::from).collect())
}

/// How many settings a person has, not counting the one under `key`.
pub async fn count_other_preferences(session: &Session, user: Uuid, key: &str) -> Result<u64, Error> {
    let others = preference::Entity::find()
        .filter(preference::Column::UserId.eq(user))
        .filter(preference::Column::Key.ne(key))
        .count(session);
    Ok(others.await?)
}

/// Sets a setting.
pub async fn set_preference(session: &Session, new: &Preference) -> Result<(), Error> {
    let row =
        preference::ActiveModel { user_id: Set(new.user), key: Set(new.key.clone()), value: Set(new.value.clone()) };
    let again = OnConflict::columns([preference::Column::UserId, preference::Column::Key])
        .update_column(preference::Column::Value)
        .to_owned();
    preference::Entity::insert(row).on_conflict(again).exec_without_returning(session).await?;
    Ok(())
}

/// Removes a setting; whether there was one.
pub async fn delete_preference(session: &Session, user: Uuid, key: &str) -> Result<bool, Error> {
    let done = preference::Entity::delete_by_id((user, key.to_owned())).exec(session).await?;
    Ok(done.rows_affected == 1)
}
