//! `lookup`: a field of a linked record.

use engine_base::DataType;
use serde_json::Value as Json;

use super::{Kind, Site};
use crate::{
    CompiledField, Shape, Source,
    json_schema::{sample_of_type, schema_of_type},
};

/// A field of a linked record.
pub(super) struct Lookup;

impl Kind for Lookup {
    fn ty(&self, _: Site) -> Option<DataType> {
        None
    }

    fn source(&self) -> Source {
        Source::Virtual
    }

    fn schema(&self, field: &CompiledField, _: Shape) -> Json {
        schema_of_type(&field.ty)
    }

    fn sample(&self, field: &CompiledField) -> Json {
        sample_of_type(&field.ty)
    }
}
