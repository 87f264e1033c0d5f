//! Apps as zip packages: definitions and, if wanted, records, the people they name, and files.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use app_definition::{CompiledApp, PackageLimits};
use engine_base::{DataType, Issue, Key, Timestamp, Uuid};
use expression::{Context, Me};
use form_engine::{CompiledForm, Record};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{
    Actor, Directory, Error, Imported, Runtime,
    comments::is_of_comment,
    events::Event,
    organisation::new_user,
    records::references::check_links,
    transfer::{each_record, exact},
};
use storage::{
    Session,
    system::{counters, files, people, settings, trash},
};

/// Records read or stored in one step.
const TOGETHER: u32 = 500;

/// A package on its way out.
pub struct Package {
    /// The app.
    pub app: Key,
    /// The zip.
    pub bytes: Vec<u8>,
}

/// A person that records of a package name: enough to find or add the account elsewhere, never a secret.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedPerson {
    id: Uuid,
    account: String,
    name: String,
}

/// A department that records of a package name.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedDepartment {
    id: Uuid,
    name: String,
}

impl Runtime {
    /// The published app as a zip; with `data`, also its records, files and the people that they name.
    pub async fn export_package(&self, actor: &Actor, key: &str, data: bool) -> Result<Package, Error> {
        actor.administrators_only()?;
        let published = self.app(key)?;
        let app = &published.app;
        let texts = app_definition::unpack(&app.definition);
        let mut content: BTreeMap<String, Vec<u8>> =
            texts.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        if data {
            let context = Context::new(self.clock.now(), self.zone.clone(), Me::new(actor.person.id));
            let (source, stored) = (published.clone(), app.key.to_string());
            let (records, attached, counted) = self
                .database
                .read(async move |session| {
                    let mut records = BTreeMap::new();
                    for key in source.app.forms.keys() {
                        let mut lines = Vec::new();
                        let take = |line: &[u8]| {
                            lines.extend_from_slice(line);
                            lines.push(b'\n');
                            Ok(())
                        };
                        each_record(session, &source, key, &context, take).await?;
                        records.insert(key.clone(), lines);
                    }
                    let deleted: BTreeSet<Uuid> =
                        trash::list_app_records(session, &stored).await?.into_iter().collect();
                    let is_deleted = |file: &files::File| file.record.is_some_and(|record| deleted.contains(&record));
                    let attached: Vec<files::File> = files::list_all_files(session)
                        .await?
                        .into_iter()
                        .filter(|file| {
                            file.app.as_deref() == Some(&stored) && !is_of_comment(file) && !is_deleted(file)
                        })
                        .collect();
                    let mut counted = counters::list_counters(session).await?;
                    counted.retain(|counter| counter.app == stored);
                    Ok::<_, Error>((records, attached, counted))
                })
                .await?;
            let (people, departments) = self.named(&published.app.forms, &records);
            content.insert("data/people.jsonl".into(), lines(&people)?);
            content.insert("data/departments.jsonl".into(), lines(&departments)?);
            content.insert("data/files.jsonl".into(), lines(&attached)?);
            content.insert("data/counters.jsonl".into(), lines(&counted)?);
            content.extend(records.into_iter().map(|(form, text)| (format!("data/records/{form}.jsonl"), text)));
            for file in &attached {
                content.insert(format!("data/files/{}", file.id), self.files.get(file.id).await?);
            }
        }
        let bytes = app_definition::write_package(&content)?;
        Ok(Package { app: app.key.clone(), bytes })
    }

