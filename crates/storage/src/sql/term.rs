//! Parts of a statement while it is put together, and what represents their values.

use engine_base::{DataType, Decimal, Value, to_scaled};

use crate::Kind;

/// How a scalar of SQL represents its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Repr {
    /// A number as so many units of `10^-scale`.
    Scaled(u8),
    /// A number: `numeric`, or the shortest decimal text.
    Number,
    /// Yes or no.
    Bool,
    /// Text.
    Text,
    /// An id.
    Id,
    /// A civil date.
    Date,
    /// A time of day.
    Time,
    /// A moment.
    Moment,
    /// A span of time in microseconds.
    Span,
    /// A JSON array; its items are texts, yes or no, whole numbers (moments and spans in microseconds) or null.
    List(Box<Repr>),
    /// JSON.
    Json,
    /// Always empty.
    Null,
}

impl Repr {
    /// What represents the values of a field of type `ty`.
    pub(crate) fn of(ty: &DataType) -> Repr {
        match ty {
            DataType::Null => Repr::Null,
            DataType::YesNo => Repr::Bool,
            DataType::Number { scale } => Repr::Scaled(*scale),
            DataType::Text | DataType::Option { .. } => Repr::Text,
            DataType::Date => Repr::Date,
            DataType::Time => Repr::Time,
            DataType::DateTime => Repr::Moment,
            DataType::Duration => Repr::Span,
            DataType::User | DataType::Department | DataType::Link { .. } => Repr::Id,
            DataType::List { of } => Repr::List(Box::new(Repr::of(of))),
            DataType::Files => Repr::List(Box::new(Repr::Id)),
            DataType::Rows | DataType::Json => Repr::Json,
        }
    }

    /// What represents a fixed value when nothing else is asked for.
    pub(super) fn of_value(value: &Value) -> Repr {
        match value {
            Value::Null => Repr::Null,
            Value::Bool(_) => Repr::Bool,
            Value::Number(number) => natural_scale(*number).map_or(Repr::Number, Repr::Scaled),
            Value::Text(_) => Repr::Text,
            Value::Date(_) => Repr::Date,
            Value::Time(_) => Repr::Time,
            Value::Timestamp(_) => Repr::Moment,
            Value::Duration(_) => Repr::Span,
            Value::Id(_) => Repr::Id,
            Value::List(items) => {
                let item = items.iter().map(Repr::of_value).find(|item| *item != Repr::Null);
                Repr::List(Box::new(item.unwrap_or(Repr::Null).in_list()))
            }
            Value::Rows(_) | Value::Json(_) => Repr::Json,
        }
    }

    /// What kind of value the database gives.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Repr::Scaled(_) | Repr::Span => Kind::Int,
            Repr::Number => Kind::Number,
            Repr::Bool => Kind::Bool,
            Repr::Text | Repr::Null => Kind::Text,
            Repr::Id => Kind::Id,
            Repr::Date => Kind::Date,
            Repr::Time => Kind::Time,
            Repr::Moment => Kind::Moment,
            Repr::List(_) | Repr::Json => Kind::Json,
        }
    }

    /// Whether it stands for a number.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Repr::Scaled(_) | Repr::Number)
    }

    /// Items of lists are written in one way, so that equal lists are equal.
    pub(super) fn in_list(self) -> Repr {
        if self.is_number() { Repr::Number } else { self }
    }
}

fn natural_scale(number: Decimal) -> Option<u8> {
    let number = number.normalize();
    let scale = u8::try_from(number.scale()).ok()?;
    to_scaled(number, scale).map(|_| scale)
}

/// A scalar in SQL, to be put anywhere: the text stands in parentheses where it has to.
#[derive(Clone, Debug)]
pub(super) struct Sql {
    pub(super) text: String,
    pub(super) repr: Repr,
    /// Never NULL.
    pub(super) filled: bool,
    /// A column or an argument: naming it twice costs nothing.
    pub(super) plain: bool,
    /// The greatest absolute value that a whole number may have.
    pub(super) most: i128,
}

impl Sql {
    pub(super) fn new(text: impl Into<String>, repr: Repr) -> Sql {
        Sql { text: text.into(), repr, filled: false, plain: false, most: i128::from(i64::MAX) }
    }

    pub(super) fn filled(self) -> Sql {
        Sql { filled: true, ..self }
    }

    pub(super) fn plain(self) -> Sql {
        Sql { plain: true, ..self }
    }

    pub(super) fn at_most(self, most: i128) -> Sql {
        Sql { most, ..self }
    }
}

/// A part of an expression: known already, or left to the database.
#[derive(Clone, Debug)]
pub(super) enum Term {
    Fixed(Value),
    Sql(Sql),
}

impl Term {
    pub(super) const NULL: Term = Term::Fixed(Value::Null);

    pub(super) fn repr(&self) -> Repr {
        match self {
            Term::Fixed(value) => Repr::of_value(value),
            Term::Sql(sql) => sql.repr.clone(),
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Term::Fixed(Value::Null))
    }
}

impl From<Sql> for Term {
    fn from(sql: Sql) -> Self {
        Term::Sql(sql)
    }
}
