//! What people wrote about records.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::comment};

/// What somebody wrote about a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// Which; time-ordered.
    pub id: Uuid,
    /// The app's key.
    pub app: String,
    /// The form's key.
    pub form: String,
    /// The record.
    pub record: Uuid,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: Uuid,
    /// What was written.
    pub text: String,
    /// The people it calls.
    pub mentions: Vec<Uuid>,
    /// The files that came with it, in their order.
    pub files: Vec<Uuid>,
    /// When it was last changed, if ever.
    pub edited_at: Option<Timestamp>,
}

/// What a record is known by: keys of app and form, and its id.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The app's key.
    pub app: &'a str,
    /// The form's key.
    pub form: &'a str,
    /// The record.
    pub record: Uuid,
}

impl TryFrom<comment::Model> for Comment {
    type Error = Error;

    fn try_from(m: comment::Model) -> Result<Self, Error> {
        Ok(Comment {
            id: m.id,
            app: m.app,
            form: m.form,
            record: m.record,
            at: moment(m.at),
            by: m.by_user,
            text: m.text,
            mentions: ids(&m.mentions)?,
            files: ids(&m.files)?,
            edited_at: m.edited_at.map(moment),
        })
    }
}

fn ids(text: &str) -> Result<Vec<Uuid>, Error> {
    serde_json::from_str(text).map_err(|_| Error::Corrupt("the ids of a comment".into()))
}

fn text_of(ids: &[Uuid]) -> Result<String, Error> {
    serde_json::to_string(ids).map_err(|error| Error::Corrupt(error.to_string()))
}

fn of(place: Place<'_>) -> sea_orm::Select<comment::Entity> {
    comment::Entity::find()
        .filter(comment::Column::Record.eq(place.record))
        .filter(comment::Column::App.eq(place.app))
        .filter(comment::Column::Form.eq(place.form))
}

/// The comments on a record, newest first: up to `limit` of those before `before`.
pub async fn list_comments(
    session: &Session,
    place: Place<'_>,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Comment>, Error> {
    let mut all = of(place);
    if let Some(before) = before {
        all = all.filter(comment::Column::Id.lt(before));
    }
    let page = all.order_by_desc(comment::Column::Id).limit(limit).all(session).await?;
    page.into_iter().map(Comment::try_from).collect()
}

/// These comments, those that exist.
pub async fn list_comments_by_id(session: &Session, ids: &[Uuid]) -> Result<Vec<Comment>, Error> {
    let some = comment::Entity::find().filter(comment::Column::Id.is_in(ids.iter().copied())).all(session).await?;
    some.into_iter().map(Comment::try_from).collect()
}

/// One comment on a record, if there is one.
pub async fn find_comment(session: &Session, place: Place<'_>, id: Uuid) -> Result<Option<Comment>, Error> {
    of(place).filter(comment::Column::Id.eq(id)).one(session).await?.map(Comment::try_from).transpose()
}

/// Everybody who wrote about a record.
pub async fn list_commenters(session: &Session, place: Place<'_>) -> Result<Vec<Uuid>, Error> {
    let sql = "SELECT DISTINCT by_user FROM fw_comment WHERE record = $1 AND app = $2 AND form = $3";
    let args = [place.record.into(), place.app.into(), place.form.into()];
    Ok(session.all(sql, &args, |row| row.id(0)).await?.into_iter().flatten().collect())
}

/// The comments of an app in the order they were written: up to `limit` after `after`.
pub async fn list_app_comments(
    session: &Session,
    app: &str,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Comment>, Error> {
    let mut all = comment::Entity::find().filter(comment::Column::App.eq(app));
    if let Some(after) = after {
        all = all.filter(comment::Column::Id.gt(after));
    }
    let page = all.order_by_asc(comment::Column::Id).limit(limit).all(session).await?;
    page.into_iter().map(Comment::try_from).collect()
}

/// Adds a comment.
pub async fn insert_comment(session: &Session, new: &Comment) -> Result<(), Error> {
    let row = comment::ActiveModel {
        id: Set(new.id),
        app: Set(new.app.clone()),
        form: Set(new.form.clone()),
        record: Set(new.record),
        at: Set(new.at.as_microsecond()),
        by_user: Set(new.by),
        text: Set(new.text.clone()),
        mentions: Set(text_of(&new.mentions)?),
        files: Set(text_of(&new.files)?),
        edited_at: Set(new.edited_at.map(Timestamp::as_microsecond)),
    };
    comment::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Writes what a comment says anew.
pub async fn update_comment(session: &Session, changed: &Comment) -> Result<(), Error> {
    let change = comment::ActiveModel {
        text: Set(changed.text.clone()),
        mentions: Set(text_of(&changed.mentions)?),
        files: Set(text_of(&changed.files)?),
        edited_at: Set(changed.edited_at.map(Timestamp::as_microsecond)),
        ..Default::default()
    };
    let done =
        comment::Entity::update_many().set(change).filter(comment::Column::Id.eq(changed.id)).exec(session).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Missing("comment")) }
}

/// Removes a comment with the notices about it.
pub async fn delete_comment(session: &Session, id: Uuid) -> Result<(), Error> {
    comment::Entity::delete_by_id(id).exec(session).await?;
    Ok(())
}

/// Removes all comments on a record with the notices about them.
pub async fn delete_comments(session: &Session, place: Place<'_>) -> Result<(), Error> {
    let sql = "DELETE FROM fw_comment WHERE record = $1 AND app = $2 AND form = $3";
    session.execute(sql, &[place.record.into(), place.app.into(), place.form.into()]).await?;
    Ok(())
}
