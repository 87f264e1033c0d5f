//! `link`: a record of another form, or of this one.

use engine_base::{DataType, Key};
use serde_json::{Value as Json, json};

use super::{Kind, SAMPLE_ID, Site, id_schema};
use crate::{CompiledField, LinkField, Shape};

/// A link to one record.
pub(super) struct Link<'a>(pub &'a LinkField);

impl Kind for Link<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        target_type(self.0.form.as_ref())
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        id_schema()
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(SAMPLE_ID)
    }
}

/// The type of a link to `form`; empty until the definition names one.
pub(super) fn target_type(form: Option<&Key>) -> Option<DataType> {
    Some(form.map_or(DataType::Null, |form| DataType::Link { form: form.clone() }))
}
