//! What a person may be told of records that changed: only those in sight, and that something left it.

use std::collections::HashSet;

use app_definition::Verb;
use engine_base::Uuid;
use form_engine::{Linked, Record};
use storage::Session;

use super::write::Writer;
use crate::{Actor, Error, Runtime, events::Changed};

/// Records that are told apart at most.
pub const TOLD_APART: usize = 100;
/// Records looked up by one query.
const TOGETHER: usize = 500;

/// What may be told.
#[derive(Debug, PartialEq, Eq)]
pub enum Sight {
    /// Nothing that the person may know of has changed.
    Nothing,
    /// These records.
    These(Vec<Uuid>),
    /// That the form is to be looked at again.
    LookAgain,
}

impl Runtime {
    /// What `actor` may be told of `changed` records, by the rights of now.
    pub(crate) async fn sight(&self, actor: &Actor, app: &str, form: &str, changed: Changed) -> Result<Sight, Error> {
        let Ok((published, query)) = self.authorize(actor, app, form, Verb::Read) else { return Ok(Sight::Nothing) };
        let Changed::These(these) = changed else { return Ok(Sight::LookAgain) };
        if query.is_unlimited() {
            return Ok(Sight::These(these.into_keys().collect()));
        }
        let context = actor.context(app, self.clock.now(), &self.zone);
        let reader = Writer::new(published, query, context, self.directory.load_full());
        self.database
            .read(async move |session| {
                let ids: Vec<Uuid> = these.keys().copied().collect();
                let mut seen = Vec::new();
                for part in ids.chunks(TOGETHER) {
                    let found = session.existing(&reader.query, &reader.context, part).await?;
                    let found: HashSet<Uuid> = found.into_iter().collect();
                    for (id, old) in part.iter().filter_map(|id| these.get_key_value(id)) {
                        if found.contains(id) {
                            seen.push(*id);
                        } else if reader.covered_any(session, old.iter().map(|old| &***old)).await? {
                            return Ok(Sight::LookAgain);
                        }
                    }
                    if seen.len() > TOLD_APART {
                        return Ok(Sight::LookAgain);
                    }
                }
                Ok(if seen.is_empty() { Sight::Nothing } else { Sight::These(seen) })
            })
            .await
    }
}

impl Writer {
    /// Whether one of these records, as they were, lay in the scope.
    async fn covered_any<'r>(
        &self,
        session: &Session,
        records: impl Iterator<Item = &'r Record>,
    ) -> Result<bool, Error> {
        for record in records {
            match self.check_scope(session, record, &mut Linked::default()).await {
                Ok(()) => return Ok(true),
                Err(Error::OutOfScope) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }
}
