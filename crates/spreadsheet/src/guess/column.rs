//! The kind of one column: the first that nearly all of its values fit.

use std::collections::BTreeSet;

use serde_json::Map;

use super::{
    Column, Misfit, Names,
    key::Keys,
    kinds::{self, Choice},
};
use crate::{Cell, Line};

/// Cells that are named when they do not fit.
const NAMED: usize = 20;
/// Values shown.
const SAMPLES: usize = 5;
/// Different values that are few.
const FEW: usize = 50;
/// Different values that are told apart; more are as good as all different.
const TOLD_APART: usize = 10_000;

/// The values of a column with the numbers of their rows.
pub struct Values<'a> {
    /// What the header says.
    pub header: &'a str,
    /// Cells that hold something.
    pub cells: Vec<(u32, &'a Cell)>,
    /// Different values as shown, in the order in which they come.
    pub distinct: Vec<String>,
}

/// Guesses one column.
pub fn guess(index: usize, header: String, data: &[&Line], names: &Names, keys: &mut Keys) -> Column {
    let cells: Vec<(u32, &Cell)> =
        data.iter().map(|line| (line.number, line.cell(index))).filter(|(_, cell)| !cell.is_empty()).collect();
    let mut seen = BTreeSet::new();
    let mut distinct = Vec::new();
    for (_, cell) in &cells {
        let shown = cell.shown();
        if seen.len() < TOLD_APART && seen.insert(shown.clone()) {
            distinct.push(shown);
        }
    }
    let values = Values { header: &header, cells, distinct };
    let Choice { kind, properties, fits } = choose(&values, names);
    let wrong: Vec<&(u32, &Cell)> = values.cells.iter().filter(|(_, cell)| !fits(cell)).collect();
    let misfit = |(row, cell): &&(u32, &Cell)| Misfit { row: *row, value: clip(&cell.shown()) };
    Column {
        index,
        key: keys.take(&header, kind),
        kind,
        properties,
        samples: values.distinct.iter().take(SAMPLES).map(|value| clip(value)).collect(),
        values: if values.distinct.len() <= FEW {
            values.distinct.iter().map(|value| clip(value)).collect()
        } else {
            Vec::new()
        },
        empty: data.len() - values.cells.len(),
        distinct: values.distinct.len(),
        misfits: wrong.iter().take(NAMED).map(misfit).collect(),
        misfit_count: wrong.len(),
        header,
    }
}

fn choose(values: &Values<'_>, names: &Names) -> Choice {
    if values.cells.is_empty() {
        return kinds::text(values);
    }
    let typed =
        kinds::BY_VALUE.iter().filter_map(|candidate| candidate(values)).find(|choice| holds(values, choice.fits));
    if let Some(choice) = typed {
        return choice;
    }
    let known = |names: &BTreeSet<String>| values.distinct.iter().all(|value| names.contains(value));
    let simple = |kind| Choice { kind, properties: Map::new(), fits: |_| true };
    if known(&names.people) {
        return simple("user");
    }
    if known(&names.departments) {
        return simple("department");
    }
    kinds::select(values).or_else(|| kinds::multi_select(values)).unwrap_or_else(|| kinds::text(values))
}

/// Whether so many values fit that the others look like mistakes.
fn holds(values: &Values<'_>, fits: fn(&Cell) -> bool) -> bool {
    let wrong = values.cells.iter().filter(|(_, cell)| !fits(cell)).count();
    match values.cells.len() {
        count @ ..8 => wrong == 0 && count > 0,
        count @ ..20 => wrong <= 1 && count > 0,
        count => wrong * 20 <= count,
    }
}

fn clip(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
