//! Lists: filtered, searched, sorted, page by page.

use app_definition::{AuthorizedQuery, Right};
use engine_base::{DataType, Key, Uuid};
use expression::{Context, Expr, Path};

use super::{
    ListQuery, Page, Sort,
    cursor::Cursor,
    one::add_ids,
    page::Written,
    plan::{ALIAS, Extent, begin, builder, table_of},
};
use crate::{
    Arg, Dialect, Error, RowRef, Session,
    schema::is_order_indexed,
    sql::{Repr, SqlBuilder},
};

/// Records that a search found and that are remembered between counting and reading them.
const REMEMBERED: usize = 1_000;
/// Records that are passed over before a page is far down.
const DEEP: u32 = 1_000;

impl Session {
    /// Writes a page of records as a JSON list.
    pub async fn list_json(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        list: &ListQuery,
        out: &mut Vec<u8>,
    ) -> Result<Page, Error> {
        let extent = Extent::Seen { select: &list.select, sub_tables: false };
        let mut begun = begin(self.dialect(), query, context, extent)?;
        let first_key = begun.columns.len();
        let mut reprs = Vec::new();
        for sort in &list.sort {
            check_path(query, &sort.path)?;
            begun.comma();
            reprs.push(begun.sql.path(&sort.path, ALIAS)?);
        }
        begun.from(query);
        let (columns, shape, mut sql) = (begun.columns, begun.shape, begun.sql);
        let (total, matching) = self.count(query, context, list).await?;
        // Of many only the ids are put in order: what is computed of a record is computed of those that are answered.
        let computes = query.form().fields.iter().any(|field| !field.is_stored());
        let far = list.skip > 0 || (computes && !list.sort.is_empty());
        let inner = format!("IN (SELECT {ALIAS}.id FROM {} {ALIAS}", table_of(query));
        if far {
            sql.push(&format!(" WHERE {ALIAS}.id {inner}"));
        }
        let deep = is_deep(self.dialect(), query, list);
        if deep {
            // To SQLite the sign says that it is not the id by which records are found.
            sql.push(&format!(" WHERE +{ALIAS}.id {inner}"));
        }
        match matching {
            Some(ids) => {
                sql.push(" WHERE ");
                add_ids(&mut sql, &format!("{ALIAS}.id"), ids);
            }
            None => add_conditions(&mut sql, query, list)?,
        }
        let order = order_name(&list.sort);
        if let Some(text) = &list.cursor {
            let cursor = Cursor::decode(text, &order, &reprs)?;
            sql.push(" AND ");
            add_after(&mut sql, &list.sort, &reprs, cursor)?;
        }
        if deep {
            sql.push(")");
        }
        let walked = deep || is_walked(query, list);
        add_order(&mut sql, &list.sort, &reprs, walked)?;
        let limit = usize::try_from(list.limit).unwrap_or(usize::MAX);
        sql.push(&format!(" LIMIT {}", limit.saturating_add(1)));
        if far {
            sql.push(&format!(" OFFSET {})", list.skip));
            add_order(&mut sql, &list.sort, &reprs, walked)?;
        }
        let mut written = Written::with_capacity(8 * 1024);
        let (mut next, mut last) = (None, None);
        let each = |row: &RowRef<'_>| {
            if written.count() == limit {
                next = last.take();
                return Ok(());
            }
            written.add(row, &columns, &shape)?;
            if written.count() == limit {
                last = Some(Cursor::of(row, first_key, &reprs)?);
            }
            Ok(())
        };
        self.query(&sql.text, &sql.args, each).await?;
        out.push(b'[');
        written.finish(self, query, context, &shape, out).await?;
        out.push(b']');
        Ok(Page { next_cursor: next.map(|cursor: Cursor| cursor.encode(&order)), total })
    }

    /// How many records match, when that was asked for. A search looks at every record: where SQLite finds few, which they
    /// are, so that nobody has to look again.
    async fn count(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        list: &ListQuery,
    ) -> Result<(Option<i64>, Option<Vec<Uuid>>), Error> {
        if !list.total {
            return Ok((None, None));
        }
        let remember = list.search.is_some() && self.dialect() == Dialect::Sqlite;
        let mut sql = builder(self.dialect(), query, context);
        let select = if remember { format!("{ALIAS}.id") } else { "count(*)".to_owned() };
        sql.push(&format!("SELECT {select} FROM {} {ALIAS}", table_of(query)));
        add_conditions(&mut sql, query, list)?;
        if !remember {
            let total = self.first(&sql.text, &sql.args, |row| row.int(0)).await?.flatten();
            return Ok((total, None));
        }
        let (mut total, mut ids) = (0, Vec::new());
        let each = |row: &RowRef<'_>| {
            total += 1;
            if ids.len() <= REMEMBERED {
                ids.extend(row.id(0)?);
            }
            Ok(())
        };
        self.query(&sql.text, &sql.args, each).await?;
        Ok((Some(total), (ids.len() <= REMEMBERED).then_some(ids)))
    }
}

