//! Judges linked records and files, as far as they are known.

use engine_base::{Issue, Issues, Key, Uuid, Value};
use expression::holds;

use super::{Validation, field::Asked};
use crate::{FILE_FORM, FieldKind, FileField, environment::View, kinds::IMAGE_TYPES};

/// Slots of the built-in form of files.
const FILE_NAME: usize = 1;
const FILE_SIZE: usize = 2;

impl<'a> Validation<'a> {
    /// Judges what a changed value newly points to.
    pub(super) fn references(&mut self, asked: &Asked<'a>, found: &mut Issues) {
        let field = asked.field;
        let files = match &field.definition.kind {
            FieldKind::File(files) => Some(files.clone()),
            FieldKind::Image(files) if files.types.is_empty() => {
                Some(FileField { types: IMAGE_TYPES.map(str::to_owned).to_vec(), ..files.clone() })
            }
            FieldKind::Image(files) => Some(files.clone()),
            _ => None,
        };
        if files.is_none() && field.link_filter.is_none() {
            return;
        }
        let mut judge = |id: &Value, path: String| {
            let Some(id) = id.as_id() else { return };
            let issue = match &files {
                Some(files) => self.file(id, files),
                None => self.link(id, asked),
            };
            found.extend(issue.map(|issue| issue.at(path)));
        };
        match asked.value {
            Value::List(items) => {
                let new = items.iter().enumerate().filter(|(_, item)| !asked.before.items().contains(item));
                new.for_each(|(index, item)| judge(item, format!("/{index}")));
            }
            id => judge(id, String::new()),
        }
    }

    fn link(&self, id: Uuid, asked: &Asked) -> Option<Issue> {
        let (filter, target) = (asked.field.link_filter.as_ref()?, asked.field.target()?);
        let view = self.view(&self.filled.record.values);
        match view.record(target, id) {
            Some(record) => {
                let view = View { values: &record.values, old: None, env: self.env, missing: self.missing };
                (!holds(&filter.expr, &view)).then(|| Issue::new("link.not_offered"))
            }
            None => self.known_absent(target, id).then(|| Issue::new("link.not_found")),
        }
    }

    fn file(&self, id: Uuid, files: &FileField) -> Option<Issue> {
        let form = Key::new(FILE_FORM).ok()?;
        let view = self.view(&self.filled.record.values);
        match view.record(&form, id) {
            Some(record) => {
                let size = record.get(FILE_SIZE).as_number().and_then(|size| u64::try_from(size).ok()).unwrap_or(0);
                files.judge(record.get(FILE_NAME).as_text().unwrap_or_default(), size)
            }
            None => self.known_absent(&form, id).then(|| Issue::new("file.not_found")),
        }
    }

    fn known_absent(&self, form: &Key, id: Uuid) -> bool {
        matches!(self.env.linked.get(form, id), Some(None))
    }
}
