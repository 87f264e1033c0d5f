//! JSON of a record that is at hand as values, the same as when it is read back.

use app_definition::{AuthorizedQuery, Right};
use engine_base::{DataType, Value, write_value};
use form_engine::{CompiledField, Record, Source};

use super::{
    Select,
    plan::{is_wanted, prefix},
};

/// Whether [`write_record`] can answer a write for this person: nothing that is seen depends on other records, time or files.
pub fn can_write_record(query: &AuthorizedQuery) -> bool {
    let needs_reading = |field: &CompiledField| {
        let computed = |field: &CompiledField| field.source == Source::Virtual || field.ty == DataType::Files;
        let inside = field.table.as_ref().is_some_and(|table| table.fields.iter().any(computed));
        query.right(field.slot) > Right::Hidden && (computed(field) || inside)
    };
    !query.form().fields.iter().any(needs_reading)
}

/// Appends what the person may see of a record.
pub fn write_record(query: &AuthorizedQuery, record: &Record, select: &Select, out: &mut Vec<u8>) {
    let mut first = true;
    for field in query.form().fields.iter().filter(|field| is_wanted(field, query, select, true)) {
        out.extend_from_slice(&prefix(first, &field.key));
        first = false;
        let value = record.get(field.slot);
        match &field.table {
            None => write_field(out, field, value, query.right(field.slot)),
            Some(table) => {
                out.push(b'[');
                for (index, row) in value.rows().iter().enumerate() {
                    out.extend_from_slice(if index > 0 { b",{\"id\":" } else { b"{\"id\":" });
                    write_value(out, &row.id.map_or(Value::Null, Value::Id), &DataType::Text);
                    for inner in &table.fields {
                        let right = query.row_right(field.slot, inner.slot);
                        if right > Right::Hidden && inner.source != Source::None {
                            out.extend_from_slice(&prefix(false, &inner.key));
                            write_field(out, inner, row.values.get(inner.slot).unwrap_or(&Value::Null), right);
                        }
                    }
                    out.push(b'}');
                }
                out.push(b']');
            }
        }
    }
    out.push(b'}');
}

fn write_field(out: &mut Vec<u8>, field: &CompiledField, value: &Value, right: Right) {
    match right {
        Right::Masked => write_value(out, &field.masked(value), &DataType::Text),
        // An empty text or list is empty, as it is in the database.
        _ if value.is_empty() => out.extend_from_slice(b"null"),
        _ => write_value(out, value, &field.ty),
    }
}
