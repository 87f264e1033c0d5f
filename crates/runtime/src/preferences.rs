//! What people set for themselves: small JSON under keys that the screens choose. Nobody else reads it.

use std::collections::BTreeMap;

use engine_base::Issue;
use serde_json::Value as Json;
use storage::system::preferences::{self, Preference};

use crate::{Actor, Error, Runtime, malformed};

/// Bytes of one value at most.
const MAX_VALUE: usize = 32 << 10;
/// Keys of one person at most.
const MAX_KEYS: u64 = 200;
/// Characters of a key at most.
const LONGEST_KEY: usize = 80;

impl Runtime {
    /// What the person who asks has set, by key.
    pub async fn preferences(&self, actor: &Actor) -> Result<BTreeMap<String, Json>, Error> {
        let person = actor.person.id;
        let all = self
            .database
            .read(async move |session| Ok::<_, Error>(preferences::list_preferences(session, person).await?))
            .await?;
        let read = |of: Preference| Some((of.key, serde_json::from_str(&of.value).ok()?));
        Ok(all.into_iter().filter_map(read).collect())
    }

    /// Sets one value.
    pub async fn set_preference(&self, actor: &Actor, key: &str, body: &[u8]) -> Result<(), Error> {
        if !is_key(key) {
            return Err(Error::Issues(vec![Issue::new("preference.key").with("key", key).with("max", LONGEST_KEY)]));
        }
        if body.len() > MAX_VALUE {
            return Err(Error::Issues(vec![Issue::new("preference.too_large").with("max", MAX_VALUE)]));
        }
        let value: Json = serde_json::from_slice(body).map_err(|error| Error::Request(vec![malformed(&error)]))?;
        let new = Preference { user: actor.person.id, key: key.to_owned(), value: value.to_string() };
        self.database
            .write(async move |session| {
                if preferences::count_other_preferences(session, new.user, &new.key).await? >= MAX_KEYS {
                    return Err(Error::Issues(vec![Issue::new("preference.too_many").with("max", MAX_KEYS)]));
                }
                Ok(preferences::set_preference(session, &new).await?)
            })
            .await
    }

    /// Removes one value.
    pub async fn remove_preference(&self, actor: &Actor, key: &str) -> Result<(), Error> {
        let (person, key) = (actor.person.id, key.to_owned());
        let gone = self
            .database
            .write(async move |session| Ok::<_, Error>(preferences::delete_preference(session, person, &key).await?))
            .await?;
        if gone { Ok(()) } else { Err(Error::NotFound) }
    }
}

fn is_key(key: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.:-".contains(&byte);
    (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(known)
}
