//! Values of a column kept in another way: which changes are possible, which values resist, and doing it.

use engine_base::{from_scaled, parse_date, parse_number, parse_time, to_scaled};

use super::{Column, Table};
use crate::{
    Arg, Error, Kind, RowRef, Session,
    physical::{column_type, fit, quote},
};

/// Rows looked at together.
const BATCH: i64 = 5_000;

/// Whether values can be taken over at all; some of them may still resist.
pub(crate) fn convertible(from: &Column, to: &Column) -> bool {
    matches!(
        (from.kind, to.kind),
        (Kind::Int, Kind::Int)
            | (Kind::Int | Kind::Bool | Kind::Date | Kind::Time, Kind::Text)
            | (Kind::Text, Kind::Int | Kind::Bool | Kind::Date | Kind::Time | Kind::Json)
    )
}

/// How many values cannot be taken over.
pub(crate) async fn count_resisting(
    session: &Session,
    table: &str,
    name: &str,
    from: &Column,
    to: &Column,
) -> Result<u64, Error> {
    let mut resisting = 0;
    each_value(session, table, name, from, async |_, value| {
        if convert(&value, to).is_none() {
            resisting += 1;
        }
        Ok(())
    })
    .await?;
    Ok(resisting)
}

/// Converts every value. Fails when one resists.
pub(crate) async fn convert_column(
    session: &Session,
    table: &Table,
    name: &str,
    from: &Column,
    to: &Column,
) -> Result<(), Error> {
    let was = from.called(name);
    let (quoted, fresh) = (quote(&table.name), quote(&fit(format!("~{name}"))));
    let ty = column_type(to.kind, session.dialect());
    session.run(&format!("ALTER TABLE {quoted} ADD COLUMN {fresh} {ty}")).await?;
    let update = format!("UPDATE {quoted} SET {fresh} = $1 WHERE id = $2");
    each_value(session, &table.name, &was, from, async |id, value| {
        let converted =
            convert(&value, to).ok_or_else(|| Error::Corrupt(format!("`{value:?}` cannot be converted")))?;
        session.execute(&update, &[converted, id]).await.map(|_| ())
    })
    .await?;
    let (old, new) = (quote(&was), quote(&to.called(name)));
    session.run(&format!("ALTER TABLE {quoted} DROP COLUMN {old}")).await?;
    session.run(&format!("ALTER TABLE {quoted} RENAME COLUMN {fresh} TO {new}")).await
}

/// Shows every value that is not empty as a number, yes/no or text.
async fn each_value(
    session: &Session,
    table: &str,
    name: &str,
    from: &Column,
    mut see: impl AsyncFnMut(Arg<'static>, Plain) -> Result<(), Error>,
) -> Result<(), Error> {
    let (table, column) = (quote(table), quote(name));
    let sql = format!("SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL AND id > $1 ORDER BY id LIMIT $2");
    let mut after = Arg::Id(engine_base::Uuid::nil());
    loop {
        let read = |row: &RowRef<'_>| {
            let id = row.id(0)?.ok_or(Error::Missing("id"))?;
            let value = match from.kind {
                Kind::Int => row.int(1)?.map(|n| Plain::Number(n, from.scale.unwrap_or(0))),
                Kind::Bool => row.bool(1)?.map(|b| Plain::Text(b.to_string())),
                Kind::Date => row.date(1)?.map(|date| Plain::Text(date.to_string())),
                _ => row.text(1)?.map(|text| Plain::Text(text.to_owned())),
            };
            Ok((id, value))
        };
        let batch = session.all(&sql, &[after.clone(), Arg::Int(BATCH)], read).await?;
        let Some((last, _)) = batch.last() else { return Ok(()) };
        after = Arg::Id(*last);
        for (id, value) in batch {
            if let Some(value) = value {
                see(Arg::Id(id), value).await?;
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Plain {
    Number(i64, u8),
    Text(String),
}

fn convert(value: &Plain, to: &Column) -> Option<Arg<'static>> {
    let scale = to.scale.unwrap_or(0);
    match (value, to.kind) {
        (Plain::Number(n, was), Kind::Int) => Some(Arg::Int(to_scaled(from_scaled(*n, *was), scale)?)),
        (Plain::Number(n, was), Kind::Text) => Some(Arg::from(from_scaled(*n, *was).normalize().to_string())),
        (Plain::Text(text), Kind::Text) => Some(Arg::from(text.clone())),
        (Plain::Text(text), Kind::Int) => Some(Arg::Int(to_scaled(parse_number(text.trim())?, scale)?)),
        (Plain::Text(text), Kind::Bool) => Some(Arg::Bool(text.trim().parse().ok()?)),
        (Plain::Text(text), Kind::Date) => Some(Arg::Date(parse_date(text.trim())?)),
        (Plain::Text(text), Kind::Time) => Some(Arg::Time(parse_time(text.trim())?)),
        (Plain::Text(text), Kind::Json) => Some(Arg::Json(serde_json::json!([text]).to_string().into())),
        _ => None,
    }
}
