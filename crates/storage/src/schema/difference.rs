//! What has to be done to get from the tables that are there to those that should be.

use std::collections::{BTreeMap, BTreeSet};

use super::{Column, Index, Schema, Table, convert::convertible};
use crate::system::retired::{Retired, RetiredKind};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// A new table, without indexes.
    CreateTable(Table),
    /// A table under another name.
    RenameTable { from: String, to: Table },
    /// A table put away.
    RetireTable(Table),
    /// A table taken back; `as_it_was` has the columns of that time.
    AdoptTable { retired: Retired, as_it_was: Table, to: String },
    /// A new column.
    AddColumn { table: Table, name: String, column: Column },
    /// A column under another name.
    RenameColumn { table: Table, from: String, to: String, column: Column },
    /// A column put away.
    RetireColumn { table: Table, name: String, column: Column },
    /// A column taken back.
    AdoptColumn { table: Table, retired: Retired, name: String, column: Column },
    /// Values of a column kept in another way.
    ConvertColumn { table: Table, name: String, from: Column, to: Column },
    /// An index away.
    DropIndex { name: String },
    /// An index.
    CreateIndex { table: Table, name: String, index: Index },
}

/// The changes in an order in which they can be done.
pub(crate) fn difference(current: &Schema, desired: &Schema, retired: &[Retired]) -> Vec<Change> {
    let mut finder = Finder { current, retired, used: BTreeSet::new(), renamed: BTreeMap::new(), changes: Vec::new() };
    // Exact names first, so that a table of that name is never taken for a former one of another.
    for table in desired.tables.values() {
        if current.tables.contains_key(&table.name) {
            finder.used.insert(table.name.clone());
        }
    }
    let mut pairs: Vec<(Table, &Table)> = Vec::new();
    for table in desired.tables.values() {
        pairs.push((finder.origin(table), table));
    }
    let renamed: BTreeMap<String, String> = finder.renamed.clone();
    let gone: Vec<&Table> = current.tables.values().filter(|table| !finder.used.contains(&table.name)).collect();
    let mut changes = Vec::new();
    let mut touched = Vec::new();
    let mut later = Vec::new();
    for (before, after) in &pairs {
        touched.push(columns(before, after, retired, &renamed, &mut later));
    }
    let same = |name: &str, index: &Index, other: Option<&Index>, touched: &BTreeSet<String>| {
        other == Some(index) && !index.columns.iter().any(|column| touched.contains(column)) && !name.is_empty()
    };
    for ((before, after), touched) in pairs.iter().zip(&touched) {
        let away = before.indexes.iter().filter(|(name, index)| !same(name, index, after.indexes.get(*name), touched));
        changes.extend(away.map(|(name, _)| Change::DropIndex { name: name.clone() }));
    }
    for table in gone {
        changes.extend(table.indexes.keys().map(|name| Change::DropIndex { name: name.clone() }));
        changes.push(Change::RetireTable(table.clone()));
    }
    changes.append(&mut finder.changes);
    changes.append(&mut later);
    for ((before, after), touched) in pairs.iter().zip(&touched) {
        for (name, index) in
            after.indexes.iter().filter(|(name, index)| !same(name, index, before.indexes.get(*name), touched))
        {
            changes.push(Change::CreateIndex { table: (*after).clone(), name: name.clone(), index: index.clone() });
        }
    }
    changes
}

struct Finder<'a> {
    current: &'a Schema,
    retired: &'a [Retired],
    used: BTreeSet<String>,
    renamed: BTreeMap<String, String>,
    changes: Vec<Change>,
}

