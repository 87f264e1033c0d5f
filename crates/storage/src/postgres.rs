//! PostgreSQL through sqlx.

pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod session;
