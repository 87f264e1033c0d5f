//! `rich_text`: formatted text as HTML, with nothing in it that could run or look like the product itself.

// The sanitiser takes its lists as hash sets; it asks them and never walks through them.
#![allow(clippy::disallowed_types)]

use std::{collections::HashSet, sync::LazyLock};

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::{Value as Json, json};

use super::{
    Kind, Site,
    text::{check_lengths, sample_text, text_schema, validate_text},
};
use crate::{CompiledField, FormSettings, Shape, TextField, characters};

const DEFAULT: u32 = 100_000;
const LONGEST: u32 = 1_000_000;

/// Formatted text.
pub(super) struct RichText<'a>(pub &'a TextField);

impl Kind for RichText<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn check(&self) -> Issues {
        check_lengths(self.0, DEFAULT, LONGEST)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let text = characters::text_of(json)?;
        // Parsing costs time by length: what is far too long is refused as it came.
        let max = self.0.max_length.unwrap_or(DEFAULT);
        if text.len() > 8 * max as usize {
            return Err(Issue::new("text.too_long").with("max", max).with("length", characters::length(text)));
        }
        let clean = CLEANER.clean(&characters::lines(text)?).to_string();
        Ok(if says_nothing(&clean) { Value::Null } else { characters::text_value(clean.trim()) })
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_text(self.0, DEFAULT, value, field, issues);
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        match shape {
            Shape::Answer => text_schema(self.0, DEFAULT),
            Shape::Create | Shape::Update => json!({ "type": "string", "contentMediaType": "text/html" }),
        }
    }

    fn sample(&self, _: &CompiledField) -> Json {
        let whole = "<p>Text with <strong>emphasis</strong></p>";
        let fits = self.0.max_length.is_none_or(|max| whole.len() <= max as usize);
        if fits { json!(whole) } else { sample_text(self.0, DEFAULT, "Text") }
    }
}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = crate::html::cleaner();
    cleaner
        .add_tags(["a"])
        .add_tag_attributes("a", ["href"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// Whether nothing but empty tags is left: what an editor sends for an empty page.
fn says_nothing(html: &str) -> bool {
    let mut inside = false;
    !html.contains("<hr")
        && html.chars().all(|c| {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ => return inside || c.is_whitespace(),
            }
            true
        })
}
