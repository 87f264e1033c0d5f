//! An app as a whole: its documents, what they mean together, who may do what, and what differs between two releases.
//!
//! Architecture invariant: pure; files come in as bytes by path, packages go out as bytes. No storage, file system or network.

mod access;
mod app;
mod compiled;
mod role;

pub use access::{Access, AuthorizedQuery, FormAccess, Refusal, Verb, always};
pub use app::{App, Manifest, MenuItem, Settings};
pub use compiled::{CompiledApp, CompiledFormRights, CompiledRole};
pub use role::{FormRights, Right, Role, ScopeRule};
