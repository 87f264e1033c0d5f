//! `colour`: a colour as `#RRGGBB`.

use engine_base::{DataType, Issue, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Shape, characters};

/// A colour.
pub(super) struct Colour;

impl Kind for Colour {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let text = characters::text_of(json)?.trim();
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let invalid = || Issue::new("colour.invalid");
        let digits = text
            .strip_prefix('#')
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .ok_or_else(invalid)?;
        let upper = digits.to_ascii_uppercase();
        match upper.len() {
            6 => Ok(Value::text(format!("#{upper}"))),
            3 => Ok(Value::text(upper.chars().fold("#".to_owned(), |colour, digit| format!("{colour}{digit}{digit}")))),
            _ => Err(invalid()),
        }
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        match shape {
            Shape::Answer => json!({ "type": "string", "pattern": "^#[0-9A-F]{6}$" }),
            Shape::Create | Shape::Update => {
                json!({ "type": "string", "pattern": "^\\s*#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\\s*$|^\\s*$" })
            }
        }
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("#2F5BEA")
    }
}
