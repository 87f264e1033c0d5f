//! The document `forms/<key>.json`: see `engine-specs/README.md` for what each property means.

use engine_base::{Key, Text};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use self::{kind::*, layout::*, option_set::*, print::*, view::*};

mod kind;
mod layout;
mod option_set;
mod print;
mod view;

/// One form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The version of the document format; 1.
    pub format: u32,
    /// The form's key.
    pub key: Key,
    /// What people call it.
    pub label: Text,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Icon name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// The field that stands for a record in links and headings.
    pub title: Key,
    /// The fields in order.
    pub fields: Vec<Field>,
    /// Conditions over several fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Combinations of values that may stand only once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unique: Vec<UniqueKey>,
    /// Database indexes over several fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<Vec<Key>>,
    /// Sections and tabs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layout: Vec<Block>,
    /// Ways to see the records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
    /// Ways to print a record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prints: Vec<Print>,
    /// The key it had before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Key>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The field's key, unique in its form or sub-table.
    pub key: Key,
    /// What kind of field, with what that kind needs.
    #[serde(flatten)]
    pub kind: FieldKind,
    /// What people call it; system fields and layout fields may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// A sentence of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Text shown while it is empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<Text>,
    /// Must have a value.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Must have a value when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<Json>,
    /// Shown, and allowed to have a value, when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Json>,
    /// May not be written by people.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// May not be changed by people when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only_when: Option<Json>,
    /// The value of a new record that brings none: a literal or `{"formula": …}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Json>,
    /// No two records may have the same value.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unique: bool,
    /// Has a database index.
    #[serde(default, skip_serializing_if = "is_false")]
    pub indexed: bool,
    /// Found by quick search; by default for the title, text, phone, email and serial fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub searchable: Option<bool>,
    /// How the value looks to those who may see it only masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mask: Option<Mask>,
    /// The key it had before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Key>,
    /// Columns of 12 that it takes in a row of the layout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u8>,
}

/// How a masked value looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mask {
    /// `138****5678`
    Phone,
    /// `z***@example.com`
    Email,
    /// `3302**********1234`
    IdNumber,
    /// `王**`
    Name,
    /// `***`
    All,
}

/// A condition over several fields, with its message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What must hold.
    pub that: Json,
    /// The field at which the message stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Key>,
    /// What a person reads when it does not hold.
    pub message: Text,
}

/// Fields whose values together may stand only once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UniqueKey {
    /// The fields; records in which one of them is empty do not count.
    pub fields: Vec<Key>,
    /// What a person reads when it stands already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
}

fn is_false(value: &bool) -> bool {
    !*value
}
