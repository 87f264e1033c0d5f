//! The records that one job changes, noted while it runs and told once it is committed.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use engine_base::{Key, Uuid};
use form_engine::Record;
use storage::Session;

use super::{Change, Event, Hub};

/// Records in one event at most.
const TOGETHER: usize = 100;

/// Where a job notes which records it changes. Without listeners it notes nothing.
#[derive(Clone, Debug, Default)]
pub struct Noted(Option<Arc<Notes>>);

#[derive(Debug)]
struct Notes {
    hub: Arc<Hub>,
    app: Key,
    form: Key,
    by: Option<Uuid>,
    changes: Mutex<Vec<Change>>,
    /// More than can be told apart now.
    many: AtomicBool,
}

impl Noted {
    pub(super) fn new(hub: Arc<Hub>, app: Key, form: Key, by: Option<Uuid>) -> Noted {
        Noted(Some(Arc::new(Notes { hub, app, form, by, changes: Mutex::default(), many: AtomicBool::new(false) })))
    }

    /// Where the same job notes records of another form.
    pub fn of(&self, form: &Key) -> Noted {
        let notes = |notes: &Arc<Notes>| Noted::new(notes.hub.clone(), notes.app.clone(), form.clone(), notes.by);
        self.0.as_ref().map(notes).unwrap_or_default()
    }

    /// Notes a record that the job of `session` changed; with what it was before, if it was and is no more or is something
    /// else now. All of them are told when the job is committed.
    pub fn add(&self, session: &Session, id: Option<Uuid>, old: Option<Record>) {
        let (Some(notes), Some(id)) = (&self.0, id) else { return };
        let mut changes = notes.changes();
        if changes.is_empty() {
            let notes = notes.clone();
            session.after_commit(move || notes.tell());
        }
        let held = old.map(|old| notes.hub.hold(old));
        if let Some(None) = held {
            notes.many.store(true, Ordering::Relaxed);
        }
        changes.push(Change { id, old: held.flatten() });
    }
}

impl Notes {
    fn changes(&self) -> MutexGuard<'_, Vec<Change>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        let mut changes = std::mem::take(&mut *self.changes());
        if self.many.load(Ordering::Relaxed) {
            let (app, form, by) = (self.app.clone(), self.form.clone(), self.by);
            return self.hub.tell(|| Event::Many { app, form, by });
        }
        while !changes.is_empty() {
            let rest = changes.split_off(changes.len().min(TOGETHER));
            let (app, form, by) = (self.app.clone(), self.form.clone(), self.by);
            self.hub.tell(|| Event::Records { app, form, by, changes });
            changes = rest;
        }
    }
}
