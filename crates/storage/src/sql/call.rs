//! Functions of the catalogue as SQL.

use expression::{Expr, Function as F};

use super::{
    Bind, Fragment, Repr,
    bind::Shape,
    compiler::{At, Compiler, is_bindable},
};
use crate::Error;

/// How the result of a function is represented; `first` tells it of the first argument.
pub(crate) fn result(function: F, first: impl FnOnce() -> Repr) -> Repr {
    match function {
        F::IsEmpty | F::Contains | F::StartsWith | F::EndsWith | F::Has | F::HasAny | F::HasAll => Repr::Bool,
        F::HasRole | F::WithinDepartment | F::WithinRegion => Repr::Bool,
        F::Abs | F::Sign | F::Round | F::RoundUp | F::RoundDown | F::Floor | F::Ceil | F::Mod | F::Power => Repr::Decimal,
        F::Sum | F::Avg | F::Count | F::Len | F::Find | F::NumberOfText => Repr::Decimal,
        F::Year | F::Month | F::Day | F::Weekday | F::Week | F::Quarter | F::DaysInMonth => Repr::Decimal,
        F::Hour | F::Minute | F::Second | F::InDays | F::InHours | F::InMinutes => Repr::Decimal,
        F::DateDiff | F::MomentDiff | F::DaysBetween => Repr::Decimal,
        F::Left | F::Right | F::Mid | F::Trim | F::Lower | F::Upper | F::Replace | F::Repeat | F::PadLeft | F::Join => Repr::Text,
        F::TextOfNumber | F::TextOfDate | F::TextOfTime | F::TextOfMoment | F::Fixed | F::Thousands | F::Percent => Repr::Text,
        F::FormatDate | F::FormatMoment | F::CapitalAmount => Repr::Text,
        F::Split => Repr::List,
        F::DateOfParts | F::DateOfText | F::DateOfMoment | F::DateAdd | F::StartOf | F::EndOf | F::DatePlus | F::DateMinus => Repr::Date,
        F::TimeOfParts | F::TimeOfMoment => Repr::Time,
        F::MomentOf | F::MomentOfDate | F::MomentAdd | F::MomentPlus | F::MomentMinus => Repr::Moment,
        F::Days | F::Hours | F::Minutes | F::Seconds | F::MomentDifference => Repr::Duration,
        F::DurationPlus | F::DurationMinus | F::DurationTimes | F::DurationOver => Repr::Duration,
        // Items of lists are texts, except where the list is written out.
        F::First | F::Last => Repr::Text,
        F::Min | F::Max => match first() {
            Repr::List | Repr::Null => Repr::Text,
            other => other,
        },
    }
}

/// Functions that read the organisation's clock.
fn needs_zone(function: F) -> bool {
    matches!(function, F::TextOfMoment | F::FormatMoment | F::DateOfMoment | F::TimeOfMoment | F::MomentOf | F::MomentOfDate | F::MomentAdd | F::MomentDiff)
}

