//! Deleted records, kept for a while with everything that was their own, so that they can come back.

use engine_base::{Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{comments::Comment, moment, notices::Notice};
use crate::{Arg, Dialect, Error, Kind, RowRef, Session};

/// A record in the trash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trashed {
    /// The entry of the history that says that it was deleted; later deletions have greater ids, also within one transaction.
    pub id: Uuid,
    /// The app's key.
    pub app: String,
    /// The form's key.
    pub form: String,
    /// The record.
    pub record: Uuid,
    /// The version that its deletion has in its history.
    pub version: i64,
    /// What it was called.
    pub title: Option<String>,
    /// The field that said so.
    pub title_field: String,
    /// When it was deleted.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<Uuid>,
}

/// Everything that went with a record. Its files stay where they are and belong to it still.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// Its values, as in a package; what is computed is computed again.
    pub values: Json,
    /// What was said about it.
    pub comments: Vec<Comment>,
    /// The notices about that.
    pub notices: Vec<Notice>,
    /// The links to it that became empty.
    pub links: Vec<Emptied>,
}

/// A link of another record that became empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Emptied {
    /// The form of the record that has it.
    pub form: String,
    /// The field, as a JSON pointer without rows.
    pub path: String,
    /// The record that has it.
    pub record: Uuid,
    /// The row of its sub-table, if it is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Uuid>,
    /// The place among its siblings, if it was one of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

/// What to look for in the trash of an app.
#[derive(Clone, Debug, Default)]
pub struct TrashQuery {
    /// The app's key.
    pub app: String,
    /// The forms' keys.
    pub forms: Vec<String>,
    /// Only what this person deleted.
    pub by: Option<Uuid>,
    /// Only what is called something with this in it, by one of these fields (`form.field`).
    pub called: Option<(String, Vec<String>)>,
    /// Only what was deleted before this entry.
    pub before: Option<Uuid>,
}

const COLUMNS: &str = "id, app, form, record, version, title, title_field, at, by_user";

fn trashed(row: &RowRef<'_>) -> Result<Trashed, Error> {
    let text = |index| Ok::<_, Error>(row.text(index)?.map(str::to_owned));
    Ok(Trashed {
        id: row.id(0)?.unwrap_or_default(),
        app: text(1)?.unwrap_or_default(),
        form: text(2)?.unwrap_or_default(),
        record: row.id(3)?.unwrap_or_default(),
        version: row.int(4)?.unwrap_or_default(),
        title: text(5)?,
        title_field: text(6)?.unwrap_or_default(),
        at: moment(row.int(7)?.unwrap_or_default()),
        by: row.id(8)?,
    })
}

/// `= ANY` of a list that is the parameter `at`.
fn any(session: &Session, at: usize, ids: bool) -> String {
    match (session.dialect(), ids) {
        (Dialect::Postgres, _) => format!("= ANY (${at})"),
        (Dialect::Sqlite, true) => format!("IN (SELECT unhex(value) FROM json_each(${at}))"),
        (Dialect::Sqlite, false) => format!("IN (SELECT value FROM json_each(${at}))"),
    }
}

/// What is in the trash of an app, latest first: up to `limit`.
pub async fn list_trash(session: &Session, query: &TrashQuery, limit: u64) -> Result<Vec<Trashed>, Error> {
    let mut args = vec![Arg::from(query.app.as_str()), Arg::Texts(query.forms.as_slice().into())];
    let mut sql = format!("SELECT {COLUMNS} FROM fw_trash WHERE app = $1 AND form {}", any(session, 2, false));
    if let Some(by) = query.by {
        args.push(Arg::Id(by));
        sql += &format!(" AND by_user = ${}", args.len());
    }
    if let Some(before) = query.before {
        args.push(Arg::Id(before));
        sql += &format!(" AND id < ${}", args.len());
    }
    if let Some((text, fields)) = &query.called {
        args.push(Arg::from(text.as_str()));
        sql += &match session.dialect() {
            Dialect::Sqlite => format!(" AND instr(lower(title), lower(${})) > 0", args.len()),
            Dialect::Postgres => {
                format!(" AND strpos(lower(title COLLATE \"C\"), lower(${} COLLATE \"C\")) > 0", args.len())
            }
        };
        args.push(Arg::Texts(fields.as_slice().into()));
        sql += &format!(" AND form || '.' || title_field {}", any(session, args.len(), false));
    }
    args.push(Arg::Int(i64::try_from(limit).unwrap_or(i64::MAX)));
    sql += &format!(" ORDER BY id DESC LIMIT ${}", args.len());
    session.all(&sql, &args, trashed).await
}

