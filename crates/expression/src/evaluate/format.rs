//! Values written as text, and read from it.

use engine_base::{Date, Decimal, Time, parse_number};

use super::text;
use crate::exact::{self, MAX_SCALE, Rounding};

/// The shortest decimal text.
pub(super) fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

/// With exactly `digits` digits after the point.
pub(super) fn fixed(number: Decimal, digits: i64) -> Option<String> {
    let scale = u32::try_from(digits).ok().filter(|scale| *scale <= MAX_SCALE)?;
    let mut rounded = exact::round(number, digits, Rounding::Nearest)?;
    rounded.rescale(scale);
    Some(rounded.to_string())
}

/// With commas after thousands.
pub(super) fn thousands(number: Decimal, digits: i64) -> Option<String> {
    let text = fixed(number, digits)?;
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    Some(grouped)
}

/// A fraction as percentage.
pub(super) fn percent(fraction: Decimal, digits: i64) -> Option<String> {
    let digits = Some(digits).filter(|digits| (0..=10).contains(digits))?;
    let hundredfold = exact::multiply(fraction, Decimal::ONE_HUNDRED)?;
    Some(number(exact::round(hundredfold, digits, Rounding::Nearest)?) + "%")
}

/// The number that a text is.
pub(super) fn read_number(text: &str) -> Option<Decimal> {
    parse_number(&text::trim(text).replace(',', "")).filter(|number| exact::in_range(*number))
}

/// `09:30`, with seconds when they are not 0.
pub(super) fn time(time: Time) -> String {
    let minutes = format!("{:02}:{:02}", time.hour(), time.minute());
    if time.second() == 0 { minutes } else { format!("{minutes}:{:02}", time.second()) }
}

/// A date, and a time when there is one, as `pattern` says.
pub(super) fn pattern(date: Date, time: Option<Time>, pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(first).len();
        let part = |value: i16, two: bool| if two { format!("{value:02}") } else { value.to_string() };
        let clock = |value: fn(Time) -> i8, two| time.map(|time| part(value(time).into(), two));
        let (taken, text) = match (first, run) {
            ('y', 4..) => (4, Some(format!("{:04}", date.year()))),
            ('y', 2..) => (2, Some(part(date.year() % 100, true))),
            ('M', _) => (run.min(2), Some(part(date.month().into(), run > 1))),
            ('d', _) => (run.min(2), Some(part(date.day().into(), run > 1))),
            ('H', _) => (run.min(2), clock(Time::hour, run > 1)),
            ('m', _) => (run.min(2), clock(Time::minute, run > 1)),
            ('s', _) => (run.min(2), clock(Time::second, run > 1)),
            _ => (first.len_utf8(), None),
        };
        let (token, tail) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        match text {
            Some(text) => out.push_str(&text),
            None => out.push_str(token),
        }
        rest = tail;
    }
    out
}
