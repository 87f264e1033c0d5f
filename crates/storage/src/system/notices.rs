//! What each person is to look at: that somebody called them, or wrote about a record of theirs.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::notice};

/// Why somebody is told of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// It calls the person by name.
    Mention,
    /// It stands under a record that the person owns or wrote about.
    Comment,
}

impl NoticeKind {
    /// As stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            NoticeKind::Mention => "mention",
            NoticeKind::Comment => "comment",
        }
    }
}

/// A word to one person about a comment. What it says is read from the comment, so that nothing stays here when that goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Which; time-ordered.
    pub id: Uuid,
    /// To whom.
    pub user: Uuid,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub kind: NoticeKind,
    /// The app's key.
    pub app: String,
    /// The form's key.
    pub form: String,
    /// The record.
    pub record: Uuid,
    /// The comment.
    pub comment: Uuid,
    /// Who wrote it.
    pub by: Uuid,
    /// When the person read it, if ever.
    pub read_at: Option<Timestamp>,
}

impl From<notice::Model> for Notice {
    fn from(m: notice::Model) -> Self {
        Notice {
            id: m.id,
            user: m.user_id,
            at: moment(m.at),
            kind: if m.kind == "mention" { NoticeKind::Mention } else { NoticeKind::Comment },
            app: m.app,
            form: m.form,
            record: m.record,
            comment: m.comment,
            by: m.by_user,
            read_at: m.read_at.map(moment),
        }
    }
}

/// A person's notices, newest first: up to `limit` of those before `before`.
pub async fn list_notices(
    session: &Session,
    user: Uuid,
    unread: bool,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Notice>, Error> {
    let mut all = notice::Entity::find().filter(notice::Column::UserId.eq(user));
    if unread {
        all = all.filter(notice::Column::ReadAt.is_null());
    }
    if let Some(before) = before {
        all = all.filter(notice::Column::Id.lt(before));
    }
    let page = all.order_by_desc(notice::Column::Id).limit(limit);
    Ok(page.all(session).await?.into_iter().map(Notice::from).collect())
}

/// How many notices a person has not read.
pub async fn count_unread(session: &Session, user: Uuid) -> Result<u64, Error> {
    let unread =
        notice::Entity::find().filter(notice::Column::UserId.eq(user)).filter(notice::Column::ReadAt.is_null());
    Ok(unread.count(session).await?)
}

/// The notices of an app in the order they were made: up to `limit` after `after`.
pub async fn list_app_notices(
    session: &Session,
    app: &str,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Notice>, Error> {
    let mut all = notice::Entity::find().filter(notice::Column::App.eq(app));
    if let Some(after) = after {
        all = all.filter(notice::Column::Id.gt(after));
    }
    let page = all.order_by_asc(notice::Column::Id).limit(limit);
    Ok(page.all(session).await?.into_iter().map(Notice::from).collect())
}

/// The notices about these comments.
pub async fn list_notices_about(session: &Session, comments: &[Uuid]) -> Result<Vec<Notice>, Error> {
    let about = notice::Entity::find().filter(notice::Column::Comment.is_in(comments.iter().copied()));
    Ok(about.order_by_asc(notice::Column::Id).all(session).await?.into_iter().map(Notice::from).collect())
}

/// Adds a notice.
pub async fn insert_notice(session: &Session, new: &Notice) -> Result<(), Error> {
    let row = notice::ActiveModel {
        id: Set(new.id),
        user_id: Set(new.user),
        at: Set(new.at.as_microsecond()),
        kind: Set(new.kind.as_str().to_owned()),
        app: Set(new.app.clone()),
        form: Set(new.form.clone()),
        record: Set(new.record),
        comment: Set(new.comment),
        by_user: Set(new.by),
        read_at: Set(new.read_at.map(Timestamp::as_microsecond)),
    };
    notice::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Marks a person's notices read: these, or all of them. How many were not read before.
pub async fn update_notices_read(
    session: &Session,
    user: Uuid,
    ids: Option<&[Uuid]>,
    at: Timestamp,
) -> Result<u64, Error> {
    let change = notice::ActiveModel { read_at: Set(Some(at.as_microsecond())), ..Default::default() };
    let mut some = notice::Entity::update_many()
        .set(change)
        .filter(notice::Column::UserId.eq(user))
        .filter(notice::Column::ReadAt.is_null());
    if let Some(ids) = ids {
        some = some.filter(notice::Column::Id.is_in(ids.iter().copied()));
    }
    Ok(some.exec(session).await?.rows_affected)
}

/// Removes notices made before `then`; how many.
pub async fn delete_notices_before(session: &Session, then: Timestamp) -> Result<u64, Error> {
    let old = notice::Entity::delete_many().filter(notice::Column::At.lt(then.as_microsecond()));
    Ok(old.exec(session).await?.rows_affected)
}

/// Everybody who is told of a comment.
pub async fn list_told_of(session: &Session, comment: Uuid) -> Result<Vec<Uuid>, Error> {
    let about = notice::Entity::find().filter(notice::Column::Comment.eq(comment)).all(session).await?;
    Ok(about.into_iter().map(|m| m.user_id).collect())
}
