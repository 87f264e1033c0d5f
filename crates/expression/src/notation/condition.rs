//! Condition JSON, and values that are a literal or a formula.

use engine_base::Issue;
use serde_json::{Map, Value as Json};

use super::{MAX_DEPTH, read_formula};
use crate::{
    BinaryOp,
    node::{At, Kind, Name, Node},
};

/// Reads a condition; every part that cannot be read is an issue, and `None` stands for it.
pub(crate) fn read_condition(json: &Json, at: &At, issues: &mut Vec<Issue>) -> Option<Node> {
    condition(json, at, 0, issues)
}

/// Reads a value: `{"formula": "…"}` or a literal.
pub(crate) fn read_value(json: &Json, at: &At, issues: &mut Vec<Issue>) -> Option<Node> {
    match formula_of(json) {
        Some(text) => formula(text, &at.inside("formula"), issues),
        None => Some(Node::new(Kind::Json(json.clone()), at.clone())),
    }
}

fn condition(json: &Json, at: &At, depth: usize, issues: &mut Vec<Issue>) -> Option<Node> {
    if depth > MAX_DEPTH {
        issues.push(at.issue("expression.too_deep").with("max", MAX_DEPTH));
        return None;
    }
    let object = match json {
        Json::String(text) => return formula(text, at, issues),
        Json::Bool(value) => return Some(Node::new(Kind::YesNo(*value), at.clone())),
        Json::Object(object) => object,
        _ => {
            issues.push(at.issue("condition.shape"));
            return None;
        }
    };
    let form = FORMS.iter().find(|(head, _)| object.contains_key(*head));
    let Some((head, properties)) = form else {
        issues.push(at.issue("condition.shape"));
        return None;
    };
    for (key, _) in object.iter().filter(|(key, _)| !properties.contains(&key.as_str())) {
        issues.push(at.inside(key).issue("condition.unknown_property").with("name", key.as_str()));
    }
    match *head {
        "all" => list(object, "all", BinaryOp::And, at, depth, issues),
        "any" => list(object, "any", BinaryOp::Or, at, depth, issues),
        "not" => {
            let of = condition(object.get("not")?, &at.inside("not"), depth + 1, issues)?;
            Some(Node::new(Kind::Not(Box::new(of)), at.clone()))
        }
        "field" => test(object, at, issues),
        every_or_some => {
            let table = word(object, every_or_some, at, issues);
            let filter = match object.get("where") {
                Some(filter) => condition(filter, &at.inside("where"), depth + 1, issues),
                None => {
                    issues.push(at.issue("condition.missing").with("name", "where"));
                    None
                }
            };
            let kind = Kind::Quantifier { every: every_or_some == "every", table: table?, filter: Box::new(filter?) };
            Some(Node::new(kind, at.clone()))
        }
    }
}

/// The shapes of a condition: the property that marks it, and all it may have.
const FORMS: [(&str, &[&str]); 6] = [
    ("all", &["all"]),
    ("any", &["any"]),
    ("not", &["not"]),
    ("field", &["field", "op", "value"]),
    ("some", &["some", "where"]),
    ("every", &["every", "where"]),
];

fn list(
    object: &Map<String, Json>,
    key: &str,
    op: BinaryOp,
    at: &At,
    depth: usize,
    issues: &mut Vec<Issue>,
) -> Option<Node> {
    let at_list = at.inside(key);
    let Some(Json::Array(items)) = object.get(key) else {
        issues.push(at_list.issue("condition.shape"));
        return None;
    };
    let parts: Vec<Option<Node>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| condition(item, &at_list.inside(index), depth + 1, issues))
        .collect();
    let parts = parts.into_iter().collect::<Option<Vec<Node>>>()?;
    Some(Node::join(op, parts, at))
}

fn test(object: &Map<String, Json>, at: &At, issues: &mut Vec<Issue>) -> Option<Node> {
    let path = word(object, "field", at, issues);
    let op = word(object, "op", at, issues);
    let at_value = at.inside("value");
    let value = match object.get("value") {
        None => Some(None),
        Some(Json::Array(items)) if items.iter().any(|item| formula_of(item).is_some()) => {
            let items: Vec<Option<Node>> = items
                .iter()
                .enumerate()
                .map(|(index, item)| read_value(item, &at_value.inside(index), issues))
                .collect();
            items.into_iter().collect::<Option<_>>().map(|items| Some(Node::new(Kind::List(items), at_value)))
        }
        Some(json) => read_value(json, &at_value, issues).map(Some),
    };
    let path = path?;
    let names = path.text.split('.').map(|part| Name { text: part.to_owned(), at: path.at.clone() }).collect();
    let field = Box::new(Node::new(Kind::Path(names), path.at));
    Some(Node::new(Kind::Test { field, op: op?, value: value?.map(Box::new) }, at.clone()))
}

fn word(object: &Map<String, Json>, key: &'static str, at: &At, issues: &mut Vec<Issue>) -> Option<Name> {
    match object.get(key) {
        Some(Json::String(text)) => Some(Name { text: text.clone(), at: at.inside(key) }),
        Some(_) => {
            issues.push(at.inside(key).issue("type.mismatch").with("expected", "text"));
            None
        }
        None => {
            issues.push(at.issue("condition.missing").with("name", key));
            None
        }
    }
}

fn formula_of(json: &Json) -> Option<&str> {
    let object = json.as_object().filter(|object| object.len() == 1)?;
    object.get("formula")?.as_str()
}

fn formula(text: &str, at: &At, issues: &mut Vec<Issue>) -> Option<Node> {
    read_formula(text, &at.pointer).map_err(|issue| issues.push(*issue)).ok()
}
