//! Civil dates, times of day, moments and durations, and their wire forms.

use jiff::tz::TimeZone as JiffZone;

/// A civil date, years 1 to 9999.
pub type Date = jiff::civil::Date;
/// A time of day.
pub type Time = jiff::civil::Time;
/// A moment in UTC, with microseconds.
pub type Timestamp = jiff::Timestamp;
/// A time zone of the tz database.
pub type TimeZone = JiffZone;

/// A span of exact time in microseconds; a day is 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(pub i64);

impl Duration {
    /// Microseconds in a second.
    pub const SECOND: i64 = 1_000_000;
    /// Microseconds in a day.
    pub const DAY: i64 = 86_400 * Self::SECOND;
}

/// Reads `2026-01-31`, and nothing else.
pub fn parse_date(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let number =
        |digits: &[u8]| digits.iter().try_fold(0_i16, |n, d| d.is_ascii_digit().then(|| n * 10 + i16::from(d - b'0')));
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    if year == 0 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads `09:30` or `09:30:15`.
pub fn parse_time(text: &str) -> Option<Time> {
    let shaped = matches!(text.len(), 5 | 8) && text.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let mut parts = shaped.then(|| text.split(':'))?;
    let mut part = || parts.next().map_or(Some(0), |p| if p.len() == 2 { p.parse().ok() } else { None });
    Time::new(part()?, part()?, part()?, 0).ok()
}

/// Reads an RFC 3339 moment with an offset (`Z` or `+08:00`); digits below the microsecond are cut.
pub fn parse_timestamp(text: &str) -> Option<Timestamp> {
    // jiff also takes ISO 8601 forms and bracketed zone names; the wire takes RFC 3339 only.
    let bytes = text.as_bytes();
    let zone = matches!(bytes.last()?, b'Z' | b'z') || matches!(bytes.get(bytes.len().checked_sub(6)?)?, b'+' | b'-');
    if bytes.get(10) != Some(&b'T') || !zone || text.len() > 35 {
        return None;
    }
    let moment: Timestamp = text.parse().ok()?;
    let year = moment.to_zoned(TimeZone::UTC).year();
    if (1..=9999).contains(&year) { truncate_to_micros(moment) } else { None }
}

/// Cuts what is below the microsecond, because both databases keep no more.
pub fn truncate_to_micros(moment: Timestamp) -> Option<Timestamp> {
    Timestamp::from_microsecond(moment.as_microsecond()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_wire_form() {
        assert_eq!(parse_date("2024-02-29").unwrap().to_string(), "2024-02-29");
        for bad in [
            "2023-02-29",
            "2024-2-9",
            "0000-01-01",
            "2024-13-01",
            "20240229",
            "2024-02-29T00:00:00Z",
            "２０２４-01-01",
            "",
        ] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments_need_an_offset() {
        assert_eq!(parse_timestamp("2026-01-31T09:30:00+08:00").unwrap().to_string(), "2026-01-31T01:30:00Z");
        assert_eq!(parse_timestamp("2026-01-31T01:30:00.1234567Z").unwrap().to_string(), "2026-01-31T01:30:00.123456Z");
        for bad in ["2026-01-31T09:30:00", "2026-01-31", "2026-01-31 09:30:00Z", "2026-02-30T00:00:00Z", "Z", "", "é"]
        {
            assert_eq!(parse_timestamp(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_of_day() {
        assert_eq!(parse_time("09:30").unwrap().to_string(), "09:30:00");
        assert_eq!(parse_time("23:59:59").unwrap().to_string(), "23:59:59");
        for bad in ["24:00", "9:30", "09:60", "09:30:1", "::::::::", ""] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }
}
