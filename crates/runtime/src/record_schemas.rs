//! The published JSON Schemas of records, compiled, as the last word on the shape of what integrators send.
//!
//! The form engine reads records and explains in people's words what is wrong; a body that it took and that still breaks
//! the published schema would mean that the two say different things, and is refused with the place.

use std::{collections::BTreeMap, sync::OnceLock};

use engine_base::{Issue, Issues, Key};
use form_engine::{AllRights, CompiledForm, Purpose, Shape, json_schema};
use jsonschema::Validator;
use serde_json::Value as Json;

/// The code of what only the schema finds.
const MISMATCH: &str = "schema.mismatch";

/// The validators of an app's forms, each made when it is first needed.
#[derive(Debug, Default)]
pub struct RecordSchemas {
    create: BTreeMap<Key, OnceLock<Option<Validator>>>,
    update: BTreeMap<Key, OnceLock<Option<Validator>>>,
}

impl RecordSchemas {
    /// For forms with these keys.
    pub fn new<'a>(forms: impl Iterator<Item = &'a Key> + Clone) -> RecordSchemas {
        let empty = || forms.clone().map(|key| (key.clone(), OnceLock::new())).collect();
        RecordSchemas { create: empty(), update: empty() }
    }

    /// Where `body` breaks the schema of `form`.
    pub fn check(&self, form: &CompiledForm, body: &Json, purpose: Purpose) -> Issues {
        let (cells, shape) = match purpose {
            Purpose::Create => (&self.create, Shape::Create),
            Purpose::Update => (&self.update, Shape::Update),
            // Imports also bring what integrators may not send.
            Purpose::Import => return Issues::new(),
        };
        let make = || Validator::new(&json_schema(form, &AllRights, shape)).ok();
        let Some(validator) = cells.get(&form.key).and_then(|cell| cell.get_or_init(make).as_ref()) else {
            return Issues::new();
        };
        if validator.is_valid(body) {
            return Issues::new();
        }
        let issue = |error: jsonschema::ValidationError<'_>| {
            Issue::new(MISMATCH).at(error.instance_path().as_str()).with("reason", error.to_string())
        };
        validator.iter_errors(body).map(issue).collect()
    }
}

/// Without what the schema says, when the form engine has said in people's words what is wrong.
pub fn in_words(mut issues: Issues) -> Issues {
    if issues.iter().any(|issue| issue.code != MISMATCH) {
        issues.retain(|issue| issue.code != MISMATCH);
    }
    issues
}
