//! Bringing rows of a sheet in: each row is created for itself on the one write path, and rows that are wrong are named.

use std::collections::{BTreeMap, BTreeSet};

use app_definition::{AuthorizedQuery, Refusal, Right, Verb};
use engine_base::{Issue, Issues, Uuid};
use form_engine::{CompiledField, FieldKind, Source};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use spreadsheet::{Cell, Line, Sheet};
use utoipa::ToSchema;

use super::{cells::Reading, parsed, titles::Titles};
use crate::{
    Actor, Error, IssueView, Runtime,
    records::{Numbered, Once, Refused},
};

/// Rows of one request at most.
const MOST_ROWS: usize = 5000;
/// Records stored by one transaction.
const TOGETHER: usize = 500;
/// Wrong rows that are named.
const NAMED: usize = 1000;
/// Columns that can be matched.
const MOST_COLUMNS: usize = 500;

/// The body of `POST …/import`.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// The file that `POST sheets` took.
    pub file: Uuid,
    /// The sheet; the first one when left out.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The row with the names of the columns; left out when there is none.
    #[serde(default)]
    pub header_row: Option<u32>,
    /// Fields by column: its place from 0, or what the header says.
    pub columns: BTreeMap<String, String>,
    /// Only says what would become of the rows.
    #[serde(default)]
    pub dry_run: bool,
    /// The row to begin with; the answer names the next one.
    #[serde(default)]
    pub from: Option<u32>,
    /// Rows to look at, 1 to 5,000.
    #[serde(default)]
    pub limit: Option<usize>,
    /// Only these rows.
    #[serde(default)]
    pub rows: Option<BTreeSet<u32>>,
    /// What to take instead of what stands in the file: by row and field.
    #[serde(default)]
    pub cells: BTreeMap<u32, BTreeMap<String, String>>,
}

/// What became of the rows.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Imports {
    /// Rows that were looked at.
    pub rows: usize,
    /// Records that were created, or would be.
    pub created: usize,
    /// Rows that are wrong, the first 1,000.
    pub rejected: Vec<RejectedRow>,
    /// How many rows are wrong.
    pub rejected_count: usize,
    /// Where the next request goes on; none when all rows were looked at.
    pub next_row: Option<u32>,
}

/// A row that was not created.
#[derive(Debug, Serialize, ToSchema)]
pub struct RejectedRow {
    /// Its number in the file.
    pub row: u32,
    /// What is wrong; the path names the field.
    pub issues: Vec<IssueView>,
    /// What stands in its cells, by field.
    pub cells: BTreeMap<String, String>,
}

impl Runtime {
    /// Creates a record for each row that is right; once, however often it is asked under the same key.
    pub async fn import_rows(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        request: ImportRequest,
        key: Option<String>,
    ) -> Result<Imports, Error> {
        let published = self.app(app)?;
        let query = published.access(actor)?.query(form, Verb::Create)?;
        let limit = request.limit.unwrap_or(MOST_ROWS);
        if !(1..=MOST_ROWS).contains(&limit) {
            return Err(Error::Request(vec![Issue::new("import.rows").at("/limit").with("max", MOST_ROWS)]));
        }
        let (_, bytes) = self.download(actor, request.file).await?;
        let (sheets, _) = parsed(bytes).await?;
        let sheet = chosen(&sheets, request.sheet.as_deref())?;
        let columns = matched(sheet, &request, &query)?;
        let (lines, next_row) = wanted(sheet, &request, limit);
        let titles = Titles::look_up(self, actor, app, &query, &columns, &lines, &request.cells).await?;
        let reading = Reading::new(self, actor, &titles);
        let mut done = Imports { rows: lines.len(), next_row, ..Imports::default() };
        let asked = serde_json::to_value(&request).map_err(std::io::Error::other)?;
        for together in lines.chunks(TOGETHER) {
            let Some(first) = together.first() else { continue };
            let once = key.as_ref().map(|key| {
                // Each transaction of a request has a key of its own: what was done stays done when a later one fails.
                Once::new(
                    actor,
                    format!("{key} {}", first.number),
                    format!("import {app}/{form}"),
                    &asked,
                    self.clock.now(),
                )
            });
            let read = |line| Row::read(line, &columns, request.cells.get(&line.number), &reading);
            let (right, wrong): (Vec<Row<'_>>, Vec<Row<'_>>) =
                together.iter().copied().map(read).partition(|row| row.issues.is_empty());
            let bodies = |rows: &[Row<'_>]| -> Numbered {
                rows.iter().map(|row| (row.line.number, Json::Object(row.body.clone()))).collect()
            };
            // What else is wrong with a row is said at once, as far as its other cells tell.
            let mut tried = self.try_each(actor, app, form, bodies(&wrong)).await?;
            let refused: Refused = wrong
                .into_iter()
                .map(|row| {
                    let further = tried.remove(&row.line.number).unwrap_or_default();
                    (row.line.number, row.learned(further))
                })
                .collect();
            let refused = if request.dry_run {
                let mut all = self.try_each(actor, app, form, bodies(&right)).await?;
                all.extend(refused);
                all
            } else {
                self.create_each(actor, app, form, bodies(&right), refused, once).await?
            };
            done.created += together.len() - refused.len();
            done.rejected_count += refused.len();
            let room = NAMED.saturating_sub(done.rejected.len());
            let of = |line: &Line| Some(rejected(line, refused.get(&line.number)?, &columns, &request, actor));
            done.rejected.extend(together.iter().copied().filter_map(of).take(room));
        }
        Ok(done)
    }
}

/// A column and the field that it becomes.
pub struct Matched<'a> {
    /// The place of the column.
    pub index: usize,
    /// The field.
    pub field: &'a CompiledField,
}

