//! Literals: what they are when the other side says what is wanted.

use std::sync::Arc;

use engine_base::{DataType, Decimal, Key, Uuid, Value, parse_date, parse_time, parse_timestamp, read_value};
use serde_json::Value as Json;

use super::{Checker, Typed, suggest, types};
use crate::{
    Expr, REGION_SET, exact,
    node::{At, Kind, Node},
};

/// A fixed value.
pub(super) fn fixed(value: Value, ty: DataType) -> Typed {
    Typed::new(Expr::Literal { value, ty: ty.clone() }, ty)
}

/// A number as written.
pub(super) fn number(number: Decimal) -> Typed {
    fixed(Value::Number(number), types::number(number.scale()))
}

impl Checker<'_> {
    /// Text in quotes, which may stand for an option, a date, a time, a moment or an id.
    pub(super) fn text_literal(&mut self, text: &Arc<str>, wanted: Option<&DataType>, at: &At) -> Option<Typed> {
        let ty = wanted.cloned().unwrap_or(DataType::Text);
        let value = match &ty {
            DataType::Option { set } => self.option(set, text, at)?,
            DataType::Date => self.shaped(parse_date(text).map(Value::Date), "date", at)?,
            DataType::Time => self.shaped(parse_time(text).map(Value::Time), "time", at)?,
            DataType::DateTime => self.shaped(parse_timestamp(text).map(Value::Timestamp), "date_time", at)?,
            DataType::User | DataType::Department | DataType::Link { .. } => {
                self.shaped(Uuid::try_parse(text).ok().map(Value::Id), "id", at)?
            }
            _ => return Some(fixed(Value::Text(text.clone()), DataType::Text)),
        };
        Some(fixed(value, ty))
    }

    /// A literal of condition JSON or of a definition's value.
    pub(super) fn json_literal(&mut self, json: &Json, wanted: Option<&DataType>, at: &At) -> Option<Typed> {
        let inferred = match (wanted, json) {
            (Some(ty), _) if *ty != DataType::Null => ty.clone(),
            (_, Json::Null) => return Some(Typed::new(Expr::null(), DataType::Null)),
            (_, Json::Bool(_)) => DataType::YesNo,
            (_, Json::Number(_)) => types::decimal(),
            (_, Json::String(_)) => DataType::Text,
            (_, Json::Array(_)) => DataType::Text.list(),
            (_, Json::Object(_)) => DataType::Json,
        };
        let value = match read_value(json, &inferred) {
            Ok(value) => value,
            Err(issue) => return self.refuse(issue.inside(&at.pointer)),
        };
        if self.accept(&value, &inferred, at) { Some(literal_of(value, inferred)) } else { None }
    }

    /// Whether every part of a literal is one the language knows: options exist, numbers are not too large.
    fn accept(&mut self, value: &Value, ty: &DataType, at: &At) -> bool {
        match (value, ty) {
            (Value::Text(key), DataType::Option { set }) => self.option(set, key, at).is_some(),
            (Value::Number(number), _) if !exact::in_range(*number) => {
                self.refuse::<()>(at.issue("expression.number")).is_some()
            }
            (Value::List(items), DataType::List { of }) => {
                let accepted: Vec<bool> =
                    items.iter().enumerate().map(|(index, item)| self.accept(item, of, &at.inside(index))).collect();
                accepted.into_iter().all(|accepted| accepted)
            }
            _ => true,
        }
    }

    /// A list in brackets; fixed when all its items are.
    pub(super) fn list(&mut self, items: &[Node], wanted: Option<&DataType>, at: &At) -> Option<Typed> {
        let mut wanted = match wanted {
            Some(DataType::List { of }) => Some((**of).clone()),
            _ => None,
        };
        // The first item that knows its own type says what the others are. Each item is checked once, so that nested
        // lists take no longer than their text.
        let first = if wanted.is_none() { items.iter().position(|item| !item.is_flexible()) } else { None };
        let mut leading = first.and_then(|first| items.get(first)).map(|item| self.check(item, None));
        if let Some(Some(leading)) = &leading {
            wanted = Some(leading.ty.clone());
        }
        let check = |(index, item): (usize, &Node)| match leading.take_if(|_| first == Some(index)) {
            Some(checked) => checked,
            None => self.check(item, wanted.as_ref()),
        };
        let typed: Vec<Option<Typed>> = items.iter().enumerate().map(check).collect();
        let typed = typed.into_iter().collect::<Option<Vec<Typed>>>()?;
        let mut of = DataType::Null;
        for item in &typed {
            of = self.one_type(&of, &item.ty, at)?;
        }
        let fixed_values = typed.iter().map(|item| match &item.expr {
            Expr::Literal { value, .. } => Some(value.clone()),
            _ => None,
        });
        match fixed_values.collect::<Option<Vec<Value>>>() {
            Some(values) => Some(literal_of(Value::list(values), of.list())),
            None => Some(Typed::new(Expr::List(typed.into_iter().map(|item| item.expr).collect()), of.list())),
        }
    }

    /// The option `key` of `set`.
    pub(super) fn option(&mut self, set: &str, key: &str, at: &At) -> Option<Value> {
        let known = match self.scope.options(set) {
            Some(options) if !options.contains(key) => Some(options.keys()),
            None if set == REGION_SET && !(key.len() == 6 && key.bytes().all(|b| b.is_ascii_digit())) => {
                Some(Vec::new())
            }
            _ => None,
        };
        let Some(keys) = known else { return Some(Value::text(key)) };
        let issue = at.issue("expression.unknown_option").with("name", key).with("set", set);
        self.refuse(suggest::with_suggestion(issue, key, keys))
    }

    fn shaped(&mut self, value: Option<Value>, expected: &'static str, at: &At) -> Option<Value> {
        if value.is_none() {
            self.issues.push(at.issue("expression.literal").with("expected", expected));
        }
        value
    }

    /// Whether a key may be a name at all; others cannot name a field.
    pub(super) fn key(&self, text: &str) -> Option<Key> {
        Key::new(text).ok()
    }
}

/// A literal in its one form: what is empty is null.
fn literal_of(value: Value, ty: DataType) -> Typed {
    if value.is_empty() { fixed(Value::Null, ty) } else { fixed(value, ty) }
}

/// The text of a literal in quotes, when `node` is one.
pub(super) fn quoted(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Text(text) => Some(text),
        Kind::Json(Json::String(text)) => Some(text),
        _ => None,
    }
}
