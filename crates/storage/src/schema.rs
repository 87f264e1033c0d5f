//! The tables that an app's forms need, as data: what is there, what should be there, and the way between.

mod apply;
mod carry;
mod convert;
mod desired;
mod difference;
mod plan;
mod purge;

use std::collections::BTreeMap;

use engine_base::Key;
use serde::{Deserialize, Serialize};

use crate::{Kind, physical::scaled_name};

pub(crate) use desired::is_order_indexed;

pub use apply::drop_app;
pub use plan::{Plan, PlanStep, StepKind};

/// All tables of an app, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Schema {
    pub(crate) tables: BTreeMap<String, Table>,
}

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// The records of a form.
    Records,
    /// The rows of a sub-table.
    Rows,
    /// The links of a links field.
    Links,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) form: Key,
    /// The sub-table or links field.
    pub(crate) field: Option<Key>,
    /// The table whose records its rows or links belong to.
    pub(crate) parent: Option<String>,
    /// Columns of fields, by name; those that every table of its role has are not listed.
    pub(crate) columns: BTreeMap<String, Column>,
    /// Indexes by name.
    pub(crate) indexes: BTreeMap<String, Index>,
    /// Names the table may have had.
    #[serde(skip)]
    pub(crate) was: Vec<String>,
}

impl Table {
    /// The column of the field `name` as the database calls it; those that every table of its role has are called what they are.
    pub(crate) fn column(&self, name: &str) -> String {
        self.columns.get(name).map_or_else(|| name.to_owned(), |column| column.called(name))
    }
}

impl Column {
    /// How the database calls it, when it belongs to the field `name`.
    pub(crate) fn called(&self, name: &str) -> String {
        scaled_name(name, self.scale)
    }
}

/// One column of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Column {
    #[serde(with = "kind_names")]
    pub(crate) kind: Kind,
    /// Digits after the point of a scaled number.
    pub(crate) scale: Option<u8>,
    /// The table that its ids lead to.
    pub(crate) target: Option<String>,
    /// The name it may have had.
    #[serde(skip)]
    pub(crate) was: Option<String>,
    /// Whether a new record must have a value.
    #[serde(skip)]
    pub(crate) required: bool,
}

/// An index over columns in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Index {
    pub(crate) columns: Vec<String>,
    pub(crate) unique: bool,
    /// Whether quick search reads it from end to end, in place of the table. Only SQLite has such: in PostgreSQL an index
    /// takes no long texts, and is read in place of its table only after the table was tidied.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) searched: bool,
}

mod kind_names {
    //! Kinds by stable names, because schemas are stored.

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::Kind;

    const NAMES: [(Kind, &str); 9] = [
        (Kind::Int, "int"),
        (Kind::Bool, "bool"),
        (Kind::Text, "text"),
        (Kind::Id, "id"),
        (Kind::Date, "date"),
        (Kind::Time, "time"),
        (Kind::Moment, "moment"),
        (Kind::Json, "json"),
        (Kind::Number, "number"),
    ];

    pub(super) fn serialize<S: Serializer>(kind: &Kind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(NAMES.iter().find(|(known, _)| known == kind).map_or("", |(_, name)| name))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Kind, D::Error> {
        let name = String::deserialize(from)?;
        let found = NAMES.iter().find(|(_, known)| *known == name);
        found.map(|(kind, _)| *kind).ok_or_else(|| D::Error::custom(format!("no kind `{name}`")))
    }
}
