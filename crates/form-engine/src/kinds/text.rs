//! `text`: one line of text.

use engine_base::{DataType, Issue, Issues, Value};
use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Shape, TextField, characters};

/// Longest text of each text kind that a definition may allow.
const LONGEST: u32 = 4_000;
/// A pattern may have so many characters.
const LONGEST_PATTERN: usize = 1_000;
/// A compiled pattern may take so much memory.
const PATTERN_MEMORY: usize = 1 << 18;

/// One line of text.
pub(super) struct Text<'a>(pub &'a TextField);

impl Kind for Text<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn check(&self) -> Issues {
        check_lengths(self.0, 200, LONGEST)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        Ok(characters::text_value(characters::line(characters::text_of(json)?)?))
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_text(self.0, 200, value, field, issues);
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        text_schema(self.0, 200)
    }

    fn sample(&self, _: &CompiledField) -> Json {
        sample_text(self.0, 200, "Text")
    }

    fn searchable(&self) -> bool {
        true
    }
}

/// The pattern compiled to match the whole text.
pub(crate) fn compile_pattern(pattern: &str) -> Result<Regex, Issue> {
    if pattern.len() > LONGEST_PATTERN {
        return Err(Issue::new("pattern.too_long").with("max", LONGEST_PATTERN));
    }
    let bounded =
        |pattern: &str| RegexBuilder::new(pattern).size_limit(PATTERN_MEMORY).dfa_size_limit(PATTERN_MEMORY).build();
    // The bare pattern is compiled first so that a stray `)` cannot close our group.
    let parsed = bounded(pattern).and_then(|_| bounded(&format!("^(?:{pattern})$")));
    parsed.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => Issue::new("pattern.too_big"),
        other => {
            let reason = other.to_string();
            let last = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Issue::new("pattern.invalid").with("reason", last)
        }
    })
}

/// What is wrong with the limits of a text kind.
pub(super) fn check_lengths(of: &TextField, default: u32, longest: u32) -> Issues {
    let mut issues = Issues::new();
    let max = of.max_length.unwrap_or(default);
    if max == 0 || max > longest {
        issues.push(Issue::new("property.range").at("/max_length").with("min", 1).with("max", longest));
    } else if of.min_length.is_some_and(|min| min > max) {
        issues.push(Issue::new("limit.order").at("/min_length").with("max", max));
    }
    issues
}

/// Whether a text keeps its limits.
pub(super) fn validate_text(of: &TextField, default: u32, value: &Value, field: &CompiledField, issues: &mut Issues) {
    let Value::Text(text) = value else { return };
    let length = characters::length(text);
    let max = of.max_length.unwrap_or(default);
    if length > max as usize {
        issues.push(Issue::new("text.too_long").with("max", max).with("length", length));
    } else if let Some(min) = of.min_length.filter(|min| length < *min as usize) {
        issues.push(Issue::new("text.too_short").with("min", min).with("length", length));
    }
    if field.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
        issues.push(Issue::new("text.pattern").with("pattern", of.pattern.clone().unwrap_or_default()));
    }
}

/// Schema of a text with its limits.
pub(super) fn text_schema(of: &TextField, default: u32) -> Json {
    let mut schema = Map::new();
    schema.insert("type".into(), json!("string"));
    schema.insert("maxLength".into(), json!(of.max_length.unwrap_or(default)));
    if let Some(min) = of.min_length {
        schema.insert("minLength".into(), json!(min));
    }
    Json::Object(schema)
}

/// `text` as long as the limits want it.
pub(super) fn sample_text(of: &TextField, default: u32, text: &str) -> Json {
    let (min, max) = (of.min_length.unwrap_or(1) as usize, of.max_length.unwrap_or(default) as usize);
    let length = characters::length(text).clamp(min, max.max(min));
    json!(text.chars().cycle().take(length).collect::<String>())
}
