//! Functions of texts and lists in PostgreSQL's SQL. `lower` and `upper` of all letters are ICU's.

use engine_base::{Decimal, Value};
use expression::Function;

use super::{
    Repr, SqlBuilder,
    convert::LIMIT,
    list::item_of,
    term::{Sql, Term},
    text::MOST_BYTES,
};
use crate::{Arg, Error};

/// Counts beyond this mean the same as this: no text is longer.
const MOST_CHARACTERS: i64 = 1_000_000;
/// White space that is cut off at both ends.
pub(super) const SPACES: &str = "E'\\t\\n\\u000b\\f\\r \\u00a0\\u3000'";

impl SqlBuilder<'_> {
    pub(super) fn text_call(&mut self, function: Function, terms: &[Term]) -> Result<Option<Term>, Error> {
        use Function as F;
        let texts = match function {
            F::Len | F::Left | F::Right | F::Mid | F::Trim | F::Lower | F::Upper | F::NumberOfText | F::Repeat => 1,
            F::Find | F::Split => 2,
            F::Replace | F::Join | F::First | F::Last | F::PadLeft => 0,
            F::TextOfNumber | F::Fixed | F::Thousands | F::Percent => {
                return self.text_of_number(function, terms).map(Some);
            }
            _ => return Ok(None),
        };
        let mut parts = Vec::new();
        for index in 0..texts {
            let Some(part) = self.arg_as(terms, index, &Repr::Text)? else {
                // An empty text has a length.
                return Ok(Some(if function == F::Len {
                    Term::Fixed(Value::Number(Decimal::ZERO))
                } else {
                    Term::NULL
                }));
            };
            parts.push(part);
        }
        let made = |text: String| Ok(Some(Sql::new(format!("NULLIF({text}, '')"), Repr::Text).into()));
        let number = |text: String| Ok(Some(Sql::new(text, Repr::Scaled(0)).into()));
        match function {
            F::Len => Ok(Some(
                Sql::new(self.fill("COALESCE(char_length({0})::bigint, 0)", &parts)?, Repr::Scaled(0)).filled().into(),
            )),
            F::Trim => made(self.fill(&format!("btrim({{0}}, {SPACES})"), &parts)?),
            // What a collation is written on keeps it, and two that differ cannot be compared.
            F::Lower => made(self.fill("lower({0} COLLATE \"und-x-icu\") COLLATE \"C\"", &parts)?),
            F::Upper => made(self.fill("upper({0} COLLATE \"und-x-icu\") COLLATE \"C\"", &parts)?),
            F::Find => number(
                self.fill("NULLIF(strpos(lower({0} COLLATE \"C\"), lower({1} COLLATE \"C\")), 0)::bigint", &parts)?,
            ),
            F::NumberOfText => {
                let shape = "^-?[0-9]{1,28}(?:\\.[0-9]{1,12})?$";
                let text = self.fill(
                    &format!("substring(replace(btrim({{0}}, {SPACES}), ',', '') FROM '{shape}')::numeric"),
                    &parts,
                )?;
                Ok(Some(Sql::new(self.below(&text, LIMIT), Repr::Number).into()))
            }
            F::Left | F::Right => {
                let Some(count) = self.whole_arg(terms, 1, 0, MOST_CHARACTERS)? else { return Ok(Some(Term::NULL)) };
                parts.push(count);
                made(self.fill(&format!("{}({{0}}, {{1}})", function.name()), &parts)?)
            }
            F::Mid => {
                let start = self.whole_arg(terms, 1, -MOST_CHARACTERS, MOST_CHARACTERS)?;
                let count = self.whole_arg(terms, 2, 0, 2 * MOST_CHARACTERS)?;
                let (Some(start), Some(count)) = (start, count) else { return Ok(Some(Term::NULL)) };
                parts.extend([start, count]);
                made(self.fill("substr({0}, {1}, {2})", &parts)?)
            }
            F::Repeat => {
                let Some(count) = self.whole_arg(terms, 1, 0, 1_001)? else { return Ok(Some(Term::NULL)) };
                parts.push(count);
                made(self.fill(&format!("CASE WHEN {{1}} <= 1000 AND octet_length({{0}}) * {{1}} <= {MOST_BYTES} THEN repeat({{0}}, {{1}}) END"), &parts)?)
            }
            F::PadLeft => self.pad_left(terms).map(Some),
            F::Replace => self.replace(terms).map(Some),
            F::Split => {
                let alias = self.alias();
                let text = self.fill(
                    &format!(
                        "(SELECT jsonb_agg({alias}.v ORDER BY {alias}.n) FROM (SELECT btrim(v, {SPACES}) AS v, n \
                         FROM unnest(string_to_array({{0}}, {{1}})) WITH ORDINALITY AS u(v, n)) AS {alias} WHERE {alias}.v <> '' AND {{1}} IS NOT NULL)"
                    ),
                    &parts,
                )?;
                Ok(Some(Sql::new(text, Repr::List(Box::new(Repr::Text))).into()))
            }
            F::Join => self.join(terms).map(Some),
            _ => {
                let Some(list) = self.list_arg(terms) else { return Ok(Some(Term::NULL)) };
                let at = if function == F::First { "0" } else { "-1" };
                let item = Sql::new(format!("({} ->> {at})", list.text), Repr::Text);
                Ok(Some(self.read_item(item, &item_of(&list.repr)).into()))
            }
        }
    }

    /// The list that is the first argument; `None` when it is always empty.
    fn list_arg(&mut self, terms: &[Term]) -> Option<Sql> {
        let list = terms.first().filter(|list| !list.is_null())?;
        Some(self.plain_sql(list.clone()))
    }

    fn pad_left(&mut self, terms: &[Term]) -> Result<Term, Error> {
        let (text, filler) = (self.arg_as(terms, 0, &Repr::Text)?, self.arg_as(terms, 2, &Repr::Text)?);
        let count = self.whole_arg(terms, 1, 0, 1_001)?;
        let (Some(text), Some(count), Some(filler)) = (text, count, filler) else { return Ok(Term::NULL) };
        let template = "CASE WHEN {1} > 1000 OR {2} IS NULL OR {1} IS NULL THEN NULL WHEN char_length({0}) >= {1} THEN {0} \
             ELSE lpad({0}, {1}, {2}) END";
        Ok(Sql::new(self.fill(template, &[text, count, filler])?, Repr::Text).into())
    }

    /// An empty `new` removes, an empty `old` changes nothing.
    fn replace(&mut self, terms: &[Term]) -> Result<Term, Error> {
        let Some(text) = self.arg_as(terms, 0, &Repr::Text)? else { return Ok(Term::NULL) };
        let Some(old) = self.arg_as(terms, 1, &Repr::Text)? else { return Ok(text.into()) };
        let new = self.arg_as(terms, 2, &Repr::Text)?.unwrap_or_else(|| self.null(&Repr::Text));
        // How often it stands there tells how long the result is, before it is made.
        let count = "(octet_length({0}) - octet_length(replace({0}, {1}, ''))) / NULLIF(octet_length({1}), 0)::bigint";
        let size = format!("octet_length({{0}}) + {count} * octet_length(COALESCE({{2}}, '')) <= {MOST_BYTES}");
        let template = format!(
            "CASE WHEN {{1}} IS NULL THEN {{0}} WHEN {size} THEN NULLIF(replace({{0}}, {{1}}, COALESCE({{2}}, '')), '') END"
        );
        Ok(Sql::new(self.fill(&template, &[text, old, new])?, Repr::Text).into())
    }

    fn join(&mut self, terms: &[Term]) -> Result<Term, Error> {
        let Some(list) = self.list_arg(terms) else { return Ok(Term::NULL) };
        // Only texts can be joined.
        if !matches!(item_of(&list.repr), Repr::Text) {
            return Ok(Term::NULL);
        }
        let separator = self.arg_as(terms, 1, &Repr::Text)?.unwrap_or_else(|| self.null(&Repr::Text));
        let (alias, sum) = (self.alias(), self.alias());
        let joined = format!(
            "SELECT string_agg({alias}.v, COALESCE({{1}}, '') ORDER BY {alias}.n) AS v, \
             sum(octet_length({alias}.v) + octet_length(COALESCE({{1}}, ''))) AS size \
             FROM jsonb_array_elements_text({{0}}) WITH ORDINALITY AS {alias}(v, n) WHERE {alias}.v <> ''"
        );
        let template =
            format!("(SELECT CASE WHEN {sum}.size <= {MOST_BYTES} THEN {sum}.v END FROM ({joined}) AS {sum})");
        Ok(Sql::new(self.fill(&template, &[list, separator])?, Repr::Text).into())
    }

    /// Numbers written as text.
    fn text_of_number(&mut self, function: Function, terms: &[Term]) -> Result<Term, Error> {
        let Some(number) = self.number_arg(terms, 0)? else { return Ok(Term::NULL) };
        let shortest = |text: String| Sql::new(text, Repr::Text).into();
        if function == Function::TextOfNumber {
            let filled = number.filled;
            return Ok(Sql { filled, ..Sql::new(format!("trim_scale({})::text", number.text), Repr::Text) }.into());
        }
        let Some(digits) = self.whole_arg(terms, 1, -1, 13)? else { return Ok(Term::NULL) };
        let most = if function == Function::Percent { 10 } else { 12 };
        let allowed = format!("CASE WHEN {{1}} BETWEEN 0 AND {most} THEN");
        let rounded = self.below("round({0}, {1})", LIMIT);
        let template = match function {
            Function::Fixed => format!("{allowed} {rounded}::text END"),
            Function::Thousands => {
                format!(
                    "{allowed} to_char({rounded}, 'FM9,999,999,999,999,990' || CASE WHEN {{1}} > 0 THEN '.' || repeat('0', {{1}}) ELSE '' END) END"
                )
            }
            _ => {
                let hundredfold = self.below("{0} * 100", LIMIT);
                let hundredfold = self.below(&format!("round(round({hundredfold}, 12), {{1}})"), LIMIT);
                format!("{allowed} trim_scale({hundredfold})::text || '%' END")
            }
        };
        Ok(shortest(self.fill(&template, &[number, digits])?))
    }

    /// A pattern of the language as one of `to_char`; letters of times stay as they are without a clock.
    pub(super) fn pattern(&mut self, pattern: &str, clock: bool) -> String {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            let run = rest.len() - rest.trim_start_matches(first).len();
            let two = run > 1;
            let (taken, code) = match (first, run) {
                ('y', 4..) => (4, Some("YYYY")),
                ('y', 2..) => (2, Some("YY")),
                ('M', _) => (run.min(2), Some(if two { "MM" } else { "FMMM" })),
                ('d', _) => (run.min(2), Some(if two { "DD" } else { "FMDD" })),
                ('H', _) if clock => (run.min(2), Some(if two { "HH24" } else { "FMHH24" })),
                ('m', _) if clock => (run.min(2), Some(if two { "MI" } else { "FMMI" })),
                ('s', _) if clock => (run.min(2), Some(if two { "SS" } else { "FMSS" })),
                _ => (first.len_utf8(), None),
            };
            let (token, tail) = rest.split_at_checked(taken).unwrap_or((rest, ""));
            match code {
                // Two codes side by side could be a third: `SSSS` counts from midnight.
                Some(code) => out.push_str(&format!("{code}\"\"")),
                None => {
                    let escaped = token.replace('\\', "\\\\").replace('"', "\\\"");
                    out.push_str(&format!("\"{escaped}\""));
                }
            }
            rest = tail;
        }
        self.bind(Arg::from(out))
    }
}
