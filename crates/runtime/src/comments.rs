//! What people write about records. Who may read a record may read and write its comments, and only they may be called.

mod readers;
mod view;

use app_definition::{AuthorizedQuery, Verb};
use engine_base::{Issue, Issues, Uuid};
use expression::Context;
use form_engine::{Record, SystemField};
use serde::Deserialize;
use storage::{
    Session,
    system::{
        comments::{self, Comment, Place},
        files::{self, File},
        notices::{self, Notice, NoticeKind},
    },
};
use utoipa::ToSchema;

pub use view::CommentView;

use crate::{
    Actor, Error, Paged, Runtime,
    events::{Event, Noted},
    prose::{MAX_TEXT, check_prose, check_said, cut, page},
};

/// People and files of one comment at most.
const MAX_NAMED: usize = 50;
/// What the field of a file is called that came with a comment: this and the comment's id. No key of a field begins so.
const FIELD: char = '#';

/// A record by the keys of its app and form.
#[derive(Clone, Copy, Debug)]
pub struct RecordPlace<'a> {
    /// The app.
    pub app: &'a str,
    /// The form.
    pub form: &'a str,
    /// The record.
    pub id: Uuid,
}

/// A comment to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// What it says; may only be empty when files come with it.
    #[schema(max_length = 10_000)]
    pub text: String,
    /// The people whom it calls; each must be able to read the record.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub mentions: Vec<Uuid>,
    /// Files that the caller uploaded.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub files: Vec<Uuid>,
}

/// What to change about a comment; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeComment {
    /// What it says.
    #[schema(max_length = 10_000)]
    pub text: Option<String>,
    /// The people whom it calls. Only those whom it did not call before are told.
    #[schema(max_items = 50)]
    pub mentions: Option<Vec<Uuid>>,
    /// Its files.
    #[schema(max_items = 50)]
    pub files: Option<Vec<Uuid>>,
}

/// What a job on the comments of one record needs.
struct Desk {
    runtime: Runtime,
    actor: Actor,
    query: AuthorizedQuery,
    context: Context,
    id: Uuid,
    noted: Noted,
}

/// Whether a file came with a comment: then whoever reads the record may read it.
pub fn is_of_comment(file: &File) -> bool {
    file.field.as_deref().is_some_and(|field| field.starts_with(FIELD))
}

impl Runtime {
    /// The comments on a record, newest first.
    pub async fn comments(
        &self,
        actor: &Actor,
        place: RecordPlace<'_>,
        limit: Option<u32>,
        cursor: Option<&str>,
    ) -> Result<Paged<CommentView>, Error> {
        let desk = self.desk(actor, place)?;
        let (limit, before) = page(limit, cursor)?;
        self.database
            .read(async move |session| {
                if session.existing(&desk.query, &desk.context, &[desk.id]).await?.is_empty() {
                    return Err(Error::NotFound);
                }
                let found = comments::list_comments(session, desk.place(), before, limit + 1).await?;
                let (found, next_cursor) = cut(found, limit, |comment| comment.id);
                Ok(Paged { items: view::views(session, found).await?, next_cursor })
            })
            .await
    }

    /// Writes a comment, and tells those whom it calls and those whom it concerns.
    pub async fn add_comment(
        &self,
        actor: &Actor,
        place: RecordPlace<'_>,
        new: NewComment,
    ) -> Result<CommentView, Error> {
        let desk = self.desk(actor, place)?;
        let now = self.clock.now();
        self.database
            .write(async move |session| {
                let record = desk.record(session).await?;
                let comment = Comment {
                    id: Uuid::now_v7(),
                    app: desk.place().app.to_owned(),
                    form: desk.place().form.to_owned(),
                    record: desk.id,
                    at: now,
                    by: desk.actor.person.id,
                    text: new.text.trim_end().to_owned(),
                    mentions: once(new.mentions),
                    files: once(new.files),
                    edited_at: None,
                };
                desk.check(session, &comment, None).await?;
                comments::insert_comment(session, &comment).await?;
                desk.attach(session, &comment).await?;
                let mut told = desk.tell_called(session, &comment, &[]).await?;
                told.extend(desk.tell_concerned(session, &comment, &record).await?);
                desk.done(session, told);
                view::view(session, comment).await
            })
            .await
    }

    /// Changes a comment of the caller's own.
    pub async fn change_comment(
        &self,
        actor: &Actor,
        place: RecordPlace<'_>,
        id: Uuid,
        change: ChangeComment,
    ) -> Result<CommentView, Error> {
        let desk = self.desk(actor, place)?;
        let now = self.clock.now();
        self.database
            .write(async move |session| {
                desk.record(session).await?;
                let old = comments::find_comment(session, desk.place(), id).await?.ok_or(Error::NotFound)?;
                if old.by != desk.actor.person.id {
                    return Err(Error::NotOwn);
                }
                let new = Comment {
                    text: change.text.map_or_else(|| old.text.clone(), |text| text.trim_end().to_owned()),
                    mentions: change.mentions.map_or_else(|| old.mentions.clone(), once),
                    files: change.files.map_or_else(|| old.files.clone(), once),
                    edited_at: Some(now),
                    ..old.clone()
                };
                desk.check(session, &new, Some(&old)).await?;
                comments::update_comment(session, &new).await?;
                desk.attach(session, &new).await?;
                let told = desk.tell_called(session, &new, &old.mentions).await?;
                desk.done(session, told);
                view::view(session, new).await
            })
            .await
    }

