//! `formula`: a value computed from other fields.

use engine_base::DataType;
use serde_json::Value as Json;

use super::{Kind, Site};
use crate::{
    CompiledField, Shape, Source,
    json_schema::{sample_of_type, schema_of_type},
};

/// A computed value.
pub(super) struct Formula;

impl Kind for Formula {
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
