//! `tree_select`: one option of a set whose options lie below each other.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::Value as Json;

use super::{
    Kind, Site,
    select::{option_schema, read_option, sample_option, set_name, validate_option},
};
use crate::{CompiledField, FormSettings, SelectField, Shape};

/// One option of a tree.
pub(super) struct TreeSelect<'a>(pub &'a SelectField);

impl Kind for TreeSelect<'_> {
    fn ty(&self, site: Site) -> Option<DataType> {
        Some(DataType::Option { set: set_name(self.0, site) })
    }

    fn read(&self, json: &Json, field: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        read_option(json, field)
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_option(value, field, issues);
        let option = value.as_text().and_then(|key| field.options.as_ref()?.get(key));
        if self.0.leaf_only && option.is_some_and(|option| !option.is_leaf) {
            issues.push(Issue::new("option.not_leaf").with("option", value.as_text().unwrap_or_default()));
        }
    }

    fn schema(&self, field: &CompiledField, shape: Shape) -> Json {
        option_schema(field, shape)
    }

    fn sample(&self, field: &CompiledField) -> Json {
        let mut leaves =
            field.options.iter().flat_map(|all| all.iter()).filter(|(_, option)| option.is_leaf && !option.retired);
        leaves.next().map_or_else(|| sample_option(field), |(key, _)| Json::String(key.clone()))
    }
}
