//! The names that formulas and conditions of an app may use: forms, their fields with slots and types, option sets.
//!
//! Types of computed fields follow from their formulas, across forms; they are found once, when the symbols are made.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{DataType, Issue, Key};
use expression::{FieldInfo, OptionKeys, Scope};

use crate::{Field, FieldKind, Form, OptionSet, OptionTable, Options, SYSTEM_FIELDS, kinds::Site};

pub use self::built_in::{DEPARTMENT_FIELDS, FILE_FIELDS, FILE_FORM, USER_FIELDS};
pub(crate) use self::infer::{formula_type, rollup_type, target_of};

mod built_in;
mod infer;

/// The names of an app. Answers [`Scope`] for every form, and for the built-in forms `user` and `department`.
#[derive(Debug)]
pub struct Symbols {
    forms: BTreeMap<Key, FormSymbols>,
    options: BTreeMap<String, OptionTable>,
    /// Issues found while types were looked for, by form.
    issues: Vec<(Key, Issue)>,
}

/// The names of one form.
#[derive(Debug, Default)]
pub(crate) struct FormSymbols {
    /// The document; the built-in forms have none.
    pub definition: Option<Arc<Form>>,
    pub fields: Names,
    /// Sub-tables by key.
    pub tables: BTreeMap<Key, Names>,
}

/// Fields of a form or of a sub-table.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub slots: BTreeMap<Key, usize>,
    /// By slot; `None` for what has no value.
    pub types: Vec<Option<DataType>>,
}

impl Symbols {
    /// The names of the forms and option sets of an app.
    pub fn new<'a>(
        forms: impl IntoIterator<Item = &'a Arc<Form>>,
        options: impl IntoIterator<Item = &'a OptionSet>,
    ) -> Symbols {
        let mut symbols = Symbols { forms: built_in::forms(), options: BTreeMap::new(), issues: Vec::new() };
        for set in options {
            symbols.options.insert(set.key.to_string(), OptionTable::new(&set.options));
        }
        for form in forms {
            symbols.declare(form);
        }
        infer::resolve(&mut symbols);
        symbols
    }

    /// The options of a set, or of a field of its own under `form.field` or `form.table.field`.
    pub fn option_table(&self, set: &str) -> Option<&OptionTable> {
        self.options.get(set)
    }

    /// The forms of the app and the built-in ones.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&Key, &FormSymbols)> {
        self.forms.iter()
    }

    /// The document of a form of the app.
    pub(crate) fn definition(&self, form: &str) -> Option<&Arc<Form>> {
        self.forms.get(form)?.definition.as_ref()
    }

    /// The names of a form.
    pub(crate) fn form(&self, form: &str) -> Option<&FormSymbols> {
        self.forms.get(form)
    }

    /// The keys of option sets.
    pub(crate) fn set_keys(&self) -> impl Iterator<Item = &str> {
        self.options.keys().map(String::as_str).filter(|key| !key.contains('.'))
    }

    /// What was found wrong with `form` while types were looked for.
    pub(crate) fn issues_of(&self, form: &str) -> impl Iterator<Item = Issue> {
        self.issues.iter().filter(move |(key, _)| key == form).map(|(_, issue)| issue.clone())
    }

    fn declare(&mut self, form: &Arc<Form>) {
        // `compile` refuses forms with the key of a built-in one.
        if self.forms.get(&form.key).is_some_and(|known| known.definition.is_none()) {
            return;
        }
        let mut names = FormSymbols { definition: Some(form.clone()), ..FormSymbols::default() };
        for (slot, key, ty) in SYSTEM_FIELDS {
            // The id of a record is what links to it hold.
            let ty = if key == "id" { DataType::Link { form: form.key.clone() } } else { ty };
            if let Ok(key) = Key::new(key) {
                names.fields.add(&key, Some(ty));
            }
            debug_assert_eq!(names.fields.types.len(), slot.slot() + 1);
        }
        for field in &form.fields {
            let ty = self.declared_type(field, Site { form: &form.key, table: None, key: &field.key });
            names.fields.add(&field.key, ty);
            if let FieldKind::Table(table) = &field.kind {
                let mut rows = Names::default();
                for row_field in &table.fields {
                    let site = Site { form: &form.key, table: Some(&field.key), key: &row_field.key };
                    let ty = self.declared_type(row_field, site);
                    rows.add(&row_field.key, ty);
                }
                names.tables.entry(field.key.clone()).or_insert(rows);
            }
        }
        self.forms.insert(form.key.clone(), names);
    }

    /// The type by the kind alone, empty for computed fields; takes note of options of the field's own.
    fn declared_type(&mut self, field: &Field, site: Site) -> Option<DataType> {
        let ty = field.kind.behaviour(|kind| kind.ty(site)).unwrap_or(DataType::Null);
        if let FieldKind::Select(of) | FieldKind::MultiSelect(of) | FieldKind::TreeSelect(of) = &field.kind
            && let Options::Own(own) = &of.options
            && let DataType::Option { set } = option_type(&ty)
        {
            self.options.insert(set.clone(), OptionTable::new(own));
        }
        let valueless = matches!(field.kind, FieldKind::Separator | FieldKind::Explanation(_));
        (!valueless).then_some(ty)
    }
}

/// The type of one item of a list, or the type itself.
fn option_type(ty: &DataType) -> &DataType {
    if let DataType::List { of } = ty { of } else { ty }
}

impl Names {
    /// Adds a field unless its key is taken; a declared system field keeps the slot it has.
    fn add(&mut self, key: &Key, ty: Option<DataType>) {
        if !self.slots.contains_key(key) {
            self.slots.insert(key.clone(), self.types.len());
            self.types.push(ty);
        }
    }

    /// The field with this key, if it has a value.
    pub(crate) fn field(&self, key: &str) -> Option<FieldInfo> {
        let slot = *self.slots.get(key)?;
        Some(FieldInfo { slot, ty: self.types.get(slot)?.clone()? })
    }

    /// Keys of fields that have a value.
    fn keys(&self) -> Vec<Key> {
        self.slots
            .iter()
            .filter(|(_, slot)| self.types.get(**slot).is_some_and(Option::is_some))
            .map(|(key, _)| key.clone())
            .collect()
    }
}

impl Scope for Symbols {
    fn field(&self, form: &str, key: &str) -> Option<FieldInfo> {
        self.forms.get(form)?.fields.field(key)
    }

    fn row_field(&self, form: &str, table: &str, key: &str) -> Option<FieldInfo> {
        self.forms.get(form)?.tables.get(table)?.field(key)
    }

    fn options(&self, set: &str) -> Option<&dyn OptionKeys> {
        self.options.get(set).map(|table| table as &dyn OptionKeys)
    }

    fn field_keys(&self, form: &str, table: Option<&str>) -> Vec<Key> {
        let form = self.forms.get(form);
        let names = match table {
            None => form.map(|form| &form.fields),
            Some(table) => form.and_then(|form| form.tables.get(table)),
        };
        names.map(Names::keys).unwrap_or_default()
    }
}
