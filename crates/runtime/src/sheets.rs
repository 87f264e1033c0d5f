//! Spreadsheets: what is in an uploaded file, and bringing its rows in as records.

mod cells;
mod import;
mod titles;

use engine_base::{Issue, Uuid};
use serde::Serialize;
use serde_json::Value as Json;
use spreadsheet::{Guess, Names, Sheet};
use utoipa::ToSchema;

pub use import::{ImportRequest, Imports, RejectedRow};

use crate::{Actor, Error, FileView, Runtime};

/// A file that was read as sheets.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetFile {
    /// The file; it is kept for a day.
    pub file: FileView,
    /// What is in it.
    pub sheets: Vec<SheetView>,
}

/// A sheet and the form that it could be.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetView {
    /// Its name; empty for a text file.
    pub name: String,
    /// Rows of data.
    pub rows: usize,
    /// The number of the row with the names of the columns; none when there is no such row.
    pub header_row: Option<u32>,
    /// The key of the column that names a record best.
    pub title: Option<String>,
    /// The columns that hold anything.
    pub columns: Vec<SheetColumn>,
}

/// A column and the field that it could be.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetColumn {
    /// Its place, from 0.
    pub index: usize,
    /// What the header says, or its letter.
    pub header: String,
    /// A key for the field.
    pub key: String,
    /// The kind of field.
    pub kind: String,
    /// Properties of that kind, as they stand in a field's definition.
    #[schema(value_type = Object)]
    pub properties: Json,
    /// Up to five different values.
    pub samples: Vec<String>,
    /// All different values when there are at most fifty.
    pub values: Vec<String>,
    /// Rows without a value.
    pub empty: usize,
    /// Different values.
    pub distinct: usize,
    /// Cells that do not fit the kind; the first twenty.
    pub problems: Vec<CellProblem>,
    /// How many cells do not fit.
    pub problem_count: usize,
}

/// A cell that does not fit the kind of its column.
#[derive(Debug, Serialize, ToSchema)]
pub struct CellProblem {
    /// The number of its row.
    pub row: u32,
    /// What stands there.
    pub value: String,
}

impl Runtime {
    /// Takes a file and says what is in it.
    pub async fn upload_sheets(&self, actor: &Actor, name: String, bytes: Vec<u8>) -> Result<SheetFile, Error> {
        let (sheets, bytes) = parsed(bytes).await?;
        let file = self.upload(actor, name, bytes).await?;
        Ok(SheetFile { file, sheets: self.views(&sheets, None) })
    }

    /// What is in a file that was taken before; `header_row` says where the names of the columns stand, 0 that there are none.
    pub async fn sheets(&self, actor: &Actor, file: Uuid, header_row: Option<u32>) -> Result<SheetFile, Error> {
        let (file, bytes) = self.download(actor, file).await?;
        let (sheets, _) = parsed(bytes).await?;
        Ok(SheetFile { file, sheets: self.views(&sheets, header_row) })
    }

    fn views(&self, sheets: &[Sheet], header_row: Option<u32>) -> Vec<SheetView> {
        let directory = self.directory.load();
        let names = Names {
            people: directory.people.values().map(|person| person.me.name.to_string()).collect(),
            departments: directory.departments.values().map(|department| department.name.to_string()).collect(),
        };
        let filled = sheets.iter().filter(|sheet| !sheet.lines.is_empty());
        filled.map(|sheet| view(sheet, spreadsheet::guess(sheet, header_row, &names))).collect()
    }
}

/// Reads a file beside the request's own thread; also gives the bytes back.
async fn parsed(bytes: Vec<u8>) -> Result<(Vec<Sheet>, Vec<u8>), Error> {
    let work = tokio::task::spawn_blocking(move || (spreadsheet::read(&bytes), bytes));
    // A reader that gives up on a damaged file is no failure of ours.
    let damaged = |_| Error::Issues(vec![Issue::new("sheet.unreadable").with("reason", "…")]);
    let (sheets, bytes) = work.await.map_err(damaged)?;
    Ok((sheets.map_err(|issue| Error::Issues(vec![issue]))?, bytes))
}

fn view(sheet: &Sheet, guess: Guess) -> SheetView {
    let column = |column: spreadsheet::Column| SheetColumn {
        index: column.index,
        header: column.header,
        key: column.key,
        kind: column.kind.to_owned(),
        properties: Json::Object(column.properties),
        samples: column.samples,
        values: column.values,
        empty: column.empty,
        distinct: column.distinct,
        problems: column
            .misfits
            .into_iter()
            .map(|misfit| CellProblem { row: misfit.row, value: misfit.value })
            .collect(),
        problem_count: column.misfit_count,
    };
    SheetView {
        name: sheet.name.clone(),
        rows: guess.rows,
        header_row: guess.header_row,
        title: guess.title,
        columns: guess.columns.into_iter().map(column).collect(),
    }
}
