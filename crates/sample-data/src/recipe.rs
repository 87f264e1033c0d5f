//! The document `data/recipe.json`: which records an app's sample has and how their values hang together.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Format, SampleError, Source, document};

/// How to make the sample of an app.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The version of the document's format.
    pub format: Format,
    /// In order: a step may use the records of the steps before it.
    pub steps: Vec<Step>,
}

/// One kind of records.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The form of the records.
    pub form: String,
    /// What other steps call this one; the form's key when left out.
    pub name: Option<String>,
    /// How many.
    pub records: Quantity,
    /// Values to compute with, which are not stored.
    #[serde(default, rename = "let")]
    pub lets: BTreeMap<String, Source>,
    /// When each was created.
    pub created_at: Source,
    /// Whose each is.
    pub owner: Source,
    /// The values of its fields; fields that are not named stay empty.
    pub fields: BTreeMap<String, Source>,
}

/// How many records a step makes.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Quantity {
    /// So many at scale 1.
    Count(u64),
    /// One for each entry of a pool, at every scale; the entry is `item`.
    Pool(String),
    /// Some for each record of an earlier step.
    Each(Parents),
}

/// The records for which others are made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parents {
    /// The step that makes them.
    pub step: String,
    /// The field that links to them.
    pub via: String,
    /// How many for each; paths start at the record of that step.
    pub times: Source,
}

impl Recipe {
    /// Reads the document.
    pub fn parse(text: &str) -> Result<Self, SampleError> {
        document::read("recipe", text)
    }
}

impl Step {
    /// What other steps call this one.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.form)
    }

    /// The field that links to the record for which each record is made.
    pub(crate) fn via(&self) -> Option<&str> {
        if let Quantity::Each(parents) = &self.records { Some(&parents.via) } else { None }
    }
}
