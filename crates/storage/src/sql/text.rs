//! Texts: joining them, and looking for one in another.

use engine_base::Value;
use expression::{BinaryOp, Expr, Function};
use form_engine::FieldKind;

use super::{
    Repr, SqlBuilder,
    place::{Home, Place},
    term::{Sql, Term},
    truth::Truth,
};
use crate::{Arg, Dialect, Error};

/// Longest text a function makes, in bytes.
pub(super) const MOST_BYTES: usize = 400_000;
/// Longest text for which a pattern is made.
const LONGEST_PATTERN: usize = 10_000;

impl SqlBuilder<'_> {
    /// Functions that give yes or no.
    pub(super) fn test(&mut self, function: Function, args: &[Expr], place: &Place<'_>) -> Result<Truth, Error> {
        match (function, args) {
            (Function::IsEmpty, [of]) => self.is_empty(of, place),
            (Function::Has | Function::HasAny | Function::HasAll, _) => self.has(function, args, place),
            (Function::Contains | Function::StartsWith | Function::EndsWith, [text, part]) => {
                let (text, part) = (self.term(text, place)?, self.term(part, place)?);
                self.part(function, text, part)
            }
            (Function::WithinDepartment, [of, above]) => self.within_department(of, above, place),
            (Function::WithinRegion, [of, above]) => {
                let (of, above) = (self.term(of, place)?, self.term(above, place)?);
                self.within_region(of, above)
            }
            _ => Ok(Truth::Never),
        }
    }

    /// Whether a text has a part, A–Z taken as a–z; no when either is empty.
    fn part(&mut self, function: Function, text: Term, part: Term) -> Result<Truth, Error> {
        if text.is_null() || part.is_null() {
            return Ok(Truth::Never);
        }
        let text = self.convert(text, &Repr::Text)?;
        if let Term::Fixed(Value::Text(part)) = &part
            && part.len() <= LONGEST_PATTERN
        {
            return Ok(Truth::When(self.like(function, &text.text, part)));
        }
        let part = self.convert(part, &Repr::Text)?;
        if self.dialect == Dialect::Sqlite {
            return Ok(Truth::When(self.native(function.name(), &[text, part], Repr::Bool).text));
        }
        let template = match function {
            Function::Contains => "strpos(lower({0} COLLATE \"C\"), lower({1} COLLATE \"C\")) > 0",
            Function::StartsWith => "starts_with(lower({0} COLLATE \"C\"), lower({1} COLLATE \"C\"))",
            _ => "right(lower({0} COLLATE \"C\"), length({1})) = lower({1} COLLATE \"C\")",
        };
        self.fill(template, &[text, part]).map(Truth::When)
    }

    /// LIKE with a fixed part. SQLite's own ignores the case of A–Z only, which is what we mean; so does `lower` under "C".
    fn like(&mut self, function: Function, text: &str, part: &str) -> String {
        let mut pattern = String::with_capacity(part.len() + 2);
        if function != Function::StartsWith {
            pattern.push('%');
        }
        for c in part.chars() {
            if matches!(c, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(c.to_ascii_lowercase());
        }
        if function != Function::EndsWith {
            pattern.push('%');
        }
        let escape = if self.dialect == Dialect::Sqlite && pattern.contains('\\') { " ESCAPE '\\'" } else { "" };
        let pattern = self.bind(Arg::from(pattern));
        match self.dialect {
            Dialect::Sqlite => format!("({text} LIKE {pattern}{escape})"),
            Dialect::Postgres => format!("(lower({text} COLLATE \"C\") LIKE {pattern})"),
        }
    }

    /// Itself or a department below.
    fn within_department(&mut self, of: &Expr, above: &Expr, place: &Place<'_>) -> Result<Truth, Error> {
        let (of, above_term) = (self.term(of, place)?, self.term(above, place)?);
        if of.is_null() || above_term.is_null() {
            return Ok(Truth::Never);
        }
        let known = matches!(above_term, Term::Fixed(_));
        let (of, above) = (self.convert(of, &Repr::Id)?.text, self.convert(above_term, &Repr::Id)?.text);
        let (tree, d) = (self.alias(), self.alias());
        Ok(Truth::When(if known {
            // One list for the whole statement.
            format!(
                "({of} IN (WITH RECURSIVE {tree}(id) AS (SELECT {above} UNION SELECT {d}.id FROM fw_department AS {d} \
                 JOIN {tree} ON {d}.parent = {tree}.id) SELECT id FROM {tree}))"
            )
        } else {
            format!(
                "({above} IN (WITH RECURSIVE {tree}(id) AS (SELECT {of} UNION SELECT {d}.parent FROM fw_department AS {d} \
                 JOIN {tree} ON {d}.id = {tree}.id WHERE {d}.parent IS NOT NULL) SELECT id FROM {tree}))"
            )
        }))
    }

    /// Codes that begin with the digits that a region shares with those below it.
    fn within_region(&mut self, of: Term, above: Term) -> Result<Truth, Error> {
        if of.is_null() || above.is_null() {
            return Ok(Truth::Never);
        }
        let of = self.convert(of, &Repr::Text)?;
        if let Term::Fixed(Value::Text(code)) = &above {
            let prefix = region_prefix(code);
            if let Some(after) = after(prefix) {
                let (from, to) = (self.bind(Arg::from(prefix.to_owned())), self.bind(Arg::from(after)));
                let collation = if self.dialect == Dialect::Postgres { " COLLATE \"C\"" } else { "" };
                let of = of.text;
                return Ok(Truth::When(format!("({of} >= {from}{collation} AND {of} < {to}{collation})")));
            }
        }
        let above = self.convert(above, &Repr::Text)?;
        if self.dialect == Dialect::Sqlite {
            return Ok(Truth::When(self.native(Function::WithinRegion.name(), &[of, above], Repr::Bool).text));
        }
        let prefix = "regexp_replace({1}, '^(..)0000$|00$', '\\1')";
        self.fill(&format!("starts_with({{0}}, {prefix})"), &[of, above]).map(Truth::When)
    }

    /// Texts one after the other; an empty one adds nothing.
    pub(super) fn concat(&mut self, left: &Expr, right: &Expr, place: &Place<'_>) -> Result<Term, Error> {
        let mut parts = Vec::new();
        pieces(left, &mut parts);
        pieces(right, &mut parts);
        let bytes =
            parts.iter().map(|part| most_bytes(part, place)).try_fold(0_usize, |sum, bytes| sum.checked_add(bytes?));
        let mut texts = Vec::new();
        for part in parts {
            let term = self.term(part, place)?;
            if !term.is_null() {
                texts.push(self.convert(term, &Repr::Text)?);
            }
        }
        if texts.is_empty() {
            return Ok(Term::NULL);
        }
        let filled = texts.iter().any(|text| text.filled);
        let short = bytes.is_some_and(|bytes| bytes <= MOST_BYTES);
        let joined = match self.dialect {
            Dialect::Sqlite if !short => {
                let first = texts.first().cloned().unwrap_or_else(|| self.null(&Repr::Text));
                texts
                    .into_iter()
                    .skip(1)
                    .fold(first, |left, right| self.native(BinaryOp::Concat.name(), &[left, right], Repr::Text))
                    .text
            }
            _ => {
                let list: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
                format!("NULLIF(concat({}), '')", list.join(", "))
            }
        };
        let joined = Sql::new(joined, Repr::Text);
        if short || self.dialect == Dialect::Sqlite {
            return Ok(Sql { filled: filled && short, ..joined }.into());
        }
        let text = self.fill(&format!("CASE WHEN octet_length({{0}}) <= {MOST_BYTES} THEN {{0}} END"), &[joined])?;
        Ok(Sql::new(text, Repr::Text).into())
    }
}

