//! The routes of one form.

use std::sync::Arc;

use form_engine::CompiledForm;
use serde_json::{Map, Value as Json, json};

use super::{both, name_of, parameters, problems::refusals, reference};
use crate::CompiledApp;

/// The paths of a form with their operations.
pub(super) fn of_form(app: &CompiledApp, form: &Arc<CompiledForm>) -> Map<String, Json> {
    let label = both(&form.definition.label);
    let name = name_of(form);
    let key = &form.key;
    let base = format!("/api/v1/data/{}/{key}", app.key);
    let id = parameters::id();
    let operation = |verb: &str, summary: String| Operation::new(format!("{verb}_{key}"), key.to_string(), summary);
    let record = || reference(&name);
    let list = operation("list", format!("List: {label}")).parameters(parameters::of_list(form)).answers(
        "200",
        "A page of records.",
        reference(&format!("{name}Page")),
        &[],
        &[],
    );
    let create = operation("create", format!("Create: {label}"))
        .parameters(vec![parameters::idempotency_key()])
        .takes(reference(&format!("{name}New")))
        .answers("201", "The new record.", record(), &["ETag", "Location"], &[409, 413, 415, 422, 507]);
    let read = operation("read", format!("Read: {label}"))
        .parameters(vec![
            json!({ "name": "fields", "in": "query", "required": false, "schema": { "type": "string" } }),
            json!({ "name": "expand", "in": "query", "required": false, "schema": { "type": "string" } }),
        ])
        .answers("200", "The record.", record(), &["ETag"], &[])
        .also("304", json!({ "description": "Not changed since the version of `If-None-Match`." }));
    let change = operation("change", format!("Change: {label}"))
        .parameters(vec![parameters::if_match()])
        .takes(reference(&format!("{name}Change")))
        .answers("200", "The record after the change.", record(), &["ETag"], &[409, 412, 413, 415, 422, 507]);
    let delete = operation("delete", format!("Delete: {label}"))
        .parameters(vec![parameters::if_match()])
        .also("204", json!({ "description": "Deleted." }))
        .refuses(&[409, 412, 507]);
    let history = operation("history_of", format!("History: {label}"))
        .parameters(vec![
            json!({ "name": "limit", "in": "query", "required": false, "schema": { "type": "integer", "minimum": 1, "maximum": 200 } }),
            json!({ "name": "cursor", "in": "query", "required": false, "schema": { "type": "string", "pattern": "^[0-9]{1,18}$" } }),
        ])
        .answers("200", "What was changed, newest first.", reference("History"), &[], &[]);
    let query = operation("query", format!("List by condition: {label}"))
        .takes(reference(&format!("{name}Query")))
        .answers("200", "A page of records.", reference(&format!("{name}Page")), &[], &[413, 415, 422]);
    let aggregate = operation("aggregate", format!("Group and measure: {label}"))
        .takes(reference(&format!("{name}Aggregate")))
        .answers("200", "A row for each group.", reference("Groups"), &[], &[413, 415, 422]);
    let batch = operation("batch", format!("Many changes at once: {label}"))
        .parameters(vec![parameters::idempotency_key()])
        .takes(reference(&format!("{name}Batch")))
        .answers(
            "200",
            "What became of each operation.",
            reference("BatchResults"),
            &[],
            &[409, 412, 413, 415, 422, 507],
        );
    let fill = operation("fill", format!("Try out, without storing: {label}"))
        .takes(
            json!({ "type": "object", "description": format!("Like {name}New; what is wrong comes back as issues.") }),
        )
        .answers(
            "200",
            "The record with what follows from it, and what is wrong with it.",
            reference("Preview"),
            &[],
            &[413, 415, 422],
        );
    Map::from_iter([
        (base.clone(), json!({ "get": list.done(), "post": create.done() })),
        (format!("{base}/query"), json!({ "post": query.done() })),
        (format!("{base}/aggregate"), json!({ "post": aggregate.done() })),
        (format!("{base}/batch"), json!({ "post": batch.done() })),
        (format!("{base}/fill"), json!({ "post": fill.done() })),
        (
            format!("{base}/{{id}}"),
            json!({ "parameters": [id], "get": read.done(), "patch": change.done(), "delete": delete.done() }),
        ),
        (format!("{base}/{{id}}/history"), json!({ "parameters": [id], "get": history.done() })),
    ])
}

/// An operation in the making.
struct Operation {
    id: String,
    tag: String,
    summary: String,
    parts: Map<String, Json>,
    responses: Map<String, Json>,
}

impl Operation {
    fn new(id: String, tag: String, summary: String) -> Self {
        Operation { id, tag, summary, parts: Map::new(), responses: Map::new() }
    }

    fn parameters(mut self, parameters: Vec<Json>) -> Self {
        self.parts.insert("parameters".into(), parameters.into());
        self
    }

    fn takes(mut self, schema: Json) -> Self {
        let body = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        self.parts.insert("requestBody".into(), body);
        self
    }

    fn answers(self, status: &str, about: &str, schema: Json, headers: &[&str], refused: &[u16]) -> Self {
        let headers =
            headers.iter().map(|name| ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") })));
        let mut response = json!({ "description": about, "content": { "application/json": { "schema": schema } } });
        let headers: Map<String, Json> = headers.collect();
        if let (Some(response), false) = (response.as_object_mut(), headers.is_empty()) {
            response.insert("headers".into(), headers.into());
        }
        self.also(status, response).refuses(refused)
    }

    fn also(mut self, status: &str, response: Json) -> Self {
        self.responses.insert(status.to_owned(), response);
        self
    }

    fn refuses(mut self, statuses: &[u16]) -> Self {
        self.responses.extend(refusals(statuses));
        self
    }

    fn done(self) -> Json {
        let mut operation = Map::new();
        operation.insert("operationId".into(), self.id.into());
        operation.insert("tags".into(), json!([self.tag]));
        operation.insert("summary".into(), self.summary.into());
        operation.extend(self.parts);
        operation.insert("responses".into(), self.responses.into());
        operation.into()
    }
}
