//! From one representation of a value to another.

use std::borrow::Cow;

use engine_base::{Value, to_scaled};
use expression::{Rounding, arithmetic};

use super::{
    Repr, SqlBuilder,
    build::kind_name,
    term::{Sql, Term},
};
use crate::{Arg, Dialect, Error};

/// Numbers stay below 10^16.
pub(super) const LIMIT: i128 = 10_i128.pow(16);

impl SqlBuilder<'_> {
    /// A term as SQL in the representation `repr`. Numbers are rounded to the digits it has.
    pub(super) fn convert(&mut self, term: Term, repr: &Repr) -> Result<Sql, Error> {
        match term {
            Term::Fixed(value) => Ok(self.render(&value, repr)),
            Term::Sql(sql) => self.change(sql, repr),
        }
    }

    /// A term as SQL, as it comes.
    pub(super) fn plain_sql(&mut self, term: Term) -> Sql {
        match term {
            Term::Fixed(value) => self.render(&value, &Repr::of_value(&value)),
            Term::Sql(sql) => sql,
        }
    }

    /// A fixed value as an argument.
    fn render(&mut self, value: &Value, repr: &Repr) -> Sql {
        let arg = match (value, repr) {
            (Value::Number(number), Repr::Scaled(scale)) => {
                let rounded = arithmetic::round(*number, i64::from(*scale), Rounding::Nearest);
                rounded.and_then(|number| to_scaled(number, *scale)).map(Arg::Int)
            }
            (Value::Number(number), _) => Some(Arg::Number(*number)),
            (Value::Bool(yes), _) => Some(Arg::Bool(*yes)),
            (Value::Text(text), _) => Some(Arg::Text(Cow::Owned(text.to_string()))),
            (Value::Date(date), _) => Some(Arg::Date(*date)),
            (Value::Time(time), _) => Some(Arg::Time(*time)),
            (Value::Timestamp(moment), _) => Some(Arg::Moment(*moment)),
            (Value::Duration(span), _) => Some(Arg::Int(span.0)),
            (Value::Id(id), Repr::Text) => Some(Arg::Text(Cow::Owned(id.to_string()))),
            (Value::Id(id), _) => Some(Arg::Id(*id)),
            (Value::List(_), _) => Some(Arg::Json(Cow::Owned(json_of(value).to_string()))),
            (Value::Json(json), _) => Some(Arg::Json(Cow::Owned(json.to_string()))),
            (Value::Null | Value::Rows(_), _) => None,
        };
        let Some(arg) = arg else { return self.null(repr) };
        let most = if let Arg::Int(number) = arg { i128::from(number).abs() } else { 0 };
        let repr = match (value, repr) {
            (Value::Number(_), Repr::Scaled(scale)) => Repr::Scaled(*scale),
            (Value::Number(_), _) => Repr::Number,
            (Value::Id(_), Repr::Text) => Repr::Text,
            _ => Repr::of_value(value),
        };
        Sql::new(self.bind(arg), repr).filled().plain().at_most(most)
    }

    /// NULL of a type.
    pub(super) fn null(&self, repr: &Repr) -> Sql {
        let text = match self.dialect {
            Dialect::Sqlite => "NULL".to_owned(),
            Dialect::Postgres => format!("NULL::{}", kind_name(repr.kind())),
        };
        Sql::new(text, repr.clone()).plain().at_most(0)
    }

    fn change(&mut self, sql: Sql, repr: &Repr) -> Result<Sql, Error> {
        match (&sql.repr, repr) {
            (from, to) if from == to => Ok(sql),
            (Repr::Null, to) => Ok(match self.dialect {
                Dialect::Sqlite => Sql { repr: to.clone(), ..sql },
                Dialect::Postgres => {
                    Sql { text: format!("({})::{}", sql.text, kind_name(to.kind())), repr: to.clone(), ..sql }
                }
            }),
            (Repr::Scaled(from), Repr::Scaled(to)) if from < to && fits(&sql, to - from) => Ok(self.finer(sql, *to)),
            (Repr::Scaled(_), Repr::Scaled(to)) => {
                let number = self.number(sql);
                Ok(self.scaled(number, *to))
            }
            (Repr::Scaled(_), Repr::Number) => Ok(self.number(sql)),
            (Repr::Number, Repr::Scaled(to)) => Ok(self.scaled(sql, *to)),
            (Repr::Id, Repr::Text) => Ok(match self.dialect {
                Dialect::Sqlite => {
                    Sql { text: format!("fw_uuid({})", sql.text), repr: Repr::Text, plain: false, ..sql }
                }
                Dialect::Postgres => {
                    Sql { text: format!("({})::text", sql.text), repr: Repr::Text, plain: false, ..sql }
                }
            }),
            (Repr::List(_), Repr::List(_) | Repr::Json) | (Repr::Json, Repr::List(_)) => {
                Ok(Sql { repr: repr.clone(), ..sql })
            }
            (from, to) => Err(Error::Database(format!("no way from {from:?} to {to:?}"))),
        }
    }

    /// A number in the form that arithmetic takes.
    pub(super) fn number(&mut self, sql: Sql) -> Sql {
        let Repr::Scaled(scale) = sql.repr else { return sql };
        let filled = sql.filled;
        let number = match (self.dialect, scale) {
            (Dialect::Sqlite, _) => self.native("number", &[sql], Repr::Number),
            (Dialect::Postgres, 0) => Sql::new(format!("({})::numeric", sql.text), Repr::Number),
            // A product is exact; a quotient would keep 16 digits.
            (Dialect::Postgres, _) => Sql::new(format!("({} * {})", sql.text, unit(scale)), Repr::Number),
        };
        Sql { filled, ..number }
    }

    /// A number rounded to `scale` digits, as so many units of the last; NULL when it does not fit.
    fn scaled(&mut self, sql: Sql, scale: u8) -> Sql {
        let (filled, most) = (false, most_of(scale));
        let scaled = match self.dialect {
            Dialect::Sqlite => self.native(&format!("scaled{scale}"), &[sql], Repr::Scaled(scale)),
            Dialect::Postgres => {
                let rounded = format!("round({} * {})", sql.text, power(scale));
                Sql::new(format!("({})::bigint", self.below(&rounded, most)), Repr::Scaled(scale))
            }
        };
        Sql { filled, most, ..scaled }
    }

    /// The same number with more digits.
    fn finer(&self, sql: Sql, scale: u8) -> Sql {
        let Repr::Scaled(from) = sql.repr else { return sql };
        let factor = power(scale - from);
        Sql {
            text: format!("({} * {factor})", sql.text),
            repr: Repr::Scaled(scale),
            most: sql.most * factor,
            plain: false,
            ..sql
        }
    }

    /// `number` while its absolute value is below `limit`, else NULL; names it once.
    pub(super) fn below(&self, number: &str, limit: i128) -> String {
        let (least, greatest) = match self.dialect {
            // Both forget NULL on PostgreSQL, which makes it the limit and thereby NULL again.
            Dialect::Postgres => ("LEAST", "GREATEST"),
            Dialect::Sqlite => ("min", "max"),
        };
        format!("NULLIF(NULLIF({greatest}({least}({number}, {limit}), -{limit}), {limit}), -{limit})")
    }

    /// A number result that may be too large.
    pub(super) fn limited(&self, number: &str) -> Sql {
        Sql::new(self.below(number, LIMIT), Repr::Number)
    }

    /// What can represent both.
    pub(super) fn common(a: &Term, b: &Term) -> Repr {
        match (a.repr(), b.repr()) {
            (Repr::Null, repr) | (repr, Repr::Null) => repr,
            (Repr::Scaled(x), Repr::Scaled(y)) if x == y => Repr::Scaled(x),
            (Repr::Scaled(x), Repr::Scaled(y)) => {
                let finest = x.max(y);
                let holds = |term: &Term, from: u8| match term {
                    Term::Fixed(Value::Number(number)) => to_scaled(*number, finest).is_some(),
                    Term::Fixed(_) => true,
                    Term::Sql(sql) => fits(sql, finest - from),
                };
                if holds(a, x) && holds(b, y) { Repr::Scaled(finest) } else { Repr::Number }
            }
            (x, y) if x.is_number() && y.is_number() => Repr::Number,
            (Repr::Id, Repr::Text) | (Repr::Text, Repr::Id) => Repr::Text,
            (x, _) => x,
        }
    }

    /// Both in the representation they have in common.
    pub(super) fn alike(&mut self, a: Term, b: Term) -> Result<(Sql, Sql), Error> {
        let repr = Self::common(&a, &b);
        Ok((self.convert(a, &repr)?, self.convert(b, &repr)?))
    }
}

