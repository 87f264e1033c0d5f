//! The one way in which records are written: authorize, read, fill, validate, store with history, answer.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, LazyLock, Mutex},
};

use app_definition::{AuthorizedQuery, CompiledApp, Right, Verb};
use engine_base::{DataType, Issue, Issues, Key, Uuid, Value};
use expression::Context;
use form_engine::{
    CompiledField, CompiledForm, Draft, FILE_FORM, FillEnv, Filled, Linked, Missing, Purpose, Record, Rights, Source,
    SystemField, fill, meets, read, validate,
};
use serde_json::Value as Json;
use storage::{
    Select, Session,
    system::{
        files,
        history::{HistoryAction, HistoryEntry},
        trash::Emptied,
    },
};

use super::{
    Written,
    once::{Kept, Once},
};
use crate::{
    Actor, Directory, Error, PublishedApp, Runtime,
    events::Noted,
    record_schemas::in_words,
    records::history::changes_json,
    secret::{hash_bytes, hex},
};

/// Rounds of loading linked records before a form is taken to ask in circles.
const MAX_ROUNDS: usize = 8;

/// What a write needs to know, gathered before the transaction begins.
pub struct Writer {
    /// The app in use.
    pub published: Arc<PublishedApp>,
    /// What the person may do.
    pub query: AuthorizedQuery,
    /// What the person may see, to answer with; absent when nothing.
    pub sight: Option<AuthorizedQuery>,
    /// Time and person.
    pub context: Context,
    /// People and departments.
    pub directory: Arc<Directory>,
    /// Link targets that were looked up together and may be linked.
    pub linkable: Mutex<HashSet<Uuid>>,
    /// Where the records that are changed are noted.
    pub noted: Noted,
}

impl Runtime {
    /// Everything a write of `form` needs.
    pub(super) fn writer(&self, actor: &Actor, app: &str, form: &str, verb: Verb) -> Result<Writer, Error> {
        let (published, query) = self.authorize(actor, app, form, verb)?;
        let context = actor.context(app, self.clock.now(), &self.zone);
        let noted = self.events.note(&published.app.key, &query.form().key, Some(actor.person.id));
        Ok(Writer { noted, ..Writer::new(published, query, context, self.directory.load_full()) })
    }

    /// A new record.
    pub async fn create(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        body: Json,
        once: Option<String>,
    ) -> Result<Written, Error> {
        let writer = self.writer(actor, app, form, Verb::Create)?;
        let once = once.map(|key| Once::new(actor, key, format!("create {app}/{form}"), &body, self.clock.now()));
        let (draft, issues) = writer.read(&body, Purpose::Create);
        self.database
            .write(async move |session| {
                if let Some(once) = &once
                    && let Some(answered) = once.find(session).await?
                {
                    return Ok(answered.read::<Kept>()?.into_written());
                }
                let record = writer.create(session, &draft, issues).await?;
                let written = writer.answer(session, &record).await?;
                if let Some(once) = &once {
                    once.keep(session, 201, &Kept::of(&written)).await?;
                }
                Ok(written)
            })
            .await
    }

    /// Changes fields of a record; `version` is the one the change was made from.
    pub async fn update(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        id: Uuid,
        body: Json,
        version: Option<i64>,
    ) -> Result<Written, Error> {
        let writer = self.writer(actor, app, form, Verb::Update)?;
        let (draft, issues) = writer.read(&body, Purpose::Update);
        self.database
            .write(async move |session| {
                let record = writer.update(session, id, &draft, issues, version).await?;
                writer.answer(session, &record).await
            })
            .await
    }

    /// Deletes a record.
    pub async fn delete(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        id: Uuid,
        version: Option<i64>,
    ) -> Result<(), Error> {
        let writer = self.writer(actor, app, form, Verb::Delete)?;
        self.database.write(async move |session| writer.delete(session, id, version).await).await
    }

