//! `explanation`: a paragraph between fields; it has no value.

use engine_base::DataType;
use serde_json::Value as Json;

use super::{Kind, Site};
use crate::{CompiledField, Shape, Source};

/// A paragraph.
pub(super) struct Explanation;

impl Kind for Explanation {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Null)
    }

    fn source(&self) -> Source {
        Source::None
    }

    fn in_table(&self) -> bool {
        false
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        Json::Bool(false)
    }

    fn sample(&self, _: &CompiledField) -> Json {
        Json::Null
    }
}
