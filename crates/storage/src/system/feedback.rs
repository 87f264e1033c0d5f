//! What people think of the product.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::feedback};

/// What somebody thinks of the product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    /// Which; time-ordered.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Uuid,
    /// What.
    pub text: String,
    /// Where the person was.
    pub page: Option<String>,
}

impl From<feedback::Model> for Feedback {
    fn from(m: feedback::Model) -> Self {
        Feedback { id: m.id, at: moment(m.at), by: m.by_user, text: m.text, page: m.page }
    }
}

/// Feedback, newest first: up to `limit` of what came before `before`.
pub async fn list_feedback(session: &Session, before: Option<Uuid>, limit: u64) -> Result<Vec<Feedback>, Error> {
    let mut all = feedback::Entity::find();
    if let Some(before) = before {
        all = all.filter(feedback::Column::Id.lt(before));
    }
    let page = all.order_by_desc(feedback::Column::Id).limit(limit);
    Ok(page.all(session).await?.into_iter().map(Feedback::from).collect())
}

/// Adds feedback.
pub async fn insert_feedback(session: &Session, new: &Feedback) -> Result<(), Error> {
    let row = feedback::ActiveModel {
        id: Set(new.id),
        at: Set(new.at.as_microsecond()),
        by_user: Set(new.by),
        text: Set(new.text.clone()),
        page: Set(new.page.clone()),
    };
    feedback::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}
