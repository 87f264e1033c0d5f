//! The kinds of fields that values give away, with what each needs.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::column::Values;
use crate::{Cell, Look, written};

/// A kind that may be right.
pub struct Choice {
    /// The kind.
    pub kind: &'static str,
    /// Its properties.
    pub properties: Map<String, Json>,
    /// Whether a value fits it.
    pub fits: fn(&Cell) -> bool,
}

type Candidate = fn(&Values<'_>) -> Option<Choice>;

/// Kinds by the shape of values, the narrowest first.
pub const BY_VALUE: [Candidate; 11] =
    [yes_no, percent, id_number, phone, email, url, date, date_time, time, amount, integer_or_number];

/// Different values of an option set at most.
const OPTIONS: usize = 20;
/// Colours of options, in turn.
const COLOURS: [&str; 7] = ["blue", "green", "amber", "violet", "teal", "red", "slate"];

fn plain(kind: &'static str, fits: fn(&Cell) -> bool) -> Option<Choice> {
    Some(Choice { kind, properties: Map::new(), fits })
}

fn says(header: &str, words: &[&str]) -> bool {
    let header = header.to_lowercase();
    words.iter().any(|word| header.contains(word))
}

fn yes_no(values: &Values<'_>) -> Option<Choice> {
    let ticks = values.distinct.iter().all(|value| value == "0" || value == "1");
    let asked = says(values.header, &["是否", "有无", "已", "is ", "has "]) || values.header.ends_with('?');
    if ticks && !asked {
        None
    } else {
        plain("yes_no", |cell| match cell {
            Cell::YesNo(_) => true,
            Cell::Text(text) => written::yes_no(text).is_some(),
            Cell::Number(..) => written::yes_no(&cell.shown()).is_some(),
            _ => false,
        })
    }
}

fn percent(values: &Values<'_>) -> Option<Choice> {
    let fits = |cell: &Cell| match cell {
        Cell::Number(_, look) => *look == Look::Percent,
        Cell::Text(text) => written::percent(text).is_some(),
        _ => false,
    };
    let mut choice = plain("percent", fits)?;
    let fraction = |cell: &&Cell| match cell {
        Cell::Number(number, Look::Percent) => Some(number.normalize().scale()),
        Cell::Text(text) => written::percent(text).map(|number| number.scale()),
        _ => None,
    };
    let scale = values.cells.iter().filter_map(|(_, cell)| fraction(cell)).max().unwrap_or(0);
    if scale > 4 {
        choice.properties.insert("scale".to_owned(), json!(scale.min(8)));
    }
    Some(choice)
}

/// The digits and letters of an identifier, whether it was kept as a number or as a text.
fn sign(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect()),
        Cell::Number(number, Look::Plain) => Some(number.to_string()),
        _ => None,
    }
}

fn id_number(_: &Values<'_>) -> Option<Choice> {
    plain("id_number", |cell| {
        sign(cell).is_some_and(|sign| {
            let (digits, last) = (sign.get(..17).unwrap_or_default(), sign.get(17..).unwrap_or_default());
            let born = digits.get(6..14).is_some_and(|born| written::date(born).is_some());
            born && digits.bytes().all(|b| b.is_ascii_digit()) && matches!(last.as_bytes(), [b'0'..=b'9' | b'x' | b'X'])
        })
    })
}

fn phone(values: &Values<'_>) -> Option<Choice> {
    let named = says(values.header, &["手机", "电话", "联系方式", "座机", "phone", "mobile", "tel"]);
    let fits: fn(&Cell) -> bool = if named { is_phone } else { is_mobile };
    plain("phone", fits)
}

fn is_mobile(cell: &Cell) -> bool {
    sign(cell).is_some_and(|sign| {
        let national = sign.strip_prefix("+86").unwrap_or(&sign);
        national.len() == 11
            && national.bytes().all(|b| b.is_ascii_digit())
            && matches!(national.as_bytes(), [b'1', b'3'..=b'9', ..])
    })
}

