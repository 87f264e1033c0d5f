//! Functions of dates, times of day, moments and spans in PostgreSQL's SQL.
//!
//! Dates and moments have the years 1 to 9999; what lies outside is empty. Civil arithmetic is done on `timestamp` in the
//! organisation's zone, never on `timestamptz`, whose days depend on the session.

use expression::Function;

use super::{
    Repr, SqlBuilder,
    convert::LIMIT,
    number::DIGITS,
    postgres_number::quoted,
    postgres_text::SPACES,
    term::{Sql, Term},
};
use crate::Error;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Greater than every whole number of a date's arithmetic.
const FAR: i64 = 10_000_000_000_000_000;
/// Microseconds since 1970 of the first moment and of the last: no clock of the world, however far west, shows the year 10000.
const FIRST_MICRO: i64 = -62_135_596_800_000_000;
const LAST_MICRO: i64 = 253_402_207_200_999_999;
const AFTER_LAST: &str = "timestamptz '9999-12-30 22:00:01+00'";
/// More than the longest time between two moments is four times this.
const MOST_MICROS: i64 = 100_000_000_000_000_000;
/// Days between the first and the last date.
const MOST_DAYS: i64 = 3_652_058;

/// A unit of dates or moments.
enum Unit {
    Exact(i64),
    Days(i64),
    Months(i64),
}

impl Unit {
    fn named(name: &str) -> Option<Unit> {
        Some(match name {
            "minute" => Unit::Exact(MINUTE),
            "hour" => Unit::Exact(HOUR),
            "day" => Unit::Days(1),
            "week" => Unit::Days(7),
            "month" => Unit::Months(1),
            "quarter" => Unit::Months(3),
            "year" => Unit::Months(12),
            _ => return None,
        })
    }
}

