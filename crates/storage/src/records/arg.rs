//! Values on their way into columns.

use std::borrow::Cow;

use engine_base::{DataType, Value, to_scaled, write_text, write_value};

use crate::{Arg, Error, sql::Repr};

/// The argument for a stored value. Empty texts and lists are empty.
pub(crate) fn arg_of<'a>(value: &'a Value, repr: &Repr) -> Result<Arg<'a>, Error> {
    if value.is_empty() {
        return Ok(Arg::Null(repr.kind()));
    }
    let misfit = || Error::Corrupt(format!("a value does not fit its column: {value:?} as {repr:?}"));
    Ok(match (value, repr) {
        (Value::Bool(b), Repr::Bool) => Arg::Bool(*b),
        (Value::Number(number), Repr::Scaled(scale)) => Arg::Int(to_scaled(*number, *scale).ok_or_else(misfit)?),
        (Value::Text(text), Repr::Text) => Arg::Text(Cow::Borrowed(text)),
        (Value::Id(id), Repr::Id) => Arg::Id(*id),
        (Value::Date(date), Repr::Date) => Arg::Date(*date),
        (Value::Time(time), Repr::Time) => Arg::Time(*time),
        (Value::Timestamp(moment), Repr::Moment) => Arg::Moment(*moment),
        (Value::Duration(span), Repr::Span) => Arg::Int(span.0),
        (Value::List(items), Repr::List(_)) => Arg::Json(list_json(items).into()),
        (Value::Json(json), Repr::Json) => Arg::Json(json.to_string().into()),
        _ => return Err(misfit()),
    })
}

/// A JSON array of texts, always written the same way, so that equal lists are equal texts.
fn list_json(items: &[Value]) -> String {
    let mut out = vec![b'['];
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        match item {
            Value::Number(number) => write_text(&mut out, &number.normalize().to_string()),
            other => write_value(&mut out, other, &DataType::Text),
        }
    }
    out.push(b']');
    String::from_utf8(out).unwrap_or_default()
}
