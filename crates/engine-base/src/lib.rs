//! The words every engine shares: values and their types, decimals, time, keys, localized text and issues.
//!
//! Architecture invariant: no input or output, no clock, no randomness, no async, no other workspace crate.

mod data_type;
mod issue;
mod key;
mod money_words;
mod number;
mod text;
mod time;
mod value;
mod wire;

pub use data_type::DataType;
pub use issue::{Issue, Issues, Locale, word};
pub use key::{InvalidKey, Key};
pub use money_words::capital_amount;
pub use number::{Decimal, from_scaled, parse_number, to_scaled, write_scaled};
pub use text::Text;
pub use time::{
    Date, Duration, Time, TimeZone, Timestamp, parse_date, parse_time, parse_timestamp, truncate_to_micros,
};
pub use uuid::Uuid;
pub use value::{Row, Value};
pub use wire::{read_value, write_text, write_value};
