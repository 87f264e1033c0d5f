//! Arithmetic: exact, rounded once to 12 digits, empty from 10^16 on.

use expression::BinaryOp;

use super::{
    Repr, SqlBuilder,
    convert::most_of,
    term::{Sql, Term},
};
use crate::{Dialect, Error};

/// Digits after the point that a result keeps.
pub(super) const DIGITS: u8 = 12;
/// Digits that keep a quotient clear of every half of the twelfth: two numbers of 28 digits come no closer to one than 10^-41.
const QUOTIENT_DIGITS: u8 = 42;

impl SqlBuilder<'_> {
    pub(super) fn arithmetic(&mut self, op: BinaryOp, left: Term, right: Term) -> Result<Term, Error> {
        if left.is_null() || right.is_null() {
            return Ok(Term::NULL);
        }
        if let (BinaryOp::Add | BinaryOp::Subtract, Repr::Scaled(scale)) = (op, Self::common(&left, &right)) {
            let (a, b) = self.alike(left.clone(), right.clone())?;
            let most = a.most + b.most;
            if most <= i128::from(i64::MAX) {
                return Ok(self.whole_sum(op, &a, &b, scale, most).into());
            }
        }
        let (a, b) = (self.plain_sql(left), self.plain_sql(right));
        if self.dialect == Dialect::Sqlite {
            return Ok(self.native(op.name(), &[a, b], Repr::Number).into());
        }
        let scales = match (&a.repr, &b.repr) {
            (Repr::Scaled(x), Repr::Scaled(y)) => x + y,
            _ => u8::MAX,
        };
        let (a, b) = (self.number(a).text, self.number(b).text);
        Ok(match op {
            BinaryOp::Add => self.limited(&format!("{a} + {b}")),
            BinaryOp::Subtract => self.limited(&format!("{a} - {b}")),
            BinaryOp::Multiply if scales <= DIGITS => self.limited(&format!("{a} * {b}")),
            BinaryOp::Multiply => self.limited(&format!("round({a} * {b}, {DIGITS})")),
            BinaryOp::Divide => Sql::new(self.quotient(&a, &b), Repr::Number),
            _ => Sql::new(format!("({a} % NULLIF({b}, 0))"), Repr::Number),
        }
        .into())
    }

    /// A sum or difference of whole numbers that 64 bits hold.
    fn whole_sum(&self, op: BinaryOp, a: &Sql, b: &Sql, scale: u8, most: i128) -> Sql {
        let sign = if op == BinaryOp::Add { '+' } else { '-' };
        let sum = format!("({} {sign} {})", a.text, b.text);
        let limit = most_of(scale);
        let (text, filled) = if most < limit { (sum, a.filled && b.filled) } else { (self.below(&sum, limit), false) };
        Sql { filled, ..Sql::new(text, Repr::Scaled(scale)).at_most(most.min(limit)) }
    }

    /// The exact quotient on PostgreSQL, rounded once; NULL for a zero below.
    pub(super) fn quotient(&self, above: &str, below: &str) -> String {
        self.below(
            &format!("round(round({above}, {QUOTIENT_DIGITS}) / NULLIF({below}, 0), {DIGITS})"),
            super::convert::LIMIT,
        )
    }

    pub(super) fn negated(&mut self, of: Term) -> Result<Term, Error> {
        if of.is_null() {
            return Ok(Term::NULL);
        }
        let sql = self.plain_sql(of);
        Ok(match (&sql.repr, self.dialect) {
            (Repr::Number, Dialect::Sqlite) => self.native("negate", &[sql], Repr::Number).into(),
            _ => Sql { text: format!("(-{})", sql.text), plain: false, ..sql }.into(),
        })
    }
}
