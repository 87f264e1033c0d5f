//! How a form is laid out.

use engine_base::{Key, Text};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A section, or a tab of sections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Block {
    /// A titled group of rows.
    Section(Section),
    /// A tab.
    Tab(Tab),
}

/// A titled group of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub section: Text,
    /// Rows of field keys.
    pub rows: Vec<Vec<Key>>,
    /// Shown when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Json>,
    /// Starts folded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub collapsed: bool,
}

/// A tab: sections, or rows straight away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tab {
    /// Its heading.
    pub tab: Text,
    /// Sections in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Rows of field keys without a section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<Key>>,
    /// Shown when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Json>,
}
