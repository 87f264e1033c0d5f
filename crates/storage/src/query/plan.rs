//! Statements that read records for one person: which columns, and how they become JSON.

use app_definition::{AuthorizedQuery, Right};
use engine_base::DataType;
use expression::Context;
use form_engine::{CompiledField, Mask, Source, SystemField};

use super::{Expand, Select};
use crate::{
    Dialect, Error,
    physical::{form_table, has_column, quote},
    sql::{Repr, SqlBuilder},
};

/// The alias of the records' table.
pub(crate) const ALIAS: &str = "t";

/// The beginning of a statement that reads records: `SELECT … FROM …`, its columns and what they become.
#[derive(Debug)]
pub(crate) struct ReadPlan {
    /// The text, which has no arguments.
    pub(crate) head: String,
    /// Columns in order.
    pub(crate) columns: Vec<Selected>,
    /// How they are written as JSON.
    pub(crate) shape: Shape,
}

/// A column of the answer.
#[derive(Clone, Debug)]
pub(crate) struct Selected {
    pub(crate) slot: usize,
    pub(crate) repr: Repr,
    pub(crate) ty: DataType,
}

/// How a record is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    pub(crate) parts: Vec<Part>,
    pub(crate) expand: Vec<Expanded>,
}

/// One property of a record's JSON.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// `{"key":` or `,"key":`
    pub(crate) prefix: Vec<u8>,
    pub(crate) content: Content,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// The column at this position.
    Column { index: usize },
    /// The same, masked.
    Masked { index: usize, mask: Mask },
    /// The rows of the sub-table in this slot.
    Rows { slot: usize },
}

/// A link whose record is answered as well.
#[derive(Clone, Debug)]
pub(crate) struct Expanded {
    /// `{"key":` or `,"key":`
    pub(crate) prefix: Vec<u8>,
    /// Position of the column with the id.
    pub(crate) index: usize,
    pub(crate) slot: usize,
    pub(crate) fields: Option<Vec<usize>>,
}

/// Which fields a statement reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extent<'a> {
    /// Every value that has a column.
    Stored,
    /// Every value, computed ones included.
    Values,
    /// What the person may see.
    Seen { select: &'a Select, sub_tables: bool },
}

/// A statement that has begun.
pub(crate) struct Begun<'a> {
    pub(crate) sql: SqlBuilder<'a>,
    pub(crate) columns: Vec<Selected>,
    pub(crate) shape: Shape,
}

/// The table of the records that `query` is about, quoted.
pub(crate) fn table_of(query: &AuthorizedQuery) -> String {
    quote(&form_table(&query.access().app().key, &query.form().key))
}

/// A builder for a statement about the records of `query`.
pub(crate) fn builder<'a>(dialect: Dialect, query: &'a AuthorizedQuery, context: &'a Context) -> SqlBuilder<'a> {
    SqlBuilder::new(dialect, query.access().app(), query, context)
}

/// Whether the text is the same for everybody with these rights at any time: nothing is computed.
pub(crate) fn is_plain(query: &AuthorizedQuery, extent: Extent<'_>) -> bool {
    let fields = query.form().fields.iter();
    extent == Extent::Stored
        || fields.filter(|field| is_read(field, query, extent)).all(|field| has_column(field) || field.table.is_some())
}

fn is_read(field: &CompiledField, query: &AuthorizedQuery, extent: Extent<'_>) -> bool {
    match extent {
        Extent::Stored => has_column(field),
        Extent::Values => field.source != Source::None && field.table.is_none(),
        Extent::Seen { select, sub_tables } => is_wanted(field, query, select, sub_tables),
    }
}

