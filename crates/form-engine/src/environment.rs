//! What filling and validating may look at besides the record.

use std::{cell::RefCell, collections::BTreeSet};

use engine_base::{Key, Uuid, Value};
use expression::{Context, Environment, Expr, holds};

use crate::{Linked, Missing, Record};

/// What the caller knows: time and person, linked records, the tree of departments.
#[derive(Clone, Copy)]
pub struct FillEnv<'a> {
    /// Time and person.
    pub context: &'a Context,
    /// Records of other forms.
    pub linked: &'a Linked,
    /// The tree of departments.
    pub departments: &'a dyn Departments,
    /// The id of a new record; none while it is only a preview.
    pub id: Option<Uuid>,
    /// Whether computed fields that are not stored are wanted too: for a preview.
    pub preview: bool,
}

/// The tree of departments.
pub trait Departments {
    /// Whether `department` is `ancestor` or below it.
    fn within(&self, department: Uuid, ancestor: Uuid) -> bool;
}

/// An organisation without departments: each is only within itself.
#[derive(Clone, Copy, Debug)]
pub struct NoDepartments;

impl Departments for NoDepartments {
    fn within(&self, department: Uuid, ancestor: Uuid) -> bool {
        department == ancestor
    }
}

/// Whether a record meets a condition, and which records must be loaded before that can be said.
pub fn meets(condition: &Expr, record: &Record, env: &FillEnv) -> (bool, Vec<Missing>) {
    let missing = RefCell::default();
    let met = holds(condition, &View { values: &record.values, old: None, env, missing: &missing });
    (met, missing.into_inner().into_iter().collect())
}

/// The view that formulas have of one record.
pub(crate) struct View<'a> {
    pub values: &'a [Value],
    pub old: Option<&'a Record>,
    pub env: &'a FillEnv<'a>,
    pub missing: &'a RefCell<BTreeSet<Missing>>,
}

impl View<'_> {
    /// A record of another form, noted as missing when nothing is known about it.
    pub fn record(&self, form: &Key, id: Uuid) -> Option<&Record> {
        match self.env.linked.get(form, id) {
            Some(known) => known,
            None => {
                self.missing.borrow_mut().insert(Missing { form: form.clone(), id });
                None
            }
        }
    }
}

impl Environment for View<'_> {
    fn value(&self, slot: usize) -> &Value {
        self.values.get(slot).unwrap_or(&Value::Null)
    }

    fn old(&self, slot: usize) -> &Value {
        self.old.map_or(&Value::Null, |old| old.get(slot))
    }

    fn linked(&self, form: &Key, id: Uuid, slot: usize) -> Value {
        self.record(form, id).map_or(Value::Null, |record| record.get(slot).clone())
    }

    fn context(&self) -> &Context {
        self.env.context
    }

    fn department_within(&self, department: Uuid, ancestor: Uuid) -> bool {
        self.env.departments.within(department, ancestor)
    }
}
