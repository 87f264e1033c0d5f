//! The conditions of layouts and views, typed.

use std::collections::BTreeMap;

use engine_base::{Issues, Key};
use expression::{Formula, Place, compile_condition};
use form_engine::{Block, ColourRule, Form, Symbols};
use serde_json::Value as Json;

use crate::{App, CompiledScreen};

pub(super) fn compile(app: &App, symbols: &Symbols, issues: &mut Issues) -> BTreeMap<Key, CompiledScreen> {
    let screens = app.forms.iter().map(|(key, form)| (key.clone(), of_form(form, symbols, issues)));
    screens.collect()
}

fn of_form(form: &Form, symbols: &Symbols, issues: &mut Issues) -> CompiledScreen {
    let document = format!("forms/{}.json#", form.key);
    let mut compiled = |json: &Json, path: String| -> Option<Formula> {
        let place = Place { form: &form.key, table: None, old: false, path: &path };
        let found = compile_condition(json, &place, symbols);
        found.map_err(|found| issues.extend(found.into_iter().map(|issue| issue.inside(&document)))).ok()
    };
    let mut screen = CompiledScreen::default();
    for (path, condition) in block_conditions(form) {
        if let Some(formula) = compiled(condition, format!("{path}/visible_when")) {
            screen.blocks.insert(path, formula);
        }
    }
    for (index, view) in form.views.iter().enumerate() {
        let filter = view.filter.as_ref();
        if let Some(formula) = filter.and_then(|filter| compiled(filter, format!("/views/{index}/filter"))) {
            screen.filters.insert(view.key.clone(), formula);
        }
        let rules = view.colours.iter().enumerate();
        let when = |(at, rule): (usize, &ColourRule)| compiled(&rule.when, format!("/views/{index}/colours/{at}/when"));
        screen.colours.insert(view.key.clone(), rules.filter_map(when).collect());
    }
    screen
}

/// The condition of each section and tab that has one, with the JSON pointer to the block.
fn block_conditions(form: &Form) -> Vec<(String, &Json)> {
    let mut conditions = Vec::new();
    for (index, block) in form.layout.iter().enumerate() {
        let path = format!("/layout/{index}");
        match block {
            Block::Section(section) => conditions.push((path, section.visible_when.as_ref())),
            Block::Tab(tab) => {
                for (at, section) in tab.sections.iter().enumerate() {
                    conditions.push((format!("{path}/sections/{at}"), section.visible_when.as_ref()));
                }
                conditions.push((path, tab.visible_when.as_ref()));
            }
        }
    }
    conditions.into_iter().filter_map(|(path, condition)| Some((path, condition?))).collect()
}
