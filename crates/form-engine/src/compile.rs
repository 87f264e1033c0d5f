//! Checks a form against the names of its app and resolves everything that can be resolved.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{Issue, Issues, Key};
use expression::{Formula, Place, compile_condition};
use serde_json::Value as Json;

use crate::{
    CompiledCheck, CompiledForm, CompiledUnique, Field, FieldKind, Form, FormSettings, SYSTEM_FIELDS, Symbols, View,
    dependencies,
};

mod back_links;
mod checks;
mod choices;
mod computed;
mod fields;
mod keys;
mod layout;
mod order;
mod prints;
mod sources;
mod title;
mod views;
mod watched;

/// Compiles `form`, or tells everything that is wrong with it; places are inside its document.
pub fn compile(form: &Arc<Form>, symbols: &Symbols, settings: &FormSettings) -> Result<CompiledForm, Issues> {
    let mut compiler =
        Compiler { form, symbols, settings, issues: symbols.issues_of(&form.key).collect(), resolved: false };
    if symbols.definition(&form.key).is_none() {
        compiler.report(Issue::new("key.reserved").at("/key").with("key", form.key.as_str()));
        return Err(compiler.issues);
    }
    compiler.check_keys();
    let fields = compiler.fields();
    let slots = symbols.form(&form.key).map(|names| names.fields.slots.clone()).unwrap_or_default();
    let mut compiled = CompiledForm {
        key: form.key.clone(),
        definition: form.clone(),
        fields,
        slots,
        title: 0,
        order: Vec::new(),
        checks: Vec::new(),
        unique: Vec::new(),
        looks_through_links: false,
        settings: settings.clone(),
    };
    compiled.checks = compiler.checks();
    // What is computed from what is asked only of fields that are right, so that nothing is told twice.
    compiler.resolved = compiler.issues.is_empty();
    if compiler.resolved {
        compiler.sources(&mut compiled);
        compiled.order = compiler.order(&compiled);
    }
    compiled.title = compiler.title(&compiled);
    compiled.unique = compiler.unique(&compiled);
    compiler.indexes(&compiled);
    compiler.back_links();
    compiler.layout(&compiled);
    compiler.views(&compiled);
    compiler.prints();
    if compiler.issues.is_empty() {
        compiler.finish(&mut compiled);
        Ok(compiled)
    } else {
        Err(compiler.issues)
    }
}

/// Everything that is wrong with a view of records of a compiled form; places are inside the view.
pub fn check_view(view: &View, form: &CompiledForm, symbols: &Symbols) -> Issues {
    let (definition, settings) = (&form.definition, &form.settings);
    let mut compiler = Compiler { form: definition, symbols, settings, issues: Issues::new(), resolved: true };
    compiler.view(view, "", form);
    compiler.issues
}

struct Compiler<'a> {
    form: &'a Arc<Form>,
    symbols: &'a Symbols,
    settings: &'a FormSettings,
    issues: Issues,
    /// Whether it is known which computed fields are stored.
    resolved: bool,
}

impl<'a> Compiler<'a> {
    fn report(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// Keeps a result, or its issues.
    fn keep<T>(&mut self, result: Result<T, Issues>) -> Option<T> {
        result.map_err(|issues| self.issues.extend(issues)).ok()
    }

    /// Compiles a condition about a record of this form, or a row of `table`.
    fn condition(&mut self, json: &Json, table: Option<&Key>, old: bool, path: &str) -> Option<Formula> {
        let place = Place { form: &self.form.key, table: table.map(Key::as_str), old, path };
        self.keep(compile_condition(json, &place, self.symbols))
    }

    /// Reports a key that names no field, with the nearest that does.
    fn unknown_field(&mut self, key: &str, path: &str, known: impl IntoIterator<Item = Key>) {
        self.report(suggesting(Issue::new("field.unknown").at(path).with("field", key), key, known));
    }

    /// The slot and definition of a declared field of the form, or an issue at `path`.
    fn declared(&mut self, key: &Key, path: &str) -> Option<&'a Field> {
        let found = self.form.fields.iter().find(|field| field.key == *key);
        if found.is_none() {
            let known: Vec<Key> = self.form.fields.iter().map(|field| field.key.clone()).collect();
            self.unknown_field(key, path, known);
        }
        found
    }