/// Writes `SELECT …`; the first column is the id, the second the version.
pub(crate) fn begin<'a>(
    dialect: Dialect,
    query: &'a AuthorizedQuery,
    context: &'a Context,
    extent: Extent<'_>,
) -> Result<Begun<'a>, Error> {
    let mut begun = Begun { sql: builder(dialect, query, context), columns: Vec::new(), shape: Shape::default() };
    begun.sql.push("SELECT ");
    for field in query.form().fields.iter().filter(|field| is_read(field, query, extent)) {
        if field.table.is_some() {
            begun.part(&field.key, Content::Rows { slot: field.slot });
            continue;
        }
        let index = begun.field(query, field, matches!(extent, Extent::Seen { .. }))?;
        begun.part(
            &field.key,
            match query.right(field.slot) {
                Right::Masked => Content::Masked { index, mask: field.mask() },
                _ => Content::Column { index },
            },
        );
    }
    if let Extent::Seen { select, .. } = extent {
        for Expand { slot, fields } in &select.expand {
            let Some(field) = query.form().fields.get(*slot) else { continue };
            let index = begun.field(query, field, false)?;
            let prefix = prefix(begun.shape.expand.is_empty(), &field.key);
            begun.shape.expand.push(Expanded { prefix, index, slot: *slot, fields: fields.clone() });
        }
    }
    Ok(begun)
}

impl Begun<'_> {
    fn part(&mut self, key: &str, content: Content) {
        let prefix = prefix(self.shape.parts.is_empty(), key);
        self.shape.parts.push(Part { prefix, content });
    }

    /// Begins a column.
    pub(crate) fn comma(&mut self) {
        if !self.columns.is_empty() {
            self.sql.push(", ");
        }
    }

    /// Adds the value of a field; files with what is known about them when they are `shown`.
    fn field(&mut self, query: &AuthorizedQuery, field: &CompiledField, shown: bool) -> Result<usize, Error> {
        self.comma();
        let (slot, ty) = (field.slot, field.ty.clone());
        let repr = if shown && ty == DataType::Files {
            files(&mut self.sql, &field.key);
            Repr::Json
        } else if slot == SystemField::Id.slot() {
            self.sql.column(ALIAS, "id");
            Repr::Id
        } else {
            self.sql.field(query.form(), slot, ALIAS)?
        };
        self.columns.push(Selected { slot, repr, ty });
        Ok(self.columns.len() - 1)
    }

    /// Ends the list of columns.
    pub(crate) fn from(&mut self, query: &AuthorizedQuery) {
        self.sql.push(" FROM ");
        self.sql.push(&table_of(query));
        self.sql.push(" ");
        self.sql.push(ALIAS);
    }

    /// A plan of what has been written, when it has no arguments.
    pub(crate) fn into_plan(self) -> ReadPlan {
        ReadPlan { head: self.sql.text, columns: self.columns, shape: self.shape }
    }
}

/// Files of a column as JSON objects in their order.
fn files(sql: &mut SqlBuilder<'_>, key: &str) {
    let column = format!("{ALIAS}.{}", quote(key));
    let text = match sql.dialect() {
        Dialect::Sqlite => format!(
            "(CASE WHEN {column} IS NOT NULL THEN (SELECT json_group_array(json_object('id', fw_uuid(f.id), 'name', f.name, 'size', f.size, 'type', f.type) \
             ORDER BY e.key) FROM json_each({column}) e JOIN fw_file f ON f.id = unhex(replace(e.value, '-', ''))) END)"
        ),
        Dialect::Postgres => format!(
            "(SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type) ORDER BY e.n) \
             FROM jsonb_array_elements_text({column}) WITH ORDINALITY e (id, n) JOIN fw_file f ON f.id = e.id::uuid)"
        ),
    };
    sql.push(&text);
}

/// Whether a field is part of the answer.
pub(crate) fn is_wanted(field: &CompiledField, query: &AuthorizedQuery, select: &Select, sub_tables: bool) -> bool {
    if field.slot == SystemField::Id.slot() || field.slot == SystemField::Version.slot() {
        return true;
    }
    if field.source == Source::None || query.right(field.slot) == Right::Hidden {
        return false;
    }
    match &select.fields {
        Some(slots) => slots.contains(&field.slot) || field.source == Source::System,
        None => sub_tables || field.table.is_none(),
    }
}

/// `{"key":` for the first property of an object, `,"key":` for the others.
pub(crate) fn prefix(first: bool, key: &str) -> Vec<u8> {
    let mut out = vec![if first { b'{' } else { b',' }];
    engine_base::write_text(&mut out, key);
    out.push(b':');
    out
}
