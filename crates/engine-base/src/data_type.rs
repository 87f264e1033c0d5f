//! What kind of value a field or an expression has.

use serde::{Deserialize, Serialize};

use crate::Key;

/// The type of a value; every value may also be empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum DataType {
    /// Only empty.
    Null,
    /// Yes or no.
    YesNo,
    /// A decimal with at most `scale` digits after the point; scale 0 is a whole number.
    Number {
        /// Digits after the point.
        scale: u8,
    },
    /// Text.
    Text,
    /// A civil date.
    Date,
    /// A time of day.
    Time,
    /// A moment.
    DateTime,
    /// A span of exact time.
    Duration,
    /// One option of a set; `set` is the set's key, or `form.field` for a set of the field's own.
    Option {
        /// Which set.
        set: String,
    },
    /// A person.
    User,
    /// A department.
    Department,
    /// A record of a form.
    Link {
        /// The form's key.
        form: Key,
    },
    /// Several values of one type.
    List {
        /// The type of each.
        of: Box<DataType>,
    },
    /// The rows of a sub-table.
    Rows,
    /// Files, as a list of their ids.
    Files,
    /// Any JSON.
    Json,
}

impl DataType {
    /// A whole number.
    pub const INTEGER: DataType = DataType::Number { scale: 0 };

    /// Several values of this type.
    pub fn list(self) -> DataType {
        DataType::List { of: Box::new(self) }
    }

    /// Whether values of this type are ids of something (a person, a department, a record).
    pub fn is_reference(&self) -> bool {
        matches!(self, DataType::User | DataType::Department | DataType::Link { .. })
    }
}
