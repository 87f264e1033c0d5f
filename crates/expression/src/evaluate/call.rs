//! Which function does what.

use std::sync::Arc;

use engine_base::{Duration, Value, capital_amount, parse_date};

use super::{Environment, Evaluation, format, list, number, text};
use crate::{
    Aggregate, Expr, Function as F,
    exact::{self, Rounding},
};

impl<'a, E: Environment + ?Sized> Evaluation<'a, E> {
    pub(super) fn call(self, function: F, args: &'a [Expr]) -> Value {
        match function {
            F::IsEmpty => Value::Bool(args.first().is_none_or(|arg| self.value(arg).is_empty())),
            F::Sum => self.many(Aggregate::Sum, args),
            F::Avg => self.many(Aggregate::Avg, args),
            F::Min => self.many(Aggregate::Min, args),
            F::Max => self.many(Aggregate::Max, args),
            F::Count => self.many(Aggregate::Count, args),
            F::Contains => self.part(args, text::contains),
            F::StartsWith => self.part(args, text::starts_with),
            F::EndsWith => self.part(args, text::ends_with),
            F::Len => list::whole(self.text_at(args, 0).map_or(0, |text| text.chars().count())),
            F::Has => self.has_item(args),
            F::HasAny => self.has(args, |list, items| items.iter().any(|item| list.contains(item))),
            F::HasAll => self.has(args, |list, items| items.iter().all(|item| list.contains(item))),
            F::First => self.item(args, |items| items.first()),
            F::Last => self.item(args, |items| items.last()),
            F::HasRole => {
                let role = self.text_at(args, 0);
                let roles = &self.env.context().me.roles;
                Value::Bool(role.is_some_and(|role| roles.iter().any(|mine| **mine == *role)))
            }
            F::WithinDepartment => {
                let [of, above] = [0, 1].map(|index| self.value(args.get(index)?).as_id());
                Value::Bool(of.zip(above).is_some_and(|(of, above)| self.env.department_within(of, above)))
            }
            F::WithinRegion => {
                let codes = self.text_at(args, 0).zip(self.text_at(args, 1));
                Value::Bool(codes.is_some_and(|(of, above)| of.starts_with(region_prefix(&above))))
            }
            _ => self.strict(function, args).unwrap_or_default(),
        }
    }

