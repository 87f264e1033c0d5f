//! How a form is laid out and how its records are seen.

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

/// A way to see the records of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The view's key, unique in its form.
    pub key: Key,
    /// What people call it.
    pub label: Text,
    /// Table, board or calendar.
    #[serde(flatten)]
    pub kind: ViewKind,
    /// Which records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Json>,
    /// Field paths, `-` before one for descending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<String>,
    /// Who sees the view; everybody who may read the form when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Key>,
}

/// What a view looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ViewKind {
    /// Rows and columns.
    Table {
        /// Field paths; `customer.region` hops over a link.
        columns: Vec<String>,
        /// Groups by this field.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<Key>,
    },
    /// One column of cards per option.
    Kanban {
        /// The select field that gives the columns.
        by: Key,
        /// Summed per column.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sum: Option<Key>,
        /// Fields on a card, besides the title.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        columns: Vec<String>,
    },
    /// A month of records.
    Calendar {
        /// The date that places a record.
        start: Key,
        /// The date at which it ends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<Key>,
    },
}
