//! What administrators tell everybody who is signed in.

use engine_base::{Issue, Issues, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use storage::{
    Session,
    system::announcements::{self as stored, Announcement},
};
use utoipa::ToSchema;

use crate::{
    Actor, Error, Listed, Runtime,
    events::Event,
    organisation::check_name,
    prose::{MAX_TEXT, check_said},
    views::present,
};

/// Announcements that may stand.
const MAX_STANDING: usize = 100;

/// What an administrator tells everybody.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnnouncementView {
    /// Which.
    pub id: Uuid,
    /// What it is about.
    pub title: String,
    /// What it says: plain text.
    pub text: String,
    /// Since when it stands.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who wrote it.
    pub by: Uuid,
    /// Until when it is shown; absent when for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
}

/// An announcement to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnnouncement {
    /// What it is about.
    #[schema(max_length = 100)]
    pub title: String,
    /// What it says.
    #[schema(max_length = 10_000)]
    pub text: String,
    /// Until when it is shown, RFC 3339; for ever when left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<String>,
}

/// What to change about an announcement; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeAnnouncement {
    /// What it is about.
    #[schema(max_length = 100)]
    pub title: Option<String>,
    /// What it says.
    #[schema(max_length = 10_000)]
    pub text: Option<String>,
    /// Until when it is shown; `null` for ever.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Option<String>>,
}

impl From<Announcement> for AnnouncementView {
    fn from(one: Announcement) -> Self {
        AnnouncementView { id: one.id, title: one.title, text: one.text, at: one.at, by: one.by, until: one.until }
    }
}

impl Runtime {
    /// The announcements that stand, newest first; with `ended` also those that ended, for administrators.
    pub async fn announcements(&self, actor: &Actor, ended: bool) -> Result<Listed<AnnouncementView>, Error> {
        if ended {
            actor.administrators_only()?;
        }
        let now = self.clock.now();
        let all = self.database.read(async |s| Ok::<_, Error>(stored::list_announcements(s).await?)).await?;
        let stands = |one: &Announcement| ended || one.until.is_none_or(|until| now < until);
        Ok(Listed { items: all.into_iter().filter(stands).map(AnnouncementView::from).collect() })
    }

    /// Makes an announcement.
    pub async fn add_announcement(&self, actor: &Actor, new: NewAnnouncement) -> Result<AnnouncementView, Error> {
        actor.administrators_only()?;
        let (until, mut issues) = moment(new.until.as_deref());
        let announcement = Announcement {
            id: Uuid::now_v7(),
            title: new.title.trim().to_owned(),
            text: new.text.trim_end().to_owned(),
            at: self.clock.now(),
            by: actor.person.id,
            until,
        };
        issues.extend(check(&announcement));
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        self.announce(async move |session| {
            if stored::list_announcements(session).await?.len() >= MAX_STANDING {
                return Err(Error::Issues(vec![Issue::new("announcements.too_many").with("max", MAX_STANDING)]));
            }
            stored::insert_announcement(session, &announcement).await?;
            Ok(announcement.into())
        })
        .await
    }

    /// Changes an announcement.
    pub async fn change_announcement(
        &self,
        actor: &Actor,
        id: Uuid,
        change: ChangeAnnouncement,
    ) -> Result<AnnouncementView, Error> {
        actor.administrators_only()?;
        self.announce(async move |session| {
            let mut announcement = stored::find_announcement(session, id).await?.ok_or(Error::NotFound)?;
            let mut issues = Issues::new();
            if let Some(title) = change.title {
                announcement.title = title.trim().to_owned();
            }
            if let Some(text) = change.text {
                announcement.text = text.trim_end().to_owned();
            }
            if let Some(until) = change.until {
                (announcement.until, issues) = moment(until.as_deref());
            }
            issues.extend(check(&announcement));
            if !issues.is_empty() {
                return Err(Error::Issues(issues));
            }
            stored::update_announcement(session, &announcement).await?;
            Ok(announcement.into())
        })
        .await
    }

    /// Takes an announcement back.
    pub async fn remove_announcement(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        actor.administrators_only()?;
        self.announce(
            async move |session| {
                if stored::delete_announcement(session, id).await? { Ok(()) } else { Err(Error::NotFound) }
            },
        )
        .await
    }

    /// Carries a change of the announcements out and tells everybody.
    async fn announce<T: Send + 'static>(
        &self,
        job: impl AsyncFnOnce(&Session) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let hub = self.events.clone();
        self.database
            .write(async move |session| {
                session.after_commit(move || hub.tell(|| Event::Announcement));
                job(session).await
            })
            .await
    }
}

fn check(announcement: &Announcement) -> Issues {
    let issues = [check_name(&announcement.title, "/title"), check_said(&announcement.text, "/text", MAX_TEXT)];
    issues.into_iter().flatten().collect()
}

/// A moment as it is written, and what is wrong with it.
fn moment(text: Option<&str>) -> (Option<Timestamp>, Issues) {
    match text.map(str::parse::<Timestamp>) {
        Some(Ok(moment)) => (Some(moment), Issues::new()),
        Some(Err(_)) => (None, vec![Issue::new("type.mismatch").at("/until").with("expected", "date_time")]),
        None => (None, Issues::new()),
    }
}
