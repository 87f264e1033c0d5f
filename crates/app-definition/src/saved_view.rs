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
    // A view that was read has a tree beside each condition of a colour; it may come back as it went out.
    for rule in whole.get_mut("colours").and_then(Json::as_array_mut).into_iter().flatten() {
        rule.as_object_mut().map(|rule| rule.remove("tree"));
    }
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

/// The JSON of a saved view: what [`read_saved_view`] reads.
pub fn saved_view_json(view: &View) -> Json {
    let mut written = serde_json::to_value(view).unwrap_or_default();
    if let Some(written) = written.as_object_mut() {
        written.retain(|name, _| !BESIDE.contains(&name.as_str()));
    }
    written
}

/// Everything in a saved view that does not fit the form; places are inside the view.
pub fn check_saved_view(view: &View, form: &CompiledForm, symbols: &Symbols) -> Issues {
    check_view(view, form, symbols)
}
