//! Functions of dates, times, moments and spans of time.

use engine_base::{Date, Decimal, Duration, Time, TimeZone, Timestamp, Value};
use jiff::{Span, civil::DateTime};

use super::{Environment, Evaluation};
use crate::{Expr, exact};

/// A unit of dates or moments.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    /// So many microseconds.
    Exact(i64),
    /// So many days.
    Days(i64),
    /// So many months.
    Months(i64),
}

impl Unit {
    fn named(name: &str) -> Option<Unit> {
        Some(match name {
            "minute" => Unit::Exact(60 * Duration::SECOND),
            "hour" => Unit::Exact(3_600 * Duration::SECOND),
            "day" => Unit::Days(1),
            "week" => Unit::Days(7),
            "month" => Unit::Months(1),
            "quarter" => Unit::Months(3),
            "year" => Unit::Months(12),
            _ => return None,
        })
    }
}

impl<'a, E: Environment + ?Sized> Evaluation<'a, E> {
    pub(super) fn date_at(self, args: &'a [Expr], index: usize) -> Option<Date> {
        if let Value::Date(date) = &*self.value(args.get(index)?) { Some(*date) } else { None }
    }

    pub(super) fn time_at(self, args: &'a [Expr], index: usize) -> Option<Time> {
        if let Value::Time(time) = &*self.value(args.get(index)?) { Some(*time) } else { None }
    }

    pub(super) fn moment_at(self, args: &'a [Expr], index: usize) -> Option<Timestamp> {
        if let Value::Timestamp(moment) = &*self.value(args.get(index)?) { Some(*moment) } else { None }
    }

    pub(super) fn span_at(self, args: &'a [Expr], index: usize) -> Option<Duration> {
        if let Value::Duration(span) = &*self.value(args.get(index)?) { Some(*span) } else { None }
    }

    pub(super) fn unit_at(self, args: &'a [Expr], index: usize) -> Option<Unit> {
        Unit::named(&self.text_at(args, index)?)
    }

    pub(super) fn small_at(self, args: &'a [Expr], index: usize) -> Option<i8> {
        i8::try_from(self.whole_at(args, index)?).ok()
    }

    /// A moment on the clock of the organisation.
    pub(super) fn local_at(self, args: &'a [Expr], index: usize) -> Option<DateTime> {
        Some(self.zone().to_datetime(self.moment_at(args, index)?))
    }

    pub(super) fn zone(self) -> &'a TimeZone {
        &self.env.context().zone
    }

    pub(super) fn date_of_parts(self, args: &'a [Expr]) -> Option<Value> {
        let year = i16::try_from(self.whole_at(args, 0)?).ok()?;
        known(Date::new(year, self.small_at(args, 1)?, self.small_at(args, 2)?).ok()?).map(Value::Date)
    }

    pub(super) fn time_of_parts(self, args: &'a [Expr]) -> Option<Value> {
        let [hour, minute, second] = [0, 1, 2].map(|index| self.small_at(args, index));
        Time::new(hour?, minute?, second?, 0).ok().map(Value::Time)
    }

    /// The moment a clock of the organisation shows `local`.
    pub(super) fn moment(self, local: DateTime) -> Option<Value> {
        known(local.date())?;
        let moment = self.zone().to_ambiguous_timestamp(local).compatible().ok()?;
        Some(Value::Timestamp(moment))
    }

    pub(super) fn moment_plus(self, args: &'a [Expr], sign: i64) -> Option<Value> {
        let span = self.span_at(args, 1)?.0.checked_mul(sign)?;
        later(self.moment_at(args, 0)?, span).map(Value::Timestamp)
    }

    pub(super) fn date_plus(self, args: &'a [Expr], sign: i64) -> Option<Value> {
        let span = self.span_at(args, 1)?.0.checked_mul(sign)?;
        add_days(self.date_at(args, 0)?, span.div_euclid(Duration::DAY)).map(Value::Date)
    }

    pub(super) fn date_add(self, args: &'a [Expr]) -> Option<Value> {
        let (date, count) = (self.date_at(args, 0)?, self.whole_at(args, 1)?);
        let date = match self.unit_at(args, 2)? {
            Unit::Exact(_) => return None,
            Unit::Days(unit) => add_days(date, count.checked_mul(unit)?)?,
            Unit::Months(unit) => add_months(date, count.checked_mul(unit)?)?,
        };
        Some(Value::Date(date))
    }

    pub(super) fn moment_add(self, args: &'a [Expr]) -> Option<Value> {
        let count = self.whole_at(args, 1)?;
        let local = self.local_at(args, 0)?;
        let date = match self.unit_at(args, 2)? {
            Unit::Exact(unit) => {
                return later(self.moment_at(args, 0)?, count.checked_mul(unit)?).map(Value::Timestamp);
            }
            Unit::Days(unit) => add_days(local.date(), count.checked_mul(unit)?)?,
            Unit::Months(unit) => add_months(local.date(), count.checked_mul(unit)?)?,
        };
        self.moment(date.to_datetime(local.time()))
    }

    pub(super) fn date_diff(self, args: &'a [Expr]) -> Option<Value> {
        let [from, to] = [0, 1].map(|index| Some(self.date_at(args, index)?.to_datetime(Time::midnight())));
        units_between(from?, to?, self.unit_at(args, 2)?).map(whole)
    }

    pub(super) fn moment_diff(self, args: &'a [Expr]) -> Option<Value> {
        let unit = self.unit_at(args, 2)?;
        if let Unit::Exact(unit) = unit {
            let span = micros_between(self.moment_at(args, 0)?, self.moment_at(args, 1)?);
            return Some(whole(span / unit));
        }
        units_between(self.local_at(args, 0)?, self.local_at(args, 1)?, unit).map(whole)
    }

    pub(super) fn start_of(self, args: &'a [Expr]) -> Option<Value> {
        start(self.date_at(args, 0)?, self.unit_at(args, 1)?).map(Value::Date)
    }

    pub(super) fn end_of(self, args: &'a [Expr]) -> Option<Value> {
        let (date, unit) = (self.date_at(args, 0)?, self.unit_at(args, 1)?);
        let first = start(date, unit)?;
        let last = match unit {
            Unit::Exact(_) => return None,
            Unit::Days(days) => add_days(first, days - 1)?,
            Unit::Months(months) => add_months(first, months - 1)?.last_of_month(),
        };
        Some(Value::Date(last))
    }

    /// A span of so many units of `unit` microseconds.
    pub(super) fn span_of(self, args: &'a [Expr], unit: i64) -> Option<Value> {
        span(exact::multiply(self.number_at(args, 0)?, Decimal::from(unit))?)
    }

    /// A span counted in units of `unit` microseconds.
    pub(super) fn span_in(self, args: &'a [Expr], unit: i64) -> Option<Value> {
        exact::divide(Decimal::from(self.span_at(args, 0)?.0), Decimal::from(unit)).map(Value::Number)
    }

    pub(super) fn span_plus(self, args: &'a [Expr], sign: i64) -> Option<Value> {
        let (a, b) = (self.span_at(args, 0)?.0, self.span_at(args, 1)?.0.checked_mul(sign)?);
        span(Decimal::from(a.checked_add(b)?))
    }

    pub(super) fn span_scaled(
        self,
        args: &'a [Expr],
        compute: fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Value> {
        span(compute(Decimal::from(self.span_at(args, 0)?.0), self.number_at(args, 1)?)?)
    }

    pub(super) fn moment_difference(self, args: &'a [Expr]) -> Option<Value> {
        span(Decimal::from(micros_between(self.moment_at(args, 1)?, self.moment_at(args, 0)?)))
    }

    pub(super) fn days_between(self, args: &'a [Expr]) -> Option<Value> {
        Some(whole(days(self.date_at(args, 0)?, self.date_at(args, 1)?)))
    }

    /// A number that is read off a date.
    pub(super) fn of_date(self, args: &'a [Expr], read: fn(Date) -> i16) -> Option<Value> {
        Some(whole(read(self.date_at(args, 0)?).into()))
    }

    /// A number that is read off a time of day.
    pub(super) fn of_time(self, args: &'a [Expr], read: fn(Time) -> i8) -> Option<Value> {
        Some(whole(read(self.time_at(args, 0)?).into()))
    }
}

