//! One row of an answer, read by position and kind.

use engine_base::{Date, Decimal, Time, Timestamp, Uuid, parse_date, parse_number, parse_time};
use rusqlite::types::ValueRef;

use crate::{Error, postgres::decode};

/// A row while it passes by; texts are borrowed from the database's own buffer.
pub enum RowRef<'a> {
    /// From SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a sqlx::postgres::PgRow),
}

/// What a column holds that should be of another kind.
fn unexpected(index: usize, expected: &str) -> Error {
    Error::Corrupt(format!("column {index} is not a {expected}"))
}

impl RowRef<'_> {
    fn sqlite<'a>(row: &'a rusqlite::Row<'_>, index: usize) -> Result<ValueRef<'a>, Error> {
        Ok(row.get_ref(index)?)
    }

    /// Whether the column is empty.
    pub fn is_null(&self, index: usize) -> Result<bool, Error> {
        match self {
            RowRef::Sqlite(row) => Ok(matches!(Self::sqlite(row, index)?, ValueRef::Null)),
            RowRef::Postgres(row) => Ok(decode::bytes(row, index)?.is_none()),
        }
    }

    /// A whole number.
    pub fn int(&self, index: usize) -> Result<Option<i64>, Error> {
        match self {
            RowRef::Sqlite(row) => match Self::sqlite(row, index)? {
                ValueRef::Null => Ok(None),
                ValueRef::Integer(n) => Ok(Some(n)),
                _ => Err(unexpected(index, "whole number")),
            },
            RowRef::Postgres(row) => decode::bytes(row, index)?
                .map(|b| decode::int(b).ok_or_else(|| unexpected(index, "whole number")))
                .transpose(),
        }
    }

    /// Yes or no.
    pub fn bool(&self, index: usize) -> Result<Option<bool>, Error> {
        match self {
            RowRef::Sqlite(_) => Ok(self.int(index)?.map(|n| n != 0)),
            RowRef::Postgres(row) => Ok(decode::bytes(row, index)?.map(|b| b != [0])),
        }
    }

    /// Text, or JSON as text.
    pub fn text(&self, index: usize) -> Result<Option<&str>, Error> {
        match self {
            RowRef::Sqlite(row) => match Self::sqlite(row, index)? {
                ValueRef::Null => Ok(None),
                ValueRef::Text(text) => std::str::from_utf8(text).map(Some).map_err(|_| unexpected(index, "text")),
                _ => Err(unexpected(index, "text")),
            },
            RowRef::Postgres(row) => {
                let Some(bytes) = decode::bytes(row, index)? else { return Ok(None) };
                std::str::from_utf8(bytes).map(Some).map_err(|_| unexpected(index, "text"))
            }
        }
    }

    /// JSON, as text.
    pub fn json(&self, index: usize) -> Result<Option<&str>, Error> {
        // jsonb is text after one byte that names its version.
        Ok(self.text(index)?.map(|text| text.strip_prefix('\u{1}').unwrap_or(text)))
    }

    /// An id.
    pub fn id(&self, index: usize) -> Result<Option<Uuid>, Error> {
        let bytes = match self {
            RowRef::Sqlite(row) => match Self::sqlite(row, index)? {
                ValueRef::Null => None,
                ValueRef::Blob(bytes) => Some(bytes),
                _ => return Err(unexpected(index, "id")),
            },
            RowRef::Postgres(row) => decode::bytes(row, index)?,
        };
        bytes.map(|bytes| Uuid::from_slice(bytes).map_err(|_| unexpected(index, "id"))).transpose()
    }

    /// A civil date.
    pub fn date(&self, index: usize) -> Result<Option<Date>, Error> {
        match self {
            RowRef::Sqlite(_) => {
                self.text(index)?.map(|text| parse_date(text).ok_or_else(|| unexpected(index, "date"))).transpose()
            }
            RowRef::Postgres(row) => {
                decode::bytes(row, index)?.map(|b| decode::date(b).ok_or_else(|| unexpected(index, "date"))).transpose()
            }
        }
    }

    /// A time of day.
    pub fn time(&self, index: usize) -> Result<Option<Time>, Error> {
        self.text(index)?.map(|text| parse_time(text).ok_or_else(|| unexpected(index, "time"))).transpose()
    }

    /// A moment.
    pub fn moment(&self, index: usize) -> Result<Option<Timestamp>, Error> {
        let micros = match self {
            RowRef::Sqlite(_) => self.int(index)?,
            RowRef::Postgres(row) => decode::bytes(row, index)?
                .map(|b| decode::micros(b).ok_or_else(|| unexpected(index, "moment")))
                .transpose()?,
        };
        micros.map(|us| Timestamp::from_microsecond(us).map_err(|_| unexpected(index, "moment"))).transpose()
    }

    /// An exact number: the result of arithmetic.
    pub fn number(&self, index: usize) -> Result<Option<Decimal>, Error> {
        match self {
            RowRef::Sqlite(row) => match Self::sqlite(row, index)? {
                ValueRef::Null => Ok(None),
                ValueRef::Integer(n) => Ok(Some(Decimal::from(n))),
                ValueRef::Text(text) => std::str::from_utf8(text)
                    .ok()
                    .and_then(parse_number)
                    .map(Some)
                    .ok_or_else(|| unexpected(index, "number")),
                _ => Err(unexpected(index, "number")),
            },
            RowRef::Postgres(row) => {
                decode::number(row, index)?.map(|n| n.ok_or_else(|| unexpected(index, "number"))).transpose()
            }
        }
    }
}
