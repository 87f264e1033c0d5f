//! The JSON Schemas of the definition documents, and what is wrong with a document by them.

use std::sync::OnceLock;

use engine_base::{Issue, Issues};
use expression::nearest;
use jsonschema::{ValidationError, Validator, error::ValidationErrorKind as Kind};
use serde_json::Value as Json;

/// A kind of definition document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// `app.json`
    App,
    /// `options/<key>.json`
    Options,
    /// `forms/<key>.json`
    Form,
    /// `roles/<key>.json`
    Role,
}

impl Document {
    /// Every kind of document.
    pub const ALL: [Document; 4] = [Document::App, Document::Options, Document::Form, Document::Role];

    /// The schema's file name in `engine-specs/schema`, without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Document::App => "app",
            Document::Options => "options",
            Document::Form => "form",
            Document::Role => "role",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Document> {
        Document::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The text of its JSON Schema, draft 2020-12.
    pub fn schema_text(self) -> &'static str {
        match self {
            Document::App => include_str!("../../../engine-specs/schema/app.json"),
            Document::Options => include_str!("../../../engine-specs/schema/options.json"),
            Document::Form => include_str!("../../../engine-specs/schema/form.json"),
            Document::Role => include_str!("../../../engine-specs/schema/role.json"),
        }
    }

    /// Its JSON Schema.
    pub fn schema(self) -> &'static Json {
        static SCHEMAS: [OnceLock<Json>; 4] = [const { OnceLock::new() }; 4];
        static NONE: Json = Json::Null;
        let cell = SCHEMAS.get(self as usize);
        cell.map_or(&NONE, |cell| cell.get_or_init(|| serde_json::from_str(self.schema_text()).unwrap_or_default()))
    }

    /// Everything in `document` that the schema does not allow; paths are JSON pointers into the document.
    pub fn check(self, document: &Json) -> Issues {
        static VALIDATORS: [OnceLock<Option<Validator>>; 4] = [const { OnceLock::new() }; 4];
        // A test builds all four validators, and what a schema lets through has still to be read by serde.
        let validator = VALIDATORS.get(self as usize);
        let validator = validator.and_then(|cell| cell.get_or_init(|| Validator::new(self.schema()).ok()).as_ref());
        let errors = validator.into_iter().flat_map(|validator| validator.iter_errors(document));
        let mut issues: Issues = errors.flat_map(|error| Translator { schema: self.schema() }.issues(&error)).collect();
        issues.sort_by(|left, right| (&left.path, &left.code).cmp(&(&right.path, &right.code)));
        issues.dedup();
        issues
    }
}

/// The text of the JSON Schema of a kind of document: `app`, `options`, `form` or `role`.
pub fn schema_text(kind: &str) -> Option<&'static str> {
    Document::named(kind).map(Document::schema_text)
}

/// Turns the violations that the validator reports into our issues.
struct Translator<'a> {
    schema: &'a Json,
}

