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
        sources(&formula.expr, self.form, self.table).into_iter().all(|(form, slot, row)| {
            let open = |rights: &&Arc<FormAccess>| form == *self.form || rights.read.is_some();
            let Some(rights) = self.access.form(&form).filter(open) else { return false };
            let right = rights.fields.get(slot).copied().unwrap_or(Right::Hidden);
            let row_right =
                row.map(|row| rights.rows.get(&slot).and_then(|rows| rows.get(row)).copied().unwrap_or(Right::Hidden));
            right >= Right::Read && row_right.is_none_or(|right| right >= Right::Read)
        })
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
