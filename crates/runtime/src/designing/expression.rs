//! A formula or condition while it is written: its type and tree, or what is wrong with it and where in the text.

use app_definition::Sketch;
use engine_base::{DataType, Issue, Issues, Locale, Uuid};
use expression::{Formula, Place, compile_condition, compile_formula, compile_value, nearest, to_json};
use form_engine::{FieldKind, Form};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use crate::{Actor, Error, IssueView, Runtime};

/// A formula or condition of a draft, and where it shall stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpressionRequest {
    /// A packed definition, which need not be right elsewhere; the stored draft when left out.
    #[schema(value_type = Option<Object>)]
    pub app: Option<Json>,
    /// The form whose records it is about.
    pub form: String,
    /// The sub-table when it is about one row.
    pub table: Option<String>,
    /// What it is for: `condition` and `options` must give yes or no.
    #[serde(rename = "for")]
    pub purpose: Purpose,
    /// The text.
    pub text: Option<String>,
    /// Condition JSON, instead of a text.
    #[schema(value_type = Option<Object>)]
    pub condition: Option<Json>,
    /// The type it must have: a name such as `number`, or `{"type": "option", "set": "stage"}`.
    #[schema(value_type = Option<Object>)]
    pub expects: Option<Json>,
    /// Whether values before a change exist where it shall stand.
    #[serde(default)]
    pub old: bool,
    /// A record to work it out for; of a row expression, the record's first row.
    pub record: Option<Uuid>,
}

/// What a formula or condition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A computed value.
    Formula,
    /// Yes or no.
    Condition,
    /// The value of a new record.
    Default,
    /// When options are limited: yes or no.
    Options,
}

/// What an expression is, or what is wrong with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExpressionView {
    /// What is wrong with it.
    pub issues: Vec<LocatedIssue>,
    /// Its type: `{"type": "number", "scale": 2}`; null when something is wrong.
    #[serde(rename = "type")]
    #[schema(value_type = Option<Object>)]
    pub ty: Option<DataType>,
    /// Its typed tree; null when something is wrong.
    #[schema(value_type = Option<Object>)]
    pub tree: Option<Json>,
    /// Its value for the record that was named.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
}

/// Something that is wrong, and where: `path` inside a condition, and inside a text from one offset to another.
#[derive(Debug, Serialize, ToSchema)]
pub struct LocatedIssue {
    /// What is wrong; `path` is a JSON pointer into the condition, empty for a text.
    #[serde(flatten)]
    pub issue: IssueView,
    /// Where it begins in its text, in UTF-16 units from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    /// Where it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<usize>,
}

impl Runtime {
    /// Types an expression of a draft, and works it out for a record when one is named.
    pub async fn expression(
        &self,
        actor: &Actor,
        key: &str,
        request: ExpressionRequest,
    ) -> Result<ExpressionView, Error> {
        let (draft, _) = self.draft(actor, key).await?;
        let packed = match &request.app {
            Some(packed) => packed.clone(),
            None => serde_json::from_str(&draft).map_err(|error| Error::Request(vec![crate::malformed(&error)]))?,
        };
        let sketch = Sketch::of_packed(&packed);
        let form = place(&request, &sketch)?;
        let written = match (&request.text, &request.condition) {
            (Some(text), None) => Json::from(text.as_str()),
            (None, Some(condition)) => condition.clone(),
            _ => return Err(Error::Request(vec![Issue::new("expression.text_or_condition").at("/text")])),
        };
        match typed(&written, &request, &sketch) {
            Err(issues) => {
                let located = |issue: &Issue| located(issue, &written, actor.locale);
                Ok(ExpressionView { issues: issues.iter().map(located).collect(), ty: None, tree: None, value: None })
            }
            Ok(formula) => {
                let value = match request.record {
                    Some(id) => Some(
                        self.sample_value(actor, key, &sketch, form, request.table.as_deref(), &formula, id).await?,
                    ),
                    None => None,
                };
                let tree = Some(to_json(&formula.expr));
                Ok(ExpressionView { issues: Vec::new(), ty: Some(formula.ty), tree, value })
            }
        }
    }
}

