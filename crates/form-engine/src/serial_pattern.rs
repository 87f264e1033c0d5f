//! The pattern of a serial number: `OPP-{yyyy}{mm}-{0000}`.

use engine_base::{Date, Issue};

use crate::{Reset, SerialField};

/// A pattern may have so many characters.
const LONGEST: usize = 100;
/// A counter may be padded to so many digits.
const MOST_DIGITS: usize = 12;
/// What may stand in braces.
const TOKENS: &str = "{yyyy} {yy} {mm} {dd} {0000}";

/// A checked pattern with the time at which counting starts again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialPattern {
    parts: Vec<Part>,
    reset: Reset,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Year,
    ShortYear,
    Month,
    Day,
    Counter(usize),
}

impl SerialPattern {
    /// Checks the pattern of a serial field; the place of an issue is inside the field.
    pub fn new(field: &SerialField) -> Result<SerialPattern, Issue> {
        let pattern = field.pattern.as_str();
        let wrong = |code: &'static str| Issue::new(code).at("/pattern");
        if pattern.chars().count() > LONGEST || pattern.chars().any(char::is_control) {
            return Err(wrong("serial.too_long").with("max", LONGEST));
        }
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            parts.extend((!before.is_empty()).then(|| Part::Text(before.to_owned())));
            let (token, tail) = after
                .split_once('}')
                .ok_or_else(|| wrong("serial.token").with("token", format!("{{{after}")).with("allowed", TOKENS))?;
            let counter = !token.is_empty() && token.len() <= MOST_DIGITS && token.bytes().all(|b| b == b'0');
            parts.push(match token {
                "yyyy" => Part::Year,
                "yy" => Part::ShortYear,
                "mm" => Part::Month,
                "dd" => Part::Day,
                zeros if counter => Part::Counter(zeros.len()),
                other => {
                    return Err(wrong("serial.token").with("token", format!("{{{other}}}")).with("allowed", TOKENS));
                }
            });
            rest = tail;
        }
        parts.extend((!rest.is_empty()).then(|| Part::Text(rest.to_owned())));
        if parts.iter().filter(|part| matches!(part, Part::Counter(_))).count() != 1 {
            return Err(wrong("serial.counter").with("example", "OPP-{yyyy}{mm}-{0000}"));
        }
        let reset = field.reset.unwrap_or(Reset::Never);
        let has = |part: &Part| parts.contains(part);
        let year = has(&Part::Year) || has(&Part::ShortYear);
        let told = match reset {
            Reset::Never => true,
            Reset::Year => year,
            Reset::Month => year && has(&Part::Month),
            Reset::Day => year && has(&Part::Month) && has(&Part::Day),
        };
        // Numbers would repeat if the pattern did not tell the period in which counting started again.
        if told { Ok(SerialPattern { parts, reset }) } else { Err(Issue::new("serial.repeats").at("/reset")) }
    }

    /// The period in which numbers are counted together on `date`: the key of its counter.
    pub fn period(&self, date: Date) -> String {
        match self.reset {
            Reset::Never => String::new(),
            Reset::Year => format!("{:04}", date.year()),
            Reset::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Reset::Day => date.to_string(),
        }
    }

    /// The serial number that `count` on `date` gives. A count with more digits than the pattern has is written in full.
    pub fn text(&self, date: Date, count: u64) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(fixed) => text.push_str(fixed),
                Part::Year => text.push_str(&format!("{:04}", date.year())),
                Part::ShortYear => text.push_str(&format!("{:02}", date.year() % 100)),
                Part::Month => text.push_str(&format!("{:02}", date.month())),
                Part::Day => text.push_str(&format!("{:02}", date.day())),
                Part::Counter(digits) => text.push_str(&format!("{count:0digits$}")),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine_base::parse_date;

    fn field(pattern: &str, reset: Reset) -> SerialField {
        SerialField { pattern: pattern.to_owned(), reset: Some(reset) }
    }

    #[test]
    fn numbers_are_written_as_the_pattern_says() {
        let date = parse_date("2026-03-09").unwrap();
        for (pattern, reset, count, text, period) in [
            ("OPP-{yyyy}{mm}-{0000}", Reset::Month, 7, "OPP-202603-0007", "2026-03"),
            ("{yy}{mm}{dd}{00}", Reset::Day, 123, "260309123", "2026-03-09"),
            ("合同-{yyyy}-{000}号", Reset::Year, 1, "合同-2026-001号", "2026"),
            ("{0}", Reset::Never, 10, "10", ""),
        ] {
            let pattern = SerialPattern::new(&field(pattern, reset)).unwrap();
            assert_eq!((pattern.text(date, count).as_str(), pattern.period(date).as_str()), (text, period));
        }
    }

    #[test]
    fn patterns_that_repeat_or_do_not_count_are_refused() {
        for (pattern, reset, code) in [
            ("OPP", Reset::Never, "serial.counter"),
            ("{00}{00}", Reset::Never, "serial.counter"),
            ("{0000", Reset::Never, "serial.token"),
            ("{YYYY}{00}", Reset::Never, "serial.token"),
            ("{}{00}", Reset::Never, "serial.token"),
            ("{mm}{00}", Reset::Month, "serial.repeats"),
            ("{yyyy}{00}", Reset::Month, "serial.repeats"),
            (&"x".repeat(101), Reset::Never, "serial.too_long"),
        ] {
            assert_eq!(SerialPattern::new(&field(pattern, reset)).unwrap_err().code, code, "{pattern}");
        }
    }
}