impl SqlBuilder<'_> {
    pub(super) fn date_call(&mut self, function: Function, terms: &[Term]) -> Result<Option<Term>, Error> {
        Ok(Some(match self.date_sql(function, terms)? {
            Some(sql) => sql.into(),
            None if is_of_time(function) => Term::NULL,
            None => return Ok(None),
        }))
    }

    /// `None` for what is always empty, and for functions of other kinds.
    fn date_sql(&mut self, function: Function, terms: &[Term]) -> Result<Option<Sql>, Error> {
        use Function as F;
        let mut parts = Vec::new();
        for (index, repr) in takes(function).iter().enumerate() {
            let Some(part) = self.arg_as(terms, index, repr)? else { return Ok(None) };
            parts.push(part);
        }
        let unit = |index: usize| quoted(terms, index).and_then(Unit::named);
        let made = |text: String, repr: Repr| Ok(Some(Sql::new(text, repr)));
        match function {
            F::TextOfDate => made(self.fill("to_char({0}, 'YYYY-MM-DD')", &parts)?, Repr::Text),
            F::TextOfTime => {
                made(self.fill("CASE WHEN right({0}, 3) = ':00' THEN left({0}, 5) ELSE {0} END", &parts)?, Repr::Text)
            }
            F::TextOfMoment => {
                made(self.fill("to_char({0} AT TIME ZONE {z}, 'YYYY-MM-DD HH24:MI')", &parts)?, Repr::Text)
            }
            F::FormatDate | F::FormatMoment => {
                let clock = function == F::FormatMoment;
                let Some(pattern) = quoted(terms, 1) else { return Ok(None) };
                let pattern = self.pattern(pattern, clock);
                let of = if clock { "{0} AT TIME ZONE {z}" } else { "{0}::timestamp" };
                made(self.fill(&format!("NULLIF(to_char({of}, {pattern}), '')"), &parts)?, Repr::Text)
            }
            F::DateOfParts => {
                let mut whole = Vec::new();
                for index in 0..3 {
                    let Some(part) = self.whole_arg(terms, index, -1, 10_000)? else { return Ok(None) };
                    whole.push(part);
                }
                made(self.fill(&date_of("{0}", "{1}", "{2}"), &whole)?, Repr::Date)
            }
            F::DateOfText => {
                let shape = "^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$";
                let text = self.fill(&format!("substring(btrim({{0}}, {SPACES}) FROM '{shape}')"), &parts)?;
                let part = |at: &str| format!("substr({{0}}, {at})::int");
                made(
                    self.fill(&date_of(&part("1, 4"), &part("6, 2"), &part("9, 2")), &[Sql::new(text, Repr::Text)])?,
                    Repr::Date,
                )
            }
            F::DateOfMoment => made(self.fill("({0} AT TIME ZONE {z})::date", &parts)?, Repr::Date),
            F::TimeOfMoment => made(self.fill("to_char({0} AT TIME ZONE {z}, 'HH24:MI:SS')", &parts)?, Repr::Time),
            F::TimeOfParts => {
                let mut whole = Vec::new();
                for index in 0..3 {
                    let Some(part) = self.whole_arg(terms, index, -1, 60)? else { return Ok(None) };
                    whole.push(part);
                }
                let within = "{0} BETWEEN 0 AND 23 AND {1} BETWEEN 0 AND 59 AND {2} BETWEEN 0 AND 59";
                made(
                    self.fill(&format!("CASE WHEN {within} THEN make_time({{0}}, {{1}}, {{2}})::text END"), &whole)?,
                    Repr::Time,
                )
            }
            F::MomentOf => {
                let local = self.fill("{0} + {1}::time", &parts)?;
                self.moment_of(local).map(Some)
            }
            F::MomentOfDate => {
                let local = self.fill("{0}::timestamp", &parts)?;
                self.moment_of(local).map(Some)
            }
            F::Year | F::Month | F::Day | F::Week | F::Quarter | F::Weekday => {
                let field = if function == F::Weekday { "isodow" } else { function.name() };
                self.small(&format!("extract({field} FROM {{0}})"), &parts)
            }
            F::DaysInMonth => {
                self.small("extract(day FROM date_trunc('month', {0}::timestamp) + interval '1 month - 1 day')", &parts)
            }
            F::Hour => self.small("left({0}, 2)", &parts),
            F::Minute => self.small("substr({0}, 4, 2)", &parts),
            F::Second => self.small("substr({0}, 7, 2)", &parts),
            F::Days | F::Hours | F::Minutes | F::Seconds => {
                let product = self.below(&format!("{{0}} * {}", span_unit(function)), LIMIT);
                self.span(&product, &parts)
            }
            F::InDays | F::InHours | F::InMinutes => {
                let number = self.quotient("{0}::numeric", &span_unit(function).to_string());
                made(self.fill(&number, &parts)?, Repr::Number)
            }
            F::DurationTimes => {
                let product = self.below(&format!("round({{0}}::numeric * {{1}}, {DIGITS})"), LIMIT);
                self.span(&product, &parts)
            }
            F::DurationOver => {
                let quotient = self.quotient("{0}::numeric", "{1}");
                self.span(&quotient, &parts)
            }
            F::DurationPlus => self.span("({0} + {1})::numeric", &parts),
            F::DurationMinus => self.span("({0} - {1})::numeric", &parts),
            F::MomentDifference => self.span("(extract(epoch FROM {0}) - extract(epoch FROM {1})) * 1000000", &parts),
            F::MomentPlus | F::MomentMinus => {
                let sign = if function == F::MomentPlus { '+' } else { '-' };
                self.later(&format!("{sign} {{1}}"), &parts)
            }
            F::DatePlus | F::DateMinus => {
                let sign = if function == F::DatePlus { "" } else { "-" };
                let days = format!("floor(round({sign}({{1}})::numeric, 20) / {DAY})::bigint");
                made(self.fill(&plus_days("{0}", &days), &parts)?, Repr::Date)
            }
            F::DaysBetween => made(self.fill("({1} - {0})::bigint", &parts)?, Repr::Scaled(0)),
            F::StartOf => {
                let Some(name) = quoted(terms, 1) else { return Ok(None) };
                made(self.fill(&start_of(name), &parts)?, Repr::Date)
            }
            F::EndOf => {
                let Some(name) = quoted(terms, 1) else { return Ok(None) };
                let text = match Unit::named(name) {
                    Some(Unit::Months(months)) => {
                        format!("(date_trunc('{name}', {{0}}::timestamp) + interval '{months} months - 1 day')::date")
                    }
                    Some(Unit::Days(7)) => plus_days(&start_of("week"), "6"),
                    _ => "{0}".to_owned(),
                };
                made(self.fill(&text, &parts)?, Repr::Date)
            }
            F::DateAdd => {
                let (Some(unit), Some(count)) = (unit(2), self.whole_arg(terms, 1, -FAR, FAR)?) else {
                    return Ok(None);
                };
                parts.push(count);
                let text = match unit {
                    Unit::Exact(_) => return Ok(None),
                    Unit::Days(days) => plus_days("{0}", &format!("{{1}}::bigint * {days}")),
                    Unit::Months(months) => {
                        format!("({})::date", plus_months("{0}", &format!("{{1}}::bigint * {months}")))
                    }
                };
                made(self.fill(&text, &parts)?, Repr::Date)
            }
            F::MomentAdd => {
                let Some(unit) = unit(2) else { return Ok(None) };
                let far = if let Unit::Exact(unit) = unit { 4 * MOST_MICROS / unit } else { FAR };
                let Some(count) = self.whole_arg(terms, 1, -far, far)? else { return Ok(None) };
                parts.push(count);
                self.moment_add(&unit, parts)
            }
            F::DateDiff => {
                let Some(unit) = unit(2) else { return Ok(None) };
                let text = self.difference(&unit, "{0}::timestamp", "{1}::timestamp");
                made(self.fill(&text, &parts)?, Repr::Scaled(0))
            }
            F::MomentDiff => {
                let Some(unit) = unit(2) else { return Ok(None) };
                let text = match unit {
                    Unit::Exact(unit) => {
                        format!(
                            "div((extract(epoch FROM {{1}}) - extract(epoch FROM {{0}})) * 1000000, {unit})::bigint"
                        )
                    }
                    unit => self.difference(&unit, "{0} AT TIME ZONE {z}", "{1} AT TIME ZONE {z}"),
                };
                made(self.fill(&text, &parts)?, Repr::Scaled(0))
            }
            _ => Ok(None),
        }
    }

    /// A whole number read off a date or a time.
    fn small(&mut self, template: &str, parts: &[Sql]) -> Result<Option<Sql>, Error> {
        let text = self.fill(&format!("({template})::bigint"), parts)?;
        Ok(Some(Sql::new(text, Repr::Scaled(0)).at_most(9_999)))
    }

    /// A span of so many microseconds, rounded to one.
    fn span(&mut self, template: &str, parts: &[Sql]) -> Result<Option<Sql>, Error> {
        let rounded = self.below(&format!("round({template})"), LIMIT);
        Ok(Some(Sql::new(self.fill(&format!("({rounded})::bigint"), parts)?, Repr::Span)))
    }

    /// The moment at which the organisation's clock shows a `timestamp`. PostgreSQL reads what a clock change skips with the offset
    /// before it, as we do, but takes the second of two occurrences: the one with the offset of the day before may be the first.
    fn moment_of(&mut self, local: String) -> Result<Sql, Error> {
        let (a, b, c) = (self.alias(), self.alias(), self.alias());
        let zone = self.zone()?;
        let before = format!("({b}.m - interval '24 hours')");
        let offset = format!("(({before} AT TIME ZONE {zone}) - ({before} AT TIME ZONE 'UTC'))");
        let text = format!(
            "(SELECT CASE WHEN {c}.e AT TIME ZONE {zone} = {c}.l THEN LEAST({c}.m, {c}.e) ELSE {c}.m END \
             FROM (SELECT {b}.l, {b}.m, ({b}.l - {offset}) AT TIME ZONE 'UTC' AS e \
             FROM (SELECT {a}.l, {a}.l AT TIME ZONE {zone} AS m FROM (SELECT {local} AS l OFFSET 0) AS {a} OFFSET 0) AS {b} OFFSET 0) AS {c} \
             WHERE {c}.l >= timestamp '0001-01-01' AND {c}.m < {AFTER_LAST})"
        );
        Ok(Sql::new(text, Repr::Moment))
    }

    fn moment_add(&mut self, unit: &Unit, mut parts: Vec<Sql>) -> Result<Option<Sql>, Error> {
        let text = match unit {
            Unit::Exact(unit) => return self.later(&format!("+ {{1}}::bigint * {unit}"), &parts),
            Unit::Months(months) => plus_months("{0}", &format!("{{1}}::bigint * {months}")),
            Unit::Days(days) => {
                format!("{} + ({{0}})::time", plus_days("({0})::date", &format!("{{1}}::bigint * {days}")))
            }
        };
        let local = self.fill("{0} AT TIME ZONE {z}", &parts)?;
        if let Some(moment) = parts.first_mut() {
            *moment = Sql::new(local, Repr::Moment);
        }
        let local = self.fill(&text, &parts)?;
        self.moment_of(local).map(Some)
    }

    /// The moment `{0}` so many microseconds later, `NULL` outside the years 1 to 9999. An interval of hours and seconds: its days
    /// would be those of the session's zone.
    fn later(&mut self, micros: &str, parts: &[Sql]) -> Result<Option<Sql>, Error> {
        let alias = self.alias();
        let now = "(extract(epoch FROM {0}) * 1000000)::bigint";
        let reached = inside(&format!("{now} {micros}"), FIRST_MICRO - 1, LAST_MICRO + 1);
        let template = format!(
            "(SELECT {{0}} + make_interval(hours => ({alias}.d / {HOUR})::int, secs => ({alias}.d % {HOUR})::double precision / {SECOND}) \
             FROM (SELECT {reached} - {now} AS d OFFSET 0) AS {alias})"
        );
        Ok(Some(Sql::new(self.fill(&template, parts)?, Repr::Moment)))
    }

    /// Whole units from one `timestamp` to another, cut towards zero.
    fn difference(&mut self, unit: &Unit, from: &str, to: &str) -> String {
        let (x, y, z) = (self.alias(), self.alias(), self.alias());
        let inner = format!("(SELECT {from} AS a, {to} AS b OFFSET 0) AS {x}");
        match unit {
            Unit::Exact(days) | Unit::Days(days) => format!(
                "(SELECT CASE WHEN {y}.n > 0 AND {y}.b::time < {y}.a::time THEN {y}.n - 1 \
                 WHEN {y}.n < 0 AND {y}.b::time > {y}.a::time THEN {y}.n + 1 ELSE {y}.n END::bigint / {days} \
                 FROM (SELECT {x}.a, {x}.b, {x}.b::date - {x}.a::date AS n FROM {inner} OFFSET 0) AS {y})"
            ),
            Unit::Months(months) => {
                let index =
                    |at: &str| format!("extract(year FROM {x}.{at})::int * 12 + extract(month FROM {x}.{at})::int");
                format!(
                    "(SELECT CASE WHEN {z}.n > 0 AND {z}.b < {z}.r THEN {z}.n - 1 \
                     WHEN {z}.n < 0 AND {z}.b > {z}.r THEN {z}.n + 1 ELSE {z}.n END::bigint / {months} \
                     FROM (SELECT {y}.b, {y}.n, {y}.a + make_interval(months => {y}.n) AS r \
                     FROM (SELECT {x}.a, {x}.b, ({}) - ({}) AS n FROM {inner} OFFSET 0) AS {y} OFFSET 0) AS {z})",
                    index("b"),
                    index("a")
                )
            }
        }
    }
}

