//! A finished record of a sample.

use engine_base::{Timestamp, Uuid};
use serde_json::{Map, Value as Json};

/// A record as the REST API takes it, and what only a loader may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The key of its form.
    pub form: String,
    /// Its id: version 7 of the moment of creation, so that records sort by age.
    pub id: Uuid,
    /// When it was created.
    pub created_at: Timestamp,
    /// Whose it is.
    pub owner: Option<Uuid>,
    /// Values by field key; empty fields are left out.
    pub values: Map<String, Json>,
}

impl Record {
    /// One object with `id`, `created_at` and `owner` beside the fields.
    pub fn into_json(self) -> Json {
        let mut json = self.values;
        json.insert("id".to_owned(), self.id.to_string().into());
        json.insert("created_at".to_owned(), self.created_at.to_string().into());
        if let Some(owner) = self.owner {
            json.insert("owner".to_owned(), owner.to_string().into());
        }
        Json::Object(json)
    }
}
