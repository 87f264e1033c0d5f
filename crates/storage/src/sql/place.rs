//! Where names are looked up: a record of a form under an alias, and a row of one of its sub-tables.

use form_engine::{CompiledField, CompiledForm};

/// What kind of record an alias stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Home<'p> {
    /// A record of a form of the app.
    Form(&'p CompiledForm),
    /// A row of `fw_user`.
    People,
    /// A row of `fw_department`.
    Departments,
}

/// A record, and a row when names may be about one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    pub(super) home: Home<'p>,
    pub(super) alias: &'p str,
    pub(super) row: Option<RowPlace<'p>>,
}

/// A row of a sub-table.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPlace<'p> {
    pub(super) fields: &'p [CompiledField],
    pub(super) alias: &'p str,
}

impl<'p> Place<'p> {
    pub(super) fn record(home: Home<'p>, alias: &'p str) -> Place<'p> {
        Place { home, alias, row: None }
    }

    /// The same record without its row.
    pub(super) fn whole(self) -> Place<'p> {
        Place { row: None, ..self }
    }
}
