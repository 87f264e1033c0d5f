//! The rights of one role on every field: as declared, and for computed fields never more than their sources give.
//!
//! A computed value would tell what it was computed from. So it is hidden as soon as one of its sources is hidden or masked, through
//! lookups, rollups and formulas, into every form.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::Key;
use form_engine::{CompiledField, CompiledForm, Source, SystemField};

use crate::{
    Right, Role,
    sources::{FieldPlace, sources},
};

/// Works out the rights of one role; remembers what it has found.
pub(super) struct Rights<'a> {
    role: &'a Role,
    forms: &'a BTreeMap<Key, Arc<CompiledForm>>,
    known: BTreeMap<FieldPlace, Right>,
}

impl<'a> Rights<'a> {
    pub(super) fn new(role: &'a Role, forms: &'a BTreeMap<Key, Arc<CompiledForm>>) -> Self {
        Rights { role, forms, known: BTreeMap::new() }
    }

    /// Rights on the fields of `form` by slot, and on the fields of its sub-tables.
    pub(super) fn of_form(&mut self, form: &Key) -> (Vec<Right>, BTreeMap<usize, Vec<Right>>) {
        let Some(compiled) = self.forms.get(form) else { return Default::default() };
        let fields = (0..compiled.fields.len()).map(|slot| self.right(form, slot, None)).collect();
        let tables = compiled.fields.iter().filter_map(|field| Some((field.slot, field.table.as_ref()?)));
        let rows = tables.map(|(slot, table)| {
            let rights = (0..table.fields.len()).map(|row| self.right(form, slot, Some(row)));
            (slot, rights.collect())
        });
        let rows = rows.collect();
        (fields, rows)
    }

    fn right(&mut self, form: &Key, slot: usize, row: Option<usize>) -> Right {
        let place = (form.clone(), slot, row);
        if let Some(known) = self.known.get(&place) {
            return *known;
        }
        // Forms whose values depend on themselves do not compile; should one come by, nothing is shown.
        self.known.insert(place.clone(), Right::Hidden);
        let right = self.work_out(form, slot, row).unwrap_or(Right::Hidden);
        self.known.insert(place, right);
        right
    }

    fn work_out(&mut self, form: &Key, slot: usize, row: Option<usize>) -> Option<Right> {
        let compiled = self.forms.get(form)?;
        let outer = compiled.fields.get(slot)?;
        let table = outer.table.as_ref();
        let field = match row {
            Some(row) => table?.fields.get(row)?,
            None => outer,
        };
        let declared = self.declared(form, outer, row.and(Some(field)))?;
        Some(match field.source {
            Source::Input if field.definition.read_only => declared.min(Right::Read),
            Source::Input => declared,
            Source::System if slot == SystemField::Owner.slot() => declared,
            Source::System if slot <= SystemField::Version.slot() => Right::Read,
            Source::System | Source::Serial | Source::None => declared.min(Right::Read),
            Source::Stored | Source::Virtual => declared.min(self.computed(form, field, row.map(|_| slot))),
        })
    }

    /// The right that the role's document gives, were the field an ordinary one. Naming a sub-table names its fields.
    fn declared(&self, form: &Key, outer: &CompiledField, row: Option<&CompiledField>) -> Option<Right> {
        let rights = &self.role.forms.get(form)?.fields;
        let named = match row {
            Some(row) => rights.get(&format!("{}.{}", outer.key, row.key)).or_else(|| rights.get(outer.key.as_str())),
            None => rights.get(outer.key.as_str()),
        };
        Some(named.or_else(|| rights.get("*")).copied().unwrap_or(Right::Write))
    }

    /// What the sources of a computed field allow: read, or nothing.
    fn computed(&mut self, form: &Key, field: &CompiledField, table: Option<usize>) -> Right {
        let mut places = Vec::new();
        if let Some(formula) = &field.formula {
            places.extend(sources(&formula.expr, form, table));
        }
        if let Some(rollup) = &field.rollup {
            let slots = [Some(rollup.via), rollup.of].into_iter().flatten();
            places.extend(slots.map(|slot| (rollup.form.clone(), slot, None)));
            let filter = rollup.filter.iter().flat_map(|filter| sources(&filter.expr, &rollup.form, None));
            places.extend(filter);
        }
        let readable = places.into_iter().all(|(source, slot, row)| {
            let open = source == *form || self.reads(&source);
            let table = row.is_none() || self.right(&source, slot, None) >= Right::Read;
            open && table && self.right(&source, slot, row) >= Right::Read
        });
        if readable { Right::Read } else { Right::Hidden }
    }

    /// Whether the role may see any record of `form`.
    fn reads(&self, form: &Key) -> bool {
        self.role.forms.get(form).is_some_and(|rights| rights.read.covers_any())
    }
}
