//! A value bound to a statement, the same for both databases.

use std::borrow::Cow;

use engine_base::{Date, Decimal, Time, Timestamp, Uuid};

/// Which database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Embedded SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// How a column or a parameter is kept: SQLite type / PostgreSQL type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// INTEGER / bigint. Scaled decimals are kept so.
    Int,
    /// INTEGER 0 or 1 / boolean.
    Bool,
    /// TEXT / text.
    Text,
    /// BLOB of 16 bytes / uuid.
    Id,
    /// TEXT `2026-01-31` / date.
    Date,
    /// TEXT `09:30:00` on both, because both sort it right.
    Time,
    /// INTEGER microseconds since 1970 UTC / timestamptz.
    Moment,
    /// TEXT / jsonb.
    Json,
    /// TEXT / numeric: results of arithmetic, never columns.
    Number,
}

/// A bound value. Borrows where it can.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Empty, of a kind: PostgreSQL must know the type of a parameter.
    Null(Kind),
    /// A whole number, or a scaled decimal.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Text.
    Text(Cow<'a, str>),
    /// An id.
    Id(Uuid),
    /// A civil date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A moment.
    Moment(Timestamp),
    /// JSON, as text.
    Json(Cow<'a, str>),
    /// An exact number.
    Number(Decimal),
    /// Several ids: `uuid[]`, or JSON text of their hexadecimal digits.
    Ids(Cow<'a, [Uuid]>),
    /// Several texts: `text[]`, or JSON text.
    Texts(Cow<'a, [String]>),
    /// Several whole numbers: `bigint[]`, or JSON text.
    Ints(Cow<'a, [i64]>),
}

impl Arg<'_> {
    /// The same value, borrowing nothing.
    pub fn into_owned(self) -> Arg<'static> {
        match self {
            Arg::Null(kind) => Arg::Null(kind),
            Arg::Int(n) => Arg::Int(n),
            Arg::Bool(b) => Arg::Bool(b),
            Arg::Text(text) => Arg::Text(Cow::Owned(text.into_owned())),
            Arg::Id(id) => Arg::Id(id),
            Arg::Date(date) => Arg::Date(date),
            Arg::Time(time) => Arg::Time(time),
            Arg::Moment(moment) => Arg::Moment(moment),
            Arg::Json(json) => Arg::Json(Cow::Owned(json.into_owned())),
            Arg::Number(number) => Arg::Number(number),
            Arg::Ids(ids) => Arg::Ids(Cow::Owned(ids.into_owned())),
            Arg::Texts(texts) => Arg::Texts(Cow::Owned(texts.into_owned())),
            Arg::Ints(numbers) => Arg::Ints(Cow::Owned(numbers.into_owned())),
        }
    }
}

impl From<i64> for Arg<'_> {
    fn from(n: i64) -> Self {
        Arg::Int(n)
    }
}

impl From<bool> for Arg<'_> {
    fn from(b: bool) -> Self {
        Arg::Bool(b)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

impl From<Uuid> for Arg<'_> {
    fn from(id: Uuid) -> Self {
        Arg::Id(id)
    }
}

impl From<Timestamp> for Arg<'_> {
    fn from(moment: Timestamp) -> Self {
        Arg::Moment(moment)
    }
}

impl From<Date> for Arg<'_> {
    fn from(date: Date) -> Self {
        Arg::Date(date)
    }
}
