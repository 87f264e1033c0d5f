//! How a record is printed: a page with places for its fields.

use engine_base::{Key, Text};
use serde::{Deserialize, Serialize};

/// A way to print a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Print {
    /// Its key, unique in its form.
    pub key: Key,
    /// What people call it.
    pub label: Text,
    /// Who may print so; everybody who may read the record when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Key>,
    /// The paper.
    pub page: Paper,
    /// Whether the paper lies on its long side.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub landscape: bool,
    /// HTML with `{{field}}`, `{{link.field}}`, and parts that rows repeat or that an empty field leaves out: `{{#table}}…{{/table}}`.
    pub body: Text,
}

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
}
