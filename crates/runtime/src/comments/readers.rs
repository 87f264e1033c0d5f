//! Who of some people may read the record: asked with the rights of each, in the transaction that needs to know.

use std::collections::HashSet;

use app_definition::Verb;
use engine_base::{Locale, Uuid};
use storage::Session;

use super::Desk;
use crate::Error;

impl Desk {
    /// Those of `people` who may read the record now.
    pub(super) async fn readers(&self, session: &Session, people: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
        let mut readers = HashSet::new();
        let app = &self.query.access().app().key;
        for person in people {
            // Somebody who left, or has no role here, reads nothing.
            let Ok(actor) = self.runtime.actor(*person, Locale::default()) else { continue };
            let form = &self.query.form().key;
            let Ok((_, query)) = self.runtime.authorize(&actor, app, form, Verb::Read) else { continue };
            let context = actor.context(app, self.runtime.clock.now(), &self.runtime.zone);
            if query.is_unlimited() || !session.existing(&query, &context, &[self.id]).await?.is_empty() {
                readers.insert(*person);
            }
        }
        Ok(readers)
    }
}
