//! The typed expression tree as SQL of both databases, with the meaning of `engine-specs/expression/README.md`.
//!
//! What does not depend on the record is computed in Rust and bound, so that comparisons with columns use indexes. What a
//! database cannot say by itself it says through functions named `fw_…`: on PostgreSQL they are SQL functions that belong to
//! the system tables, on SQLite one function calls the language's own evaluator.

mod bind;
mod call;
mod compare;
mod compiler;
mod condition;
mod field;
mod rows;

#[allow(unused_imports)]
pub(crate) use bind::{Bind, arg_of, args_of};
#[allow(unused_imports)]
pub(crate) use compiler::{At, Compiler, Trust};

use engine_base::DataType;

use crate::Kind;

/// How the value of a piece of SQL is represented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Repr {
    /// Only empty.
    Null,
    Bool,
    /// A whole number of 10^-scale.
    Scaled(u8),
    /// numeric on PostgreSQL, the shortest decimal text on SQLite.
    Decimal,
    Text,
    Date,
    /// Text on both.
    Time,
    /// timestamptz, or microseconds.
    Moment,
    /// Microseconds.
    Duration,
    Id,
    /// A JSON array of strings.
    List,
    Json,
}

/// A piece of SQL with a value.
#[derive(Clone, Debug)]
pub(crate) struct Fragment {
    pub(crate) sql: String,
    pub(crate) repr: Repr,
}

impl Repr {
    /// How a column of this type is represented.
    pub(crate) fn of_column(ty: &DataType) -> Repr {
        match ty {
            DataType::Null => Repr::Null,
            DataType::YesNo => Repr::Bool,
            DataType::Number { scale } => Repr::Scaled(*scale),
            DataType::Text | DataType::Option { .. } => Repr::Text,
            DataType::Date => Repr::Date,
            DataType::Time => Repr::Time,
            DataType::DateTime => Repr::Moment,
            DataType::Duration => Repr::Duration,
            DataType::User | DataType::Department | DataType::Link { .. } => Repr::Id,
            DataType::List { .. } | DataType::Files => Repr::List,
            DataType::Rows | DataType::Json => Repr::Json,
        }
    }

    /// How the result of an expression of this type is represented.
    pub(crate) fn of_result(ty: &DataType) -> Repr {
        match Repr::of_column(ty) {
            Repr::Scaled(_) => Repr::Decimal,
            other => other,
        }
    }

    /// The kind of a parameter of this representation.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Repr::Null | Repr::Text => Kind::Text,
            Repr::Bool => Kind::Bool,
            Repr::Scaled(_) | Repr::Duration => Kind::Int,
            Repr::Decimal => Kind::Number,
            Repr::Date => Kind::Date,
            Repr::Time => Kind::Time,
            Repr::Moment => Kind::Moment,
            Repr::Id => Kind::Id,
            Repr::List | Repr::Json => Kind::Json,
        }
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Repr::Scaled(_) | Repr::Decimal)
    }
}

impl Fragment {
    pub(crate) fn new(sql: impl Into<String>, repr: Repr) -> Fragment {
        Fragment { sql: sql.into(), repr }
    }
}
