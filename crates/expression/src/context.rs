//! What a value may depend on besides records: time, zone and the person who asks.

use std::sync::Arc;

use engine_base::{Date, Key, TimeZone, Timestamp, Uuid, Value};

use crate::MeAttribute;

/// Time and person, fixed for a whole request.
#[derive(Clone, Debug)]
pub struct Context {
    /// The moment of the request.
    pub now: Timestamp,
    /// The organisation's zone.
    pub zone: TimeZone,
    /// The date of `now` in `zone`.
    pub today: Date,
    /// The person who asks.
    pub me: Me,
}

/// The person who asks. An empty text is an unknown attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The person.
    pub id: Uuid,
    /// The person's department.
    pub department: Option<Uuid>,
    /// The name.
    pub name: Arc<str>,
    /// The account.
    pub account: Arc<str>,
    /// The e-mail address.
    pub email: Arc<str>,
    /// The telephone number.
    pub phone: Arc<str>,
    /// The job title.
    pub title: Arc<str>,
    /// Roles in the app.
    pub roles: Vec<Key>,
}

impl Context {
    /// A context at `now`; computes the date.
    pub fn new(now: Timestamp, zone: TimeZone, me: Me) -> Context {
        Context { now, today: zone.to_datetime(now).date(), zone, me }
    }
}

impl Me {
    /// A person of whom only the id is known, without a role.
    pub fn new(id: Uuid) -> Me {
        let unknown: Arc<str> = Arc::from("");
        Me {
            id,
            department: None,
            name: unknown.clone(),
            account: unknown.clone(),
            email: unknown.clone(),
            phone: unknown.clone(),
            title: unknown,
            roles: Vec::new(),
        }
    }

    /// The value of one attribute.
    pub fn attribute(&self, attribute: MeAttribute) -> Value {
        let text = |text: &Arc<str>| if text.is_empty() { Value::Null } else { Value::Text(text.clone()) };
        match attribute {
            MeAttribute::Id => Value::Id(self.id),
            MeAttribute::Department => self.department.map_or(Value::Null, Value::Id),
            MeAttribute::Name => text(&self.name),
            MeAttribute::Account => text(&self.account),
            MeAttribute::Email => text(&self.email),
            MeAttribute::Phone => text(&self.phone),
            MeAttribute::Title => text(&self.title),
        }
    }
}
