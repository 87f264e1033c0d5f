//! The published apps in memory, and the way of a definition from draft to release.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
};

use app_definition::{Access, App, Change, CompiledApp, Renames};
use engine_base::{Issue, Issues, Key, Locale};
use storage::{
    Plan,
    system::apps::{self as stored, Release, ReleaseState},
};

use crate::{
    Actor, AppView, Checked, Error, Imported, IssueView, Listed, NewRelease, PlanStepView, PlanView, Published,
    ReleaseView, Runtime, events::Event, prose::check_prose, record_schemas::RecordSchemas,
};

/// The longest note of a release, in characters.
const MAX_NOTE: usize = 500;

/// The published apps by key.
pub type Apps = BTreeMap<Key, Arc<PublishedApp>>;

/// An app in use.
pub struct PublishedApp {
    /// The compiled definition.
    pub app: Arc<CompiledApp>,
    /// The number of the release.
    pub release: i64,
    /// The shapes of records.
    pub schemas: RecordSchemas,
    everything: Access,
    by_roles: RwLock<HashMap<Vec<Key>, Access>>,
}

impl PublishedApp {
    /// A release ready for requests.
    pub fn new(app: Arc<CompiledApp>, release: i64) -> PublishedApp {
        let schemas = RecordSchemas::new(app.forms.keys());
        PublishedApp { schemas, everything: Access::everything(app.clone()), app, release, by_roles: RwLock::default() }
    }

    /// What `actor` may do in this app; nothing at all gives `NotFound`, so that nobody learns which apps there are.
    pub fn access(&self, actor: &Actor) -> Result<Access, Error> {
        if actor.person.administrator {
            return Ok(self.everything.clone());
        }
        let roles = actor.roles(&self.app.key);
        if roles.is_empty() {
            return Err(Error::NotFound);
        }
        if let Some(access) = self.by_roles.read().unwrap_or_else(PoisonError::into_inner).get(roles) {
            return Ok(access.clone());
        }
        let access = Access::of_roles(self.app.clone(), roles);
        self.by_roles.write().unwrap_or_else(PoisonError::into_inner).insert(roles.to_vec(), access.clone());
        Ok(access)
    }

    /// All rights, for the platform's own work.
    pub fn everything(&self) -> &Access {
        &self.everything
    }
}

impl Runtime {
    /// The published app with this key.
    pub fn app(&self, key: &str) -> Result<Arc<PublishedApp>, Error> {
        self.apps.load().get(key).cloned().ok_or(Error::NotFound)
    }

    /// The apps that `actor` may open.
    pub fn apps(&self, actor: &Actor) -> Listed<AppView> {
        let apps = self.apps.load();
        let open = |app: &&Arc<PublishedApp>| actor.person.administrator || !actor.roles(&app.app.key).is_empty();
        let view = |app: &Arc<PublishedApp>| {
            let manifest = &app.app.definition.app;
            AppView {
                key: manifest.key.clone(),
                label: manifest.label.clone(),
                description: manifest.description.clone(),
                icon: manifest.icon.clone(),
                colour: manifest.colour.clone(),
                version: manifest.version.clone(),
                release: app.release,
            }
        };
        Listed { items: apps.values().filter(open).map(view).collect() }
    }

    /// The model of an app for screens, and a tag that changes with it.
    pub fn app_model(&self, actor: &Actor, key: &str) -> Result<(Vec<u8>, String), Error> {
        let published = self.app(key)?;
        let access = published.access(actor)?;
        let mut model = app_definition::app_model(&access, actor.roles(key));
        if let Some(model) = model.as_object_mut() {
            model.insert("release".into(), published.release.into());
        }
        let body = serde_json::to_vec(&model).map_err(std::io::Error::other)?;
        let hash = crate::secret::hex(&crate::secret::hash_bytes(&body));
        Ok((body, format!("\"{}\"", hash.get(..24).unwrap_or_default())))
    }

    /// The OpenAPI document of an app.
    pub fn app_document(&self, actor: &Actor, key: &str) -> Result<Vec<u8>, Error> {
        let published = self.app(key)?;
        published.access(actor)?;
        let document = app_definition::openapi(&published.app);
        Ok(serde_json::to_vec(&document).map_err(std::io::Error::other)?)
    }

    /// The packed text of the draft, and its version.
    pub async fn draft(&self, actor: &Actor, key: &str) -> Result<(String, i64), Error> {
        actor.administrators_only()?;
        let app = self.stored_app(key).await?;
        Ok((app.draft, app.draft_version))
    }

