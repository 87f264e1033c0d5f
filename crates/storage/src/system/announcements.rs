//! What administrators tell everybody.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::announcement};

/// What an administrator tells everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Announcement {
    /// Which; time-ordered.
    pub id: Uuid,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Since when it stands.
    pub at: Timestamp,
    /// Who wrote it.
    pub by: Uuid,
    /// Until when it is shown; for ever when empty.
    pub until: Option<Timestamp>,
}

impl From<announcement::Model> for Announcement {
    fn from(m: announcement::Model) -> Self {
        Announcement {
            id: m.id,
            title: m.title,
            text: m.text,
            at: moment(m.at),
            by: m.by_user,
            until: m.ends_at.map(moment),
        }
    }
}

impl From<&Announcement> for announcement::ActiveModel {
    fn from(new: &Announcement) -> Self {
        announcement::ActiveModel {
            id: Set(new.id),
            title: Set(new.title.clone()),
            text: Set(new.text.clone()),
            at: Set(new.at.as_microsecond()),
            by_user: Set(new.by),
            ends_at: Set(new.until.map(Timestamp::as_microsecond)),
        }
    }
}

/// All announcements, newest first.
pub async fn list_announcements(session: &Session) -> Result<Vec<Announcement>, Error> {
    let all = announcement::Entity::find().order_by_desc(announcement::Column::Id).all(session).await?;
    Ok(all.into_iter().map(Announcement::from).collect())
}

/// The announcement with this id, if there is one.
pub async fn find_announcement(session: &Session, id: Uuid) -> Result<Option<Announcement>, Error> {
    Ok(announcement::Entity::find_by_id(id).one(session).await?.map(Announcement::from))
}

/// Adds an announcement.
pub async fn insert_announcement(session: &Session, new: &Announcement) -> Result<(), Error> {
    announcement::Entity::insert(announcement::ActiveModel::from(new)).exec_without_returning(session).await?;
    Ok(())
}

/// Writes all of an announcement anew.
pub async fn update_announcement(session: &Session, changed: &Announcement) -> Result<(), Error> {
    let mut row = announcement::ActiveModel::from(changed);
    row.id = sea_orm::ActiveValue::NotSet;
    let same = announcement::Column::Id.eq(changed.id);
    let done = announcement::Entity::update_many().set(row).filter(same).exec(session).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Missing("announcement")) }
}

/// Removes an announcement; whether there was one.
pub async fn delete_announcement(session: &Session, id: Uuid) -> Result<bool, Error> {
    Ok(announcement::Entity::delete_by_id(id).exec(session).await?.rows_affected == 1)
}
