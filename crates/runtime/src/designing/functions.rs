//! The catalogue of functions and operators, for completion and help while a formula is written.

use engine_base::Locale;
use expression::{Entry, Gives, OPERATORS, Operator, Param, Presence, Signature, Takes};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Actor, Runtime};

/// What formulas can call, and what can stand between values.
#[derive(Debug, Serialize, ToSchema)]
pub struct FunctionsView {
    /// The functions, in the order of the documentation.
    pub items: Vec<FunctionView>,
    /// Operators from the loosest to the tightest, then names that are no fields.
    pub operators: Vec<OperatorView>,
}

/// A function.
#[derive(Debug, Serialize, ToSchema)]
pub struct FunctionView {
    /// Its name in formulas.
    pub name: String,
    /// `logic number text date list people`.
    pub group: String,
    /// The ways to call it.
    pub signatures: Vec<SignatureView>,
    /// What it does.
    pub about: String,
    /// Formulas with their values.
    pub examples: Vec<ExampleView>,
}

/// One way to call a function.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// What it takes.
    pub params: Vec<ParameterView>,
    /// The type of what it gives: as `type` of a parameter, or `same` as the first argument, or an `item` of it.
    pub result: String,
}

/// A parameter.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParameterView {
    /// Its name.
    pub name: String,
    /// `yes_no number text date time date_time duration list any`, or a text in quotes: `date_unit moment_unit pattern role`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `one`, `optional` (once or not at all), `many` (once or more) or `any` (any number of times).
    pub presence: String,
}

/// A formula and what it gives.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExampleView {
    /// The formula.
    pub formula: String,
    /// Its value as JSON text.
    pub value: String,
}

/// An operator, or a name that is no field.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperatorView {
    /// How it is written.
    pub text: String,
    /// What it does.
    pub about: String,
    /// A formula with it.
    pub example: String,
}

impl Runtime {
    /// The catalogue in the language of the person who asks.
    pub fn functions(&self, actor: &Actor) -> FunctionsView {
        let said = |zh: &str, en: &str| if actor.locale == Locale::ZhCn { zh.to_owned() } else { en.to_owned() };
        let operator = |of: &Operator| OperatorView {
            text: of.text.to_owned(),
            about: said(of.zh, of.en),
            example: of.example.to_owned(),
        };
        let function = |entry: &Entry| FunctionView {
            name: entry.name.to_owned(),
            group: format!("{:?}", entry.group).to_lowercase(),
            signatures: entry.signatures.iter().map(signature).collect(),
            about: said(entry.zh, entry.en),
            examples: entry
                .examples
                .iter()
                .map(|(formula, value)| ExampleView { formula: (*formula).to_owned(), value: (*value).to_owned() })
                .collect(),
        };
        FunctionsView {
            items: expression::catalogue().map(function).collect(),
            operators: OPERATORS.iter().map(operator).collect(),
        }
    }
}

fn signature(of: &Signature) -> SignatureView {
    let param = |param: &Param| ParameterView {
        name: param.name.to_owned(),
        kind: takes(param.takes).to_owned(),
        presence: match param.presence {
            Presence::One => "one",
            Presence::Optional => "optional",
            Presence::Many => "many",
            Presence::Any => "any",
        }
        .to_owned(),
    };
    SignatureView { params: of.params.iter().map(param).collect(), result: gives(of.gives).to_owned() }
}

fn takes(of: Takes) -> &'static str {
    match of {
        Takes::YesNo => "yes_no",
        Takes::Number => "number",
        Takes::Text => "text",
        Takes::Date => "date",
        Takes::Time => "time",
        Takes::DateTime => "date_time",
        Takes::Duration => "duration",
        Takes::List => "list",
        Takes::DateUnit => "date_unit",
        Takes::MomentUnit => "moment_unit",
        Takes::Pattern => "pattern",
        Takes::Role => "role",
        Takes::Any => "any",
    }
}

fn gives(of: Gives) -> &'static str {
    match of {
        Gives::YesNo => "yes_no",
        Gives::Whole | Gives::Decimal | Gives::Rounded => "number",
        Gives::Text => "text",
        Gives::Texts => "list",
        Gives::Date => "date",
        Gives::Time => "time",
        Gives::DateTime => "date_time",
        Gives::Duration => "duration",
        Gives::Same => "same",
        Gives::Item => "item",
    }
}
