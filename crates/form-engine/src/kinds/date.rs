//! `date`: a civil date.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, Shape};

/// A date.
pub(super) struct Date;

impl Kind for Date {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Date)
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "string", "format": "date" })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("2026-01-31")
    }
}
