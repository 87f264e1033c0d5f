//! `updated_at`: the moment at which the record was written last.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, Shape, Source};

/// When the record was written last.
pub(super) struct UpdatedAt;

impl Kind for UpdatedAt {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::DateTime)
    }

    fn source(&self) -> Source {
        Source::System
    }

    fn in_table(&self) -> bool {
        false
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "string", "format": "date-time" })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("2026-01-31T01:30:00Z")
    }
}
