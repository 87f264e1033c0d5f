//! Evaluating a typed tree over the values of one record. It cannot fail: what has no answer is empty.

mod call;
mod compare;
mod date;
mod format;
mod list;
mod number;
mod rows;
mod text;

use std::borrow::Cow;

use engine_base::{Decimal, Duration, Key, Uuid, Value};

use crate::{BinaryOp, Context, Expr, Path, exact};

/// Where values come from.
pub trait Environment {
    /// The value in a slot of the record.
    fn value(&self, slot: usize) -> &Value;
    /// The value in a slot of the record before the change.
    fn old(&self, slot: usize) -> &Value;
    /// The value in a slot of another record; empty when that is not known (implementations note what was missing).
    fn linked(&self, form: &Key, id: Uuid, slot: usize) -> Value;
    /// Time and person.
    fn context(&self) -> &Context;
    /// Whether `department` is `ancestor` or below it.
    fn department_within(&self, department: Uuid, ancestor: Uuid) -> bool;
}

/// The value of `expr` for the record of `env`.
pub fn evaluate<E: Environment + ?Sized>(expr: &Expr, env: &E) -> Value {
    Evaluation { env, row: None }.value(expr).into_owned()
}

/// The value of `expr` for one row of a sub-table, given as values by slot.
pub fn evaluate_row<E: Environment + ?Sized>(expr: &Expr, env: &E, row: &[Value]) -> Value {
    Evaluation { env, row: Some(row) }.value(expr).into_owned()
}

/// Whether the condition `expr` holds; empty is no.
pub fn holds<E: Environment + ?Sized>(expr: &Expr, env: &E) -> bool {
    Evaluation { env, row: None }.holds(expr)
}

/// Whether the condition `expr` holds for one row of a sub-table.
pub fn holds_row<E: Environment + ?Sized>(expr: &Expr, env: &E, row: &[Value]) -> bool {
    Evaluation { env, row: Some(row) }.holds(expr)
}

pub(crate) static NULL: Value = Value::Null;

/// One evaluation: an environment, and a row when names may be about one.
struct Evaluation<'a, E: ?Sized> {
    env: &'a E,
    row: Option<&'a [Value]>,
}

impl<E: ?Sized> Clone for Evaluation<'_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: ?Sized> Copy for Evaluation<'_, E> {}

impl<'a, E: Environment + ?Sized> Evaluation<'a, E> {
    fn value(self, expr: &'a Expr) -> Cow<'a, Value> {
        match expr {
            Expr::Literal { value, .. } => Cow::Borrowed(value),
            Expr::Field(path) => self.path(path, false),
            Expr::Old(path) => self.path(path, true),
            Expr::Me(attribute) => Cow::Owned(self.env.context().me.attribute(*attribute)),
            Expr::Now => Cow::Owned(Value::Timestamp(self.env.context().now)),
            Expr::Today => Cow::Owned(Value::Date(self.env.context().today)),
            Expr::Not(of) => Cow::Owned(Value::Bool(!self.holds(of))),
            Expr::Negate(of) => Cow::Owned(match &*self.value(of) {
                Value::Number(number) => Value::Number(-*number),
                Value::Duration(span) => {
                    span.0.checked_neg().map_or(Value::Null, |span| Value::Duration(Duration(span)))
                }
                _ => Value::Null,
            }),
            Expr::Binary { op, left, right } => self.binary(*op, left, right),
            Expr::If { test, then, other } => self.value(if self.holds(test) { then } else { other }),
            Expr::Call { function, args } => Cow::Owned(self.call(*function, args)),
            Expr::Rows { function, table, each, filter, .. } => {
                Cow::Owned(self.rows(*function, *table, each.as_deref(), filter.as_deref()))
            }
            Expr::List(items) => Cow::Owned(list::of(items.iter().map(|item| self.value(item).into_owned()))),
        }
    }

    fn binary(self, op: BinaryOp, left: &'a Expr, right: &'a Expr) -> Cow<'a, Value> {
        match op {
            BinaryOp::Concat => {
                let (left, right) = (self.value(left), self.value(right));
                match (left.as_text(), right.as_text()) {
                    (Some(a), Some(b)) => Cow::Owned(text::made([a, b].concat())),
                    (Some(_), None) => left,
                    _ => right,
                }
            }
            BinaryOp::Coalesce => match self.value(left) {
                value if *value == Value::Null => self.value(right),
                value => value,
            },
            _ => Cow::Owned(match arithmetic(op) {
                Some(compute) => self.computed(compute, left, right).map_or(Value::Null, Value::Number),
                None => Value::Bool(self.test(op, left, right)),
            }),
        }
    }

