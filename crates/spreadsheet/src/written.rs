//! Values as people write them: `1,280`, `128万`, `¥56.00`, `12.5%`, `2026年3月1日`, `下午 3:30`, `是`.

use engine_base::{Date, Decimal, Time, parse_number};

/// The longest text that can be a number, a date or a time.
const LONGEST: usize = 60;

/// An amount of a number and the currency that it names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The number.
    pub number: Decimal,
    /// The ISO 4217 code of the sign that stands there.
    pub currency: Option<&'static str>,
}

/// Full-width signs as their ASCII twins, without spaces.
fn narrow(text: &str) -> String {
    let ascii = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(ascii).filter(|c| !c.is_whitespace()).collect()
}

/// A number, with thousands separators, a currency sign, `元`, `万`, `亿` or brackets for a negative one.
pub fn number(text: &str) -> Option<Amount> {
    if text.len() > LONGEST {
        return None;
    }
    let text = narrow(text);
    let (mut rest, mut negative) = (text.as_str(), false);
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (rest, negative) = (inner, true);
    }
    let mut currency = None;
    for (sign, code) in [
        ("CNY", "CNY"),
        ("RMB", "CNY"),
        ("¥", "CNY"),
        ("￥", "CNY"),
        ("HK$", "HKD"),
        ("US$", "USD"),
        ("USD", "USD"),
        ("$", "USD"),
        ("€", "EUR"),
        ("£", "GBP"),
    ] {
        let (minus, unsigned) = rest.strip_prefix('-').map_or(("", rest), |after| ("-", after));
        if let Some(after) = unsigned.strip_prefix(sign) {
            currency = Some(code);
            negative ^= minus == "-";
            rest = after;
            break;
        }
    }
    if let Some(before) = rest.strip_suffix("元").or_else(|| rest.strip_suffix('圆')) {
        currency = currency.or(Some("CNY"));
        rest = before;
    }
    let mut factor = Decimal::ONE;
    for (sign, times) in [("万", 10_000_i64), ("w", 10_000), ("W", 10_000), ("亿", 100_000_000)] {
        if let Some(before) = rest.strip_suffix(sign) {
            factor = Decimal::from(times);
            rest = before;
            break;
        }
    }
    let plain = without_separators(rest.strip_prefix('+').unwrap_or(rest))?;
    let number = parse_number(&plain)?.checked_mul(factor)?.normalize();
    Some(Amount { number: if negative { -number } else { number }, currency })
}

/// A percentage as a fraction: `12.5%` is 0.125.
pub fn percent(text: &str) -> Option<Decimal> {
    let text = narrow(text);
    let (rest, parts) =
        text.strip_suffix('%').map(|rest| (rest, 100)).or_else(|| Some((text.strip_suffix('‰')?, 1000)))?;
    number(rest)?.number.checked_div(Decimal::from(parts)).map(|fraction| fraction.normalize())
}

/// Takes commas away where they part groups of three; anywhere else they make it no number.
fn without_separators(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?;
    let good = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !good || fraction.is_some_and(|fraction| fraction.contains(',')) {
        return None;
    }
    Some(text.replace(',', ""))
}

/// A day: year first with any separator, eight digits, or month and day first where only one reading is possible.
pub fn date(text: &str) -> Option<Date> {
    if text.len() > LONGEST {
        return None;
    }
    let text = narrow(text);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    }
    if let Some(rest) = text.strip_suffix(['日', '号']) {
        let (year, rest) = rest.split_once('年')?;
        let (month, date) = rest.split_once('月')?;
        return day(year, month, date);
    }
    let separator = ['-', '/', '.'].into_iter().find(|separator| text.matches(*separator).count() == 2)?;
    let mut parts = text.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if first.len() == 4 {
        return day(first, second, third);
    }
    let above_twelve = |part: &str| part.parse::<u8>().is_ok_and(|number| number > 12);
    match (third.len() == 4, above_twelve(first), above_twelve(second)) {
        (true, false, true) => day(third, first, second),
        (true, true, false) => day(third, second, first),
        (true, false, false) if first == second => day(third, first, second),
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |part: &str, most: usize| {
        let good = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if good { part.parse::<i16>().ok() } else { None }
    };
    let year = digits(year, 4).filter(|year| *year >= 1000)?;
    Date::new(year, i8::try_from(digits(month, 2)?).ok()?, i8::try_from(digits(day, 2)?).ok()?).ok()
}

