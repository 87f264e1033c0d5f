//! A value of a field or an expression.

use std::sync::Arc;

use serde_json::Value as Json;
use uuid::Uuid;

use crate::{Date, Decimal, Duration, Time, Timestamp};

/// A value. Numbers, dates and ids are held without allocation; texts and lists are shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Empty.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number; equality is by value (1.0 equals 1).
    Number(Decimal),
    /// Text, an option key, a telephone number in E.164…
    Text(Arc<str>),
    /// A civil date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A moment, microseconds.
    Timestamp(Timestamp),
    /// A span of exact time.
    Duration(Duration),
    /// A person, department, record or file.
    Id(Uuid),
    /// Several values.
    List(Arc<[Value]>),
    /// The rows of a sub-table.
    Rows(Arc<[Row]>),
    /// Any JSON.
    Json(Arc<Json>),
}

/// One row of a sub-table: its id once it has one, and its values by slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The row's id; `None` until it is stored.
    pub id: Option<Uuid>,
    /// Values by the slots of the sub-table's fields.
    pub values: Vec<Value>,
}

impl Value {
    /// Text from a string.
    pub fn text(text: impl AsRef<str>) -> Value {
        Value::Text(Arc::from(text.as_ref()))
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Value {
        Value::List(items.into_iter().collect())
    }

    /// Whether a person would call it empty: no value, empty text, empty list, no rows.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Rows(rows) => rows.is_empty(),
            _ => false,
        }
    }

    /// The id, when it is one.
    pub fn as_id(&self) -> Option<Uuid> {
        if let Value::Id(id) = self { Some(*id) } else { None }
    }

    /// The text, when it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    /// The number, when it is one.
    pub fn as_number(&self) -> Option<Decimal> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// The items of a list; nothing for anything else.
    pub fn items(&self) -> &[Value] {
        if let Value::List(items) = self { items } else { &[] }
    }

    /// The rows of a sub-table; nothing for anything else.
    pub fn rows(&self) -> &[Row] {
        if let Value::Rows(rows) = self { rows } else { &[] }
    }
}
