//! Comparisons. Literals take the scale of the column they are compared with, so that indexes serve them.

use engine_base::{DataType, Decimal, Value};
use expression::{BinaryOp, Expr, Rounding, arithmetic};

use super::{
    Repr, SqlBuilder,
    convert::power,
    place::Place,
    term::{Sql, Term},
    truth::Truth,
};
use crate::{Dialect, Error};

impl SqlBuilder<'_> {
    pub(super) fn comparison(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        place: &Place<'_>,
    ) -> Result<Truth, Error> {
        if op == BinaryOp::In {
            return self.is_in(left, right, place);
        }
        let (left, right) = (self.term(left, place)?, self.term(right, place)?);
        self.compared(op, left, right)
    }

    /// `==` and `!=` know empty as a value; the others are no for it.
    pub(super) fn compared(&mut self, op: BinaryOp, left: Term, right: Term) -> Result<Truth, Error> {
        match (left, right) {
            (Term::Fixed(a), Term::Fixed(b)) => {
                Ok(Truth::of(self.fixed(&op.of(literal(a), literal(b))) == Some(Value::Bool(true))))
            }
            (Term::Fixed(value), Term::Sql(sql)) => self.with_value(turned(op), sql, value),
            (Term::Sql(sql), Term::Fixed(value)) => self.with_value(op, sql, value),
            (Term::Sql(a), Term::Sql(b)) => {
                let (a, b) = self.alike(a.into(), b.into())?;
                Ok(Truth::When(self.of_two(op, a, b)))
            }
        }
    }

    /// A scalar and a fixed value.
    fn with_value(&mut self, op: BinaryOp, sql: Sql, value: Value) -> Result<Truth, Error> {
        let text = &sql.text;
        match (&sql.repr, &value) {
            (_, value) if value.is_empty() => Ok(match op {
                BinaryOp::Equal if sql.filled => Truth::Never,
                BinaryOp::Equal => Truth::When(format!("({text} IS NULL)")),
                BinaryOp::NotEqual if sql.filled => Truth::Always,
                BinaryOp::NotEqual => Truth::When(format!("({text} IS NOT NULL)")),
                _ => Truth::Never,
            }),
            (Repr::Scaled(scale), Value::Number(number)) => {
                let (scale, number) = (*scale, *number);
                self.with_number(op, sql, scale, number)
            }
            (Repr::Bool, Value::Bool(yes)) if matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) => {
                let same = Truth::When(if *yes { text.clone() } else { format!("(NOT {text})") });
                Ok(if op == BinaryOp::Equal { same } else { same.not() })
            }
            _ => {
                let (a, b) = self.alike(sql.into(), Term::Fixed(value))?;
                Ok(Truth::When(self.of_two(op, a, b)))
            }
        }
    }

    /// A scaled whole number and a number: the number becomes a whole one too. What lies between two whole numbers equals none of
    /// them and is above the lower.
    fn with_number(&mut self, op: BinaryOp, sql: Sql, scale: u8, number: Decimal) -> Result<Truth, Error> {
        let floor = arithmetic::round(number, i64::from(scale), Rounding::Floor).unwrap_or(number);
        let exact = floor == number;
        let units = floor
            .mantissa()
            .checked_mul(power(scale))
            .map(|units| units / power(u8::try_from(floor.scale()).unwrap_or(0)));
        let units = units.and_then(|units| i64::try_from(units).ok());
        let present = if sql.filled { Truth::Always } else { Truth::When(format!("({} IS NOT NULL)", sql.text)) };
        let Some(units) = units else {
            // Beyond what a column can hold.
            let below = !number.is_sign_negative();
            return Ok(match op {
                BinaryOp::Equal => Truth::Never,
                BinaryOp::NotEqual => Truth::Always,
                BinaryOp::Less | BinaryOp::LessEqual => {
                    if below {
                        present
                    } else {
                        Truth::Never
                    }
                }
                _ => {
                    if below {
                        Truth::Never
                    } else {
                        present
                    }
                }
            });
        };
        let op = match (op, exact) {
            (BinaryOp::Equal, false) => return Ok(Truth::Never),
            (BinaryOp::NotEqual, false) => return Ok(Truth::Always),
            (BinaryOp::Less, false) => BinaryOp::LessEqual,
            (BinaryOp::GreaterEqual, false) => BinaryOp::Greater,
            (op, _) => op,
        };
        let units = self.bind(crate::Arg::Int(units));
        let units = Sql::new(units, Repr::Scaled(scale)).filled().plain();
        Ok(Truth::When(self.of_two(op, sql, units)))
    }

    /// Two scalars of one representation.
    fn of_two(&self, op: BinaryOp, a: Sql, b: Sql) -> String {
        let lists = matches!(a.repr, Repr::List(_)) && self.dialect == Dialect::Sqlite;
        let numbers = a.repr == Repr::Number && self.dialect == Dialect::Sqlite;
        let filled = (a.filled, b.filled);
        let (left, right) = (a.text.clone(), b.text.clone());
        let sign = match op {
            BinaryOp::Equal | BinaryOp::NotEqual if lists => {
                let same = self.native("equal", &[a, b], Repr::Bool).text;
                return if op == BinaryOp::Equal { same } else { format!("(NOT {same})") };
            }
            BinaryOp::Equal => match (filled, self.dialect) {
                ((true, _) | (_, true), _) => "=",
                (_, Dialect::Sqlite) => "IS",
                (_, Dialect::Postgres) => "IS NOT DISTINCT FROM",
            },
            BinaryOp::NotEqual => match (filled, self.dialect) {
                ((true, true), _) => "<>",
                (_, Dialect::Sqlite) => "IS NOT",
                (_, Dialect::Postgres) => "IS DISTINCT FROM",
            },
            BinaryOp::Less => "<",
            BinaryOp::LessEqual => "<=",
            BinaryOp::Greater => ">",
            _ => ">=",
        };
        let order = !matches!(op, BinaryOp::Equal | BinaryOp::NotEqual);
        if order && numbers {
            let compared = self.native("compare", &[a, b], Repr::Scaled(0)).text;
            return format!("({compared} {sign} 0)");
        }
        let collation = if order && self.dialect == Dialect::Postgres && matches!(a.repr, Repr::Text | Repr::Time) {
            " COLLATE \"C\""
        } else {
            ""
        };
        format!("({left} {sign} {right}{collation})")
    }
}

/// The operator for the operands the other way round.
fn turned(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Less => BinaryOp::Greater,
        BinaryOp::LessEqual => BinaryOp::GreaterEqual,
        BinaryOp::Greater => BinaryOp::Less,
        BinaryOp::GreaterEqual => BinaryOp::LessEqual,
        op => op,
    }
}

fn literal(value: Value) -> Expr {
    Expr::Literal { value, ty: DataType::Null }
}
