//! Lists, and many values taken together.

use std::borrow::Cow;

use engine_base::{Decimal, Value};

use super::{Environment, Evaluation, compare};
use crate::{Aggregate, Expr, exact};

/// A list; empty when it has no items.
pub(super) fn of(items: impl IntoIterator<Item = Value>) -> Value {
    let items: Vec<Value> = items.into_iter().collect();
    if items.is_empty() { Value::Null } else { Value::list(items) }
}

/// A whole number.
pub(super) fn whole(count: usize) -> Value {
    u64::try_from(count).map_or(Value::Null, |count| Value::Number(Decimal::from(count)))
}

/// Takes values that are not empty together.
pub(super) fn together<'a>(function: Aggregate, values: impl Iterator<Item = Cow<'a, Value>>) -> Value {
    match function {
        Aggregate::Count => whole(values.count()),
        Aggregate::Sum => sum(values).map_or(Value::Null, |(sum, _)| Value::Number(sum)),
        Aggregate::Avg => {
            let mean = sum(values).and_then(|(sum, count)| exact::divide(sum, count));
            mean.map_or(Value::Null, Value::Number)
        }
        Aggregate::Min => extreme(values, std::cmp::Ordering::Less),
        Aggregate::Max => extreme(values, std::cmp::Ordering::Greater),
        Aggregate::Some | Aggregate::Every => Value::Null,
    }
}

fn sum<'a>(mut values: impl Iterator<Item = Cow<'a, Value>>) -> Option<(Decimal, Decimal)> {
    values.try_fold((Decimal::ZERO, Decimal::ZERO), |(sum, count), value| {
        Some((exact::add(sum, value.as_number()?)?, count + Decimal::ONE))
    })
}

fn extreme<'a>(values: impl Iterator<Item = Cow<'a, Value>>, wanted: std::cmp::Ordering) -> Value {
    let best = values.reduce(|best, value| if compare::order(&value, &best) == Some(wanted) { value } else { best });
    best.map_or(Value::Null, Cow::into_owned)
}

impl<'a, E: Environment + ?Sized> Evaluation<'a, E> {
    /// Several values in a list, taken together.
    pub(super) fn many(self, function: Aggregate, args: &'a [Expr]) -> Value {
        let Some(list) = args.first().map(|arg| self.value(arg)) else { return Value::Null };
        let values = list.items().iter().map(super::present).filter(|value| **value != Value::Null);
        together(function, values.map(Cow::Borrowed))
    }

    /// Whether items of the second list stand in the first.
    pub(super) fn has(self, args: &'a [Expr], test: impl Fn(&[Value], &[Value]) -> bool) -> Value {
        let (Some(list), Some(items)) = (args.first(), args.get(1)) else { return Value::Null };
        let (list, items) = (self.value(list), self.value(items));
        Value::Bool(test(list.items(), items.items()))
    }

    /// Whether a list has one item.
    pub(super) fn has_item(self, args: &'a [Expr]) -> Value {
        let (Some(list), Some(item)) = (args.first(), args.get(1)) else { return Value::Null };
        let item = self.value(item);
        Value::Bool(*item != Value::Null && self.value(list).items().contains(&item))
    }

    /// The item that `pick` takes.
    pub(super) fn item(self, args: &'a [Expr], pick: fn(&[Value]) -> Option<&Value>) -> Value {
        let Some(list) = args.first().map(|arg| self.value(arg)) else { return Value::Null };
        pick(list.items()).map_or(Value::Null, |item| super::present(item).clone())
    }
}
