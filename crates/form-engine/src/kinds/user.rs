//! `user`: a person.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, SAMPLE_ID, Site, id_schema};
use crate::{CompiledField, Shape};

/// A person.
pub(super) struct User;

impl Kind for User {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::User)
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        id_schema()
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(SAMPLE_ID)
    }
}
