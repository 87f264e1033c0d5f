//! `rollup`: a value computed over the records that link here.

use engine_base::DataType;
use serde_json::Value as Json;

use super::{Kind, Site};
use crate::{
    CompiledField, Shape, Source,
    json_schema::{sample_of_type, schema_of_type},
};

/// A value over linking records.
pub(super) struct Rollup;

impl Kind for Rollup {
    fn ty(&self, _: Site) -> Option<DataType> {
        None
    }

    fn source(&self) -> Source {
        Source::Virtual
    }

    fn in_table(&self) -> bool {
        false
    }

    fn schema(&self, field: &CompiledField, _: Shape) -> Json {
        schema_of_type(&field.ty)
    }

    fn sample(&self, field: &CompiledField) -> Json {
        sample_of_type(&field.ty)
    }
}
