//! Checks the ways to print a record.

use std::collections::BTreeSet;

use engine_base::{Issue, Key, Text};
use expression::Scope;

use super::Compiler;
use crate::{FieldKind, PrintPlace, print_places};

impl Compiler<'_> {
    pub(super) fn prints(&mut self) {
        let form = self.form;
        let mut seen: BTreeSet<&Key> = BTreeSet::new();
        for (index, print) in form.prints.iter().enumerate() {
            let path = format!("/prints/{index}");
            if !seen.insert(&print.key) {
                self.report(Issue::new("key.duplicate").at(format!("{path}/key")).with("key", print.key.as_str()));
            }
            match &print.body {
                Text::One(body) => self.body(body, &format!("{path}/body")),
                Text::Map(bodies) => {
                    for (locale, body) in bodies {
                        self.body(body, &Issue::join(&format!("{path}/body"), locale));
                    }
                }
            }
        }
    }

    fn body(&mut self, body: &str, path: &str) {
        let places = match print_places(body) {
            Ok(places) => places.into_iter().collect::<BTreeSet<_>>(),
            Err(issues) => {
                self.issues.extend(issues.into_iter().map(|issue| issue.at(path)));
                return;
            }
        };
        for PrintPlace { part, path: place } in &places {
            match part {
                None => {
                    self.path_type(place, path);
                }
                Some(part) if place.is_empty() => self.part(part, path),
                Some(part) => self.place_in(part, place, path),
            }
        }
    }

    /// A part is one of a sub-table, whose rows repeat it, or of a field, without whose value it is left out.
    fn part(&mut self, key: &str, path: &str) {
        let tables = self.form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Table(_)));
        let tables: Vec<Key> = tables.map(|field| field.key.clone()).collect();
        if !tables.iter().any(|table| table == key) && self.symbols.field(&self.form.key, key).is_none() {
            let fields = self.symbols.field_keys(&self.form.key, None);
            self.unknown_field(key, path, tables.into_iter().chain(fields));
        }
    }

    /// A field of the row that repeats the part, or else of the record.
    fn place_in(&mut self, table: &str, place: &str, path: &str) {
        let (first, rest) = place.split_once('.').map_or((place, None), |(first, rest)| (first, Some(rest)));
        if let Some(info) = self.symbols.row_field(&self.form.key, table, first) {
            self.path_from(info.ty, rest, place, path);
        } else if self.symbols.field(&self.form.key, first).is_some() {
            self.path_type(place, path);
        } else {
            let rows = self.symbols.field_keys(&self.form.key, Some(table));
            let known = rows.into_iter().chain(self.symbols.field_keys(&self.form.key, None));
            self.unknown_field(first, path, known);
        }
    }
}