    fn computed(self, compute: Arithmetic, left: &'a Expr, right: &'a Expr) -> Option<Decimal> {
        compute(self.number(left)?, self.number(right)?)
    }

    /// The number that `expr` gives, without making a value of it.
    fn number(self, expr: &'a Expr) -> Option<Decimal> {
        match expr {
            Expr::Literal { value, .. } => value.as_number(),
            Expr::Field(path) if path.hops.is_empty() => self.start(path, false).as_number(),
            Expr::Binary { op, left, right } => match arithmetic(*op) {
                Some(compute) => self.computed(compute, left, right),
                None => self.binary(*op, left, right).as_number(),
            },
            other => self.value(other).as_number(),
        }
    }

    /// Whether a condition holds, without making values of the parts.
    fn holds(self, expr: &'a Expr) -> bool {
        match expr {
            Expr::Not(of) => !self.holds(of),
            Expr::Binary { op, left, right } => match op {
                BinaryOp::Coalesce => self.yes(expr),
                BinaryOp::Concat => false,
                op => arithmetic(*op).is_none() && self.test(*op, left, right),
            },
            _ => self.yes(expr),
        }
    }

    fn yes(self, expr: &'a Expr) -> bool {
        matches!(&*self.value(expr), Value::Bool(true))
    }

    fn test(self, op: BinaryOp, left: &'a Expr, right: &'a Expr) -> bool {
        match op {
            BinaryOp::And => return self.holds(left) && self.holds(right),
            BinaryOp::Or => return self.holds(left) || self.holds(right),
            _ => {}
        }
        let (left, right) = (self.value(left), self.value(right));
        match op {
            BinaryOp::Equal => left == right,
            BinaryOp::NotEqual => left != right,
            BinaryOp::In => right.items().contains(&left),
            _ => compare::order(&left, &right).is_some_and(|order| match op {
                BinaryOp::Less => order.is_lt(),
                BinaryOp::LessEqual => order.is_le(),
                BinaryOp::Greater => order.is_gt(),
                _ => order.is_ge(),
            }),
        }
    }

    /// The value of a path's first step.
    fn start(self, path: &Path, old: bool) -> &'a Value {
        match (path.row, old) {
            (true, _) => self.row.and_then(|row| row.get(path.slot)).unwrap_or(&NULL),
            (false, true) => self.env.old(path.slot),
            (false, false) => self.env.value(path.slot),
        }
    }

    fn path(self, path: &Path, old: bool) -> Cow<'a, Value> {
        let start = self.start(path, old);
        let (last, before) = match path.hops.split_last() {
            None => return Cow::Borrowed(present(start)),
            Some(hops) => hops,
        };
        let mut id = start.as_id();
        for hop in before {
            id = id.and_then(|id| self.env.linked(&hop.form, id, hop.slot).as_id());
        }
        match id.map(|id| self.env.linked(&last.form, id, last.slot)) {
            Some(value) if *present(&value) != Value::Null => Cow::Owned(value),
            _ => Cow::Borrowed(&NULL),
        }
    }
}

type Arithmetic = fn(Decimal, Decimal) -> Option<Decimal>;

/// What an operator computes of two numbers, when it is one of arithmetic.
fn arithmetic(op: BinaryOp) -> Option<Arithmetic> {
    Some(match op {
        BinaryOp::Add => exact::add,
        BinaryOp::Subtract => exact::subtract,
        BinaryOp::Multiply => exact::multiply,
        BinaryOp::Divide => exact::divide,
        BinaryOp::Remainder => exact::remainder,
        _ => return None,
    })
}

/// The language knows one empty value: empty texts and lists are it too.
fn present(value: &Value) -> &Value {
    match value {
        Value::Text(text) if text.is_empty() => &NULL,
        Value::List(items) if items.is_empty() => &NULL,
        value => value,
    }
}
