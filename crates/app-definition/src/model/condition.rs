//! Conditions, formulas and values for the browser: a typed tree beside the text, when the person may read all that it needs.

use std::sync::Arc;

use engine_base::Key;
use expression::{Formula, to_json};
use serde_json::{Map, Value as Json, json};

use crate::{Access, FormAccess, Right, sources::sources};

/// Where a formula stands, and for whom.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub access: &'a Access,
    pub form: &'a Key,
    /// The slot of the sub-table whose rows it is about.
    pub table: Option<usize>,
}

impl Reader<'_> {
    /// Whether the person may read every field that `formula` needs.
    pub fn reads(&self, formula: &Formula) -> bool {
        self.refused(formula).is_none()
    }

    /// The first field that `formula` needs and the person may not read.
    pub fn refused(&self, formula: &Formula) -> Option<String> {
        let closed = |(form, slot, row): &(Key, usize, Option<usize>)| {
            let open = |rights: &&Arc<FormAccess>| *form == *self.form || rights.read.is_some();
            let Some(rights) = self.access.form(form).filter(open) else { return true };
            let right = rights.fields.get(*slot).copied().unwrap_or(Right::Hidden);
            let of_row = |row: usize| rights.rows.get(slot).and_then(|rows| rows.get(row)).copied();
            right < Right::Read || row.is_some_and(|row| of_row(row).unwrap_or(Right::Hidden) < Right::Read)
        };
        let (form, slot, _) = sources(&formula.expr, self.form, self.table).into_iter().find(closed)?;
        let field = self.access.app().forms.get(&form).and_then(|form| form.fields.get(slot));
        Some(field.map(|field| field.key.to_string()).unwrap_or_default())
    }

    /// `{text?, tree}`, or nothing when the person may not read what it needs.
    pub fn condition(&self, formula: &Formula) -> Option<Json> {
        if !self.reads(formula) {
            return None;
        }
        let mut model = Map::new();
        if let Some(text) = &formula.text {
            model.insert("text".into(), json!(text));
        }
        model.insert("tree".into(), to_json(&formula.expr));
        Some(model.into())
    }

    /// A literal as it is written, or `{formula, tree}`.
    pub fn value(&self, written: &Json, compiled: Option<&Formula>) -> Option<Json> {
        let Some(text) = written.get("formula") else { return Some(written.clone()) };
        let formula = compiled.filter(|formula| self.reads(formula))?;
        Some(json!({ "formula": text, "tree": to_json(&formula.expr) }))
    }
}
