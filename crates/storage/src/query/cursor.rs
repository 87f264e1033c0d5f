//! Where a page ended: the values of the sort keys and the id of its last record, as an opaque text.
//!
//! A cursor says nothing that its reader did not see, and changes no right: it only moves the start of a list.

use engine_base::{Decimal, Timestamp, Uuid, parse_date, parse_time};
use serde_json::Value as Json;

use crate::{Arg, Error, RowRef, sql::Repr};

/// The values of the last record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cursor {
    /// Of each sort key; empty ones are null.
    pub(crate) keys: Vec<Arg<'static>>,
    pub(crate) id: Uuid,
}

impl Cursor {
    /// Reads the cursor values of a row.
    pub(crate) fn of(row: &RowRef<'_>, first: usize, reprs: &[Repr]) -> Result<Cursor, Error> {
        let mut keys = Vec::new();
        for (offset, repr) in reprs.iter().enumerate() {
            let index = first + offset;
            let value = match repr {
                Repr::Bool => row.bool(index)?.map(Arg::Bool),
                Repr::Scaled(_) | Repr::Span => row.int(index)?.map(Arg::Int),
                Repr::Number => row.number(index)?.map(Arg::Number),
                Repr::Date => row.date(index)?.map(Arg::Date),
                Repr::Time => row.time(index)?.map(Arg::Time),
                Repr::Moment => row.moment(index)?.map(Arg::Moment),
                Repr::Id => row.id(index)?.map(Arg::Id),
                Repr::Text => row.text(index)?.map(|text| Arg::from(text.to_owned())),
                Repr::Null | Repr::List(_) | Repr::Json => None,
            };
            keys.push(value.unwrap_or(Arg::Null(repr.kind())));
        }
        Ok(Cursor { keys, id: row.id(0)?.unwrap_or_default() })
    }

    /// The text that the reader gets. `order` names the list's order, so that a cursor is not used for another.
    pub(crate) fn encode(&self, order: &str) -> String {
        let mut values: Vec<Json> = vec![order.into(), self.id.to_string().into()];
        values.extend(self.keys.iter().map(|key| match key {
            Arg::Int(n) => (*n).into(),
            Arg::Bool(b) => (*b).into(),
            Arg::Text(text) => text.as_ref().into(),
            Arg::Id(id) => id.to_string().into(),
            Arg::Date(date) => date.to_string().into(),
            Arg::Time(time) => time.to_string().into(),
            Arg::Moment(moment) => moment.as_microsecond().into(),
            Arg::Number(number) => number.to_string().into(),
            _ => Json::Null,
        }));
        let json = Json::Array(values).to_string();
        json.bytes().fold(String::with_capacity(json.len() * 2), |mut hex, byte| {
            for digit in [byte >> 4, byte & 15] {
                hex.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
            hex
        })
    }

    /// Reads what a reader brings back; only what we made for the same order is taken.
    pub(crate) fn decode(text: &str, order: &str, reprs: &[Repr]) -> Result<Cursor, Error> {
        Self::read(text, order, reprs).ok_or(Error::Cursor)
    }

    fn read(text: &str, order: &str, reprs: &[Repr]) -> Option<Cursor> {
        let digits: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect();
        let (pairs, rest) = digits.as_deref()?.as_chunks::<2>();
        if !rest.is_empty() {
            return None;
        }
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        let values: Vec<Json> = serde_json::from_slice(&bytes).ok()?;
        let mut values = values.into_iter();
        if values.next()?.as_str()? != order {
            return None;
        }
        let id = Uuid::try_parse(values.next()?.as_str()?).ok()?;
        let keys: Vec<Arg<'static>> = reprs.iter().map(|repr| key(&values.next()?, repr)).collect::<Option<_>>()?;
        if values.next().is_none() { Some(Cursor { keys, id }) } else { None }
    }
}

fn key(json: &Json, repr: &Repr) -> Option<Arg<'static>> {
    Some(match (json, repr) {
        (Json::Null, _) => Arg::Null(repr.kind()),
        (_, Repr::Bool) => Arg::Bool(json.as_bool()?),
        (_, Repr::Scaled(_) | Repr::Span) => Arg::Int(json.as_i64()?),
        (_, Repr::Number) => Arg::Number(Decimal::from_str_exact(json.as_str()?).ok()?),
        (_, Repr::Date) => Arg::Date(parse_date(json.as_str()?)?),
        (_, Repr::Time) => Arg::Time(parse_time(json.as_str()?)?),
        (_, Repr::Moment) => Arg::Moment(Timestamp::from_microsecond(json.as_i64()?).ok()?),
        (_, Repr::Id) => Arg::Id(Uuid::try_parse(json.as_str()?).ok()?),
        (_, Repr::Text) => Arg::from(json.as_str()?.to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_for_the_same_order_only() {
        let reprs = [Repr::Scaled(2), Repr::Text, Repr::Date];
        let keys = vec![Arg::Int(-5), Arg::from("客\""), Arg::Null(crate::Kind::Date)];
        let cursor = Cursor { keys, id: Uuid::now_v7() };
        let text = cursor.encode("a,-b");
        assert_eq!(Cursor::decode(&text, "a,-b", &reprs).unwrap(), cursor);
        for (text, order) in
            [(text.as_str(), "a,b"), ("", "a,-b"), ("zz", "a,-b"), ("5b5d0", "a,-b"), (&text[2..], "a,-b")]
        {
            assert!(matches!(Cursor::decode(text, order, &reprs), Err(Error::Cursor)), "{text}");
        }
        assert!(Cursor::decode(&text, "a,-b", &reprs[..2]).is_err());
    }
}
