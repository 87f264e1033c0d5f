//! Apps, their drafts and their releases.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{
    Error, Session,
    entities::{app, release},
};

/// An app and the definition that is being edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct App {
    /// The app's key.
    pub key: String,
    /// The packed definition, JSON.
    pub draft: String,
    /// Counts the saves of the draft.
    pub draft_version: i64,
    /// When the app was made.
    pub created_at: Timestamp,
}

/// A published definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// The app's key.
    pub app: String,
    /// Counts the releases of the app from 1.
    pub number: i64,
    /// The packed definition, JSON.
    pub definition: String,
    /// When it was published.
    pub created_at: Timestamp,
    /// By whom; nobody when the command line did.
    pub created_by: Option<Uuid>,
    /// What the publisher wrote about it.
    pub note: String,
    /// Whether it is the one in use.
    pub state: ReleaseState,
}

/// Whether a release is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseState {
    /// The one that requests are answered by.
    Current,
    /// An earlier one.
    Past,
}

impl ReleaseState {
    fn as_str(self) -> &'static str {
        match self {
            ReleaseState::Current => "current",
            ReleaseState::Past => "past",
        }
    }
}

impl From<app::Model> for App {
    fn from(m: app::Model) -> Self {
        App { key: m.key, draft: m.draft, draft_version: m.draft_version, created_at: moment(m.created_at) }
    }
}

impl From<release::Model> for Release {
    fn from(m: release::Model) -> Self {
        Release {
            app: m.app,
            number: m.number,
            definition: m.definition,
            created_at: moment(m.created_at),
            created_by: m.created_by,
            note: m.note,
            state: if m.state == "current" { ReleaseState::Current } else { ReleaseState::Past },
        }
    }
}

/// All apps by key.
pub async fn list_apps(session: &Session) -> Result<Vec<App>, Error> {
    let all = app::Entity::find().order_by_asc(app::Column::Key).all(session).await?;
    Ok(all.into_iter().map(App::from).collect())
}

/// The app `key`, if there is one.
pub async fn find_app(session: &Session, key: &str) -> Result<Option<App>, Error> {
    Ok(app::Entity::find_by_id(key.to_owned()).one(session).await?.map(App::from))
}

/// The app `key`.
pub async fn get_app(session: &Session, key: &str) -> Result<App, Error> {
    find_app(session, key).await?.ok_or(Error::Missing("app"))
}

/// Adds an app.
pub async fn insert_app(session: &Session, new: &App) -> Result<(), Error> {
    let row = app::ActiveModel {
        key: Set(new.key.clone()),
        draft: Set(new.draft.clone()),
        draft_version: Set(new.draft_version),
        created_at: Set(new.created_at.as_microsecond()),
    };
    app::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Replaces the draft when it still has version `seen`; the new version. [`Error::Conflict`] when somebody was quicker.
pub async fn update_draft(session: &Session, key: &str, draft: &str, seen: i64) -> Result<i64, Error> {
    let change = app::ActiveModel { draft: Set(draft.to_owned()), draft_version: Set(seen + 1), ..Default::default() };
    let done = app::Entity::update_many()
        .set(change)
        .filter(app::Column::Key.eq(key))
        .filter(app::Column::DraftVersion.eq(seen))
        .exec(session)
        .await?;
    if done.rows_affected == 1 { Ok(seen + 1) } else { Err(Error::Conflict) }
}

/// Removes an app with its releases; its records' tables are the caller's business.
pub async fn delete_app(session: &Session, key: &str) -> Result<(), Error> {
    app::Entity::delete_by_id(key.to_owned()).exec(session).await?;
    Ok(())
}

/// The releases of an app, newest first.
pub async fn list_releases(session: &Session, app: &str) -> Result<Vec<Release>, Error> {
    let all = release::Entity::find()
        .filter(release::Column::App.eq(app))
        .order_by_desc(release::Column::Number)
        .all(session)
        .await?;
    Ok(all.into_iter().map(Release::from).collect())
}

/// One release.
pub async fn find_release(session: &Session, app: &str, number: i64) -> Result<Option<Release>, Error> {
    Ok(release::Entity::find_by_id((app.to_owned(), number)).one(session).await?.map(Release::from))
}

/// The release in use; none before the first was published.
pub async fn get_current_release(session: &Session, app: &str) -> Result<Option<Release>, Error> {
    let found = release::Entity::find()
        .filter(release::Column::App.eq(app))
        .filter(release::Column::State.eq(ReleaseState::Current.as_str()))
        .order_by_desc(release::Column::Number)
        .one(session)
        .await?;
    Ok(found.map(Release::from))
}

/// Adds a release. When it is the current one, the others become past.
pub async fn insert_release(session: &Session, new: &Release) -> Result<(), Error> {
    if new.state == ReleaseState::Current {
        retire_others(session, &new.app).await?;
    }
    let row = release::ActiveModel {
        app: Set(new.app.clone()),
        number: Set(new.number),
        definition: Set(new.definition.clone()),
        created_at: Set(new.created_at.as_microsecond()),
        created_by: Set(new.created_by),
        note: Set(new.note.clone()),
        state: Set(new.state.as_str().to_owned()),
    };
    release::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Sets a release's state. When it becomes the current one, the others become past.
pub async fn update_release_state(session: &Session, app: &str, number: i64, state: ReleaseState) -> Result<(), Error> {
    if state == ReleaseState::Current {
        retire_others(session, app).await?;
    }
    let change = release::ActiveModel { state: Set(state.as_str().to_owned()), ..Default::default() };
    release::Entity::update_many()
        .set(change)
        .filter(release::Column::App.eq(app))
        .filter(release::Column::Number.eq(number))
        .exec(session)
        .await?;
    Ok(())
}

async fn retire_others(session: &Session, app: &str) -> Result<(), Error> {
    let past = release::ActiveModel { state: Set(ReleaseState::Past.as_str().to_owned()), ..Default::default() };
    release::Entity::update_many().set(past).filter(release::Column::App.eq(app)).exec(session).await?;
    Ok(())
}
