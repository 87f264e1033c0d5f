//! What people think of the product, for its administrators.

use engine_base::{Issues, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use storage::system::feedback::{self as stored, Feedback};
use utoipa::ToSchema;

use crate::{
    Actor, Error, Paged, Runtime,
    prose::{MAX_TEXT, check_prose, check_said, cut, page},
};

/// The longest address of a page, in characters.
const MAX_PAGE: usize = 500;

/// What somebody thinks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFeedback {
    /// What.
    #[schema(max_length = 10_000)]
    pub text: String,
    /// Where the person is.
    #[schema(max_length = 500)]
    pub page: Option<String>,
}

/// What somebody thought.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedbackView {
    /// Which.
    pub id: Uuid,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who.
    pub by: Uuid,
    /// What: plain text.
    pub text: String,
    /// Where the person was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl From<Feedback> for FeedbackView {
    fn from(one: Feedback) -> Self {
        FeedbackView { id: one.id, at: one.at, by: one.by, text: one.text, page: one.page }
    }
}

impl Runtime {
    /// Keeps what somebody thinks.
    pub async fn add_feedback(&self, actor: &Actor, new: NewFeedback) -> Result<(), Error> {
        let mut issues: Issues = check_said(&new.text, "/text", MAX_TEXT).into_iter().collect();
        issues.extend(new.page.as_deref().and_then(|page| check_prose(page, "/page", MAX_PAGE)));
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let text = new.text.trim_end().to_owned();
        let feedback = Feedback { id: Uuid::now_v7(), at: self.clock.now(), by: actor.person.id, text, page: new.page };
        self.database.write(async move |s| Ok::<_, Error>(stored::insert_feedback(s, &feedback).await?)).await
    }

    /// What people think, newest first.
    pub async fn feedback(
        &self,
        actor: &Actor,
        limit: Option<u32>,
        cursor: Option<&str>,
    ) -> Result<Paged<FeedbackView>, Error> {
        actor.administrators_only()?;
        let (limit, before) = page(limit, cursor)?;
        let list = async move |s: &storage::Session| Ok::<_, Error>(stored::list_feedback(s, before, limit + 1).await?);
        let (found, next_cursor) = cut(self.database.read(list).await?, limit, |feedback| feedback.id);
        Ok(Paged { items: found.into_iter().map(FeedbackView::from).collect(), next_cursor })
    }
}
