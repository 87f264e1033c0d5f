//! What one listener heard within a moment, put together: each record, app and draft once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use engine_base::{Key, Uuid};

use super::{Event, Old, hub::Heard};

/// Records of one form that are told apart; beyond, all of the form is to be looked at again.
const APART: usize = 2000;

/// What was heard and not told yet.
#[derive(Debug, Default)]
pub struct Batch {
    /// Something was lost: everything is to be looked at again.
    pub missed: bool,
    /// By app, form and who did it.
    pub records: BTreeMap<(Key, Key, Option<Uuid>), Changed>,
    /// The latest release by app.
    pub apps: BTreeMap<Key, i64>,
    /// The latest save by app, and who saved it.
    pub drafts: BTreeMap<Key, (i64, Option<Uuid>)>,
    /// Apps with other people in their designers.
    pub presence: BTreeSet<Key>,
    /// Whether there is something to look at.
    pub notices: bool,
    /// Whether the announcements are others.
    pub announcement: bool,
    /// Whether the person may see or do other things.
    pub rights: bool,
}

/// The records of a form that changed.
#[derive(Debug)]
pub enum Changed {
    /// These, each with what it was before where that is known.
    These(BTreeMap<Uuid, Vec<Arc<Old>>>),
    /// More than are told apart.
    Many,
}

impl Batch {
    /// Whether nothing was heard.
    pub fn is_empty(&self) -> bool {
        !(self.missed || self.notices || self.announcement || self.rights)
            && self.records.is_empty()
            && self.apps.is_empty()
            && self.drafts.is_empty()
            && self.presence.is_empty()
    }

    /// Adds what was heard, as far as it concerns `person`.
    pub fn add(&mut self, person: Uuid, heard: Heard) {
        let event = match heard {
            Heard::Event(event) => event,
            Heard::Missed => {
                self.missed = true;
                return;
            }
        };
        match &*event {
            Event::Records { app, form, by, changes } => {
                let key = (app.clone(), form.clone(), *by);
                let changed = self.records.entry(key).or_insert_with(|| Changed::These(BTreeMap::new()));
                let Changed::These(these) = changed else { return };
                for change in changes {
                    these.entry(change.id).or_default().extend(change.old.clone());
                }
                if these.len() > APART {
                    *changed = Changed::Many;
                }
            }
            Event::Many { app, form, by } => {
                self.records.insert((app.clone(), form.clone(), *by), Changed::Many);
            }
            Event::App { app, release } => {
                self.apps.insert(app.clone(), *release);
            }
            Event::Draft { app, version, by } => {
                self.drafts.insert(app.clone(), (*version, *by));
            }
            Event::Presence { app } => {
                self.presence.insert(app.clone());
            }
            Event::Notices { people } => self.notices |= people.contains(&person),
            Event::Announcement => self.announcement = true,
            Event::Rights { people } => {
                self.rights |= people.as_ref().is_none_or(|people| people.contains(&person));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use form_engine::Record;

    use super::{
        super::{Change, Hub},
        *,
    };

    fn key(text: &str) -> Key {
        Key::new(text).unwrap()
    }

    fn changes(ids: impl IntoIterator<Item = u128>) -> Heard {
        let hub = Hub::default();
        let change = |id| Change { id: Uuid::from_u128(id), old: hub.hold(Record { values: Vec::new() }) };
        let changes = ids.into_iter().map(change).collect();
        Heard::Event(Arc::new(Event::Records { app: key("crm"), form: key("lead"), by: None, changes }))
    }

    #[test]
    fn a_record_is_told_once() {
        let mut batch = Batch::default();
        assert!(batch.is_empty());
        batch.add(Uuid::nil(), changes([1, 2]));
        batch.add(Uuid::nil(), changes([2, 3]));
        let Some(Changed::These(these)) = batch.records.values().next() else { panic!("{batch:?}") };
        // What it was at any time since the last word counts.
        let olds: Vec<(u128, usize)> = these.iter().map(|(id, old)| (id.as_u128(), old.len())).collect();
        assert_eq!(olds, [(1, 1), (2, 2), (3, 1)]);
        batch.add(Uuid::nil(), changes(0..=2000));
        assert!(matches!(batch.records.values().next(), Some(Changed::Many)));
        batch.add(Uuid::nil(), changes([7]));
        assert!(matches!(batch.records.values().next(), Some(Changed::Many)));
    }

    #[test]
    fn notices_concern_their_people() {
        let mut batch = Batch::default();
        let notices = |people: Vec<Uuid>| Heard::Event(Arc::new(Event::Notices { people }));
        batch.add(Uuid::nil(), notices(vec![Uuid::max()]));
        assert!(batch.is_empty());
        batch.add(Uuid::nil(), notices(vec![Uuid::max(), Uuid::nil()]));
        assert!(batch.notices);
        batch.add(Uuid::nil(), Heard::Missed);
        assert!(batch.missed);
    }
}
