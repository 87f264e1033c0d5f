//! What the product itself keeps: apps and releases, people and rights, sessions, history, counters, files, settings,
//! what was deleted, and what people say to each other: comments, notices, announcements, feedback.
//!
//! Functions on a session, so that they share a transaction with app rows: `find_` maybe, `get_` or an error, `list_`,
//! `insert_`, `update_`, `delete_`.

pub mod announcements;
pub mod apps;
pub mod comments;
pub mod counters;
pub mod feedback;
pub mod files;
pub mod history;
pub mod idempotency;
pub mod logins;
pub mod notices;
pub mod people;
pub mod preferences;
pub mod retired;
pub mod saved_views;
pub mod settings;
pub mod trash;

use engine_base::Timestamp;

/// A moment from its microseconds; what we stored ourselves is always in range.
fn moment(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}