impl Finder<'_> {
    /// The table that `table` comes from, as it is now.
    fn origin(&mut self, table: &Table) -> Table {
        if let Some(same) = self.current.tables.get(&table.name).filter(|same| same.role == table.role) {
            return same.clone();
        }
        let mut former = table.was.iter().filter_map(|name| self.current.tables.get(name));
        let renamed = former.find(|former| former.role == table.role && !self.used.contains(&former.name));
        if let Some(renamed) = renamed {
            self.used.insert(renamed.name.clone());
            self.renamed.insert(renamed.name.clone(), table.name.clone());
            let (form, field) = (table.form.clone(), table.field.clone());
            let before = Table { name: table.name.clone(), form, field, ..renamed.clone() };
            self.changes.push(Change::RenameTable { from: renamed.name.clone(), to: before.clone() });
            return before;
        }
        let put_away = self.retired.iter().filter(|old| old.kind == RetiredKind::Table && old.was == table.name);
        let mut parsed = put_away.filter_map(|old| Some((old, serde_json::from_str::<Table>(&old.shape).ok()?)));
        if let Some((old, shape)) = parsed.find(|(_, shape)| shape.role == table.role) {
            let before = Table { name: table.name.clone(), indexes: BTreeMap::new(), ..shape };
            let adopt = Change::AdoptTable { retired: old.clone(), as_it_was: before.clone(), to: table.name.clone() };
            self.changes.push(adopt);
            return before;
        }
        let fresh = Table { indexes: BTreeMap::new(), ..table.clone() };
        self.changes.push(Change::CreateTable(fresh.clone()));
        fresh
    }
}

/// Adds what the columns of one table need; the names whose indexes must be made anew.
fn columns(
    before: &Table,
    after: &Table,
    retired: &[Retired],
    renamed: &BTreeMap<String, String>,
    changes: &mut Vec<Change>,
) -> BTreeSet<String> {
    let table = || after.clone();
    let mut touched = BTreeSet::new();
    let mut kept: BTreeSet<&String> = before.columns.keys().filter(|name| after.columns.contains_key(*name)).collect();
    let mut origins = Vec::new();
    for (name, column) in &after.columns {
        let own = before.columns.get_key_value(name);
        let former = column
            .was
            .as_ref()
            .and_then(|was| before.columns.get_key_value(was))
            .filter(|(was, _)| !kept.contains(was));
        let origin = own.or(former);
        kept.extend(origin.map(|(was, _)| was));
        origins.push((name, origin, column));
    }
    let mut retire = |name: &String, column: &Column, changes: &mut Vec<Change>| {
        touched.insert(name.clone());
        changes.push(Change::RetireColumn { table: table(), name: name.clone(), column: column.clone() });
    };
    for (name, column) in before.columns.iter().filter(|(name, _)| !kept.contains(name)) {
        retire(name, column, changes);
    }
    for (name, origin, to) in &origins {
        let fate = origin.map(|(_, from)| fate(from, to, renamed));
        match (origin, fate) {
            (Some((was, from)), Some(Fate::Replace)) => {
                retire(was, from, changes);
                changes.push(Change::AddColumn { table: table(), name: (*name).clone(), column: (*to).clone() });
            }
            (Some((was, column)), _) if was != name => {
                let (from, to, column) = ((*was).clone(), (*name).clone(), (*column).clone());
                changes.push(Change::RenameColumn { table: table(), from, to, column });
            }
            _ => {}
        }
    }
    for (name, origin, to) in origins {
        let (name, to) = (name.clone(), to.clone());
        match origin {
            Some((_, from)) if fate(from, &to, renamed) == Fate::Convert => {
                touched.insert(name.clone());
                changes.push(Change::ConvertColumn { table: table(), name, from: from.clone(), to });
            }
            Some(_) => {}
            None => {
                let shape = shape_of(&to);
                let same = |old: &&Retired| {
                    old.kind == RetiredKind::Column && old.table == after.name && old.was == name && old.shape == shape
                };
                changes.push(match retired.iter().find(same) {
                    Some(old) => Change::AdoptColumn { table: table(), retired: old.clone(), name, column: to },
                    None => Change::AddColumn { table: table(), name, column: to },
                });
            }
        }
    }
    touched
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    Convert,
    Replace,
}

fn fate(from: &Column, to: &Column, renamed: &BTreeMap<String, String>) -> Fate {
    let followed = from.target.as_ref().map(|target| renamed.get(target).unwrap_or(target));
    if followed != to.target.as_ref() {
        Fate::Replace
    } else if from.kind == to.kind && from.scale == to.scale {
        Fate::Keep
    } else if convertible(from, to) {
        Fate::Convert
    } else {
        Fate::Replace
    }
}

/// What a retired column must equal to be taken back.
pub(crate) fn shape_of(column: &Column) -> String {
    serde_json::to_string(column).unwrap_or_default()
}
