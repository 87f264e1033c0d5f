//! Who does something, and with which rights.

use std::sync::Arc;

use engine_base::{Key, Locale, TimeZone, Timestamp};
use expression::Context;

use crate::{Error, Person};

/// The person behind a request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person.
    pub person: Arc<Person>,
    /// The language of the answer.
    pub locale: Locale,
}

impl Actor {
    /// The person's roles in `app`.
    pub fn roles(&self, app: &str) -> &[Key] {
        self.person.roles.get(app).map(Vec::as_slice).unwrap_or_default()
    }

    /// What formulas of `app` may know at `now`.
    pub fn context(&self, app: &str, now: Timestamp, zone: &TimeZone) -> Context {
        let mut me = self.person.me.clone();
        me.roles = self.roles(app).to_vec();
        Context::new(now, zone.clone(), me)
    }

    /// Refuses everybody but administrators.
    pub fn administrators_only(&self) -> Result<(), Error> {
        if self.person.administrator { Ok(()) } else { Err(Error::AdministratorsOnly) }
    }
}
