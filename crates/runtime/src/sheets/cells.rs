//! Cells as the JSON of a field: a cell is read as a person would type it into the form.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

use engine_base::{DataType, Date, Decimal, Issue, Time, TimeZone, Uuid, parse_timestamp};
use form_engine::{CompiledChoice, CompiledField, FieldKind};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use spreadsheet::{Cell, Look, written};

use super::titles::Titles;
use crate::{Actor, Directory, Runtime};

/// What reading needs to know of the world.
pub struct Reading<'a> {
    zone: &'a TimeZone,
    people: HashMap<String, Vec<Uuid>>,
    departments: HashMap<String, Vec<Uuid>>,
    titles: &'a Titles,
    locale: engine_base::Locale,
}

type Read = Result<Json, Issue>;

impl<'a> Reading<'a> {
    /// With the people and departments of now.
    pub fn new(runtime: &'a Runtime, actor: &Actor, titles: &'a Titles) -> Reading<'a> {
        let directory: Arc<Directory> = runtime.directory.load_full();
        let mut people: HashMap<String, Vec<Uuid>> = HashMap::new();
        for person in directory.people.values() {
            people.entry(person.me.account.to_lowercase()).or_default().push(person.id);
        }
        // An account wins over the name of somebody else.
        let mut named: HashMap<String, Vec<Uuid>> = HashMap::new();
        for person in directory.people.values().filter(|person| person.active) {
            named.entry(person.me.name.to_lowercase()).or_default().push(person.id);
        }
        for (name, ids) in named {
            people.entry(name).or_insert(ids);
        }
        let mut departments: HashMap<String, Vec<Uuid>> = HashMap::new();
        for department in directory.departments.values() {
            departments.entry(department.name.to_lowercase()).or_default().push(department.id);
        }
        Reading { zone: &runtime.zone, people, departments, titles, locale: actor.locale }
    }

    /// What `cell` means for `field`; `null` for an empty one.
    pub fn value(&self, cell: &Cell, field: &CompiledField) -> Read {
        match cell {
            Cell::Empty => return Ok(Json::Null),
            Cell::Error(error) => return Err(Issue::new("import.cell_error").with("value", &**error)),
            _ => {}
        }
        let options = || field.options.as_deref();
        match &field.definition.kind {
            FieldKind::Integer(_) | FieldKind::Number(_) | FieldKind::Money(_) | FieldKind::Rating(_) => {
                number(cell).map(written_number)
            }
            FieldKind::Progress => progress(cell).map(written_number),
            FieldKind::Percent(_) => percent(cell).map(written_number),
            FieldKind::YesNo => yes_no(cell),
            FieldKind::Date(_) => {
                date(cell).map(|date| json!(date.to_string())).ok_or_else(|| wrong("import.date", cell))
            }
            FieldKind::Time(_) => {
                let time = time(cell).ok_or_else(|| wrong("import.time", cell))?;
                Ok(json!(time.strftime("%H:%M:%S").to_string()))
            }
            FieldKind::DateTime(_) => self.moment(cell),
            FieldKind::Select(_) | FieldKind::TreeSelect(_) => self.option(&cell.shown(), options()).map(Json::from),
            FieldKind::MultiSelect(_) => {
                let text = cell.shown();
                // A label may hold the sign that otherwise parts two of them.
                match self.option(&text, options()) {
                    Ok(key) => Ok(json!([key])),
                    Err(_) => written::parts(&text)
                        .map(|part| self.option(part, options()))
                        .collect::<Result<Vec<_>, _>>()
                        .map(Json::from),
                }
            }
            FieldKind::Tags(_) => Ok(json!(written::parts(&cell.shown()).collect::<Vec<_>>())),
            FieldKind::User | FieldKind::Owner => self.person(&cell.shown()).map(|id| json!(id)),
            FieldKind::Users => written::parts(&cell.shown())
                .map(|name| self.person(name))
                .collect::<Result<Vec<_>, _>>()
                .map(|ids| json!(ids)),
            FieldKind::Department => {
                let codes = ("import.department", "import.department_ambiguous");
                one(&self.departments, &cell.shown(), codes).map(|id| json!(id))
            }
            FieldKind::Link(_) => self.link(&cell.shown(), &field.ty).map(|id| json!(id)),
            FieldKind::Links(_) => {
                let DataType::List { of } = &field.ty else { return Ok(Json::Null) };
                let text = cell.shown();
                match self.link(&text, of) {
                    Ok(id) => Ok(json!([id])),
                    Err(_) => written::parts(&text)
                        .map(|part| self.link(part, of))
                        .collect::<Result<Vec<_>, _>>()
                        .map(|ids| json!(ids)),
                }
            }
            FieldKind::Region(_) => region(&cell.shown()).map(Json::from),
            FieldKind::Address => Ok(json!({ "detail": cell.shown() })),
            FieldKind::RichText(_) => Ok(json!(paragraphs(&cell.shown()))),
            FieldKind::Json => serde_json::from_str(&cell.shown()).map_err(|_| wrong("import.json", cell)),
            _ => Ok(json!(cell.shown())),
        }
    }

    fn moment(&self, cell: &Cell) -> Read {
        let moment = match cell {
            Cell::Day(date, time) => Some((*date, time.unwrap_or_else(Time::midnight))),
            Cell::Text(text) if parse_timestamp(text).is_some() => return Ok(json!(text)),
            Cell::Text(text) => written::date_time(text),
            _ => None,
        };
        let instant = moment.and_then(|(date, time)| {
            date.to_datetime(time).to_zoned(self.zone.clone()).ok().map(|zoned| zoned.timestamp())
        });
        instant.map(|instant| json!(instant.to_string())).ok_or_else(|| wrong("import.date_time", cell))
    }

    /// The key of an option by its key, its label in any language, or the labels on the way to it.
    fn option(&self, text: &str, options: Option<&BTreeMap<String, CompiledChoice>>) -> Result<String, Issue> {
        let text = text.trim();
        let Some(options) = options else { return Ok(text.to_owned()) };
        if options.contains_key(text) {
            return Ok(text.to_owned());
        }
        let last = text.rsplit(['/', '>']).next().unwrap_or(text).trim();
        let says = |choice: &CompiledChoice, words: &str| {
            choice.choice.label.variants().any(|label| label.trim().eq_ignore_ascii_case(words))
        };
        // One that can be chosen comes before a retired one of the same name.
        let find = |words: &str| {
            let mut found: Vec<_> = options.iter().filter(|(_, choice)| says(choice, words)).collect();
            found.sort_by_key(|(_, choice)| choice.retired);
            found.first().map(|(key, _)| (*key).clone())
        };
        find(text).or_else(|| find(last)).ok_or_else(|| Issue::new("import.option").with("value", text))
    }

    fn person(&self, name: &str) -> Result<Uuid, Issue> {
        one(&self.people, name, ("import.person", "import.person_ambiguous"))
    }

    fn link(&self, title: &str, ty: &DataType) -> Result<Uuid, Issue> {
        let DataType::Link { form } = ty else { return Err(Issue::new("import.link").with("value", title)) };
        self.titles.find(form, title.trim(), self.locale)
    }
}

