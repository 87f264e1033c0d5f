//! Answers kept for repeated requests with the same `Idempotency-Key`.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::idempotency};

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// Whose key it is.
    pub user: Uuid,
    /// The key.
    pub key: String,
    /// Method and path.
    pub route: String,
    /// SHA-256 of the body, hexadecimal.
    pub body_hash: String,
    /// The status that was answered.
    pub status: i64,
    /// The body that was answered.
    pub response: String,
    /// When.
    pub at: Timestamp,
}

/// The answer to an earlier request with this key.
pub async fn find_answer(session: &Session, user: Uuid, key: &str) -> Result<Option<Answered>, Error> {
    let found = idempotency::Entity::find_by_id((user, key.to_owned())).one(session).await?;
    Ok(found.map(|m| Answered {
        user: m.user_id,
        key: m.key,
        route: m.route,
        body_hash: m.body_hash,
        status: m.status,
        response: m.response,
        at: moment(m.at),
    }))
}

/// Keeps an answer. A constraint error says that the same key was answered at the same time.
pub async fn insert_answer(session: &Session, new: &Answered) -> Result<(), Error> {
    let row = idempotency::ActiveModel {
        user_id: Set(new.user),
        key: Set(new.key.clone()),
        route: Set(new.route.clone()),
        body_hash: Set(new.body_hash.clone()),
        status: Set(new.status),
        response: Set(new.response.clone()),
        at: Set(new.at.as_microsecond()),
    };
    idempotency::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Forgets answers given before `then`; how many.
pub async fn delete_answers_before(session: &Session, then: Timestamp) -> Result<u64, Error> {
    let old = idempotency::Column::At.lt(then.as_microsecond());
    Ok(idempotency::Entity::delete_many().filter(old).exec(session).await?.rows_affected)
}
