//! A field as screens need it.

use form_engine::{CompiledField, Field, FieldKind};
use serde_json::{Map, Value as Json, json};

use super::condition::Reader;
use crate::Right;

/// Properties that only the server needs.
const INTERNAL: [&str; 5] = ["was", "indexed", "searchable", "mask", "fields"];

/// The field's definition with trees beside its formulas and the person's right on it; nothing for a hidden field.
pub(super) fn model(field: &CompiledField, right: Right, reader: Reader) -> Option<Json> {
    if right == Right::Hidden {
        return None;
    }
    let written = &field.definition;
    let mut model = object(written);
    for name in INTERNAL {
        model.remove(name);
    }
    for (name, formula) in [
        ("visible_when", &field.visible_when),
        ("read_only_when", &field.read_only_when),
        ("required_when", &field.required_when),
    ] {
        let compiled = formula.as_ref().filter(|_| model.contains_key(name));
        put(&mut model, name, compiled.and_then(|formula| reader.condition(formula)));
    }
    if let Some(default) = &written.default {
        put(&mut model, "default", reader.value(default, field.default.as_ref()));
    }
    for (name, limit) in [("min", &field.limits.0), ("max", &field.limits.1)] {
        if let Some(written) = model.get(name).cloned() {
            put(&mut model, name, reader.value(&written, limit.as_ref()));
        }
    }
    computed(&mut model, field, reader);
    if !field.options_when.is_empty() {
        let limits = field
            .options_when
            .iter()
            .map(|(when, only)| Some(json!({ "when": reader.condition(when)?, "only": only })));
        put(&mut model, "options_when", limits.collect::<Option<Vec<_>>>().map(Json::from));
    }
    if let Some(table) = &field.table {
        let rights = reader.access.form(reader.form).and_then(|rights| rights.rows.get(&field.slot));
        let rows = table.fields.iter().filter_map(|row| {
            let own = rights.and_then(|rights| rights.get(row.slot)).copied().unwrap_or(Right::Hidden);
            self::model(row, own.min(right), Reader { table: Some(field.slot), ..reader })
        });
        model.insert("fields".into(), rows.collect());
    }
    model.insert("right".into(), json!(right));
    Some(model.into())
}

/// The type of a computed value, and its formula when the browser can work it out.
fn computed(model: &mut Map<String, Json>, field: &CompiledField, reader: Reader) {
    if !matches!(
        field.definition.kind,
        FieldKind::Formula(_) | FieldKind::Lookup(_) | FieldKind::Rollup(_) | FieldKind::CapitalMoney(_)
    ) {
        return;
    }
    model.insert("type".into(), json!(field.ty));
    let formula = field.formula.as_ref().and_then(|formula| reader.condition(formula));
    put(model, "formula", formula);
}

fn put(model: &mut Map<String, Json>, name: &str, value: Option<Json>) {
    match value {
        Some(value) => model.insert(name.to_owned(), value),
        None => model.remove(name),
    };
}

fn object(field: &Field) -> Map<String, Json> {
    match serde_json::to_value(field) {
        Ok(Json::Object(object)) => object,
        _ => Map::new(),
    }
}
