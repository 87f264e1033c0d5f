//! Everything in one file: backups of the whole installation, and apps with their records.
//!
//! A backup is a zip of JSON lines, the same for both databases, so that it also carries an installation from one to the other.

mod said;

use std::{
    collections::BTreeMap,
    io::{Read, Seek, Write},
};

use app_definition::{CompiledApp, Verb};
use engine_base::{Issue, Key, Uuid, Value};
use expression::{Context, Me};
use form_engine::{
    AllRights, CompiledForm, FillEnv, Linked, NoDepartments, Purpose, Record, Source, SystemField, fill, read,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;
use storage::{
    ListQuery, Select, Session,
    system::{apps, counters, files, history, logins, people, preferences, saved_views, settings},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    Error, PublishedApp, Runtime,
    records::{references::check_links, version_from},
};

/// Records read or stored in one step.
const TOGETHER: u32 = 500;
/// The version of the format.
const FORMAT: u32 = 1;

/// How much was carried.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Records of all forms.
    pub records: u64,
    /// Entries of their histories.
    pub history: u64,
    /// Comments.
    pub comments: u64,
    /// Uploaded files.
    pub files: u64,
}

impl Runtime {
    /// Writes everything but sessions, as it stands at one moment, while others go on working.
    pub async fn backup<W: Write + Seek + Send + 'static>(&self, out: W) -> Result<Counts, Error> {
        let apps = self.apps.load_full();
        let zone = self.zone.clone();
        let context = Context::new(self.clock.now(), zone, Me::new(Uuid::nil()));
        let (mut zip, mut counts, stored) = self
            .database
            .read(async move |session| {
                let mut zip = Lines::new(out);
                let mut counts = Counts::default();
                zip.json("backup.json", &serde_json::json!({ "format": FORMAT, "made_at": context.now }))?;
                system_tables(session, &mut zip).await?;
                for published in apps.values() {
                    counts.records += app_records(session, published, &context, &mut zip).await?;
                    counts.history += app_history(session, &published.app.key, &mut zip).await?;
                    counts.comments += said::app_comments(session, &published.app.key, &mut zip).await?;
                    said::app_trash(session, &published.app.key, &mut zip).await?;
                }
                said::write(session, &mut zip).await?;
                let stored = files::list_all_files(session).await?;
                zip.lines("files.jsonl", &stored)?;
                Ok::<_, Error>((zip, counts, stored))
            })
            .await?;
        // Files never change once stored, so they may be copied after the snapshot ended.
        for file in stored {
            let bytes = self.files.get(file.id).await?;
            zip.bytes(&format!("files/{}", file.id), &bytes)?;
            counts.files += 1;
        }
        zip.finish()?;
        Ok(counts)
    }

    /// Puts a backup into an installation that has neither people nor apps: all of it, or nothing.
    pub async fn restore<R: Read + Seek + Send + 'static>(&self, from: R) -> Result<Counts, Error> {
        if self.has_apps() || !self.directory.load().people.is_empty() {
            return Err(Error::conflict(Issue::new("restore.not_empty")));
        }
        let mut backup = Backup { zip: ZipArchive::new(from).map_err(|_| unreadable("zip"))? };
        let head: Json = backup.one("backup.json")?;
        if head.get("format").and_then(Json::as_u64) != Some(u64::from(FORMAT)) {
            return Err(unreadable("backup.json"));
        }
        let stored: Vec<files::File> = backup.lines("files.jsonl")?;
        for file in &stored {
            let bytes = backup.bytes(&format!("files/{}", file.id))?;
            self.files.put(file.id, &bytes).await?;
        }
        let context = Context::new(self.clock.now(), self.zone.clone(), Me::new(Uuid::nil()));
        let counts = self.database.write(async move |session| backup.restore(session, &context, &stored).await).await?;
        self.reload_apps().await?;
        self.reload_directory().await?;
        self.offer_setup().await?;
        Ok(counts)
    }
}

async fn system_tables<W: Write + Seek>(session: &Session, zip: &mut Lines<W>) -> Result<(), Error> {
    let users = people::list_users(session).await?;
    let (mut keys, mut preferred) = (Vec::new(), Vec::new());
    for user in &users {
        keys.extend(logins::list_api_keys(session, user.id).await?);
        preferred.extend(preferences::list_preferences(session, user.id).await?);
    }
    zip.lines("users.jsonl", &users)?;
    zip.lines("keys.jsonl", &keys)?;
    zip.lines("preferences.jsonl", &preferred)?;
    zip.lines("departments.jsonl", &people::list_departments(session).await?)?;
    zip.lines("settings.jsonl", &settings::list_settings(session).await?)?;
    zip.lines("counters.jsonl", &counters::list_counters(session).await?)?;
    let all = apps::list_apps(session).await?;
    let (mut members, mut releases, mut views) = (Vec::new(), Vec::new(), Vec::new());
    for app in &all {
        views.extend(saved_views::list_views(session, &app.key).await?);
        members.extend(people::list_members(session, &app.key).await?);
        releases.extend(apps::list_releases(session, &app.key).await?);
    }
    zip.lines("members.jsonl", &members)?;
    zip.lines("apps.jsonl", &all)?;
    zip.lines("views.jsonl", &views)?;
    zip.lines("releases.jsonl", &releases)
}

