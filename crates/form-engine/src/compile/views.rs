//! Checks the ways to see the records of a form.

use std::collections::BTreeSet;

use engine_base::{DataType, Issue, Key};
use expression::{OptionKeys, Scope};

use super::{Compiler, suggesting};
use crate::{
    CompiledField, CompiledForm, FieldKind, GanttView, KanbanView, TableView, Total, View, ViewKind, symbols::target_of,
};

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
            self.view(view, &path, compiled);
        }
    }

    pub(super) fn view(&mut self, view: &View, path: &str, compiled: &CompiledForm) {
        if let Some(filter) = &view.filter {
            self.condition(filter, None, false, &format!("{path}/filter"));
        }
        for (index, rule) in view.colours.iter().enumerate() {
            self.condition(&rule.when, None, false, &format!("{path}/colours/{index}/when"));
        }
        for (place, key) in view.sort.iter().enumerate() {
            let path = format!("{path}/sort/{place}");
            if let Some(ty) = self.path_type(key.strip_prefix('-').unwrap_or(key), &path)
                && !is_single(&ty)
            {
                self.report(Issue::new("view.sort").at(path).with("field", key.as_str()));
            }
        }
        match &view.kind {
            ViewKind::Table(table) => self.table_view(table, path, compiled),
            ViewKind::Kanban(kanban) => self.kanban_view(kanban, path, compiled),
            ViewKind::Calendar { start, end } => {
                self.view_field(start, format!("{path}/start"), compiled, "view.date", is_moment);
                if let Some(end) = end {
                    self.view_field(end, format!("{path}/end"), compiled, "view.date", is_moment);
                }
            }
            ViewKind::Gantt(gantt) => self.gantt_view(gantt, path, compiled),
            ViewKind::Gallery { cover, columns } => {
                self.columns(columns, path);
                if let Some(cover) = cover {
                    let image = |field: &CompiledField| matches!(field.definition.kind, FieldKind::Image(_));
                    let suits = compiled.field(cover).is_some_and(image);
                    self.view_field(cover, format!("{path}/cover"), compiled, "view.cover", |_| suits);
                }
            }
            ViewKind::Tree { parent, columns } => {
                self.columns(columns, path);
                let above = |field: &CompiledField| {
                    matches!(field.definition.kind, FieldKind::Link(_)) && field.target() == Some(&self.form.key)
                };
                let suits = compiled.field(parent).is_some_and(above);
                self.view_field(parent, format!("{path}/parent"), compiled, "view.parent", |_| suits);
            }
        }
    }

    fn table_view(&mut self, table: &TableView, path: &str, compiled: &CompiledForm) {
        self.columns(&table.columns, path);
        if let Some(group) = &table.group {
            self.view_field(group, format!("{path}/group"), compiled, "view.group", is_single);
        }
        for (field, total) in &table.totals {
            let suits = |ty: &DataType| match total {
                Total::Count => true,
                Total::Sum | Total::Avg => matches!(ty, DataType::Number { .. }),
                Total::Min | Total::Max => matches!(ty, DataType::Number { .. } | DataType::Time) || is_moment(ty),
            };
            self.view_field(field, Issue::join(&format!("{path}/totals"), field), compiled, "view.total", suits);
        }
        for column in table.widths.keys().filter(|column| !table.columns.contains(column)) {
            let issue = Issue::new("view.width").at(Issue::join(&format!("{path}/widths"), column));
            self.report(suggesting(issue.with("field", column.as_str()), column, &table.columns));
        }
        if table.frozen.is_some_and(|frozen| usize::from(frozen) > table.columns.len()) {
            self.report(Issue::new("view.frozen").at(format!("{path}/frozen")).with("max", table.columns.len()));
        }
    }

    fn kanban_view(&mut self, kanban: &KanbanView, path: &str, compiled: &CompiledForm) {
        self.columns(&kanban.columns, path);
        let select = |field: &CompiledField| matches!(field.definition.kind, FieldKind::Select(_));
        let selects = compiled.field(&kanban.by).is_some_and(select);
        self.view_field(&kanban.by, format!("{path}/by"), compiled, "view.by", |_| selects);
        if let Some(sum) = &kanban.sum {
            self.view_field(sum, format!("{path}/sum"), compiled, "view.sum", |ty| {
                matches!(ty, DataType::Number { .. })
            });
        }
        let set = compiled.field(&kanban.by).map(|field| &field.ty);
        let Some(DataType::Option { set }) = set else { return };
        let Some(options) = self.symbols.option_table(set) else { return };
        for option in kanban.limits.keys().filter(|option| !options.contains(option)) {
            let issue = Issue::new("option.unknown").at(Issue::join(&format!("{path}/limits"), option));
            self.issues.push(suggesting(issue.with("option", option.as_str()), option, options.keys()));
        }
    }

    fn gantt_view(&mut self, gantt: &GanttView, path: &str, compiled: &CompiledForm) {
        self.view_field(&gantt.from, format!("{path}/from"), compiled, "view.date", is_moment);
        self.view_field(&gantt.to, format!("{path}/to"), compiled, "view.date", is_moment);
        if let Some(progress) = &gantt.progress {
            self.view_field(progress, format!("{path}/progress"), compiled, "view.progress", |ty| {
                matches!(ty, DataType::Number { .. })
            });
        }
        if let Some(group) = &gantt.group {
            self.view_field(group, format!("{path}/group"), compiled, "view.group", is_single);
        }
        if let Some(title) = &gantt.title {
            self.path_type(title, &format!("{path}/title"));
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
    pub(super) fn path_type(&mut self, path: &str, at: &str) -> Option<DataType> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let Some(info) = self.symbols.field(&self.form.key, first) else {
            let known = self.symbols.field_keys(&self.form.key, None);
            self.unknown_field(first, at, known);
            return None;
        };
        self.path_from(info.ty, rest, path, at)
    }

    /// The same for what comes behind a first step of type `ty`; `whole` is the path that people wrote.
    pub(super) fn path_from(&mut self, ty: DataType, rest: Option<&str>, whole: &str, at: &str) -> Option<DataType> {
        let mut ty = ty;
        for (index, key) in rest.into_iter().flat_map(|rest| rest.split('.')).enumerate() {
            let target = target_of(&ty).filter(|_| index < MOST_HOPS).map(str::to_owned);
            let Some(form) = target else {
                self.report(Issue::new("view.path").at(at).with("path", whole));
                return None;
            };
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

fn is_moment(ty: &DataType) -> bool {
    matches!(ty, DataType::Date | DataType::DateTime)
}

fn is_single(ty: &DataType) -> bool {
    !matches!(ty, DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json)
}