fn pieces<'e>(expr: &'e Expr, parts: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Binary { op: BinaryOp::Concat, left, right } => {
            pieces(left, parts);
            pieces(right, parts);
        }
        part => parts.push(part),
    }
}

/// How many bytes a text has at most, when that is known.
fn most_bytes(expr: &Expr, place: &Place<'_>) -> Option<usize> {
    let of_field = |field: &form_engine::CompiledField| match &field.definition.kind {
        FieldKind::Text(text) => Some(usize::try_from(text.max_length.unwrap_or(200)).ok()?.saturating_mul(4)),
        FieldKind::Select(_) | FieldKind::TreeSelect(_) | FieldKind::Serial(_) | FieldKind::Phone(_) => Some(400),
        _ => None,
    };
    match expr {
        Expr::Literal { value: Value::Text(text), .. } => Some(text.len()),
        Expr::Literal { value: Value::Null, .. } => Some(0),
        Expr::Field(path) if path.hops.is_empty() => match (path.row, place.row, place.home) {
            (true, Some(row), _) => of_field(row.fields.get(path.slot)?),
            (false, _, Home::Form(form)) => of_field(form.fields.get(path.slot)?),
            _ => None,
        },
        Expr::Call { function, .. } => match function {
            Function::TextOfNumber | Function::TextOfDate | Function::TextOfTime | Function::TextOfMoment => Some(40),
            Function::Fixed | Function::Thousands | Function::Percent => Some(60),
            _ => None,
        },
        _ => None,
    }
}

/// The digits of a region's code that those below it share: `330200` gives `3302`.
fn region_prefix(code: &str) -> &str {
    let shorter = code.strip_suffix("00").unwrap_or(code);
    if shorter.len() == 4 { shorter.strip_suffix("00").unwrap_or(shorter) } else { shorter }
}

/// The least text after all that begin with `prefix`.
fn after(prefix: &str) -> Option<String> {
    let (last, head) = prefix.as_bytes().split_last()?;
    let mut bytes = head.to_vec();
    bytes.push(if last.is_ascii_digit() { last + 1 } else { return None });
    String::from_utf8(bytes).ok()
}
