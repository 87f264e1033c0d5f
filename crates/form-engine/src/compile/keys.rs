//! Checks the keys of a form's fields.

use std::collections::BTreeSet;

use engine_base::{Issue, Key};

use super::Compiler;
use crate::{Field, FieldKind, SYSTEM_FIELDS, TableField};

/// A form may have so many fields, a sub-table so many.
const MOST_FIELDS: usize = 500;
const MOST_ROW_FIELDS: usize = 100;

/// Words of the formula language and of record answers, and column names that databases keep for themselves.
const RESERVED: [&str; 11] =
    ["cmax", "cmin", "ctid", "expanded", "me", "oid", "old", "rowid", "tableoid", "xmax", "xmin"];

impl Compiler<'_> {
    pub(super) fn check_keys(&mut self) {
        let form = self.form;
        if form.format != 1 {
            self.report(Issue::new("format.unknown").at("/format").with("format", form.format));
        }
        if form.fields.len() > MOST_FIELDS {
            self.report(Issue::new("form.too_many_fields").at("/fields").with("max", MOST_FIELDS));
        }
        if form.key.starts_with("fw_") {
            self.report(Issue::new("key.reserved").at("/key").with("key", form.key.as_str()));
        }
        self.unique_keys(&form.fields, "/fields");
        for (index, field) in form.fields.iter().enumerate() {
            let path = format!("/fields/{index}/key");
            let system = SYSTEM_FIELDS.iter().any(|(_, key, _)| field.key == *key);
            let kept = matches!(
                field.kind,
                FieldKind::CreatedAt
                    | FieldKind::CreatedBy
                    | FieldKind::UpdatedAt
                    | FieldKind::UpdatedBy
                    | FieldKind::Owner
            );
            if kept && field.key != field.kind.name() {
                self.report(
                    Issue::new("key.system")
                        .at(path)
                        .with("key", field.key.as_str())
                        .with("expected", field.kind.name()),
                );
            } else if (system && !kept) || is_reserved(&field.key) {
                self.report(Issue::new("key.reserved").at(path).with("key", field.key.as_str()));
            }
        }
    }

    /// The keys of a sub-table's fields, which stands at `path`.
    pub(super) fn check_row_keys(&mut self, table: &TableField, path: &str) {
        let path = format!("{path}/fields");
        if table.fields.len() > MOST_ROW_FIELDS {
            self.report(Issue::new("form.too_many_fields").at(path.as_str()).with("max", MOST_ROW_FIELDS));
        }
        self.unique_keys(&table.fields, &path);
        for (index, field) in table.fields.iter().enumerate() {
            if field.key == "id" || is_reserved(&field.key) {
                self.report(
                    Issue::new("key.reserved").at(format!("{path}/{index}/key")).with("key", field.key.as_str()),
                );
            }
        }
    }

    fn unique_keys(&mut self, fields: &[Field], path: &str) {
        let mut seen: BTreeSet<&Key> = BTreeSet::new();
        for (index, field) in fields.iter().enumerate() {
            if !seen.insert(&field.key) {
                self.report(
                    Issue::new("key.duplicate").at(format!("{path}/{index}/key")).with("key", field.key.as_str()),
                );
            }
        }
        for (index, field) in fields.iter().enumerate() {
            if let Some(was) = field.was.as_ref().filter(|was| seen.contains(was)) {
                self.report(Issue::new("was.in_use").at(format!("{path}/{index}/was")).with("key", was.as_str()));
            }
        }
    }
}

fn is_reserved(key: &str) -> bool {
    key.starts_with("fw_") || RESERVED.binary_search(&key).is_ok()
}
