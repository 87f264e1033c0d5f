//! Cleans the characters of texts that people type or paste.

use std::{borrow::Cow, sync::Arc};

use engine_base::{Issue, Value};
use serde_json::Value as Json;

/// The text of a JSON string.
pub(crate) fn text_of(json: &Json) -> Result<&str, Issue> {
    json.as_str().ok_or_else(|| Issue::new("type.mismatch").with("expected", "text"))
}

/// One line: trimmed, line breaks and tabs become spaces. Other control characters are refused.
pub(crate) fn line(text: &str) -> Result<Cow<'_, str>, Issue> {
    let text = text.trim();
    if !text.chars().any(char::is_control) {
        return Ok(Cow::Borrowed(text));
    }
    let joined = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    if joined.chars().any(char::is_control) { Err(Issue::new("text.control")) } else { Ok(Cow::Owned(joined)) }
}

/// Several lines: no space at the end, `\n` between lines. Control characters but tabs are refused.
pub(crate) fn lines(text: &str) -> Result<Cow<'_, str>, Issue> {
    let text = text.trim_end();
    if !text.chars().any(|c| c.is_control() && c != '\n') {
        return Ok(Cow::Borrowed(text));
    }
    let joined = text.replace("\r\n", "\n").replace('\r', "\n");
    if joined.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        Err(Issue::new("text.control"))
    } else {
        Ok(Cow::Owned(joined))
    }
}

/// The text as a value; empty text is the empty value.
pub(crate) fn text_value(text: impl AsRef<str>) -> Value {
    let text = text.as_ref();
    if text.is_empty() { Value::Null } else { Value::Text(Arc::from(text)) }
}

/// Full-width digits, letters and signs as their ASCII twins (`１３８` → `138`), as input methods produce them.
pub(crate) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
            0x3000 => ' ',
            _ => c,
        })
        .collect()
}

/// The length as people count it: code points. Cheap for ASCII.
pub(crate) fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}
