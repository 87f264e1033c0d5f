//! Compiles the fields of a form and of its sub-tables.

use engine_base::{DataType, Issue, Key, Value};
use expression::{Expr, Formula, Place, compile_condition, compile_value};
use serde_json::Value as Json;

use super::{Compiler, slots_of};
use crate::{
    CompiledField, CompiledTable, DateField, Field, FieldKind, LinkField, NumberField, SYSTEM_FIELDS, SerialPattern,
    Source, SystemField, TableField,
    kinds::{Site, compile_pattern},
    validate::compare,
};

/// Where a field stands in the document and in the record.
pub(super) struct At<'a> {
    pub table: Option<&'a Key>,
    pub slot: usize,
    pub path: String,
}

impl<'a> Compiler<'a> {
    /// The fields by slot: the system fields, then those declared.
    pub(super) fn fields(&mut self) -> Vec<CompiledField> {
        let Some(names) = self.symbols.form(&self.form.key) else { return Vec::new() };
        let mut fields: Vec<CompiledField> =
            SYSTEM_FIELDS.iter().filter_map(|(system, key, _)| self.system_field(*system, key)).collect();
        for (index, field) in self.form.fields.iter().enumerate() {
            let path = format!("/fields/{index}");
            let Some(slot) = names.fields.slots.get(&field.key).copied() else { continue };
            let compiled = self.field(field, &At { table: None, slot, path });
            match fields.get_mut(slot) {
                // A field of which the platform keeps the value only gets a label and a place here.
                Some(system) if slot < SYSTEM_FIELDS.len() => *system = compiled,
                Some(_) => {}
                None => fields.push(compiled),
            }
        }
        fields
    }

    fn system_field(&mut self, system: SystemField, key: &str) -> Option<CompiledField> {
        let kind = match system {
            SystemField::Id => FieldKind::Text(Default::default()),
            SystemField::Version => FieldKind::Integer(Default::default()),
            SystemField::CreatedAt => FieldKind::CreatedAt,
            SystemField::CreatedBy => FieldKind::CreatedBy,
            SystemField::UpdatedAt => FieldKind::UpdatedAt,
            SystemField::UpdatedBy => FieldKind::UpdatedBy,
            SystemField::Owner => FieldKind::Owner,
        };
        let definition = Field::plain(Key::new(key).ok()?, kind);
        let at = At { table: None, slot: system.slot(), path: String::new() };
        Some(CompiledField { source: Source::System, ..self.field(&definition, &at) })
    }

    fn field(&mut self, field: &Field, at: &At) -> CompiledField {
        let info = match at.table {
            None => self.symbols.form(&self.form.key).and_then(|names| names.fields.field(&field.key)),
            Some(table) => {
                self.symbols.form(&self.form.key).and_then(|names| names.tables.get(table)?.field(&field.key))
            }
        };
        let mut compiled = CompiledField {
            key: field.key.clone(),
            slot: at.slot,
            ty: info.map_or(DataType::Null, |info| info.ty),
            source: field.kind.behaviour(|kind| kind.source()),
            definition: field.clone(),
            table: None,
            options: None,
            formula: None,
            rollup: None,
            default: None,
            visible_when: None,
            required_when: None,
            read_only_when: None,
            options_when: Vec::new(),
            limits: (None, None),
            link_filter: None,
            pattern: None,
            serial: None,
            watches: Vec::new(),
        };
        if at.table.is_some() && !field.kind.behaviour(|kind| kind.in_table()) {
            self.report(
                Issue::new("kind.not_in_table").at(format!("{}/kind", at.path)).with("kind", field.kind.name()),
            );
            return compiled;
        }
        for issue in field.kind.behaviour(|kind| kind.check()) {
            self.report(issue.inside(&at.path));
        }
        self.common(field, at, &mut compiled);
        match &field.kind {
            FieldKind::Text(text) | FieldKind::LongText(text) => {
                if let Some(pattern) = &text.pattern {
                    let path = format!("{}/pattern", at.path);
                    compiled.pattern = self.keep(compile_pattern(pattern).map_err(|issue| vec![issue.at(path)]));
                }
            }
            FieldKind::Integer(number)
            | FieldKind::Number(number)
            | FieldKind::Money(number)
            | FieldKind::Percent(number) => {
                let NumberField { min, max, .. } = number;
                self.limits(min, max, at, &mut compiled);
            }
            FieldKind::Date(DateField { min, max })
            | FieldKind::Time(DateField { min, max })
            | FieldKind::DateTime(DateField { min, max }) => {
                self.limits(min, max, at, &mut compiled);
            }
            FieldKind::Select(select) | FieldKind::MultiSelect(select) | FieldKind::TreeSelect(select) => {
                self.choices(select, at, &mut compiled);
            }
            FieldKind::Link(link) | FieldKind::Links(link) => self.link(link, at, &mut compiled),
            FieldKind::Table(table) => compiled.table = Some(self.table(table, field, at)),
            FieldKind::Serial(serial) => compiled.serial = SerialPattern::new(serial).ok(),
            FieldKind::Formula(_) | FieldKind::Lookup(_) | FieldKind::Rollup(_) | FieldKind::CapitalMoney(_) => {
                self.computed(field, at, &mut compiled);
            }
            _ => {}
        }
        if let Some(default) = &field.default {
            compiled.default = self.default(default, at, &compiled);
        }
        compiled.watches = compiled.judged_by();
        compiled
    }

