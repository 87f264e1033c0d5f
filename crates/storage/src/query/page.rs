//! Records that were read, on their way to JSON: what comes from other tables is put in at the end.

use std::collections::HashMap;

use app_definition::AuthorizedQuery;
use engine_base::Uuid;
use expression::Context;

use super::{
    plan::{Content, Selected, Shape},
    value::{write_column, write_masked},
};
use crate::{Error, RowRef, Session};

/// Records written one behind the other, with holes for rows of sub-tables and linked records.
#[derive(Default)]
pub(crate) struct Written {
    bytes: Vec<u8>,
    records: Vec<Entry>,
}

struct Entry {
    id: Uuid,
    end: usize,
    /// Place and slot of each sub-table.
    holes: Vec<(usize, usize)>,
    /// The ids of links to expand.
    links: Vec<Option<Uuid>>,
}

impl Written {
    pub(crate) fn with_capacity(bytes: usize) -> Written {
        Written { bytes: Vec::with_capacity(bytes), records: Vec::new() }
    }

    pub(crate) fn count(&self) -> usize {
        self.records.len()
    }

    /// Writes one record without its closing brace.
    pub(crate) fn add(&mut self, row: &RowRef<'_>, columns: &[Selected], shape: &Shape) -> Result<(), Error> {
        let out = &mut self.bytes;
        let mut holes = Vec::new();
        for part in &shape.parts {
            out.extend_from_slice(&part.prefix);
            match part.content {
                Content::Column { index } => {
                    if let Some(column) = columns.get(index) {
                        write_column(out, row, index, &column.repr, &column.ty)?;
                    }
                }
                Content::Masked { index, mask } => {
                    if let Some(column) = columns.get(index) {
                        write_masked(out, row, index, &column.repr, mask)?;
                    }
                }
                Content::Rows { slot } => holes.push((out.len(), slot)),
            }
        }
        let links = shape.expand.iter().map(|link| row.id(link.index)).collect::<Result<_, _>>()?;
        let id = row.id(0)?.unwrap_or_default();
        self.records.push(Entry { id, end: out.len(), holes, links });
        Ok(())
    }

    /// Writes the complete records, separated by commas.
    pub(crate) async fn finish(
        self,
        session: &Session,
        query: &AuthorizedQuery,
        context: &Context,
        shape: &Shape,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let ids: Vec<Uuid> = self.records.iter().map(|record| record.id).collect();
        let mut rows: HashMap<usize, HashMap<Uuid, Vec<u8>>> = HashMap::new();
        for part in &shape.parts {
            if let (Content::Rows { slot }, false) = (&part.content, ids.is_empty()) {
                rows.insert(*slot, session.rows_json(query, context, *slot, ids.clone()).await?);
            }
        }
        let mut linked = Vec::new();
        for (index, link) in shape.expand.iter().enumerate() {
            let wanted: Vec<Uuid> = self.records.iter().filter_map(|record| *record.links.get(index)?).collect();
            linked.push(session.linked_json(query, context, link.slot, link.fields.as_deref(), wanted).await?);
        }
        let mut at = 0;
        for (number, record) in self.records.iter().enumerate() {
            if number > 0 {
                out.push(b',');
            }
            for (hole, slot) in &record.holes {
                out.extend_from_slice(self.bytes.get(at..*hole).unwrap_or_default());
                at = *hole;
                let list = rows.get(slot).and_then(|all| all.get(&record.id));
                out.extend_from_slice(list.map_or(b"[]", Vec::as_slice));
            }
            out.extend_from_slice(self.bytes.get(at..record.end).unwrap_or_default());
            at = record.end;
            if !shape.expand.is_empty() {
                out.extend_from_slice(b",\"expanded\":");
                for ((link, found), id) in shape.expand.iter().zip(&linked).zip(&record.links) {
                    out.extend_from_slice(&link.prefix);
                    out.extend_from_slice(id.and_then(|id| found.get(&id)).map_or(b"null", Vec::as_slice));
                }
                out.push(b'}');
            }
            out.push(b'}');
        }
        Ok(())
    }
}
