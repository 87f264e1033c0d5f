//! `time`: a time of day.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, Shape};

/// A time of day.
pub(super) struct Time;

impl Kind for Time {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Time)
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$" })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("09:30:00")
    }
}
