//! The operators of condition JSON, typed by the field they stand beside.

use engine_base::{DataType, Value};
use serde_json::Value as Json;

use super::{Checker, Typed, all, is_ordered, literal, suggest, type_name, types};
use crate::{
    BinaryOp, Expr, Function,
    node::{At, Kind, Name, Node},
};

/// An operator: its name and what it can stand beside.
struct Operator {
    name: &'static str,
    means: Means,
    fits: fn(&DataType) -> bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Means {
    Compare(BinaryOp),
    Empty,
    Set,
    In,
    NotIn,
    Between,
    Text(Function),
    NotContains,
    Last,
    Next,
    Period(i32),
    Has,
    HasSeveral(Function),
    Within,
    Changed,
    ChangedTo,
    ChangedFrom,
}

const OPERATORS: &[Operator] = &[
    Operator { name: "eq", means: Means::Compare(BinaryOp::Equal), fits: types::is_comparable },
    Operator { name: "ne", means: Means::Compare(BinaryOp::NotEqual), fits: types::is_comparable },
    Operator { name: "is_empty", means: Means::Empty, fits: |_| true },
    Operator { name: "is_set", means: Means::Set, fits: |_| true },
    Operator { name: "in", means: Means::In, fits: types::is_comparable },
    Operator { name: "not_in", means: Means::NotIn, fits: types::is_comparable },
    Operator { name: "changed", means: Means::Changed, fits: types::is_comparable },
    Operator { name: "changed_to", means: Means::ChangedTo, fits: types::is_comparable },
    Operator { name: "changed_from", means: Means::ChangedFrom, fits: types::is_comparable },
    Operator { name: "lt", means: Means::Compare(BinaryOp::Less), fits: is_ordered },
    Operator { name: "le", means: Means::Compare(BinaryOp::LessEqual), fits: is_ordered },
    Operator { name: "gt", means: Means::Compare(BinaryOp::Greater), fits: is_ordered },
    Operator { name: "ge", means: Means::Compare(BinaryOp::GreaterEqual), fits: is_ordered },
    Operator { name: "between", means: Means::Between, fits: is_ordered },
    Operator { name: "contains", means: Means::Text(Function::Contains), fits: is_text },
    Operator { name: "not_contains", means: Means::NotContains, fits: is_text },
    Operator { name: "starts_with", means: Means::Text(Function::StartsWith), fits: is_text },
    Operator { name: "ends_with", means: Means::Text(Function::EndsWith), fits: is_text },
    Operator { name: "before", means: Means::Compare(BinaryOp::Less), fits: is_dated },
    Operator { name: "after", means: Means::Compare(BinaryOp::Greater), fits: is_dated },
    Operator { name: "within_last", means: Means::Last, fits: is_dated },
    Operator { name: "within_next", means: Means::Next, fits: is_dated },
    Operator { name: "this_period", means: Means::Period(0), fits: is_dated },
    Operator { name: "last_period", means: Means::Period(-1), fits: is_dated },
    Operator { name: "next_period", means: Means::Period(1), fits: is_dated },
    Operator { name: "has", means: Means::Has, fits: is_list },
    Operator { name: "has_any", means: Means::HasSeveral(Function::HasAny), fits: is_list },
    Operator { name: "has_all", means: Means::HasSeveral(Function::HasAll), fits: is_list },
    Operator { name: "within", means: Means::Within, fits: is_nested },
];

/// Units of `within_last` and `within_next`, and the unit of functions each stands for.
const SPANS: [(&str, &str); 7] = [
    ("minutes", "minute"),
    ("hours", "hour"),
    ("days", "day"),
    ("weeks", "week"),
    ("months", "month"),
    ("quarters", "quarter"),
    ("years", "year"),
];
const PERIODS: [&str; 5] = ["day", "week", "month", "quarter", "year"];

impl Checker<'_> {
    pub(super) fn test(&mut self, field: &Node, op: &Name, value: Option<&Node>) -> Option<Typed> {
        let left = self.check(field, None);
        let Some(operator) = OPERATORS.iter().find(|operator| operator.name == op.text) else {
            let issue = op.at.issue("condition.unknown_operator").with("name", op.text.as_str());
            return self.refuse(suggest::with_suggestion(
                issue,
                &op.text,
                OPERATORS.iter().map(|operator| operator.name),
            ));
        };
        let left = left?;
        if !(operator.fits)(&left.ty) {
            return self.refuse(
                op.at.issue("condition.operator").with("name", operator.name).with("type", type_name(&left.ty)),
            );
        }
        let alone = matches!(operator.means, Means::Empty | Means::Set | Means::Changed);
        let value = match value {
            Some(value) if alone => {
                return self.refuse(value.at.issue("condition.unneeded_value").with("name", operator.name));
            }
            None if !alone => return self.refuse(op.at.issue("condition.missing").with("name", "value")),
            value => value,
        };
        match (operator.means, value) {
            (Means::Empty, _) => self.emptiness(field).map(Typed::yes_no),
            (Means::Set, _) => self.emptiness(field).map(|empty| Typed::yes_no(Expr::Not(Box::new(empty)))),
            (Means::Changed, _) => self.changed(left, op).map(Typed::yes_no),
            (means, Some(value)) => self.test_value(means, left, field, op, value),
            _ => None,
        }
    }

