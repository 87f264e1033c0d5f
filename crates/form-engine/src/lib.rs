//! Forms: what fields there are, and how a record is checked, filled and validated.
//!
//! [`compile`] checks a form against the [`Symbols`] of its app and resolves everything that can be resolved. The way of a
//! record: [`read`] turns JSON into a [`Draft`], [`fill`] computes what follows from it (defaults, visibility, formulas),
//! [`validate`] says everything that is wrong. All are pure: time, the person and linked records go in as parameters
//! ([`FillEnv`]), and what is missing to answer comes out as a request ([`Missing`]).
//!
//! Architecture invariant: knows no storage, no other engine, no clock, no randomness.

mod characters;
mod compile;
mod compiled;
mod currencies;
mod definition;
mod dependencies;
mod draft;
mod environment;
mod fill;
mod html;
mod json_schema;
mod kinds;
mod linked;
mod mask;
mod option_table;
mod print_template;
mod read;
mod regions;
mod sample;
mod serial_pattern;
mod settings;
mod slots;
mod symbols;
mod validate;
mod write;

pub use compile::{check_view, compile};
pub use compiled::{
    CompiledCheck, CompiledChoice, CompiledField, CompiledForm, CompiledRollup, CompiledTable, CompiledUnique, Record,
    SYSTEM_FIELDS, Source, Step, SystemField,
};
pub use definition::*;
pub use draft::{Draft, DraftRow};
pub use environment::{Departments, FillEnv, NoDepartments, meets};
pub use fill::{Filled, fill};
pub use json_schema::{Shape, json_schema};
pub use linked::{Linked, Missing};
pub use option_table::{OptionTable, check_options};
pub use print_template::{PrintPlace, clean_print, print_places};
pub use read::{AllRights, Purpose, Rights, read};
pub use regions::{REGIONS_JSON, Region, find as find_region};
pub use sample::sample_value;
pub use serial_pattern::SerialPattern;
pub use settings::FormSettings;
pub use slots::Slots;
pub use symbols::{DEPARTMENT_FIELDS, FILE_FIELDS, FILE_FORM, Symbols, USER_FIELDS};
pub use validate::validate;
pub use write::write_record;