/// The one of this name; none and several are told apart.
fn one(known: &HashMap<String, Vec<Uuid>>, name: &str, codes: (&'static str, &'static str)) -> Result<Uuid, Issue> {
    let name = name.trim();
    match known.get(&name.to_lowercase()).map(Vec::as_slice) {
        Some([id]) => Ok(*id),
        Some([_, ..]) => Err(Issue::new(codes.1).with("value", name)),
        _ => Err(Issue::new(codes.0).with("value", name)),
    }
}

fn wrong(code: &'static str, cell: &Cell) -> Issue {
    Issue::new(code).with("value", cell.shown())
}

fn written_number(number: Decimal) -> Json {
    json!(number.normalize().to_string())
}

fn number(cell: &Cell) -> Result<Decimal, Issue> {
    let number = match cell {
        Cell::Number(number, _) => Some(*number),
        Cell::Text(text) => written::number(text).map(|amount| amount.number).or_else(|| written::percent(text)),
        _ => None,
    };
    number.ok_or_else(|| wrong("import.number", cell))
}

/// With a percent sign the part of a hundred; a bare number up to one is the fraction itself, a larger one so many percent.
fn percent(cell: &Cell) -> Result<Decimal, Issue> {
    if let Cell::Text(text) = cell
        && let Some(fraction) = written::percent(text)
    {
        return Ok(fraction);
    }
    let bare = number(cell)?;
    let shown_so = matches!(cell, Cell::Number(_, Look::Percent));
    Ok(if shown_so || bare.abs() <= Decimal::ONE { bare } else { bare / Decimal::ONE_HUNDRED })
}