/// A time of day: `9:30`, `09:30:15`, `下午3:30`, `3:30 PM`.
pub fn time(text: &str) -> Option<Time> {
    if text.len() > LONGEST {
        return None;
    }
    let text = narrow(text).to_lowercase().replace(['时', '点'], ":").replace('分', "");
    let (mut rest, mut half) = (text.as_str(), None);
    for (sign, afternoon) in [("上午", false), ("下午", true), ("晚上", true), ("am", false), ("pm", true)] {
        if let Some(without) = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign)) {
            (rest, half) = (without, Some(afternoon));
            break;
        }
    }
    let mut parts = rest.split(':');
    let mut part = |must: bool| match parts.next() {
        Some(part) if (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()) => {
            part.parse::<i8>().ok()
        }
        None | Some("") if !must => Some(0),
        _ => None,
    };
    let (hour, minute, second) = (part(true)?, part(true)?, part(false)?);
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    if parts.next().is_some() { None } else { Time::new(hour, minute, second, 0).ok() }
}

/// A day and a time of day; a day alone begins at midnight.
pub fn date_time(text: &str) -> Option<(Date, Time)> {
    let text = text.trim();
    if let Some(date) = date(text) {
        return Some((date, Time::midnight()));
    }
    let cut = text.find([' ', 'T', '\u{3000}']).or_else(|| Some(text.find('日')? + '日'.len_utf8()))?;
    let (day, rest) = text.split_at_checked(cut)?;
    Some((date(day)?, time(rest.trim_start_matches(['T', ' ', '\u{3000}']))?))
}

/// Yes or no, in words or as a tick.
pub fn yes_no(text: &str) -> Option<bool> {
    match narrow(text).to_lowercase().as_str() {
        "是" | "有" | "对" | "真" | "已" | "yes" | "y" | "true" | "√" | "✓" | "✔" | "1" => Some(true),
        "否" | "无" | "不" | "没有" | "假" | "未" | "no" | "n" | "false" | "×" | "✗" | "✘" | "0" => {
            Some(false)
        }
        _ => None,
    }
}

/// The parts of a text that lists several things.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', ';', '；', '\n', '|']).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("1,280", "1280"),
            ("１２８万", "1280000"),
            ("1.5亿", "150000000"),
            ("¥ 56.00", "56"),
            ("-¥5", "-5"),
            ("(1,200.50)", "-1200.5"),
            ("3000元", "3000"),
            ("12w", "120000"),
            ("+7", "7"),
        ] {
            assert_eq!(number(text).map(|amount| amount.number.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "1,28", "12,0000", "万", "一百", "1e5", "--1", "1.2.3", "¥"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("$5").unwrap().currency, Some("USD"));
        assert_eq!(percent("12.5%").unwrap().to_string(), "0.125");
        assert_eq!(percent("12.5"), None);
    }

    #[test]
    fn days_as_people_write_them() {
        for text in
            ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301", "２０２６/３/１", "2026年03月01号"]
        {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some("2026-03-01"), "{text}");
        }
        assert_eq!(date("3/25/2026").unwrap().to_string(), "2026-03-25");
        assert_eq!(date("25/3/2026").unwrap().to_string(), "2026-03-25");
        for text in ["3/4/2026", "2026/13/02", "2026-02-30", "26/3/1", "2026年3月", "", "2026"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_as_people_write_them() {
        for (text, expected) in [
            ("9:30", "09:30:00"),
            ("下午3:30", "15:30:00"),
            ("12:05 AM", "00:05:00"),
            ("8点15分", "08:15:00"),
            ("23:59:58", "23:59:58"),
        ] {
            assert_eq!(time(text).map(|time| time.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["25:00", "9", "9:3:1:1", "下午"] {
            assert_eq!(time(text), None, "{text}");
        }
        let (day, at) = date_time("2026年3月1日 下午3:30").unwrap();
        assert_eq!((day.to_string(), at.to_string()), ("2026-03-01".to_owned(), "15:30:00".to_owned()));
        assert_eq!(date_time("2026-03-01T08:00").unwrap().1.to_string(), "08:00:00");
    }
}
