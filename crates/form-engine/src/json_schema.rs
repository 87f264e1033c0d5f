//! JSON Schema (draft 2020-12) of a form's records: what may be sent, and what is answered.

use engine_base::DataType;
use serde_json::{Map, Value as Json, json};

use crate::{CompiledField, CompiledForm, FieldKind, Rights, Source};

/// Which JSON a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The body that creates a record.
    Create,
    /// The body that changes one.
    Update,
    /// The record as it is answered.
    Answer,
}

/// The schema of records of `form` for somebody with these rights. What is not allowed is not described.
pub fn json_schema(form: &CompiledForm, rights: &dyn Rights, shape: Shape) -> Json {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in form.fields.iter().filter(|field| field.source != Source::None && rights.may_see(field.slot)) {
        if shape != Shape::Answer && !(is_open(field) && rights.may_write(field.slot)) {
            continue;
        }
        let mut schema = match (&field.table, shape) {
            (Some(table), _) => {
                let fields = table.fields.iter().filter(|row| match shape {
                    Shape::Answer => rights.may_see_row(field.slot, row.slot),
                    Shape::Create | Shape::Update => is_open(row) && rights.may_write_row(field.slot, row.slot),
                });
                let rows = row_schema(fields, shape);
                json!({ "type": "array", "items": rows, "maxItems": table.rows.1 })
            }
            (None, _) => field.schema(shape),
        };
        if shape == Shape::Create && is_demanded(field) {
            required.push(field.key.to_string());
        } else {
            schema = nullable(schema, shape);
        }
        properties.insert(field.key.to_string(), described(schema, field));
    }
    let mut schema = Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), Json::Object(properties)),
        ("additionalProperties".to_owned(), json!(false)),
    ]);
    if shape == Shape::Answer {
        required = ["id", "version"].map(str::to_owned).to_vec();
        // With `expand` the linked records come along.
        if let Some(Json::Object(properties)) = schema.get_mut("properties") {
            properties.insert(
                "expanded".to_owned(),
                json!({ "type": "object", "additionalProperties": { "type": ["object", "null"] } }),
            );
        }
    }
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    Json::Object(schema)
}

/// The schema of one row of a sub-table with these fields.
pub(crate) fn row_schema<'a>(fields: impl IntoIterator<Item = &'a CompiledField>, shape: Shape) -> Json {
    let id = json!({ "type": ["string", "null"], "format": "uuid" });
    let mut properties = Map::from_iter([("id".to_owned(), id)]);
    for field in fields {
        properties.insert(field.key.to_string(), described(nullable(field.schema(shape), shape), field));
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

impl CompiledField {
    /// The schema of a value of this field that is not empty.
    pub fn schema(&self, shape: Shape) -> Json {
        match self.source {
            Source::System => schema_of_type(&self.ty),
            _ => self.definition.kind.behaviour(|kind| kind.schema(self, shape)),
        }
    }
}

fn is_open(field: &CompiledField) -> bool {
    field.is_written() && !field.definition.read_only
}

/// Whether a new record cannot do without it.
fn is_demanded(field: &CompiledField) -> bool {
    let owner = matches!(field.definition.kind, FieldKind::Owner);
    field.definition.required && field.default.is_none() && field.visible_when.is_none() && !owner
}

fn described(mut schema: Json, field: &CompiledField) -> Json {
    let title = field.definition.label.as_ref().map(|label| label.get(engine_base::Locale::En));
    if let (Json::Object(schema), Some(title)) = (&mut schema, title) {
        schema.insert("title".to_owned(), json!(title));
    }
    schema
}

/// The same schema, where null stands for empty.
fn nullable(mut schema: Json, shape: Shape) -> Json {
    let Json::Object(object) = &mut schema else { return schema };
    if object.is_empty() {
        return schema;
    }
    match object.get_mut("type") {
        Some(Json::String(ty)) => {
            let both = json!([ty, "null"]);
            object.insert("type".to_owned(), both);
        }
        Some(Json::Array(types)) => types.push(json!("null")),
        _ => {}
    }
    if let Some(Json::Array(options)) = object.get_mut("enum") {
        options.push(Json::Null);
        if shape != Shape::Answer {
            // Empty text means none, too.
            options.push(json!(""));
        }
    }
    schema
}

/// The schema of values of a type, as they are answered.
pub(crate) fn schema_of_type(ty: &DataType) -> Json {
    match ty {
        DataType::Null => json!({ "type": "null" }),
        DataType::YesNo => json!({ "type": "boolean" }),
        DataType::Number { scale: 0 } => json!({ "type": "integer" }),
        DataType::Number { .. } => json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" }),
        DataType::Text | DataType::Option { .. } => json!({ "type": "string" }),
        DataType::Date => json!({ "type": "string", "format": "date" }),
        DataType::Time => json!({ "type": "string", "format": "time" }),
        DataType::DateTime => json!({ "type": "string", "format": "date-time" }),
        DataType::Duration => json!({ "type": "integer", "description": "microseconds" }),
        DataType::User | DataType::Department | DataType::Link { .. } => json!({ "type": "string", "format": "uuid" }),
        DataType::List { of } => json!({ "type": "array", "items": schema_of_type(of) }),
        DataType::Rows | DataType::Files => json!({ "type": "array", "items": { "type": "object" } }),
        DataType::Json => json!({}),
    }
}

/// A value of a type as documentation shows it.
pub(crate) fn sample_of_type(ty: &DataType) -> Json {
    match ty {
        DataType::Null => Json::Null,
        DataType::YesNo => json!(true),
        DataType::Number { scale: 0 } => json!(12),
        DataType::Number { scale } => json!(format!("12.{:0<1$}", 5, usize::from(*scale))),
        DataType::Text | DataType::Option { .. } => json!("text"),
        DataType::Date => json!("2026-01-31"),
        DataType::Time => json!("09:30:00"),
        DataType::DateTime => json!("2026-01-31T01:30:00Z"),
        DataType::Duration => json!(3_600_000_000_i64),
        DataType::User | DataType::Department | DataType::Link { .. } => json!("0191e0a4-0000-7000-8000-000000000001"),
        DataType::List { of } => json!([sample_of_type(of)]),
        DataType::Rows | DataType::Files => json!([]),
        DataType::Json => json!({}),
    }
}
