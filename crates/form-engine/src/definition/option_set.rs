//! The document `options/<key>.json`: a flat list or a tree to choose from.

use engine_base::{Key, Text};
use serde::{Deserialize, Serialize};

/// A named set of options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionSet {
    /// The version of the document format; 1.
    pub format: u32,
    /// The set's key.
    pub key: Key,
    /// What people call it.
    pub label: Text,
    /// The options in order.
    pub options: Vec<Choice>,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// `^[A-Za-z0-9_-]{1,64}$`, unique in the set.
    pub key: String,
    /// What people read.
    pub label: Text,
    /// Tone of its tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// Readable where it stands, but not to be chosen anew.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
    /// Options below this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Choice>,
}

/// Tone of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Colour {
    Slate,
    Blue,
    Green,
    Amber,
    Red,
    Violet,
    Teal,
}
