//! A published app, ready for work: everything that can be resolved has been.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::Key;
use expression::Formula;
use form_engine::{CompiledForm, Symbols};

use crate::{App, Right};

/// An app after it was checked. Immutable; requests read it through an `Arc`.
#[derive(Debug)]
pub struct CompiledApp {
    /// The app's key.
    pub key: Key,
    /// The documents it was compiled from.
    pub definition: Arc<App>,
    /// The names that formulas and conditions may use.
    pub symbols: Symbols,
    /// The forms by key.
    pub forms: BTreeMap<Key, Arc<CompiledForm>>,
    /// What screens evaluate besides the fields, by form.
    pub screens: BTreeMap<Key, CompiledScreen>,
    /// The roles by key.
    pub roles: BTreeMap<Key, CompiledRole>,
    /// For each form, the (form, link slot) pairs that point to it.
    pub links_to: BTreeMap<Key, Vec<(Key, usize)>>,
}

/// The conditions of a form's layout and views.
#[derive(Debug, Default)]
pub struct CompiledScreen {
    /// When a section or tab is shown, by JSON pointer into the form: `/layout/0/sections/1`.
    pub blocks: BTreeMap<String, Formula>,
    /// Which records a view shows, by the view's key.
    pub filters: BTreeMap<Key, Formula>,
    /// When a view colours a record, by the view's key in the order of its rules.
    pub colours: BTreeMap<Key, Vec<Formula>>,
}

/// A role with its conditions compiled.
#[derive(Debug)]
pub struct CompiledRole {
    /// The role's key.
    pub key: Key,
    /// Rights by form.
    pub forms: BTreeMap<Key, CompiledFormRights>,
}

/// Rights on one form, ready: a scope is `None` for no record, otherwise a condition on the record
/// (`true` for every record; `owner == me`, … for the named scopes).
#[derive(Debug)]
pub struct CompiledFormRights {
    /// Which records may be seen.
    pub read: Option<Formula>,
    /// Whether records may be created.
    pub create: bool,
    /// Which records may be changed.
    pub update: Option<Formula>,
    /// Which records may be deleted.
    pub delete: Option<Formula>,
    /// Whether lists may be exported.
    pub export: bool,
    /// By slot; computed fields already have no more than the least of what they are computed from.
    pub fields: Vec<Right>,
    /// By slot of a sub-table field, then by slot of the row.
    pub rows: BTreeMap<usize, Vec<Right>>,
}
