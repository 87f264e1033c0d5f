//! What a listener is told: the events of the stream as they are sent.

use engine_base::{Key, Uuid};
use serde::Serialize;
use utoipa::ToSchema;

use crate::PresentPerson;

/// `records`: records of a form are not as they were.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordsEvent {
    /// The app.
    #[schema(value_type = String)]
    pub app: Key,
    /// The form.
    #[schema(value_type = String)]
    pub form: Key,
    /// At most 100 records; absent when there are more, or when some are out of sight now: look again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<Uuid>>,
    /// Who did it; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Uuid>,
}

/// `app`: another release of an app is in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppEvent {
    /// The app.
    #[schema(value_type = String)]
    pub app: Key,
    /// The number of the release.
    pub release: i64,
}

/// `draft`: the draft of an app was saved.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftEvent {
    /// The app.
    #[schema(value_type = String)]
    pub app: Key,
    /// The number of the save, as in its `ETag`.
    pub version: i64,
    /// Who saved it; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Uuid>,
}

/// `presence`: who is in the designer of an app.
#[derive(Debug, Serialize, ToSchema)]
pub struct PresenceEvent {
    /// The app.
    #[schema(value_type = String)]
    pub app: Key,
    /// Everybody who is there.
    pub people: Vec<PresentPerson>,
}

/// `notice`: the number of unread notices.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeEvent {
    /// How many there are.
    pub unread: u64,
}

/// `announcement`: the announcements are others now.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnnouncementEvent {}

/// `rights`: the person may see or do other things than before: everything is to be looked at again.
#[derive(Debug, Serialize, ToSchema)]
pub struct RightsEvent {}

/// One thing to tell.
#[derive(Debug)]
pub enum Told {
    /// Nothing happened for a while; the stream is alive.
    Nothing,
    /// `records`.
    Records(RecordsEvent),
    /// `app`.
    App(AppEvent),
    /// `draft`.
    Draft(DraftEvent),
    /// `presence`.
    Presence(PresenceEvent),
    /// `notice`.
    Notice(NoticeEvent),
    /// `announcement`.
    Announcement(AnnouncementEvent),
    /// `rights`.
    Rights(RightsEvent),
}

impl Told {
    /// The event's name and its data as JSON on one line; `None` when there is nothing to tell.
    pub fn named(&self) -> Option<(&'static str, String)> {
        let (name, json) = match self {
            Told::Nothing => return None,
            Told::Records(event) => ("records", serde_json::to_string(event)),
            Told::App(event) => ("app", serde_json::to_string(event)),
            Told::Draft(event) => ("draft", serde_json::to_string(event)),
            Told::Presence(event) => ("presence", serde_json::to_string(event)),
            Told::Notice(event) => ("notice", serde_json::to_string(event)),
            Told::Announcement(event) => ("announcement", serde_json::to_string(event)),
            Told::Rights(event) => ("rights", serde_json::to_string(event)),
        };
        json.ok().map(|json| (name, json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_is_not_sent() {
        let app = Key::new("crm").unwrap();
        for (told, name, json) in [
            (
                Told::Records(RecordsEvent { app: app.clone(), form: app.clone(), ids: None, by: None }),
                "records",
                r#"{"app":"crm","form":"crm"}"#,
            ),
            (Told::App(AppEvent { app, release: 3 }), "app", r#"{"app":"crm","release":3}"#),
            (Told::Notice(NoticeEvent { unread: 2 }), "notice", r#"{"unread":2}"#),
            (Told::Announcement(AnnouncementEvent {}), "announcement", "{}"),
            (Told::Rights(RightsEvent {}), "rights", "{}"),
        ] {
            assert_eq!(told.named(), Some((name, json.to_owned())));
        }
        assert_eq!(Told::Nothing.named(), None);
    }
}
