//! Records of other forms that filling and validating look at.

use std::collections::BTreeMap;

use engine_base::{Key, Uuid};

use crate::Record;

/// Records that were loaded: by form (built-in ones included, see [`FILE_FORM`](crate::FILE_FORM)) and id.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    records: BTreeMap<(Key, Uuid), Option<Record>>,
}

/// A record that must be loaded for a full answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Its form.
    pub form: Key,
    /// Its id.
    pub id: Uuid,
}

impl Linked {
    /// Takes note of a record, or that there is none with this id (or none that counts here).
    pub fn insert(&mut self, form: Key, id: Uuid, record: Option<Record>) {
        self.records.insert((form, id), record);
    }

    /// The record; `Some(None)` when it is known not to be there, `None` when nothing is known.
    pub fn get(&self, form: &Key, id: Uuid) -> Option<Option<&Record>> {
        self.records.get(&(form.clone(), id)).map(Option::as_ref)
    }
}
