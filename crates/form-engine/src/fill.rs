//! Computes what follows from a draft: defaults of what is not given, visibility, formulas.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use engine_base::{Row, Value};
use expression::{evaluate, evaluate_row, holds, holds_row};

use self::rows::RowNote;
pub(crate) use self::settle::settle;
use crate::{
    CompiledField, CompiledForm, Draft, FillEnv, Missing, Record, RollupOp, Slots, Source, Step, SystemField,
    environment::View, validate,
};

pub(crate) mod rows;
mod settle;

/// A record with everything that follows from what was given.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The record.
    pub record: Record,
    /// Slots of stored fields whose value differs from the old record's; the version and who wrote it last are not counted.
    pub changed: Slots,
    /// Records that must be loaded for a full answer: load them, put them (or that there is none) into
    /// [`Linked`](crate::Linked), and fill again. A path of n links needs at most n rounds.
    pub missing: Vec<Missing>,
    /// Slots that the draft gave.
    pub(crate) given: Slots,
    /// Slots whose given value could not be read.
    pub(crate) failed: Slots,
    /// Slots whose visibility condition does not hold.
    pub(crate) hidden: Slots,
    pub(crate) by_person: bool,
    /// What is known about the rows of sub-tables, in their order.
    pub(crate) rows: BTreeMap<usize, Vec<RowNote>>,
}

/// Fills a new record, or the `old` one as the draft changes it. Filling what was filled changes nothing more.
pub fn fill(form: &CompiledForm, draft: &Draft, old: Option<&Record>, env: &FillEnv) -> Filled {
    let missing = RefCell::new(BTreeSet::new());
    let mut filling = Filling {
        form,
        draft,
        old,
        env,
        missing: &missing,
        values: start(form, old, env),
        hidden: Slots::default(),
        rows: BTreeMap::new(),
    };
    for (slot, value) in draft.values() {
        if let Some(place) = filling.values.get_mut(slot) {
            *place = value.clone();
        }
    }
    for (slot, given) in draft.tables() {
        filling.place_rows(slot, given);
    }
    for step in form.order.iter().filter(|step| step.decides || env.preview) {
        filling.step(step);
    }
    let Filling { values, hidden, rows, .. } = filling;
    let changed = changed(form, &values, old);
    let (given, failed) = (draft.given(), draft.failed);
    let record = Record { values };
    let mut filled =
        Filled { record, changed, missing: Vec::new(), given, failed, hidden, by_person: draft.by_person, rows };
    if form.looks_through_links {
        // What validating will look at is asked for in the same round.
        validate::look(form, &filled, old, env, &missing);
    }
    filled.missing = missing.into_inner().into_iter().collect();
    filled
}

/// The values before anything is given.
fn start(form: &CompiledForm, old: Option<&Record>, env: &FillEnv) -> Vec<Value> {
    let mut values = old.map(|old| old.values.clone()).unwrap_or_default();
    values.resize(form.fields.len(), Value::Null);
    let me = Value::Id(env.context.me.id);
    let now = engine_base::truncate_to_micros(env.context.now).map_or(Value::Null, Value::Timestamp);
    let mut put = |field: SystemField, value: Value| {
        if let Some(place) = values.get_mut(field.slot()) {
            *place = value;
        }
    };
    match old {
        Some(old) => {
            let version = old.get(SystemField::Version.slot()).as_number().unwrap_or_default();
            put(SystemField::Version, Value::Number(version + engine_base::Decimal::ONE));
        }
        None => {
            put(SystemField::Id, env.id.map_or(Value::Null, Value::Id));
            put(SystemField::Version, Value::Number(engine_base::Decimal::ONE));
            put(SystemField::CreatedAt, now.clone());
            put(SystemField::CreatedBy, me.clone());
            put(SystemField::Owner, me.clone());
        }
    }
    put(SystemField::UpdatedAt, now);
    put(SystemField::UpdatedBy, me);
    if old.is_none() {
        // No record can link to a new one yet.
        for field in &form.fields {
            if let (Some(rollup), Some(place)) = (&field.rollup, values.get_mut(field.slot))
                && matches!(rollup.op, RollupOp::Count | RollupOp::Sum)
            {
                *place = Value::Number(engine_base::Decimal::ZERO);
            }
        }
    }
    values
}

