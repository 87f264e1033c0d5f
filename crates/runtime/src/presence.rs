//! Who is in the designer of an app, as far as this process knows: each says so again and again, and is forgotten otherwise.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use engine_base::{Key, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Actor, Error, Runtime, events::Event, prose::check_prose};

/// How long a person is there without saying so again.
const STAY: Duration = Duration::from_secs(45);
/// The longest name of a place, in characters.
const MAX_PLACE: usize = 120;

/// The people in designers, by app.
#[derive(Debug, Default)]
pub struct Presence {
    apps: Mutex<BTreeMap<Key, BTreeMap<Uuid, Stay>>>,
}

#[derive(Debug)]
struct Stay {
    place: Option<String>,
    until: Timestamp,
}

/// Where one is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ComeIn {
    /// The part of the app that one is at, in words of the caller's own.
    #[schema(max_length = 120)]
    pub place: Option<String>,
}

/// Somebody who is there.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PresentPerson {
    /// The person.
    pub id: Uuid,
    /// The name to show.
    pub name: String,
    /// The part of the app that the person is at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Everybody who is there.
#[derive(Debug, Serialize, ToSchema)]
pub struct Present {
    /// The people.
    pub people: Vec<PresentPerson>,
}

impl Presence {
    fn apps(&self) -> MutexGuard<'_, BTreeMap<Key, BTreeMap<Uuid, Stay>>> {
        self.apps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a person there; whether others see a difference.
    fn come(&self, app: &Key, person: Uuid, stay: Stay) -> bool {
        let place = stay.place.clone();
        let before = self.apps().entry(app.clone()).or_default().insert(person, stay);
        before.is_none_or(|before| before.place != place)
    }

    fn go(&self, app: &Key, person: Uuid) -> bool {
        let mut apps = self.apps();
        let Some(people) = apps.get_mut(app) else { return false };
        let was_there = people.remove(&person).is_some();
        if people.is_empty() {
            apps.remove(app);
        }
        was_there
    }

    /// Forgets whoever did not say for long to be there; the apps that somebody left.
    fn forget(&self, now: Timestamp) -> Vec<Key> {
        let mut left = Vec::new();
        self.apps().retain(|app, people| {
            let before = people.len();
            people.retain(|_, stay| stay.until > now);
            if people.len() < before {
                left.push(app.clone());
            }
            !people.is_empty()
        });
        left
    }
}

impl Runtime {
    /// Says that `actor` is in the designer of `app`, and answers who is.
    pub async fn come_in(&self, actor: &Actor, app: &str, come: ComeIn) -> Result<Present, Error> {
        let app = self.designed(actor, app).await?;
        let issue = come.place.as_deref().and_then(|place| check_prose(place, "/place", MAX_PLACE));
        if let Some(issue) = issue {
            return Err(Error::Issues(vec![issue]));
        }
        let until = self.clock.now().checked_add(STAY).unwrap_or(Timestamp::MAX);
        if self.presence.come(&app, actor.person.id, Stay { place: come.place, until }) {
            self.events.tell(|| Event::Presence { app: app.clone() });
        }
        Ok(Present { people: self.present_people(&app) })
    }

    /// Says that `actor` left the designer of `app`.
    pub async fn go_out(&self, actor: &Actor, app: &str) -> Result<(), Error> {
        let app = self.designed(actor, app).await?;
        if self.presence.go(&app, actor.person.id) {
            self.events.tell(|| Event::Presence { app });
        }
        Ok(())
    }

    /// Who is in the designer of `app`.
    pub(crate) fn present_people(&self, app: &Key) -> Vec<PresentPerson> {
        let directory = self.directory.load();
        let now = self.clock.now();
        let apps = self.presence.apps();
        let there = apps.get(app).into_iter().flatten().filter(|(_, stay)| stay.until > now);
        let person = |(id, stay): (&Uuid, &Stay)| {
            let name = directory.people.get(id)?.me.name.to_string();
            Some(PresentPerson { id: *id, name, place: stay.place.clone() })
        };
        there.filter_map(person).collect()
    }

    /// Forgets whoever did not say for long to be in a designer.
    pub(crate) fn forget_absent(&self) {
        for app in self.presence.forget(self.clock.now()) {
            self.events.tell(|| Event::Presence { app });
        }
    }

    /// The key of an app whose draft `actor` may edit.
    async fn designed(&self, actor: &Actor, app: &str) -> Result<Key, Error> {
        actor.administrators_only()?;
        if self.app(app).is_err() {
            // An app that was never published has a draft all the same.
            self.draft(actor, app).await?;
        }
        Key::new(app).map_err(|_| Error::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(place: &str, second: i64) -> Stay {
        Stay { place: Some(place.to_owned()), until: Timestamp::from_second(second).unwrap() }
    }

    #[test]
    fn only_what_others_see_is_a_difference() {
        let presence = Presence::default();
        let (crm, hr) = (Key::new("crm").unwrap(), Key::new("hr").unwrap());
        let (lee, wang) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert!(presence.come(&crm, lee, stay("forms/lead", 10)));
        assert!(!presence.come(&crm, lee, stay("forms/lead", 20)));
        assert!(presence.come(&crm, lee, stay("roles", 30)));
        assert!(presence.come(&crm, wang, stay("roles", 40)));
        assert!(presence.come(&hr, wang, stay("", 50)));
        let at = |second| Timestamp::from_second(second).unwrap();
        assert!(presence.forget(at(29)).is_empty());
        assert_eq!(presence.forget(at(30)), std::slice::from_ref(&crm));
        assert!(!presence.go(&crm, lee));
        assert!(presence.go(&crm, wang));
        assert!(!presence.go(&crm, wang));
        assert_eq!(presence.forget(at(50)), [hr]);
        assert!(presence.apps().is_empty());
    }
}