    /// Stores a draft, which may have issues, but must be of a shape that can be stored.
    pub async fn put_draft(
        &self,
        actor: &Actor,
        key: &str,
        packed: &[u8],
        seen: Option<i64>,
    ) -> Result<(Checked, i64), Error> {
        actor.administrators_only()?;
        let present = self.stored_app(key).await?;
        let app = unpacked(packed)?;
        if app.app.key != key {
            return Err(Error::Issues(vec![Issue::new("app.other_key").at("/app/key").with("key", key)]));
        }
        let issues = app_definition::check(&app);
        let seen = seen.unwrap_or(present.draft_version);
        let text = app_definition::pack(&app);
        let key = key.to_owned();
        let stored =
            self.database.write(async move |s| Ok::<_, Error>(stored::update_draft(s, &key, &text, seen).await?)).await;
        match stored {
            Ok(version) => {
                self.events.tell(|| Event::Draft { app: app.app.key, version, by: Some(actor.person.id) });
                Ok((checked(&issues, actor.locale), version))
            }
            Err(Error::Storage(storage::Error::Conflict)) => Err(Error::Changed { current: present.draft_version }),
            Err(error) => Err(error),
        }
    }

    /// Checks a packed definition, or the draft.
    pub async fn check(&self, actor: &Actor, key: &str, packed: Option<&[u8]>) -> Result<Checked, Error> {
        let draft = self.draft(actor, key).await?.0;
        let issues = match app_definition::load_packed(packed.unwrap_or(draft.as_bytes())) {
            Ok(app) => app_definition::check(&app),
            Err(issues) => issues,
        };
        Ok(checked(&issues, actor.locale))
    }

    /// What publishing a packed definition, or the draft, would do.
    pub async fn plan(&self, actor: &Actor, key: &str, packed: Option<&[u8]>) -> Result<PlanView, Error> {
        let (draft, _) = self.draft(actor, key).await?;
        let app = unpacked(packed.unwrap_or(draft.as_bytes()))?;
        if app.app.key != key {
            return Err(Error::Issues(vec![Issue::new("app.other_key").at("app.json#/key").with("key", key)]));
        }
        self.plan_of(app, actor.locale).await
    }

    /// What publishing `app` would do.
    pub async fn plan_of(&self, app: App, locale: Locale) -> Result<PlanView, Error> {
        let present = self.apps.load().get(&app.app.key).cloned();
        let changes = changes(present.as_deref(), &app);
        let new = app_definition::compile(app).map_err(Error::Issues)?;
        let old = present.map(|present| present.app.clone());
        let plan =
            self.database.read(async move |session| Ok::<_, Error>(session.plan(old.as_deref(), &new).await?)).await?;
        Ok(plan_view(&changes, &plan, locale))
    }

    /// Publishes the draft.
    pub async fn publish(&self, actor: &Actor, key: &str, new: NewRelease) -> Result<Published, Error> {
        let (packed, _) = self.draft(actor, key).await?;
        if let Some(issue) = check_prose(&new.note, "/note", MAX_NOTE) {
            return Err(Error::Issues(vec![issue]));
        }
        let app = unpacked(packed.as_bytes())?;
        self.publish_app(app, Some(actor.person.id), new.note.trim().to_owned(), actor.locale).await
    }

    /// Publishes the definition of an earlier release again.
    pub async fn restore_release(&self, actor: &Actor, key: &str, number: i64) -> Result<Published, Error> {
        actor.administrators_only()?;
        let app = self.release_again(key, number).await?;
        self.publish_app(app, Some(actor.person.id), format!("← {number}"), actor.locale).await
    }

    /// The definition of an earlier release as it would be published now: what got another key since then is the same thing
    /// still, and keeps what is in it.
    pub async fn release_again(&self, key: &str, number: i64) -> Result<App, Error> {
        let name = key.to_owned();
        let releases =
            self.database.read(async move |s| Ok::<_, Error>(stored::list_releases(s, &name).await?)).await?;
        let since = releases.iter().rev().skip_while(|release| release.number != number);
        let mut since = since.map(|release| unpacked(release.definition.as_bytes()));
        let mut app = since.next().ok_or(Error::NotFound)??;
        let (mut before, mut renames) = (app.clone(), Renames::between(&app, &app));
        for after in since.flatten() {
            renames = renames.then(&Renames::between(&before, &after));
            before = after;
        }
        renames.declare_in(&mut app);
        Ok(app)
    }

