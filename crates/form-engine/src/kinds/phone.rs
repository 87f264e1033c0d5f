//! `phone`: a telephone number, kept in the form of E.164.
//!
//! Mainland numbering plan: mobile numbers have 11 digits and begin with 13 to 19; landlines have an area code (`10`,
//! `2x` with eight digits, others with seven or eight) that is dialled with a leading 0; `400` and `800` numbers have ten.

use engine_base::{DataType, Issue, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Mask, PhoneField, PhoneLine, Shape, characters};

/// A telephone number.
pub(super) struct Phone<'a>(pub &'a PhoneField);

impl Kind for Phone<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn read(&self, json: &Json, _: &CompiledField, settings: &FormSettings) -> Result<Value, Issue> {
        let text = characters::text_of(json)?;
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        let number = e164(text, settings)?;
        let mobile = is_mainland_mobile(&number);
        match self.0.line.unwrap_or(PhoneLine::Any) {
            // What is mobile abroad cannot be told from the number.
            PhoneLine::Mobile if !mobile && number.starts_with("+86") => Err(Issue::new("phone.not_mobile")),
            PhoneLine::Landline if mobile => Err(Issue::new("phone.not_landline")),
            _ => Ok(Value::text(number)),
        }
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        match shape {
            Shape::Answer => json!({ "type": "string", "pattern": "^\\+[1-9][0-9]{6,14}$" }),
            Shape::Create | Shape::Update => json!({ "type": "string", "maxLength": 40 }),
        }
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(if self.0.line == Some(PhoneLine::Landline) { "+8657487654321" } else { "+8613800138000" })
    }

    fn mask(&self) -> Mask {
        Mask::Phone
    }

    fn searchable(&self) -> bool {
        true
    }
}

/// The number in the form of E.164; national numbers are those of the region in the settings.
fn e164(text: &str, settings: &FormSettings) -> Result<String, Issue> {
    let invalid = || Issue::new("phone.invalid");
    if text.len() > 60 {
        return Err(invalid());
    }
    let sign = |c: &char| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '/' | '\u{a0}' | '–' | '—');
    let compact: String = text.chars().map(characters::narrow).filter(sign).collect();
    let (international, digits) = match (compact.strip_prefix('+'), compact.strip_prefix("00")) {
        (Some(digits), _) | (None, Some(digits)) => (true, digits),
        (None, None) => (false, compact.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(invalid());
    }
    if international {
        return match digits.strip_prefix("86") {
            Some(national) => mainland(national.strip_prefix('0').unwrap_or(national)).ok_or_else(invalid),
            None if (7..=15).contains(&digits.len()) && !digits.starts_with('0') => Ok(format!("+{digits}")),
            None => Err(invalid()),
        };
    }
    if settings.phone_region != "CN" {
        return Err(Issue::new("phone.no_country"));
    }
    let national = match digits.strip_prefix('0') {
        Some(with_area) => with_area,
        None if is_mobile(digits) || is_service(digits) => digits,
        // 8613800138000, as some phones export it.
        None => digits.strip_prefix("86").filter(|rest| is_mobile(rest)).ok_or_else(|| {
            let local = matches!(digits.len(), 7 | 8) && !digits.starts_with('1');
            if local { Issue::new("phone.no_area_code") } else { invalid() }
        })?,
    };
    mainland(national).ok_or_else(invalid)
}

fn mainland(national: &str) -> Option<String> {
    let known = is_mobile(national) || is_service(national) || is_landline(national);
    known.then(|| format!("+86{national}"))
}

fn is_mobile(national: &str) -> bool {
    national.len() == 11 && matches!(national.as_bytes(), [b'1', b'3'..=b'9', ..])
}

fn is_service(national: &str) -> bool {
    national.len() == 10 && (national.starts_with("400") || national.starts_with("800"))
}

fn is_landline(national: &str) -> bool {
    match national.as_bytes() {
        [b'1', b'0', ..] | [b'2', b'0'..=b'9', ..] => national.len() == 10,
        [b'3'..=b'9', ..] => matches!(national.len(), 10 | 11),
        _ => false,
    }
}

fn is_mainland_mobile(number: &str) -> bool {
    number.strip_prefix("+86").is_some_and(is_mobile)
}
