//! Decides which computed fields are stored and which are computed whenever they are read.

use std::collections::BTreeMap;

use engine_base::Issue;
use expression::{Expr, Function};

use super::Compiler;
use crate::{
    CompiledField, CompiledForm, FieldKind, Source, SystemField,
    dependencies::{Node, hops, reads},
};

impl Compiler<'_> {
    /// Marks formulas that depend only on what is written with this record as stored.
    pub(super) fn sources(&mut self, compiled: &mut CompiledForm) {
        let mut known: BTreeMap<Node, bool> = BTreeMap::new();
        let computed =
            |field: &CompiledField| matches!(field.definition.kind, FieldKind::Formula(_) | FieldKind::CapitalMoney(_));
        let mut nodes: Vec<Node> = Vec::new();
        for field in &compiled.fields {
            nodes.extend(computed(field).then_some((None, field.slot)));
            let rows = field.table.iter().flat_map(|table| &table.fields).filter(|row| computed(row));
            nodes.extend(rows.map(|row| (Some(field.slot), row.slot)));
        }
        for node in &nodes {
            is_stable(*node, compiled, &mut known);
        }
        for node in nodes {
            if known.get(&node).copied().unwrap_or(false)
                && let Some(field) = field_mut(compiled, node)
            {
                field.source = Source::Stored;
            }
        }
        self.refuse_indexes_on_virtual(compiled);
    }

    fn refuse_indexes_on_virtual(&mut self, compiled: &CompiledForm) {
        for (index, definition) in self.form.fields.iter().enumerate() {
            if compiled.field(&definition.key).is_some_and(CompiledField::is_stored) {
                continue;
            }
            for (set, name) in [
                (definition.unique, "unique"),
                (definition.indexed, "indexed"),
                (definition.searchable == Some(true), "searchable"),
            ] {
                if set {
                    let issue = Issue::new("property.not_stored").at(format!("/fields/{index}/{name}"));
                    self.report(issue.with("property", name).with("field", definition.key.as_str()));
                }
            }
        }
    }
}

/// Whether the value of a field can only change when its record is written.
fn is_stable(node: Node, compiled: &CompiledForm, known: &mut BTreeMap<Node, bool>) -> bool {
    if let Some(stable) = known.get(&node) {
        return *stable;
    }
    let Some(field) = field(compiled, node) else { return false };
    let stable = match (field.source, &field.formula) {
        // These change with every write, even one that changes nothing else.
        (Source::System, _) => {
            let moving = [SystemField::Version, SystemField::UpdatedAt, SystemField::UpdatedBy];
            !moving.iter().any(|system| node == (None, system.slot()))
        }
        (Source::Virtual, Some(formula)) => {
            known.insert(node, false);
            let expr = &formula.expr;
            let outside = hops(expr) || expr.depends_on_time() || expr.depends_on_person() || asks_directory(expr);
            !outside && reads(expr, node.0).into_iter().all(|read| is_stable(read, compiled, known))
        }
        (Source::Virtual, None) => false,
        _ => true,
    };
    known.insert(node, stable);
    stable
}

fn asks_directory(expr: &Expr) -> bool {
    expr.any(|node| matches!(node, Expr::Call { function: Function::WithinDepartment, .. }))
}

/// The field that a node names.
pub(super) fn field(compiled: &CompiledForm, (table, slot): Node) -> Option<&CompiledField> {
    match table {
        None => compiled.fields.get(slot),
        Some(table) => compiled.fields.get(table)?.table.as_ref()?.fields.get(slot),
    }
}

fn field_mut(compiled: &mut CompiledForm, (table, slot): Node) -> Option<&mut CompiledField> {
    match table {
        None => compiled.fields.get_mut(slot),
        Some(table) => compiled.fields.get_mut(table)?.table.as_mut()?.fields.get_mut(slot),
    }
}