/// A span of so many microseconds, rounded to one; empty from 10^16 on, like every number.
fn span(micros: Decimal) -> Option<Value> {
    let whole = exact::whole(exact::round(micros, 0, exact::Rounding::Nearest)?)?;
    Some(Value::Duration(Duration(whole)))
}

fn whole(number: i64) -> Value {
    Value::Number(Decimal::from(number))
}

/// Only dates with four digits of a year after Christ exist.
fn known(date: Date) -> Option<Date> {
    if (1..=9999).contains(&date.year()) { Some(date) } else { None }
}

fn add_days(date: Date, days: i64) -> Option<Date> {
    known(date.checked_add(Span::new().try_days(days).ok()?).ok()?)
}

/// Months later, at the latest the last day of that month.
fn add_months(date: Date, months: i64) -> Option<Date> {
    known(date.checked_add(Span::new().try_months(months).ok()?).ok()?)
}

fn later(moment: Timestamp, micros: i64) -> Option<Timestamp> {
    let moment = Timestamp::from_microsecond(moment.as_microsecond().checked_add(micros)?).ok()?;
    known(TimeZone::UTC.to_datetime(moment).date()).map(|_| moment)
}

fn micros_between(from: Timestamp, to: Timestamp) -> i64 {
    to.as_microsecond().saturating_sub(from.as_microsecond())
}

fn days(from: Date, to: Date) -> i64 {
    // Both dates are civil, so their distance is a whole number of days.
    (to - from).get_days().into()
}

fn start(date: Date, unit: Unit) -> Option<Date> {
    let month = |month: i8| Date::new(date.year(), month, 1).ok();
    match unit {
        Unit::Exact(_) => None,
        Unit::Days(1) => Some(date),
        Unit::Days(_) => add_days(date, -i64::from(date.weekday().to_monday_zero_offset())),
        Unit::Months(1) => Some(date.first_of_month()),
        Unit::Months(3) => month(date.month() - (date.month() - 1) % 3),
        Unit::Months(_) => month(1),
    }
}

/// Whole units from one local moment to another, cut towards zero.
fn units_between(from: DateTime, to: DateTime, unit: Unit) -> Option<i64> {
    let (count, size) = match unit {
        Unit::Exact(_) => return None,
        Unit::Days(size) => {
            let days = days(from.date(), to.date());
            (whole_steps(days, to.time().cmp(&from.time())), size)
        }
        Unit::Months(size) => {
            let index = |at: DateTime| i64::from(at.year()) * 12 + i64::from(at.month());
            let months = index(to) - index(from);
            let reached = add_months(from.date(), months)?.to_datetime(from.time());
            (whole_steps(months, to.cmp(&reached)), size)
        }
    };
    Some(count / size)
}

/// One step less when the last one was not completed.
fn whole_steps(steps: i64, rest: std::cmp::Ordering) -> i64 {
    if steps > 0 && rest.is_lt() {
        steps - 1
    } else if steps < 0 && rest.is_gt() {
        steps + 1
    } else {
        steps
    }
}
