//! Use cases: each a method of [`Runtime`] that loads, decides, stores in one transaction, and answers.
//!
//! Everything that changes a record goes through `records::write`, everything that reads records through `records::read`.
//!
//! Architecture invariant: no HTTP, no SQL; time only from the [`Clock`].

mod actor;
mod announcements;
mod apps;
mod attempts;
mod background;
mod clock;
mod comments;
mod designing;
mod directory;
mod error;
mod events;
mod feedback;
mod files;
mod keys;
mod members;
mod notices;
mod opening;
mod organisation;
mod package;
mod preferences;
mod presence;
mod prose;
mod provision;
mod publish;
mod query;
mod record_schemas;
mod records;
mod saved_views;
mod secret;
mod sheets;
mod short_form;
mod sign_in;
mod templates;
mod transfer;
mod views;

use std::{ops::Deref, sync::Arc};

use arc_swap::ArcSwap;
use engine_base::TimeZone;

pub use actor::Actor;
pub use announcements::{AnnouncementView, ChangeAnnouncement, NewAnnouncement};
pub use apps::PublishedApp;
pub use clock::{Clock, SharedClock, SystemClock};
pub use comments::{ChangeComment, CommentView, NewComment, RecordPlace};
pub use designing::*;
pub use directory::{Department, Directory, Person};
pub use error::Error;
pub use events::{
    AnnouncementEvent, AppEvent, DraftEvent, Listener, NoticeEvent, PresenceEvent, RecordsEvent, RightsEvent, Told,
};
pub use feedback::{FeedbackView, NewFeedback};
pub use notices::{NoticeView, Notices, NoticesRead};
pub use opening::{DemoPerson, Options};
pub use package::Package;
pub use presence::{ComeIn, Present, PresentPerson};
pub use prose::Paged;
pub use provision::SetPerson;
pub use query::{AggregateRequest, ListRequest};
pub use records::{
    BatchRequest, DataLoad, Operation, RestoreRequest, Restored, RestoredRecord, TrashRequest, TrashView, Written,
};
pub use saved_views::{ChangeSavedView, NewSavedView, SavedViewView};
pub use sheets::{CellProblem, ImportRequest, Imports, RejectedRow, SheetColumn, SheetFile, SheetView};
pub use storage::Error as StorageError;
pub use templates::{Beginning, Blank, TemplateForm, TemplateView};
pub use transfer::Counts;
pub use views::*;

/// The product without its HTTP face. Cheap to clone.
#[derive(Clone)]
pub struct Runtime {
    shared: Arc<Shared>,
}

/// What every use case has at hand.
pub struct Shared {
    database: storage::Database,
    clock: SharedClock,
    zone: TimeZone,
    options: Options,
    apps: ArcSwap<apps::Apps>,
    directory: ArcSwap<Directory>,
    tokens: sign_in::Tokens,
    attempts: attempts::Attempts,
    events: Arc<events::Hub>,
    presence: presence::Presence,
    first_token: sign_in::FirstToken,
    files: files::FileStore,
}

impl Deref for Runtime {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.shared
    }
}

/// The administrative regions of China as JSON: `[{code, name, parent?}]`.
pub fn regions_json() -> &'static str {
    form_engine::REGIONS_JSON
}

/// The issue that a text is not JSON, with the place where that shows.
pub fn malformed(error: &serde_json::Error) -> engine_base::Issue {
    let issue = engine_base::Issue::new("json.malformed").with("line", error.line()).with("column", error.column());
    issue.with("reason", error.to_string())
}