fn changed(form: &CompiledForm, values: &[Value], old: Option<&Record>) -> Slots {
    let moving = [SystemField::Version.slot(), SystemField::UpdatedAt.slot(), SystemField::UpdatedBy.slot()];
    let differs = |slot: usize, value: &Value| old.map_or(*value != Value::Null, |old| value != old.get(slot));
    let kept = form.fields.iter().zip(values).filter(|(field, _)| field.is_stored() && !moving.contains(&field.slot));
    kept.filter(|(field, value)| differs(field.slot, value)).map(|(field, _)| field.slot).collect()
}

struct Filling<'a> {
    form: &'a CompiledForm,
    draft: &'a Draft,
    old: Option<&'a Record>,
    env: &'a FillEnv<'a>,
    missing: &'a RefCell<BTreeSet<Missing>>,
    values: Vec<Value>,
    hidden: Slots,
    rows: BTreeMap<usize, Vec<RowNote>>,
}

impl<'a> Filling<'a> {
    fn view(&self) -> View<'_> {
        View { values: &self.values, old: self.old, env: self.env, missing: self.missing }
    }

    fn step(&mut self, step: &Step) {
        let form = self.form;
        match step.table {
            None => {
                if let Some(field) = form.fields.get(step.slot) {
                    self.field(field);
                }
            }
            Some(table) => {
                let field = form.fields.get(table).and_then(|field| field.table.as_ref()?.fields.get(step.slot));
                if let Some(field) = field {
                    self.row_field(table, field);
                }
            }
        }
    }

    fn field(&mut self, field: &CompiledField) {
        let slot = field.slot;
        let mut value = None;
        let asked = self.old.is_none()
            && self.draft.get(slot).is_none()
            && self.draft.rows(slot).is_none()
            && !self.draft.failed.contains(slot);
        if let Some(default) = field.default.as_ref().filter(|_| asked) {
            value = Some(settle(evaluate(&default.expr, &self.view()), &field.ty));
        }
        if let Some(visible) = &field.visible_when
            && field.source == Source::Input
            && !holds(&visible.expr, &self.view())
        {
            self.hidden.insert(slot);
            value = Some(Value::Null);
            self.rows.remove(&slot);
        }
        if let Some(formula) = &field.formula {
            value = Some(settle(evaluate(&formula.expr, &self.view()), &field.ty));
        }
        if let (Some(value), Some(place)) = (value, self.values.get_mut(slot)) {
            *place = value;
        }
    }

    fn row_field(&mut self, table: usize, field: &CompiledField) {
        let count = self.values.get(table).map_or(0, |value| value.rows().len());
        let mut computed = Vec::with_capacity(count);
        let mut hidden = Vec::new();
        let view = View { values: &self.values, old: self.old, env: self.env, missing: self.missing };
        let notes = self.rows.get(&table).map_or(&[][..], Vec::as_slice);
        for (index, row) in view.values.get(table).map_or(&[][..], Value::rows).iter().enumerate() {
            let note = notes.get(index);
            let mut value = None;
            if let Some(default) =
                field.default.as_ref().filter(|_| note.is_some_and(|note| note.asks_default(field.slot)))
            {
                value = Some(settle(evaluate_row(&default.expr, &view, &row.values), &field.ty));
            }
            if let Some(visible) = &field.visible_when
                && field.source == Source::Input
                && !holds_row(&visible.expr, &view, &row.values)
            {
                hidden.push(index);
                value = Some(Value::Null);
            }
            if let Some(formula) = &field.formula {
                value = Some(settle(evaluate_row(&formula.expr, &view, &row.values), &field.ty));
            }
            computed.push(value);
        }
        self.note_hidden(table, field.slot, &hidden);
        self.put_column(table, field.slot, computed);
    }

    /// Puts one value into each row; rows that are shared with the old record are copied first.
    fn put_column(&mut self, table: usize, slot: usize, column: Vec<Option<Value>>) {
        let Some(Value::Rows(rows)) = self.values.get_mut(table) else { return };
        let same = |(row, value): (&Row, &Option<Value>)| {
            value.as_ref().is_none_or(|value| row.values.get(slot) == Some(value))
        };
        if rows.iter().zip(&column).all(same) {
            return;
        }
        if Arc::get_mut(rows).is_none() {
            *rows = rows.iter().cloned().collect();
        }
        for (row, value) in Arc::get_mut(rows).into_iter().flatten().zip(column) {
            if let (Some(value), Some(place)) = (value, row.values.get_mut(slot)) {
                *place = value;
            }
        }
    }
}
