//! Records: one way to read them, one way to write them.

mod batch;
mod history;
mod linkable;
mod load;
mod once;
mod read;
pub(crate) mod references;
mod sight;
mod trash;
mod write;

use app_definition::{AuthorizedQuery, Verb};
use engine_base::Uuid;
use std::sync::Arc;

pub use batch::{BatchRequest, Operation};
pub(crate) use batch::{Numbered, Refused};
pub use load::DataLoad;
pub(crate) use once::Once;
pub(crate) use sight::{Sight, TOLD_APART};
pub use trash::{RestoreRequest, Restored, RestoredRecord, TrashRequest, TrashView};

use crate::{Actor, Error, PublishedApp, Runtime};

/// A record as it is answered.
#[derive(Debug)]
pub struct Written {
    /// The record.
    pub id: Uuid,
    /// Its version.
    pub version: i64,
    /// Its JSON.
    pub body: Vec<u8>,
    /// Whether the same version always looks the same to this person.
    pub cacheable: bool,
}

impl Runtime {
    /// The app in use and what `actor` may do with records of `form`.
    pub(crate) fn authorize(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        verb: Verb,
    ) -> Result<(Arc<PublishedApp>, AuthorizedQuery), Error> {
        let published = self.app(app)?;
        let query = published.access(actor)?.query(form, verb)?;
        Ok((published, query))
    }
}

/// The version that an exported record says it has.
pub(crate) fn version_from(body: &serde_json::Value) -> i64 {
    body.get("version").and_then(serde_json::Value::as_i64).unwrap_or(1)
}
