//! `yes_no`: yes or no.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, Shape};

/// Yes or no.
pub(super) struct YesNo;

impl Kind for YesNo {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::YesNo)
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "boolean" })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(true)
    }
}
