//! Many rows taken together: sub-tables, and records that link here.

use expression::{Aggregate, Expr};
use form_engine::{CompiledRollup, RollupOp};

use super::{
    Fragment, Repr,
    compiler::{At, Compiler, RowAt, Trust},
};
use crate::{
    Error,
    physical::{RECORD, TARGET, field_table, form_table, is_links, quote},
};

impl Compiler<'_> {
    /// The rows of a sub-table of the record.
    pub(crate) fn rows(
        &mut self,
        function: Aggregate,
        table: usize,
        each: Option<&Expr>,
        filter: Option<&Expr>,
        at: &At,
    ) -> Result<Fragment, Error> {
        let form = at.form.clone();
        let field = form.fields.get(table).ok_or_else(|| Error::Database("no such sub-table".into()))?;
        if at.trust == Trust::Person {
            self.check(&form, table)?;
        }
        let name = quote(&field_table(&self.app.key, &form.key, &field.key));
        let (alias, level) = (self.alias(), self.open_level());
        let inside = At { row: Some(RowAt { alias: alias.clone(), level, table }), ..at.clone() };
        let each = each.map(|each| self.value(each, &inside)).transpose()?;
        let filter = filter.map(|filter| self.condition(filter, &inside)).transpose()?;
        let from = format!("FROM {name} {alias}{} WHERE {alias}.{RECORD} = {}.id", self.joins(level), at.alias);
        let and = filter.as_ref().map(|filter| format!(" AND {filter}")).unwrap_or_default();
        match function {
            Aggregate::Some => Ok(Fragment::new(format!("EXISTS (SELECT 1 {from}{and})"), Repr::Bool)),
            Aggregate::Every => {
                let fails = filter.map(|filter| format!(" AND ({filter}) IS NOT TRUE")).unwrap_or_else(|| " AND FALSE".to_owned());
                Ok(Fragment::new(format!("NOT EXISTS (SELECT 1 {from}{fails})"), Repr::Bool))
            }
            _ => {
                let (select, repr) = self.together(function, each);
                Ok(Fragment::new(format!("(SELECT {select} {from}{and})"), repr))
            }
        }
    }

    /// Records of another form that link here.
    pub(crate) fn rollup(&mut self, rollup: &CompiledRollup, at: &At) -> Result<Fragment, Error> {
        let form = self.form(&rollup.form)?;
        let name = quote(&form_table(&self.app.key, &rollup.form));
        let (alias, level) = (self.alias(), self.open_level());
        let there = At { alias: alias.clone(), level, form: form.clone(), row: None, trust: at.trust };
        let via = form.fields.get(rollup.via).ok_or_else(|| Error::Database("a rollup has no link field".into()))?;
        let mut condition = if is_links(via) {
            let links = quote(&field_table(&self.app.key, &rollup.form, &via.key));
            let link = self.alias();
            format!("EXISTS (SELECT 1 FROM {links} {link} WHERE {link}.{RECORD} = {alias}.id AND {link}.{TARGET} = {}.id)", at.alias)
        } else {
            format!("{alias}.{} = {}.id", quote(&via.key), at.alias)
        };
        if at.trust != Trust::Platform {
            match self.reader(&rollup.form) {
                Ok(query) if query.is_unlimited() => {}
                Ok(query) => {
                    condition.push_str(" AND ");
                    condition.push_str(&self.scope_of(query.scope(), form, &alias)?);
                }
                Err(_) => condition.push_str(" AND FALSE"),
            }
        }
        if let Some(filter) = &rollup.filter {
            condition.push_str(" AND ");
            condition.push_str(&self.condition(&filter.expr, &there)?);
        }
        let of = rollup.of.map(|slot| self.field(&there, slot)).transpose()?;
        let from = format!("FROM {name} {alias}{} WHERE {condition}", self.joins(level));
        let function = match rollup.op {
            RollupOp::Count => Aggregate::Count,
            RollupOp::Sum => Aggregate::Sum,
            RollupOp::Avg => Aggregate::Avg,
            RollupOp::Min => Aggregate::Min,
            RollupOp::Max => Aggregate::Max,
            RollupOp::Latest => {
                let of = of.unwrap_or_else(|| Fragment::new("NULL", Repr::Null));
                let latest = format!("(SELECT {} {from} ORDER BY {alias}.created_at DESC, {alias}.id DESC LIMIT 1)", of.sql);
                return Ok(Fragment::new(latest, of.repr));
            }
        };
        let each = if function == Aggregate::Count { None } else { of };
        let (select, repr) = self.together(function, each);
        Ok(Fragment::new(format!("(SELECT {select} {from})"), repr))
    }

    /// The aggregate over what each row gives.
    fn together(&mut self, function: Aggregate, each: Option<Fragment>) -> (String, Repr) {
        let Some(each) = each else { return (self.whole("count(*)"), Repr::Decimal) };
        match function {
            Aggregate::Count => (self.whole(&format!("count({})", each.sql)), Repr::Decimal),
            Aggregate::Sum => (self.sum(&each), Repr::Decimal),
            Aggregate::Avg => {
                let sum = Fragment::new(self.sum(&each), Repr::Decimal);
                let count = Fragment::new(self.whole(&format!("count({})", each.sql)), Repr::Decimal);
                (self.arithmetic("divide", &sum, &count).sql, Repr::Decimal)
            }
            _ => {
                let name = if function == Aggregate::Min { "min" } else { "max" };
                match (&each.repr, self.sqlite()) {
                    (Repr::Decimal, true) => (format!("fw_{name}({})", each.sql), Repr::Decimal),
                    (Repr::Text | Repr::Time, false) => (format!("{name}({} COLLATE \"C\")", each.sql), each.repr),
                    _ => (format!("{name}({})", each.sql), each.repr),
                }
            }
        }
    }

    /// A count as a decimal.
    fn whole(&self, count: &str) -> String {
        if self.sqlite() { format!("CAST({count} AS TEXT)") } else { format!("({count})::numeric") }
    }

    /// The sum, 0 when there is nothing.
    fn sum(&mut self, each: &Fragment) -> String {
        match (&each.repr, self.sqlite()) {
            (Repr::Scaled(scale), true) => format!("fw_number(fw_scaled(coalesce(sum({}), 0), {scale}))", each.sql),
            (_, true) => format!("fw_sum({})", each.sql),
            (Repr::Scaled(scale), false) => {
                let total = Fragment::new(format!("coalesce(sum({}), 0)", each.sql), Repr::Scaled(*scale));
                format!("fw_number({})", self.decimal(total).sql)
            }
            (_, false) => format!("fw_number(coalesce(sum({}), 0))", each.sql),
        }
    }
}
