//! `email`: an e-mail address, its domain in lower case.

use engine_base::{DataType, Issue, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Mask, Shape, characters};

/// An e-mail address.
pub(super) struct Email;

impl Kind for Email {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let text = characters::line(characters::text_of(json)?)?;
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let (local, domain) = text
            .rsplit_once('@')
            .filter(|(local, domain)| is_address(local, domain))
            .ok_or(Issue::new("email.invalid"))?;
        if domain.bytes().any(|b| b.is_ascii_uppercase()) || !domain.is_ascii() {
            return Ok(Value::text(format!("{local}@{}", domain.to_lowercase())));
        }
        Ok(Value::text(&*text))
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "string", "format": "email", "maxLength": 254 })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("zhang.wei@example.com")
    }

    fn mask(&self) -> Mask {
        Mask::Email
    }

    fn searchable(&self) -> bool {
        true
    }
}

/// The addresses that mail servers accept in practice: no quoted local parts, no address literals.
fn is_address(local: &str, domain: &str) -> bool {
    let word = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        c if c.is_ascii() => "!#$%&'*+-/=?^_`{|}~".contains(c),
        c => c.is_alphanumeric(),
    };
    let atom = |part: &str| !part.is_empty() && part.chars().all(word);
    let label = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let top_level = domain.rsplit('.').next().unwrap_or_default();
    local.len() <= 64
        && local.len() + domain.len() < 254
        && local.split('.').all(atom)
        && domain.contains('.')
        && domain.split('.').all(label)
        && !top_level.bytes().all(|b| b.is_ascii_digit())
}
