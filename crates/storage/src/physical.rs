//! Names and types of the tables of forms. Names come from checked keys only and are always quoted.

use engine_base::{DataType, Key, Uuid};
use form_engine::{CompiledField, SystemField};

use crate::{Dialect, Kind};

/// PostgreSQL cuts longer names without a word.
const LONGEST: usize = 63;

/// The record that a row of a sub-table or a link belongs to.
pub(crate) const RECORD: &str = "_record";
/// The place of a row or a link among its siblings.
pub(crate) const POSITION: &str = "_position";
/// The record that a link leads to.
pub(crate) const TARGET: &str = "_target";

/// The table of a form's records.
pub(crate) fn form_table(app: &str, form: &str) -> String {
    fit(format!("{app}.{form}"))
}

/// The table of a sub-table's rows, or of a links field.
pub(crate) fn field_table(app: &str, form: &str, field: &str) -> String {
    fit(format!("{app}.{form}.{field}"))
}

/// A name that is short enough and still its own: the end of a long one becomes a hash of the whole.
pub(crate) fn fit(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple().to_string();
    let end = name.floor_char_boundary(LONGEST - 13);
    format!("{}~{}", name.get(..end).unwrap_or_default(), hash.get(..12).unwrap_or_default())
}

/// The name between quotes.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// How values of a type are kept.
pub(crate) fn kind_of(ty: &DataType) -> Kind {
    match ty {
        DataType::YesNo => Kind::Bool,
        DataType::Number { .. } | DataType::Duration => Kind::Int,
        DataType::Null | DataType::Text | DataType::Option { .. } => Kind::Text,
        DataType::Date => Kind::Date,
        DataType::Time => Kind::Time,
        DataType::DateTime => Kind::Moment,
        DataType::User | DataType::Department | DataType::Link { .. } => Kind::Id,
        DataType::List { .. } | DataType::Files | DataType::Json | DataType::Rows => Kind::Json,
    }
}

/// How the values of a record's field are kept.
pub(crate) fn kind_of_field(field: &CompiledField) -> Kind {
    // The id counts as text in formulas.
    if field.slot == SystemField::Id.slot() && field.key == "id" { Kind::Id } else { kind_of(&field.ty) }
}

/// Digits after the point that a column of scaled numbers has.
pub(crate) fn scale_of(ty: &DataType) -> Option<u8> {
    if let DataType::Number { scale } = ty { Some(*scale) } else { None }
}

/// Whether a field has a column in the table of its form or sub-table.
pub(crate) fn has_column(field: &CompiledField) -> bool {
    field.is_stored() && field.table.is_none() && !is_links(field)
}

/// Whether a field's values are kept as links in a table of its own.
pub(crate) fn is_links(field: &CompiledField) -> bool {
    matches!(&field.ty, DataType::List { of } if matches!(**of, DataType::Link { .. })) && field.is_stored()
}

/// The form that a link or links field of this app leads to.
pub(crate) fn target_of(field: &CompiledField) -> Option<&Key> {
    match &field.ty {
        DataType::Link { form } => Some(form),
        DataType::List { of } => match &**of {
            DataType::Link { form } => Some(form),
            _ => None,
        },
        _ => None,
    }
}

/// The column of a stored field.
pub(crate) fn column_name(field: &CompiledField) -> String {
    scaled_name(&field.key, scale_of(&field.ty))
}

/// The column of a field's values with so many digits after the point. The digits are part of the name, so that a server that does not
/// know yet of a release with more of them finds no column, instead of reading and writing amounts of another size.
pub(crate) fn scaled_name(key: &str, scale: Option<u8>) -> String {
    match scale {
        Some(scale) if scale > 0 => fit(format!("{key}.{scale}")),
        _ => key.to_owned(),
    }
}

/// The type of a column.
pub(crate) fn column_type(kind: Kind, dialect: Dialect) -> &'static str {
    match (dialect, kind) {
        (Dialect::Sqlite, Kind::Int | Kind::Moment) => "INTEGER",
        (Dialect::Sqlite, Kind::Bool) => "BOOLEAN",
        (Dialect::Sqlite, Kind::Id) => "BLOB",
        (Dialect::Sqlite, Kind::Text | Kind::Date | Kind::Time | Kind::Json | Kind::Number) => "TEXT",
        (Dialect::Postgres, Kind::Int) => "bigint",
        (Dialect::Postgres, Kind::Bool) => "boolean",
        // Texts are ordered by code point, whatever the cluster was made with.
        (Dialect::Postgres, Kind::Text | Kind::Time) => "text COLLATE \"C\"",
        (Dialect::Postgres, Kind::Id) => "uuid",
        (Dialect::Postgres, Kind::Date) => "date",
        (Dialect::Postgres, Kind::Moment) => "timestamptz",
        (Dialect::Postgres, Kind::Json) => "jsonb",
        (Dialect::Postgres, Kind::Number) => "numeric",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_stay_apart() {
        let long = |last: char| form_table(&"a".repeat(40), &format!("{}{last}", "b".repeat(40)));
        assert_eq!(long('x').len(), LONGEST);
        assert_ne!(long('x'), long('y'));
        assert_eq!(field_table("crm", "customer", "lines"), "crm.customer.lines");
        assert_eq!(quote("a\"b"), "\"a\"\"b\"");
        assert_eq!(
            (scaled_name("price", Some(2)).as_str(), scaled_name("count", Some(0)).as_str()),
            ("price.2", "count")
        );
        assert_ne!(scaled_name(&"k".repeat(63), Some(2)), scaled_name(&"k".repeat(63), Some(4)));
    }
}
