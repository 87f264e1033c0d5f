//! The document `data/people.json`: the people of a sample and their departments.

use std::collections::BTreeMap;

use engine_base::Uuid;
use serde::Deserialize;

use crate::{Format, SampleError, document, draw};

/// Who works where.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The version of the document's format.
    pub format: Format,
    /// Departments, each after the one it belongs to.
    pub departments: Vec<Department>,
    /// People.
    pub people: Vec<Person>,
}

/// A department.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// What the document calls it.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The key of the department that it belongs to.
    pub parent: Option<String>,
}

/// A person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name to log in with.
    pub account: String,
    /// What people call them.
    pub name: String,
    /// What they are in the company.
    pub title: String,
    /// The key of their department.
    pub department: String,
    /// Whether they lead it.
    #[serde(default)]
    pub head: bool,
    /// Keys of their roles in the app.
    pub roles: Vec<String>,
}

/// The ids that people and departments have where the records will be loaded.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// By account.
    pub people: BTreeMap<String, Uuid>,
    /// By key of the document.
    pub departments: BTreeMap<String, Uuid>,
}

impl Organisation {
    /// Reads the document.
    pub fn parse(text: &str) -> Result<Self, SampleError> {
        document::read("people", text)
    }

    /// Ids made from the seed, for a sample that goes where nobody is known yet.
    pub fn directory(&self, seed: u64) -> Directory {
        let id = |kind: &str, key: &str| draw::random_id(draw::key(draw::key(seed, kind), key));
        Directory {
            people: self.people.iter().map(|person| (person.account.clone(), id("person", &person.account))).collect(),
            departments: self.departments.iter().map(|one| (one.key.clone(), id("department", &one.key))).collect(),
        }
    }
}
