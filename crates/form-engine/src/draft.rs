//! What somebody wants a record to be: the values given, by slot; what is not given stays as it is.

use std::collections::BTreeMap;

use engine_base::{Uuid, Value};

use crate::{CompiledForm, Slots};

/// Values given for a new or existing record.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// By slot; `None` is not given, an empty value is given empty.
    values: Vec<Option<Value>>,
    /// The rows of those sub-tables that are given; they replace the rows that were there.
    rows: BTreeMap<usize, Vec<DraftRow>>,
    /// Slots whose given value could not be read.
    pub(crate) failed: Slots,
    /// Whether a person or integrator gave it, so that fields may be closed to it.
    pub(crate) by_person: bool,
}

/// Values given for one row of a sub-table.
#[derive(Clone, Debug, Default)]
pub struct DraftRow {
    /// The row that is meant; a new one when there is none.
    pub id: Option<Uuid>,
    /// By slot of the row.
    pub(crate) values: Vec<Option<Value>>,
    pub(crate) failed: Slots,
}

impl Draft {
    /// A draft of the platform's own, which may write what is closed to people (but not computed fields).
    pub fn new(form: &CompiledForm) -> Draft {
        Draft { values: vec![None; form.fields.len()], ..Draft::default() }
    }

    /// Gives a value. The rows of a sub-table are given whole.
    pub fn set(&mut self, slot: usize, value: Value) {
        if let Value::Rows(rows) = &value {
            let row = |row: &engine_base::Row| DraftRow {
                id: row.id,
                values: row.values.iter().cloned().map(Some).collect(),
                failed: Slots::default(),
            };
            self.rows.insert(slot, rows.iter().map(row).collect());
        } else if let Some(place) = self.values.get_mut(slot) {
            *place = Some(value);
        }
    }

    /// Gives the rows of a sub-table.
    pub fn set_rows(&mut self, slot: usize, rows: Vec<DraftRow>) {
        self.rows.insert(slot, rows);
    }

    /// The value given for a slot.
    pub fn get(&self, slot: usize) -> Option<&Value> {
        self.values.get(slot)?.as_ref()
    }

    /// The rows given for a sub-table.
    pub fn rows(&self, slot: usize) -> Option<&[DraftRow]> {
        self.rows.get(&slot).map(Vec::as_slice)
    }

    /// Which slots are given.
    pub fn given(&self) -> Slots {
        let values = self.values.iter().enumerate().filter(|(_, value)| value.is_some()).map(|(slot, _)| slot);
        values.chain(self.rows.keys().copied()).collect()
    }

    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.values.iter().all(Option::is_none)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.values.iter().enumerate().filter_map(|(slot, value)| Some((slot, value.as_ref()?)))
    }

    pub(crate) fn tables(&self) -> impl Iterator<Item = (usize, &[DraftRow])> {
        self.rows.iter().map(|(slot, rows)| (*slot, rows.as_slice()))
    }
}

impl DraftRow {
    /// A row with nothing given, of a table with so many fields.
    pub fn new(id: Option<Uuid>, fields: usize) -> DraftRow {
        DraftRow { id, values: vec![None; fields], failed: Slots::default() }
    }

    /// Gives a value.
    pub fn set(&mut self, slot: usize, value: Value) {
        if let Some(place) = self.values.get_mut(slot) {
            *place = Some(value);
        }
    }

    /// The value given for a slot of the row.
    pub fn get(&self, slot: usize) -> Option<&Value> {
        self.values.get(slot)?.as_ref()
    }
}