    /// The people and departments that records name.
    fn named(
        &self,
        forms: &BTreeMap<Key, std::sync::Arc<CompiledForm>>,
        records: &BTreeMap<Key, Vec<u8>>,
    ) -> (Vec<NamedPerson>, Vec<NamedDepartment>) {
        let directory = self.directory.load_full();
        let mut ids = BTreeSet::new();
        for (form, text) in records {
            let Some(form) = forms.get(form) else { continue };
            for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                let Ok(record) = serde_json::from_slice::<Json>(line) else { continue };
                visit_people(form, &record, &mut |id| {
                    ids.insert(id);
                });
            }
        }
        let person = |id: &Uuid| {
            let me = &directory.people.get(id)?.me;
            Some(NamedPerson { id: *id, account: me.account.to_string(), name: me.name.to_string() })
        };
        let department =
            |id: &Uuid| Some(NamedDepartment { id: *id, name: directory.departments.get(id)?.name.to_string() });
        (ids.iter().filter_map(person).collect(), ids.iter().filter_map(department).collect())
    }

    /// Imports a zip package and publishes it with its records, if it has any: all of it, or nothing.
    pub async fn import_package(&self, actor: &Actor, bytes: Vec<u8>) -> Result<Imported, Error> {
        actor.administrators_only()?;
        let content = app_definition::read_package(&bytes, PackageLimits::default()).map_err(Error::Issues)?;
        let app = app_definition::load(&content).map_err(Error::Issues)?;
        let key = app.app.key.clone();
        let publication = Arc::new(self.publication(app, Some(actor.person.id), String::new())?);
        let import = self.records_of(actor, publication.app(), content).await?;
        let stored = publication.clone();
        let (plan, records) = self
            .database
            .write(async move |session| {
                let plan = stored.store(session).await?;
                let records = match import {
                    Some(import) => import.store(session, stored.app()).await?,
                    None => BTreeMap::new(),
                };
                Ok::<_, Error>((plan, records))
            })
            .await?;
        self.put_publication(&publication);
        self.reload_directory().await?;
        for form in records.iter().filter(|(_, count)| **count > 0).filter_map(|(form, _)| Key::new(form).ok()) {
            self.events.tell(|| Event::Many { app: key.clone(), form, by: Some(actor.person.id) });
        }
        Ok(Imported { app: key, release: publication.number(), plan: publication.view(&plan, actor.locale), records })
    }

    /// The records of a package, read and checked, with their files in place; nothing when it has none.
    async fn records_of(
        &self,
        actor: &Actor,
        app: &CompiledApp,
        content: BTreeMap<String, Vec<u8>>,
    ) -> Result<Option<RecordImport>, Error> {
        if !content.keys().any(|path| path.starts_with("data/records/")) {
            return Ok(None);
        }
        let newcomers = Newcomers::read(&content, &self.directory.load(), self.clock.now())?;
        let context = Context::new(self.clock.now(), self.zone.clone(), Me::new(actor.person.id));
        let mut records = BTreeMap::new();
        for (key, form) in &app.forms {
            let path = format!("data/records/{key}.jsonl");
            let mut read = Vec::new();
            for mut body in read_lines::<Json>(&content, &path)? {
                translate_people(form, &mut body, &newcomers.translated);
                read.push(exact(form, &body, &context).map_err(|error| at(error, &path))?);
            }
            records.insert(key.clone(), read);
        }
        // Serial numbers go on after those that came along.
        let counters = read_lines(&content, "data/counters.jsonl")?;
        let mut attached: Vec<files::File> = read_lines(&content, "data/files.jsonl")?;
        for file in &mut attached {
            let name = format!("data/files/{}", file.id);
            self.files.put(file.id, content.get(&name).ok_or_else(|| unreadable(&name))?).await?;
            file.created_by = file.created_by.map(|id| newcomers.translated.get(&id).copied().unwrap_or(id));
        }
        Ok(Some(RecordImport { newcomers, records, counters, attached }))
    }
}

/// The records of a package on their way in.
struct RecordImport {
    newcomers: Newcomers,
    records: BTreeMap<Key, Vec<Record>>,
    counters: Vec<counters::Counter>,
    attached: Vec<files::File>,
}

impl RecordImport {
    async fn store(&self, session: &Session, app: &CompiledApp) -> Result<BTreeMap<String, u64>, Error> {
        session.defer_links().await?;
        self.newcomers.store(session).await?;
        let mut counts = BTreeMap::new();
        for (key, form) in &app.forms {
            let records = self.records.get(key).map_or(&[][..], Vec::as_slice);
            for part in records.chunks(TOGETHER as usize) {
                session.insert_records(app, form, part, &[]).await.map_err(already_there)?;
            }
            counts.insert(key.to_string(), records.len() as u64);
        }
        check_links(session, app).await?;
        for counters::Counter { form, field, period, last, .. } in &self.counters {
            counters::set_counter(session, &app.key, form, field, period, *last).await?;
        }
        for file in &self.attached {
            files::insert_file(session, file).await?;
        }
        Ok(counts)
    }
}

/// The people and departments that the records of a package name and that are not here yet.
struct Newcomers {
    /// Which id here stands for which id there.
    translated: HashMap<Uuid, Uuid>,
    people: Vec<people::User>,
    departments: Vec<people::Department>,
}