/// These records of an app, as far as they are in the trash, latest first.
pub async fn list_trashed_records(session: &Session, app: &str, records: &[Uuid]) -> Result<Vec<Trashed>, Error> {
    let list = any(session, 2, true);
    let sql = format!("SELECT {COLUMNS} FROM fw_trash WHERE app = $1 AND record {list} ORDER BY id DESC");
    session.all(&sql, &[app.into(), Arg::Ids(records.into())], trashed).await
}

/// The trash of an app in the order of deletion, with its parcels: up to `limit` after `after`.
pub async fn list_app_trash(
    session: &Session,
    app: &str,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<(Trashed, Parcel)>, Error> {
    let sql = format!("SELECT {COLUMNS}, parcel FROM fw_trash WHERE app = $1 AND id > $2 ORDER BY id LIMIT $3");
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let args = [app.into(), Arg::Id(after.unwrap_or_default()), Arg::Int(limit)];
    session.all(&sql, &args, |row| Ok((trashed(row)?, parcel(row, 9)?))).await
}

/// What went with the record of an entry.
pub async fn find_parcel(session: &Session, id: Uuid) -> Result<Option<Parcel>, Error> {
    session.first("SELECT parcel FROM fw_trash WHERE id = $1", &[Arg::Id(id)], |row| parcel(row, 0)).await
}

/// The records of an app that are in the trash.
pub async fn list_app_records(session: &Session, app: &str) -> Result<Vec<Uuid>, Error> {
    let records = session.all("SELECT record FROM fw_trash WHERE app = $1", &[app.into()], |row| row.id(0)).await?;
    Ok(records.into_iter().flatten().collect())
}

fn parcel(row: &RowRef<'_>, index: usize) -> Result<Parcel, Error> {
    serde_json::from_str(row.text(index)?.unwrap_or_default()).map_err(|error| Error::Corrupt(error.to_string()))
}

fn text_of(parcel: &Parcel) -> Result<String, Error> {
    serde_json::to_string(parcel).map_err(|error| Error::Corrupt(error.to_string()))
}

/// Puts a record into the trash. What lay there under its id, from a time before it was imported again, makes place.
pub async fn insert_trashed(session: &Session, new: &Trashed, parcel: &Parcel) -> Result<(), Error> {
    let sql = format!(
        "INSERT INTO fw_trash ({COLUMNS}, parcel) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (app, form, record) DO UPDATE SET id = excluded.id, version = excluded.version, title = excluded.title, \
         title_field = excluded.title_field, at = excluded.at, by_user = excluded.by_user, parcel = excluded.parcel"
    );
    let args = [
        Arg::Id(new.id),
        new.app.as_str().into(),
        new.form.as_str().into(),
        Arg::Id(new.record),
        Arg::Int(new.version),
        new.title.as_deref().map_or(Arg::Null(Kind::Text), Arg::from),
        new.title_field.as_str().into(),
        Arg::Int(new.at.as_microsecond()),
        new.by.map_or(Arg::Null(Kind::Id), Arg::Id),
        text_of(parcel)?.into(),
    ];
    session.execute(&sql, &args).await?;
    Ok(())
}

/// Writes what went with the record of an entry anew.
pub async fn update_parcel(session: &Session, id: Uuid, parcel: &Parcel) -> Result<(), Error> {
    let args = [text_of(parcel)?.into(), Arg::Id(id)];
    session.execute("UPDATE fw_trash SET parcel = $1 WHERE id = $2", &args).await?;
    Ok(())
}

/// Takes entries out of the trash; how many were still there.
pub async fn delete_trashed(session: &Session, ids: &[Uuid]) -> Result<u64, Error> {
    let sql = format!("DELETE FROM fw_trash WHERE id {}", any(session, 1, true));
    session.execute(&sql, &[Arg::Ids(ids.into())]).await
}

/// Removes for good what was deleted before `then`; its files belong to nothing any more.
pub async fn delete_trash_before(session: &Session, then: Timestamp) -> Result<u64, Error> {
    let args = [Arg::Int(then.as_microsecond())];
    let files = "UPDATE fw_file SET app = NULL, form = NULL, record = NULL, field = NULL WHERE EXISTS \
                 (SELECT 1 FROM fw_trash t WHERE t.at < $1 AND t.app = fw_file.app AND t.form = fw_file.form AND t.record = fw_file.record)";
    session.execute(files, &args).await?;
    session.execute("DELETE FROM fw_trash WHERE at < $1", &args).await
}
