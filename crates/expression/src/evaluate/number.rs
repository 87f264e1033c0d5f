//! Functions of numbers.

use engine_base::{Decimal, Value};

use super::{Environment, Evaluation};
use crate::{
    Expr,
    exact::{self, Rounding},
};

impl<'a, E: Environment + ?Sized> Evaluation<'a, E> {
    /// The number that the argument at `index` is.
    pub(super) fn number_at(self, args: &'a [Expr], index: usize) -> Option<Decimal> {
        self.number(args.get(index)?)
    }

    /// The whole number that the argument at `index` is; a number with digits after the point is none.
    pub(super) fn whole_at(self, args: &'a [Expr], index: usize) -> Option<i64> {
        exact::whole(self.number_at(args, index)?)
    }

    /// How many characters or times the argument at `index` says; less than nothing is nothing.
    pub(super) fn count_at(self, args: &'a [Expr], index: usize) -> Option<usize> {
        usize::try_from(self.whole_at(args, index)?.max(0)).ok()
    }

    pub(super) fn rounded(self, args: &'a [Expr], rounding: Rounding) -> Option<Value> {
        let digits = if args.len() > 1 { self.whole_at(args, 1)? } else { 0 };
        exact::round(self.number_at(args, 0)?, digits, rounding).map(Value::Number)
    }

    pub(super) fn one_number(self, args: &'a [Expr], compute: impl Fn(Decimal) -> Option<Decimal>) -> Option<Value> {
        compute(self.number_at(args, 0)?).map(Value::Number)
    }
}

/// -1, 0 or 1.
pub(super) fn sign(number: Decimal) -> Decimal {
    if number.is_zero() {
        Decimal::ZERO
    } else if number.is_sign_negative() {
        Decimal::NEGATIVE_ONE
    } else {
        Decimal::ONE
    }
}

/// The remainder with the sign of the divisor.
pub(super) fn modulo(number: Decimal, divisor: Decimal) -> Option<Decimal> {
    let rest = exact::remainder(number, divisor)?;
    let other_side = !rest.is_zero() && rest.is_sign_negative() != divisor.is_sign_negative();
    if other_side { exact::add(rest, divisor) } else { Some(rest) }
}
