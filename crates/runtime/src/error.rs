//! Why a use case did not do what was asked: an answer to a person, a refusal, or a failure of the world.

use app_definition::Refusal;
use engine_base::{Issue, Issues};

/// What a use case answers when it does not do what was asked. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input is wrong in these places.
    #[error("{} issues", .0.len())]
    Issues(Issues),
    /// The request itself is malformed: unknown parameters, fields or operators.
    #[error("malformed request")]
    Request(Issues),
    /// No valid session or key.
    #[error("not signed in")]
    SignedOut,
    /// Account or password is wrong; the same for both.
    #[error("wrong account or password")]
    WrongPassword,
    /// Not allowed.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Only administrators may do this.
    #[error("administrators only")]
    AdministratorsOnly,
    /// The person's roles do not allow to share views.
    #[error("not allowed to share views")]
    NotSharing,
    /// Only the person who made it may do this.
    #[error("somebody else's")]
    NotOwn,
    /// The record after the change would lie outside what the person may write.
    #[error("the record would be out of reach")]
    OutOfScope,
    /// Not there, or not to be known of.
    #[error("not found")]
    NotFound,
    /// Not possible in the present state; the issue says why.
    #[error("{}", .0.code)]
    Conflict(Box<Issue>),
    /// Somebody else changed it since; the version that stands now.
    #[error("version is {current} now")]
    Changed {
        /// The version that stands now.
        current: i64,
    },
    /// Too many attempts; seconds to wait.
    #[error("too many attempts")]
    TooMany {
        /// Seconds to wait.
        seconds: u64,
    },
    /// A definition was published while the request ran; the caller tries again with the new one.
    #[error("the app was published meanwhile")]
    Republished,
    /// The same request, sent twice at once, came between; the caller tries again and hears the first one's answer.
    #[error("the same request is being carried out")]
    Raced,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] storage::Error),
    /// A file could not be read or written.
    #[error("file store: {0}")]
    Files(#[from] std::io::Error),
}

impl Error {
    /// A refusal with a coded reason.
    pub fn conflict(issue: Issue) -> Error {
        Error::Conflict(Box::new(issue))
    }
}
