//! The query parameters of a form's list: one per field and operator of the short form.

use engine_base::DataType;
use form_engine::{CompiledField, CompiledForm, Shape, Source};
use serde_json::{Value as Json, json};

/// Parameters that every list has.
pub(super) fn of_list(form: &CompiledForm) -> Vec<Json> {
    let query = |name: &str, about: &str, schema: Json| json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema });
    let mut parameters = vec![
        query("q", "Words to search for.", json!({ "type": "string", "maxLength": 200 })),
        query(
            "sort",
            "Fields separated by commas, `-` before one for descending; paths over links too.",
            json!({ "type": "string" }),
        ),
        query(
            "fields",
            "Fields to answer, separated by commas; all but sub-tables when left out.",
            json!({ "type": "string" }),
        ),
        query(
            "expand",
            "Link fields whose records to answer as well, separated by commas.",
            json!({ "type": "string" }),
        ),
        query(
            "where",
            "A condition as JSON.",
            json!({ "type": "string", "contentMediaType": "application/json", "minLength": 2 }),
        ),
        query(
            "limit",
            "Records in one answer.",
            json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }),
        ),
        query("cursor", "`next_cursor` of the answer before.", json!({ "type": "string", "minLength": 1 })),
        query(
            "total",
            "Whether to count all that meet the conditions.",
            json!({ "type": "boolean", "default": false }),
        ),
    ];
    // A field with the name of a parameter is compared by its other operators, or in `where`.
    let taken: Vec<String> =
        parameters.iter().filter_map(|parameter| Some(parameter.get("name")?.as_str()?.to_owned())).collect();
    for field in form.fields.iter().filter(|field| field.source != Source::None) {
        parameters.extend(operators(field).into_iter().filter_map(|(operator, schema)| {
            let name = if operator.is_empty() { field.key.to_string() } else { format!("{}.{operator}", field.key) };
            (!taken.contains(&name))
                .then(|| json!({ "name": name, "in": "query", "required": false, "schema": schema }))
        }));
    }
    parameters
}

/// The operators that a field's type takes, with the schema of the operand; the empty operator is equality.
fn operators(field: &CompiledField) -> Vec<(&'static str, Json)> {
    let one = || operand(field);
    let list = || json!({ "type": "string", "description": "Values separated by commas." });
    let pair = || json!({ "type": "string", "description": "Two values separated by a comma, both included." });
    let flag = || json!({ "type": "boolean" });
    let ordered = || {
        vec![
            ("", one()),
            ("ne", one()),
            ("lt", one()),
            ("lte", one()),
            ("gt", one()),
            ("gte", one()),
            ("between", pair()),
            ("empty", flag()),
        ]
    };
    match &field.ty {
        DataType::Number { .. } | DataType::Date | DataType::Time | DataType::DateTime => ordered(),
        DataType::Text => vec![
            ("", one()),
            ("ne", one()),
            ("in", list()),
            ("contains", one()),
            ("starts_with", one()),
            ("empty", flag()),
        ],
        DataType::Option { .. } => {
            vec![("", one()), ("ne", one()), ("in", list()), ("not_in", list()), ("within", one()), ("empty", flag())]
        }
        DataType::Department => vec![("", one()), ("in", list()), ("within", one()), ("empty", flag())],
        DataType::User | DataType::Link { .. } => vec![("", one()), ("ne", one()), ("in", list()), ("empty", flag())],
        DataType::YesNo => vec![("", one()), ("empty", flag())],
        DataType::List { .. } => vec![("has", json!({ "type": "string" })), ("empty", flag())],
        DataType::Null | DataType::Duration | DataType::Rows | DataType::Files | DataType::Json => Vec::new(),
    }
}

/// The schema of one value in a URL.
fn operand(field: &CompiledField) -> Json {
    match &field.ty {
        DataType::YesNo => json!({ "type": "boolean" }),
        DataType::Number { scale: 0 } => json!({ "type": "integer" }),
        DataType::Number { .. } => json!({ "type": "string", "pattern": "^-?[0-9]{1,15}(\\.[0-9]{1,8})?$" }),
        DataType::Date => json!({ "type": "string", "format": "date" }),
        DataType::Time => json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$" }),
        DataType::DateTime => json!({ "type": "string", "format": "date-time" }),
        DataType::User | DataType::Department | DataType::Link { .. } => json!({ "type": "string", "format": "uuid" }),
        // The options of a set; limits of a text that is stored do not bind a text that is looked for.
        DataType::Option { .. } => match field.schema(Shape::Answer).get("enum") {
            Some(options) => json!({ "type": "string", "enum": options }),
            None => json!({ "type": "string" }),
        },
        _ => json!({ "type": "string" }),
    }
}

/// The record's id in the path.
pub(super) fn id() -> Json {
    json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } })
}

/// `If-Match`
pub(super) fn if_match() -> Json {
    json!({
        "name": "If-Match", "in": "header", "required": false, "description": "The version the change was made from, in quotes.",
        "schema": { "type": "string", "pattern": "^(\"[0-9]{1,18}\"|\\*)$" },
    })
}

/// `Idempotency-Key`
pub(super) fn idempotency_key() -> Json {
    json!({
        "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "The same key with the same body within 24 hours is carried out once.",
        "schema": { "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$" },
    })
}
