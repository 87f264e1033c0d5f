//! The tables that a compiled app asks for.

use std::collections::BTreeMap;

use app_definition::CompiledApp;
use engine_base::{DataType, Key};
use form_engine::{CompiledField, CompiledForm, FieldKind, Source};

use super::{Column, Index, Role, Schema, Table};
use crate::physical::{
    RECORD, TARGET, field_table, fit, form_table, has_column, is_links, kind_of_field, scale_of, target_of,
};

impl Schema {
    /// What `app` needs.
    pub(crate) fn desired(app: &CompiledApp) -> Schema {
        let mut schema = Schema::default();
        for form in app.forms.values() {
            let mut add = |table: Table| schema.tables.insert(table.name.clone(), table);
            add(records(app, form));
            for field in &form.fields {
                if let Some(table) = &field.table {
                    add(rows(app, form, field, &table.fields));
                } else if is_links(field) {
                    add(links(app, form, field));
                }
            }
        }
        schema
    }
}

fn records(app: &CompiledApp, form: &CompiledForm) -> Table {
    let name = form_table(&app.key, &form.key);
    let mut indexes = Indexes { table: name.clone(), all: BTreeMap::new() };
    indexes.add(&["owner".into(), "id".into()], false);
    for columns in orders(form) {
        indexes.add(&columns, false);
    }
    for unique in &form.unique {
        let columns = unique.slots.iter().filter_map(|slot| Some(form.fields.get(*slot)?.key.to_string()));
        indexes.add(&columns.collect::<Vec<_>>(), true);
    }
    if let Some(columns) = searched(form) {
        indexes.put("search", Index { columns, unique: false, searched: true });
    }
    let was = form.definition.was.as_ref().map(|was| form_table(&app.key, was));
    Table {
        name,
        role: Role::Records,
        form: form.key.clone(),
        field: None,
        parent: None,
        columns: columns(app, &form.fields),
        indexes: indexes.all,
        was: was.into_iter().collect(),
    }
}

/// What quick search reads of a record, when that is short beside all of it: after the id, so that new records come last.
fn searched(form: &CompiledForm) -> Option<Vec<String>> {
    let mut columns = vec!["id".to_owned()];
    for field in form.searchable() {
        if matches!(field.definition.kind, FieldKind::LongText(_) | FieldKind::RichText(_)) {
            return None;
        }
        columns.push(field.key.to_string());
    }
    (columns.len() > 1).then_some(columns)
}

/// Whether there is an index for an order, or for its reverse.
pub(crate) fn is_order_indexed(form: &CompiledForm, sort: &[String]) -> bool {
    order_of(form, sort).is_some_and(|columns| orders(form).any(|order| order == columns))
}

/// The columns of the indexes that the definition asks for, with the id last, by which pages of lists are ordered in the
/// end: of its own fields, of several together, and of the orders of its views.
fn orders(form: &CompiledForm) -> impl Iterator<Item = Vec<String>> {
    let own = form.fields.iter().filter(|field| has_column(field) && field.source != Source::System);
    let own = own.filter(|field| field.definition.indexed || target_of(field).is_some());
    let together = form.definition.indexes.iter().filter(|keys| !keys.is_empty());
    let together = together.filter(|keys| keys.iter().all(|key| form.field(key).is_some_and(has_column)));
    let views = form.definition.views.iter().filter(|view| view.filter.is_none());
    let asked = own.map(|field| vec![field.key.to_string()]);
    let asked = asked.chain(together.map(|keys| keys.iter().map(Key::to_string).collect()));
    let with_id = asked.map(|mut columns| {
        columns.push("id".into());
        columns
    });
    with_id.chain(views.filter_map(|view| order_of(form, &view.sort)))
}

