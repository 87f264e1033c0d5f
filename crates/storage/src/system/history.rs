//! What happened to a record, written in the same transaction as the change itself.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Arg, Error, Kind, Session, entities::history};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryAction {
    /// The record came to be.
    Create,
    /// Fields changed.
    Update,
    /// The record went.
    Delete,
    /// The record came back.
    Restore,
}

impl HistoryAction {
    /// The word that is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            HistoryAction::Create => "create",
            HistoryAction::Update => "update",
            HistoryAction::Delete => "delete",
            HistoryAction::Restore => "restore",
        }
    }
}

/// One change of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Which entry; time-ordered.
    pub id: Uuid,
    /// The app's key.
    pub app: String,
    /// The form's key.
    pub form: String,
    /// The record.
    pub record: Uuid,
    /// The record's version after the change.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// By whom; nobody when the installation itself did.
    pub by: Option<Uuid>,
    /// What was done.
    pub action: HistoryAction,
    /// JSON text: a list of `{field, old, new}`.
    pub changes: Option<String>,
}

impl From<history::Model> for HistoryEntry {
    fn from(m: history::Model) -> Self {
        HistoryEntry {
            id: m.id,
            app: m.app,
            form: m.form,
            record: m.record,
            version: m.version,
            at: moment(m.at),
            by: m.by_user,
            action: match m.action.as_str() {
                "create" => HistoryAction::Create,
                "delete" => HistoryAction::Delete,
                "restore" => HistoryAction::Restore,
                _ => HistoryAction::Update,
            },
            changes: m.changes,
        }
    }
}

/// The columns of an entry.
pub(crate) const HISTORY_COLUMNS: [&str; 9] =
    ["id", "app", "form", "record", "version", "at", "by_user", "action", "changes"];

/// One entry.
pub(crate) const INSERT_HISTORY: &str = "INSERT INTO fw_history (id, app, form, record, version, at, by_user, action, changes) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// The arguments of [`INSERT_HISTORY`].
pub(crate) fn history_args(entry: &HistoryEntry) -> [Arg<'_>; 9] {
    [
        Arg::Id(entry.id),
        Arg::from(entry.app.as_str()),
        Arg::from(entry.form.as_str()),
        Arg::Id(entry.record),
        Arg::Int(entry.version),
        Arg::Int(entry.at.as_microsecond()),
        entry.by.map_or(Arg::Null(Kind::Id), Arg::Id),
        Arg::from(entry.action.as_str()),
        entry.changes.as_deref().map_or(Arg::Null(Kind::Text), Arg::from),
    ]
}

/// Adds an entry.
pub async fn insert_history(session: &Session, entry: &HistoryEntry) -> Result<(), Error> {
    session.execute(INSERT_HISTORY, &history_args(entry)).await?;
    Ok(())
}

/// A record's history, newest first: up to `limit` entries of versions below `before`.
pub async fn list_history(
    session: &Session,
    record: Uuid,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<HistoryEntry>, Error> {
    let mut all = history::Entity::find().filter(history::Column::Record.eq(record));
    if let Some(before) = before {
        all = all.filter(history::Column::Version.lt(before));
    }
    let page = all.order_by_desc(history::Column::Version).order_by_desc(history::Column::Id).limit(limit);
    Ok(page.all(session).await?.into_iter().map(HistoryEntry::from).collect())
}

/// The histories of all records of an app in the order they were written: up to `limit` entries after `after`.
pub async fn list_app_history(
    session: &Session,
    app: &str,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<HistoryEntry>, Error> {
    let mut all = history::Entity::find().filter(history::Column::App.eq(app));
    if let Some(after) = after {
        all = all.filter(history::Column::Id.gt(after));
    }
    let page = all.order_by_asc(history::Column::Id).limit(limit);
    Ok(page.all(session).await?.into_iter().map(HistoryEntry::from).collect())
}
