//! Whether what a record names is there and may be named by the person who writes.

use std::{collections::BTreeMap, sync::PoisonError};

use engine_base::{DataType, Issue, Issues, Key, Uuid};
use form_engine::{Draft, Record};
use storage::{Session, system::files};

use super::{references::references, write::Writer};
use crate::Error;

impl Writer {
    /// What the record names must be there, and be seen by the person who names it. What it named before may stay.
    pub(super) async fn check_references(
        &self,
        session: &Session,
        record: &Record,
        old: Option<&Record>,
        issues: &mut Issues,
    ) -> Result<(), Error> {
        for reference in references(self.form(), record, old) {
            let known = match &reference.ty {
                DataType::User => self.directory.people.contains_key(&reference.id),
                DataType::Department => self.directory.departments.contains_key(&reference.id),
                DataType::Link { .. } if self.is_linkable(reference.id) => true,
                DataType::Link { form } => match self.query.linked(form) {
                    Some(sight) => !session.existing(&sight, &self.context, &[reference.id]).await?.is_empty(),
                    None => false,
                },
                DataType::Files => files::find_file(session, reference.id)
                    .await?
                    .is_some_and(|file| file.record.is_none() && file.created_by == Some(self.context.me.id)),
                _ => true,
            };
            if !known {
                issues.push(Issue::new("reference.not_found").at(reference.path));
            }
        }
        Ok(())
    }

    fn is_linkable(&self, id: Uuid) -> bool {
        self.linkable.lock().unwrap_or_else(PoisonError::into_inner).contains(&id)
    }

    /// Looks up the link targets of many new records by one query a form.
    pub async fn look_up_links<'d>(
        &self,
        session: &Session,
        drafts: impl Iterator<Item = &'d Draft> + Clone,
    ) -> Result<(), Error> {
        let mut wanted: BTreeMap<&Key, Vec<Uuid>> = BTreeMap::new();
        for field in &self.form().fields {
            let DataType::Link { form } = &field.ty else { continue };
            let ids = drafts.clone().filter_map(|draft| draft.get(field.slot)?.as_id());
            wanted.entry(form).or_default().extend(ids);
        }
        for (form, mut ids) in wanted {
            ids.sort_unstable();
            ids.dedup();
            if let (Some(sight), false) = (self.query.linked(form), ids.is_empty()) {
                let found = session.existing(&sight, &self.context, &ids).await?;
                self.linkable.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
            }
        }
        Ok(())
    }
}