/// ` WHERE` scope, filter and search.
fn add_conditions(sql: &mut SqlBuilder<'_>, query: &AuthorizedQuery, list: &ListQuery) -> Result<(), Error> {
    sql.push(" WHERE ");
    sql.scope(ALIAS)?;
    if let Some(filter) = &list.filter {
        check_expr(query, filter)?;
        sql.push(" AND ");
        sql.condition(filter, ALIAS)?;
    }
    if let Some(text) = &list.search {
        sql.push(" AND ");
        add_search(sql, query, text)?;
    }
    Ok(())
}

/// Whether one of the searchable fields that the person may read contains the text.
fn add_search(sql: &mut SqlBuilder<'_>, query: &AuthorizedQuery, text: &str) -> Result<(), Error> {
    let mut fields =
        query.form().searchable().filter(|field| query.right(field.slot) >= Right::Read && field.ty == DataType::Text);
    if sql.dialect() == Dialect::Sqlite {
        sql.push("fw_search(");
        sql.arg(Arg::from(text.to_owned()));
        fields.try_for_each(|field| {
            sql.push(", ");
            sql.field(query.form(), field.slot, ALIAS).map(|_| ())
        })?;
        sql.push(")");
        return Ok(());
    }
    // A character that no text has keeps the fields apart; under the collation C only A–Z have two cases. Looking for a
    // position takes a third of the time of ILIKE.
    sql.push("position(");
    sql.arg(Arg::from(text.to_ascii_lowercase()));
    sql.push(" IN lower(concat_ws(E'\\x01', ''");
    fields.try_for_each(|field| {
        sql.push(", ");
        sql.field(query.form(), field.slot, ALIAS).map(|_| ())
    })?;
    sql.push(") COLLATE \"C\")) > 0");
    Ok(())
}

/// Refuses an expression that looks at a field which the person may not use.
pub(crate) fn check_expr(query: &AuthorizedQuery, expr: &Expr) -> Result<(), Error> {
    let mut refused = None;
    expr.visit(&mut |node| {
        let checked = match node {
            Expr::Field(path) | Expr::Old(path) if !path.row => check_path(query, path),
            Expr::Field(path) => check_hops(query, path),
            Expr::Rows { table, each, filter, .. } => {
                let rows = [each, filter].into_iter().flatten().flat_map(|part| part.paths());
                let mut rows = rows.filter(|(path, _)| path.row);
                let used = query.usable(*table);
                used.and_then(|()| rows.try_for_each(|(path, _)| query.usable_row(*table, path.slot)))
                    .map_err(Error::from)
            }
            _ => Ok(()),
        };
        if let (Err(error), None) = (checked, &refused) {
            refused = Some(error);
        }
    });
    refused.map_or(Ok(()), Err)
}

/// Refuses a path over a field which the person may not use.
pub(crate) fn check_path(query: &AuthorizedQuery, path: &Path) -> Result<(), Error> {
    query.usable(path.slot)?;
    check_hops(query, path)
}

fn check_hops(query: &AuthorizedQuery, path: &Path) -> Result<(), Error> {
    for hop in path.hops.iter().filter(|hop| !matches!(hop.form.as_str(), "user" | "department")) {
        query.access().query(&hop.form, app_definition::Verb::Read)?.usable(hop.slot)?;
    }
    Ok(())
}

/// Names an order, so that a cursor of another is told apart.
fn order_name(sort: &[Sort]) -> String {
    let name = |sort: &Sort| {
        let hops: String = sort.path.hops.iter().map(|hop| format!(".{}", hop.key)).collect();
        format!("{}{}{hops}", if sort.descending { "-" } else { "" }, sort.path.key)
    };
    sort.iter().map(name).collect::<Vec<_>>().join(",")
}

/// The newest first, unless keys say otherwise; the id decides between equal keys, in the direction of the last.
fn is_id_descending(sort: &[Sort]) -> bool {
    sort.last().is_none_or(|key| key.descending)
}

/// Whether an index may give the order. One that only views ask for is for lists of all records: SQLite, which does not know
/// how many match, would walk it record by record to find the few of a filter or of a scope, where sorting those is quicker.
fn is_walked(query: &AuthorizedQuery, list: &ListQuery) -> bool {
    let form = query.form();
    let asked = |key: &Sort| {
        let own = form.fields.get(key.path.slot).is_some_and(|field| {
            let named = |keys: &Vec<Key>| keys.contains(&field.key);
            field.definition.indexed || form.definition.indexes.iter().any(named)
        });
        own || form.unique.iter().any(|unique| unique.slots.contains(&key.path.slot))
    };
    is_of_all(query, list) || list.sort.first().is_none_or(asked)
}

