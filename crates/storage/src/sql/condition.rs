//! Conditions: when they hold, and when they do not.

use engine_base::Value;
use expression::{Aggregate, BinaryOp, Expr, Function};

use super::{
    Repr, SqlBuilder,
    place::Place,
    term::{Sql, Term},
    truth::Truth,
};
use crate::Error;

impl SqlBuilder<'_> {
    /// When `expr` holds; empty counts as no.
    pub(super) fn holds(&mut self, expr: &Expr, place: &Place<'_>) -> Result<Truth, Error> {
        if let Some(value) = self.fixed(expr) {
            return Ok(Truth::of(value == Value::Bool(true)));
        }
        if let Some(truth) = self.over_link(expr, place)? {
            return Ok(truth);
        }
        match expr {
            Expr::Not(of) => self.fails(of, place),
            Expr::Binary { op: BinaryOp::And, left, right } => {
                Ok(self.holds(left, place)?.and(self.holds(right, place)?))
            }
            Expr::Binary { op: BinaryOp::Or, left, right } => {
                Ok(self.holds(left, place)?.or(self.holds(right, place)?))
            }
            Expr::Binary { op, left, right } if is_comparison(*op) => self.comparison(*op, left, right, place),
            Expr::If { test, then, other } => {
                let test = self.holds(test, place)?;
                let (then, other) = (self.holds(then, place)?, self.holds(other, place)?);
                Ok(match test {
                    Truth::Always => then,
                    Truth::Never => other,
                    Truth::When(test) => Truth::When(format!(
                        "(CASE WHEN {test} THEN {} ELSE {} END)",
                        then.into_text(),
                        other.into_text()
                    )),
                })
            }
            Expr::Rows { function: Aggregate::Some | Aggregate::Every, .. } => self.rows_hold(expr, place),
            Expr::Call { function, args } if is_condition(*function) => self.test(*function, args, place),
            _ => {
                let term = self.term(expr, place)?;
                // Only a yes/no can hold.
                if term.repr() != Repr::Bool {
                    return Ok(Truth::Never);
                }
                Ok(Truth::When(self.convert(term, &Repr::Bool)?.text))
            }
        }
    }

    /// When `expr` does not hold.
    pub(super) fn fails(&mut self, expr: &Expr, place: &Place<'_>) -> Result<Truth, Error> {
        match expr {
            Expr::Not(of) => self.holds(of, place),
            Expr::Binary { op: BinaryOp::And, left, right } => {
                Ok(self.fails(left, place)?.or(self.fails(right, place)?))
            }
            Expr::Binary { op: BinaryOp::Or, left, right } => {
                Ok(self.fails(left, place)?.and(self.fails(right, place)?))
            }
            Expr::Binary { op: BinaryOp::Equal, left, right } if !expr.is_constant() => {
                self.comparison(BinaryOp::NotEqual, left, right, place)
            }
            _ => Ok(self.holds(expr, place)?.not()),
        }
    }

    /// A condition as a yes/no value.
    pub(super) fn verdict(&mut self, expr: &Expr, place: &Place<'_>) -> Result<Term, Error> {
        Ok(match self.holds(expr, place)? {
            Truth::Always => Term::Fixed(Value::Bool(true)),
            Truth::Never => Term::Fixed(Value::Bool(false)),
            truth => Sql::new(truth.into_exact(), Repr::Bool).filled().into(),
        })
    }
}

/// Operators that always give yes or no.
pub(super) fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::{Equal, Greater, GreaterEqual, In, Less, LessEqual, NotEqual};
    matches!(op, Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | In)
}

/// Functions that always give yes or no.
pub(super) fn is_condition(function: Function) -> bool {
    use Function::{
        Contains, EndsWith, Has, HasAll, HasAny, HasRole, IsEmpty, StartsWith, WithinDepartment, WithinRegion,
    };
    matches!(
        function,
        IsEmpty | Contains | StartsWith | EndsWith | Has | HasAny | HasAll | HasRole | WithinDepartment | WithinRegion
    )
}
