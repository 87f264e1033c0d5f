//! One stream of events: what one person may know of what happens, until the session ends.

use std::{
    collections::{BTreeMap, VecDeque},
    mem::take,
    time::Duration,
};

use app_definition::Verb;
use engine_base::{Issue, Key, Locale, Timestamp, Uuid};
use storage::system::apps as stored;
use tokio::{sync::watch, time::sleep};

use super::{
    AnnouncementEvent, AppEvent, DraftEvent, NoticeEvent, PresenceEvent, RecordsEvent, RightsEvent, Told,
    batch::Batch,
    hub::{Ear, Heard},
};
use crate::{
    Actor, Error, Runtime,
    records::{Sight, TOLD_APART},
};

/// How long what happens is put together before it is told.
const MOMENT: Duration = Duration::from_millis(200);
/// How long nothing may be said.
const SILENCE: Duration = Duration::from_secs(15);
/// How long a session is believed when nobody says that anything changed.
const BELIEVED: Duration = Duration::from_secs(15);

/// A stream of events, open as long as its session.
pub struct Listener {
    session: Session,
    ear: Ear,
    batch: Batch,
    waiting: VecDeque<Told>,
}

/// The session that a stream belongs to.
struct Session {
    runtime: Runtime,
    token: String,
    person: Uuid,
    until: Option<Timestamp>,
    changed: watch::Receiver<()>,
    closing: watch::Receiver<bool>,
    /// Something changed since the session was last asked for.
    doubtful: bool,
}

impl Runtime {
    /// Lets the person behind a session token or an API key listen. What is unread is told first.
    pub async fn listen(&self, token: &str) -> Result<Listener, Error> {
        // Whatever is revoked from here on is noticed.
        let changed = self.tokens.changes();
        let (person, until) = self.session_of(token).await?;
        let too_many = || Error::conflict(Issue::new("events.too_many"));
        let ear = self.events.join(person).ok_or_else(too_many)?;
        let closing = ear.closing();
        let runtime = self.clone();
        let session = Session { runtime, token: token.to_owned(), person, until, changed, closing, doubtful: false };
        let batch = Batch { notices: true, ..Batch::default() };
        Ok(Listener { session, ear, batch, waiting: VecDeque::new() })
    }
}

impl Listener {
    /// The next thing to tell; `None` when the session has ended, the server stops, or what is to be told cannot be found
    /// out: whoever listens again then looks at everything anew.
    pub async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some(told) = self.waiting.pop_front() {
                return Some(told);
            }
            let (runtime, person) = (self.session.runtime.clone(), self.session.person);
            tokio::select! {
                biased;
                () = self.session.ended() => return None,
                () = gather(person, &mut self.ear, &mut self.batch) => {}
                () = sleep(SILENCE) => return Some(Told::Nothing),
            }
            let batch = take(&mut self.batch);
            let told = tokio::select! {
                biased;
                () = self.session.ended() => return None,
                told = tell(&runtime, person, batch) => told,
            };
            match told {
                Ok(told) => self.waiting.extend(told),
                Err(error) => {
                    tracing::debug!(%error, "a stream of events ended");
                    return None;
                }
            }
        }
    }

    /// Waits until the session has ended: for whoever waits for something else than the next event.
    pub async fn ended(&mut self) {
        self.session.ended().await;
    }
}

impl Session {
    /// Waits until the session has ended or the server stops. May be given up and asked again.
    async fn ended(&mut self) {
        loop {
            if !self.doubtful {
                let believed = self.believed();
                tokio::select! {
                    _ = self.closing.wait_for(|closing| *closing) => return,
                    _ = self.changed.changed() => {}
                    () = sleep(believed) => {}
                }
                self.doubtful = true;
            }
            match self.runtime.session_of(&self.token).await {
                Ok((person, until)) if person == self.person => (self.until, self.doubtful) = (until, false),
                // A database that does not answer ends the stream too: nobody listens on a belief.
                _ => return,
            }
        }
    }

    fn believed(&self) -> Duration {
        let Some(until) = self.until else { return BELIEVED };
        let left = until.as_microsecond() - self.runtime.clock.now().as_microsecond();
        Duration::from_micros(u64::try_from(left).unwrap_or(0)).min(BELIEVED)
    }
}

/// Waits until something happens, and takes in what happens within a moment. When it is given up, nothing is lost.
async fn gather(person: Uuid, ear: &mut Ear, batch: &mut Batch) {
    while batch.is_empty() {
        let heard: Heard = ear.hear().await;
        batch.add(person, heard);
    }
    sleep(MOMENT).await;
    while let Some(heard) = ear.heard() {
        batch.add(person, heard);
    }
}

/// What `person` may know of what happened, by the rights of now.
async fn tell(runtime: &Runtime, person: Uuid, batch: Batch) -> Result<Vec<Told>, Error> {
    let actor = runtime.actor(person, Locale::default())?;
    let mut told = Vec::new();
    let mut batch = batch;
    if batch.rights || batch.missed {
        told.push(Told::Rights(RightsEvent {}));
    }
    if batch.missed {
        told.extend(everything(runtime, &actor));
        batch.presence = runtime.apps.load().keys().cloned().collect();
        (batch.records, batch.apps) = Default::default();
        (batch.notices, batch.announcement) = (true, true);
        if actor.person.administrator {
            batch.drafts = drafts(runtime).await?;
        }
    }
    for (app, release) in batch.apps {
        if runtime.app(&app).and_then(|published| published.access(&actor)).is_ok() {
            told.push(Told::App(AppEvent { app, release }));
        }
    }
    for ((app, form, by), changed) in batch.records {
        let ids = match runtime.sight(&actor, &app, &form, changed).await? {
            Sight::Nothing => continue,
            Sight::These(ids) if ids.len() <= TOLD_APART => Some(ids),
            Sight::These(_) | Sight::LookAgain => None,
        };
        told.push(Told::Records(RecordsEvent { app, form, ids, by }));
    }
    if actor.person.administrator {
        let draft = |(app, (version, by))| Told::Draft(DraftEvent { app, version, by });
        told.extend(batch.drafts.into_iter().map(draft));
        let present = |app| Told::Presence(PresenceEvent { people: runtime.present_people(&app), app });
        told.extend(batch.presence.into_iter().map(present));
    }
    if batch.announcement {
        told.push(Told::Announcement(AnnouncementEvent {}));
    }
    if batch.notices {
        let unread = runtime.unread(person).await?;
        told.push(Told::Notice(NoticeEvent { unread }));
    }
    Ok(told)
}

/// Every app and form that the person may look at.
fn everything(runtime: &Runtime, actor: &Actor) -> Vec<Told> {
    let mut told = Vec::new();
    for (app, published) in runtime.apps.load().iter() {
        let Ok(access) = published.access(actor) else { continue };
        told.push(Told::App(AppEvent { app: app.clone(), release: published.release }));
        let seen = published.app.forms.keys().filter(|form| access.query(form, Verb::Read).is_ok());
        let again = |form: &Key| RecordsEvent { app: app.clone(), form: form.clone(), ids: None, by: None };
        told.extend(seen.map(|form| Told::Records(again(form))));
    }
    told
}

/// The latest save of every draft.
async fn drafts(runtime: &Runtime) -> Result<BTreeMap<Key, (i64, Option<Uuid>)>, Error> {
    let all = runtime.database.read(async |session| Ok::<_, Error>(stored::list_apps(session).await?)).await?;
    let latest = |app: stored::App| Some((Key::new(&app.key).ok()?, (app.draft_version, None)));
    Ok(all.into_iter().filter_map(latest).collect())
}
