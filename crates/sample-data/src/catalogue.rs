//! What a sample has to know of an app's forms: which fields can be written, and how their values look.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::SampleError;

/// The forms by key, each with its fields by key.
pub(crate) type Catalogue = BTreeMap<String, Fields>;

/// The writable fields of a form or of a sub-table.
pub(crate) type Fields = BTreeMap<String, Field>;

/// A field as far as its values go.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub kind: Kind,
    /// Whether records without it are refused, unless it has a default.
    pub required: bool,
}

/// How a value looks in JSON.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Text,
    Whole,
    /// A decimal with so many digits after the point.
    Decimal(u32),
    YesNo,
    Date,
    Time,
    DateTime,
    /// One of these.
    Option(BTreeSet<String>),
    /// Some of these.
    Options(BTreeSet<String>),
    Texts,
    /// The id of a person or department.
    Id,
    Ids,
    Link,
    Links,
    Table(Fields),
    Json,
}

/// Reads the packed form of an app: `{"forms": {key: form}, "options": {key: set}, …}`.
pub(crate) fn read(app: &Json) -> Result<Catalogue, SampleError> {
    let unreadable = |reason: &str| SampleError::Unreadable { document: "app".to_owned(), reason: reason.to_owned() };
    let forms = app.get("forms").and_then(Json::as_object).ok_or_else(|| unreadable("it has no `forms`"))?;
    let sets = app.get("options").unwrap_or(&Json::Null);
    forms.iter().map(|(key, form)| Ok((key.clone(), fields(form, sets).ok_or_else(|| unreadable(key))?))).collect()
}

fn fields(owner: &Json, sets: &Json) -> Option<Fields> {
    let mut found = Fields::new();
    for field in owner.get("fields")?.as_array()? {
        if let Some(kind) = kind(field, sets)? {
            let required =
                field.get("required").and_then(Json::as_bool).unwrap_or(false) && field.get("default").is_none();
            found.insert(field.get("key")?.as_str()?.to_owned(), Field { kind, required });
        }
    }
    Some(found)
}

/// The kind of a field; `Some(None)` when nobody writes it, or when a sample cannot (files).
fn kind(field: &Json, sets: &Json) -> Option<Option<Kind>> {
    let scale = |usual: u64| field.get("scale").and_then(Json::as_u64).unwrap_or(usual).try_into().ok();
    Some(Some(match field.get("kind")?.as_str()? {
        "text" | "long_text" | "rich_text" | "phone" | "email" | "url" | "id_number" | "region" | "colour" => {
            Kind::Text
        }
        "integer" | "rating" | "progress" => Kind::Whole,
        "number" | "money" => Kind::Decimal(scale(2)?),
        "percent" => Kind::Decimal(scale(4)?),
        "yes_no" => Kind::YesNo,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "date_time" => Kind::DateTime,
        "select" | "tree_select" => Kind::Option(options(field, sets)?),
        "multi_select" => Kind::Options(options(field, sets)?),
        "tags" => Kind::Texts,
        "user" | "department" => Kind::Id,
        "users" => Kind::Ids,
        "link" => Kind::Link,
        "links" => Kind::Links,
        "table" => Kind::Table(fields(field, sets)?),
        "json" | "address" => Kind::Json,
        _ => return Some(None),
    }))
}

/// The options that may be chosen today: those that are not retired, of a tree where `leaf_only` is set only the leaves.
fn options(field: &Json, sets: &Json) -> Option<BTreeSet<String>> {
    let list = match field.get("options")? {
        Json::String(set) => sets.get(set)?.get("options")?,
        own => own,
    };
    let mut found = BTreeSet::new();
    let leaf_only = field.get("leaf_only").and_then(Json::as_bool).unwrap_or(false);
    gather(list, leaf_only, &mut found)?;
    Some(found)
}

fn gather(list: &Json, leaf_only: bool, found: &mut BTreeSet<String>) -> Option<()> {
    for option in list.as_array()? {
        if option.get("retired").and_then(Json::as_bool).unwrap_or(false) {
            continue;
        }
        let children = option.get("children");
        if !(leaf_only && children.is_some()) {
            found.insert(option.get("key")?.as_str()?.to_owned());
        }
        if let Some(children) = children {
            gather(children, leaf_only, found)?;
        }
    }
    Some(())
}