    fn test_value(&mut self, means: Means, left: Typed, field: &Node, op: &Name, value: &Node) -> Option<Typed> {
        match means {
            Means::Compare(op) => {
                let right = self.check(value, Some(&left.ty))?;
                self.comparison(op, left, right, &value.at)
            }
            Means::In | Means::NotIn => {
                let list = self.check_as(value, &left.ty.clone().list())?;
                let test = BinaryOp::In.of(left.expr, list.expr);
                Some(Typed::yes_no(if means == Means::In { test } else { Expr::Not(Box::new(test)) }))
            }
            Means::Between => match ends(value) {
                Some((least, most)) => self.between(field, &least, &most),
                None => self.refuse(value.at.issue("condition.between")),
            },
            Means::Text(function) => self.text_test(function, left, value).map(Typed::yes_no),
            Means::NotContains => {
                let test = self.text_test(Function::Contains, left, value)?;
                Some(Typed::yes_no(Expr::Not(Box::new(test))))
            }
            Means::Last => self.span(left, value, -1).map(Typed::yes_no),
            Means::Next => self.span(left, value, 1).map(Typed::yes_no),
            Means::Period(offset) => self.period(left, value, offset).map(Typed::yes_no),
            Means::Has => self.has(left, value),
            Means::HasSeveral(function) => self.has_items(function, left, value),
            Means::Within => self.within(left, value),
            Means::ChangedTo | Means::ChangedFrom => {
                let changed = self.changed(left.clone(), op)?;
                let right = self.check(value, Some(&left.ty))?;
                let side = if means == Means::ChangedTo { left } else { Typed::new(before(&left.expr)?, left.ty) };
                let is = self.comparison(BinaryOp::Equal, side, right, &value.at)?;
                Some(Typed::yes_no(all([changed, is.expr])))
            }
            Means::Empty | Means::Set | Means::Changed => None,
        }
    }

    fn text_test(&mut self, function: Function, left: Typed, value: &Node) -> Option<Expr> {
        let right = self.check_as(value, &DataType::Text)?;
        Some(Expr::Call { function, args: vec![left.expr, right.expr] })
    }

    /// The value differs from the one before the change.
    fn changed(&mut self, left: Typed, op: &Name) -> Option<Expr> {
        if !self.place.old {
            return self.refuse(op.at.issue("expression.no_old"));
        }
        match before(&left.expr) {
            Some(old) => Some(BinaryOp::NotEqual.of(old, left.expr)),
            None => self.refuse(
                op.at.issue("condition.operator").with("name", op.text.as_str()).with("type", type_name(&left.ty)),
            ),
        }
    }

