//! Checks where fields stand on the screen.

use std::collections::BTreeSet;

use engine_base::{Issue, Key};
use serde_json::Value as Json;

use super::Compiler;
use crate::{Block, CompiledForm, Section};

impl Compiler<'_> {
    pub(super) fn layout(&mut self, compiled: &CompiledForm) {
        let form = self.form;
        let mut placed: BTreeSet<&Key> = BTreeSet::new();
        for (index, block) in form.layout.iter().enumerate() {
            let path = format!("/layout/{index}");
            match block {
                Block::Section(section) => self.section(section, &path, compiled, &mut placed),
                Block::Tab(tab) => {
                    self.visible(&tab.visible_when, &path);
                    self.rows(&tab.rows, &format!("{path}/rows"), compiled, &mut placed);
                    for (index, section) in tab.sections.iter().enumerate() {
                        self.section(section, &format!("{path}/sections/{index}"), compiled, &mut placed);
                    }
                }
            }
        }
    }

    fn section<'a>(
        &mut self,
        section: &'a Section,
        path: &str,
        compiled: &CompiledForm,
        placed: &mut BTreeSet<&'a Key>,
    ) {
        self.visible(&section.visible_when, path);
        self.rows(&section.rows, &format!("{path}/rows"), compiled, placed);
    }

    fn visible(&mut self, condition: &Option<Json>, path: &str) {
        if let Some(condition) = condition {
            self.condition(condition, None, false, &format!("{path}/visible_when"));
        }
    }

    fn rows<'a>(&mut self, rows: &'a [Vec<Key>], path: &str, compiled: &CompiledForm, placed: &mut BTreeSet<&'a Key>) {
        for (row, keys) in rows.iter().enumerate() {
            for (column, key) in keys.iter().enumerate() {
                let place = format!("{path}/{row}/{column}");
                if !compiled.slots.contains_key(key) {
                    let known: Vec<Key> = compiled.slots.keys().cloned().collect();
                    self.unknown_field(key, &place, known);
                } else if !placed.insert(key) {
                    self.report(Issue::new("layout.twice").at(place).with("field", key.as_str()));
                }
            }
        }
    }
}
