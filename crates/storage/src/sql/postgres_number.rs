//! Functions of numbers in PostgreSQL's SQL, and the arguments that all functions share.

use engine_base::Value;
use expression::{Function, arithmetic};

use super::{
    Repr, SqlBuilder,
    convert::LIMIT,
    number::DIGITS,
    term::{Sql, Term},
};
use crate::Error;

impl SqlBuilder<'_> {
    /// A function whose arguments are known as far as they can be.
    pub(super) fn postgres_call(&mut self, function: Function, terms: Vec<Term>) -> Result<Term, Error> {
        let done = match self.number_call(function, &terms)? {
            Some(done) => Some(done),
            None => match self.text_call(function, &terms)? {
                Some(done) => Some(done),
                None => self.date_call(function, &terms)?,
            },
        };
        done.ok_or_else(|| Error::Database(format!("`{}` has no form in SQL", function.name())))
    }

    fn number_call(&mut self, function: Function, terms: &[Term]) -> Result<Option<Term>, Error> {
        let known = matches!(
            function,
            Function::Abs
                | Function::Sign
                | Function::Round
                | Function::RoundUp
                | Function::RoundDown
                | Function::Floor
                | Function::Ceil
                | Function::Mod
                | Function::Power
                | Function::CapitalAmount
        );
        if !known {
            return Ok(None);
        }
        let Some(x) = self.number_arg(terms, 0)? else { return Ok(Some(Term::NULL)) };
        let number = |text: String| Ok(Some(Sql::new(text, Repr::Number).into()));
        match function {
            Function::Abs => number(format!("abs({})", x.text)),
            Function::Sign => {
                Ok(Some(Sql::new(format!("sign({})::bigint", x.text), Repr::Scaled(0)).at_most(1).into()))
            }
            Function::Floor => number(self.below(&format!("floor({})", x.text), LIMIT)),
            Function::Ceil => number(self.below(&format!("ceil({})", x.text), LIMIT)),
            Function::CapitalAmount => Ok(Some(self.capital_amount(x)?.into())),
            Function::Mod => {
                let Some(by) = self.number_arg(terms, 1)? else { return Ok(Some(Term::NULL)) };
                number(self.fill("(({0} % NULLIF({1}, 0)) + {1}) % NULLIF({1}, 0)", &[x, by])?)
            }
            Function::Power => {
                let Some(exponent) = self.whole_arg(terms, 1, -1_001, 1_001)? else { return Ok(Some(Term::NULL)) };
                let alias = self.alias();
                let step = self.below(&format!("round({alias}.v * {{0}}, {DIGITS})"), LIMIT);
                let product = format!(
                    "(WITH RECURSIVE {alias}(n, v) AS (SELECT 0, 1::numeric UNION ALL SELECT {alias}.n + 1, {step} FROM {alias} \
                     WHERE {alias}.n < abs({{1}})) SELECT {alias}.v FROM {alias} ORDER BY {alias}.n DESC LIMIT 1)"
                );
                let inverse = self.quotient("1::numeric", &product);
                let template = format!(
                    "CASE WHEN {{0}} IS NULL OR {{1}} IS NULL OR abs({{1}}) > 1000 THEN NULL WHEN {{1}} < 0 THEN {inverse} ELSE {product} END"
                );
                number(self.fill(&template, &[x, exponent])?)
            }
            _ => {
                let Some(digits) = self.whole_arg(terms, 1, -40, i64::from(DIGITS))? else {
                    return Ok(Some(Term::NULL));
                };
                let text = match function {
                    Function::Round => self.below(&format!("round({}, {})", x.text, digits.text), LIMIT),
                    Function::RoundDown => format!("trunc({}, {})", x.text, digits.text),
                    _ => {
                        // No number has more than 12 digits, so a whole unit less a bit carries exactly when there is a rest.
                        let up = "{0} + sign({0}) * (power(10::numeric, -LEAST({1}, 12)) - 0.0000000000001)";
                        let text = self.fill(
                            &format!("CASE WHEN {{1}} >= 12 THEN {{0}} ELSE trunc({up}, {{1}}) END"),
                            &[x, digits],
                        )?;
                        self.below(&text, LIMIT)
                    }
                };
                number(text)
            }
        }
    }

    /// The number that an argument is; `None` when it is always empty.
    pub(super) fn number_arg(&mut self, terms: &[Term], index: usize) -> Result<Option<Sql>, Error> {
        self.arg_as(terms, index, &Repr::Number)
    }

    /// An argument in a representation; `None` when it is always empty.
    pub(super) fn arg_as(&mut self, terms: &[Term], index: usize, repr: &Repr) -> Result<Option<Sql>, Error> {
        match terms.get(index) {
            Some(term) if !term.is_null() => self.convert(term.clone(), repr).map(Some),
            _ => Ok(None),
        }
    }

    /// The whole number that an argument is, as an integer between two limits; NULL when it has digits after the point.
    pub(super) fn whole_arg(
        &mut self,
        terms: &[Term],
        index: usize,
        least: i64,
        most: i64,
    ) -> Result<Option<Sql>, Error> {
        let integer = |text: String| Sql::new(text, Repr::Scaled(0)).at_most(i128::from(least.abs().max(most.abs())));
        match terms.get(index) {
            Some(Term::Fixed(Value::Number(number))) => {
                let whole = arithmetic::whole(*number).map(|whole| whole.clamp(least, most));
                Ok(whole.map(|whole| integer(format!("({whole})")).filled().plain()))
            }
            Some(Term::Sql(sql)) => {
                let rest = if sql.repr == Repr::Scaled(0) { "" } else { "WHEN {0} <> trunc({0}) THEN NULL " };
                let part = if sql.repr == Repr::Scaled(0) { sql.clone() } else { self.number(sql.clone()) };
                let ty = if i32::try_from(least).is_ok() && i32::try_from(most).is_ok() { "int" } else { "bigint" };
                let template = format!(
                    "CASE {rest}WHEN {{0}} < {least} THEN {least} WHEN {{0}} > {most} THEN {most} ELSE {{0}} END"
                );
                let text = self.fill(&template, &[part])?;
                Ok(Some(integer(format!("{text}::{ty}"))))
            }
            _ => Ok(None),
        }
    }
}

/// A text that stands in quotes in the formula.
pub(super) fn quoted(terms: &[Term], index: usize) -> Option<&str> {
    match terms.get(index) {
        Some(Term::Fixed(Value::Text(text))) => Some(text),
        _ => None,
    }
}