/// Writes the records of an app, form by form in the order of their ids.
async fn app_records<W: Write + Seek>(
    session: &Session,
    published: &PublishedApp,
    context: &Context,
    zip: &mut Lines<W>,
) -> Result<u64, Error> {
    let mut count = 0;
    for key in published.app.forms.keys() {
        zip.start(&format!("records/{}/{key}.jsonl", published.app.key))?;
        let take = |line: &[u8]| {
            count += 1;
            zip.line(line)
        };
        each_record(session, published, key, context, take).await?;
    }
    Ok(count)
}

/// Shows every record of a form as a line of JSON, in the order of ids: what people and the platform put in, not what is
/// computed from it.
pub async fn each_record(
    session: &Session,
    published: &PublishedApp,
    form: &Key,
    context: &Context,
    mut take: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let query = published.everything().query(form, Verb::Read)?;
    let mut list = ListQuery { select: given(query.form()), limit: TOGETHER, ..ListQuery::default() };
    loop {
        let mut page = Vec::new();
        let answer = session.list_json(&query, context, &list, &mut page).await?;
        let rows: Vec<&serde_json::value::RawValue> = serde_json::from_slice(&page).map_err(std::io::Error::other)?;
        rows.iter().try_for_each(|row| take(row.get().as_bytes()))?;
        match answer.next_cursor {
            Some(cursor) => list.cursor = Some(cursor),
            None => return Ok(()),
        }
    }
}

async fn app_history<W: Write + Seek>(session: &Session, app: &Key, zip: &mut Lines<W>) -> Result<u64, Error> {
    zip.start(&format!("history/{app}.jsonl"))?;
    let (mut count, mut after) = (0, None);
    loop {
        let page = history::list_app_history(session, app, after, u64::from(TOGETHER)).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for entry in &page {
            zip.line(&serde_json::to_vec(entry).map_err(std::io::Error::other)?)?;
        }
        count += page.len() as u64;
    }
    Ok(count)
}

/// A zip of JSON lines on its way out.
struct Lines<W: Write + Seek> {
    zip: ZipWriter<W>,
}

impl<W: Write + Seek> Lines<W> {
    fn new(out: W) -> Self {
        Lines { zip: ZipWriter::new(out) }
    }

    fn start(&mut self, name: &str) -> Result<(), Error> {
        let options = SimpleFileOptions::default().large_file(true);
        Ok(self.zip.start_file(name, options).map_err(std::io::Error::other)?)
    }

    fn line(&mut self, line: &[u8]) -> Result<(), Error> {
        self.zip.write_all(line)?;
        Ok(self.zip.write_all(b"\n")?)
    }

    fn lines<T: Serialize>(&mut self, name: &str, items: &[T]) -> Result<(), Error> {
        self.start(name)?;
        items.iter().try_for_each(|item| self.line(&serde_json::to_vec(item).map_err(std::io::Error::other)?))
    }

    fn json(&mut self, name: &str, item: &Json) -> Result<(), Error> {
        self.lines(name, std::slice::from_ref(item))
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.start(name)?;
        Ok(self.zip.write_all(bytes)?)
    }

    fn finish(self) -> Result<(), Error> {
        self.zip.finish().map_err(std::io::Error::other)?.flush()?;
        Ok(())
    }
}

/// A backup on its way in.
struct Backup<R: Read + Seek> {
    zip: ZipArchive<R>,
}

impl<R: Read + Seek> Backup<R> {
    fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.zip.by_name(name).map_err(|_| unreadable(name))?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn lines<T: DeserializeOwned>(&mut self, name: &str) -> Result<Vec<T>, Error> {
        let bytes = self.bytes(name)?;
        let line = |line: &[u8]| serde_json::from_slice(line).map_err(|_| unreadable(name));
        bytes.split(|byte| *byte == b'\n').filter(|text| !text.is_empty()).map(line).collect()
    }

    /// The lines of a file that backups of earlier versions do not have.
    fn lines_if_any<T: DeserializeOwned>(&mut self, name: &str) -> Result<Vec<T>, Error> {
        if self.zip.index_for_name(name).is_some() { self.lines(name) } else { Ok(Vec::new()) }
    }

    fn one(&mut self, name: &str) -> Result<Json, Error> {
        self.lines(name)?.into_iter().next().ok_or_else(|| unreadable(name))
    }

