//! `long_text`: several lines of plain text.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::Value as Json;

use super::{
    Kind, Site,
    text::{check_lengths, sample_text, text_schema, validate_text},
};
use crate::{CompiledField, FormSettings, Shape, TextField, characters};

const DEFAULT: u32 = 20_000;
const LONGEST: u32 = 200_000;

/// Several lines of text.
pub(super) struct LongText<'a>(pub &'a TextField);

impl Kind for LongText<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn check(&self) -> Issues {
        check_lengths(self.0, DEFAULT, LONGEST)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        Ok(characters::text_value(characters::lines(characters::text_of(json)?)?))
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_text(self.0, DEFAULT, value, field, issues);
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        text_schema(self.0, DEFAULT)
    }

    fn sample(&self, _: &CompiledField) -> Json {
        sample_text(self.0, DEFAULT, "First line\nSecond line")
    }
}
