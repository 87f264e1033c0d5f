//! A form after it was checked: names are slots, texts are typed trees, nothing is looked up any more.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{DataType, Key, Text, Uuid, Value};
use expression::Formula;

use crate::{Choice, Field, FieldKind, Form, FormSettings, RollupOp, SerialPattern, json_schema::sample_of_type};

/// A form ready for work. A record of it is a [`Record`]: one value per slot.
#[derive(Debug)]
pub struct CompiledForm {
    /// The form's key.
    pub key: Key,
    /// The document it was compiled from.
    pub definition: Arc<Form>,
    /// By slot; the first slots are the [`SYSTEM_FIELDS`].
    pub fields: Vec<CompiledField>,
    /// Slots by field key.
    pub slots: BTreeMap<Key, usize>,
    /// The slot of the title.
    pub title: usize,
    /// What [`fill`](crate::fill) must compute, in order; fields without default, condition or formula do not stand here.
    pub order: Vec<Step>,
    /// Conditions over several fields.
    pub checks: Vec<CompiledCheck>,
    /// What may stand only once (fields marked unique as well as keys over several).
    pub unique: Vec<CompiledUnique>,
    /// Whether anything that decides about a record looks at linked records or files, so that those may have to be loaded.
    pub looks_through_links: bool,
    /// Settings of the app.
    pub settings: FormSettings,
}

/// One step of filling a record: the default, visibility and formula of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The sub-table, when it is a field of each of its rows.
    pub table: Option<usize>,
    /// The slot in the record or row.
    pub slot: usize,
    /// Whether the record as it is stored, or what is said about it, depends on it. What is left out here is computed
    /// whenever the record is read.
    pub decides: bool,
}

/// A field ready for work.
#[derive(Debug)]
pub struct CompiledField {
    /// The field's key.
    pub key: Key,
    /// Its place in a record.
    pub slot: usize,
    /// The type of its values.
    pub ty: DataType,
    /// Where its value comes from.
    pub source: Source,
    /// The definition; system fields that the form does not mention have a plain one.
    pub definition: Field,
    /// The rows, for a sub-table.
    pub table: Option<CompiledTable>,
    /// What can be chosen: every option of the set, flat, with the path of keys above it.
    pub options: Option<Arc<BTreeMap<String, CompiledChoice>>>,
    /// The formula of a formula field, of a capital amount, or of a lookup.
    pub formula: Option<Formula>,
    /// The rollup.
    pub rollup: Option<CompiledRollup>,
    /// Value of a new record that brings none.
    pub default: Option<Formula>,
    /// Shown when.
    pub visible_when: Option<Formula>,
    /// Required when; always, for a field marked required.
    pub required_when: Option<Formula>,
    /// Not to be changed when.
    pub read_only_when: Option<Formula>,
    /// What may be chosen when.
    pub options_when: Vec<(Formula, Vec<String>)>,
    /// Lower and upper limit.
    pub limits: (Option<Formula>, Option<Formula>),
    /// Which records of the target may be linked; compiled against the target form.
    pub link_filter: Option<Formula>,
    /// The compiled pattern of a text.
    pub pattern: Option<regex::Regex>,
    /// The pattern of a serial number.
    pub serial: Option<SerialPattern>,
    /// Slots of stored fields of the record on which limits and offered options depend, also through computed fields.
    pub watches: Vec<usize>,
}

/// One option, ready.
#[derive(Clone, Debug)]
pub struct CompiledChoice {
    /// As written, without those below it.
    pub choice: Choice,
    /// Keys above it, from the root.
    pub above: Vec<String>,
    /// Whether it, or one above it, is retired.
    pub retired: bool,
    /// Whether none lies below it.
    pub is_leaf: bool,
}

/// Where a field's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Kept by the platform: id, version, who and when. `owner` can be written by those who may.
    System,
    /// People and integrators.
    Input,
    /// A counter, when the record is created.
    Serial,
    /// Computed from this record's own stored values whenever it is written, and stored.
    Stored,
    /// Computed whenever it is read, because it depends on other records or on time.
    Virtual,
    /// No value at all (separator, explanation).
    None,
}

/// The rows of a sub-table.
#[derive(Debug)]
pub struct CompiledTable {
    /// By slot of the row.
    pub fields: Vec<CompiledField>,
    /// Slots by field key.
    pub slots: BTreeMap<Key, usize>,
    /// At least and at most so many rows.
    pub rows: (u32, u32),
}

