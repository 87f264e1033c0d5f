//! Requests with an `Idempotency-Key`: carried out once, answered as often as they are sent.

use engine_base::{Issue, Timestamp, Uuid};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value as Json;
use storage::{
    Session,
    system::idempotency::{Answered, find_answer, insert_answer},
};

use super::{Written, write::body_hash};
use crate::{Actor, Error};

/// A request that is carried out once, however often it is sent, for 24 hours.
pub struct Once {
    user: Uuid,
    key: String,
    route: String,
    hash: String,
    at: Timestamp,
}

/// What was answered the first time.
pub struct Again(Answered);

impl Once {
    /// For one request of one person.
    pub fn new(actor: &Actor, key: String, route: String, body: &Json, at: Timestamp) -> Once {
        Once { user: actor.person.id, key, route, hash: body_hash(body.to_string().as_bytes()), at }
    }

    /// What was answered the first time. Another request under the same key is refused.
    pub async fn find(&self, session: &Session) -> Result<Option<Again>, Error> {
        let Some(answered) = find_answer(session, self.user, &self.key).await? else { return Ok(None) };
        if answered.route != self.route || answered.body_hash != self.hash {
            return Err(Error::conflict(Issue::new("request.idempotency_reused")));
        }
        Ok(Some(Again(answered)))
    }

    /// Keeps the answer.
    pub async fn keep(&self, session: &Session, status: i64, answer: &impl Serialize) -> Result<(), Error> {
        let answered = Answered {
            user: self.user,
            key: self.key.clone(),
            route: self.route.clone(),
            body_hash: self.hash.clone(),
            status,
            response: serde_json::to_string(answer).map_err(std::io::Error::other)?,
            at: self.at,
        };
        insert_answer(session, &answered)
            .await
            .map_err(|error| if error.is_unique() { Error::Raced } else { error.into() })
    }
}

impl Again {
    /// The answer as it was kept.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        Ok(serde_json::from_str(&self.0.response).map_err(std::io::Error::other)?)
    }
}

/// A written record as it is kept.
#[derive(Deserialize, Serialize)]
pub struct Kept {
    id: Uuid,
    version: i64,
    body: String,
}

impl Kept {
    /// Of what was answered.
    pub fn of(written: &Written) -> Kept {
        let body = String::from_utf8_lossy(&written.body).into_owned();
        Kept { id: written.id, version: written.version, body }
    }

    /// The answer as it was.
    pub fn into_written(self) -> Written {
        Written { id: self.id, version: self.version, body: self.body.into_bytes(), cacheable: false }
    }
}
