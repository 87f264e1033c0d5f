//! `updated_by`: the person who wrote the record last.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, SAMPLE_ID, Site, id_schema};
use crate::{CompiledField, Shape, Source};

/// Who wrote the record last.
pub(super) struct UpdatedBy;

impl Kind for UpdatedBy {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::User)
    }

    fn source(&self) -> Source {
        Source::System
    }

    fn in_table(&self) -> bool {
        false
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        id_schema()
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(SAMPLE_ID)
    }
}
