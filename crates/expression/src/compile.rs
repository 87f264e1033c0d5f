//! From what a person wrote to a typed tree, or to everything that is wrong with it.

use engine_base::{DataType, Issues};
use serde_json::Value as Json;

use crate::{
    Formula, Place, Scope,
    check::{Checker, Typed},
    node::{At, Node},
    notation,
};

/// Compiles formula text of any type.
pub fn compile_formula(text: &str, place: &Place, scope: &dyn Scope) -> Result<Formula, Issues> {
    let node = notation::read_formula(text, place.path).map_err(|issue| vec![*issue])?;
    finish(Some(node), Vec::new(), Some(text), place, scope, |checker, node| checker.check(node, None))
}

/// Compiles a condition: condition JSON, or formula text that gives yes or no.
pub fn compile_condition(json: &Json, place: &Place, scope: &dyn Scope) -> Result<Formula, Issues> {
    let mut issues = Vec::new();
    let node = notation::read_condition(json, &At::pointer(place.path), &mut issues);
    finish(node, issues, json.as_str(), place, scope, |checker, node| checker.check_as(node, &DataType::YesNo))
}

/// Compiles a value of `ty`: a literal in its wire form, or `{"formula": "…"}`.
pub fn compile_value(json: &Json, ty: &DataType, place: &Place, scope: &dyn Scope) -> Result<Formula, Issues> {
    let mut issues = Vec::new();
    let node = notation::read_value(json, &At::pointer(place.path), &mut issues);
    let text = json.get("formula").and_then(Json::as_str);
    finish(node, issues, text, place, scope, |checker, node| checker.check_as(node, ty))
}

fn finish(
    node: Option<Node>,
    issues: Issues,
    text: Option<&str>,
    place: &Place,
    scope: &dyn Scope,
    check: impl FnOnce(&mut Checker, &Node) -> Option<Typed>,
) -> Result<Formula, Issues> {
    let mut checker = Checker::new(place, scope);
    checker.issues = issues;
    let typed = node.and_then(|node| check(&mut checker, &node));
    match typed {
        Some(Typed { expr, ty }) if checker.issues.is_empty() => {
            Ok(Formula { expr, ty, text: text.map(str::to_owned) })
        }
        _ => Err(checker.issues),
    }
}