    /// What a new record would become, and what is wrong with it, without storing it.
    pub async fn preview(&self, actor: &Actor, app: &str, form: &str, body: Json) -> Result<Vec<u8>, Error> {
        let writer = self.writer(actor, app, form, Verb::Create)?;
        let (draft, mut issues) = writer.read(&body, Purpose::Create);
        let locale = actor.locale;
        self.database
            .read(async move |session| {
                let env = FillEnv { preview: true, ..writer.env(&NOTHING, None) };
                let (filled, linked) = writer.fill(session, &draft, None, env).await?;
                issues.extend(validate(writer.form(), &filled, None, &FillEnv { linked: &linked, ..env }));
                let mut out = b"{\"record\":".to_vec();
                storage::write_record(
                    writer.sight.as_ref().unwrap_or(&writer.query),
                    &filled.record,
                    &Select::default(),
                    &mut out,
                );
                out.extend_from_slice(b",\"issues\":");
                let views: Vec<_> = in_words(issues).iter().map(|issue| crate::IssueView::new(issue, locale)).collect();
                serde_json::to_writer(&mut out, &views).map_err(std::io::Error::other)?;
                out.push(b'}');
                Ok(out)
            })
            .await
    }
}

impl Writer {
    /// A writer of the records that `query` gives access to.
    pub fn new(
        published: Arc<PublishedApp>,
        query: AuthorizedQuery,
        context: Context,
        directory: Arc<Directory>,
    ) -> Writer {
        let sight = query.access().query(&query.form().key, Verb::Read).ok();
        Writer { published, query, sight, context, directory, linkable: Mutex::default(), noted: Noted::default() }
    }

    /// The form.
    pub fn form(&self) -> &CompiledForm {
        self.query.form()
    }

    /// The app.
    pub fn app(&self) -> &Arc<CompiledApp> {
        &self.published.app
    }

    /// Reads what was sent. It asks nothing of the database, so that it is done before a transaction begins: others wait for that.
    pub fn read(&self, body: &Json, purpose: Purpose) -> (Draft, Issues) {
        let (draft, mut issues) = read(self.form(), body, purpose, &WriteRights(&self.query));
        if issues.is_empty() {
            issues = self.published.schemas.check(self.form(), body, purpose);
        }
        (draft, issues)
    }

    /// What engines may know.
    pub fn env<'a>(&'a self, linked: &'a Linked, id: Option<Uuid>) -> FillEnv<'a> {
        FillEnv { context: &self.context, linked, departments: &*self.directory, id, preview: false }
    }

    /// Computes what follows from a draft, loading the linked records that it asks for.
    pub async fn fill(
        &self,
        session: &Session,
        draft: &Draft,
        old: Option<&Record>,
        env: FillEnv<'_>,
    ) -> Result<(Filled, Linked), Error> {
        let mut linked = Linked::default();
        for _ in 0..MAX_ROUNDS {
            let mut filled = fill(self.form(), draft, old, &FillEnv { linked: &linked, ..env });
            if filled.missing.is_empty() {
                return Ok((filled, linked));
            }
            if env.preview {
                self.hide_unseen(session, &mut linked, &mut filled.missing).await?;
            }
            self.load(session, &mut linked, &filled.missing).await?;
        }
        Err(Error::conflict(Issue::new("form.links_too_deep")))
    }

    /// A trial record may name anything: of records out of the person's sight it learns nothing.
    async fn hide_unseen(
        &self,
        session: &Session,
        linked: &mut Linked,
        missing: &mut Vec<Missing>,
    ) -> Result<(), Error> {
        let mut seen = Vec::with_capacity(missing.len());
        for one in missing.drain(..) {
            let visible = match (self.app().forms.contains_key(&one.form), self.query.linked(&one.form)) {
                (true, Some(sight)) => !session.existing(&sight, &self.context, &[one.id]).await?.is_empty(),
                (true, None) => false,
                (false, _) => true,
            };
            if visible {
                seen.push(one);
            } else {
                linked.insert(one.form, one.id, None);
            }
        }
        *missing = seen;
        Ok(())
    }

    /// Loads records of other forms, people, departments and files that formulas look at.
    async fn load(&self, session: &Session, linked: &mut Linked, missing: &[Missing]) -> Result<(), Error> {
        for Missing { form, id } in missing {
            let record = match self.app().forms.get(form) {
                Some(target) => session.get_record(self.app(), target, &self.context, *id).await?,
                None if form == FILE_FORM => files::find_file(session, *id).await?.as_ref().map(file_record),
                None => self.directory.values(form, *id).map(|values| Record { values }),
            };
            linked.insert(form.clone(), *id, record);
        }
        Ok(())
    }