    /// The properties that all kinds share.
    fn common(&mut self, field: &Field, at: &At, compiled: &mut CompiledField) {
        let property = |name: &str| format!("{}/{name}", at.path);
        if field.width.is_some_and(|width| !(1..=12).contains(&width)) {
            self.report(Issue::new("property.range").at(property("width")).with("min", 1).with("max", 12));
        }
        let unsuitable = |name: &'static str| {
            Issue::new("property.unsuitable").at(property(name)).with("property", name).with("kind", field.kind.name())
        };
        let owner = matches!(field.kind, FieldKind::Owner);
        let written = compiled.source == Source::Input || owner;
        for (set, name) in [
            (field.required, "required"),
            (field.required_when.is_some(), "required_when"),
            (field.read_only, "read_only"),
            (field.read_only_when.is_some(), "read_only_when"),
            (field.default.is_some(), "default"),
        ] {
            if set && !written {
                self.report(unsuitable(name));
            }
        }
        // Whether a computed field is stored is known later: `sources` looks again.
        for (set, name) in [(field.unique, "unique"), (field.indexed, "indexed")] {
            if set && (at.table.is_some() || !can_be_indexed(compiled)) {
                self.report(unsuitable(name));
            }
        }
        if field.searchable == Some(true) && (at.table.is_some() || compiled.ty != DataType::Text) {
            self.report(unsuitable("searchable"));
        }
        let mut condition = |json: &Option<Json>, name: &str, old: bool| {
            json.as_ref().and_then(|json| self.condition(json, at.table, old, &format!("{}/{name}", at.path)))
        };
        compiled.visible_when = condition(&field.visible_when, "visible_when", false);
        compiled.required_when = condition(&field.required_when, "required_when", true);
        compiled.read_only_when = condition(&field.read_only_when, "read_only_when", true);
        if field.required {
            compiled.required_when = Some(always());
        }
        // What nobody may see is a right; a value that vanishes because of who saves the record would be an accident.
        if compiled.source == Source::Input
            && compiled.visible_when.as_ref().is_some_and(|formula| formula.expr.depends_on_person())
        {
            self.report(Issue::new("visible.depends_on_person").at(property("visible_when")));
        }
    }

    fn limits(&mut self, min: &Option<Json>, max: &Option<Json>, at: &At, compiled: &mut CompiledField) {
        let mut limit = |json: &Option<Json>, name: &str| {
            let path = format!("{}/{name}", at.path);
            let place = Place { form: &self.form.key, table: at.table.map(Key::as_str), old: true, path: &path };
            // A limit may have more digits than the field.
            let ty = if let DataType::Number { .. } = compiled.ty {
                DataType::Number { scale: 12 }
            } else {
                compiled.ty.clone()
            };
            json.as_ref().and_then(|json| self.keep(compile_value(json, &ty, &place, self.symbols)))
        };
        compiled.limits = (limit(min, "min"), limit(max, "max"));
        if let (Some(Expr::Literal { value: min, .. }), Some(Expr::Literal { value: max, .. })) = (
            compiled.limits.0.as_ref().map(|formula| &formula.expr),
            compiled.limits.1.as_ref().map(|formula| &formula.expr),
        ) && compare(min, max).is_some_and(|order| order.is_gt())
        {
            self.report(
                Issue::new("limit.order").at(format!("{}/min", at.path)).with("max", crate::validate::limit_text(max)),
            );
        }
    }

    fn link(&mut self, link: &LinkField, at: &At, compiled: &mut CompiledField) {
        let Some(form) = &link.form else {
            return self.report(Issue::new("property.missing").at(format!("{}/form", at.path)).with("name", "form"));
        };
        if self.symbols.definition(form).is_none() {
            return self.unknown_form(form, &format!("{}/form", at.path));
        }
        if let Some(filter) = &link.filter {
            let path = format!("{}/where", at.path);
            let place = Place { form, table: None, old: false, path: &path };
            compiled.link_filter = self.keep(compile_condition(filter, &place, self.symbols));
        }
    }

    pub(super) fn unknown_form(&mut self, form: &Key, path: &str) {
        let known: Vec<Key> =
            self.symbols.forms().filter(|(_, names)| names.definition.is_some()).map(|(key, _)| key.clone()).collect();
        self.report(super::suggesting(Issue::new("form.unknown").at(path).with("form", form.as_str()), form, known));
    }

    fn table(&mut self, table: &TableField, field: &Field, at: &At) -> CompiledTable {
        self.check_row_keys(table, &at.path);
        let slots = slots_of(&table.fields);
        let mut fields = Vec::with_capacity(slots.len());
        for (index, row_field) in table.fields.iter().enumerate() {
            let Some(slot) = slots.get(&row_field.key).copied().filter(|slot| *slot == fields.len()) else { continue };
            let at = At { table: Some(&field.key), slot, path: format!("{}/fields/{index}", at.path) };
            fields.push(self.field(row_field, &at));
        }
        CompiledTable { fields, slots, rows: table.limits() }
    }

    /// A literal in the wire form, as the kind reads it, or a formula of the field's type.
    fn default(&mut self, json: &Json, at: &At, compiled: &CompiledField) -> Option<Formula> {
        let path = format!("{}/default", at.path);
        if matches!(compiled.ty, DataType::Rows | DataType::Files) {
            let issue = Issue::new("property.unsuitable").at(path).with("property", "default");
            self.report(issue.with("kind", compiled.definition.kind.name()));
            return None;
        }
        if json.as_object().is_some_and(|object| object.contains_key("formula")) {
            let place = Place { form: &self.form.key, table: at.table.map(Key::as_str), old: false, path: &path };
            return self.keep(compile_value(json, &compiled.ty, &place, self.symbols));
        }
        let mut issues = Vec::new();
        let value = compiled.definition.kind.behaviour(|kind| {
            let value = if json.is_null() { Ok(Value::Null) } else { kind.read(json, compiled, self.settings) };
            value
                .inspect(|value| kind.validate(value, &Value::Null, compiled, &mut issues))
                .map_err(|issue| vec![issue])
        });
        let value = value.and_then(|value| if issues.is_empty() { Ok(value) } else { Err(issues) });
        let value = value.map_err(|issues| issues.into_iter().map(|issue| issue.inside(&path)).collect());
        self.keep(value).map(|value| Formula {
            expr: Expr::Literal { value, ty: compiled.ty.clone() },
            ty: compiled.ty.clone(),
            text: None,
        })
    }

    /// The behaviour's name of a place, for kinds that name option sets after it.
    pub(super) fn site<'b>(&'b self, field: &'b Field, at: &'b At) -> Site<'b> {
        Site { form: &self.form.key, table: at.table.map(Key::as_str), key: &field.key }
    }
}

