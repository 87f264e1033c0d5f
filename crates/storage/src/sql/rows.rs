//! The rows of a sub-table taken together, and the same over any other set of rows.

use engine_base::{Decimal, Value};
use expression::{Aggregate, Expr};
use form_engine::CompiledField;

use super::{
    Repr, SqlBuilder,
    convert::LIMIT,
    place::{Home, Place, RowPlace},
    term::{Sql, Term},
    truth::Truth,
};
use crate::{Dialect, Error};

impl SqlBuilder<'_> {
    /// Some row meets the condition, or every row does.
    pub(super) fn rows_hold(&mut self, expr: &Expr, place: &Place<'_>) -> Result<Truth, Error> {
        let Expr::Rows { function, table, filter, .. } = expr else { return Ok(Truth::Never) };
        let (field, alias) = (table_of(place, *table)?, self.alias());
        let row = row_place(place, field, &alias)?;
        let from = self.children_as(field, place, &alias)?;
        let exists = |truth: Truth| match truth {
            Truth::Never => Truth::Never,
            truth => Truth::When(format!("EXISTS (SELECT 1 FROM {from}{})", truth.as_further())),
        };
        if *function == Aggregate::Some {
            let met = filter.as_ref().map_or(Ok(Truth::Always), |filter| self.holds(filter, &row))?;
            return Ok(exists(met));
        }
        let failed = filter.as_ref().map_or(Ok(Truth::Never), |filter| self.fails(filter, &row))?;
        Ok(match exists(failed) {
            Truth::When(text) => Truth::When(format!("(NOT {text})")),
            truth => truth.not(),
        })
    }

    /// A number, or the least or greatest value, over the rows.
    pub(super) fn rows(&mut self, expr: &Expr, place: &Place<'_>) -> Result<Term, Error> {
        let Expr::Rows { function, table, each, filter, .. } = expr else { return Ok(Term::NULL) };
        let (field, alias) = (table_of(place, *table)?, self.alias());
        let row = row_place(place, field, &alias)?;
        let mut from = self.children_as(field, place, &alias)?;
        let each = match each {
            None => None,
            Some(each) => Some(self.term(each, &row)?),
        };
        if let Some(filter) = filter {
            from.push_str(&self.holds(filter, &row)?.as_further());
        }
        self.together(*function, each, &from)
    }

    /// `function` over the values `each` of the rows `from`; empty ones are left out, except for the count of rows.
    pub(super) fn together(&mut self, function: Aggregate, each: Option<Term>, from: &str) -> Result<Term, Error> {
        let Some(each) = each else {
            return Ok(Sql::new(format!("(SELECT count(*) FROM {from})"), Repr::Scaled(0)).filled().into());
        };
        if each.is_null() {
            return Ok(match function {
                Aggregate::Count | Aggregate::Sum => Term::Fixed(Value::Number(Decimal::ZERO)),
                _ => Term::NULL,
            });
        }
        let each = self.plain_sql(each);
        let (alias, sqlite) = (self.alias(), self.dialect == Dialect::Sqlite);
        let x = format!("{alias}.x");
        let scale = if let Repr::Scaled(scale) = each.repr { i16::from(scale) } else { -1 };
        // By a name of its own: what names no column of the rows would count as an aggregate of the statement around.
        let rows = format!("FROM (SELECT {} AS x FROM {from}) AS {alias}", each.text);
        let of = |what: String, repr: Repr| Sql::new(format!("(SELECT {what} {rows})"), repr);
        Ok(match function {
            Aggregate::Count => of(format!("count({x})"), Repr::Scaled(0)).filled(),
            Aggregate::Sum if sqlite => of(format!("fw_sum({x}, {scale})"), Repr::Number),
            Aggregate::Avg if sqlite => of(format!("fw_mean({x}, {scale})"), Repr::Number),
            Aggregate::Sum => {
                // Whole numbers are added as such.
                let sum = self.number(Sql { text: format!("sum({x})"), ..each }).text;
                of(self.below(&format!("COALESCE({sum}, 0)"), LIMIT), Repr::Number)
            }
            Aggregate::Avg => {
                let sum = self.number(Sql { text: format!("sum({x})"), ..each }).text;
                of(self.quotient(&self.below(&sum, LIMIT), &format!("count({x})")), Repr::Number)
            }
            Aggregate::Min | Aggregate::Max => {
                let name = match (function, sqlite && each.repr == Repr::Number) {
                    (Aggregate::Min, true) => "fw_least",
                    (Aggregate::Min, false) => "min",
                    (_, true) => "fw_greatest",
                    (_, false) => "max",
                };
                let collation =
                    if !sqlite && matches!(each.repr, Repr::Text | Repr::Time) { " COLLATE \"C\"" } else { "" };
                Sql { most: each.most, ..of(format!("{name}({x}{collation})"), each.repr.clone()) }
            }
            Aggregate::Some | Aggregate::Every => return Ok(Term::NULL),
        }
        .into())
    }
}

fn table_of<'p>(place: &Place<'p>, slot: usize) -> Result<&'p CompiledField, Error> {
    let Home::Form(form) = place.home else { return Err(Error::Missing("sub-table")) };
    form.fields.get(slot).ok_or(Error::Missing("sub-table"))
}

fn row_place<'p>(place: &Place<'p>, field: &'p CompiledField, alias: &'p str) -> Result<Place<'p>, Error> {
    let table = field.table.as_ref().ok_or(Error::Missing("sub-table"))?;
    Ok(Place { row: Some(RowPlace { fields: &table.fields, alias }), ..*place })
}
