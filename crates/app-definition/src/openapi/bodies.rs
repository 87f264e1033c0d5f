//! The schemas of a form's requests and answers.

use std::sync::Arc;

use engine_base::DataType;
use form_engine::{AllRights, CompiledForm, Shape, Source, json_schema};
use serde_json::{Map, Value as Json, json};

use super::{examples, may_be_masked, name_of, reference};
use crate::CompiledApp;

/// The schemas that are a form's own.
pub(super) fn schemas(app: &CompiledApp, form: &Arc<CompiledForm>) -> Map<String, Json> {
    let name = name_of(form);
    let record = |shape| {
        let mut schema = json_schema(form, &AllRights, shape);
        if let Json::Object(schema) = &mut schema {
            schema.insert("examples".into(), json!([examples::record(form, shape)]));
        }
        schema
    };
    let mut answer = record(Shape::Answer);
    for field in form.fields.iter().filter(|field| may_be_masked(app, form, field.slot)) {
        if let Some(schema) = answer.pointer_mut(&format!("/properties/{}", field.key)) {
            *schema = json!({ "anyOf": [schema.take(), { "type": "string", "description": "masked" }] });
        }
    }
    let page = json!({
        "type": "object",
        "properties": {
            "items": { "type": "array", "items": reference(&name) },
            "next_cursor": { "type": ["string", "null"], "description": "Ask for more with it; null at the end." },
            "total": { "type": "integer", "minimum": 0, "description": "Only when asked for." },
        },
        "required": ["items", "next_cursor"],
        "additionalProperties": false,
    });
    Map::from_iter([
        (format!("{name}New"), record(Shape::Create)),
        (format!("{name}Change"), record(Shape::Update)),
        (format!("{name}Page"), page),
        (format!("{name}Query"), query(form)),
        (format!("{name}Aggregate"), aggregate(form)),
        (format!("{name}Batch"), batch(&name)),
        (name, answer),
    ])
}

/// The schemas that all forms share.
pub(super) fn shared() -> Map<String, Json> {
    let condition = json!({
        "type": ["object", "string"],
        "description": "A condition: `{\"field\", \"op\", \"value\"}`, `{\"all\": […]}`, `{\"any\": […]}`, `{\"not\": …}`, \
            `{\"some\"|\"every\": table, \"where\": …}`, or a formula.",
        "examples": [{ "field": "created_at", "op": "within_last", "value": { "days": 30 } }],
    });
    let history = json!({
        "type": "object",
        "properties": {
            "items": { "type": "array", "items": {
                "type": "object",
                "properties": {
                    "at": { "type": "string", "format": "date-time" },
                    "by": { "type": ["string", "null"], "format": "uuid" },
                    "action": { "type": "string" },
                    "version": { "type": "integer", "minimum": 1 },
                    "changes": { "type": "array", "items": {
                        "type": "object",
                        "properties": { "field": { "type": "string" }, "old": {}, "new": {}, "masked": { "type": "boolean" } },
                        "required": ["field"],
                    } },
                },
                "required": ["at", "by", "action", "version", "changes"],
            } },
            "next_cursor": { "type": ["string", "null"] },
        },
        "required": ["items", "next_cursor"],
    });
    let results = json!({
        "type": "object",
        "properties": { "results": { "type": "array", "items": {
            "type": "object",
            "properties": {
                "status": { "type": "integer", "enum": [200, 201, 204, 403, 404, 409, 412, 422] },
                "id": { "type": "string", "format": "uuid" },
                "version": { "type": "integer", "minimum": 1 },
                "issues": { "type": "array", "items": reference("Issue") },
            },
            "required": ["status"],
        } } },
        "required": ["results"],
    });
    let groups = json!({
        "type": "object",
        "properties": { "items": { "type": "array", "items": { "type": "object", "description": "A value for each group and measure." } } },
        "required": ["items"],
    });
    let preview = json!({
        "type": "object",
        "properties": {
            "record": { "type": "object", "description": "With defaults and formulas filled in." },
            "issues": { "type": "array", "items": reference("Issue") },
        },
        "required": ["record", "issues"],
    });
    Map::from_iter([
        ("Condition".to_owned(), condition),
        ("History".to_owned(), history),
        ("BatchResults".to_owned(), results),
        ("Groups".to_owned(), groups),
        ("Preview".to_owned(), preview),
    ])
}

/// Keys of the fields whose type `fits`.
fn keys(form: &CompiledForm, fits: impl Fn(&DataType) -> bool) -> Vec<String> {
    let fields = form.fields.iter().filter(|field| field.source != Source::None && fits(&field.ty));
    fields.map(|field| field.key.to_string()).collect()
}

fn is_single(ty: &DataType) -> bool {
    !matches!(ty, DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json | DataType::Null)
}

