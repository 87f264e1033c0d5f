//! `tags`: free words.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::{Value as Json, json};

use super::{
    Kind, Site, bounded, distinct,
    multi_select::{check_max_items, validate_count},
};
use crate::{CompiledField, FormSettings, Shape, TagsField, characters};

const DEFAULT: u32 = 20;
const MOST: u32 = 1_000;
/// A tag has so many characters.
const LONGEST: usize = 50;

/// Free words.
pub(super) struct Tags<'a>(pub &'a TagsField);

impl Kind for Tags<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text.list())
    }

    fn check(&self) -> Issues {
        check_max_items(self.0.max_items, MOST)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let read = |(index, item): (usize, &Json)| {
            let tag = characters::text_of(item).and_then(characters::line);
            let tag = tag.and_then(|tag| {
                let length = characters::length(&tag);
                let issue = || Issue::new("text.too_long").with("max", LONGEST).with("length", length);
                if length > LONGEST { Err(issue()) } else { Ok(characters::text_value(tag)) }
            });
            tag.map_err(|issue| issue.inside(&format!("/{index}")))
        };
        let tags = bounded(json, MOST as usize)?.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(distinct(tags.into_iter().filter(|tag| !tag.is_empty())))
    }

    fn validate(&self, value: &Value, _: &Value, _: &CompiledField, issues: &mut Issues) {
        validate_count(value, self.0.max_items.unwrap_or(DEFAULT), issues);
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        let most = if shape == Shape::Answer { self.0.max_items.unwrap_or(DEFAULT) } else { MOST };
        json!({ "type": "array", "items": { "type": "string" }, "maxItems": most })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(["north"])
    }
}