impl Newcomers {
    /// Finds people and departments by account and name; those who are not here are added as people who cannot sign in.
    fn read(content: &BTreeMap<String, Vec<u8>>, directory: &Directory, now: Timestamp) -> Result<Newcomers, Error> {
        let (mut translated, mut new, mut departments) = (HashMap::new(), Vec::new(), Vec::new());
        for person in read_lines::<NamedPerson>(content, "data/people.jsonl")? {
            let here = directory.people.values().find(|one| *one.me.account == *person.account);
            if let Some(here) = here {
                translated.insert(person.id, here.id);
                continue;
            }
            let mut user = new_user(&person.account, &person.name, now);
            user.active = false;
            if !directory.people.contains_key(&person.id) {
                user.id = person.id;
            }
            translated.insert(person.id, user.id);
            new.push(user);
        }
        for NamedDepartment { id, name } in read_lines(content, "data/departments.jsonl")? {
            match directory.departments.values().find(|one| *one.name == *name) {
                Some(here) => {
                    translated.insert(id, here.id);
                }
                None => {
                    translated.insert(id, id);
                    departments.push(people::Department { id, name, parent: None, head: None, position: 0 });
                }
            }
        }
        Ok(Newcomers { translated, people: new, departments })
    }

    async fn store(&self, session: &Session) -> Result<(), Error> {
        for user in &self.people {
            people::insert_user(session, user).await?;
        }
        for department in &self.departments {
            people::insert_department(session, department).await?;
        }
        Ok(settings::bump_directory(session).await?)
    }
}

fn is_person(ty: &DataType) -> bool {
    match ty {
        DataType::User | DataType::Department => true,
        DataType::List { of } => is_person(of),
        _ => false,
    }
}

/// Shows every id of a person or department in a record.
fn visit_people(form: &CompiledForm, record: &Json, see: &mut impl FnMut(Uuid)) {
    let mut copy = record.clone();
    each_person(form, &mut copy, &mut |text| {
        if let Ok(id) = Uuid::try_parse(text) {
            see(id);
        }
    });
}

fn translate_people(form: &CompiledForm, record: &mut Json, translated: &HashMap<Uuid, Uuid>) {
    each_person(form, record, &mut |text| {
        if let Some(here) = Uuid::try_parse(text).ok().and_then(|id| translated.get(&id)) {
            *text = here.to_string();
        }
    });
}

fn each_person(form: &CompiledForm, record: &mut Json, change: &mut impl FnMut(&mut String)) {
    for field in &form.fields {
        let Some(value) = record.get_mut(field.key.as_str()) else { continue };
        match &field.table {
            None if is_person(&field.ty) => each_text(value, change),
            Some(table) => {
                for row in value.as_array_mut().into_iter().flatten() {
                    for column in table.fields.iter().filter(|column| is_person(&column.ty)) {
                        if let Some(value) = row.get_mut(column.key.as_str()) {
                            each_text(value, change);
                        }
                    }
                }
            }
            None => {}
        }
    }
}

fn each_text(value: &mut Json, change: &mut impl FnMut(&mut String)) {
    match value {
        Json::String(text) => change(text),
        Json::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        _ => {}
    }
}

fn lines<T: Serialize>(items: &[T]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for item in items {
        serde_json::to_writer(&mut out, item).map_err(std::io::Error::other)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn read_lines<T: serde::de::DeserializeOwned>(
    content: &BTreeMap<String, Vec<u8>>,
    path: &str,
) -> Result<Vec<T>, Error> {
    let Some(bytes) = content.get(path) else { return Ok(Vec::new()) };
    let line = |line: &[u8]| serde_json::from_slice(line).map_err(|_| unreadable(path));
    bytes.split(|byte| *byte == b'\n').filter(|text| !text.is_empty()).map(line).collect()
}

fn unreadable(name: &str) -> Error {
    Error::Issues(vec![Issue::new("package.part_unreadable").at(Issue::join("", name)).with("name", name)])
}

fn at(error: Error, path: &str) -> Error {
    match error {
        Error::Issues(issues) => {
            Error::Issues(issues.into_iter().map(|issue| issue.inside(&format!("{path}#"))).collect())
        }
        other => other,
    }
}

/// Records that are here already are not overwritten by an import.
fn already_there(error: storage::Error) -> Error {
    if error.is_unique() { Error::conflict(Issue::new("package.records_exist")) } else { error.into() }
}