    async fn restore(&mut self, session: &Session, context: &Context, stored: &[files::File]) -> Result<Counts, Error> {
        let mut counts = Counts { files: stored.len() as u64, ..Counts::default() };
        session.defer_links().await?;
        for department in parents_first(self.lines("departments.jsonl")?) {
            people::insert_department(session, &department).await?;
        }
        for user in self.lines::<people::User>("users.jsonl")? {
            people::insert_user(session, &user).await?;
        }
        for key in self.lines::<logins::ApiKey>("keys.jsonl")? {
            logins::insert_api_key(session, &key).await?;
        }
        for preference in self.lines_if_any::<preferences::Preference>("preferences.jsonl")? {
            preferences::set_preference(session, &preference).await?;
        }
        for (key, value) in self.lines::<(String, String)>("settings.jsonl")? {
            settings::set_setting(session, &key, &value).await?;
        }
        let releases: Vec<apps::Release> = self.lines("releases.jsonl")?;
        for app in self.lines::<apps::App>("apps.jsonl")? {
            apps::insert_app(session, &app).await?;
        }
        for view in self.lines_if_any::<saved_views::SavedView>("views.jsonl")? {
            saved_views::insert_view(session, &view).await?;
        }
        let mut members: BTreeMap<(String, Uuid), Vec<String>> = BTreeMap::new();
        for member in self.lines::<people::Member>("members.jsonl")? {
            members.entry((member.app, member.user)).or_default().push(member.role);
        }
        for ((app, user), roles) in members {
            people::set_roles(session, &app, user, &roles).await?;
        }
        for release in &releases {
            let past = apps::Release { state: apps::ReleaseState::Past, ..release.clone() };
            apps::insert_release(session, &past).await?;
        }
        for release in releases.iter().filter(|release| release.state == apps::ReleaseState::Current) {
            let app = app_definition::load_packed(release.definition.as_bytes()).and_then(app_definition::compile);
            let app = app.map_err(Error::Issues)?;
            session.install(None, &app).await?;
            apps::update_release_state(session, &release.app, release.number, release.state).await?;
            for (key, form) in &app.forms {
                counts.records += self.restore_records(session, &app, key, form, context).await?;
            }
            check_links(session, &app).await?;
            for entry in self.lines::<history::HistoryEntry>(&format!("history/{}.jsonl", release.app))? {
                history::insert_history(session, &entry).await?;
                counts.history += 1;
            }
            counts.comments += self.restore_comments(session, &release.app).await?;
            self.restore_trash(session, &release.app).await?;
        }
        self.restore_said(session).await?;
        for counter in self.lines::<counters::Counter>("counters.jsonl")? {
            counters::set_counter(session, &counter.app, &counter.form, &counter.field, &counter.period, counter.last)
                .await?;
        }
        for file in stored {
            files::insert_file(session, file).await?;
        }
        settings::bump_definitions(session).await?;
        settings::bump_directory(session).await?;
        Ok(counts)
    }

    async fn restore_records(
        &mut self,
        session: &Session,
        app: &CompiledApp,
        key: &Key,
        form: &CompiledForm,
        context: &Context,
    ) -> Result<u64, Error> {
        let bodies: Vec<Json> = self.lines(&format!("records/{}/{key}.jsonl", app.key))?;
        for part in bodies.chunks(TOGETHER as usize) {
            let records = part.iter().map(|body| exact(form, body, context)).collect::<Result<Vec<_>, _>>()?;
            session.insert_records(app, form, &records, &[]).await?;
        }
        Ok(bodies.len() as u64)
    }
}

/// What people and the platform put into a record of `form`, without what is computed from it.
pub fn given(form: &CompiledForm) -> Select {
    let given = |source| matches!(source, Source::System | Source::Input | Source::Serial);
    let fields = form.fields.iter().filter(|field| given(field.source)).map(|field| field.slot).collect();
    Select { fields: Some(fields), expand: Vec::new() }
}

/// The record that an export holds, as it was: nothing is filled in, only stored formulas are computed again.
pub fn exact(form: &CompiledForm, body: &Json, context: &Context) -> Result<Record, Error> {
    let (draft, issues) = read(form, body, Purpose::Import, &AllRights);
    if !issues.is_empty() {
        return Err(Error::Issues(issues));
    }
    let nothing = Record::empty(form);
    let linked = Linked::default();
    let env = FillEnv { context, linked: &linked, departments: &NoDepartments, id: None, preview: false };
    let mut record = fill(form, &draft, Some(&nothing), &env).record;
    record.set(SystemField::Version.slot(), Value::Number(version_from(body).into()));
    Ok(record)
}

/// Departments in an order in which each comes after the one above it.
fn parents_first(mut waiting: Vec<people::Department>) -> Vec<people::Department> {
    let mut sorted: Vec<people::Department> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let has_place = |department: &people::Department| {
            department.parent.is_none_or(|parent| sorted.iter().any(|known| known.id == parent))
        };
        let (next, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(has_place);
        if next.is_empty() {
            // Only a damaged backup has circles: the database will refuse them.
            sorted.extend(rest);
            return sorted;
        }
        sorted.extend(next);
        waiting = rest;
    }
    sorted
}

fn unreadable(name: &str) -> Error {
    Error::Issues(vec![Issue::new("backup.unreadable").at(Issue::join("", name)).with("name", name)])
}
