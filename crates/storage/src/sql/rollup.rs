//! Rollups: values over the records of another form that link here.

use engine_base::DataType;
use expression::Aggregate;
use form_engine::{CompiledRollup, RollupOp};

use super::{
    Repr, SqlBuilder,
    build::column_of,
    place::{Home, Place},
    term::{Sql, Term},
};
use crate::Error;

impl SqlBuilder<'_> {
    /// The value of a rollup for the record of `place`, over the records that its person may see.
    pub(super) fn rollup(&mut self, rollup: &CompiledRollup, ty: &DataType, place: &Place<'_>) -> Result<Term, Error> {
        let Some(target) = self.target(&rollup.form)? else { return Ok(Term::NULL) };
        let Home::Form(form) = target.home else { return Err(Error::Missing("form")) };
        let via = form.fields.get(rollup.via).ok_or(Error::Missing("link of the rollup"))?;
        let alias = self.alias();
        let there = Place::record(target.home, &alias);
        let each = match rollup.of {
            None => None,
            Some(slot) => Some(self.slot_term(slot, "", &there)?),
        };
        let mut from = format!(
            "{} AS {alias} WHERE {} = {}",
            target.table,
            column_of(&alias, &via.key),
            column_of(place.alias, "id")
        );
        from.push_str(&self.seen(&target, &alias)?.as_further());
        if let Some(filter) = &rollup.filter {
            from.push_str(&self.holds(&filter.expr, &there)?.as_further());
        }
        let function = match rollup.op {
            RollupOp::Count => Aggregate::Count,
            RollupOp::Sum => Aggregate::Sum,
            RollupOp::Avg => Aggregate::Avg,
            RollupOp::Min => Aggregate::Min,
            RollupOp::Max => Aggregate::Max,
            RollupOp::Latest => return self.latest(each, &from, &alias),
        };
        let term = self.together(function, each, &from)?;
        Ok(self.convert(term, &Repr::of(ty))?.into())
    }

    /// The value of the record created last.
    fn latest(&mut self, each: Option<Term>, from: &str, alias: &str) -> Result<Term, Error> {
        let Some(each) = each.filter(|each| !each.is_null()) else { return Ok(Term::NULL) };
        let each = self.plain_sql(each);
        let (created, id) = (column_of(alias, "created_at"), column_of(alias, "id"));
        let text = format!("(SELECT {} FROM {from} ORDER BY {created} DESC, {id} DESC LIMIT 1)", each.text);
        Ok(Sql { text, filled: false, plain: false, ..each }.into())
    }
}
