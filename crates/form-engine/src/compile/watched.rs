//! Which written fields stand behind what a check, limit or offer reads: what it reads itself, and what computed fields
//! are computed from.

use std::collections::BTreeSet;

use super::sources;
use crate::{
    CompiledForm,
    dependencies::{Node, reads},
};

/// Completes the slots that checks and fields watch.
pub(super) fn complete(compiled: &mut CompiledForm) {
    let checks: Vec<Vec<usize>> = compiled.checks.iter().map(|check| behind(&check.slots, compiled)).collect();
    let fields: Vec<Vec<usize>> = compiled.fields.iter().map(|field| behind(&field.watches, compiled)).collect();
    let rows: Vec<Vec<Vec<usize>>> = compiled
        .fields
        .iter()
        .map(|field| {
            field.table.iter().flat_map(|table| &table.fields).map(|row| behind(&row.watches, compiled)).collect()
        })
        .collect();
    for (check, slots) in compiled.checks.iter_mut().zip(checks) {
        check.slots = slots;
    }
    for ((field, slots), rows) in compiled.fields.iter_mut().zip(fields).zip(rows) {
        field.watches = slots;
        for (row, slots) in field.table.iter_mut().flat_map(|table| &mut table.fields).zip(rows) {
            row.watches = slots;
        }
    }
}

fn behind(slots: &[usize], compiled: &CompiledForm) -> Vec<usize> {
    let mut seen: BTreeSet<Node> = BTreeSet::new();
    let mut open: Vec<Node> = slots.iter().map(|slot| (None, *slot)).collect();
    let mut found: BTreeSet<usize> = BTreeSet::new();
    while let Some(node) = open.pop() {
        let Some(field) = sources::field(compiled, node).filter(|_| seen.insert(node)) else { continue };
        if field.is_stored() {
            // A change in a row is a change of its sub-table.
            found.insert(node.0.unwrap_or(node.1));
        }
        open.extend(field.formula.iter().flat_map(|formula| reads(&formula.expr, node.0)));
    }
    found.into_iter().collect()
}
