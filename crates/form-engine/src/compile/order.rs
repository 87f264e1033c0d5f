//! The order in which a record is filled: each field after those from which its default, visibility or formula follows.

use std::collections::{BTreeMap, BTreeSet};

use engine_base::Issue;

use super::{
    Compiler,
    sources::{self, field},
};
use crate::{
    CompiledField, CompiledForm, Source, Step,
    dependencies::{Node, reads},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Visiting,
    Done,
}

impl Compiler<'_> {
    pub(super) fn order(&mut self, compiled: &CompiledForm) -> Vec<Step> {
        let nodes: BTreeMap<Node, Vec<Node>> =
            nodes(compiled).filter_map(|node| Some((node, needs(node, compiled)?))).collect();
        let mut walk = Walk { nodes: &nodes, marks: BTreeMap::new(), path: Vec::new(), order: Vec::new(), cycle: None };
        for node in nodes.keys() {
            walk.visit(*node);
            if let Some(cycle) = walk.cycle.take() {
                self.report_cycle(&cycle, compiled);
                return Vec::new();
            }
        }
        let decisive = decisive(compiled, &nodes);
        let step = |(table, slot): Node| Step { table, slot, decides: decisive.contains(&(table, slot)) };
        walk.order.into_iter().map(step).collect()
    }

    fn report_cycle(&mut self, cycle: &[Node], compiled: &CompiledForm) {
        let name = |node: &Node| {
            let key = |node: Node| field(compiled, node).map(|field| field.key.to_string()).unwrap_or_default();
            match node.0 {
                None => key(*node),
                Some(table) => format!("{}.{}", key((None, table)), key(*node)),
            }
        };
        let Some(first) = cycle.first() else { return };
        let outer = first.0.unwrap_or(first.1);
        let index = compiled
            .fields
            .get(outer)
            .and_then(|outer| self.form.fields.iter().position(|field| field.key == outer.key));
        let path = index.map_or(String::new(), |index| format!("/fields/{index}"));
        let names: Vec<String> = cycle.iter().map(name).collect();
        self.report(Issue::new("formula.cycle").at(path).with("fields", names.join(" → ")));
    }
}

/// Every field of the record and of its rows.
fn nodes(compiled: &CompiledForm) -> impl Iterator<Item = Node> + '_ {
    compiled.fields.iter().flat_map(|field| {
        let rows = field.table.iter().flat_map(|table| &table.fields).map(|row| (Some(field.slot), row.slot));
        std::iter::once((None, field.slot)).chain(rows)
    })
}

/// What must be filled before this field; `None` when nothing is computed for it.
fn needs(node: Node, compiled: &CompiledForm) -> Option<Vec<Node>> {
    let field = sources::field(compiled, node)?;
    let mut computing = field.computing().peekable();
    computing.peek()?;
    let mut needs: Vec<Node> = computing.flat_map(|formula| reads(&formula.expr, node.0)).collect();
    // The rows of a hidden table are gone.
    needs.extend(node.0.map(|table| (None, table)));
    Some(needs)
}

struct Walk<'a> {
    nodes: &'a BTreeMap<Node, Vec<Node>>,
    marks: BTreeMap<Node, Mark>,
    path: Vec<Node>,
    order: Vec<Node>,
    cycle: Option<Vec<Node>>,
}

impl Walk<'_> {
    fn visit(&mut self, node: Node) {
        let Some(needs) = self.nodes.get(&node) else { return };
        match self.marks.get(&node) {
            Some(Mark::Done) => return,
            Some(Mark::Visiting) => {
                let from = self.path.iter().position(|other| *other == node).unwrap_or(0);
                self.cycle = Some(self.path.iter().skip(from).chain([&node]).copied().collect());
                return;
            }
            None => {}
        }
        self.marks.insert(node, Mark::Visiting);
        self.path.push(node);
        for need in needs {
            self.visit(*need);
            if self.cycle.is_some() {
                return;
            }
        }
        self.path.pop();
        self.marks.insert(node, Mark::Done);
        self.order.push(node);
    }
}

/// The computed fields on which the stored record, or what is said about it, depends.
fn decisive(compiled: &CompiledForm, nodes: &BTreeMap<Node, Vec<Node>>) -> BTreeSet<Node> {
    let mut open: Vec<Node> = Vec::new();
    for node in self::nodes(compiled) {
        let Some(field) = sources::field(compiled, node) else { continue };
        open.extend(field.judging().flat_map(|formula| reads(&formula.expr, node.0)));
        if is_kept(field) {
            open.push(node);
        }
    }
    open.extend(compiled.checks.iter().flat_map(|check| reads(&check.that.expr, None)));
    let mut decisive = BTreeSet::new();
    while let Some(node) = open.pop() {
        if let Some(needs) = nodes.get(&node)
            && decisive.insert(node)
        {
            open.extend(needs);
        }
    }
    decisive
}

fn is_kept(field: &CompiledField) -> bool {
    !matches!(field.source, Source::Virtual | Source::None)
}
