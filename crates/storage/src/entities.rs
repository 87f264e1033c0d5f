//! The system tables as sea-orm entities; they never leave this crate.

pub(crate) mod announcement;
pub(crate) mod api_key;
pub(crate) mod app;
pub(crate) mod comment;
pub(crate) mod department;
pub(crate) mod feedback;
pub(crate) mod file;
pub(crate) mod history;
pub(crate) mod idempotency;
pub(crate) mod login;
pub(crate) mod member;
pub(crate) mod notice;
pub(crate) mod preference;
pub(crate) mod release;
pub(crate) mod retired;
pub(crate) mod saved_view;
pub(crate) mod setting;
pub(crate) mod user;
