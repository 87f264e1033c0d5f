//! Views and conditions that were written with former keys.

use engine_base::Key;
use form_engine::{View, ViewKind};
use serde_json::Value as Json;

use super::{Fields, Leads, NO_FIELDS, Renames};

/// Where the paths of a condition begin: at a record, and inside `some` and `every` first at a row of it.
#[derive(Clone, Copy)]
struct Start<'a> {
    record: &'a Fields,
    row: &'a Fields,
}

impl Renames {
    /// A view of the records of the form `was`.
    pub fn in_view(&self, was: &str, view: &mut View) {
        let start = Start { record: self.fields_of(was), row: &NO_FIELDS };
        let path = |path: &mut String| *path = self.written(start, path);
        let key = |key: &mut Key| {
            if let Some(field) = start.record.get(key) {
                *key = field.now.clone();
            }
        };
        match &mut view.kind {
            ViewKind::Table(table) => {
                table.columns.iter_mut().for_each(path);
                table.group.iter_mut().for_each(key);
                table.totals = std::mem::take(&mut table.totals)
                    .into_iter()
                    .map(|(mut field, total)| {
                        key(&mut field);
                        (field, total)
                    })
                    .collect();
                table.widths = std::mem::take(&mut table.widths)
                    .into_iter()
                    .map(|(column, width)| (self.written(start, &column), width))
                    .collect();
            }
            ViewKind::Kanban(board) => {
                key(&mut board.by);
                board.sum.iter_mut().for_each(key);
                board.columns.iter_mut().for_each(path);
            }
            ViewKind::Calendar { start, end } => [Some(start), end.as_mut()].into_iter().flatten().for_each(key),
            ViewKind::Gantt(bars) => {
                [Some(&mut bars.from), Some(&mut bars.to), bars.progress.as_mut(), bars.group.as_mut()]
                    .into_iter()
                    .flatten()
                    .for_each(key);
                bars.title.iter_mut().for_each(path);
            }
            ViewKind::Gallery { cover, columns } => {
                cover.iter_mut().for_each(key);
                columns.iter_mut().for_each(path);
            }
            ViewKind::Tree { parent, columns } => {
                key(parent);
                columns.iter_mut().for_each(path);
            }
        }
        for sort in &mut view.sort {
            *sort = match sort.strip_prefix('-') {
                Some(descending) => format!("-{}", self.written(start, descending)),
                None => self.written(start, sort),
            };
        }
        view.filter.iter_mut().for_each(|filter| self.in_condition(start, filter));
        view.colours.iter_mut().for_each(|rule| self.in_condition(start, &mut rule.when));
    }

    fn in_condition(&self, start: Start<'_>, condition: &mut Json) {
        let object = match condition {
            Json::String(text) => {
                *text = expression::rename_in_formula(text, |path| self.parts(start, path));
                return;
            }
            Json::Object(object) => object,
            _ => return,
        };
        for list in ["all", "any"] {
            let parts = object.get_mut(list).and_then(Json::as_array_mut);
            parts.into_iter().flatten().for_each(|part| self.in_condition(start, part));
        }
        object.get_mut("not").into_iter().for_each(|part| self.in_condition(start, part));
        if let Some(Json::String(path)) = object.get_mut("field") {
            *path = self.written(start, path);
        }
        object.get_mut("value").into_iter().for_each(|value| self.in_value(start, value));
        for quantifier in ["some", "every"] {
            let Some(Json::String(table)) = object.get_mut(quantifier) else { continue };
            let known = start.record.get(table.as_str());
            let row = match known.map(|field| &field.leads) {
                Some(Leads::Rows(rows)) => rows,
                _ => &*NO_FIELDS,
            };
            *table = self.written(start, table);
            object.get_mut("where").into_iter().for_each(|part| self.in_condition(Start { row, ..start }, part));
        }
    }

    fn in_value(&self, start: Start<'_>, value: &mut Json) {
        match value {
            Json::Array(items) => items.iter_mut().for_each(|item| self.in_value(start, item)),
            Json::Object(object) => {
                if let Some(Json::String(text)) = object.get_mut("formula") {
                    *text = expression::rename_in_formula(text, |path| self.parts(start, path));
                }
            }
            _ => {}
        }
    }

    fn written(&self, start: Start<'_>, path: &str) -> String {
        self.parts(start, &path.split('.').collect::<Vec<_>>()).join(".")
    }

    fn parts(&self, start: Start<'_>, path: &[&str]) -> Vec<String> {
        let of_row = path.first().is_some_and(|first| start.row.contains_key(*first));
        self.follow(if of_row { start.row } else { start.record }, path.iter().copied())
    }
}
