//! Equality and order as SQL, so that a column against a constant uses the column's index.

use engine_base::Value;
use expression::{Expr, MeAttribute};

use super::{
    Fragment, Repr,
    bind::Edge,
    compiler::{At, Compiler, is_bindable},
};
use crate::Error;

impl Compiler<'_> {
    /// Null-safe equality.
    pub(crate) fn equal(&mut self, left: &Expr, right: &Expr, at: &At) -> Result<String, Error> {
        if is_empty_literal(right) {
            return Ok(format!("{} IS NULL", self.value(left, at)?.sql));
        }
        if is_empty_literal(left) {
            return Ok(format!("{} IS NULL", self.value(right, at)?.sql));
        }
        let (value, constant) = match (is_bindable(left), is_bindable(right)) {
            (false, true) => (left, right),
            (true, false) => (right, left),
            _ => {
                let (left, right) = (self.value(left, at)?, self.value(right, at)?);
                let (left, right) = self.unify(left, right);
                let operator = if self.sqlite() { "IS" } else { "IS NOT DISTINCT FROM" };
                return Ok(format!("{} {operator} {}", left.sql, right.sql));
            }
        };
        let value = self.value(value, at)?;
        if value.repr == Repr::Null {
            return Ok(format!("{} IS NULL", self.constant(constant)?.sql));
        }
        let bound = self.constant_as(constant, &value.repr, Edge::Exact)?;
        if is_never_empty(constant) {
            return Ok(format!("{} = {bound}", value.sql));
        }
        // A parameter that is empty only because its number fits no unit of the column equals nothing.
        let empty = if matches!(value.repr, Repr::Scaled(_)) { self.constant(constant)?.sql } else { bound.clone() };
        Ok(format!("({} = {bound} OR ({} IS NULL AND {empty} IS NULL))", value.sql, value.sql))
    }

    /// Order; no when one side is empty.
    pub(crate) fn order(&mut self, operator: &str, left: &Expr, right: &Expr, at: &At) -> Result<String, Error> {
        if is_bindable(left) && !is_bindable(right) {
            let mirrored = match operator {
                "<" => ">",
                "<=" => ">=",
                ">" => "<",
                _ => "<=",
            };
            return self.order(mirrored, right, left, at);
        }
        let left = self.value(left, at)?;
        let right = if is_bindable(right) && !is_empty_literal(right) && left.repr != Repr::Null {
            // 10.005 lies between two units of two decimals: what is less is at most the lower one.
            let edge = if matches!(operator, "<" | ">=") { Edge::Ceil } else { Edge::Floor };
            Fragment::new(self.constant_as(right, &left.repr, edge)?, left.repr.clone())
        } else {
            self.value(right, at)?
        };
        Ok(self.compare(operator, left, right))
    }

    /// Order of two values.
    pub(crate) fn compare(&self, operator: &str, left: Fragment, right: Fragment) -> String {
        let (left, right) = self.unify(left, right);
        match (&left.repr, self.sqlite()) {
            (Repr::Null | Repr::Bool | Repr::Id | Repr::List | Repr::Json, _) => "FALSE".to_owned(),
            (_, _) if right.repr == Repr::Null => "FALSE".to_owned(),
            (Repr::Decimal, true) => format!("fw_order({}) {operator} fw_order({})", left.sql, right.sql),
            (Repr::Text | Repr::Time, false) => format!("{} {operator} {} COLLATE \"C\"", left.sql, right.sql),
            _ => format!("{} {operator} {}", left.sql, right.sql),
        }
    }
}

pub(crate) fn is_empty_literal(expr: &Expr) -> bool {
    matches!(expr, Expr::Literal { value: Value::Null, .. })
}

/// Whether the value of an expression without fields is certainly there.
fn is_never_empty(expr: &Expr) -> bool {
    match expr {
        Expr::Literal { value, .. } => !value.is_empty(),
        Expr::Me(attribute) => *attribute == MeAttribute::Id,
        Expr::Now | Expr::Today | Expr::Not(_) => true,
        _ => false,
    }
}