    /// Stores a new record.
    pub async fn create(&self, session: &Session, draft: &Draft, issues: Issues) -> Result<Record, Error> {
        let record = self.prepare(session, draft, issues).await?;
        let entry = self.entry(&record, HistoryAction::Create, None);
        session.insert_record(self.app(), self.form(), &record, &entry).await.map_err(raced)?;
        self.attach_files(session, None, &record).await?;
        self.noted.add(session, record.id(), None);
        Ok(record)
    }

    /// A new record, complete and right, but not stored yet.
    pub async fn prepare(&self, session: &Session, draft: &Draft, issues: Issues) -> Result<Record, Error> {
        let id = Uuid::now_v7();
        let (filled, linked) = self.judge(session, draft, issues, id).await?;
        self.number(session, filled, draft, self.env(&linked, Some(id))).await
    }

    /// A new record, right but without its serial numbers, and the records that it looks at.
    pub async fn judge(
        &self,
        session: &Session,
        draft: &Draft,
        mut issues: Issues,
        id: Uuid,
    ) -> Result<(Filled, Linked), Error> {
        let form = self.form();
        let env = self.env(&NOTHING, Some(id));
        let (filled, mut linked) = self.fill(session, draft, None, env).await?;
        issues.extend(validate(form, &filled, None, &FillEnv { linked: &linked, ..env }));
        self.check_references(session, &filled.record, None, &mut issues).await?;
        self.check_unique(session, &filled.record, None, &mut issues).await?;
        if !issues.is_empty() {
            return Err(Error::Issues(in_words(issues)));
        }
        self.check_scope(session, &filled.record, &mut linked).await?;
        Ok((filled, linked))
    }

    /// Stores a change.
    pub async fn update(
        &self,
        session: &Session,
        id: Uuid,
        draft: &Draft,
        mut issues: Issues,
        version: Option<i64>,
    ) -> Result<Record, Error> {
        let form = self.form();
        let old = self.find(session, id, version).await?;
        let env = self.env(&NOTHING, Some(id));
        let (filled, mut linked) = self.fill(session, draft, Some(&old), env).await?;
        issues.extend(validate(form, &filled, Some(&old), &FillEnv { linked: &linked, ..env }));
        self.check_references(session, &filled.record, Some(&old), &mut issues).await?;
        self.check_unique(session, &filled.record, Some(id), &mut issues).await?;
        if !issues.is_empty() {
            return Err(Error::Issues(in_words(issues)));
        }
        let changed: Vec<usize> =
            filled.changed.iter().filter(|slot| form.fields.get(*slot).is_some_and(|f| f.is_stored())).collect();
        if changed.is_empty() {
            return Ok(old);
        }
        let record = filled.record;
        self.check_scope(session, &record, &mut linked).await?;
        let entry = self.entry(&record, HistoryAction::Update, Some(changes_json(form, &old, &record, &changed)));
        session.update_record(self.app(), form, &old, &record, &changed, &entry).await.map_err(raced)?;
        self.attach_files(session, Some(&old), &record).await?;
        self.noted.add(session, Some(id), Some(old));
        Ok(record)
    }

    /// Deletes a record.
    pub async fn delete(&self, session: &Session, id: Uuid, version: Option<i64>) -> Result<(), Error> {
        let form = self.form();
        let old = self.find(session, id, version).await?;
        let filled: Vec<usize> = form
            .fields
            .iter()
            .filter(|field| field.is_stored() && field.source != Source::System && !old.get(field.slot).is_empty())
            .map(|field| field.slot)
            .collect();
        let mut gone = Record::empty(form);
        gone.set(SystemField::Id.slot(), Value::Id(id));
        gone.set(SystemField::Version.slot(), Value::Number((version_of(&old) + 1).into()));
        let entry = self.entry(&gone, HistoryAction::Delete, Some(changes_json(form, &old, &gone, &filled)));
        let keepsake = self.keepsake(session, &old).await?;
        match session.delete_record(self.app(), form, &old, &entry, keepsake).await {
            Err(storage::Error::Constraint { kind: storage::Constraint::ForeignKey, .. }) => {
                let linking = session.linking_forms(self.app(), form, id).await?;
                let names: Vec<Json> = linking.iter().map(|key| Json::from(key.as_str())).collect();
                Err(Error::conflict(Issue::new("record.still_linked").with("forms", Json::Array(names))))
            }
            done => {
                let emptied = done?;
                self.noted.add(session, Some(id), Some(old));
                self.note_linking(session, &emptied);
                Ok(())
            }
        }
    }

