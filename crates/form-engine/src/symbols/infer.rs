//! Finds the types of computed fields by following what they refer to, across forms.

use std::{cell::RefCell, collections::BTreeMap};

use engine_base::{DataType, Issue, Key};
use expression::{FieldInfo, OptionKeys, Place, Scope, compile_condition, compile_formula};

use super::{FormSymbols, Symbols};
use crate::{
    Field, FieldKind, FormulaField, LookupField, NumberDisplay, RollupField, RollupOp,
    kinds::{MOST_DIGITS, PERCENT_DIGITS},
};

/// Computed fields may build on each other so deep.
const DEEPEST: usize = 40;

/// A field: form, sub-table, key.
type Node = (Key, Option<Key>, Key);

enum State {
    Looking,
    Found(DataType),
}

struct Inference<'a> {
    symbols: &'a Symbols,
    states: RefCell<BTreeMap<Node, State>>,
    /// Fields being looked at, outermost first.
    stack: RefCell<Vec<Node>>,
    issues: RefCell<Vec<(Key, Issue)>>,
}

/// Puts the types of all computed fields into `symbols`. What is in a cycle, or wrong, gets the type of empty.
pub(super) fn resolve(symbols: &mut Symbols) {
    let inference =
        Inference { symbols, states: RefCell::default(), stack: RefCell::default(), issues: RefCell::default() };
    for (form, names) in symbols.forms() {
        for node in computed_fields(form, names) {
            inference.infer(node);
        }
    }
    let (states, issues) = (inference.states.into_inner(), inference.issues.into_inner());
    for ((form, table, key), state) in states {
        let State::Found(ty) = state else { continue };
        let Some(form) = symbols.forms.get_mut(&form) else { continue };
        let names = match table {
            None => Some(&mut form.fields),
            Some(table) => form.tables.get_mut(&table),
        };
        if let Some(names) = names
            && let Some(slot) = names.slots.get(&key)
            && let Some(place) = names.types.get_mut(*slot)
        {
            *place = Some(ty);
        }
    }
    symbols.issues.extend(issues);
}

fn computed_fields<'a>(form: &'a Key, names: &'a FormSymbols) -> impl Iterator<Item = Node> + 'a {
    let fields = names.definition.iter().flat_map(|definition| &definition.fields);
    fields.flat_map(move |field| {
        let rows: &[Field] = if let FieldKind::Table(table) = &field.kind { &table.fields } else { &[] };
        let rows = rows
            .iter()
            .filter(|row| is_computed(row))
            .map(|row| (form.clone(), Some(field.key.clone()), row.key.clone()));
        let own = is_computed(field).then(|| (form.clone(), None, field.key.clone()));
        own.into_iter().chain(rows)
    })
}

fn is_computed(field: &Field) -> bool {
    matches!(
        field.kind,
        FieldKind::Formula(_) | FieldKind::Lookup(_) | FieldKind::Rollup(_) | FieldKind::CapitalMoney(_)
    )
}

impl<'a> Inference<'a> {
    fn infer(&self, node: Node) -> DataType {
        match self.states.borrow().get(&node) {
            Some(State::Found(ty)) => return ty.clone(),
            Some(State::Looking) => {
                self.report_cycle(&node);
                return DataType::Null;
            }
            None => {}
        }
        let Some((definition, pointer)) = self.definition(&node) else { return DataType::Null };
        if self.stack.borrow().len() >= DEEPEST {
            self.issues
                .borrow_mut()
                .push((node.0.clone(), Issue::new("formula.too_deep").at(pointer).with("max", DEEPEST)));
            return DataType::Null;
        }
        self.states.borrow_mut().insert(node.clone(), State::Looking);
        self.stack.borrow_mut().push(node.clone());
        let ty = self.type_of(&node, definition).unwrap_or(DataType::Null);
        self.stack.borrow_mut().pop();
        self.states.borrow_mut().insert(node, State::Found(ty.clone()));
        ty
    }

    /// The type of a computed field; what is wrong with it is told when its form is compiled.
    fn type_of(&self, (form, table, _): &Node, field: &Field) -> Option<DataType> {
        match &field.kind {
            FieldKind::Formula(of) => {
                let place = Place { form, table: table.as_deref(), old: false, path: "" };
                Some(formula_type(compile_formula(&of.formula, &place, self).ok()?.ty, of))
            }
            FieldKind::Lookup(of) => self.lookup(form, table.as_deref(), of),
            FieldKind::Rollup(of) => self.rollup(of),
            FieldKind::CapitalMoney(of) => {
                let of = of.of.as_ref()?;
                let row = table.as_ref().and_then(|table| self.row_field(form, table, of));
                row.or_else(|| self.field(form, of))?;
                Some(DataType::Text)
            }
            _ => None,
        }
    }

    fn lookup(&self, form: &str, table: Option<&str>, of: &LookupField) -> Option<DataType> {
        let via = of.via.as_ref()?;
        let row = table.and_then(|table| self.row_field(form, table, via));
        let info = row.or_else(|| self.field(form, via))?;
        Some(self.field(target_of(&info.ty)?, of.field.as_ref()?)?.ty)
    }

