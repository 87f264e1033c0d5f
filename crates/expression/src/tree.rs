//! The typed tree as JSON, for evaluators elsewhere: field keys instead of slots, one function name per meaning.

use engine_base::{DataType, Value, write_value};
use serde_json::{Map, Value as Json, json};

use crate::{Expr, Path, check::type_name};

/// The tree as JSON; the form is described in `engine-specs/expression/README.md`.
pub fn to_json(expr: &Expr) -> Json {
    match expr {
        Expr::Literal { value, ty } => literal(value, ty),
        Expr::Field(path) => at("field", path),
        Expr::Old(path) => at("old", path),
        Expr::Me(attribute) => json!({"op": "me", "attribute": attribute.name()}),
        Expr::Now => json!({"op": "now"}),
        Expr::Today => json!({"op": "today"}),
        Expr::Not(of) => json!({"op": "not", "of": to_json(of)}),
        Expr::Negate(of) => json!({"op": "negate", "of": to_json(of)}),
        Expr::Binary { op, left, right } => json!({"op": op.name(), "left": to_json(left), "right": to_json(right)}),
        Expr::If { test, then, other } => {
            json!({"op": "if", "test": to_json(test), "then": to_json(then), "else": to_json(other)})
        }
        Expr::Call { function, args } => {
            json!({"op": "call", "function": function.name(), "args": args.iter().map(to_json).collect::<Vec<_>>()})
        }
        Expr::Rows { function, table_key, each, filter, .. } => {
            let part = |part: &Option<Box<Expr>>| part.as_deref().map_or(Json::Null, to_json);
            json!({"op": "rows", "function": function.name(), "table": table_key.as_str(), "each": part(each), "where": part(filter)})
        }
        Expr::List(items) => json!({"op": "list", "items": items.iter().map(to_json).collect::<Vec<_>>()}),
    }
}

fn at(op: &str, path: &Path) -> Json {
    let mut node = Map::new();
    node.insert("op".into(), op.into());
    if path.row {
        node.insert("row".into(), true.into());
    }
    let keys = std::iter::once(&path.key).chain(path.hops.iter().map(|hop| &hop.key));
    node.insert("path".into(), keys.map(|key| Json::from(key.as_str())).collect());
    if !path.hops.is_empty() {
        node.insert("forms".into(), path.hops.iter().map(|hop| Json::from(hop.form.as_str())).collect());
    }
    Json::Object(node)
}

fn literal(value: &Value, ty: &DataType) -> Json {
    let mut node = Map::new();
    node.insert("op".into(), "literal".into());
    node.insert("type".into(), type_name(ty).into());
    if let DataType::List { of } = ty {
        node.insert("of".into(), type_name(of).into());
    }
    node.insert("value".into(), wire(value));
    Json::Object(node)
}

/// The wire form, except that every number is a decimal text.
fn wire(value: &Value) -> Json {
    match value {
        Value::Number(number) => number.normalize().to_string().into(),
        Value::List(items) => items.iter().map(wire).collect(),
        Value::Rows(_) => Json::Null,
        other => {
            let mut out = Vec::new();
            write_value(&mut out, other, &DataType::Null);
            serde_json::from_slice(&out).unwrap_or_default()
        }
    }
}
