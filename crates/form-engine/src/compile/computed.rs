//! Compiles fields whose value follows from others: formulas, lookups, rollups, capital amounts.

use engine_base::{DataType, Issue, Key};
use expression::{Expr, FieldInfo, Formula, Hop, Path, Place, Scope, compile_condition, compile_formula};

use super::{Compiler, fields::At};
use crate::{
    CapitalMoneyField, CompiledField, CompiledRollup, Field, FieldKind, FormulaField, LookupField, RollupField,
    RollupOp,
    symbols::{formula_type, rollup_type, target_of},
};

impl Compiler<'_> {
    pub(super) fn computed(&mut self, field: &Field, at: &At, compiled: &mut CompiledField) {
        match &field.kind {
            FieldKind::Formula(of) => compiled.formula = self.formula(of, at),
            FieldKind::Lookup(of) => compiled.formula = self.lookup(of, at),
            FieldKind::CapitalMoney(of) => compiled.formula = self.capital(of, at),
            FieldKind::Rollup(of) => compiled.rollup = self.rollup(of, at),
            _ => {}
        }
    }

    fn formula(&mut self, of: &FormulaField, at: &At) -> Option<Formula> {
        let path = format!("{}/formula", at.path);
        let place = Place { form: &self.form.key, table: at.table.map(Key::as_str), old: false, path: &path };
        let formula = self.keep(compile_formula(&of.formula, &place, self.symbols))?;
        if formula.expr.depends_on_person() {
            self.report(Issue::new("formula.depends_on_person").at(path.as_str()));
        }
        match &formula.ty {
            DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json => {
                self.report(Issue::new("formula.many_values").at(path.as_str()));
            }
            DataType::Null => self.report(Issue::new("formula.no_type").at(path.as_str())),
            _ => {}
        }
        if !matches!(formula.ty, DataType::Number { .. }) {
            for (name, given) in [("scale", of.scale.is_some()), ("display", of.display.is_some())] {
                if given {
                    self.report(Issue::new("formula.no_number").at(format!("{}/{name}", at.path)).with("name", name));
                }
            }
        }
        Some(Formula { ty: formula_type(formula.ty, of), ..formula })
    }

    /// A field by its key: of the row first, then of the record.
    fn near(&mut self, key: &Key, at: &At, path: &str) -> Option<(bool, FieldInfo)> {
        let form = &self.form.key;
        let row = at.table.and_then(|table| self.symbols.row_field(form, table, key)).map(|info| (true, info));
        let found = row.or_else(|| self.symbols.field(form, key).map(|info| (false, info)));
        if found.is_none() {
            let mut known = self.symbols.field_keys(form, None);
            known.extend(at.table.map(|table| self.symbols.field_keys(form, Some(table))).unwrap_or_default());
            self.unknown_field(key, path, known);
        }
        found
    }

    fn missing(&mut self, property: &'static str, at: &At) {
        self.report(Issue::new("property.missing").at(format!("{}/{property}", at.path)).with("name", property));
    }

    fn lookup(&mut self, of: &LookupField, at: &At) -> Option<Formula> {
        let (Some(via), Some(key)) = (&of.via, &of.field) else {
            self.missing(if of.via.is_none() { "via" } else { "field" }, at);
            return None;
        };
        let via_path = format!("{}/via", at.path);
        let (row, info) = self.near(via, at, &via_path)?;
        let Some(target) = target_of(&info.ty).and_then(|form| Key::new(form).ok()) else {
            self.report(Issue::new("lookup.via").at(via_path).with("field", via.as_str()));
            return None;
        };
        let path = format!("{}/field", at.path);
        let Some(found) = self.symbols.field(&target, key) else {
            let known = self.symbols.field_keys(&target, None);
            self.unknown_field(key, &path, known);
            return None;
        };
        if matches!(found.ty, DataType::Rows | DataType::Files | DataType::Json | DataType::Null) {
            self.report(Issue::new("lookup.unsuitable").at(path).with("field", key.as_str()));
            return None;
        }
        let hop = Hop { form: target, slot: found.slot, key: key.clone() };
        let path = Path { row, slot: info.slot, key: via.clone(), hops: vec![hop] };
        Some(Formula { expr: Expr::Field(path), ty: found.ty, text: None })
    }

    fn capital(&mut self, of: &CapitalMoneyField, at: &At) -> Option<Formula> {
        let Some(key) = &of.of else {
            self.missing("of", at);
            return None;
        };
        let path = format!("{}/of", at.path);
        let (_, info) = self.near(key, at, &path)?;
        if !matches!(info.ty, DataType::Number { .. }) {
            self.report(Issue::new("capital_money.of").at(path).with("field", key.as_str()));
            return None;
        }
        let place = Place { form: &self.form.key, table: at.table.map(Key::as_str), old: false, path: &path };
        self.keep(compile_formula(&format!("capital_amount({key})"), &place, self.symbols))
    }

    fn rollup(&mut self, of: &RollupField, at: &At) -> Option<CompiledRollup> {
        let (Some(form), Some(via), Some(op)) = (&of.form, &of.via, of.op) else {
            let absent = [("form", of.form.is_none()), ("via", of.via.is_none()), ("op", true)];
            self.missing(absent.iter().find(|(_, missing)| *missing).map_or("op", |(name, _)| name), at);
            return None;
        };
        let symbols = self.symbols;
        let Some(definition) = symbols.definition(form) else {
            self.unknown_form(form, &format!("{}/form", at.path));
            return None;
        };
        let via_path = format!("{}/via", at.path);
        let Some(link) = definition.fields.iter().find(|field| field.key == *via) else {
            let known = symbols.field_keys(form, None);
            self.unknown_field(via, &via_path, known);
            return None;
        };
        let points_here = matches!(&link.kind, FieldKind::Link(link) if link.form.as_ref() == Some(&self.form.key));
        if !points_here {
            let issue = Issue::new("rollup.via").at(via_path).with("field", via.as_str()).with("form", form.as_str());
            self.report(issue.with("here", self.form.key.as_str()));
            return None;
        }
        let over = self.rolled_up(of, form, op, at)?;
        let filter = of.filter.as_ref().and_then(|filter| {
            let path = format!("{}/where", at.path);
            let place = Place { form, table: None, old: false, path: &path };
            let filter = self.keep(compile_condition(filter, &place, symbols))?;
            if filter.expr.depends_on_person() {
                self.report(Issue::new("formula.depends_on_person").at(path));
            }
            Some(filter)
        });
        Some(CompiledRollup { form: form.clone(), via: symbols.field(form, via)?.slot, op, of: over, filter })
    }

    /// The slot of the field computed over; `None` when something is wrong, `Some(None)` when none is needed.
    fn rolled_up(&mut self, of: &RollupField, form: &Key, op: RollupOp, at: &At) -> Option<Option<usize>> {
        let path = format!("{}/of", at.path);
        let Some(key) = &of.of else {
            if op == RollupOp::Count {
                return Some(None);
            }
            self.missing("of", at);
            return None;
        };
        if op == RollupOp::Count {
            self.report(Issue::new("rollup.count_of").at(path));
            return None;
        }
        let Some(info) = self.symbols.field(form, key) else {
            let known = self.symbols.field_keys(form, None);
            self.unknown_field(key, &path, known);
            return None;
        };
        if rollup_type(op, Some(&info.ty)).is_none() {
            self.report(Issue::new("rollup.unsuitable").at(path).with("field", key.as_str()));
            return None;
        }
        Some(Some(info.slot))
    }
}
