//! What a person is to look at. A notice says what its reader may see of the record now, not what could be seen once.

use std::collections::{HashMap, hash_map::Entry};

use app_definition::{Right, Verb};
use engine_base::{Issue, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use storage::{
    Select, Session,
    system::{
        comments::{self, Comment},
        notices::{self, Notice},
    },
};
use utoipa::ToSchema;

use crate::{
    Actor, Error, Runtime,
    events::Event,
    prose::{cut, page},
};

/// Characters of a comment that a notice shows.
const EXCERPT: usize = 300;
/// Notices marked read by their ids at most.
const MAX_READ: usize = 1000;

/// Why somebody is to look.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A comment calls the person.
    Mention,
    /// There is a comment on a record that the person owns or wrote about.
    Comment,
}

/// Something to look at.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// Which.
    pub id: Uuid,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Why.
    pub kind: NoticeKind,
    /// The app.
    pub app: String,
    /// The form.
    pub form: String,
    /// The record.
    pub record: Uuid,
    /// The record's title; absent when it may not be read any more, or has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote the comment.
    pub by: Uuid,
    /// The beginning of the comment; absent when the record may not be read any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether it was read.
    pub read: bool,
}

/// Some of what there is to look at.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notices {
    /// Newest first.
    pub items: Vec<NoticeView>,
    /// How many are unread, of all.
    pub unread: u64,
    /// Where the next part begins; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// Which notices were read: exactly one of the two.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NoticesRead {
    /// These.
    #[schema(max_items = 1000)]
    pub ids: Option<Vec<Uuid>>,
    /// `true`: all.
    pub all: Option<bool>,
}

/// What a person may see of a record; `None` when nothing.
type Title = Option<Option<String>>;

impl Runtime {
    /// What `actor` is to look at, newest first.
    pub async fn notices(
        &self,
        actor: &Actor,
        unread_only: bool,
        limit: Option<u32>,
        cursor: Option<&str>,
    ) -> Result<Notices, Error> {
        let (limit, before) = page(limit, cursor)?;
        let (runtime, actor) = (self.clone(), actor.clone());
        self.database
            .read(async move |session| {
                let person = actor.person.id;
                let found = notices::list_notices(session, person, unread_only, before, limit + 1).await?;
                let (found, next_cursor) = cut(found, limit, |notice| notice.id);
                let ids: Vec<Uuid> = found.iter().map(|notice| notice.comment).collect();
                let said = comments::list_comments_by_id(session, &ids).await?;
                let said: HashMap<Uuid, &Comment> = said.iter().map(|comment| (comment.id, comment)).collect();
                let mut titles: HashMap<(String, String, Uuid), Title> = HashMap::new();
                let mut items = Vec::with_capacity(found.len());
                for notice in found {
                    let key = (notice.app.clone(), notice.form.clone(), notice.record);
                    let title = match titles.entry(key) {
                        Entry::Occupied(known) => known.get().clone(),
                        Entry::Vacant(place) => place.insert(runtime.title(session, &actor, &notice).await?).clone(),
                    };
                    items.push(view(&notice, title, said.get(&notice.comment).copied()));
                }
                Ok(Notices { items, unread: notices::count_unread(session, person).await?, next_cursor })
            })
            .await
    }

    /// Marks notices of `actor` read.
    pub async fn read_notices(&self, actor: &Actor, read: NoticesRead) -> Result<(), Error> {
        let ids = match (read.ids, read.all) {
            (Some(ids), None | Some(false)) if ids.len() <= MAX_READ => Some(ids),
            (None, Some(true)) => None,
            (Some(_), None | Some(false)) => {
                return Err(Error::Request(vec![Issue::new("list.too_many").at("/ids").with("max", MAX_READ)]));
            }
            _ => return Err(Error::Request(vec![Issue::new("notices.which")])),
        };
        let (now, person, hub) = (self.clock.now(), actor.person.id, self.events.clone());
        self.database
            .write(async move |session| {
                if notices::update_notices_read(session, person, ids.as_deref(), now).await? > 0 {
                    session.after_commit(move || hub.tell(|| Event::Notices { people: vec![person] }));
                }
                Ok(())
            })
            .await
    }

    /// How many notices a person has not read.
    pub(crate) async fn unread(&self, person: Uuid) -> Result<u64, Error> {
        self.database.read_now(async move |session| Ok::<_, Error>(notices::count_unread(session, person).await?)).await
    }

    /// The title of the record of `notice` as `actor` may see it.
    async fn title(&self, session: &Session, actor: &Actor, notice: &Notice) -> Result<Title, Error> {
        let Ok((_, query)) = self.authorize(actor, &notice.app, &notice.form, Verb::Read) else { return Ok(None) };
        let slot = query.form().title;
        let shown = query.right(slot) > Right::Hidden;
        let select = Select { fields: Some(if shown { vec![slot] } else { Vec::new() }), expand: Vec::new() };
        let context = actor.context(&notice.app, self.clock.now(), &self.zone);
        let mut body = Vec::new();
        if session.read_json(&query, &context, notice.record, &select, &mut body).await?.is_none() {
            return Ok(None);
        }
        let record: serde_json::Value = serde_json::from_slice(&body).map_err(std::io::Error::other)?;
        let key = query.form().fields.get(slot).filter(|_| shown).map(|field| field.key.as_str());
        Ok(Some(key.and_then(|key| record.get(key)?.as_str().map(str::to_owned))))
    }
}

fn view(notice: &Notice, title: Title, comment: Option<&Comment>) -> NoticeView {
    let text = comment.filter(|_| title.is_some()).map(|comment| comment.text.chars().take(EXCERPT).collect());
    NoticeView {
        id: notice.id,
        at: notice.at,
        kind: match notice.kind {
            notices::NoticeKind::Mention => NoticeKind::Mention,
            notices::NoticeKind::Comment => NoticeKind::Comment,
        },
        app: notice.app.clone(),
        form: notice.form.clone(),
        record: notice.record,
        title: title.flatten(),
        by: notice.by,
        text,
        read: notice.read_at.is_some(),
    }
}