    fn rollup(&self, of: &RollupField) -> Option<DataType> {
        let form = of.form.as_ref()?;
        if let Some(filter) = &of.filter {
            // For the cycles that the condition may close.
            let _ = compile_condition(filter, &Place { form, table: None, old: false, path: "" }, self);
        }
        let over = of.of.as_ref().and_then(|key| self.field(form, key));
        rollup_type(of.op?, over.as_ref().map(|info| &info.ty))
    }

    /// The definition of a computed field and the pointer to it.
    fn definition(&self, (form, table, key): &Node) -> Option<(&'a Field, String)> {
        let form = self.symbols.definition(form)?;
        let find = |fields: &'a [Field], key: &Key| fields.iter().enumerate().find(|(_, field)| field.key == **key);
        let (index, field) = find(&form.fields, table.as_ref().unwrap_or(key))?;
        let pointer = format!("/fields/{index}");
        match (table, &field.kind) {
            (None, _) => Some((field, pointer)),
            (Some(_), FieldKind::Table(rows)) => {
                let (index, field) = find(&rows.fields, key)?;
                Some((field, format!("{pointer}/fields/{index}")))
            }
            _ => None,
        }
    }

    fn report_cycle(&self, node: &Node) {
        let stack = self.stack.borrow();
        let from = stack.iter().position(|other| other == node).unwrap_or(0);
        let name = |(form, table, key): &Node| match table {
            None => format!("{form}.{key}"),
            Some(table) => format!("{form}.{table}.{key}"),
        };
        let ring: Vec<&Node> = stack.iter().skip(from).collect();
        // Each field of the ring is told, as seen from itself.
        for (at, member) in ring.iter().enumerate() {
            let names: Vec<String> = ring.iter().cycle().skip(at).take(ring.len() + 1).map(|node| name(node)).collect();
            if let Some((_, pointer)) = self.definition(member) {
                let issue = Issue::new("formula.cycle").at(pointer).with("fields", names.join(" → "));
                self.issues.borrow_mut().push((member.0.clone(), issue));
            }
        }
    }

    fn found(&self, form: &str, table: Option<&str>, key: &str, info: FieldInfo) -> FieldInfo {
        let key_of = |text: &str| Key::new(text).ok();
        let Some((form, key)) = key_of(form).zip(key_of(key)) else { return info };
        let node = (form, table.and_then(key_of), key);
        match self.definition(&node) {
            Some((field, _)) if is_computed(field) => FieldInfo { ty: self.infer(node), ..info },
            _ => info,
        }
    }
}

impl Scope for Inference<'_> {
    fn field(&self, form: &str, key: &str) -> Option<FieldInfo> {
        self.symbols.field(form, key).map(|info| self.found(form, None, key, info))
    }

    fn row_field(&self, form: &str, table: &str, key: &str) -> Option<FieldInfo> {
        self.symbols.row_field(form, table, key).map(|info| self.found(form, Some(table), key, info))
    }

    fn options(&self, set: &str) -> Option<&dyn OptionKeys> {
        self.symbols.options(set)
    }

    fn field_keys(&self, form: &str, table: Option<&str>) -> Vec<Key> {
        self.symbols.field_keys(form, table)
    }
}

/// The form to which a value of this type points.
pub(crate) fn target_of(ty: &DataType) -> Option<&str> {
    match ty {
        DataType::Link { form } => Some(form),
        DataType::User => Some("user"),
        DataType::Department => Some("department"),
        _ => None,
    }
}

/// The type of a formula field: a number keeps `scale` digits, or as many as the formula has but at most eight, a
/// percentage four.
pub(crate) fn formula_type(ty: DataType, of: &FormulaField) -> DataType {
    let usual = |own| if of.display == Some(NumberDisplay::Percent) { PERCENT_DIGITS } else { own };
    match ty {
        DataType::Number { scale: own } => DataType::Number { scale: of.scale.unwrap_or(usual(own)).min(MOST_DIGITS) },
        other => other,
    }
}

/// The type of a rollup over values of type `of`; `None` when they cannot be rolled up so.
pub(crate) fn rollup_type(op: RollupOp, of: Option<&DataType>) -> Option<DataType> {
    if op == RollupOp::Count {
        return Some(DataType::INTEGER);
    }
    match (op, of?) {
        (RollupOp::Sum, DataType::Number { scale }) => Some(DataType::Number { scale: *scale }),
        (RollupOp::Avg, DataType::Number { scale }) => Some(DataType::Number { scale: (scale + 2).min(MOST_DIGITS) }),
        (
            RollupOp::Min | RollupOp::Max,
            ty @ (DataType::Number { .. } | DataType::Date | DataType::Time | DataType::DateTime),
        ) => Some(ty.clone()),
        (
            RollupOp::Latest,
            DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json | DataType::Null,
        ) => None,
        (RollupOp::Latest, ty) => Some(ty.clone()),
        _ => None,
    }
}
