//! The rows of sub-tables as JSON, for many records by one query.

use std::collections::HashMap;

use app_definition::{AuthorizedQuery, Right};
use engine_base::{DataType, Uuid};
use expression::Context;
use form_engine::{Mask, Source};

use super::{
    one::add_ids,
    plan::{ALIAS, Selected, builder, prefix, table_of},
    value::{write_column, write_masked},
};
use crate::{
    Error, RowRef, Session,
    physical::{POSITION, RECORD, field_table, quote},
    sql::Repr,
};

/// The alias of the rows.
const ROW: &str = "r";

struct Part {
    prefix: Vec<u8>,
    column: Selected,
    mask: Option<Mask>,
}

impl Session {
    /// The rows of the sub-table in `slot`, as a JSON list for each record that has any.
    pub(crate) async fn rows_json(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        slot: usize,
        records: Vec<Uuid>,
    ) -> Result<HashMap<Uuid, Vec<u8>>, Error> {
        let form = query.form();
        let mut found: HashMap<Uuid, Vec<u8>> = HashMap::new();
        let Some((field, table)) = form.fields.get(slot).and_then(|field| Some((field, field.table.as_ref()?))) else {
            return Ok(found);
        };
        let mut sql = builder(self.dialect(), query, context);
        sql.push(&format!("SELECT {ROW}.{RECORD}, {ROW}.id"));
        let mut parts = Vec::new();
        for inner in table.fields.iter().filter(|inner| inner.source != Source::None) {
            let right = query.row_right(slot, inner.slot);
            if right == Right::Hidden {
                continue;
            }
            sql.push(", ");
            let repr = sql.row_field(form, slot, inner.slot, ALIAS, ROW)?;
            let mask = (right == Right::Masked).then(|| inner.mask());
            let column = Selected { slot: inner.slot, repr, ty: inner.ty.clone() };
            parts.push(Part { prefix: prefix(false, &inner.key), column, mask });
        }
        let rows = quote(&field_table(&query.access().app().key, &form.key, &field.key));
        let records_table = table_of(query);
        sql.push(&format!(" FROM {rows} {ROW} JOIN {records_table} {ALIAS} ON {ALIAS}.id = {ROW}.{RECORD} WHERE "));
        add_ids(&mut sql, &format!("{ROW}.{RECORD}"), records);
        sql.push(&format!(" ORDER BY {ROW}.{RECORD}, {ROW}.{POSITION}"));
        let each = |row: &RowRef<'_>| {
            let out = found.entry(row.id(0)?.unwrap_or_default()).or_default();
            out.push(if out.is_empty() { b'[' } else { b',' });
            out.extend_from_slice(b"{\"id\":");
            write_column(out, row, 1, &Repr::Id, &DataType::Text)?;
            for (index, Part { prefix, column, mask }) in parts.iter().enumerate() {
                out.extend_from_slice(prefix);
                match mask {
                    Some(mask) => write_masked(out, row, index + 2, &column.repr, *mask)?,
                    None => write_column(out, row, index + 2, &column.repr, &column.ty)?,
                }
            }
            out.push(b'}');
            Ok(())
        };
        self.query(&sql.text, &sql.args, each).await?;
        for list in found.values_mut() {
            list.push(b']');
        }
        Ok(found)
    }
}