/// What the first arguments are.
fn takes(function: Function) -> &'static [Repr] {
    use Function as F;
    match function {
        F::DateOfText => &[Repr::Text],
        F::TextOfTime | F::Hour | F::Minute | F::Second => &[Repr::Time],
        F::TextOfMoment | F::FormatMoment | F::DateOfMoment | F::TimeOfMoment | F::MomentAdd => &[Repr::Moment],
        F::MomentDiff | F::MomentDifference => &[Repr::Moment, Repr::Moment],
        F::MomentOf => &[Repr::Date, Repr::Time],
        F::DaysBetween | F::DateDiff => &[Repr::Date, Repr::Date],
        F::DatePlus | F::DateMinus => &[Repr::Date, Repr::Span],
        F::MomentPlus | F::MomentMinus => &[Repr::Moment, Repr::Span],
        F::Days | F::Hours | F::Minutes | F::Seconds => &[Repr::Number],
        F::InDays | F::InHours | F::InMinutes => &[Repr::Span],
        F::DurationTimes | F::DurationOver => &[Repr::Span, Repr::Number],
        F::DurationPlus | F::DurationMinus => &[Repr::Span, Repr::Span],
        F::TextOfDate | F::FormatDate | F::MomentOfDate | F::DateAdd | F::StartOf | F::EndOf => &[Repr::Date],
        F::Year | F::Month | F::Day | F::Weekday | F::Week | F::Quarter | F::DaysInMonth => &[Repr::Date],
        _ => &[],
    }
}