/// The condition that always holds.
fn always() -> Formula {
    Formula { expr: Expr::Literal { value: Value::Bool(true), ty: DataType::YesNo }, ty: DataType::YesNo, text: None }
}

/// Whether a database index can be over the field: one short value, with a column of its own.
pub(super) fn can_be_indexed(field: &CompiledField) -> bool {
    let long = matches!(field.definition.kind, FieldKind::LongText(_) | FieldKind::RichText(_));
    let single =
        !matches!(field.ty, DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json | DataType::Null);
    let computed_later = matches!(field.definition.kind, FieldKind::Formula(_));
    single && !long && (field.is_stored() || computed_later)
}

impl CompiledField {
    /// What is evaluated to fill the field.
    pub(crate) fn computing(&self) -> impl Iterator<Item = &Formula> {
        let visible = self.visible_when.as_ref().filter(|_| self.source == Source::Input);
        [self.default.as_ref(), visible, self.formula.as_ref()].into_iter().flatten()
    }

    /// What is evaluated to validate the field.
    pub(crate) fn judging(&self) -> impl Iterator<Item = &Formula> {
        let options = self.options_when.iter().map(|(when, _)| when);
        [&self.required_when, &self.read_only_when, &self.limits.0, &self.limits.1].into_iter().flatten().chain(options)
    }

    fn judged_by(&self) -> Vec<usize> {
        let options = self.options_when.iter().map(|(when, _)| when);
        let formulas = [&self.limits.0, &self.limits.1].into_iter().flatten().chain(options);
        let mut slots: Vec<usize> = formulas.flat_map(|formula| formula.expr.slots()).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

impl Field {
    /// A field with nothing but a key and a kind.
    pub(crate) fn plain(key: Key, kind: FieldKind) -> Field {
        Field {
            key,
            kind,
            label: None,
            help: None,
            placeholder: None,
            required: false,
            required_when: None,
            visible_when: None,
            read_only: false,
            read_only_when: None,
            default: None,
            unique: false,
            indexed: false,
            searchable: None,
            mask: None,
            was: None,
            width: None,
        }
    }
}
