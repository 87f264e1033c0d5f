//! Records as documentation shows them.

use form_engine::{CompiledField, CompiledForm, Shape, Source};
use serde_json::{Map, Value as Json, json};

/// A record of `form` in the shape of a request or of an answer.
pub(super) fn record(form: &CompiledForm, shape: Shape) -> Json {
    let answered = shape == Shape::Answer;
    let mut record = Map::new();
    if answered {
        record.insert("id".into(), json!("0191e0a4-0000-7000-8000-000000000001"));
        record.insert("version".into(), json!(1));
    }
    for field in form.declared().filter(|field| is_shown(field, answered)) {
        record.insert(field.key.to_string(), value(field, answered));
    }
    record.into()
}

fn is_shown(field: &CompiledField, answered: bool) -> bool {
    match field.source {
        Source::None => false,
        Source::Input => answered || !field.definition.read_only,
        Source::System | Source::Serial | Source::Stored | Source::Virtual => answered,
    }
}

fn value(field: &CompiledField, answered: bool) -> Json {
    let Some(table) = &field.table else { return field.sample() };
    let fields = table.fields.iter().filter(|row| is_shown(row, answered));
    let mut row: Map<String, Json> = fields.map(|row| (row.key.to_string(), row.sample())).collect();
    if answered {
        row.insert("id".into(), json!("0191e0a4-0000-7000-8000-000000000002"));
    }
    json!([row])
}
