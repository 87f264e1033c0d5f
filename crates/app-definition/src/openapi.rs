//! The OpenAPI document of one app: every form's routes with its own fields, for integrators and for tools that test.
//!
//! It describes what the app has, not what one caller may use: what the caller may not see is left out of answers,
//! and what the caller may not do is answered with 403.

use std::sync::Arc;

use engine_base::{Locale, Text};
use form_engine::CompiledForm;
use serde_json::{Map, Value as Json, json};

use crate::CompiledApp;

mod bodies;
mod examples;
mod parameters;
mod paths;
mod problems;

/// The document, in OpenAPI 3.1.
pub fn openapi(app: &CompiledApp) -> Json {
    let manifest = &app.definition.app;
    let mut paths = Map::new();
    let mut schemas = problems::schemas();
    let mut tags = Vec::new();
    for form in app.forms.values() {
        paths.extend(paths::of_form(app, form));
        schemas.extend(bodies::schemas(app, form));
        tags.push(json!({ "name": form.key, "description": both(&form.definition.label) }));
    }
    schemas.extend(bodies::shared());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": both(&manifest.label), "version": manifest.version,
            "description": manifest.description.as_ref().map(both).unwrap_or_default(),
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }, { "session": [], "intent": [] }],
        "tags": tags,
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "A session token or an API key." },
                "session": { "type": "apiKey", "in": "cookie", "name": "formwork_session" },
                "intent": { "type": "apiKey", "in": "header", "name": "X-Formwork", "description": "Needed beside the cookie for writes: `1`." },
            },
            "headers": problems::headers(),
            "responses": problems::responses(),
            "schemas": schemas,
        },
    })
}

/// A text in both languages of the product, when they differ.
fn both(text: &Text) -> String {
    let (chinese, english) = (text.get(Locale::ZhCn), text.get(Locale::En));
    if chinese == english { english.to_owned() } else { format!("{english} {chinese}") }
}

/// The name of the schemas of a form: `repair_order` gives `RepairOrder`.
fn name_of(form: &CompiledForm) -> String {
    let words = form.key.split('_').filter(|word| !word.is_empty());
    words.flat_map(|word| word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1))).collect()
}

fn reference(schema: &str) -> Json {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

/// Whether some role sees the field only masked.
fn may_be_masked(app: &CompiledApp, form: &Arc<CompiledForm>, slot: usize) -> bool {
    let rights = app.roles.values().filter_map(|role| role.forms.get(&form.key));
    rights.into_iter().any(|rights| rights.fields.get(slot) == Some(&crate::Right::Masked))
}
