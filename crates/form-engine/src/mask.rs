//! How a value looks to those who may see it only masked: enough to recognise it, too little to use it.

use engine_base::Value;

use crate::{CompiledField, Mask};

impl Mask {
    /// The masked form of a text; empty text stays empty. Cases: `engine-specs/form/mask.json`.
    pub fn cover(self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        match self {
            Mask::All => "***".to_owned(),
            Mask::Name => format!("{}**", text.chars().next().unwrap_or('*')),
            Mask::Phone => phone(text),
            Mask::Email => email(text),
            Mask::IdNumber => ends(text, 4, 4),
        }
    }
}

impl CompiledField {
    /// How this field is masked.
    pub fn mask(&self) -> Mask {
        self.definition.mask.unwrap_or_else(|| self.definition.kind.behaviour(|kind| kind.mask()))
    }

    /// The masked form of a value; whether there is one remains visible.
    pub fn masked(&self, value: &Value) -> Value {
        match value {
            value if value.is_empty() => Value::Null,
            Value::Text(text) => Value::text(self.mask().cover(text)),
            _ => Value::text(Mask::All.cover("value")),
        }
    }
}

/// `+8613812345678` → `138****5678`; of other numbers the last four digits.
fn phone(text: &str) -> String {
    let national = text.strip_prefix("+86").unwrap_or(text);
    let mobile = national.len() == 11 && national.starts_with('1') && national.bytes().all(|b| b.is_ascii_digit());
    if mobile { ends(national, 3, 4) } else { format!("****{}", last(text, 4)) }
}

/// `zhang.wei@example.com` → `z***@example.com`.
fn email(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((local, domain)) => format!("{}***@{domain}", local.chars().next().map(String::from).unwrap_or_default()),
        None => "***".to_owned(),
    }
}

/// The first and last characters with a star for each one between; all stars when that would show more than half.
fn ends(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    let shown = head + tail;
    if count < shown + 4 {
        return "*".repeat(count.max(3));
    }
    let first: String = text.chars().take(head).collect();
    format!("{first}{}{}", "*".repeat(count - shown), last(text, tail))
}

/// The last characters, unless they are all there is.
fn last(text: &str, count: usize) -> String {
    let length = text.chars().count();
    if length <= count + 2 { String::new() } else { text.chars().skip(length - count).collect() }
}
