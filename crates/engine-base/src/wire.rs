//! The JSON form of values, read by type and written without building a tree.

use std::sync::Arc;

use serde_json::Value as Json;
use uuid::Uuid;

use crate::{DataType, Decimal, Issue, Value, parse_date, parse_number, parse_time, parse_timestamp};

/// Reads the wire form of one value of `ty`. Sub-tables are read by the form engine, which knows their fields.
///
/// `null` is the empty value of every type. A number may come as a decimal string or as a JSON number.
pub fn read_value(json: &Json, ty: &DataType) -> Result<Value, Issue> {
    let wrong = |expected: &'static str| Issue::new("type.mismatch").with("expected", expected);
    let text = |expected| json.as_str().ok_or_else(|| wrong(expected));
    match (ty, json) {
        (_, Json::Null) => Ok(Value::Null),
        (DataType::Null, _) => Err(wrong("null")),
        (DataType::YesNo, Json::Bool(b)) => Ok(Value::Bool(*b)),
        (DataType::YesNo, _) => Err(wrong("yes_no")),
        (DataType::Number { .. }, Json::Number(n)) => {
            number_of(&n.to_string()).map(Value::Number).ok_or_else(|| wrong("number"))
        }
        (DataType::Number { .. }, _) => parse_number(text("number")?).map(Value::Number).ok_or_else(|| wrong("number")),
        (DataType::Text | DataType::Option { .. }, _) => Ok(Value::Text(Arc::from(text("text")?))),
        (DataType::Date, _) => parse_date(text("date")?).map(Value::Date).ok_or_else(|| wrong("date")),
        (DataType::Time, _) => parse_time(text("time")?).map(Value::Time).ok_or_else(|| wrong("time")),
        (DataType::DateTime, _) => {
            parse_timestamp(text("date_time")?).map(Value::Timestamp).ok_or_else(|| wrong("date_time"))
        }
        (DataType::Duration, Json::Number(n)) => {
            n.as_i64().map(|us| Value::Duration(crate::Duration(us))).ok_or_else(|| wrong("duration"))
        }
        (DataType::Duration, _) => Err(wrong("duration")),
        (DataType::User | DataType::Department | DataType::Link { .. }, _) => {
            read_id(text("id")?).map(Value::Id).ok_or_else(|| wrong("id"))
        }
        (DataType::List { of }, Json::Array(items)) => {
            let read = |(index, item): (usize, &Json)| {
                read_value(item, of).map_err(|issue| issue.inside(&format!("/{index}")))
            };
            items.iter().enumerate().map(read).collect::<Result<_, _>>().map(Value::List)
        }
        (DataType::Files, Json::Array(items)) => {
            let read = |item: &Json| {
                let id = item.as_str().or_else(|| item.get("id")?.as_str());
                id.and_then(read_id).map(Value::Id).ok_or_else(|| wrong("files"))
            };
            items.iter().map(read).collect::<Result<_, _>>().map(Value::List)
        }
        (DataType::List { .. } | DataType::Files | DataType::Rows, _) => Err(wrong("list")),
        (DataType::Json, json) => Ok(Value::Json(Arc::new(json.clone()))),
    }
}

/// A JSON number's own text as a decimal; exponents are allowed here because writers of floats produce them.
fn number_of(text: &str) -> Option<Decimal> {
    parse_number(text).or_else(|| Decimal::from_scientific(text).ok())
}

/// Only the hyphenated form, so that an id has one spelling.
fn read_id(text: &str) -> Option<Uuid> {
    if text.len() == 36 { Uuid::try_parse(text).ok() } else { None }
}

