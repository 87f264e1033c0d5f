//! Checks the field that stands for a record.

use engine_base::{DataType, Issue};

use super::Compiler;
use crate::{CompiledForm, FieldKind};

impl Compiler<'_> {
    /// The slot of the title.
    pub(super) fn title(&mut self, compiled: &CompiledForm) -> usize {
        let key = &self.form.title;
        let Some(definition) = self.declared(key, "/title") else { return 0 };
        let field = compiled.field(key);
        let suitable = match &definition.kind {
            FieldKind::Text(_) | FieldKind::Serial(_) | FieldKind::Phone(_) | FieldKind::Email => true,
            FieldKind::Formula(_) | FieldKind::Lookup(_) => {
                // A formula that is wrong has no type; that is told already.
                field.is_some_and(|field| matches!(field.ty, DataType::Text | DataType::Null))
            }
            _ => false,
        };
        if !suitable {
            self.report(
                Issue::new("title.unsuitable")
                    .at("/title")
                    .with("field", key.as_str())
                    .with("kind", definition.kind.name()),
            );
        }
        field.map_or(0, |field| field.slot)
    }
}