/// The form that the request names; its sub-table must be one of it.
fn place<'a>(request: &ExpressionRequest, sketch: &'a Sketch) -> Result<&'a Form, Error> {
    let unknown = |code, what, name: &str, path: &str, known: Vec<String>| {
        let issue = Issue::new(code).at(path).with(what, name);
        Error::Issues(vec![match nearest(name, known) {
            Some(meant) => issue.with("suggestion", meant),
            None => issue,
        }])
    };
    let Some(form) = sketch.forms.get(request.form.as_str()) else {
        let known = sketch.forms.keys().map(ToString::to_string).collect();
        return Err(unknown("form.unknown", "form", &request.form, "/form", known));
    };
    if let Some(table) = &request.table {
        let tables = form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Table(_)));
        let tables: Vec<String> = tables.map(|field| field.key.to_string()).collect();
        if !tables.contains(table) {
            return Err(unknown("field.unknown", "field", table, "/table", tables));
        }
    }
    Ok(form)
}

fn typed(written: &Json, request: &ExpressionRequest, sketch: &Sketch) -> Result<Formula, Issues> {
    let place = Place { form: &request.form, table: request.table.as_deref(), old: request.old, path: "" };
    if matches!(request.purpose, Purpose::Condition | Purpose::Options) {
        return compile_condition(written, &place, &sketch.symbols);
    }
    let Some(text) = written.as_str() else { return compile_condition(written, &place, &sketch.symbols) };
    match &request.expects {
        None => compile_formula(text, &place, &sketch.symbols),
        Some(expects) => match wanted(expects) {
            Wanted::Type(ty) => {
                let formula = compile_value(&json!({ "formula": text }), &ty, &place, &sketch.symbols);
                formula.map_err(|issues| {
                    // The text stands by itself here, not under the name that a value gives it.
                    let outside = |mut issue: Issue| {
                        issue.path = issue.path.strip_prefix("/formula").unwrap_or(&issue.path).to_owned();
                        issue
                    };
                    issues.into_iter().map(outside).collect()
                })
            }
            Wanted::Named(name) => {
                let formula = compile_formula(text, &place, &sketch.symbols)?;
                let given = name_of(&formula.ty);
                if given == name || given == "null" {
                    return Ok(formula);
                }
                Err(vec![Issue::new("expression.type").with("expected", name).with("given", given)])
            }
            Wanted::Unknown => {
                Err(vec![Issue::new("value.malformed").at("/expects").with("value", expects.to_string())])
            }
        },
    }
}

/// What `expects` asks for: a whole type, or one whose name alone is known.
enum Wanted {
    Type(DataType),
    Named(String),
    Unknown,
}

fn wanted(expects: &Json) -> Wanted {
    let Some(name) = expects.as_str() else {
        return serde_json::from_value(expects.clone()).map_or(Wanted::Unknown, Wanted::Type);
    };
    match name {
        "number" => Wanted::Type(DataType::INTEGER),
        "option" | "link" | "list" => Wanted::Named(name.to_owned()),
        _ => serde_json::from_value(json!({ "type": name })).map_or(Wanted::Unknown, Wanted::Type),
    }
}

fn name_of(ty: &DataType) -> String {
    json!(ty).get("type").and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// An issue with the offsets of its place in the text it is about.
fn located(issue: &Issue, written: &Json, locale: Locale) -> LocatedIssue {
    let number = |name: &str| issue.params.get(name).and_then(Json::as_u64).and_then(|n| usize::try_from(n).ok());
    let text = match written.as_str() {
        Some(text) => Some(text),
        None => written.pointer(&issue.path).and_then(Json::as_str),
    };
    let span = text.zip(number("line").zip(number("column"))).map(|(text, (line, column))| {
        let token = issue.params.get("token").and_then(Json::as_str).unwrap_or_default();
        span(text, line, column, token)
    });
    LocatedIssue { issue: IssueView::new(issue, locale), from: span.map(|(from, _)| from), to: span.map(|(_, to)| to) }
}

/// From line and column (both from 1, in characters) to offsets in UTF-16 units.
fn span(text: &str, line: usize, column: usize, token: &str) -> (usize, usize) {
    let units = |text: &str| text.encode_utf16().count();
    let lines = text.split('\n').collect::<Vec<_>>();
    let before: usize = lines.iter().take(line.saturating_sub(1)).map(|line| units(line) + 1).sum();
    let own = lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
    let inside: String = own.chars().take(column.saturating_sub(1)).collect();
    let from = (before + units(&inside)).min(units(text));
    (from, (from + units(token).max(1)).min(units(text).max(from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_browsers_count() {
        assert_eq!(span("amont * 2", 1, 1, "amont"), (0, 5));
        assert_eq!(span("\"😀\" + x", 1, 7, "x"), (7, 8));
        assert_eq!(span("a +\n  客户", 2, 3, "客户"), (6, 8));
        assert_eq!(span("a +", 1, 4, ""), (3, 3));
        assert_eq!(span("", 1, 1, ""), (0, 0));
    }
}
