//! Comments as they are answered, with what is known of their files.

use std::collections::HashMap;

use engine_base::{Timestamp, Uuid};
use serde::Serialize;
use storage::{
    Session,
    system::{comments::Comment, files},
};
use utoipa::ToSchema;

use crate::{Error, FileView};

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentView {
    /// Which.
    pub id: Uuid,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// By whom.
    pub by: Uuid,
    /// What it says: plain text.
    pub text: String,
    /// The people whom it calls.
    pub mentions: Vec<Uuid>,
    /// Its files.
    pub files: Vec<FileView>,
    /// When it was last changed; absent when it never was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub edited_at: Option<Timestamp>,
}

/// Comments with their files, which are asked for together.
pub(super) async fn views(session: &Session, comments: Vec<Comment>) -> Result<Vec<CommentView>, Error> {
    let ids: Vec<Uuid> = comments.iter().flat_map(|comment| comment.files.iter().copied()).collect();
    let found = if ids.is_empty() { Vec::new() } else { files::list_files(session, &ids).await? };
    let known: HashMap<Uuid, &files::File> = found.iter().map(|file| (file.id, file)).collect();
    let view = |comment: Comment| CommentView {
        files: comment.files.iter().filter_map(|id| known.get(id).map(|file| FileView::from(*file))).collect(),
        id: comment.id,
        at: comment.at,
        by: comment.by,
        text: comment.text,
        mentions: comment.mentions,
        edited_at: comment.edited_at,
    };
    Ok(comments.into_iter().map(view).collect())
}

/// One comment with its files.
pub(super) async fn view(session: &Session, comment: Comment) -> Result<CommentView, Error> {
    views(session, vec![comment]).await?.pop().ok_or(Error::NotFound)
}