    /// Notes the records whose links to a record became empty, or are set again.
    pub(super) fn note_linking(&self, session: &Session, links: &[Emptied]) {
        let mut noted: BTreeMap<&Key, Noted> = BTreeMap::new();
        for link in links {
            let Some((form, _)) = self.app().forms.get_key_value(link.form.as_str()) else { continue };
            noted.entry(form).or_insert_with(|| self.noted.of(form)).add(session, Some(link.record), None);
        }
    }

    async fn find(&self, session: &Session, id: Uuid, version: Option<i64>) -> Result<Record, Error> {
        let old = session.find_record(&self.query, &self.context, id).await?.ok_or(Error::NotFound)?;
        let current = version_of(&old);
        if version.is_some_and(|version| version != current) { Err(Error::Changed { current }) } else { Ok(old) }
    }

    /// The record's JSON for the person who wrote it.
    pub async fn answer(&self, session: &Session, record: &Record) -> Result<Written, Error> {
        let (id, version) = (record.id().unwrap_or_default(), version_of(record));
        let mut body = Vec::with_capacity(1024);
        let select = Select::default();
        match &self.sight {
            // May write and not see: only told what was written.
            None => body = format!("{{\"id\":\"{id}\",\"version\":{version}}}").into_bytes(),
            Some(sight) if storage::can_write_record(sight) => storage::write_record(sight, record, &select, &mut body),
            Some(sight) => {
                if session.read_json(sight, &self.context, id, &select, &mut body).await?.is_none() {
                    body = format!("{{\"id\":\"{id}\",\"version\":{version}}}").into_bytes();
                }
            }
        }
        Ok(Written { id, version, body, cacheable: false })
    }

    pub(super) fn entry(&self, record: &Record, action: HistoryAction, changes: Option<String>) -> HistoryEntry {
        // A sample brings its own date and author.
        let (mut at, mut by) = (self.context.now, self.context.me.id);
        if action == HistoryAction::Create {
            if let Value::Timestamp(created_at) = record.get(SystemField::CreatedAt.slot()) {
                at = *created_at;
            }
            by = record.get(SystemField::CreatedBy.slot()).as_id().unwrap_or(by);
        }
        HistoryEntry {
            id: Uuid::now_v7(),
            app: self.app().key.to_string(),
            form: self.form().key.to_string(),
            record: record.id().unwrap_or_default(),
            version: version_of(record),
            at,
            by: Some(by),
            action,
            changes,
        }
    }

    /// The record as it will be must lie where the person may write.
    pub(super) async fn check_scope(
        &self,
        session: &Session,
        record: &Record,
        linked: &mut Linked,
    ) -> Result<(), Error> {
        if self.query.is_unlimited() {
            return Ok(());
        }
        for _ in 0..MAX_ROUNDS {
            let (met, missing) = meets(self.query.scope(), record, &self.env(linked, None));
            if missing.is_empty() {
                return if met { Ok(()) } else { Err(Error::OutOfScope) };
            }
            self.load(session, linked, &missing).await?;
        }
        Err(Error::OutOfScope)
    }