fn is_phone(cell: &Cell) -> bool {
    let landline = |sign: String| {
        let digits = sign.strip_prefix('+').unwrap_or(&sign);
        (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    is_mobile(cell) || sign(cell).is_some_and(landline)
}

fn email(_: &Values<'_>) -> Option<Choice> {
    plain("email", |cell| match cell {
        Cell::Text(text) => text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
        }),
        _ => false,
    })
}

fn url(_: &Values<'_>) -> Option<Choice> {
    plain("url", |cell| match cell {
        Cell::Text(text) => {
            (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(char::is_whitespace)
        }
        _ => false,
    })
}

fn date(_: &Values<'_>) -> Option<Choice> {
    plain("date", |cell| match cell {
        Cell::Day(_, time) => time.is_none(),
        Cell::Text(text) => written::date(text).is_some(),
        Cell::Number(..) => written::date(&cell.shown()).is_some_and(|date| (1990..=2060).contains(&date.year())),
        _ => false,
    })
}

fn date_time(_: &Values<'_>) -> Option<Choice> {
    plain("date_time", |cell| match cell {
        Cell::Day(..) => true,
        Cell::Text(text) => written::date_time(text).is_some(),
        _ => false,
    })
}

fn time(_: &Values<'_>) -> Option<Choice> {
    plain("time", |cell| match cell {
        Cell::Time(_) => true,
        Cell::Text(text) => written::time(text).is_some(),
        _ => false,
    })
}

fn number_of(cell: &Cell) -> Option<written::Amount> {
    match cell {
        Cell::Number(number, Look::Money(code)) => Some(written::Amount { number: *number, currency: Some(code) }),
        Cell::Number(number, _) => Some(written::Amount { number: *number, currency: None }),
        // A leading zero is part of a code, not of a number.
        Cell::Text(text) if text.len() > 1 && text.starts_with('0') && !text.starts_with("0.") => None,
        Cell::Text(text) => {
            written::number(text).filter(|amount| amount.number.mantissa().unsigned_abs() < 10_u128.pow(15))
        }
        _ => None,
    }
}

fn amount(values: &Values<'_>) -> Option<Choice> {
    const WORDS: [&str; 18] = [
        "金额",
        "价",
        "费",
        "款",
        "成本",
        "预算",
        "工资",
        "薪",
        "收入",
        "支出",
        "营收",
        "销售额",
        "采购额",
        "amount",
        "price",
        "cost",
        "fee",
        "salary",
    ];
    let mut currencies: Vec<&str> = values.cells.iter().filter_map(|(_, cell)| number_of(cell)?.currency).collect();
    currencies.dedup();
    let not_money = ["数", "率", "类", "方式", "日期", "状态", "人", "count", "qty"];
    let named = says(values.header, &WORDS) && !says(values.header, &not_money);
    if currencies.is_empty() && !named {
        return None;
    }
    let mut choice = plain("money", |cell| number_of(cell).is_some())?;
    currencies.sort_unstable();
    currencies.dedup();
    if let [currency] = currencies.as_slice()
        && *currency != "CNY"
    {
        choice.properties.insert("currency".to_owned(), json!(currency));
    }
    let scale = scale(values);
    if scale > 2 {
        choice.properties.insert("scale".to_owned(), json!(scale.min(8)));
    }
    Some(choice)
}

fn integer_or_number(values: &Values<'_>) -> Option<Choice> {
    if says(
        values.header,
        &[
            "编号", "代码", "编码", "单号", "学号", "工号", "账号", "税号", "邮编", "code", "number", " no", "zip",
            "sku",
        ],
    ) {
        return None;
    }
    let fits = |cell: &Cell| number_of(cell).is_some();
    match scale(values) {
        0 => plain("integer", fits),
        scale => {
            let mut choice = plain("number", fits)?;
            if scale != 2 {
                choice.properties.insert("scale".to_owned(), json!(scale.clamp(2, 8)));
            }
            Some(choice)
        }
    }
}

/// Digits after the point, at most.
fn scale(values: &Values<'_>) -> u32 {
    let digits = |cell: &Cell| number_of(cell).map(|amount| amount.number.normalize().scale());
    values.cells.iter().filter_map(|(_, cell)| digits(cell)).max().unwrap_or(0)
}

/// One of few values that come again and again, or whose header says that it is a choice.
pub fn select(values: &Values<'_>) -> Option<Choice> {
    const WORDS: &[&str] = &[
        "状态",
        "类型",
        "类别",
        "分类",
        "级别",
        "等级",
        "阶段",
        "来源",
        "性别",
        "优先级",
        "大区",
        "区域",
        "行业",
        "规模",
        "方式",
        "渠道",
        "status",
        "type",
        "category",
        "level",
        "stage",
        "source",
        "gender",
        "priority",
    ];
    let (count, different) = (values.cells.len(), values.distinct.len());
    let named = says(values.header, WORDS);
    let often = if named { different < count.max(2) } else { count >= 6 && different * 3 <= count };
    let short = values.distinct.iter().all(|value| value.chars().count() <= 20 && !value.contains('\n'));
    let listed = values.distinct.iter().any(|value| written::parts(value).count() > 1);
    if different > OPTIONS || !often || !short || listed {
        return None;
    }
    choices("select", values.distinct.iter().map(String::as_str))
}

/// Several of few values, listed in one cell.
pub fn multi_select(values: &Values<'_>) -> Option<Choice> {
    let texts =
        || values.cells.iter().filter_map(|(_, cell)| if let Cell::Text(text) = cell { Some(text) } else { None });
    let listed = texts().filter(|text| written::parts(text).count() > 1).count();
    if listed * 4 < values.cells.len() || texts().count() < values.cells.len() {
        return None;
    }
    let mut order: Vec<&str> = Vec::new();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for part in texts().flat_map(|text| written::parts(text)) {
        let seen = times.entry(part).or_default();
        *seen += 1;
        if *seen == 1 {
            order.push(part);
        }
        if order.len() > OPTIONS || part.chars().count() > 16 {
            return None;
        }
    }
    let again = times.values().sum::<usize>() >= order.len() * 2;
    if again { choices("multi_select", order.into_iter()) } else { None }
}

fn choices<'a>(kind: &'static str, labels: impl Iterator<Item = &'a str>) -> Option<Choice> {
    let option = |(index, label): (usize, &str)| {
        let colour = COLOURS.get(index % COLOURS.len()).copied().unwrap_or("slate");
        json!({ "key": option_key(label, index), "label": label, "colour": colour })
    };
    let options: Vec<Json> = labels.enumerate().map(option).collect();
    let mut choice = plain(kind, |cell| !matches!(cell, Cell::Error(_)))?;
    choice.properties.insert("options".to_owned(), Json::Array(options));
    Some(choice)
}

/// The label itself where it can be a key, else a number.
fn option_key(label: &str, index: usize) -> String {
    let plain = label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b' ' | b'/'));
    let word = label.replace([' ', '/'], "_");
    // A number at the end keeps labels apart that differ only in what a key cannot say.
    if plain && word.len() <= 40 && word == label { word } else { format!("option_{}", index + 1) }
}

/// A text, in one line or in several.
pub fn text(values: &Values<'_>) -> Choice {
    let longest = values.distinct.iter().map(|value| value.chars().count()).max().unwrap_or(0);
    let several = values.distinct.iter().any(|value| value.contains('\n'));
    let kind = if several || longest > 120 { "long_text" } else { "text" };
    Choice { kind, properties: Map::new(), fits: |cell| !matches!(cell, Cell::Error(_)) }
}
