//! The document `roles/<key>.json`: what people with this role may do.

use std::collections::BTreeMap;

use engine_base::{Key, Text};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A role of an app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The version of the document format; 1.
    pub format: u32,
    /// The role's key.
    pub key: Key,
    /// What people call it.
    pub label: Text,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// What opens first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landing: Option<Landing>,
    /// Forms in its menu; all that it may read when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub menu: Vec<Key>,
    /// Whether people with this role may save views for roles.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share_views: bool,
    /// Rights by form; a form that is not named gives none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub forms: BTreeMap<Key, FormRights>,
}

/// What opens first: a form at its first view, or at the view named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Landing {
    /// A form.
    Form(Key),
    /// A form at one of its views.
    View {
        /// The form.
        form: Key,
        /// The view.
        view: Key,
    },
}

/// Rights on one form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormRights {
    /// Which records may be seen.
    #[serde(default)]
    pub read: ScopeRule,
    /// Whether records may be created.
    #[serde(default)]
    pub create: bool,
    /// Which records may be changed.
    #[serde(default)]
    pub update: ScopeRule,
    /// Which records may be deleted.
    #[serde(default)]
    pub delete: ScopeRule,
    /// Whether lists may be exported.
    #[serde(default)]
    pub export: bool,
    /// Rights by field key, `lines.price` for a field of a sub-table; `*` for all that are not named.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Right>,
}

/// Which records a right covers: `false`, `true`, a named scope, or a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ScopeRule {
    /// None or all.
    All(bool),
    /// `own`, `department`, `department_and_below`, `all`; or a formula.
    Named(String),
    /// A condition on the record.
    Condition(Json),
}

impl Default for ScopeRule {
    fn default() -> Self {
        ScopeRule::All(false)
    }
}

impl ScopeRule {
    /// Whether any record at all may be covered.
    pub fn covers_any(&self) -> bool {
        !matches!(self, ScopeRule::All(false))
    }
}

/// What may be done with a field; the order is from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Not even seen.
    Hidden,
    /// Seen as `138****5678`.
    Masked,
    /// Seen.
    Read,
    /// Seen and changed.
    Write,
}
