//! Checks the names under which other forms see the links of this one.

use engine_base::{Issue, Key};

use super::Compiler;
use crate::{FieldKind, Form};

impl Compiler<'_> {
    pub(super) fn back_links(&mut self) {
        let form = self.form;
        for (target, back, index) in links(form) {
            let path = format!("/fields/{index}/back");
            let Some(definition) = self.symbols.definition(target) else { continue };
            let field = definition.fields.iter().any(|field| field.key == *back) || back.starts_with("fw_");
            // Of two links that claim one name the later in the order of forms and fields is wrong.
            let mut claims =
                self.symbols.forms().filter_map(|(_, names)| names.definition.as_ref()).flat_map(|other| {
                    links(other)
                        .filter(|(to, name, _)| *to == target && *name == back)
                        .map(|(_, _, at)| (other.key.clone(), at))
                });
            let first = claims.next();
            if field || first.is_some_and(|first| first != (form.key.clone(), index)) {
                self.report(Issue::new("back.taken").at(path).with("key", back.as_str()).with("form", target.as_str()));
            }
        }
    }
}

/// Target, name and field index of each link that the target sees.
fn links(form: &Form) -> impl Iterator<Item = (&Key, &Key, usize)> {
    form.fields.iter().enumerate().filter_map(|(index, field)| match &field.kind {
        FieldKind::Link(link) | FieldKind::Links(link) => Some((link.form.as_ref()?, link.back.as_ref()?, index)),
        _ => None,
    })
}
