//! One column of a row as JSON, without an intermediate value.

use std::io::Write;

use engine_base::{DataType, Decimal, Uuid, write_scaled, write_text};
use form_engine::Mask;

use crate::{Error, RowRef, sql::Repr};

/// Writes the value of a column; `null` when it is empty.
pub(crate) fn write_column(
    out: &mut Vec<u8>,
    row: &RowRef<'_>,
    index: usize,
    repr: &Repr,
    ty: &DataType,
) -> Result<(), Error> {
    if matches!(repr, Repr::Null) {
        out.extend_from_slice(b"null");
        return Ok(());
    }
    let written = match repr {
        Repr::Null => None,
        Repr::Bool => row.bool(index)?.map(|b| out.extend_from_slice(if b { b"true" } else { b"false" })),
        Repr::Scaled(0) | Repr::Span => row.int(index)?.map(|n| write_int(out, n)),
        Repr::Scaled(scale) => row.int(index)?.map(|n| {
            out.push(b'"');
            write_scaled(out, n, *scale);
            out.push(b'"');
        }),
        Repr::Number => row.number(index)?.map(|number| write_number(out, number, ty)),
        Repr::Text => row.text(index)?.map(|text| write_text(out, text)),
        Repr::Date => match row {
            // The column's own text is the wire form.
            RowRef::Sqlite(_) => row.text(index)?.map(|text| write_plain(out, text)),
            RowRef::Postgres(_) => row.date(index)?.map(|date| write_display(out, date)),
        },
        Repr::Time => row.text(index)?.map(|text| write_plain(out, text)),
        Repr::Moment => row.moment(index)?.map(|moment| write_display(out, moment)),
        Repr::Id => row.id(index)?.map(|id| write_id(out, id)),
        Repr::List(_) | Repr::Json => row.json(index)?.map(|json| out.extend_from_slice(json.as_bytes())),
    };
    if written.is_none() {
        out.extend_from_slice(b"null");
    }
    Ok(())
}

/// Writes what a masked column shows.
pub(crate) fn write_masked(
    out: &mut Vec<u8>,
    row: &RowRef<'_>,
    index: usize,
    repr: &Repr,
    mask: Mask,
) -> Result<(), Error> {
    if row.is_null(index)? {
        out.extend_from_slice(b"null");
    } else if *repr == Repr::Text {
        write_text(out, &mask.cover(row.text(index)?.unwrap_or_default()));
    } else {
        write_text(out, &Mask::All.cover("value"));
    }
    Ok(())
}

/// Writes a decimal with the digits of its type: a JSON number for a whole number, else a string.
pub(crate) fn write_number(out: &mut Vec<u8>, number: Decimal, ty: &DataType) {
    match ty {
        DataType::Number { scale: 0 } => write_display_bare(out, number.round().normalize()),
        DataType::Number { scale } => {
            let mut exact = number;
            exact.rescale(u32::from(*scale));
            write_display(out, exact);
        }
        _ => write_display(out, number.normalize()),
    }
}

pub(crate) fn write_int(out: &mut Vec<u8>, n: i64) {
    write_scaled(out, n, 0);
}

pub(crate) fn write_id(out: &mut Vec<u8>, id: Uuid) {
    out.push(b'"');
    out.extend_from_slice(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
    out.push(b'"');
}

/// Text that needs no escapes.
fn write_plain(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

fn write_display(out: &mut Vec<u8>, value: impl std::fmt::Display) {
    out.push(b'"');
    write_display_bare(out, value);
    out.push(b'"');
}

fn write_display_bare(out: &mut Vec<u8>, value: impl std::fmt::Display) {
    // Writing to memory does not fail.
    let _ = write!(out, "{value}");
}