/// Writes the wire form of `value`, whose type is `ty`.
pub fn write_value(out: &mut Vec<u8>, value: &Value, ty: &DataType) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(b) => out.extend_from_slice(if *b { b"true" } else { b"false" }),
        Value::Number(number) => write_number(out, *number, ty),
        Value::Text(text) => write_text(out, text),
        Value::Date(date) => write_display(out, date),
        Value::Time(time) => write_display(out, time),
        Value::Timestamp(moment) => write_display(out, moment),
        Value::Duration(span) => out.extend_from_slice(span.0.to_string().as_bytes()),
        Value::Id(id) => {
            out.push(b'"');
            out.extend_from_slice(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
            out.push(b'"');
        }
        Value::List(items) => {
            let of = if let DataType::List { of } = ty { of } else { ty };
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_value(out, item, of);
            }
            out.push(b']');
        }
        Value::Rows(_) => out.extend_from_slice(b"[]"),
        Value::Json(json) => out.extend_from_slice(json.to_string().as_bytes()),
    }
}

fn write_number(out: &mut Vec<u8>, number: Decimal, ty: &DataType) {
    match ty {
        DataType::Number { scale: 0 } => out.extend_from_slice(number.normalize().to_string().as_bytes()),
        DataType::Number { scale } => {
            let mut exact = number;
            exact.rescale(u32::from(*scale));
            out.extend_from_slice(format!("\"{exact}\"").as_bytes());
        }
        _ => out.extend_from_slice(format!("\"{}\"", number.normalize()).as_bytes()),
    }
}

fn write_display(out: &mut Vec<u8>, value: &dyn std::fmt::Display) {
    out.extend_from_slice(format!("\"{value}\"").as_bytes());
}

/// Writes `text` as a JSON string.
pub fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0..=0x1f => b"",
            _ => continue,
        };
        out.extend_from_slice(text.as_bytes().get(from..at).unwrap_or_default());
        if escape.is_empty() {
            out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
        } else {
            out.extend_from_slice(escape);
        }
        from = at + 1;
    }
    out.extend_from_slice(text.as_bytes().get(from..).unwrap_or_default());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn there_and_back(json: Json, ty: DataType) -> Json {
        let value = read_value(&json, &ty).unwrap();
        let mut out = Vec::new();
        write_value(&mut out, &value, &ty);
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn the_wire_form_comes_back() {
        let scaled = DataType::Number { scale: 2 };
        assert_eq!(there_and_back(json!("12.5"), scaled.clone()), json!("12.50"));
        assert_eq!(there_and_back(json!(9.9), scaled), json!("9.90"));
        assert_eq!(there_and_back(json!(7), DataType::INTEGER), json!(7));
        assert_eq!(there_and_back(json!(true), DataType::YesNo), json!(true));
        assert_eq!(there_and_back(json!("a\"\\\n\u{1}é中"), DataType::Text), json!("a\"\\\n\u{1}é中"));
        assert_eq!(there_and_back(json!("2026-01-31"), DataType::Date), json!("2026-01-31"));
        assert_eq!(
            there_and_back(json!("2026-01-31T09:30:00+08:00"), DataType::DateTime),
            json!("2026-01-31T01:30:00Z")
        );
        assert_eq!(there_and_back(json!(["a", "b"]), DataType::Text.list()), json!(["a", "b"]));
        assert_eq!(there_and_back(json!(null), DataType::Date), json!(null));
        let id = "0191e0a4-0000-7000-8000-000000000001";
        assert_eq!(there_and_back(json!(id), DataType::User), json!(id));
    }

    #[test]
    fn wrong_types_are_issues_with_a_place() {
        let issue = read_value(&json!(["a", 1]), &DataType::Text.list()).unwrap_err();
        assert_eq!((issue.code.as_ref(), issue.path.as_str()), ("type.mismatch", "/1"));
        for (json, ty) in [
            (json!("yes"), DataType::YesNo),
            (json!("1e3"), DataType::INTEGER),
            (json!("01-02-2026"), DataType::Date),
            (json!({}), DataType::Text),
            (json!("{0191e0a4-0000-7000-8000-000000000001}"), DataType::User),
        ] {
            assert_eq!(read_value(&json, &ty).unwrap_err().code, "type.mismatch", "{json}");
        }
    }
}
