//! The meaning of forms: the cases of `engine-specs/form`, and properties that hold for every record.

mod case;
mod cases;
mod masks;
mod properties;
