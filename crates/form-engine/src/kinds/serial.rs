//! `serial`: a number that the server gives when the record is created.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, SerialField, SerialPattern, Shape, Source, characters};

/// A given number.
pub(super) struct Serial<'a>(pub &'a SerialField);

impl Kind for Serial<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn source(&self) -> Source {
        Source::Serial
    }

    fn in_table(&self) -> bool {
        false
    }

    fn check(&self) -> Issues {
        SerialPattern::new(self.0).err().into_iter().collect()
    }

    // Only an import brings numbers.
    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        Ok(characters::text_value(characters::line(characters::text_of(json)?)?))
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "string", "maxLength": 100 })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(
            self.0
                .pattern
                .replace("{yyyy}", "2026")
                .replace("{yy}", "26")
                .replace("{mm}", "01")
                .replace("{dd}", "31")
                .replace(['{', '}'], "")
        )
    }

    fn searchable(&self) -> bool {
        true
    }
}
