//! One record by id as JSON, and the records that links lead to.

use std::{collections::HashMap, sync::Arc};

use app_definition::AuthorizedQuery;
use engine_base::{DataType, Uuid};
use expression::Context;

use super::{
    Expand, Select,
    page::Written,
    plan::{ALIAS, Extent, ReadPlan, begin, builder, is_plain},
};
use crate::{
    Arg, Dialect, Error, RowRef, Session,
    cache::{PlanKey, Purpose},
    sql::SqlBuilder,
};

impl Session {
    /// Writes what the person may see of a record; its version. `None` when there is none, or none that may be seen.
    pub async fn read_json(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        id: Uuid,
        select: &Select,
        out: &mut Vec<u8>,
    ) -> Result<Option<i64>, Error> {
        let expand = select.expand.iter().map(|Expand { slot, fields }| (*slot, fields.clone())).collect();
        let key = PlanKey::new(Purpose::Whole, select.fields.clone(), expand);
        let (mut sql, plan) = self.statement(query, context, Extent::Seen { select, sub_tables: true }, key)?;
        sql.push(" WHERE ");
        sql.column(ALIAS, "id");
        sql.push(" = ");
        sql.arg(Arg::Id(id));
        add_scope(&mut sql, query)?;
        let mut written = Written::with_capacity(1024);
        let mut version = None;
        let each = |row: &RowRef<'_>| {
            version = row.int(1)?;
            written.add(row, &plan.columns, &plan.shape)
        };
        self.query(&sql.text, &sql.args, each).await?;
        written.finish(self, query, context, &plan.shape, out).await?;
        Ok(version)
    }

    /// The beginning of a statement, from the cache when nothing in it depends on the request.
    pub(crate) fn statement<'a>(
        &self,
        query: &'a AuthorizedQuery,
        context: &'a Context,
        extent: Extent<'_>,
        key: PlanKey,
    ) -> Result<(SqlBuilder<'a>, Arc<ReadPlan>), Error> {
        let dialect = self.dialect();
        if is_plain(query, extent) {
            let make = || {
                let mut begun = begin(dialect, query, context, extent)?;
                begun.from(query);
                Ok(begun.into_plan())
            };
            let plan = self.cache().plan(query, key, make)?;
            let mut sql = builder(dialect, query, context);
            sql.push(&plan.head);
            return Ok((sql, plan));
        }
        let mut begun = begin(dialect, query, context, extent)?;
        begun.from(query);
        let plan = ReadPlan { head: String::new(), columns: begun.columns, shape: begun.shape };
        Ok((begun.sql, Arc::new(plan)))
    }

    /// The records that the link in `slot` leads to, as JSON by id; those that may not be seen are missing.
    pub(crate) async fn linked_json(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        slot: usize,
        fields: Option<&[usize]>,
        mut ids: Vec<Uuid>,
    ) -> Result<HashMap<Uuid, Vec<u8>>, Error> {
        let mut found = HashMap::new();
        ids.sort_unstable();
        ids.dedup();
        let target = query.form().fields.get(slot).and_then(|field| match &field.ty {
            DataType::Link { form } => query.linked(form),
            _ => None,
        });
        let (Some(target), false) = (target, ids.is_empty()) else { return Ok(found) };
        let select = Select { fields: fields.map(<[usize]>::to_vec), expand: Vec::new() };
        let key = PlanKey::new(Purpose::Listed, select.fields.clone(), Vec::new());
        let (mut sql, plan) =
            self.statement(&target, context, Extent::Seen { select: &select, sub_tables: false }, key)?;
        sql.push(" WHERE ");
        add_ids(&mut sql, &format!("{ALIAS}.id"), ids);
        add_scope(&mut sql, &target)?;
        let mut several: Vec<(Uuid, Written)> = Vec::new();
        let each = |row: &RowRef<'_>| {
            let mut one = Written::default();
            one.add(row, &plan.columns, &plan.shape)?;
            several.push((row.id(0)?.unwrap_or_default(), one));
            Ok(())
        };
        self.query(&sql.text, &sql.args, each).await?;
        for (id, one) in several {
            let mut json = Vec::new();
            // Boxed, because records with sub-tables may be asked for here as well.
            Box::pin(one.finish(self, &target, context, &plan.shape, &mut json)).await?;
            found.insert(id, json);
        }
        Ok(found)
    }
}

/// ` AND` the scope, unless it covers everything.
pub(crate) fn add_scope(sql: &mut SqlBuilder<'_>, query: &AuthorizedQuery) -> Result<(), Error> {
    if query.is_unlimited() {
        return Ok(());
    }
    sql.push(" AND ");
    sql.scope(ALIAS)
}

/// `column` is one of `ids`, which are one argument.
pub(crate) fn add_ids(sql: &mut SqlBuilder<'_>, column: &str, ids: Vec<Uuid>) {
    let (before, after) = match sql.dialect() {
        Dialect::Sqlite => (" IN (SELECT unhex(value) FROM json_each(", "))"),
        Dialect::Postgres => (" = ANY (", ")"),
    };
    sql.push(column);
    sql.push(before);
    sql.arg(Arg::Ids(ids.into()));
    sql.push(after);
}
