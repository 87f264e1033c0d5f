//! Checks the ways to see the records of a form.

use std::collections::BTreeSet;

use engine_base::{DataType, Issue, Key};
use expression::Scope;

use super::Compiler;
use crate::{CompiledForm, FieldKind, View, ViewKind, symbols::target_of};

/// Columns, groups and sort keys hop over at most so many links.
const MOST_HOPS: usize = 8;

impl Compiler<'_> {
    pub(super) fn views(&mut self, compiled: &CompiledForm) {
        let form = self.form;
        let mut seen: BTreeSet<&Key> = BTreeSet::new();
        for (index, view) in form.views.iter().enumerate() {
            let path = format!("/views/{index}");
            if !seen.insert(&view.key) {
                self.report(Issue::new("key.duplicate").at(format!("{path}/key")).with("key", view.key.as_str()));
            }
            if let Some(filter) = &view.filter {
                self.condition(filter, None, false, &format!("{path}/filter"));
            }
            for (place, key) in view.sort.iter().enumerate() {
                let path = format!("{path}/sort/{place}");
                if let Some(ty) = self.path_type(key.strip_prefix('-').unwrap_or(key), &path)
                    && !is_single(&ty)
                {
                    self.report(Issue::new("view.sort").at(path).with("field", key.as_str()));
                }
            }
            self.view_kind(view, &path, compiled);
        }
    }

    fn view_kind(&mut self, view: &View, path: &str, compiled: &CompiledForm) {
        match &view.kind {
            ViewKind::Table { columns, group } => {
                self.columns(columns, path);
                if let Some(group) = group {
                    self.view_field(group, format!("{path}/group"), compiled, "view.group", is_single);
                }
            }
            ViewKind::Kanban { by, sum, columns } => {
                self.columns(columns, path);
                let selects = |key: &Key| {
                    compiled.field(key).is_some_and(|field| matches!(field.definition.kind, FieldKind::Select(_)))
                };
                self.view_field(by, format!("{path}/by"), compiled, "view.by", |_| selects(by));
                if let Some(sum) = sum {
                    self.view_field(sum, format!("{path}/sum"), compiled, "view.sum", |ty| {
                        matches!(ty, DataType::Number { .. })
                    });
                }
            }
            ViewKind::Calendar { start, end } => {
                let moment = |ty: &DataType| matches!(ty, DataType::Date | DataType::DateTime);
                self.view_field(start, format!("{path}/start"), compiled, "view.date", moment);
                if let Some(end) = end {
                    self.view_field(end, format!("{path}/end"), compiled, "view.date", moment);
                }
            }
        }
    }

    fn columns(&mut self, columns: &[String], path: &str) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (index, column) in columns.iter().enumerate() {
            let path = format!("{path}/columns/{index}");
            if !seen.insert(column) {
                self.report(Issue::new("field.twice").at(path).with("field", column.as_str()));
            } else {
                self.path_type(column, &path);
            }
        }
    }

    /// A field of the form that a view needs in some role.
    fn view_field(
        &mut self,
        key: &Key,
        path: String,
        compiled: &CompiledForm,
        code: &'static str,
        suits: impl Fn(&DataType) -> bool,
    ) {
        match compiled.field(key) {
            None => {
                let known = self.symbols.field_keys(&self.form.key, None);
                self.unknown_field(key, &path, known);
            }
            Some(field) if !suits(&field.ty) => self.report(Issue::new(code).at(path).with("field", key.as_str())),
            Some(_) => {}
        }
    }

    /// The type at the end of a path over links; reports what is wrong with it.
    fn path_type(&mut self, path: &str, at: &str) -> Option<DataType> {
        let (mut form, mut ty) = (self.form.key.to_string(), DataType::Null);
        for (index, key) in path.split('.').enumerate() {
            if index > 0 {
                match target_of(&ty) {
                    Some(target) if index <= MOST_HOPS => form = target.to_owned(),
                    _ => {
                        self.report(Issue::new("view.path").at(at).with("path", path));
                        return None;
                    }
                }
            }
            let Some(info) = self.symbols.field(&form, key) else {
                let known = self.symbols.field_keys(&form, None);
                self.unknown_field(key, at, known);
                return None;
            };
            ty = info.ty;
        }
        Some(ty)
    }
}

fn is_single(ty: &DataType) -> bool {
    !matches!(ty, DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json)
}