impl Translator<'_> {
    fn issues(&self, error: &ValidationError<'_>) -> Issues {
        let path = error.instance_path().as_str();
        let place = error.schema_path().as_str();
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                let known = self.names_near(place);
                unexpected.iter().map(|name| unknown_property(path, name, &known)).collect()
            }
            Kind::PropertyNames { error: inner } => {
                let name = inner.instance().as_str().unwrap_or_default().to_owned();
                if matches!(inner.kind(), Kind::Pattern { .. }) {
                    let issue = self.malformed(inner.schema_path().as_str(), inner.instance());
                    return vec![issue.at(Issue::join(path, &name))];
                }
                // The place may be that of a keyword inside `propertyNames`.
                let names = place.find("/propertyNames").and_then(|at| place.get(..at + "/propertyNames".len()));
                let names = names.and_then(|names| self.schema.pointer(names));
                let known = names.map(|names| self.listed(names)).unwrap_or_default();
                vec![unknown_property(path, &name, &known)]
            }
            _ => vec![self.issue(error, place).at(path)],
        }
    }

    fn issue(&self, error: &ValidationError<'_>, place: &str) -> Issue {
        let value = error.instance();
        match error.kind() {
            Kind::Required { property } => Issue::new("property.missing").with("name", property.clone()),
            Kind::Type { .. } => Issue::new("type.mismatch").with("expected", self.expected(place)),
            Kind::Enum { options } => {
                let allowed: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
                not_allowed(value, &allowed)
            }
            Kind::Constant { expected_value } if expected_value.is_number() => Issue::new("format.unsupported")
                .with("format", value.as_ref().clone())
                .with("known", expected_value.as_ref().clone()),
            Kind::Constant { expected_value } => {
                Issue::new("key.not_of_kind").with("expected", expected_value.as_ref().clone())
            }
            Kind::Pattern { .. } => self.malformed(place, value),
            Kind::MinLength { limit: 1 } | Kind::MinProperties { .. } => Issue::new("text.empty"),
            Kind::MaxLength { limit } => Issue::new("text.too_long").with("max", *limit),
            Kind::MinItems { limit } => Issue::new("list.too_short").with("min", *limit),
            Kind::MaxItems { limit } => Issue::new("list.too_many").with("max", *limit),
            Kind::UniqueItems => Issue::new("list.duplicate"),
            Kind::Minimum { limit } => Issue::new("number.too_small").with("min", limit.clone()),
            Kind::Maximum { limit } => Issue::new("number.too_large").with("max", limit.clone()),
            // The only `anyOf` of the schemas asks for one of the words a condition starts with.
            Kind::AnyOf { .. } => Issue::new("condition.shape"),
            _ => Issue::new("value.malformed").with("value", shown(value)),
        }
    }

    /// What did not match the pattern at `place`, named by the definition that holds the pattern.
    fn malformed(&self, place: &str, value: &Json) -> Issue {
        let code = match definition(place) {
            Some("key" | "options" | "landing") => "key.invalid",
            Some("option_key") => "option.key_invalid",
            Some("path" | "sort_key" | "field_name") => "path.invalid",
            Some("decimal") => return Issue::new("type.mismatch").with("expected", "decimal"),
            _ => "value.malformed",
        };
        Issue::new(code).with("value", shown(value))
    }

    /// The word for the type expected at `place`.
    fn expected(&self, place: &str) -> &'static str {
        if let Some(word @ ("text" | "condition" | "scope" | "decimal" | "moment" | "options")) = definition(place) {
            return match word {
                "text" => "text",
                "condition" => "condition",
                "scope" => "scope",
                "decimal" => "decimal",
                "options" => "options",
                _ => "value",
            };
        }
        match self.schema.pointer(place).and_then(Json::as_str) {
            Some("string") => "text",
            Some("boolean") => "yes_no",
            Some("integer") => "integer",
            Some("array") => "list",
            _ => "object",
        }
    }

    /// The names of the `properties` beside the keyword at `place`.
    fn names_near(&self, place: &str) -> Vec<&str> {
        let parent = place.rsplit_once('/').map_or("", |(parent, _)| parent);
        let properties = self.schema.pointer(parent).and_then(|schema| schema.get("properties")?.as_object());
        properties.into_iter().flat_map(|properties| properties.keys().map(String::as_str)).collect()
    }

    /// Every word of the enumerations that `names` stands for.
    fn listed<'s>(&'s self, names: &'s Json) -> Vec<&'s str> {
        if let Some(target) = names.get("$ref").and_then(Json::as_str) {
            let target = self.schema.pointer(target.trim_start_matches('#'));
            return target.map(|target| self.listed(target)).unwrap_or_default();
        }
        let own = names.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
        let choices = names.get("anyOf").and_then(Json::as_array).into_iter().flatten();
        own.chain(choices.flat_map(|choice| self.listed(choice))).collect()
    }
}

/// The name of the `$defs` entry whose own keyword stands at `place`: `/$defs/key/pattern` gives `key`.
fn definition(place: &str) -> Option<&str> {
    let (name, keyword) = place.strip_prefix("/$defs/")?.split_once('/')?;
    if keyword.contains('/') { None } else { Some(name) }
}

fn unknown_property(path: &str, name: &str, known: &[&str]) -> Issue {
    let issue = Issue::new("property.unknown").at(Issue::join(path, name)).with("name", name);
    match nearest(name, known.iter().copied()) {
        Some(meant) => issue.with("suggestion", meant),
        None => issue,
    }
}

fn not_allowed(value: &Json, allowed: &[&str]) -> Issue {
    let issue = Issue::new("value.not_allowed").with("value", shown(value)).with("allowed", allowed.join(", "));
    match value.as_str().and_then(|value| nearest(value, allowed.iter().copied())) {
        Some(meant) => issue.with("suggestion", meant),
        None => issue,
    }
}

/// The value for a message: text without quotes, everything else as JSON, cut to a length that can be read.
fn shown(value: &Json) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() > 60 { text.chars().take(59).chain(['…']).collect() } else { text }
}
