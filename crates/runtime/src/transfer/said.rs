//! What people said to each other and what they deleted in a backup: comments with their notices, announcements, feedback,
//! the trash.

use std::io::{Read, Seek, Write};

use engine_base::{Key, Uuid};
use serde::{Serialize, de::DeserializeOwned};
use storage::{
    Session,
    system::{
        announcements::{self, Announcement},
        comments::{self, Comment},
        feedback::{self, Feedback},
        notices::{self, Notice},
        trash::{self, Parcel, Trashed},
    },
};

use super::{Backup, Lines, TOGETHER};
use crate::Error;

/// Writes the comments on records of an app, and the notices about them; how many comments.
pub(super) async fn app_comments<W: Write + Seek>(
    session: &Session,
    app: &Key,
    zip: &mut Lines<W>,
) -> Result<u64, Error> {
    let page = async |after| Ok(comments::list_app_comments(session, app, after, u64::from(TOGETHER)).await?);
    let count = all(zip, &format!("comments/{app}.jsonl"), page, |comment: &Comment| comment.id).await?;
    let page = async |after| Ok(notices::list_app_notices(session, app, after, u64::from(TOGETHER)).await?);
    all(zip, &format!("notices/{app}.jsonl"), page, |notice: &Notice| notice.id).await?;
    Ok(count)
}

/// Writes what is in the trash of an app.
pub(super) async fn app_trash<W: Write + Seek>(session: &Session, app: &Key, zip: &mut Lines<W>) -> Result<(), Error> {
    let page = async |after| Ok(trash::list_app_trash(session, app, after, u64::from(TOGETHER)).await?);
    all(zip, &format!("trash/{app}.jsonl"), page, |(trashed, _): &(Trashed, Parcel)| trashed.id).await?;
    Ok(())
}

/// Writes announcements and feedback.
pub(super) async fn write<W: Write + Seek>(session: &Session, zip: &mut Lines<W>) -> Result<(), Error> {
    zip.lines("announcements.jsonl", &announcements::list_announcements(session).await?)?;
    // Newest first, here as everywhere.
    let page = async |before| Ok(feedback::list_feedback(session, before, u64::from(TOGETHER)).await?);
    all(zip, "feedback.jsonl", page, |feedback: &Feedback| feedback.id).await?;
    Ok(())
}

/// Writes everything that `page` gives beyond an id, page by page; how much.
async fn all<W: Write + Seek, T: Serialize>(
    zip: &mut Lines<W>,
    name: &str,
    page: impl AsyncFn(Option<Uuid>) -> Result<Vec<T>, Error>,
    id: impl Fn(&T) -> Uuid,
) -> Result<u64, Error> {
    zip.start(name)?;
    let (mut count, mut after) = (0, None);
    loop {
        let items = page(after).await?;
        let Some(last) = items.last() else { return Ok(count) };
        after = Some(id(last));
        for item in &items {
            zip.line(&serde_json::to_vec(item).map_err(std::io::Error::other)?)?;
        }
        count += items.len() as u64;
    }
}

impl<R: Read + Seek> Backup<R> {
    /// Puts the comments of an app back, and the notices about them; how many comments.
    pub(super) async fn restore_comments(&mut self, session: &Session, app: &str) -> Result<u64, Error> {
        let written: Vec<Comment> = self.if_there(&format!("comments/{app}.jsonl"))?;
        for comment in &written {
            comments::insert_comment(session, comment).await?;
        }
        for notice in self.if_there::<Notice>(&format!("notices/{app}.jsonl"))? {
            notices::insert_notice(session, &notice).await?;
        }
        Ok(written.len() as u64)
    }

    /// Puts what was in the trash of an app back there.
    pub(super) async fn restore_trash(&mut self, session: &Session, app: &str) -> Result<(), Error> {
        for (trashed, parcel) in self.if_there::<(Trashed, Parcel)>(&format!("trash/{app}.jsonl"))? {
            trash::insert_trashed(session, &trashed, &parcel).await?;
        }
        Ok(())
    }

    /// Puts announcements and feedback back.
    pub(super) async fn restore_said(&mut self, session: &Session) -> Result<(), Error> {
        for announcement in self.if_there::<Announcement>("announcements.jsonl")? {
            announcements::insert_announcement(session, &announcement).await?;
        }
        for feedback in self.if_there::<Feedback>("feedback.jsonl")? {
            feedback::insert_feedback(session, &feedback).await?;
        }
        Ok(())
    }

    /// The lines of a file that backups of earlier versions do not have.
    fn if_there<T: DeserializeOwned>(&mut self, name: &str) -> Result<Vec<T>, Error> {
        if self.zip.index_for_name(name).is_some() { self.lines(name) } else { Ok(Vec::new()) }
    }
}