fn is_of_time(function: Function) -> bool {
    !takes(function).is_empty() || matches!(function, Function::DateOfParts | Function::TimeOfParts)
}

fn span_unit(function: Function) -> i64 {
    match function {
        Function::Days | Function::InDays => DAY,
        Function::Hours | Function::InHours => HOUR,
        Function::Minutes | Function::InMinutes => MINUTE,
        _ => SECOND,
    }
}

/// A number while it lies between two others, which are not reached, else NULL; names it once.
fn inside(number: &str, below: i64, above: i64) -> String {
    format!("NULLIF(NULLIF(GREATEST(LEAST({number}, {above}), {below}), {above}), {below})")
}

fn plus_days(date: &str, days: &str) -> String {
    let index = inside(&format!("({date} - date '0001-01-01') + {days}"), -1, MOST_DAYS + 1);
    format!("(date '0001-01-01' + ({index})::int)")
}

/// Months later, at the latest the last day of that month; a `timestamp`.
fn plus_months(local: &str, months: &str) -> String {
    let index = format!("(extract(year FROM {local})::int * 12 + extract(month FROM {local})::int)");
    let reached = inside(&format!("{index} + {months}"), 12, 9_999 * 12 + 13);
    format!("(({local})::timestamp + make_interval(months => ({reached} - {index})::int))")
}

fn start_of(unit: &str) -> String {
    if unit == "day" { "{0}".to_owned() } else { format!("date_trunc('{unit}', {{0}}::timestamp)::date") }
}

/// The date of a year, a month and a day; NULL when there is none.
fn date_of(year: &str, month: &str, day: &str) -> String {
    let leap = format!("{year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0)");
    let last =
        format!("CASE WHEN {month} IN (4, 6, 9, 11) THEN 30 WHEN {month} <> 2 THEN 31 WHEN {leap} THEN 29 ELSE 28 END");
    format!(
        "CASE WHEN {year} BETWEEN 1 AND 9999 AND {month} BETWEEN 1 AND 12 AND {day} BETWEEN 1 AND {last} \
         THEN make_date({year}, {month}, {day}) END"
    )
}
