//! `department`: a department.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, SAMPLE_ID, Site, id_schema};
use crate::{CompiledField, Shape};

/// A department.
pub(super) struct Department;

impl Kind for Department {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Department)
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        id_schema()
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(SAMPLE_ID)
    }
}
