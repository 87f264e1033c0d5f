//! What was deleted and can be restored: whoever deleted it sees it, as far as that person may still delete such records.

mod parcel;
mod restore;

use std::{collections::BTreeMap, sync::Arc};

use app_definition::{AuthorizedQuery, Right, Verb};
use engine_base::{Key, Timestamp, Uuid, Value};
use form_engine::Linked;
use serde::Serialize;
use storage::{
    Session,
    system::trash::{self, TrashQuery, Trashed},
};
use utoipa::ToSchema;

pub use restore::{RestoreRequest, Restored, RestoredRecord};

use super::write::Writer;
use crate::{
    Actor, Error, Paged, PublishedApp, Runtime,
    background::TRASHED,
    prose::{MAX_TEXT, check_prose, page},
};

/// Parts of the trash that one request goes through at most, when much of it is out of reach.
const MAX_PARTS: usize = 20;

/// A record that can be restored.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrashView {
    /// The record.
    pub id: Uuid,
    /// Its form.
    pub form: String,
    /// What it was called; absent when that may not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was deleted.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// By whom; absent when the platform itself did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Uuid>,
    /// Until when it can be restored.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
}

/// What to look for in the trash.
#[derive(Debug, Default)]
pub struct TrashRequest {
    /// Only records of this form.
    pub form: Option<String>,
    /// Only what is called something with this in it.
    pub search: Option<String>,
    /// How many.
    pub limit: Option<u32>,
    /// Where the last part ended.
    pub cursor: Option<String>,
}

/// The forms whose deleted records somebody may restore, each with what that needs.
struct Bins {
    writers: BTreeMap<Key, Writer>,
    /// Only what this person deleted.
    by: Option<Uuid>,
}

impl Runtime {
    /// What `actor` may restore, latest first: what the person deleted, for an administrator what anybody deleted.
    pub async fn trash(&self, actor: &Actor, app: &str, asked: TrashRequest) -> Result<Paged<TrashView>, Error> {
        let bins = self.bins(actor, app, asked.form.as_deref())?;
        let (limit, before) = page(asked.limit, asked.cursor.as_deref())?;
        let search = asked.search.filter(|text| !text.trim().is_empty());
        if let Some(issue) = search.as_deref().and_then(|text| check_prose(text, "/search", MAX_TEXT)) {
            return Err(Error::Request(vec![issue]));
        }
        let mut query = TrashQuery {
            app: app.to_owned(),
            forms: bins.writers.keys().map(Key::to_string).collect(),
            by: bins.by,
            called: search.map(|text| (text.trim().to_owned(), bins.readable_titles())),
            before,
        };
        self.database
            .read(async move |session| {
                let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
                let mut items = Vec::new();
                for _ in 0..MAX_PARTS {
                    let found = trash::list_trash(session, &query, limit + 1).await?;
                    let more = found.len() > wanted;
                    for (index, trashed) in found.iter().take(wanted).enumerate() {
                        query.before = Some(trashed.id);
                        if bins.reaches(session, trashed).await? {
                            items.push(bins.view(trashed));
                        }
                        if items.len() == wanted && (more || index + 1 < found.len()) {
                            return Ok(Paged { items, next_cursor: query.before.map(|id| id.to_string()) });
                        }
                    }
                    if !more {
                        return Ok(Paged { items, next_cursor: None });
                    }
                }
                Ok(Paged { items, next_cursor: query.before.map(|id| id.to_string()) })
            })
            .await
    }

    /// The forms of `app` whose records `actor` may delete; or just `form`, which is refused when it is none of them.
    fn bins(&self, actor: &Actor, app: &str, form: Option<&str>) -> Result<Bins, Error> {
        let published = self.app(app)?;
        let access = published.access(actor)?;
        let queries: Vec<AuthorizedQuery> = match form {
            Some(form) => vec![access.query(form, Verb::Delete)?],
            None => published.app.forms.keys().filter_map(|form| access.query(form, Verb::Delete).ok()).collect(),
        };
        let writer = |query: AuthorizedQuery| (query.form().key.clone(), self.bin(actor, &published, query));
        let by = if actor.person.administrator { None } else { Some(actor.person.id) };
        Ok(Bins { writers: queries.into_iter().map(writer).collect(), by })
    }

    fn bin(&self, actor: &Actor, published: &Arc<PublishedApp>, query: AuthorizedQuery) -> Writer {
        let app = &published.app.key;
        let context = actor.context(app, self.clock.now(), &self.zone);
        let noted = self.events.note(app, &query.form().key, Some(actor.person.id));
        Writer { noted, ..Writer::new(published.clone(), query, context, self.directory.load_full()) }
    }
}

impl Bins {
    /// The fields (`form.field`) that may be read: a title that one of them gave may be searched.
    fn readable_titles(&self) -> Vec<String> {
        let of = |writer: &Writer| {
            let form = &writer.form().key;
            let readable = writer.form().fields.iter().filter(|field| writer.query.right(field.slot) >= Right::Read);
            readable.map(|field| format!("{form}.{}", field.key)).collect::<Vec<_>>()
        };
        self.writers.values().flat_map(of).collect()
    }

    /// Whether the record, as it would come back, lies where the person may delete.
    async fn reaches(&self, session: &Session, trashed: &Trashed) -> Result<bool, Error> {
        let Some(writer) = self.writers.get(trashed.form.as_str()) else { return Ok(false) };
        if writer.query.is_unlimited() {
            return Ok(true);
        }
        let Some(parcel) = trash::find_parcel(session, trashed.id).await? else { return Ok(false) };
        let Ok(record) = parcel::revive(writer.form(), parcel.values, &writer.context) else { return Ok(false) };
        match writer.check_scope(session, &record, &mut Linked::default()).await {
            Ok(()) => Ok(true),
            Err(Error::OutOfScope) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn view(&self, trashed: &Trashed) -> TrashView {
        TrashView {
            id: trashed.record,
            form: trashed.form.clone(),
            title: self.title(trashed),
            at: trashed.at,
            by: trashed.by,
            until: trashed.at.checked_add(TRASHED).unwrap_or(Timestamp::MAX),
        }
    }

    /// What the record was called, by the right to the field that said so.
    fn title(&self, trashed: &Trashed) -> Option<String> {
        let writer = self.writers.get(trashed.form.as_str())?;
        let slot = *writer.form().slots.get(trashed.title_field.as_str())?;
        let title = trashed.title.as_ref()?;
        match writer.query.right(slot) {
            Right::Hidden => None,
            Right::Masked => {
                let masked = writer.form().fields.get(slot)?.masked(&Value::text(title));
                masked.as_text().map(str::to_owned)
            }
            Right::Read | Right::Write => Some(title.clone()),
        }
    }
}
