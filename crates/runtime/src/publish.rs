//! Publishing: an app becomes the release in use, tables and definition in one transaction.

use std::sync::Arc;

use app_definition::{App, Change, CompiledApp};
use engine_base::{Locale, Uuid};
use storage::{
    Plan, Session,
    system::{
        apps::{self as stored, Release, ReleaseState},
        settings,
    },
};

use crate::{
    Error, PlanView, Published, PublishedApp, Runtime,
    apps::{changes, plan_view},
    events::{Event, Hub},
};

/// An app on its way to become the release in use.
pub struct Publication {
    old: Option<Arc<CompiledApp>>,
    new: Arc<CompiledApp>,
    /// Whether it is the release in use already.
    same: bool,
    changes: Vec<Change>,
    release: Release,
    events: Arc<Hub>,
}

impl Publication {
    /// Stores tables and definition; the rest of the session's transaction may use them.
    pub async fn store(&self, session: &Session) -> Result<Plan, Error> {
        if self.same {
            return Ok(Plan::default());
        }
        let release = &self.release;
        let seen = stored::get_current_release(session, &release.app).await?.map_or(0, |release| release.number);
        if seen + 1 != release.number {
            return Err(Error::Republished);
        }
        let plan = session.plan(self.old.as_deref(), &self.new).await?;
        if !plan.blocking.is_empty() {
            return Err(Error::Issues(plan.blocking));
        }
        let text = &release.definition;
        let saved = match stored::find_app(session, &release.app).await? {
            None => {
                let (key, draft, created_at) = (release.app.clone(), text.clone(), release.created_at);
                stored::insert_app(session, &stored::App { key, draft, draft_version: 1, created_at }).await?;
                Some(1)
            }
            Some(app) if app.draft != *text => {
                Some(stored::update_draft(session, &app.key, text, app.draft_version).await?)
            }
            Some(_) => None,
        };
        if let Some(version) = saved {
            let (events, app, by) = (self.events.clone(), self.new.key.clone(), release.created_by);
            session.after_commit(move || events.tell(|| Event::Draft { app, version, by }));
        }
        session.install(self.old.as_deref(), &self.new).await?;
        stored::insert_release(session, release).await?;
        settings::bump_definitions(session).await?;
        Ok(plan)
    }

    /// The app as it will be.
    pub fn app(&self) -> &Arc<CompiledApp> {
        &self.new
    }

    /// The release's number.
    pub fn number(&self) -> i64 {
        self.release.number
    }

    /// What it did, for people.
    pub fn view(&self, plan: &Plan, locale: Locale) -> PlanView {
        plan_view(&self.changes, plan, locale)
    }
}

impl Runtime {
    /// Publishes `app` as the next release: tables and definition in one transaction. Nothing happens when nothing differs.
    pub async fn publish_app(
        &self,
        app: App,
        by: Option<Uuid>,
        note: String,
        locale: Locale,
    ) -> Result<Published, Error> {
        let publication = Arc::new(self.publication(app, by, note)?);
        let stored = publication.clone();
        let plan = self.database.write(async move |session| stored.store(session).await).await?;
        self.put_publication(&publication);
        Ok(Published { release: publication.number(), plan: publication.view(&plan, locale) })
    }

    /// `app`, checked, compiled and compared with the release in use.
    pub fn publication(&self, app: App, by: Option<Uuid>, note: String) -> Result<Publication, Error> {
        let key = app.app.key.clone();
        let present = self.apps.load().get(&key).cloned();
        let changes = changes(present.as_deref(), &app);
        let definition = app_definition::pack(&app);
        let new = Arc::new(app_definition::compile(app).map_err(Error::Issues)?);
        let same = present.as_ref().is_some_and(|present| *present.app.definition == *new.definition);
        let before = present.as_ref().map_or(0, |present| present.release);
        let release = Release {
            app: key.to_string(),
            number: if same { before } else { before + 1 },
            definition,
            created_at: self.clock.now(),
            created_by: by,
            note,
            state: ReleaseState::Current,
        };
        Ok(Publication {
            old: present.map(|present| present.app.clone()),
            new,
            same,
            changes,
            release,
            events: self.events.clone(),
        })
    }

    /// Makes what was published what requests see.
    pub fn put_publication(&self, publication: &Publication) {
        if !publication.same {
            self.put_app(PublishedApp::new(publication.new.clone(), publication.release.number));
        }
    }
}
