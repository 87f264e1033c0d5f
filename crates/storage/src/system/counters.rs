//! Counters of serial fields: no number twice, no gap unless a transaction fails.

use serde::{Deserialize, Serialize};

use crate::{Arg, Error, Session};

/// The next number of a serial field in a period. The row stays locked until the transaction ends.
pub async fn next_number(session: &Session, app: &str, form: &str, field: &str, period: &str) -> Result<i64, Error> {
    let sql = "INSERT INTO fw_counter (app, form, field, period, last) VALUES ($1, $2, $3, $4, 1) \
               ON CONFLICT (app, form, field, period) DO UPDATE SET last = fw_counter.last + 1 RETURNING last";
    let args = [Arg::from(app), Arg::from(form), Arg::from(field), Arg::from(period)];
    session.first(sql, &args, |row| row.int(0)).await?.flatten().ok_or(Error::Missing("counter"))
}

/// The last number given, zero before the first.
pub async fn get_counter(session: &Session, app: &str, form: &str, field: &str, period: &str) -> Result<i64, Error> {
    let sql = "SELECT last FROM fw_counter WHERE app = $1 AND form = $2 AND field = $3 AND period = $4";
    let args = [Arg::from(app), Arg::from(form), Arg::from(field), Arg::from(period)];
    Ok(session.first(sql, &args, |row| row.int(0)).await?.flatten().unwrap_or(0))
}

/// Lets a counter go on after `last`, for imports that bring their own numbers. Never back.
pub async fn set_counter(session: &Session, app: &str, form: &str, field: &str, period: &str, last: i64) -> Result<(), Error> {
    let sql = "INSERT INTO fw_counter (app, form, field, period, last) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (app, form, field, period) DO UPDATE SET last = excluded.last WHERE excluded.last > fw_counter.last";
    let args = [Arg::from(app), Arg::from(form), Arg::from(field), Arg::from(period), Arg::Int(last)];
    session.execute(sql, &args).await?;
    Ok(())
}

/// The last number that was given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// The app's key.
    pub app: String,
    /// The form's key.
    pub form: String,
    /// The field's key.
    pub field: String,
    /// The period that is counted in.
    pub period: String,
    /// The number.
    pub last: i64,
}

/// Every counter.
pub async fn list_counters(session: &Session) -> Result<Vec<Counter>, Error> {
    let sql = "SELECT app, form, field, period, last FROM fw_counter ORDER BY app, form, field, period";
    let read = |row: &crate::RowRef<'_>| {
        let text = |index| Ok::<_, Error>(row.text(index)?.unwrap_or_default().to_owned());
        let last = row.int(4)?.unwrap_or(0);
        Ok(Counter { app: text(0)?, form: text(1)?, field: text(2)?, period: text(3)?, last })
    };
    session.all(sql, &[], read).await
}
