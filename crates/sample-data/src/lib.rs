//! Believable records for any app, from its definitions and a recipe, always the same for the same seed.
//!
//! Each record is a function of the recipe, the seed and its place (form and number), and each value has a random stream of
//! its own. So records are made one at a time in any quantity, a linked record can be made again wherever one of its values
//! is needed, and a new line in a recipe changes no other value.
//!
//! Architecture invariant: pure; no clock, no files, no storage, and not a word about what any app is for.

mod catalogue;
mod cell;
mod document;
mod draw;
mod error;
mod evaluate;
mod node;
mod organisation;
mod pools;
mod recipe;
mod record;
mod render;
mod sample;
mod source;
mod template;
mod walk;

pub use document::Format;
pub use error::SampleError;
pub use organisation::{Department, Directory, Organisation, Person};
pub use pools::Pools;
pub use recipe::{Parents, Quantity, Recipe, Step};
pub use record::Record;
pub use sample::{Sample, Settings};
pub use source::{Operation, Source};
pub use walk::Records;
