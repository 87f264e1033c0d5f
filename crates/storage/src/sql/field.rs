//! Fields as SQL: columns, links, computed fields, and the way over links to other records.

use std::sync::Arc;

use app_definition::{AuthorizedQuery, Refusal, Right, Verb};
use engine_base::{DataType, Key};
use expression::{Expr, Path};
use form_engine::{CompiledField, CompiledForm, SystemField};

use super::{
    Fragment, Repr,
    compiler::{At, Compiler, Join, Trust},
};
use crate::{
    Error,
    physical::{POSITION, RECORD, TARGET, field_table, form_table, has_column, is_links, quote},
};

/// Columns of the built-in form `user` that anybody may use.
const USER: [(&str, Repr); 5] =
    [("id", Repr::Id), ("name", Repr::Text), ("account", Repr::Text), ("department", Repr::Id), ("title", Repr::Text)];
/// Columns of it that only the platform may use: the directory does not show them.
const USER_PRIVATE: [(&str, Repr); 2] = [("email", Repr::Text), ("phone", Repr::Text)];
/// Columns of the built-in form `department`.
const DEPARTMENT: [(&str, Repr); 4] = [("id", Repr::Id), ("name", Repr::Text), ("parent", Repr::Id), ("head", Repr::Id)];

impl Compiler<'_> {
    /// The value at the end of a path.
    pub(crate) fn path(&mut self, path: &Path, at: &At) -> Result<Fragment, Error> {
        let (mut value, level) = match (&at.row, path.row) {
            (Some(row), true) => {
                let field = row_field(&at.form, row.table, path.slot)?;
                self.check_row(at, row.table, path.slot)?;
                let value = self.row_value(at, field)?;
                (value, row.level)
            }
            _ => (self.field(at, path.slot)?, at.level),
        };
        for hop in &path.hops {
            let scoped = at.trust != Trust::Platform;
            let alias = self.join(&value, &hop.form, level, scoped, at.trust)?;
            value = match hop.form.as_str() {
                "user" | "department" => built_in(&alias, &hop.form, &hop.key, at.trust)?,
                _ => {
                    let form = self.form(&hop.form)?;
                    let there = At { alias, level, form, row: None, trust: at.trust };
                    self.field(&there, hop.slot)?
                }
            };
        }
        Ok(value)
    }

    /// The value of a field of a record.
    pub(crate) fn field(&mut self, at: &At, slot: usize) -> Result<Fragment, Error> {
        if at.trust == Trust::Person {
            self.check(&at.form, slot)?;
        }
        let form = Arc::clone(&at.form);
        let field = form.fields.get(slot).ok_or_else(|| Error::Database(format!("`{}` has no slot {slot}", form.key)))?;
        if slot == SystemField::Id.slot() {
            return Ok(Fragment::new(format!("{}.id", at.alias), Repr::Id));
        }
        if has_column(field) {
            return Ok(Fragment::new(format!("{}.{}", at.alias, quote(&field.key)), Repr::of_column(&field.ty)));
        }
        if is_links(field) {
            return Ok(self.links(at, field));
        }
        let trust = if at.trust == Trust::Platform { Trust::Platform } else { Trust::Computed };
        let inside = At { trust, row: None, ..at.clone() };
        if let Some(rollup) = &field.rollup {
            return self.deeper(|compiler| compiler.rollup(rollup, &inside));
        }
        match &field.formula {
            Some(formula) => {
                let value = self.deeper(|compiler| compiler.value(&formula.expr, &inside))?;
                Ok(self.rounded(value, &field.ty))
            }
            None => Ok(Fragment::new("NULL", Repr::Null)),
        }
    }

    /// The value of a field of the current row.
    fn row_value(&mut self, at: &At, field: &CompiledField) -> Result<Fragment, Error> {
        let Some(row) = &at.row else { return Ok(Fragment::new("NULL", Repr::Null)) };
        if has_column(field) {
            return Ok(Fragment::new(format!("{}.{}", row.alias, quote(&field.key)), Repr::of_column(&field.ty)));
        }
        let trust = if at.trust == Trust::Platform { Trust::Platform } else { Trust::Computed };
        let inside = At { trust, ..at.clone() };
        match &field.formula {
            Some(formula) => {
                let value = self.deeper(|compiler| compiler.value(&formula.expr, &inside))?;
                Ok(self.rounded(value, &field.ty))
            }
            None => Ok(Fragment::new("NULL", Repr::Null)),
        }
    }

    /// A computed number with the digits that its field keeps.
    fn rounded(&self, value: Fragment, ty: &DataType) -> Fragment {
        let (DataType::Number { scale }, Repr::Decimal) = (ty, &value.repr) else { return value };
        let sql = if self.sqlite() {
            format!("fw_call('round/NN', {}, '{scale}')", value.sql)
        } else {
            format!("fw_round({}, {scale})", value.sql)
        };
        Fragment::new(sql, Repr::Decimal)
    }

    /// The ids that a links field holds, as a list; empty when there are none.
    fn links(&mut self, at: &At, field: &CompiledField) -> Fragment {
        let table = quote(&field_table(&self.app.key, &at.form.key, &field.key));
        let alias = self.alias();
        let items = if self.sqlite() {
            format!("CASE WHEN count(*) > 0 THEN json_group_array(fw_uuid({alias}.{TARGET}) ORDER BY {alias}.{POSITION}) END")
        } else {
            format!("jsonb_agg({alias}.{TARGET}::text ORDER BY {alias}.{POSITION})")
        };
        Fragment::new(format!("(SELECT {items} FROM {table} {alias} WHERE {alias}.{RECORD} = {}.id)", at.alias), Repr::List)
    }

    /// Joins the record that `value` names; the alias of its table. A record that may not be seen is as if it were not there.
    pub(crate) fn join(&mut self, value: &Fragment, form: &Key, level: usize, scoped: bool, trust: Trust) -> Result<String, Error> {
        let built_in = matches!(form.as_str(), "user" | "department");
        let scoped = scoped && !built_in;
        let known = self.levels.get(level).and_then(|level| {
            level.joins.iter().find(|join| join.from == value.sql && join.form == *form && join.scoped == scoped)
        });
        if let Some(join) = known {
            return Ok(join.alias.clone());
        }
        let alias = self.alias();
        let table = match form.as_str() {
            "user" => "fw_user".to_owned(),
            "department" => "fw_department".to_owned(),
            _ => quote(&form_table(&self.app.key, form)),
        };
        let mut sql = format!(" LEFT JOIN {table} {alias} ON {alias}.id = {}", value.sql);
        if scoped {
            match self.reader(form) {
                Ok(query) if query.is_unlimited() => {}
                Ok(query) => {
                    let target = self.form(form)?;
                    sql.push_str(" AND ");
                    sql.push_str(&self.scope_of(query.scope(), target, &alias)?);
                }
                Err(refusal) if trust == Trust::Person => return Err(Error::Refused(refusal)),
                Err(_) => sql.push_str(" AND FALSE"),
            }
        }
        let join = Join { from: value.sql.clone(), form: form.clone(), scoped, alias: alias.clone(), sql };
        if let Some(level) = self.levels.get_mut(level) {
            level.joins.push(join);
        }
        Ok(alias)
    }

    /// A scope of rights on a record that is not the main one, closed in itself.
    pub(crate) fn scope_of(&mut self, scope: &Expr, form: Arc<CompiledForm>, alias: &str) -> Result<String, Error> {
        let level = self.open_level();
        let there = At { alias: alias.to_owned(), level, form, row: None, trust: Trust::Platform };
        let condition = self.deeper(|compiler| compiler.condition(scope, &there))?;
        let joins = self.joins(level);
        Ok(if joins.is_empty() {
            format!("({condition})")
        } else {
            format!("(SELECT ({condition}) FROM (SELECT 1 AS one) one{joins})")
        })
    }

    /// The person's permission to see records of another form.
    pub(crate) fn reader(&self, form: &str) -> Result<AuthorizedQuery, Refusal> {
        let access = self.access.ok_or_else(|| Refusal::NoForm(form.to_owned()))?;
        access.query(form, Verb::Read)
    }

    pub(crate) fn form(&self, form: &str) -> Result<Arc<CompiledForm>, Error> {
        let found = self.app.forms.get(form);
        found.cloned().ok_or_else(|| Error::Refused(Refusal::NoForm(form.to_owned())))
    }

    /// Refuses a field that the person may not use.
    pub(crate) fn check(&self, form: &CompiledForm, slot: usize) -> Result<(), Error> {
        let rights = self.access.and_then(|access| access.form(&form.key));
        let rights = rights.ok_or_else(|| Error::Refused(Refusal::NoForm(form.key.to_string())))?;
        let right = rights.fields.get(slot).copied().unwrap_or(Right::Hidden);
        if right >= Right::Read { Ok(()) } else { Err(refuse(form, slot, None)) }
    }

    /// Refuses a field of a row that the person may not use.
    fn check_row(&self, at: &At, table: usize, slot: usize) -> Result<(), Error> {
        if at.trust != Trust::Person {
            return Ok(());
        }
        self.check(&at.form, table)?;
        let rights = self.access.and_then(|access| access.form(&at.form.key)?.rows.get(&table)?.get(slot).copied());
        if rights.unwrap_or(Right::Hidden) >= Right::Read { Ok(()) } else { Err(refuse(&at.form, table, Some(slot))) }
    }
}

