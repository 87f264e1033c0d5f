//! What is known about the tables of one form: names, columns and the statements that never change.

use engine_base::{DataType, Key};
use form_engine::{CompiledField, CompiledForm, SystemField};

use crate::{
    physical::{POSITION, RECORD, TARGET, column_name, field_table, form_table, has_column, is_links, quote},
    sql::Repr,
    system::history::HISTORY_COLUMNS,
};

/// A column and the slot it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct ColumnOf {
    pub(crate) slot: usize,
    /// Quoted.
    pub(crate) name: String,
    pub(crate) repr: Repr,
    pub(crate) ty: DataType,
}

/// A sub-table.
#[derive(Debug)]
pub(crate) struct RowsOf {
    pub(crate) slot: usize,
    pub(crate) table: String,
    pub(crate) columns: Vec<ColumnOf>,
    /// How many fields a row has, those without a column included.
    pub(crate) width: usize,
    /// `INSERT … VALUES` for one row: id, record, position, columns.
    pub(crate) insert: String,
    /// All but the record: position, columns, then the id.
    pub(crate) update: String,
    /// Rows of the records in a list, in order.
    pub(crate) select: String,
}

/// A links field.
#[derive(Debug)]
pub(crate) struct LinksOf {
    pub(crate) slot: usize,
    pub(crate) table: String,
    pub(crate) insert: String,
}

/// The tables of one form.
#[derive(Debug)]
pub(crate) struct FormTable {
    /// Quoted.
    pub(crate) table: String,
    /// System columns first.
    pub(crate) columns: Vec<ColumnOf>,
    pub(crate) rows: Vec<RowsOf>,
    pub(crate) links: Vec<LinksOf>,
    /// `INSERT … VALUES` of one record.
    pub(crate) insert: String,
    /// The same with its history entry, whose arguments follow.
    pub(crate) insert_with_history: String,
}

impl FormTable {
    pub(crate) fn new(app: &Key, form: &CompiledForm, sqlite: bool) -> FormTable {
        let columns = columns_of(&form.fields);
        let table = quote(&form_table(app, &form.key));
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let insert = insert(&table, &names);
        let mut rows = Vec::new();
        let mut links = Vec::new();
        for field in &form.fields {
            let table = quote(&field_table(app, &form.key, &field.key));
            if let Some(inner) = &field.table {
                rows.push(rows_of(field, table, &inner.fields, sqlite));
            } else if is_links(field) {
                let insert = self::insert(&table, &[RECORD, POSITION, TARGET]);
                links.push(LinksOf { slot: field.slot, table, insert });
            }
        }
        let insert_with_history = format!("{} {insert}", with_history(columns.len()));
        FormTable { table, columns, rows, links, insert, insert_with_history }
    }
}

fn columns_of(fields: &[CompiledField]) -> Vec<ColumnOf> {
    let column = |field: &CompiledField| {
        let id = field.slot == SystemField::Id.slot() && field.key == "id";
        let repr = if id { Repr::Id } else { Repr::of(&field.ty) };
        ColumnOf { slot: field.slot, name: quote(&column_name(field)), repr, ty: field.ty.clone() }
    };
    fields.iter().filter(|field| has_column(field)).map(column).collect()
}

fn rows_of(field: &CompiledField, table: String, fields: &[CompiledField], sqlite: bool) -> RowsOf {
    let columns = columns_of(fields);
    let mut names = vec!["id", RECORD, POSITION];
    names.extend(columns.iter().map(|column| column.name.as_str()));
    let insert = insert(&table, &names);
    let sets: Vec<String> =
        names.iter().skip(2).enumerate().map(|(index, name)| format!("{name} = ${}", index + 1)).collect();
    let update = format!("UPDATE {table} SET {} WHERE id = ${}", sets.join(", "), sets.len() + 1);
    let list = if sqlite { "IN (SELECT unhex(value) FROM json_each($1))" } else { "= ANY ($1)" };
    let select =
        format!("SELECT {} FROM {table} WHERE {RECORD} {list} ORDER BY {RECORD}, {POSITION}", names.join(", "));
    RowsOf { slot: field.slot, table, columns, width: fields.len(), insert, update, select }
}

/// `WITH` the insertion of a history entry, whose arguments come after `before` others: one statement, one round trip.
pub(crate) fn with_history(before: usize) -> String {
    let values: Vec<String> = (1..=HISTORY_COLUMNS.len()).map(|index| format!("${}", before + index)).collect();
    format!("WITH history AS (INSERT INTO fw_history ({}) VALUES ({}))", HISTORY_COLUMNS.join(", "), values.join(", "))
}

fn insert(table: &str, names: &[&str]) -> String {
    let values: Vec<String> = (1..=names.len()).map(|index| format!("${index}")).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "))
}