/// A condition over several fields.
#[derive(Debug)]
pub struct CompiledCheck {
    /// What must hold.
    pub that: Formula,
    /// The field where the message stands.
    pub at: Option<Key>,
    /// The message.
    pub message: Text,
    /// The slots of stored fields on which it depends, also through computed fields.
    pub slots: Vec<usize>,
}

/// Values that together may stand only once.
#[derive(Debug)]
pub struct CompiledUnique {
    /// The slots.
    pub slots: Vec<usize>,
    /// The message of the definition.
    pub message: Option<Text>,
}

/// A value computed over the records that link here.
#[derive(Debug)]
pub struct CompiledRollup {
    /// The form of those records.
    pub form: Key,
    /// The slot of their link field that points here.
    pub via: usize,
    /// How.
    pub op: RollupOp,
    /// The slot of the field computed over; none for count.
    pub of: Option<usize>,
    /// Which of them; compiled against their form.
    pub filter: Option<Formula>,
}

/// The values of one record by slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// By slot.
    pub values: Vec<Value>,
}

/// A field that every record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum SystemField {
    /// UUIDv7.
    Id,
    /// Counts the writes; 1 for a new record.
    Version,
    /// When it was created.
    CreatedAt,
    /// By whom.
    CreatedBy,
    /// When it was last written.
    UpdatedAt,
    /// By whom.
    UpdatedBy,
    /// The person it belongs to.
    Owner,
}

/// The system fields in the order of their slots, with key and type. (The compiled field `id` is a link to its own form.)
pub const SYSTEM_FIELDS: [(SystemField, &str, DataType); 7] = [
    (SystemField::Id, "id", DataType::Text),
    (SystemField::Version, "version", DataType::INTEGER),
    (SystemField::CreatedAt, "created_at", DataType::DateTime),
    (SystemField::CreatedBy, "created_by", DataType::User),
    (SystemField::UpdatedAt, "updated_at", DataType::DateTime),
    (SystemField::UpdatedBy, "updated_by", DataType::User),
    (SystemField::Owner, "owner", DataType::User),
];

impl SystemField {
    /// Its slot.
    pub const fn slot(self) -> usize {
        self as usize
    }
}

impl CompiledForm {
    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&CompiledField> {
        self.fields.get(*self.slots.get(key)?)
    }

    /// The fields in which quick search looks: those that say so, by default the title and texts, numbers of telephones
    /// and records, e-mail addresses; always with a column of their own.
    pub fn searchable(&self) -> impl Iterator<Item = &CompiledField> {
        self.fields.iter().filter(|field| {
            let by_default = || field.slot == self.title || field.definition.kind.behaviour(|kind| kind.searchable());
            field.ty == DataType::Text && field.is_stored() && field.definition.searchable.unwrap_or_else(by_default)
        })
    }

    /// The fields that the definition declares, in its order.
    pub fn declared(&self) -> impl Iterator<Item = &CompiledField> {
        self.definition.fields.iter().filter_map(|field| self.field(&field.key))
    }
}

impl CompiledField {
    /// The form a link or links field leads to.
    pub fn target(&self) -> Option<&Key> {
        match &self.definition.kind {
            FieldKind::Link(link) | FieldKind::Links(link) => link.form.as_ref(),
            _ => None,
        }
    }

    /// Whether people may write it at all.
    pub fn is_written(&self) -> bool {
        matches!(self.source, Source::Input) || matches!(self.definition.kind, FieldKind::Owner)
    }

    /// A value as documentation shows it.
    pub fn sample(&self) -> serde_json::Value {
        match self.source {
            Source::System => sample_of_type(&self.ty),
            _ => self.definition.kind.behaviour(|kind| kind.sample(self)),
        }
    }

    /// Whether it has a column or a table of its own.
    pub fn is_stored(&self) -> bool {
        matches!(self.source, Source::System | Source::Input | Source::Serial | Source::Stored)
    }
}

impl Record {
    /// A record of `form` with every value empty.
    pub fn empty(form: &CompiledForm) -> Record {
        Record { values: vec![Value::Null; form.fields.len()] }
    }

    /// The value in `slot`; empty when there is no such slot.
    pub fn get(&self, slot: usize) -> &Value {
        static EMPTY: Value = Value::Null;
        self.values.get(slot).unwrap_or(&EMPTY)
    }

    /// Puts `value` into `slot`.
    pub fn set(&mut self, slot: usize, value: Value) {
        if let Some(place) = self.values.get_mut(slot) {
            *place = value;
        }
    }

    /// The record's id, once it has one.
    pub fn id(&self) -> Option<Uuid> {
        self.get(SystemField::Id.slot()).as_id()
    }
}