/// A row on its way to a record.
struct Row<'a> {
    line: &'a Line,
    body: Map<String, Json>,
    issues: Issues,
}

impl<'a> Row<'a> {
    fn read(
        line: &'a Line,
        columns: &[Matched<'_>],
        instead: Option<&'a BTreeMap<String, String>>,
        reading: &Reading<'_>,
    ) -> Row<'a> {
        let mut row = Row { line, body: Map::new(), issues: Issues::new() };
        for Matched { index, field } in columns {
            let cell = cell_of(line, *index, field, instead);
            match reading.value(&cell, field) {
                Ok(Json::Null) => {}
                Ok(value) => {
                    row.body.insert(field.key.to_string(), value);
                }
                Err(issue) => row.issues.push(issue.inside(&Issue::join("", &field.key))),
            }
        }
        row
    }

    /// What is wrong with it, with further issues but for fields that could not be read: they are missing for no other reason.
    fn learned(mut self, further: Vec<Issue>) -> Vec<Issue> {
        let field = |issue: &Issue| issue.path.split('/').nth(1).unwrap_or_default().to_owned();
        let known: BTreeSet<String> = self.issues.iter().map(field).collect();
        self.issues.extend(further.into_iter().filter(|issue| !known.contains(&field(issue))));
        self.issues
    }
}

fn rejected(
    line: &Line,
    issues: &[Issue],
    columns: &[Matched<'_>],
    request: &ImportRequest,
    actor: &Actor,
) -> RejectedRow {
    let instead = request.cells.get(&line.number);
    let shown = |column: &Matched<'_>| {
        let cell = cell_of(line, column.index, column.field, instead);
        (column.field.key.to_string(), cell.shown())
    };
    RejectedRow {
        row: line.number,
        issues: issues.iter().map(|issue| IssueView::new(issue, actor.locale)).collect(),
        cells: columns.iter().map(shown).collect(),
    }
}

/// The cell of a row, or what is to be taken instead of it.
pub fn cell_of(line: &Line, index: usize, field: &CompiledField, instead: Option<&BTreeMap<String, String>>) -> Cell {
    match instead.and_then(|cells| cells.get(field.key.as_str())) {
        Some(text) => Cell::text(text),
        None => line.cell(index).clone(),
    }
}

fn chosen<'a>(sheets: &'a [Sheet], name: Option<&str>) -> Result<&'a Sheet, Error> {
    let found = match name {
        Some(name) => sheets.iter().find(|sheet| sheet.name == name),
        None => sheets.iter().find(|sheet| !sheet.lines.is_empty()),
    };
    let unknown = || Issue::new("sheet.unknown").at("/sheet").with("sheet", name.unwrap_or_default());
    found.ok_or_else(|| Error::Request(vec![unknown()]))
}

/// The fields of the columns. All that is wrong is named at once; a field that may not be written is refused.
fn matched<'a>(sheet: &Sheet, request: &ImportRequest, query: &'a AuthorizedQuery) -> Result<Vec<Matched<'a>>, Error> {
    let size = Issue::new("import.columns").at("/columns").with("max", MOST_COLUMNS);
    if request.columns.is_empty() || request.columns.len() > MOST_COLUMNS {
        return Err(Error::Request(vec![size]));
    }
    let head = request.header_row.and_then(|number| sheet.lines.iter().find(|line| line.number == number));
    let width = sheet.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let place = |column: &str| match column.parse::<usize>() {
        Ok(index) if index < width => Some(index),
        _ => head.and_then(|head| head.cells.iter().position(|cell| !cell.is_empty() && cell.shown() == column)),
    };
    let (mut columns, mut issues, mut taken) = (Vec::new(), Issues::new(), BTreeSet::new());
    let form = query.form();
    for (column, key) in &request.columns {
        let path = Issue::join("/columns", column);
        let field = form.slots.get(key.as_str()).and_then(|slot| form.fields.get(*slot));
        let known = field.filter(|field| query.right(field.slot) > Right::Hidden && field.source != Source::None);
        let Some(field) = known else {
            issues.push(Issue::new("field.unknown").at(path).with("field", key.as_str()));
            continue;
        };
        if !can_import(field) {
            issues.push(Issue::new("import.field_kind").at(path).with("field", key.as_str()));
        } else if query.right(field.slot) < Right::Write {
            return Err(Refusal::Field { form: form.key.clone(), field: key.clone() }.into());
        } else if !taken.insert(field.slot) {
            issues.push(Issue::new("import.column_taken").at(path).with("field", key.as_str()));
        } else if let Some(index) = place(column) {
            columns.push(Matched { index, field });
        } else {
            issues.push(Issue::new("import.column_unknown").at(path).with("column", column.as_str()));
        }
    }
    columns.sort_by_key(|column| column.index);
    if issues.is_empty() { Ok(columns) } else { Err(Error::Request(issues)) }
}

fn can_import(field: &CompiledField) -> bool {
    let kind = &field.definition.kind;
    match field.source {
        Source::Input => !matches!(kind, FieldKind::Table(_) | FieldKind::File(_) | FieldKind::Image(_)),
        Source::System => matches!(kind, FieldKind::Owner),
        _ => false,
    }
}

/// The rows of this request, and the one that comes after them.
fn wanted<'a>(sheet: &'a Sheet, request: &ImportRequest, limit: usize) -> (Vec<&'a Line>, Option<u32>) {
    let from = request.from.unwrap_or(0);
    let asked = |number: u32| request.rows.as_ref().is_none_or(|rows| rows.contains(&number));
    let mut lines = sheet.data(request.header_row).into_iter().filter(|line| line.number >= from && asked(line.number));
    let part: Vec<&Line> = lines.by_ref().take(limit).collect();
    (part, lines.next().map(|line| line.number))
}
