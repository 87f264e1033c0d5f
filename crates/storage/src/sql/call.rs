//! Values: every node of a tree, and which function is written how.

use engine_base::Value;
use expression::{Aggregate, BinaryOp, Expr, Function};

use super::{
    Repr, SqlBuilder,
    condition::{is_comparison, is_condition},
    place::Place,
    term::{Sql, Term},
    truth::Truth,
};
use crate::{Dialect, Error};

impl SqlBuilder<'_> {
    /// The value of `expr`.
    pub(super) fn term(&mut self, expr: &Expr, place: &Place<'_>) -> Result<Term, Error> {
        if let Some(value) = self.fixed(expr) {
            return Ok(Term::Fixed(if value.is_empty() { Value::Null } else { value }));
        }
        match expr {
            Expr::Literal { value, .. } => Ok(Term::Fixed(value.clone())),
            Expr::Field(path) => self.path_term(path, place),
            Expr::Old(_) => Err(Error::Missing("value before a change")),
            Expr::Me(_) | Expr::Now | Expr::Today => Ok(Term::NULL),
            Expr::Not(_) => self.verdict(expr, place),
            Expr::Negate(of) => {
                let of = self.term(of, place)?;
                self.negated(of)
            }
            Expr::Binary { op: BinaryOp::And | BinaryOp::Or, .. } => self.verdict(expr, place),
            Expr::Binary { op, .. } if is_comparison(*op) => self.verdict(expr, place),
            Expr::Binary { op: BinaryOp::Coalesce, left, right } => self.coalesce(left, right, place),
            Expr::Binary { op: BinaryOp::Concat, left, right } => self.concat(left, right, place),
            Expr::Binary { op, left, right } => {
                let (left, right) = (self.term(left, place)?, self.term(right, place)?);
                self.arithmetic(*op, left, right)
            }
            Expr::If { test, then, other } => self.choice(test, then, other, place),
            Expr::Call { function, .. } if is_condition(*function) => self.verdict(expr, place),
            Expr::Call { function, args } => self.call(*function, args, place),
            Expr::Rows { function: Aggregate::Some | Aggregate::Every, .. } => self.verdict(expr, place),
            Expr::Rows { .. } => self.rows(expr, place),
            Expr::List(items) => self.list(items, place),
        }
    }

    fn coalesce(&mut self, left: &Expr, right: &Expr, place: &Place<'_>) -> Result<Term, Error> {
        let left = self.term(left, place)?;
        match left {
            Term::Fixed(Value::Null) => self.term(right, place),
            Term::Sql(ref sql) if !sql.filled => {
                let right = self.term(right, place)?;
                if right.is_null() {
                    return Ok(left);
                }
                let (a, b) = self.alike(left, right)?;
                let text = format!("COALESCE({}, {})", a.text, b.text);
                let (filled, most) = (a.filled || b.filled, a.most.max(b.most));
                Ok(Sql { filled, most, ..Sql::new(text, a.repr) }.into())
            }
            left => Ok(left),
        }
    }

    fn choice(&mut self, test: &Expr, then: &Expr, other: &Expr, place: &Place<'_>) -> Result<Term, Error> {
        let test = match self.holds(test, place)? {
            Truth::Always => return self.term(then, place),
            Truth::Never => return self.term(other, place),
            Truth::When(test) => test,
        };
        let (then, other) = (self.term(then, place)?, self.term(other, place)?);
        if then.is_null() && other.is_null() {
            return Ok(Term::NULL);
        }
        let (a, b) = self.alike(then, other)?;
        let text = format!("(CASE WHEN {test} THEN {} ELSE {} END)", a.text, b.text);
        let (filled, most) = (a.filled && b.filled, a.most.max(b.most));
        Ok(Sql { filled, most, ..Sql::new(text, a.repr) }.into())
    }

    fn call(&mut self, function: Function, args: &[Expr], place: &Place<'_>) -> Result<Term, Error> {
        let many = match function {
            Function::Sum => Some(Aggregate::Sum),
            Function::Avg => Some(Aggregate::Avg),
            Function::Min => Some(Aggregate::Min),
            Function::Max => Some(Aggregate::Max),
            Function::Count => Some(Aggregate::Count),
            _ => None,
        };
        if let (Some(many), [list]) = (many, args) {
            return self.many(many, list, place);
        }
        let terms = args.iter().map(|arg| self.term(arg, place)).collect::<Result<Vec<Term>, Error>>()?;
        if let Some(known) = self.shortcut(function, &terms)? {
            return Ok(known);
        }
        match self.dialect {
            Dialect::Sqlite => {
                let args: Vec<Sql> = terms.into_iter().map(|term| self.plain_sql(term)).collect();
                self.native_call(function, args).map(Term::from)
            }
            Dialect::Postgres => self.postgres_call(function, terms),
        }
    }

    /// What needs no function of its own on either database.
    fn shortcut(&mut self, function: Function, terms: &[Term]) -> Result<Option<Term>, Error> {
        let Some(Term::Sql(first)) = terms.first() else { return Ok(None) };
        Ok(match (function, &first.repr) {
            (Function::Abs, Repr::Scaled(_)) => {
                Some(Sql { text: format!("abs({})", first.text), plain: false, ..first.clone() }.into())
            }
            // Whole already.
            (Function::Floor | Function::Ceil, Repr::Scaled(0)) => Some(Term::Sql(first.clone())),
            _ => None,
        })
    }

    fn native_call(&mut self, function: Function, args: Vec<Sql>) -> Result<Sql, Error> {
        let repr = gives(function, &args);
        let zone = if reads_zone(function) { Some(self.zone()?) } else { None };
        let filled = function == Function::Len;
        Ok(Sql { filled, ..self.native_at(function.name(), zone, &args, repr) })
    }
}

/// What a function gives on SQLite.
fn gives(function: Function, args: &[Sql]) -> Repr {
    use Function as F;
    match function {
        F::Split => Repr::List(Box::new(Repr::Text)),
        F::First | F::Last => match args.first().map(|list| &list.repr) {
            Some(Repr::List(of)) => (**of).clone(),
            _ => Repr::Null,
        },
        F::DateOfParts
        | F::DateOfText
        | F::DateOfMoment
        | F::DateAdd
        | F::StartOf
        | F::EndOf
        | F::DatePlus
        | F::DateMinus => Repr::Date,
        F::TimeOfParts | F::TimeOfMoment => Repr::Time,
        F::MomentOf | F::MomentOfDate | F::MomentAdd | F::MomentPlus | F::MomentMinus => Repr::Moment,
        F::Days | F::Hours | F::Minutes | F::Seconds => Repr::Span,
        F::MomentDifference | F::DurationPlus | F::DurationMinus | F::DurationTimes | F::DurationOver => Repr::Span,
        F::Left | F::Right | F::Mid | F::Trim | F::Lower | F::Upper | F::Replace | F::Repeat | F::PadLeft | F::Join => {
            Repr::Text
        }
        F::TextOfNumber | F::TextOfDate | F::TextOfTime | F::TextOfMoment | F::Fixed | F::Thousands | F::Percent => {
            Repr::Text
        }
        F::FormatDate | F::FormatMoment | F::CapitalAmount => Repr::Text,
        _ => Repr::Number,
    }
}

/// Whether a function reads a clock on the wall.
fn reads_zone(function: Function) -> bool {
    use Function as F;
    matches!(
        function,
        F::TextOfMoment
            | F::FormatMoment
            | F::DateOfMoment
            | F::TimeOfMoment
            | F::MomentOf
            | F::MomentOfDate
            | F::MomentAdd
            | F::MomentDiff
    )
}
