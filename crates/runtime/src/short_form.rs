//! The short form of a list request in a URL: `?status=open&amount.gte=100&sort=-amount&limit=50`.

use app_definition::AuthorizedQuery;
use engine_base::{DataType, Issue, Issues};
use expression::Scope;
use serde_json::{Value as Json, json};

use crate::{
    Error, malformed,
    query::{ListRequest, resolve_path},
};

/// Operators of the short form and what they are in condition JSON.
const OPERATORS: [(&str, &str); 13] = [
    ("eq", "eq"),
    ("ne", "ne"),
    ("lt", "lt"),
    ("lte", "le"),
    ("gt", "gt"),
    ("gte", "ge"),
    ("in", "in"),
    ("not_in", "not_in"),
    ("between", "between"),
    ("contains", "contains"),
    ("starts_with", "starts_with"),
    ("within", "within"),
    ("has", "has"),
];

/// Turns the pairs of a query string into a list request. A pair that is neither a parameter nor a field is an issue.
pub fn list_request(
    query: &AuthorizedQuery,
    scope: &dyn Scope,
    pairs: &[(String, String)],
) -> Result<ListRequest, Error> {
    let mut request = ListRequest::default();
    let mut conditions = Vec::new();
    let mut issues = Issues::new();
    let mut seen = Vec::new();
    for (name, value) in pairs {
        let words = || value.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let place = Issue::join("", name);
        let known =
            matches!(name.as_str(), "sort" | "fields" | "expand" | "limit" | "cursor" | "total" | "q" | "where");
        if known && seen.contains(&name) {
            issues.push(Issue::new("parameter.repeated").at(place).with("name", name.as_str()));
            continue;
        }
        seen.push(name);
        match name.as_str() {
            "sort" => request.sort = words(),
            "fields" => request.fields = Some(words()),
            "expand" => request.expand = words(),
            "cursor" => request.cursor = Some(value.clone()),
            "q" => request.q = Some(value.clone()),
            "total" => match value.as_str() {
                "true" => request.total = true,
                "false" => request.total = false,
                _ => issues.push(Issue::new("type.mismatch").at(place).with("expected", "yes_no")),
            },
            "limit" => match value.parse() {
                Ok(limit) => request.limit = Some(limit),
                Err(_) => issues.push(Issue::new("type.mismatch").at(place).with("expected", "integer")),
            },
            "where" => match serde_json::from_str(value) {
                Ok(condition) => conditions.push(condition),
                Err(error) => issues.push(malformed(&error).at(place)),
            },
            _ => match condition(query, scope, name, value) {
                Ok(condition) => conditions.push(condition),
                Err(issue) => issues.push(issue.at(place)),
            },
        }
    }
    if !issues.is_empty() {
        return Err(Error::Request(issues));
    }
    request.filter = match conditions.len() {
        0 => None,
        1 => conditions.pop(),
        _ => Some(json!({ "all": conditions })),
    };
    Ok(request)
}

fn condition(query: &AuthorizedQuery, scope: &dyn Scope, name: &str, value: &str) -> Result<Json, Issue> {
    let (field, operator) = split_operator(query, scope, name);
    let (_, ty) = resolve_path(scope, &query.form().key, field)?;
    if operator == "empty" {
        let op = match value {
            "true" => "is_empty",
            "false" => "is_set",
            _ => return Err(Issue::new("type.mismatch").with("expected", "yes_no")),
        };
        return Ok(json!({ "field": field, "op": op }));
    }
    let items = || value.split(',').map(|item| literal(&ty, item)).collect::<Vec<_>>();
    let value = match operator {
        "in" | "not_in" | "between" => Json::Array(items()),
        // Several keys at one list field: any of them.
        "has" if value.contains(',') => return Ok(json!({ "field": field, "op": "has_any", "value": items() })),
        _ => literal(&ty, value),
    };
    Ok(json!({ "field": field, "op": operator, "value": value }))
}

/// `amount.gte` → (`amount`, `ge`); a field path that exists wins over an operator of the same name.
fn split_operator<'n>(query: &AuthorizedQuery, scope: &dyn Scope, name: &'n str) -> (&'n str, &'static str) {
    let Some((field, last)) = name.rsplit_once('.') else { return (name, "eq") };
    if resolve_path(scope, &query.form().key, name).is_ok() {
        return (name, "eq");
    }
    if last == "empty" {
        return (field, "empty");
    }
    OPERATORS.iter().find(|(short, _)| *short == last).map_or((name, "eq"), |(_, op)| (field, op))
}

/// Text of a URL as the JSON that the type takes; what does not fit stays text and is refused by the type check.
fn literal(ty: &DataType, text: &str) -> Json {
    match (ty, text) {
        (_, "null") => Json::Null,
        (DataType::YesNo, "true") => Json::Bool(true),
        (DataType::YesNo, "false") => Json::Bool(false),
        _ => Json::from(text),
    }
}