/// The columns by which a view puts all records in order, so that its first page and every later one are found without
/// sorting all of them; an index is walked in one direction or the other. Text, which may be too long for an index, only
/// where one was asked for.
fn order_of(form: &CompiledForm, sort: &[String]) -> Option<Vec<String>> {
    let descending = sort.first()?.starts_with('-');
    let column = |path: &String| {
        let key = path.strip_prefix('-').unwrap_or(path);
        let field = form.field(key).filter(|field| has_column(field))?;
        let is_short = match &field.ty {
            DataType::Text => field.definition.indexed || field.definition.unique,
            DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json => false,
            _ => true,
        };
        (is_short && path.starts_with('-') == descending).then(|| field.key.to_string())
    };
    let mut columns: Vec<String> = sort.iter().map(column).collect::<Option<_>>()?;
    columns.retain(|column| column != "id");
    columns.push("id".into());
    Some(columns)
}

fn rows(app: &CompiledApp, form: &CompiledForm, field: &CompiledField, fields: &[CompiledField]) -> Table {
    let name = field_table(&app.key, &form.key, &field.key);
    let mut indexes = Indexes { table: name.clone(), all: BTreeMap::new() };
    indexes.add(&[RECORD.into(), crate::physical::POSITION.into()], false);
    for field in fields.iter().filter(|field| has_column(field) && target_of(field).is_some()) {
        indexes.add(&[field.key.to_string()], false);
    }
    Table {
        name,
        role: Role::Rows,
        form: form.key.clone(),
        field: Some(field.key.clone()),
        parent: Some(form_table(&app.key, &form.key)),
        columns: columns(app, fields),
        indexes: indexes.all,
        was: former_names(app, form, field),
    }
}

fn links(app: &CompiledApp, form: &CompiledForm, field: &CompiledField) -> Table {
    let name = field_table(&app.key, &form.key, &field.key);
    let mut indexes = Indexes { table: name.clone(), all: BTreeMap::new() };
    indexes.add(&[TARGET.into()], false);
    let target = target(app, field);
    let column = Column { kind: crate::Kind::Id, scale: None, target, was: None, required: false };
    Table {
        name,
        role: Role::Links,
        form: form.key.clone(),
        field: Some(field.key.clone()),
        parent: Some(form_table(&app.key, &form.key)),
        columns: BTreeMap::from([(TARGET.to_owned(), column)]),
        indexes: indexes.all,
        was: former_names(app, form, field),
    }
}

/// The names that a table of a field may have had, when the form or the field has another key now.
fn former_names(app: &CompiledApp, form: &CompiledForm, field: &CompiledField) -> Vec<String> {
    let forms = form.definition.was.iter().chain([&form.key]);
    let pairs = forms.flat_map(|form| field.definition.was.iter().chain([&field.key]).map(move |field| (form, field)));
    let now = (&form.key, &field.key);
    pairs.filter(|pair| *pair != now).map(|(form, field)| field_table(&app.key, form, field)).collect()
}

fn columns(app: &CompiledApp, fields: &[CompiledField]) -> BTreeMap<String, Column> {
    let stored = fields.iter().filter(|field| has_column(field) && field.source != Source::System);
    let column = |field: &CompiledField| Column {
        kind: kind_of_field(field),
        scale: scale_of(&field.ty),
        target: target(app, field),
        was: field.definition.was.as_ref().map(Key::to_string),
        required: field.definition.required,
    };
    stored.map(|field| (field.key.to_string(), column(field))).collect()
}

fn target(app: &CompiledApp, field: &CompiledField) -> Option<String> {
    let form = target_of(field)?;
    app.forms.contains_key(form).then(|| form_table(&app.key, form))
}

struct Indexes {
    table: String,
    all: BTreeMap<String, Index>,
}

impl Indexes {
    fn add(&mut self, columns: &[String], unique: bool) {
        let prefix = if unique { "unique" } else { "index" };
        self.put(prefix, Index { columns: columns.to_vec(), unique, searched: false });
    }

    fn put(&mut self, prefix: &str, index: Index) {
        let name = fit(format!("{prefix}:{}:{}", self.table, index.columns.join(",")));
        self.all.insert(name, index);
    }
}
