//! Says everything that is wrong with a filled record.
//!
//! What did not change is not asked again: a limit of `today()` lets an old date stand, a retired option stays where it
//! was chosen. Required values are always asked for.

use std::{
    cell::RefCell,
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use engine_base::{DataType, Issue, Issues, Value};
use expression::{Formula, evaluate, evaluate_row, holds, holds_row};

use self::field::Asked;
use crate::{CompiledForm, FillEnv, Filled, Missing, Record, Slots, environment::View, fill::rows::RowNote};

mod field;
mod references;

/// Everything that is wrong with the record; places are JSON pointers into it. Records that were missing when it was
/// filled are not judged.
pub fn validate(form: &CompiledForm, filled: &Filled, old: Option<&Record>, env: &FillEnv) -> Issues {
    let missing = RefCell::default();
    let mut validation = Validation { form, filled, old, env, missing: &missing, issues: Issues::new() };
    validation.record();
    validation.issues
}

/// Looks at everything that validating looks at, to find out what is missing.
pub(crate) fn look(
    form: &CompiledForm,
    filled: &Filled,
    old: Option<&Record>,
    env: &FillEnv,
    missing: &RefCell<BTreeSet<Missing>>,
) {
    Validation { form, filled, old, env, missing, issues: Issues::new() }.record();
}

struct Validation<'a> {
    form: &'a CompiledForm,
    filled: &'a Filled,
    old: Option<&'a Record>,
    env: &'a FillEnv<'a>,
    missing: &'a RefCell<BTreeSet<Missing>>,
    issues: Issues,
}

/// Where conditions are evaluated: on a record, maybe in one of its rows.
struct Spot<'a> {
    view: View<'a>,
    row: Option<&'a [Value]>,
}

impl Spot<'_> {
    fn holds(&self, formula: &Formula) -> bool {
        match self.row {
            None => holds(&formula.expr, &self.view),
            Some(row) => holds_row(&formula.expr, &self.view, row),
        }
    }

    fn value(&self, formula: &Formula) -> Value {
        match self.row {
            None => evaluate(&formula.expr, &self.view),
            Some(row) => evaluate_row(&formula.expr, &self.view, row),
        }
    }
}

impl<'a> Validation<'a> {
    /// The record as it will be, or as it was.
    fn view(&self, values: &'a [Value]) -> View<'a> {
        View { values, old: self.old, env: self.env, missing: self.missing }
    }

    fn record(&mut self) {
        let (filled, form, old) = (self.filled, self.form, self.old);
        let values = filled.record.values.as_slice();
        for field in form.fields.iter().filter(|field| field.is_written()) {
            let slot = field.slot;
            let asked = Asked {
                field,
                value: filled.record.get(slot),
                before: old.map_or(&Value::Null, |old| old.get(slot)),
                is_new: old.is_none(),
                changed: filled.changed.contains(slot),
                watched: filled.changed.contains_any(&field.watches),
                given: filled.given.contains(slot),
                hidden: filled.hidden.contains(slot),
            };
            if !filled.failed.contains(slot) {
                let now = Spot { view: self.view(values), row: None };
                let then = Spot { view: self.view(old.map_or(values, |old| &old.values)), row: None };
                self.field("", &asked, &now, &then);
            }
            if let Some(table) = &field.table {
                self.rows(&asked, &table.fields);
            }
        }
        self.checks();
    }

    fn rows(&mut self, table: &Asked<'a>, fields: &'a [crate::CompiledField]) {
        let (values, old) = (self.filled.record.values.as_slice(), self.old);
        let notes = self.filled.rows.get(&table.field.slot);
        let mut seen = BTreeSet::new();
        for (index, row) in table.value.rows().iter().enumerate() {
            let prefix = format!("/{}/{index}", table.field.key);
            let unchanged = RowNote { before: Some(index), ..RowNote::default() };
            let note = notes.map_or(&unchanged, |notes| notes.get(index).unwrap_or(&unchanged));
            let before = note.before.and_then(|at| table.before.rows().get(at));
            if self.filled.by_person && row.id.is_some() && before.is_none() {
                self.issues.push(Issue::new("row.unknown").at(format!("{prefix}/id")));
                continue;
            }
            if row.id.is_some_and(|id| !seen.insert(id)) {
                self.issues.push(Issue::new("row.twice").at(format!("{prefix}/id")));
                continue;
            }
            let moved = before.is_none_or(|before| before.values != row.values);
            for field in fields.iter().filter(|field| field.is_written() && !note.failed.contains(field.slot)) {
                let value = row.values.get(field.slot).unwrap_or(&Value::Null);
                let was = before.and_then(|before| before.values.get(field.slot)).unwrap_or(&Value::Null);
                let asked = Asked {
                    field,
                    value,
                    before: was,
                    is_new: before.is_none(),
                    changed: value != was,
                    watched: moved || self.filled.changed.contains_any(&field.watches),
                    given: note.given.contains(field.slot),
                    hidden: note.hidden.contains(field.slot),
                };
                let now = Spot { view: self.view(values), row: Some(&row.values) };
                let then_row = before.map_or(&row.values, |before| &before.values);
                let then = Spot { view: self.view(old.map_or(values, |old| &old.values)), row: Some(then_row) };
                self.field(&prefix, &asked, &now, &then);
            }
        }
    }

    fn checks(&mut self) {
        let filled = self.filled;
        let view = self.view(&filled.record.values);
        let failed = failed_slots(&filled.failed, &filled.rows);
        for check in &self.form.checks {
            let concerned = self.old.is_none() || check.slots.is_empty() || filled.changed.contains_any(&check.slots);
            if concerned && !failed.contains_any(&check.slots) && !holds(&check.that.expr, &view) {
                let path = check.at.as_ref().map_or(String::new(), |key| Issue::join("", key));
                self.issues.push(Issue::new("check.failed").at(path).saying(check.message.clone()));
            }
        }
    }
}

/// Slots of which a part could not be read.
fn failed_slots(failed: &Slots, rows: &BTreeMap<usize, Vec<RowNote>>) -> Slots {
    let mut all = *failed;
    for (slot, notes) in rows {
        if notes.iter().any(|note| !note.failed.is_empty()) {
            all.insert(*slot);
        }
    }
    all
}

/// Which of two values of one type comes first.
pub(crate) fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Some(a.cmp(b)),
        (Value::Timestamp(a), Value::Timestamp(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

/// A limit as an issue names it: the wire form without quotes.
pub(crate) fn limit_text(value: &Value) -> String {
    match value {
        Value::Number(number) => number.normalize().to_string(),
        other => {
            let mut out = Vec::new();
            engine_base::write_value(&mut out, other, &DataType::Null);
            String::from_utf8_lossy(&out).trim_matches('"').to_owned()
        }
    }
}
