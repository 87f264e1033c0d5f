//! What compiling asks of the app, and where a formula stands.

use engine_base::{DataType, Key};

/// The set key of regions (GB/T 2260 codes of six digits); `within` compares them by their code.
pub const REGION_SET: &str = "region";

/// What the type checker asks of the app.
///
/// The built-in forms `user` (`id name account department email phone title`) and `department` (`id name parent head`)
/// answer here like any other form.
pub trait Scope {
    /// The field `key` of `form`, a field every record has included; sub-tables answer with [`DataType::Rows`].
    fn field(&self, form: &str, key: &str) -> Option<FieldInfo>;
    /// The field `key` of the sub-table `table` of `form`.
    fn row_field(&self, form: &str, table: &str, key: &str) -> Option<FieldInfo>;
    /// The options of a set. `None` lets every key pass (for sets that are not options of the app, such as regions).
    fn options(&self, set: &str) -> Option<&dyn OptionKeys>;
    /// The keys of a form's or a sub-table's fields, for suggestions.
    fn field_keys(&self, form: &str, table: Option<&str>) -> Vec<Key>;
}

/// A field as the type checker sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldInfo {
    /// Where its value stands in the record or the row.
    pub slot: usize,
    /// Its type.
    pub ty: DataType,
}

/// The keys of an option set.
pub trait OptionKeys {
    /// Whether there is an option with this key, retired ones included.
    fn contains(&self, key: &str) -> bool;
    /// The option itself and every option below it, in the set's order.
    fn descendants(&self, key: &str) -> Vec<String>;
    /// Every key, for suggestions.
    fn keys(&self) -> Vec<String>;
}

/// Where a formula or condition stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Key of the form whose records it is about.
    pub form: &'a str,
    /// Key of the sub-table when it is about one row.
    pub table: Option<&'a str>,
    /// Whether values before the change exist here.
    pub old: bool,
    /// JSON pointer to it, put before every issue's path.
    pub path: &'a str,
}
