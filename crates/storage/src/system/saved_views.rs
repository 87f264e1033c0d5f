//! Views that people saved for themselves or for roles.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::saved_view};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    /// Which.
    pub id: Uuid,
    /// The app.
    pub app: String,
    /// The form whose records it shows.
    pub form: String,
    /// Who saved it.
    pub owner: Uuid,
    /// What its owner calls it.
    pub label: String,
    /// JSON text of a view of the definition language without key, label and roles.
    pub definition: String,
    /// The roles that see it; the owner alone when empty.
    pub roles: Vec<String>,
    /// Whether it opens first.
    pub preferred: bool,
    /// Counts its changes from 1.
    pub version: i64,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

impl TryFrom<saved_view::Model> for SavedView {
    type Error = Error;

    fn try_from(m: saved_view::Model) -> Result<Self, Error> {
        Ok(SavedView {
            id: m.id,
            app: m.app,
            form: m.form,
            owner: m.owner,
            label: m.label,
            definition: m.definition,
            roles: serde_json::from_str(&m.roles).map_err(|error| Error::Corrupt(error.to_string()))?,
            preferred: m.preferred,
            version: m.version,
            changed_at: moment(m.changed_at),
        })
    }
}

/// The saved views of an app, oldest first.
pub async fn list_views(session: &Session, app: &str) -> Result<Vec<SavedView>, Error> {
    let all = saved_view::Entity::find().filter(saved_view::Column::App.eq(app));
    let all = all.order_by_asc(saved_view::Column::Id).all(session).await?;
    all.into_iter().map(SavedView::try_from).collect()
}

/// The saved view `id` of an app.
pub async fn find_view(session: &Session, app: &str, id: Uuid) -> Result<Option<SavedView>, Error> {
    let found = saved_view::Entity::find_by_id(id).filter(saved_view::Column::App.eq(app)).one(session).await?;
    found.map(SavedView::try_from).transpose()
}

/// How many views of an app a person saved.
pub async fn count_views(session: &Session, app: &str, owner: Uuid) -> Result<u64, Error> {
    let mine = saved_view::Entity::find()
        .filter(saved_view::Column::App.eq(app))
        .filter(saved_view::Column::Owner.eq(owner))
        .count(session);
    Ok(mine.await?)
}

/// Adds a view.
pub async fn insert_view(session: &Session, new: &SavedView) -> Result<(), Error> {
    saved_view::Entity::insert(row(new)).exec_without_returning(session).await?;
    Ok(())
}

/// Replaces a view that still has the version before; [`Error::Conflict`] when somebody was quicker.
pub async fn update_view(session: &Session, new: &SavedView) -> Result<(), Error> {
    let done = saved_view::Entity::update_many()
        .set(row(new))
        .filter(saved_view::Column::Id.eq(new.id))
        .filter(saved_view::Column::Version.eq(new.version - 1))
        .exec(session)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Removes a view.
pub async fn delete_view(session: &Session, id: Uuid) -> Result<(), Error> {
    saved_view::Entity::delete_by_id(id).exec(session).await?;
    Ok(())
}

fn row(view: &SavedView) -> saved_view::ActiveModel {
    saved_view::ActiveModel {
        id: Set(view.id),
        app: Set(view.app.clone()),
        form: Set(view.form.clone()),
        owner: Set(view.owner),
        label: Set(view.label.clone()),
        definition: Set(view.definition.clone()),
        roles: Set(serde_json::json!(view.roles).to_string()),
        preferred: Set(view.preferred),
        version: Set(view.version),
        changed_at: Set(view.changed_at.as_microsecond()),
    }
}
