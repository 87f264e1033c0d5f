//! `id_number`: a mainland resident identity number of 18 characters (GB 11643-1999).

use engine_base::{DataType, Date, Issue, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Mask, Shape, characters};

/// A resident identity number.
pub(super) struct IdNumber;

impl Kind for IdNumber {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let text = characters::text_of(json)?;
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        let invalid = || Issue::new("id_number.invalid");
        if text.len() > 80 {
            return Err(invalid());
        }
        let number: String = text
            .chars()
            .map(characters::narrow)
            .collect::<String>()
            .to_ascii_uppercase()
            .chars()
            .filter(|c| *c != ' ')
            .collect();
        let digits =
            number.get(..17).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())).ok_or_else(invalid)?;
        let last =
            number.get(17..).filter(|last| matches!(last.as_bytes(), [b'0'..=b'9' | b'X'])).ok_or_else(invalid)?;
        if born(digits).is_none() {
            return Err(Issue::new("id_number.birthday"));
        }
        if last.starts_with(check_digit(digits)) {
            Ok(Value::text(number))
        } else {
            Err(Issue::new("id_number.check_digit"))
        }
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        match shape {
            Shape::Answer => json!({ "type": "string", "pattern": "^[0-9]{17}[0-9X]$" }),
            Shape::Create | Shape::Update => json!({ "type": "string", "maxLength": 80 }),
        }
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("11010519491231002X")
    }

    fn mask(&self) -> Mask {
        Mask::IdNumber
    }
}

fn born(digits: &str) -> Option<Date> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let year = part(6, 10).filter(|year| *year >= 1800)?;
    Date::new(year, i8::try_from(part(10, 12)?).ok()?, i8::try_from(part(12, 14)?).ok()?).ok()
}

/// ISO 7064 MOD 11-2 over the first 17 digits.
fn check_digit(digits: &str) -> char {
    let sum = digits.bytes().fold(0_u32, |sum, b| (sum + u32::from(b - b'0')) * 2 % 11);
    match (12 - sum) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}
