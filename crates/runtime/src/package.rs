//! Apps as zip packages: definitions and, if wanted, records, the people they name, and files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app_definition::PackageLimits;
use engine_base::{DataType, Issue, Key, Uuid};
use expression::{Context, Me};
use form_engine::CompiledForm;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{
    Actor, Error, Imported, Runtime,
    comments::is_of_comment,
    events::Event,
    organisation::new_user,
    transfer::{each_record, exact},
};
use storage::system::{counters, files, people, settings};

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
                    let attached: Vec<files::File> = files::list_all_files(session)
                        .await?
                        .into_iter()
                        .filter(|file| file.app.as_deref() == Some(&stored) && !is_of_comment(file))
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

    /// Imports a zip package and publishes it; its records are loaded when it has any, all or none.
    pub async fn import_package(&self, actor: &Actor, bytes: Vec<u8>) -> Result<Imported, Error> {
        actor.administrators_only()?;
        let files = app_definition::read_package(&bytes, PackageLimits::default()).map_err(Error::Issues)?;
        let app = app_definition::load(&files).map_err(Error::Issues)?;
        let key = app.app.key.clone();
        let done = self.publish_app(app, Some(actor.person.id), String::new(), actor.locale).await?;
        let records = if files.keys().any(|path| path.starts_with("data/records/")) {
            self.import_records(actor, &key, files).await?
        } else {
            BTreeMap::new()
        };
        Ok(Imported { app: key, release: done.release, plan: done.plan, records })
    }

    async fn import_records(
        &self,
        actor: &Actor,
        key: &Key,
        content: BTreeMap<String, Vec<u8>>,
    ) -> Result<BTreeMap<String, u64>, Error> {
        let published = self.app(key)?;
        let translated = self.add_named(&content).await?;
        let attached: Vec<files::File> = read_lines(&content, "data/files.jsonl")?;
        for file in &attached {
            let name = format!("data/files/{}", file.id);
            self.files.put(file.id, content.get(&name).ok_or_else(|| unreadable(&name))?).await?;
        }
        let context = Context::new(self.clock.now(), self.zone.clone(), Me::new(actor.person.id));
        let (hub, by) = (self.events.clone(), actor.person.id);
        self.database
            .write(async move |session| {
                session.defer_links().await?;
                let mut counts = BTreeMap::new();
                for (key, form) in &published.app.forms {
                    let path = format!("data/records/{key}.jsonl");
                    let mut bodies: Vec<Json> = read_lines(&content, &path)?;
                    for body in &mut bodies {
                        translate_people(form, body, &translated);
                    }
                    for part in bodies.chunks(TOGETHER as usize) {
                        let records =
                            part.iter().map(|body| exact(form, body, &context)).collect::<Result<Vec<_>, _>>();
                        let records = records.map_err(|error| at(error, &path))?;
                        session.insert_records(&published.app, form, &records, &[]).await.map_err(already_there)?;
                    }
                    if !bodies.is_empty() {
                        let (hub, app, form) = (hub.clone(), published.app.key.clone(), key.clone());
                        session.after_commit(move || hub.tell(|| Event::Many { app, form, by: Some(by) }));
                    }
                    counts.insert(key.to_string(), bodies.len() as u64);
                }
                // Serial numbers go on after those that came along.
                for counter in read_lines::<counters::Counter>(&content, "data/counters.jsonl")? {
                    let counters::Counter { form, field, period, last, .. } = counter;
                    counters::set_counter(session, &published.app.key, &form, &field, &period, last).await?;
                }
                for mut file in attached {
                    file.created_by = file.created_by.map(|id| translated.get(&id).copied().unwrap_or(id));
                    files::insert_file(session, &file).await?;
                }
                Ok(counts)
            })
            .await
    }

    /// Finds the people and departments of a package by account and name; adds, as people who cannot sign in, those who
    /// are not here. Answers which id here stands for which id there.
    async fn add_named(&self, content: &BTreeMap<String, Vec<u8>>) -> Result<HashMap<Uuid, Uuid>, Error> {
        let directory = self.directory.load_full();
        let mut translated = HashMap::new();
        let mut new = Vec::new();
        for person in read_lines::<NamedPerson>(content, "data/people.jsonl")? {
            let here = directory.people.values().find(|one| *one.me.account == *person.account);
            if let Some(here) = here {
                translated.insert(person.id, here.id);
                continue;
            }
            let mut user = new_user(&person.account, &person.name, self.clock.now());
            user.active = false;
            if !directory.people.contains_key(&person.id) {
                user.id = person.id;
            }
            translated.insert(person.id, user.id);
            new.push(user);
        }
        let mut departments = Vec::new();
        for department in read_lines::<NamedDepartment>(content, "data/departments.jsonl")? {
            match directory.departments.values().find(|one| *one.name == *department.name) {
                Some(here) => {
                    translated.insert(department.id, here.id);
                }
                None => {
                    translated.insert(department.id, department.id);
                    departments.push(people::Department {
                        id: department.id,
                        name: department.name,
                        parent: None,
                        head: None,
                        position: 0,
                    });
                }
            }
        }
        self.database
            .write(async move |session| {
                for user in &new {
                    people::insert_user(session, user).await?;
                }
                for department in &departments {
                    people::insert_department(session, department).await?;
                }
                Ok::<_, Error>(settings::bump_directory(session).await?)
            })
            .await?;
        self.reload_directory().await?;
        Ok(translated)
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
    Error::Issues(vec![Issue::new("package.unreadable").at(Issue::join("", name)).with("name", name)])
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
