//! Counters of serial fields: no number twice, no gap unless a transaction fails.

use serde::{Deserialize, Serialize};

use crate::{Arg, Error, RowRef, Session};

/// A counter and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// The app's key.
    pub app: String,
    /// The form's key.
    pub form: String,
    /// The serial field's key.
    pub field: String,
    /// The year, month or day that it counts in; empty when it never starts again.
    pub period: String,
    /// The last number given.
    pub last: i64,
}

/// The next number of a serial field in a period. The row stays locked until the transaction ends.
pub async fn next_number(session: &Session, app: &str, form: &str, field: &str, period: &str) -> Result<i64, Error> {
    take_numbers(session, app, form, field, period, 1).await
}

/// Takes `count` numbers of a serial field; the last of them.
pub async fn take_numbers(
    session: &Session,
    app: &str,
    form: &str,
    field: &str,
    period: &str,
    count: i64,
) -> Result<i64, Error> {
    let sql = "INSERT INTO fw_counter (app, form, field, period, last) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (app, form, field, period) DO UPDATE SET last = fw_counter.last + excluded.last RETURNING last";
    let args = [Arg::from(app), Arg::from(form), Arg::from(field), Arg::from(period), Arg::Int(count)];
    session.first(sql, &args, |row| row.int(0)).await?.flatten().ok_or(Error::Missing("counter"))
}

/// All counters.
pub async fn list_counters(session: &Session) -> Result<Vec<Counter>, Error> {
    let sql = "SELECT app, form, field, period, last FROM fw_counter ORDER BY app, form, field, period";
    let text = |row: &RowRef<'_>, index| Ok::<_, Error>(row.text(index)?.unwrap_or_default().to_owned());
    let read = |row: &RowRef<'_>| {
        Ok(Counter {
            app: text(row, 0)?,
            form: text(row, 1)?,
            field: text(row, 2)?,
            period: text(row, 3)?,
            last: row.int(4)?.unwrap_or(0),
        })
    };
    session.all(sql, &[], read).await
}

/// The last number given, zero before the first.
pub async fn get_counter(session: &Session, app: &str, form: &str, field: &str, period: &str) -> Result<i64, Error> {
    let sql = "SELECT last FROM fw_counter WHERE app = $1 AND form = $2 AND field = $3 AND period = $4";
    let args = [Arg::from(app), Arg::from(form), Arg::from(field), Arg::from(period)];
    Ok(session.first(sql, &args, |row| row.int(0)).await?.flatten().unwrap_or(0))
}

/// Lets a counter go on after `last`, for imports that bring their own numbers. Never back.
pub async fn set_counter(
    session: &Session,
    app: &str,
    form: &str,
    field: &str,
    period: &str,
    last: i64,
) -> Result<(), Error> {
    let sql = "INSERT INTO fw_counter (app, form, field, period, last) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (app, form, field, period) DO UPDATE SET last = excluded.last WHERE excluded.last > fw_counter.last";
    let args = [Arg::from(app), Arg::from(form), Arg::from(field), Arg::from(period), Arg::Int(last)];
    session.execute(sql, &args).await?;
    Ok(())
}
