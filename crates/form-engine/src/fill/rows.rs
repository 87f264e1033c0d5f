//! The rows of a sub-table as they are given: existing rows keep what is not named, others begin empty.

use std::sync::Arc;

use engine_base::{Row, Value};

use super::Filling;
use crate::{DraftRow, Slots};

/// What is known about one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowNote {
    /// Its place among the old rows.
    pub before: Option<usize>,
    /// Slots of the row that the draft gave.
    pub given: Slots,
    /// Slots whose given value could not be read.
    pub failed: Slots,
    /// Slots whose visibility condition does not hold.
    pub hidden: Slots,
}

impl RowNote {
    pub(super) fn asks_default(&self, slot: usize) -> bool {
        self.before.is_none() && !self.given.contains(slot) && !self.failed.contains(slot)
    }
}

impl Filling<'_> {
    /// Puts the given rows in place of the old ones.
    pub(super) fn place_rows(&mut self, slot: usize, given: &[DraftRow]) {
        let Some(table) = self.form.fields.get(slot).and_then(|field| field.table.as_ref()) else { return };
        let before = self.old.map_or(&[][..], |old| old.get(slot).rows());
        let mut notes: Vec<RowNote> = Vec::with_capacity(given.len());
        let mut rows: Vec<Row> = Vec::with_capacity(given.len());
        for draft in given {
            let place = draft.id.and_then(|id| before.iter().position(|row| row.id == Some(id)));
            let mut values =
                place.and_then(|place| before.get(place)).map(|row| row.values.clone()).unwrap_or_default();
            values.resize(table.fields.len(), Value::Null);
            let mut note = RowNote { before: place, failed: draft.failed, ..RowNote::default() };
            for (at, (value, kept)) in draft.values.iter().zip(&mut values).enumerate() {
                if let Some(value) = value {
                    *kept = value.clone();
                    note.given.insert(at);
                }
            }
            notes.push(note);
            rows.push(Row { id: draft.id, values });
        }
        if let Some(kept) = self.values.get_mut(slot) {
            *kept = if rows.is_empty() { Value::Null } else { Value::Rows(Arc::from(rows)) };
        }
        self.rows.insert(slot, notes);
    }

    /// Takes note that a field is hidden in some rows.
    pub(super) fn note_hidden(&mut self, table: usize, slot: usize, hidden: &[usize]) {
        if hidden.is_empty() {
            return;
        }
        let count = self.values.get(table).map_or(0, |value| value.rows().len());
        // Rows that were not given are the old ones in their order.
        let notes = self
            .rows
            .entry(table)
            .or_insert_with(|| (0..count).map(|row| RowNote { before: Some(row), ..RowNote::default() }).collect());
        for row in hidden {
            if let Some(note) = notes.get_mut(*row) {
                note.hidden.insert(slot);
            }
        }
    }
}