    /// Removes a comment of the caller's own; administrators any.
    pub async fn remove_comment(&self, actor: &Actor, place: RecordPlace<'_>, id: Uuid) -> Result<(), Error> {
        let desk = self.desk(actor, place)?;
        self.database
            .write(async move |session| {
                desk.record(session).await?;
                let old = comments::find_comment(session, desk.place(), id).await?.ok_or(Error::NotFound)?;
                if old.by != desk.actor.person.id && !desk.actor.person.administrator {
                    return Err(Error::NotOwn);
                }
                let told = notices::list_told_of(session, id).await?;
                desk.attach(session, &Comment { files: Vec::new(), ..old }).await?;
                comments::delete_comment(session, id).await?;
                desk.done(session, told);
                Ok(())
            })
            .await
    }

    fn desk(&self, actor: &Actor, place: RecordPlace<'_>) -> Result<Desk, Error> {
        let (published, query) = self.authorize(actor, place.app, place.form, Verb::Read)?;
        let context = actor.context(place.app, self.clock.now(), &self.zone);
        let noted = self.events.note(&published.app.key, &query.form().key, Some(actor.person.id));
        Ok(Desk { runtime: self.clone(), actor: actor.clone(), query, context, id: place.id, noted })
    }
}

impl Desk {
    fn place(&self) -> Place<'_> {
        Place { app: &self.query.access().app().key, form: &self.query.form().key, record: self.id }
    }

    /// The record, which nobody deletes meanwhile.
    async fn record(&self, session: &Session) -> Result<Record, Error> {
        session.find_record(&self.query, &self.context, self.id).await?.ok_or(Error::NotFound)
    }

    /// A comment says something, calls people who may read the record, and brings files of its writer's own.
    async fn check(&self, session: &Session, new: &Comment, old: Option<&Comment>) -> Result<(), Error> {
        let said = if new.files.is_empty() { check_said } else { check_prose };
        let mut issues: Issues = said(&new.text, "/text", MAX_TEXT).into_iter().collect();
        for (named, path) in [(&new.mentions, "/mentions"), (&new.files, "/files")] {
            if named.len() > MAX_NAMED {
                issues.push(Issue::new("list.too_many").at(path).with("max", MAX_NAMED));
            }
        }
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let (mentioned, attached) = old.map(|old| (old.mentions.as_slice(), old.files.as_slice())).unwrap_or_default();
        let called: Vec<Uuid> = new.mentions.iter().copied().filter(|id| !mentioned.contains(id)).collect();
        let readers = self.readers(session, &called).await?;
        for (index, person) in new.mentions.iter().enumerate().filter(|(_, id)| called.contains(id)) {
            let path = format!("/mentions/{index}");
            if !self.runtime.directory.load().people.contains_key(person) {
                issues.push(Issue::new("person.unknown").at(path));
            } else if !readers.contains(person) {
                issues.push(Issue::new("mention_cannot_read").at(path));
            }
        }
        let brought: Vec<Uuid> = new.files.iter().copied().filter(|id| !attached.contains(id)).collect();
        let found = files::list_files(session, &brought).await?;
        let own = |id: &Uuid| {
            let file = found.iter().find(|file| file.id == *id);
            file.is_some_and(|file| file.record.is_none() && file.created_by == Some(self.actor.person.id))
        };
        for (index, _) in new.files.iter().enumerate().filter(|(_, id)| brought.contains(id) && !own(id)) {
            issues.push(Issue::new("reference.not_found").at(format!("/files/{index}")));
        }
        if issues.is_empty() { Ok(()) } else { Err(Error::Issues(issues)) }
    }

    async fn attach(&self, session: &Session, comment: &Comment) -> Result<(), Error> {
        let Place { app, form, record } = self.place();
        let field = format!("{FIELD}{}", comment.id);
        Ok(files::attach_files(session, app, form, record, &field, &comment.files).await?)
    }

    /// Tells those whom the comment calls and did not call before.
    async fn tell_called(&self, session: &Session, comment: &Comment, before: &[Uuid]) -> Result<Vec<Uuid>, Error> {
        let called = comment.mentions.iter().copied();
        let people: Vec<Uuid> = called.filter(|id| *id != comment.by && !before.contains(id)).collect();
        self.notify(session, comment, NoticeKind::Mention, &people).await?;
        Ok(people)
    }

    /// Tells the owner of the record and those who wrote about it before, as far as they may read it still.
    async fn tell_concerned(&self, session: &Session, comment: &Comment, record: &Record) -> Result<Vec<Uuid>, Error> {
        let mut people = comments::list_commenters(session, self.place()).await?;
        people.extend(record.get(SystemField::Owner.slot()).as_id());
        let mut people = once(people);
        people.retain(|id| *id != comment.by && !comment.mentions.contains(id));
        let readers = self.readers(session, &people).await?;
        people.retain(|id| readers.contains(id));
        self.notify(session, comment, NoticeKind::Comment, &people).await?;
        Ok(people)
    }

    async fn notify(
        &self,
        session: &Session,
        comment: &Comment,
        kind: NoticeKind,
        people: &[Uuid],
    ) -> Result<(), Error> {
        for person in people {
            let notice = Notice {
                id: Uuid::now_v7(),
                user: *person,
                at: comment.edited_at.unwrap_or(comment.at),
                kind,
                app: comment.app.clone(),
                form: comment.form.clone(),
                record: comment.record,
                comment: comment.id,
                by: comment.by,
                read_at: None,
            };
            notices::insert_notice(session, &notice).await?;
        }
        Ok(())
    }

    /// Tells whoever looks at the record, and `people`, once the job is committed.
    fn done(&self, session: &Session, people: Vec<Uuid>) {
        self.noted.add(session, Some(self.id), None);
        if !people.is_empty() {
            let hub = self.runtime.events.clone();
            session.after_commit(move || hub.tell(|| Event::Notices { people }));
        }
    }
}

/// Each id once, in the order of the first.
fn once(ids: Vec<Uuid>) -> Vec<Uuid> {
    let mut seen = std::collections::HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}