/// One of the keys, or a path that begins with a link.
fn path_schema(keys: &[String], form: &CompiledForm, sign: &str) -> Json {
    let links = keys_over(form);
    let signed = keys
        .iter()
        .flat_map(|key| if sign.is_empty() { vec![key.clone()] } else { vec![key.clone(), format!("-{key}")] });
    let plain = json!({ "type": "string", "enum": signed.collect::<Vec<_>>() });
    if links.is_empty() {
        return plain;
    }
    let pattern = format!("^{sign}({})(\\.[a-z][a-z0-9_]*)+$", links.join("|"));
    json!({ "anyOf": [plain, { "type": "string", "pattern": pattern, "description": "A path over links." }] })
}

fn keys_over(form: &CompiledForm) -> Vec<String> {
    keys(form, DataType::is_reference)
}

fn query(form: &CompiledForm) -> Json {
    let sortable = keys(form, is_single);
    let links = keys(form, |ty| matches!(ty, DataType::Link { .. }));
    let expand =
        if links.is_empty() { json!({ "type": "string" }) } else { json!({ "type": "string", "enum": links }) };
    json!({
        "type": "object",
        "properties": {
            "where": reference("Condition"),
            "fields": { "type": "array", "items": { "type": "string", "enum": keys(form, |_| true) } },
            "expand": { "type": "array", "items": expand, "maxItems": if links.is_empty() { 0 } else { 20 } },
            "sort": { "type": "array", "items": path_schema(&sortable, form, "-?"), "maxItems": 20 },
            "q": { "type": "string", "maxLength": 200 },
            "limit": { "type": "integer", "minimum": 1, "maximum": 200, "default": 50 },
            "cursor": { "type": "string", "minLength": 1 },
            "skip": { "type": "integer", "minimum": 0, "maximum": 1_000_000, "description": "Records to pass over first; costs more the farther it goes. Page by cursor where every page is read." },
            "total": { "type": "boolean", "default": false },
        },
        "additionalProperties": false,
        "examples": [{ "sort": ["-created_at"], "limit": 20, "total": true }],
    })
}

fn aggregate(form: &CompiledForm) -> Json {
    let groups = path_schema(&keys(form, is_single), form, "");
    let dates = path_schema(&keys(form, |ty| matches!(ty, DataType::Date | DataType::DateTime)), form, "");
    let numbers = path_schema(&keys(form, |ty| matches!(ty, DataType::Number { .. })), form, "");
    let measure = |op: &str, of: Json| json!({ "type": "object", "properties": { op: of }, "required": [op], "additionalProperties": false });
    let of_any = || path_schema(&keys(form, is_single), form, "");
    let ordered = keys(form, |ty| {
        matches!(ty, DataType::Number { .. } | DataType::Date | DataType::DateTime | DataType::Time | DataType::Text)
    });
    let measures = json!([
        measure("count", json!({ "anyOf": [{ "const": "*" }, of_any()] })),
        measure("count_distinct", of_any()),
        measure("sum", numbers.clone()),
        measure("avg", numbers),
        measure("min", path_schema(&ordered, form, "")),
        measure("max", path_schema(&ordered, form, "")),
    ]);
    let period = json!({
        "type": "object",
        "properties": { "field": dates, "grain": { "type": "string", "enum": ["day", "week", "month", "quarter", "year"] } },
        "required": ["field", "grain"],
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "where": reference("Condition"),
            "group_by": { "type": "array", "maxItems": 20, "items": { "anyOf": [groups, period] } },
            "measures": {
                "type": "object", "minProperties": 1, "maxProperties": 20,
                "propertyNames": { "pattern": "^[a-z][a-z0-9_]{0,62}$" },
                "additionalProperties": { "oneOf": measures },
            },
            "sort": { "type": "array", "maxItems": 20, "items": { "type": "string" }, "description": "Names of groups and measures, `-` before one for descending." },
            "limit": { "type": "integer", "minimum": 1, "maximum": 10_000 },
        },
        "required": ["measures"],
        "additionalProperties": false,
        "examples": [{ "group_by": [{ "field": "created_at", "grain": "month" }], "measures": { "n": { "count": "*" } } }],
    })
}

fn batch(name: &str) -> Json {
    let id = json!({ "type": "string", "format": "uuid" });
    let version = json!({ "type": "integer", "minimum": 1 });
    let operation = |properties: Json, required: Json| json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    let operations = json!([
        operation(json!({ "create": reference(&format!("{name}New")) }), json!(["create"])),
        operation(
            json!({ "update": id, "version": version, "set": reference(&format!("{name}Change")) }),
            json!(["update", "set"])
        ),
        operation(json!({ "delete": id, "version": version }), json!(["delete"])),
    ]);
    json!({
        "type": "object",
        "properties": {
            "atomic": { "type": "boolean", "default": true, "description": "All or nothing; otherwise each for itself." },
            "operations": { "type": "array", "minItems": 1, "maxItems": 1000, "items": { "oneOf": operations } },
        },
        "required": ["operations"],
        "additionalProperties": false,
    })
}
