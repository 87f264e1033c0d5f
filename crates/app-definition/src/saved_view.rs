//! Views that people save for themselves or for roles: a view of the definition language without key, label and roles.

use engine_base::{Issue, Issues};
use form_engine::{CompiledForm, Symbols, View, check_view};
use serde_json::{Value as Json, json};

use crate::schema::Document;

/// Properties that a saved view has beside it and not in it.
const BESIDE: [&str; 3] = ["key", "label", "roles"];

/// Reads a saved view, or tells what is wrong with its shape; places are inside the view.
pub fn read_saved_view(json: &Json) -> Result<View, Issues> {
    let Some(written) = json.as_object() else {
        return Err(vec![Issue::new("type.mismatch").with("expected", "object")]);
    };
    let beside = BESIDE.into_iter().filter(|name| written.contains_key(*name));
    let mut issues: Issues =
        beside.map(|name| Issue::new("property.unknown").at(Issue::join("", name)).with("name", name)).collect();
    let mut whole = written.clone();
    whole.insert("key".into(), "saved".into());
    whole.insert("label".into(), "saved".into());
    let whole = Json::from(whole);
    // The schema of forms says what a view is: the smallest form around it has no issue of its own.
    let field = json!({ "key": "title", "kind": "text", "label": "title" });
    let form =
        json!({ "format": 1, "key": "form", "label": "form", "title": "title", "fields": [field], "views": [whole] });
    let inside = |mut issue: Issue| {
        issue.path = issue.path.strip_prefix("/views/0").unwrap_or_default().to_owned();
        issue
    };
    issues.extend(Document::Form.check(&form).into_iter().map(inside));
    if !issues.is_empty() {
        return Err(issues);
    }
    let unreadable =
        |error: serde_json::Error| vec![Issue::new("document.unreadable").with("reason", error.to_string())];
    serde_json::from_value(whole).map_err(unreadable)
}

/// Everything in a saved view that does not fit the form; places are inside the view.
pub fn check_saved_view(view: &View, form: &CompiledForm, symbols: &Symbols) -> Issues {
    check_view(view, form, symbols)
}