    /// `{"days": 30}` before or after now.
    fn span(&mut self, left: Typed, value: &Node, direction: i64) -> Option<Expr> {
        let span = match &value.kind {
            Kind::Json(Json::Object(object)) if object.len() == 1 => object.iter().next(),
            _ => None,
        };
        let unit = span.and_then(|(name, _)| SPANS.iter().find(|(span, _)| span == name));
        let count = span.and_then(|(_, count)| count.as_i64()).filter(|count| (0..=100_000).contains(count));
        let dated = left.ty == DataType::Date;
        let known = unit.filter(|(name, _)| !dated || !matches!(*name, "minutes" | "hours"));
        let (Some((_, unit)), Some(count)) = (known, count) else {
            return self.refuse(value.at.issue("condition.span"));
        };
        let (base, function) = if dated { (Expr::Today, Function::DateAdd) } else { (Expr::Now, Function::MomentAdd) };
        let far = Expr::Call { function, args: vec![base.clone(), whole(count * direction), word(unit)] };
        let (least, most) = if direction < 0 { (far, base) } else { (base, far) };
        Some(all([BinaryOp::GreaterEqual.of(left.expr.clone(), least), BinaryOp::LessEqual.of(left.expr, most)]))
    }

    /// This, last or next day, week, month, quarter or year.
    fn period(&mut self, left: Typed, value: &Node, offset: i32) -> Option<Expr> {
        let Some(unit) = literal::quoted(value).filter(|unit| PERIODS.contains(unit)) else {
            return self.refuse(value.at.issue("condition.period").with("known", PERIODS.join(", ")));
        };
        let day = |offset: i32| match offset {
            0 => Expr::Today,
            _ => Expr::Call { function: Function::DateAdd, args: vec![Expr::Today, whole(offset.into()), word(unit)] },
        };
        let edge = |function, offset| Expr::Call { function, args: vec![day(offset), word(unit)] };
        if left.ty == DataType::Date {
            let least = BinaryOp::GreaterEqual.of(left.expr.clone(), edge(Function::StartOf, offset));
            return Some(all([least, BinaryOp::LessEqual.of(left.expr, edge(Function::EndOf, offset))]));
        }
        let moment = |date| Expr::Call { function: Function::MomentOfDate, args: vec![date] };
        let least = BinaryOp::GreaterEqual.of(left.expr.clone(), moment(edge(Function::StartOf, offset)));
        Some(all([least, BinaryOp::Less.of(left.expr, moment(edge(Function::StartOf, offset + 1)))]))
    }
}

/// The same path before the change.
fn before(expr: &Expr) -> Option<Expr> {
    match expr {
        Expr::Field(path) if !path.row => Some(Expr::Old(path.clone())),
        _ => None,
    }
}

fn whole(count: i64) -> Expr {
    literal::number(count.into()).expr
}

fn word(text: &str) -> Expr {
    literal::fixed(Value::text(text), DataType::Text).expr
}

/// The two ends of `between`.
fn ends(value: &Node) -> Option<(Node, Node)> {
    let item = |index: usize, json: &Json| Node::new(Kind::Json(json.clone()), At::inside(&value.at, index));
    match &value.kind {
        Kind::Json(Json::Array(items)) => match items.as_slice() {
            [least, most] => Some((item(0, least), item(1, most))),
            _ => None,
        },
        Kind::List(items) => match items.as_slice() {
            [least, most] => Some((least.clone(), most.clone())),
            _ => None,
        },
        _ => None,
    }
}

fn is_text(ty: &DataType) -> bool {
    *ty == DataType::Text
}

fn is_dated(ty: &DataType) -> bool {
    matches!(ty, DataType::Date | DataType::DateTime)
}

fn is_list(ty: &DataType) -> bool {
    matches!(ty, DataType::List { .. })
}

fn is_nested(ty: &DataType) -> bool {
    matches!(ty, DataType::Option { .. }) || types::target(ty) == Some("department")
}
