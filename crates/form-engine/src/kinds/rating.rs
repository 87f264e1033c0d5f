//! `rating`: stars.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site, number::validate_number};
use crate::{CompiledField, RatingField, Shape};

const DEFAULT: u8 = 5;
const MOST: u8 = 10;

/// Stars.
pub(super) struct Rating<'a>(pub &'a RatingField);

impl Kind for Rating<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::INTEGER)
    }

    fn check(&self) -> Issues {
        let wrong = self.0.max.is_some_and(|max| max == 0 || max > MOST);
        let issue = || Issue::new("property.range").at("/max").with("min", 1).with("max", MOST);
        wrong.then(issue).into_iter().collect()
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_number(value, &field.ty, issues);
        validate_between(value, 0, self.0.max.unwrap_or(DEFAULT), issues);
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "integer", "minimum": 0, "maximum": self.0.max.unwrap_or(DEFAULT) })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(self.0.max.unwrap_or(DEFAULT) - 1)
    }
}

/// Whether a number lies between `min` and `max`.
pub(super) fn validate_between(value: &Value, min: u8, max: u8, issues: &mut Issues) {
    let Some(number) = value.as_number() else { return };
    if number < min.into() {
        issues.push(Issue::new("number.too_small").with("min", min));
    } else if number > max.into() {
        issues.push(Issue::new("number.too_large").with("max", max));
    }
}
