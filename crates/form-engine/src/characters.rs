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
    if !has_control(text, &[]) {
        return Ok(Cow::Borrowed(text));
    }
    let joined = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    if has_control(&joined, &[]) { Err(Issue::new("text.control")) } else { Ok(Cow::Owned(joined)) }
}

/// Several lines: no space at the end, `\n` between lines. Control characters but tabs are refused.
pub(crate) fn lines(text: &str) -> Result<Cow<'_, str>, Issue> {
    let text = text.trim_end();
    if !has_control(text, b"\n") {
        return Ok(Cow::Borrowed(text));
    }
    let joined = text.replace("\r\n", "\n").replace('\r', "\n");
    if has_control(&joined, b"\n\t") { Err(Issue::new("text.control")) } else { Ok(Cow::Owned(joined)) }
}

/// Whether there is a control character besides those in `but`.
fn has_control(text: &str, but: &[u8]) -> bool {
    // All below the space are single bytes; DEL and the C1 controls are rare enough to be looked for only where a byte
    // says that they could be there.
    let low = text.bytes().any(|b| b < b' ' && !but.contains(&b));
    low || text.bytes().any(|b| b == 0x7F || b == 0xC2) && text.chars().any(|c| matches!(c, '\u{7f}'..='\u{9f}'))
}

/// The text as a value; empty text is the empty value.
pub(crate) fn text_value(text: impl AsRef<str>) -> Value {
    let text = text.as_ref();
    if text.is_empty() { Value::Null } else { Value::Text(Arc::from(text)) }
}

/// A full-width digit, letter or sign as its ASCII twin (`１` → `1`), as input methods produce them.
pub(crate) fn narrow(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    }
}

/// The length as people count it: code points. Cheap for ASCII.
pub(crate) fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}
