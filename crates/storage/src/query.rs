//! Reading as JSON, straight from rows: one record, lists, groups. Every statement is limited to what an
//! [`AuthorizedQuery`](app_definition::AuthorizedQuery) covers.

mod aggregate;
mod cursor;
mod list;
mod one;
mod page;
mod plan;
mod request;
mod rows;
mod value;
mod write;

pub use request::{Aggregate, Expand, Grain, GroupBy, ListQuery, Measure, MeasureOp, Page, Select, Sort};
pub use write::{can_write_record, write_record};

pub(crate) use one::{add_ids, add_scope};
pub(crate) use plan::{ALIAS, Extent, ReadPlan, Selected, builder, table_of};
