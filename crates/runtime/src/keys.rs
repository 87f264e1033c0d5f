//! API keys: they may do what their maker may do, and nobody else can see or revoke them.

use engine_base::{Issue, Issues, Uuid, parse_timestamp};
use storage::system::{
    logins::{self, ApiKey},
    settings,
};

use crate::{
    Actor, Error, KeyView, Listed, NewKey, NewKeyMade, Runtime,
    organisation::check_name,
    secret::{hash_token, hex, new_token},
    sign_in::KEY_PREFIX,
};

/// Keys of one person at most.
const MAX_KEYS: usize = 50;

impl Runtime {
    /// The keys of the person who asks.
    pub async fn keys(&self, actor: &Actor) -> Result<Listed<KeyView>, Error> {
        let person = actor.person.id;
        let keys = self.database.read(async move |s| Ok::<_, Error>(logins::list_api_keys(s, person).await?)).await?;
        let view = |key: ApiKey| KeyView {
            id: key.id,
            name: key.name,
            created_at: key.created_at,
            expires_at: key.expires_at,
        };
        Ok(Listed { items: keys.into_iter().map(view).collect() })
    }

    /// Makes a key.
    pub async fn add_key(&self, actor: &Actor, new: NewKey) -> Result<NewKeyMade, Error> {
        let now = self.clock.now();
        let mut issues: Issues = check_name(&new.name, "/name").into_iter().collect();
        let expires_at = match new.expires_at.as_deref().map(parse_timestamp) {
            Some(Some(moment)) if moment > now => Some(moment),
            Some(_) => {
                issues.push(Issue::new("key.expiry").at("/expires_at"));
                None
            }
            None => None,
        };
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let token = new_token(KEY_PREFIX)?;
        let key = ApiKey {
            id: Uuid::now_v7(),
            user: actor.person.id,
            name: new.name,
            token_hash: hex(&hash_token(&token)),
            expires_at,
            created_at: now,
        };
        let id = key.id;
        self.database
            .write(async move |session| {
                if logins::list_api_keys(session, key.user).await?.len() >= MAX_KEYS {
                    return Err(Error::Issues(vec![Issue::new("key.too_many").with("max", MAX_KEYS)]));
                }
                Ok(logins::insert_api_key(session, &key).await?)
            })
            .await?;
        Ok(NewKeyMade { id, key: token })
    }

    /// Revokes a key at once.
    pub async fn remove_key(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let person = actor.person.id;
        let gone = self
            .database
            .write(async move |session| {
                let gone = logins::delete_api_key(session, person, id).await?;
                if gone {
                    settings::bump_directory(session).await?;
                }
                Ok::<_, Error>(gone)
            })
            .await?;
        self.tokens.forget();
        if gone { Ok(()) } else { Err(Error::NotFound) }
    }
}