/// Whether a whole number with so many digits more still has 64 bits.
fn fits(sql: &Sql, digits: u8) -> bool {
    sql.most.checked_mul(power(digits)).is_some_and(|most| most <= i128::from(i64::MAX))
}

/// The greatest whole number that stands for a number of `scale` digits.
pub(super) fn most_of(scale: u8) -> i128 {
    LIMIT.saturating_mul(power(scale)).min(i128::from(i64::MAX))
}

pub(super) fn power(digits: u8) -> i128 {
    10_i128.checked_pow(u32::from(digits)).unwrap_or(i128::MAX)
}

/// `0.01` for 2.
pub(super) fn unit(scale: u8) -> String {
    format!("0.{:0>1$}", 1, usize::from(scale))
}

/// A list as JSON: numbers as their shortest text, moments and spans in microseconds.
pub(crate) fn json_of(value: &Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Rows(_) => serde_json::Value::Null,
        Value::Bool(yes) => (*yes).into(),
        Value::Number(number) => number.normalize().to_string().into(),
        Value::Text(text) => text.as_ref().into(),
        Value::Date(date) => date.to_string().into(),
        Value::Time(time) => time.to_string().into(),
        Value::Timestamp(moment) => moment.as_microsecond().into(),
        Value::Duration(span) => span.0.into(),
        Value::Id(id) => id.to_string().into(),
        Value::List(items) => items.iter().map(json_of).collect(),
        Value::Json(json) => json.as_ref().clone(),
    }
}