/// Whole percents: `0.35` shown as a percentage and `35%` are 35.
fn progress(cell: &Cell) -> Result<Decimal, Issue> {
    match cell {
        Cell::Number(fraction, Look::Percent) => Ok(*fraction * Decimal::ONE_HUNDRED),
        Cell::Text(text) if written::percent(text).is_some() => {
            percent(cell).map(|fraction| fraction * Decimal::ONE_HUNDRED)
        }
        _ => number(cell),
    }
}

fn yes_no(cell: &Cell) -> Read {
    let yes = match cell {
        Cell::YesNo(yes) => Some(*yes),
        _ => written::yes_no(&cell.shown()),
    };
    yes.map(Json::Bool).ok_or_else(|| wrong("import.yes_no", cell))
}

fn date(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Day(date, _) => Some(*date),
        Cell::Text(text) => written::date_time(text).map(|(date, _)| date),
        Cell::Number(..) => written::date(&cell.shown()),
        _ => None,
    }
}

fn time(cell: &Cell) -> Option<Time> {
    match cell {
        Cell::Time(time) => Some(*time),
        Cell::Day(_, time) => Some(time.unwrap_or_else(Time::midnight)),
        Cell::Text(text) => written::time(text),
        _ => None,
    }
}

fn paragraphs(text: &str) -> String {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.lines().map(|line| format!("<p>{}</p>", escaped(line))).collect()
}

#[derive(Deserialize)]
struct Region {
    code: String,
    name: String,
    parent: Option<String>,
}

/// Codes by name, alone where that is clear, and with the names above it.
static REGIONS: LazyLock<HashMap<String, Option<String>>> = LazyLock::new(|| {
    let regions: Vec<Region> = serde_json::from_str(crate::regions_json()).unwrap_or_default();
    let by_code: HashMap<&str, &Region> = regions.iter().map(|region| (region.code.as_str(), region)).collect();
    let mut codes: HashMap<String, Option<String>> = HashMap::new();
    for region in &regions {
        let mut path = region.name.clone();
        let mut above = region.parent.as_deref().and_then(|code| by_code.get(code));
        let mut names = vec![path.clone()];
        while let Some(parent) = above {
            path.insert_str(0, &parent.name);
            names.push(path.clone());
            above = parent.parent.as_deref().and_then(|code| by_code.get(code));
        }
        names.dedup();
        for name in names {
            codes.entry(name).and_modify(|code| *code = None).or_insert_with(|| Some(region.code.clone()));
        }
    }
    codes
});

fn region(text: &str) -> Result<String, Issue> {
    let name: String = text.chars().filter(|c| !matches!(c, ' ' | '/' | '-' | '、' | ',' | '，' | '>')).collect();
    if name.len() == 6 && name.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(name);
    }
    REGIONS.get(&name).cloned().flatten().ok_or_else(|| Issue::new("import.region").with("value", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_found_by_name() {
        for (text, code) in [
            ("浙江省", "330000"),
            ("浙江省宁波市", "330200"),
            ("浙江省/宁波市/北仑区", "330206"),
            ("北仑区", "330206"),
            ("330206", "330206"),
        ] {
            assert_eq!(region(text).as_deref(), Ok(code), "{text}");
        }
        // There are several of them.
        assert!(region("鼓楼区").is_err());
    }

    #[test]
    fn percents_keep_their_meaning() {
        for (cell, expected) in [
            (Cell::text("12.5%"), "0.125"),
            (Cell::text("12.5"), "0.125"),
            (Cell::text("0.5"), "0.5"),
            (Cell::Number(Decimal::new(3, 0), Look::Percent), "3"),
        ] {
            assert_eq!(percent(&cell).unwrap().normalize().to_string(), expected, "{cell:?}");
        }
    }

    #[test]
    fn markup_in_cells_is_text() {
        assert_eq!(paragraphs("a <b>\nc"), "<p>a &lt;b&gt;</p><p>c</p>");
    }
}