    /// The fields marked unique, and the unique keys over several fields.
    fn unique(&mut self, compiled: &CompiledForm) -> Vec<CompiledUnique> {
        let single = compiled.fields.iter().filter(|field| field.definition.unique);
        let mut all: Vec<CompiledUnique> =
            single.map(|field| CompiledUnique { slots: vec![field.slot], message: None }).collect();
        for (index, unique) in self.form.unique.iter().enumerate() {
            let slots = self.index_slots(&unique.fields, &format!("/unique/{index}/fields"), compiled);
            if all.iter().any(|other| other.slots == slots) {
                self.report(Issue::new("unique.twice").at(format!("/unique/{index}")));
            }
            all.push(CompiledUnique { slots, message: unique.message.clone() });
        }
        all
    }

    fn indexes(&mut self, compiled: &CompiledForm) {
        for (index, keys) in self.form.indexes.iter().enumerate() {
            self.index_slots(keys, &format!("/indexes/{index}"), compiled);
        }
    }

    /// The slots of fields that an index is over.
    fn index_slots(&mut self, keys: &[Key], path: &str, compiled: &CompiledForm) -> Vec<usize> {
        let mut slots = Vec::new();
        for (index, key) in keys.iter().enumerate() {
            let place = format!("{path}/{index}");
            match compiled.field(key) {
                None => {
                    let known: Vec<Key> = compiled.slots.keys().cloned().collect();
                    self.unknown_field(key, &place, known);
                }
                Some(field) if slots.contains(&field.slot) => {
                    self.report(Issue::new("field.twice").at(place).with("field", key.as_str()))
                }
                Some(field) => {
                    if !fields::can_be_indexed(field) || (self.resolved && !field.is_stored()) {
                        self.report(Issue::new("index.unsuitable").at(place).with("field", key.as_str()));
                    }
                    slots.push(field.slot);
                }
            }
        }
        slots
    }

    /// What is known only when everything else is.
    fn finish(&self, compiled: &mut CompiledForm) {
        let steps: Vec<_> = compiled.order.iter().filter(|step| step.decides).copied().collect();
        let computed = steps.iter().filter_map(|step| match step.table {
            None => compiled.fields.get(step.slot),
            Some(table) => compiled.fields.get(table)?.table.as_ref()?.fields.get(step.slot),
        });
        let mut looks = computed.flat_map(|field| field.computing()).any(|formula| dependencies::hops(&formula.expr));
        looks |= compiled.checks.iter().any(|check| dependencies::hops(&check.that.expr));
        let rows = compiled.fields.iter().filter_map(|field| field.table.as_ref()).flat_map(|table| &table.fields);
        for field in compiled.fields.iter().chain(rows) {
            looks |= field.link_filter.is_some()
                || matches!(field.definition.kind, FieldKind::File(_) | FieldKind::Image(_));
            looks |= field.judging().any(|formula| dependencies::hops(&formula.expr));
        }
        compiled.looks_through_links = looks;
        watched::complete(compiled);
    }

    fn checks(&mut self) -> Vec<CompiledCheck> {
        let mut compiled = Vec::new();
        for (index, check) in self.form.checks.iter().enumerate() {
            let path = format!("/checks/{index}");
            if let Some(at) = &check.at
                && !SYSTEM_FIELDS.iter().any(|(_, key, _)| at == key)
            {
                self.declared(at, &format!("{path}/at"));
            }
            if let Some(that) = self.condition(&check.that, None, true, &format!("{path}/that")) {
                let that = Formula { expr: checks::lenient(that.expr), ..that };
                let slots = that.expr.slots();
                compiled.push(CompiledCheck { that, at: check.at.clone(), message: check.message.clone(), slots });
            }
        }
        compiled
    }
}

/// The issue with the nearest of `known` as suggestion, when one is near.
fn suggesting<T: AsRef<str>>(issue: Issue, name: &str, known: impl IntoIterator<Item = T>) -> Issue {
    match expression::nearest(name, known) {
        Some(near) => issue.with("suggestion", near),
        None => issue,
    }
}

/// Slots by key of a list of fields, the first of each key.
fn slots_of(fields: &[Field]) -> BTreeMap<Key, usize> {
    let mut slots = BTreeMap::new();
    for field in fields {
        let next = slots.len();
        slots.entry(field.key.clone()).or_insert(next);
    }
    slots
}
