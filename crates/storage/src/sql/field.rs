//! Fields: columns, links kept in tables of their own, and what computed fields stand for.

use engine_base::{DataType, Value};
use expression::{Hop, Path};
use form_engine::{CompiledField, Source, SystemField};

use super::{
    Repr, SqlBuilder,
    build::column_of,
    convert::most_of,
    place::{Home, Place},
    term::{Sql, Term},
};
use crate::{
    Dialect, Error,
    physical::{POSITION, RECORD, TARGET, column_name, field_table, has_column, is_links, quote},
};

impl SqlBuilder<'_> {
    /// What a path says, from the record or the row of `place`.
    pub(super) fn path_term(&mut self, path: &Path, place: &Place<'_>) -> Result<Term, Error> {
        let start = match (path.row, place.row) {
            (true, Some(row)) => {
                let field = row.fields.get(path.slot).ok_or(Error::Missing("field of the row"))?;
                self.field_term(field, place, row.alias)?
            }
            (true, None) => return Err(Error::Missing("row")),
            (false, _) => self.slot_term(path.slot, &path.key, &place.whole())?,
        };
        self.follow(start, &path.hops)
    }

    /// The field with this slot of the record of `place`; forms that every installation has know fields by key.
    pub(super) fn slot_term(&mut self, slot: usize, key: &str, place: &Place<'_>) -> Result<Term, Error> {
        match place.home {
            Home::Form(form) => {
                let field = form.fields.get(slot).ok_or(Error::Missing("field"))?;
                self.field_term(field, place, place.alias)
            }
            Home::People | Home::Departments => Ok(directory_column(self.dialect, key, place.alias)?.into()),
        }
    }

    /// A field whose column would be of the table `alias`.
    pub(super) fn field_term(&mut self, field: &CompiledField, place: &Place<'_>, alias: &str) -> Result<Term, Error> {
        if has_column(field) {
            let sql = stored(field, alias);
            return if field.ty == DataType::Text {
                Ok(self.convert(sql.into(), &Repr::Text)?.into())
            } else {
                Ok(sql.into())
            };
        }
        if field.table.is_some() {
            let present = format!("EXISTS (SELECT 1 FROM {})", self.children(field, place)?);
            let some = if self.dialect == Dialect::Postgres { "'[]'::jsonb" } else { "'[]'" };
            return Ok(Sql::new(format!("(CASE WHEN {present} THEN {some} END)"), Repr::Json).into());
        }
        if is_links(field) {
            return self.links(field, place).map(Term::from);
        }
        self.expand()?;
        if let Some(formula) = &field.formula {
            let term = self.term(&formula.expr, place)?;
            return match (&term, &field.ty) {
                (Term::Fixed(Value::Null), _) => Ok(term),
                // A computed number has the digits of its field.
                (_, DataType::Number { scale }) => Ok(self.convert(term, &Repr::Scaled(*scale))?.into()),
                _ => Ok(term),
            };
        }
        match &field.rollup {
            Some(rollup) => self.rollup(rollup, &field.ty, place),
            None => Ok(Term::NULL),
        }
    }

    /// The rows or links of the record of `place`: `table AS alias WHERE …`; the alias is the last that was made.
    pub(super) fn children(&mut self, field: &CompiledField, place: &Place<'_>) -> Result<String, Error> {
        let alias = self.alias();
        self.children_as(field, place, &alias)
    }

    pub(super) fn children_as(&self, field: &CompiledField, place: &Place<'_>, alias: &str) -> Result<String, Error> {
        let Home::Form(form) = place.home else { return Err(Error::Missing("sub-table")) };
        let table = quote(&field_table(&self.app.key, &form.key, &field.key));
        Ok(format!("{table} AS {alias} WHERE {alias}.{RECORD} = {}", column_of(place.alias, "id")))
    }

    /// The ids of a links field in their order.
    fn links(&mut self, field: &CompiledField, place: &Place<'_>) -> Result<Sql, Error> {
        let alias = self.alias();
        let from = self.children_as(field, place, &alias)?;
        let target = Sql::new(format!("{alias}.{TARGET}"), Repr::Id);
        let id = self.convert(target.into(), &Repr::Text)?.text;
        let text = match self.dialect {
            Dialect::Sqlite => {
                format!("(SELECT NULLIF(json_group_array({id} ORDER BY {alias}.{POSITION}), '[]') FROM {from})")
            }
            Dialect::Postgres => format!("(SELECT jsonb_agg({id} ORDER BY {alias}.{POSITION}) FROM {from})"),
        };
        Ok(Sql::new(text, Repr::List(Box::new(Repr::Id))))
    }

    /// What represents the value at the end of a path.
    pub(super) fn repr_at(&self, path: &Path, place: &Place<'_>) -> Result<Repr, Error> {
        let ty = match path.hops.last() {
            Some(hop) => self.type_of_hop(hop)?,
            None if path.row => place
                .row
                .and_then(|row| row.fields.get(path.slot))
                .ok_or(Error::Missing("field of the row"))?
                .ty
                .clone(),
            None => match place.home {
                Home::Form(form) => form.fields.get(path.slot).ok_or(Error::Missing("field"))?.ty.clone(),
                Home::People | Home::Departments => directory_type(&path.key),
            },
        };
        Ok(Repr::of(&ty))
    }

    fn type_of_hop(&self, hop: &Hop) -> Result<DataType, Error> {
        match self.app.forms.get(&hop.form) {
            Some(form) => Ok(form.fields.get(hop.slot).ok_or(Error::Missing("field"))?.ty.clone()),
            None => Ok(directory_type(&hop.key)),
        }
    }
}

/// The column of a stored field.
fn stored(field: &CompiledField, alias: &str) -> Sql {
    // Formulas may take an id for a text.
    let repr = if field.key == "id" { Repr::Id } else { Repr::of(&field.ty) };
    let most = if let Repr::Scaled(scale) = repr { most_of(scale) } else { i128::from(i64::MAX) };
    let always = [SystemField::Id, SystemField::Version, SystemField::CreatedAt, SystemField::UpdatedAt];
    let filled = field.source == Source::System && always.iter().any(|system| system.slot() == field.slot);
    Sql { filled, ..Sql::new(column_of(alias, &column_name(field)), repr).plain().at_most(most) }
}

/// A column of `fw_user` or `fw_department`. Their texts may be empty, and have the cluster's collation, which is not ours.
fn directory_column(dialect: Dialect, key: &str, alias: &str) -> Result<Sql, Error> {
    let known = ["id", "name", "account", "department", "email", "phone", "title", "parent", "head"];
    let key = known.into_iter().find(|known| *known == key).ok_or(Error::Missing("field of the directory"))?;
    let (repr, column) = (Repr::of(&directory_type(key)), column_of(alias, key));
    let text = match (&repr, dialect) {
        (Repr::Text, Dialect::Postgres) => format!("NULLIF({column} COLLATE \"C\", '')"),
        (Repr::Text, Dialect::Sqlite) => format!("NULLIF({column}, '')"),
        _ => column,
    };
    Ok(Sql { filled: key == "id", ..Sql::new(text, repr).plain() })
}

fn directory_type(key: &str) -> DataType {
    match key {
        "id" | "head" => DataType::User,
        "department" | "parent" => DataType::Department,
        _ => DataType::Text,
    }
}