impl Compiler<'_> {
    /// The value of a call.
    pub(crate) fn call(&mut self, function: F, args: &[Expr], whole: &Expr, at: &At) -> Result<Fragment, Error> {
        let yes = |sql: String| Ok(Fragment::new(sql, Repr::Bool));
        match (function, args) {
            (F::IsEmpty, [of]) => {
                let of = self.value(of, at)?;
                yes(format!("{} IS NULL", of.sql))
            }
            (F::Contains | F::StartsWith | F::EndsWith | F::WithinRegion, [text, part]) if is_bindable(part) => {
                let shape = match function {
                    F::Contains => Shape::Anywhere,
                    F::StartsWith => Shape::Start,
                    F::EndsWith => Shape::End,
                    _ => Shape::Region,
                };
                let text = self.value(text, at)?;
                let pattern = self.bind(Bind::Pattern { expr: part.clone(), shape });
                yes(self.like(&text, &pattern))
            }
            (F::Has, [list, item]) => {
                let (list, item) = (self.value(list, at)?, self.value(item, at)?);
                yes(self.has(&list, item))
            }
            (F::WithinDepartment, [department, above]) => {
                let (department, above) = (self.value(department, at)?, self.value(above, at)?);
                let cast = if self.sqlite() { "" } else { "::uuid" };
                yes(format!(
                    "{} IN (WITH RECURSIVE below (id) AS (SELECT {}{cast} UNION SELECT d.id FROM fw_department d JOIN below ON d.parent = below.id) SELECT id FROM below)",
                    department.sql, above.sql
                ))
            }
            (F::Sum | F::Avg | F::Min | F::Max | F::Count, [Expr::List(items)]) => self.many(function, items, at),
            _ => self.named(function, args, whole, at),
        }
    }

    pub(crate) fn like(&self, text: &Fragment, pattern: &str) -> String {
        if self.sqlite() {
            format!("{} LIKE {pattern} ESCAPE '\\'", text.sql)
        } else {
            // Under the collation C only A–Z have two cases.
            format!("({}) COLLATE \"C\" ILIKE {pattern} ESCAPE '\\'", text.sql)
        }
    }

    /// A function by its name: PostgreSQL has one of each, SQLite one for all.
    fn named(&mut self, function: F, args: &[Expr], _: &Expr, at: &At) -> Result<Fragment, Error> {
        let mut parts = Vec::new();
        let mut kinds = String::new();
        let mut first = Repr::Null;
        for (index, arg) in args.iter().enumerate() {
            let arg = self.value(arg, at)?;
            let arg = if arg.repr == Repr::Id { self.text(arg) } else { self.decimal(arg) };
            if index == 0 {
                first = arg.repr.clone();
            }
            kinds.push(letter(&arg.repr));
            parts.push(if self.sqlite() { arg.sql } else { typed(&arg) });
        }
        if needs_zone(function) {
            kinds.push('Z');
            parts.push(self.bind(Bind::Zone));
        }
        let repr = result(function, || first);
        let sql = if self.sqlite() {
            format!("fw_call('{}/{kinds}', {})", function.name(), parts.join(", "))
        } else {
            format!("fw_{}({})", function.name(), parts.join(", "))
        };
        Ok(Fragment::new(sql, repr))
    }

    /// Values written one by one, taken together; empty ones do not count.
    fn many(&mut self, function: F, items: &[Expr], at: &At) -> Result<Fragment, Error> {
        let mut values = Vec::new();
        for item in items {
            let value = self.value(item, at)?;
            if value.repr != Repr::Null {
                values.push(self.decimal(value));
            }
        }
        let Some(repr) = values.first().map(|value| value.repr.clone()) else {
            return Ok(match function {
                F::Sum | F::Count => Fragment::new(if self.sqlite() { "'0'" } else { "0::numeric" }, Repr::Decimal),
                _ => Fragment::new("NULL", Repr::Null),
            });
        };
        let repr = if matches!(function, F::Min | F::Max) { repr } else { Repr::Decimal };
        if self.sqlite() {
            let kinds: String = values.iter().map(|value| letter(&value.repr)).collect();
            let list: Vec<String> = values.into_iter().map(|value| value.sql).collect();
            return Ok(Fragment::new(format!("fw_call('{}/*{kinds}', {})", function.name(), list.join(", ")), repr));
        }
        let rows: Vec<String> = values.iter().map(|value| format!("({})", value.sql)).collect();
        let select = match function {
            F::Sum => "fw_number(coalesce(sum(v), 0))",
            F::Avg => "fw_divide(sum(v), count(v)::numeric)",
            F::Count => "count(v)::numeric",
            F::Min if repr == Repr::Text => "min(v COLLATE \"C\")",
            F::Max if repr == Repr::Text => "max(v COLLATE \"C\")",
            F::Min => "min(v)",
            _ => "max(v)",
        };
        Ok(Fragment::new(format!("(SELECT {select} FROM (VALUES {}) given (v))", rows.join(", ")), repr))
    }
}

/// The letter by which SQLite's one function knows how to read an argument.
fn letter(repr: &Repr) -> char {
    match repr {
        Repr::Null => '0',
        Repr::Bool => 'B',
        Repr::Scaled(_) | Repr::Decimal => 'N',
        Repr::Text | Repr::Id | Repr::Json => 'T',
        Repr::Date => 'D',
        Repr::Time => 'C',
        Repr::Moment => 'M',
        Repr::Duration => 'U',
        Repr::List => 'L',
    }
}

/// An argument that PostgreSQL knows the type of.
fn typed(arg: &Fragment) -> String {
    let ty = match arg.repr {
        Repr::Null => return "NULL".to_owned(),
        Repr::Bool => "boolean",
        Repr::Scaled(_) | Repr::Decimal => "numeric",
        Repr::Text | Repr::Id | Repr::Time => "text",
        Repr::Date => "date",
        Repr::Moment => "timestamptz",
        Repr::Duration => "bigint",
        Repr::List | Repr::Json => "jsonb",
    };
    format!("({})::{ty}", arg.sql)
}
