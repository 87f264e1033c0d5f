//! What happens, told to those who listen: after its commit, without waiting for any of them, and only what each may know.

mod batch;
mod hub;
mod listener;
mod noted;
mod told;

use std::{
    collections::BTreeSet,
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use engine_base::{Key, Uuid};
use form_engine::Record;

pub use batch::Changed;
pub use hub::Hub;
pub use listener::Listener;
pub use noted::Noted;
pub use told::{AnnouncementEvent, AppEvent, DraftEvent, NoticeEvent, PresenceEvent, RecordsEvent, RightsEvent, Told};

use crate::Runtime;

/// Something that happened. Who may know of it is decided for each listener.
#[derive(Debug)]
pub enum Event {
    /// Records of a form were created, changed, deleted, or talked about.
    Records {
        /// The app.
        app: Key,
        /// The form.
        form: Key,
        /// Who did it; nobody when the platform itself did.
        by: Option<Uuid>,
        /// The records.
        changes: Vec<Change>,
    },
    /// So many records of a form that they are not told apart.
    Many {
        /// The app.
        app: Key,
        /// The form.
        form: Key,
        /// Who did it.
        by: Option<Uuid>,
    },
    /// Another release of an app is in use.
    App {
        /// The app.
        app: Key,
        /// The number of the release.
        release: i64,
    },
    /// The draft of an app was saved.
    Draft {
        /// The app.
        app: Key,
        /// The number of the save.
        version: i64,
        /// Who saved it.
        by: Option<Uuid>,
    },
    /// Somebody came to the designer of an app, went, or moved in it.
    Presence {
        /// The app.
        app: Key,
    },
    /// These people have something to look at, or have looked at it.
    Notices {
        /// The people.
        people: Vec<Uuid>,
    },
    /// The announcements are others now.
    Announcement,
    /// These people may see or do other things than before; everybody may, when the departments are others.
    Rights {
        /// The people; everybody when absent.
        people: Option<BTreeSet<Uuid>>,
    },
}

/// A record that is not as it was.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which.
    pub id: Uuid,
    /// What it was before, to know who loses sight of it; absent when it is new, or as it was.
    pub old: Option<Arc<Old>>,
}

/// A record as it was, held in memory until every listener has heard of its change. The hub bounds how many there are.
#[derive(Debug)]
pub struct Old {
    record: Record,
    held: Arc<AtomicUsize>,
}

impl Deref for Old {
    type Target = Record;
    fn deref(&self) -> &Record {
        &self.record
    }
}

impl Drop for Old {
    fn drop(&mut self) {
        self.held.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Runtime {
    /// Ends every stream of events, for a server that is about to stop.
    pub fn end_streams(&self) {
        self.events.close();
    }
}
