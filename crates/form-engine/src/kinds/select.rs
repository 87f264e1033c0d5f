//! `select`: one option of a set.

use engine_base::{DataType, Issue, Issues, Value};
use expression::nearest;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Options, SelectField, Shape, characters};

/// One option.
pub(super) struct Select<'a>(pub &'a SelectField);

impl Kind for Select<'_> {
    fn ty(&self, site: Site) -> Option<DataType> {
        Some(DataType::Option { set: set_name(self.0, site) })
    }

    fn read(&self, json: &Json, field: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        read_option(json, field)
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_option(value, field, issues);
    }

    fn schema(&self, field: &CompiledField, shape: Shape) -> Json {
        option_schema(field, shape)
    }

    fn sample(&self, field: &CompiledField) -> Json {
        sample_option(field)
    }
}

/// The name under which the options of a field are known: the set's key, or the field's own place.
pub(crate) fn set_name(of: &SelectField, site: Site) -> String {
    match (&of.options, site.table) {
        (Options::Set(set), _) => set.to_string(),
        (Options::Own(_), None) => format!("{}.{}", site.form, site.key),
        (Options::Own(_), Some(table)) => format!("{}.{table}.{}", site.form, site.key),
    }
}

/// Reads the key of one option of the field's set.
pub(super) fn read_option(json: &Json, field: &CompiledField) -> Result<Value, Issue> {
    let key = characters::text_of(json)?.trim();
    let known = field.options.as_ref().is_none_or(|options| options.contains_key(key));
    if known || key.is_empty() {
        return Ok(characters::text_value(key));
    }
    let mut issue = Issue::new("option.unknown").with("option", key);
    if let Some(options) = &field.options
        && let Some(near) = nearest(key, options.keys().map(String::as_str))
    {
        issue = issue.with("suggestion", near);
    }
    Err(issue)
}

/// Whether one option may be chosen anew.
pub(super) fn validate_option(value: &Value, field: &CompiledField, issues: &mut Issues) {
    let (Some(key), Some(options)) = (value.as_text(), &field.options) else { return };
    match options.get(key) {
        None => issues.push(Issue::new("option.unknown").with("option", key)),
        Some(option) if option.retired => issues.push(Issue::new("option.retired").with("option", key)),
        Some(_) => {}
    }
}

/// Schema of an option's key: those that can be chosen, or all that may be answered.
pub(super) fn option_schema(field: &CompiledField, shape: Shape) -> Json {
    let Some(options) = &field.options else { return json!({ "type": "string" }) };
    let offered = options.iter().filter(|(_, option)| shape == Shape::Answer || !option.retired).map(|(key, _)| key);
    json!({ "type": "string", "enum": offered.collect::<Vec<_>>() })
}

/// The first option that can be chosen.
pub(super) fn sample_option(field: &CompiledField) -> Json {
    let mut offered = field.options.iter().flat_map(|options| options.iter()).filter(|(_, option)| !option.retired);
    offered.next().map_or(Json::Null, |(key, _)| json!(key))
}
