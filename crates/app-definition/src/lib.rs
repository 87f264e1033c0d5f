//! An app as a whole: its documents, what they mean together, who may do what, and what differs between two releases.
//!
//! Architecture invariant: pure; files come in as bytes by path, packages go out as bytes. No storage, file system or network.

mod access;
mod app;
mod compile;
mod compiled;
mod diff;
mod format;
mod json;
mod load;
mod model;
mod openapi;
mod pack;
mod package;
mod renames;
mod role;
mod saved_view;
mod schema;
mod sketch;
mod sources;

pub use access::{Access, AuthorizedQuery, FormAccess, Refusal, Verb, always};
pub use app::{App, Manifest, MenuItem, Settings};
pub use compile::{check, compile};
pub use compiled::{CompiledApp, CompiledFormRights, CompiledRole, CompiledScreen};
pub use diff::{Change, ChangeKind, diff};
pub use format::{format, format_node};
pub use json::{MAX_DEPTH, Node, read as read_json};
pub use load::{MAX_APP, MAX_DOCUMENT, from_packed, load, load_packed};
pub use model::{app_model, saved_view_model};
pub use openapi::openapi;
pub use pack::{pack, unpack};
pub use package::{PackageLimits, read_package, write_package};
pub use renames::{RenamedField, RenamedForm, Renames};
pub use role::{FormRights, Landing, Right, Role, ScopeRule};
pub use saved_view::{check_saved_view, read_saved_view, saved_view_json};
pub use schema::{Document, schema_text};
pub use sketch::Sketch;