fn refuse(form: &CompiledForm, slot: usize, row: Option<usize>) -> Error {
    let field = form.fields.get(slot);
    let mut name = field.map(|field| field.key.to_string()).unwrap_or_default();
    if let Some(inner) = row.and_then(|row| field?.table.as_ref()?.fields.get(row)) {
        name = format!("{name}.{}", inner.key);
    }
    Error::Refused(Refusal::Field { form: form.key.clone(), field: name })
}

fn row_field(form: &CompiledForm, table: usize, slot: usize) -> Result<&CompiledField, Error> {
    let rows = form.fields.get(table).and_then(|field| field.table.as_ref());
    rows.and_then(|rows| rows.fields.get(slot)).ok_or_else(|| Error::Database(format!("`{}` has no such row", form.key)))
}

/// A field of a person or a department.
fn built_in(alias: &str, form: &Key, key: &Key, trust: Trust) -> Result<Fragment, Error> {
    let public: &[(&'static str, Repr)] = if form.as_str() == "user" { &USER } else { &DEPARTMENT };
    let private: &[(&'static str, Repr)] = if form.as_str() == "user" { &USER_PRIVATE } else { &[] };
    let find = |columns: &[(&'static str, Repr)]| columns.iter().find(|(name, _)| *name == key.as_str()).cloned();
    let found = find(public).or_else(|| find(private).filter(|_| trust != Trust::Person));
    match found {
        Some((name, repr)) => Ok(Fragment::new(format!("{alias}.{name}"), repr)),
        None => Err(Error::Refused(Refusal::Field { form: form.clone(), field: key.to_string() })),
    }
}