/// Whether all records of the form are listed.
fn is_of_all(query: &AuthorizedQuery, list: &ListQuery) -> bool {
    query.is_unlimited() && list.filter.is_none() && list.search.is_none()
}

/// Whether an index of the order is walked for a page far down a filtered list, while each id is held against those
/// that match: so far down many match, and to read the values of all of them takes longer. PostgreSQL decides for itself.
fn is_deep(dialect: Dialect, query: &AuthorizedQuery, list: &ListQuery) -> bool {
    if dialect != Dialect::Sqlite || list.skip < DEEP || list.search.is_some() || is_of_all(query, list) {
        return false;
    }
    let path = |sort: &Sort| {
        let sign = if sort.descending { "-" } else { "" };
        sort.path.hops.is_empty().then(|| format!("{sign}{}", sort.path.key))
    };
    let asked: Option<Vec<String>> = list.sort.iter().map(path).collect();
    asked.is_some_and(|sort| is_order_indexed(query.form(), &sort))
}

fn add_order(sql: &mut SqlBuilder<'_>, sort: &[Sort], reprs: &[Repr], walked: bool) -> Result<(), Error> {
    sql.push(" ORDER BY ");
    for (key, repr) in sort.iter().zip(reprs) {
        if !walked && sql.dialect() == Dialect::Sqlite {
            // To SQLite this says that no index has the value.
            sql.push("+");
        }
        add_sortable(sql, &key.path, repr)?;
        sql.push(direction(sql.dialect(), key.descending));
        sql.push(", ");
    }
    sql.column(ALIAS, "id");
    // Alone it uses the index of ids; behind keys the keys' index, in which empty comes first.
    sql.push(match (sort.is_empty(), is_id_descending(sort)) {
        (true, _) => " DESC",
        (false, descending) => direction(sql.dialect(), descending),
    });
    Ok(())
}

/// Empty comes first in ascending order, on both databases.
pub(crate) fn direction(dialect: Dialect, descending: bool) -> &'static str {
    match (dialect, descending) {
        (Dialect::Sqlite, false) => "",
        (Dialect::Sqlite, true) => " DESC",
        (Dialect::Postgres, false) => " NULLS FIRST",
        (Dialect::Postgres, true) => " DESC NULLS LAST",
    }
}

/// Adds SQL whose order is the order of the values of `path`.
fn add_sortable(sql: &mut SqlBuilder<'_>, path: &Path, repr: &Repr) -> Result<(), Error> {
    let (before, after) = sorting(sql.dialect(), repr);
    sql.push(before);
    sql.path(path, ALIAS)?;
    sql.push(after);
    Ok(())
}

/// What has to stand around a value so that it sorts right.
pub(crate) fn sorting(dialect: Dialect, repr: &Repr) -> (&'static str, &'static str) {
    match (dialect, repr) {
        (Dialect::Sqlite, Repr::Number) => ("fw_order(", ")"),
        (Dialect::Postgres, Repr::Text | Repr::Time) => ("(", ") COLLATE \"C\""),
        _ => ("", ""),
    }
}

/// What comes behind the cursor in the order of `sort`.
fn add_after(sql: &mut SqlBuilder<'_>, sort: &[Sort], reprs: &[Repr], cursor: Cursor) -> Result<(), Error> {
    let Cursor { keys, id } = cursor;
    let mut open = 0;
    for ((key, repr), value) in sort.iter().zip(reprs).zip(keys) {
        let column = |sql: &mut SqlBuilder<'_>, test: &str| {
            add_sortable(sql, &key.path, repr)?;
            sql.push(test);
            Ok::<_, Error>(())
        };
        sql.push("(");
        open += 1;
        if matches!(value, Arg::Null(_)) {
            // Empty comes first in ascending order, so that everything else is behind it, and last in descending order.
            if !key.descending {
                column(sql, " IS NOT NULL OR (")?;
                open += 1;
            }
            column(sql, " IS NULL AND ")?;
            continue;
        }
        let (before, after) = if *repr == Repr::Number { sorting(sql.dialect(), repr) } else { ("", "") };
        let bound = |sql: &mut SqlBuilder<'_>| {
            sql.push(before);
            sql.arg(value.clone());
            sql.push(after);
        };
        if !key.descending {
            // Says again what follows, in a way that an index understands.
            column(sql, " >= ")?;
            bound(sql);
            sql.push(" AND (");
            open += 1;
        }
        column(sql, if key.descending { " < " } else { " > " })?;
        bound(sql);
        if key.descending {
            sql.push(" OR ");
            column(sql, " IS NULL")?;
        }
        sql.push(" OR (");
        open += 1;
        column(sql, " = ")?;
        bound(sql);
        sql.push(" AND ");
    }
    sql.column(ALIAS, "id");
    sql.push(if is_id_descending(sort) { " < " } else { " > " });
    sql.arg(Arg::Id(id));
    sql.push(&")".repeat(open));
    Ok(())
}