    /// Functions that are empty when what they need is.
    fn strict(self, function: F, args: &'a [Expr]) -> Option<Value> {
        let made = |text: String| Some(text::made(text));
        match function {
            F::Abs => self.one_number(args, |number| Some(number.abs())),
            F::Sign => self.one_number(args, |number| Some(number::sign(number))),
            F::Round => self.rounded(args, Rounding::Nearest),
            F::RoundUp => self.rounded(args, Rounding::Up),
            F::RoundDown => self.rounded(args, Rounding::Down),
            F::Floor => self.rounded(args, Rounding::Floor),
            F::Ceil => self.rounded(args, Rounding::Ceil),
            F::Mod => number::modulo(self.number_at(args, 0)?, self.number_at(args, 1)?).map(Value::Number),
            F::Power => exact::power(self.number_at(args, 0)?, self.whole_at(args, 1)?).map(Value::Number),

            F::Left => self.left(args),
            F::Right => self.right(args),
            F::Mid => self.mid(args),
            F::Trim => self.map_text(args, |text| text::trim(text).to_owned()),
            F::Lower => self.map_text(args, str::to_lowercase),
            F::Upper => self.map_text(args, str::to_uppercase),
            F::Find => self.find(args),
            F::Replace => self.replace(args),
            F::Repeat => self.repeat(args),
            F::PadLeft => self.pad_left(args),
            F::Split => self.split(args),
            F::Join => self.join(args),
            F::TextOfNumber => made(format::number(self.number_at(args, 0)?)),
            F::TextOfDate => made(self.date_at(args, 0)?.to_string()),
            F::TextOfTime => made(format::time(self.time_at(args, 0)?)),
            F::TextOfMoment => {
                let local = self.local_at(args, 0)?;
                made(format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute()))
            }
            F::Fixed => made(format::fixed(self.number_at(args, 0)?, self.whole_at(args, 1)?)?),
            F::Thousands => made(format::thousands(self.number_at(args, 0)?, self.whole_at(args, 1)?)?),
            F::Percent => made(format::percent(self.number_at(args, 0)?, self.whole_at(args, 1)?)?),
            F::FormatDate => made(format::pattern(self.date_at(args, 0)?, None, &self.text_at(args, 1)?)),
            F::FormatMoment => {
                let local = self.local_at(args, 0)?;
                made(format::pattern(local.date(), Some(local.time()), &self.text_at(args, 1)?))
            }
            F::NumberOfText => format::read_number(&self.text_at(args, 0)?).map(Value::Number),
            F::CapitalAmount => capital_amount(self.number_at(args, 0)?).map(|words| Value::Text(Arc::from(words))),

            F::DateOfParts => self.date_of_parts(args),
            F::DateOfText => parse_date(text::trim(&self.text_at(args, 0)?)).map(Value::Date),
            F::DateOfMoment => Some(Value::Date(self.local_at(args, 0)?.date())),
            F::TimeOfParts => self.time_of_parts(args),
            // A time of day has no fraction of a second.
            F::TimeOfMoment => {
                Some(Value::Time(self.local_at(args, 0)?.time().with().subsec_nanosecond(0).build().ok()?))
            }
            F::MomentOf => self.moment(self.date_at(args, 0)?.to_datetime(self.time_at(args, 1)?)),
            F::MomentOfDate => self.moment(self.date_at(args, 0)?.to_datetime(jiff::civil::Time::midnight())),
            F::Year => self.of_date(args, |date| date.year()),
            F::Month => self.of_date(args, |date| date.month().into()),
            F::Day => self.of_date(args, |date| date.day().into()),
            F::Weekday => self.of_date(args, |date| date.weekday().to_monday_one_offset().into()),
            F::Week => self.of_date(args, |date| date.iso_week_date().week().into()),
            F::Quarter => self.of_date(args, |date| i16::from((date.month() + 2) / 3)),
            F::DaysInMonth => self.of_date(args, |date| date.days_in_month().into()),
            F::Hour => self.of_time(args, |time| time.hour()),
            F::Minute => self.of_time(args, |time| time.minute()),
            F::Second => self.of_time(args, |time| time.second()),
            F::Days => self.span_of(args, Duration::DAY),
            F::Hours => self.span_of(args, 3_600 * Duration::SECOND),
            F::Minutes => self.span_of(args, 60 * Duration::SECOND),
            F::Seconds => self.span_of(args, Duration::SECOND),
            F::InDays => self.span_in(args, Duration::DAY),
            F::InHours => self.span_in(args, 3_600 * Duration::SECOND),
            F::InMinutes => self.span_in(args, 60 * Duration::SECOND),
            F::DateAdd => self.date_add(args),
            F::MomentAdd => self.moment_add(args),
            F::DateDiff => self.date_diff(args),
            F::MomentDiff => self.moment_diff(args),
            F::StartOf => self.start_of(args),
            F::EndOf => self.end_of(args),
            F::DaysBetween => self.days_between(args),
            F::DatePlus => self.date_plus(args, 1),
            F::DateMinus => self.date_plus(args, -1),
            F::MomentPlus => self.moment_plus(args, 1),
            F::MomentMinus => self.moment_plus(args, -1),
            F::MomentDifference => self.moment_difference(args),
            F::DurationPlus => self.span_plus(args, 1),
            F::DurationMinus => self.span_plus(args, -1),
            F::DurationTimes => self.span_scaled(args, exact::multiply),
            F::DurationOver => self.span_scaled(args, exact::divide),

            F::IsEmpty
            | F::Sum
            | F::Avg
            | F::Min
            | F::Max
            | F::Count
            | F::Contains
            | F::StartsWith
            | F::EndsWith
            | F::Len => None,
            F::Has
            | F::HasAny
            | F::HasAll
            | F::First
            | F::Last
            | F::HasRole
            | F::WithinDepartment
            | F::WithinRegion => None,
        }
    }
}

/// The digits of a region's code that the regions below it share: `330200` → `3302`.
fn region_prefix(code: &str) -> &str {
    let shorter = code.strip_suffix("00").unwrap_or(code);
    if shorter.len() == 4 { shorter.strip_suffix("00").unwrap_or(shorter) } else { shorter }
}
