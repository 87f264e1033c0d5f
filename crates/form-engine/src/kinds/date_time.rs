//! `date_time`: a moment, told in UTC.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, Shape};

/// A moment.
pub(super) struct DateTime;

impl Kind for DateTime {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::DateTime)
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "string", "format": "date-time" })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("2026-01-31T01:30:00Z")
    }
}