    /// The releases, newest first.
    pub async fn releases(&self, actor: &Actor, key: &str) -> Result<Listed<ReleaseView>, Error> {
        actor.administrators_only()?;
        self.stored_app(key).await?;
        let name = key.to_owned();
        let releases =
            self.database.read(async move |s| Ok::<_, Error>(stored::list_releases(s, &name).await?)).await?;
        let definition = |release: &Release| app_definition::load_packed(release.definition.as_bytes()).ok();
        let definitions: Vec<Option<App>> = releases.iter().map(definition).collect();
        let view = |(index, release): (usize, &Release)| {
            let now = definitions.get(index).and_then(Option::as_ref);
            let before = definitions.get(index + 1).and_then(Option::as_ref);
            let changes = match (before, now) {
                (Some(before), Some(now)) => app_definition::diff(before, now),
                _ => Vec::new(),
            };
            ReleaseView {
                number: release.number,
                created_at: release.created_at,
                created_by: release.created_by,
                note: release.note.clone(),
                current: release.state == ReleaseState::Current,
                changes: changes.iter().map(|change| change.sentence(actor.locale)).collect(),
            }
        };
        Ok(Listed { items: releases.iter().enumerate().map(view).collect() })
    }

    /// Imports a packed definition and publishes it.
    pub async fn import_packed(&self, actor: &Actor, packed: &[u8]) -> Result<Imported, Error> {
        actor.administrators_only()?;
        let app = unpacked(packed)?;
        let key = app.app.key.clone();
        let done = self.publish_app(app, Some(actor.person.id), String::new(), actor.locale).await?;
        Ok(Imported { app: key, release: done.release, plan: done.plan, records: BTreeMap::new() })
    }

    /// Makes `app` the one that requests see.
    pub fn put_app(&self, app: PublishedApp) {
        let app = Arc::new(app);
        let (key, release) = (app.app.key.clone(), app.release);
        self.apps.rcu(|apps| {
            let mut apps = Apps::clone(apps);
            apps.insert(app.app.key.clone(), app.clone());
            apps
        });
        self.events.tell(|| Event::App { app: key, release });
    }

    /// Reads every release in use anew, keeping those that did not change.
    pub async fn reload_apps(&self) -> Result<(), Error> {
        let releases = self
            .database
            .read(async |session| {
                let mut releases = Vec::new();
                for app in stored::list_apps(session).await? {
                    releases.extend(stored::get_current_release(session, &app.key).await?);
                }
                Ok::<_, Error>(releases)
            })
            .await?;
        let present = self.apps.load_full();
        let (mut apps, mut published) = (Apps::new(), Vec::new());
        for release in releases {
            if let Some(same) = present.get(release.app.as_str()).filter(|app| app.release == release.number) {
                apps.insert(same.app.key.clone(), same.clone());
                continue;
            }
            match compile_stored(&release.definition) {
                Ok(compiled) => {
                    published.push((compiled.key.clone(), release.number));
                    apps.insert(compiled.key.clone(), Arc::new(PublishedApp::new(Arc::new(compiled), release.number)));
                }
                // One app that this version of the product cannot read must not keep the others from starting.
                Err(issues) => {
                    for issue in issues {
                        tracing::error!(app = release.app, path = issue.path, code = %issue.code, "{}", issue.text(Locale::En));
                    }
                }
            }
        }
        self.apps.store(Arc::new(apps));
        for (app, release) in published {
            self.events.tell(|| Event::App { app, release });
        }
        Ok(())
    }

    async fn stored_app(&self, key: &str) -> Result<stored::App, Error> {
        let key = key.to_owned();
        let app = self.database.read(async move |s| Ok::<_, Error>(stored::find_app(s, &key).await?)).await?;
        app.ok_or(Error::NotFound)
    }
}

fn compile_stored(text: &str) -> Result<CompiledApp, Issues> {
    app_definition::compile(app_definition::load_packed(text.as_bytes())?)
}

fn unpacked(packed: &[u8]) -> Result<App, Error> {
    app_definition::load_packed(packed).map_err(Error::Issues)
}

pub fn changes(present: Option<&PublishedApp>, app: &App) -> Vec<Change> {
    present.map(|present| app_definition::diff(&present.app.definition, app)).unwrap_or_default()
}

fn checked(issues: &[Issue], locale: Locale) -> Checked {
    Checked { issues: issues.iter().map(|issue| IssueView::new(issue, locale)).collect() }
}

pub fn plan_view(changes: &[Change], plan: &Plan, locale: Locale) -> PlanView {
    let step = |step: &storage::PlanStep| {
        let kind =
            serde_json::to_value(step.kind).ok().and_then(|kind| Some(kind.as_str()?.to_owned())).unwrap_or_default();
        let mut sentence = Issue::new("plan.create").with("form", step.form.as_str()).with("rows", step.rows);
        sentence = sentence.with("field", step.field.clone().unwrap_or_default());
        sentence.code = format!("plan.{kind}").into();
        PlanStepView {
            kind,
            form: step.form.to_string(),
            field: step.field.clone(),
            text: sentence.text(locale),
            rows: step.rows,
        }
    };
    PlanView {
        changes: changes.iter().map(|change| change.sentence(locale)).collect(),
        steps: plan.steps.iter().map(step).collect(),
        blocking: plan.blocking.iter().map(|issue| IssueView::new(issue, locale)).collect(),
    }
}
