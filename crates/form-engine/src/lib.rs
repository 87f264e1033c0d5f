//! Forms: what fields there are, and how a record is checked, filled and validated.
//!
//! The way of a record: [`read`] turns JSON into a [`Draft`], [`fill`] computes what follows from it (defaults, visibility,
//! formulas), [`validate`] says everything that is wrong. All three are pure: time, the person and linked records go in
//! as parameters, and what is missing to answer comes out as a request.
//!
//! Architecture invariant: knows no storage, no other engine, no clock, no randomness.

mod compiled;
mod definition;

pub use compiled::{
    CompiledCheck, CompiledField, CompiledForm, CompiledRollup, CompiledTable, CompiledUnique, Record, SYSTEM_FIELDS, Source, SystemField,
};
pub use definition::*;