    /// Gives serial numbers, and computes again what is made from them. Numbers count in the period of creation.
    async fn number(
        &self,
        session: &Session,
        filled: Filled,
        draft: &Draft,
        env: FillEnv<'_>,
    ) -> Result<Record, Error> {
        let form = self.form();
        let unnumbered = |field: &&CompiledField| field.serial.is_some() && filled.record.get(field.slot).is_empty();
        let mut numbered = None;
        for field in form.fields.iter().filter(unnumbered) {
            let Some(pattern) = &field.serial else { continue };
            let date = match filled.record.get(SystemField::CreatedAt.slot()) {
                Value::Timestamp(created_at) => self.context.zone.to_datetime(*created_at).date(),
                _ => self.context.today,
            };
            let number = session.next_serial(&self.app().key, &form.key, &field.key, &pattern.period(date), 1).await?;
            let text = pattern.text(date, u64::try_from(number).unwrap_or(0));
            numbered.get_or_insert_with(|| draft.clone()).set(field.slot, Value::text(text));
        }
        Ok(match numbered {
            Some(numbered) => fill(form, &numbered, None, &env).record,
            None => filled.record,
        })
    }

    pub(super) async fn attach_files(
        &self,
        session: &Session,
        old: Option<&Record>,
        record: &Record,
    ) -> Result<(), Error> {
        for field in self.form().fields.iter().filter(|field| field.ty == DataType::Files) {
            let now = record.get(field.slot);
            if old.is_none_or(|old| old.get(field.slot) != now) && (old.is_some() || !now.is_empty()) {
                let ids: Vec<Uuid> = now.items().iter().filter_map(Value::as_id).collect();
                let id = record.id().unwrap_or_default();
                files::attach_files(session, &self.app().key, &self.form().key, id, &field.key, &ids).await?;
            }
        }
        Ok(())
    }

    /// What may stand only once must not stand already.
    async fn check_unique(
        &self,
        session: &Session,
        record: &Record,
        except: Option<Uuid>,
        issues: &mut Issues,
    ) -> Result<(), Error> {
        let form = self.form();
        if form.unique.is_empty() {
            return Ok(());
        }
        for index in session.find_taken(&self.app().key, form, record, except).await? {
            issues.extend(taken_issue(form, index));
        }
        Ok(())
    }
}

/// Nothing is linked before anything was loaded.
static NOTHING: LazyLock<Linked> = LazyLock::new(Linked::default);

/// A file in the slot order of the built-in form `file` (id name size type).
fn file_record(file: &files::File) -> Record {
    Record {
        values: vec![
            Value::Id(file.id),
            Value::text(&file.name),
            Value::Number(file.size.into()),
            Value::text(&file.media_type),
        ],
    }
}

/// The rights of a query as the form engine asks for them.
struct WriteRights<'a>(&'a AuthorizedQuery);

impl Rights for WriteRights<'_> {
    fn may_write(&self, slot: usize) -> bool {
        self.0.right(slot) == Right::Write
    }

    fn may_see(&self, slot: usize) -> bool {
        self.0.right(slot) > Right::Hidden
    }

    fn may_write_row(&self, slot: usize, row_slot: usize) -> bool {
        self.0.row_right(slot, row_slot) == Right::Write
    }

    fn may_see_row(&self, slot: usize, row_slot: usize) -> bool {
        self.0.row_right(slot, row_slot) > Right::Hidden
    }
}

/// The issue that the unique key `index` of a form is taken.
pub fn taken_issue(form: &CompiledForm, index: usize) -> Option<Issue> {
    let unique = form.unique.get(index)?;
    let field = form.fields.get(*unique.slots.first()?)?;
    let issue = Issue::new("unique.taken").at(Issue::join("", &field.key));
    Some(match &unique.message {
        Some(message) => issue.saying(message.clone()),
        None => issue,
    })
}

/// Somebody was quicker between our look and our write: the schema's promise says so.
pub(super) fn raced(error: storage::Error) -> Error {
    match &error {
        storage::Error::Constraint { kind: storage::Constraint::Unique, .. } => {
            Error::Issues(vec![Issue::new("unique.taken")])
        }
        storage::Error::Constraint { kind: storage::Constraint::ForeignKey, .. } => {
            Error::Issues(vec![Issue::new("reference.not_found")])
        }
        _ => error.into(),
    }
}

/// The version of a record.
pub fn version_of(record: &Record) -> i64 {
    use engine_base::to_scaled;
    record.get(SystemField::Version.slot()).as_number().and_then(|n| to_scaled(n, 0)).unwrap_or(0)
}

/// The hash of a body, for requests that are sent twice.
pub fn body_hash(body: &[u8]) -> String {
    hex(&hash_bytes(body))
}
