//! Signing in: passwords, sessions, API keys, and the first administrator.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError, RwLock},
};

use engine_base::{Issue, Locale, Timestamp, Uuid};
use storage::system::{
    logins::{self, Login},
    people, settings,
};
use tokio::sync::watch;

use crate::{
    Actor, Error, Runtime, Setup, Shared, SignIn, SignedIn,
    organisation::{check_account, check_name, check_password, new_user},
    secret::{TokenHash, hash_password, hash_token, hex, new_token, verify_password},
};

/// How long a session lasts.
const SESSION_DAYS: i64 = 14;
/// How long a token is believed without asking the database again, so that what another process
/// revoked ends within a second.
const BELIEVED_MICROS: i64 = 1_000_000;
/// Tokens remembered at most.
const REMEMBERED: usize = 100_000;

/// The one-time token that makes the first administrator; `None` when there is one already.
pub type FirstToken = Mutex<Option<String>>;

/// Tokens seen lately.
#[derive(Debug, Default)]
pub struct Tokens {
    seen: RwLock<HashMap<TokenHash, Seen>>,
    changed: watch::Sender<()>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    person: Uuid,
    until: Option<Timestamp>,
    asked: Timestamp,
}

impl Tokens {
    fn find(&self, hash: &TokenHash, now: Timestamp) -> Option<Seen> {
        let seen = self.seen.read().unwrap_or_else(PoisonError::into_inner).get(hash).copied()?;
        let fresh = now.as_microsecond() - seen.asked.as_microsecond() < BELIEVED_MICROS;
        (fresh && seen.until.is_none_or(|until| now < until)).then_some(seen)
    }

    fn remember(&self, hash: TokenHash, seen: Seen) {
        let mut all = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(hash, seen);
    }

    /// Forgets everything, so that each token is asked for again.
    pub fn forget(&self) {
        self.seen.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.changed.send_replace(());
    }

    /// What says that tokens are to be asked for again.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }
}

impl Runtime {
    /// The person behind a session token or an API key.
    pub async fn authenticate(&self, token: &str, locale: Locale) -> Result<Actor, Error> {
        self.actor(self.seen(token).await?.person, locale)
    }

    /// The person behind a session token or an API key, and until when it opens.
    pub(crate) async fn session_of(&self, token: &str) -> Result<(Uuid, Option<Timestamp>), Error> {
        let seen = self.seen(token).await?;
        self.actor(seen.person, Locale::default())?;
        Ok((seen.person, seen.until))
    }

    async fn seen(&self, token: &str) -> Result<Seen, Error> {
        let hash = hash_token(token);
        let now = self.clock.now();
        match self.tokens.find(&hash, now) {
            Some(seen) => Ok(seen),
            None => self.ask_for_token(token, hash, now).await,
        }
    }

    /// The person with this id as somebody who acts.
    pub fn actor(&self, person: Uuid, locale: Locale) -> Result<Actor, Error> {
        let person = self.directory.load().people.get(&person).cloned().filter(|person| person.active);
        Ok(Actor { person: person.ok_or(Error::SignedOut)?, locale })
    }

    async fn ask_for_token(&self, token: &str, hash: TokenHash, now: Timestamp) -> Result<Seen, Error> {
        let text = hex(&hash);
        let is_key = token.starts_with(KEY_PREFIX);
        let found: Option<(Uuid, Option<Timestamp>)> = self
            .database
            .read_now(async |session| {
                Ok::<_, Error>(if is_key {
                    logins::find_api_key(session, &text).await?.map(|key| (key.user, key.expires_at))
                } else {
                    logins::find_login(session, &text).await?.map(|login| (login.user, Some(login.expires_at)))
                })
            })
            .await?;
        let (person, until) =
            found.filter(|(_, until)| until.is_none_or(|until| now < until)).ok_or(Error::SignedOut)?;
        let seen = Seen { person, until, asked: now };
        self.tokens.remember(hash, seen);
        Ok(seen)
    }

    /// Signs in with account and password.
    pub async fn sign_in(&self, sign_in: SignIn, address: &str, agent: String) -> Result<SignedIn, Error> {
        self.attempts.take(&sign_in.account, address).map_err(|seconds| Error::TooMany { seconds })?;
        let account = sign_in.account.trim().to_lowercase();
        let user =
            self.database.read(async move |s| Ok::<_, Error>(people::find_user_by_account(s, &account).await?)).await?;
        let user = user.filter(|user| user.active);
        let hash = user.as_ref().and_then(|user| user.password_hash.clone());
        let password = sign_in.password;
        let right = blocking(move || Ok(verify_password(&password, hash.as_deref()))).await?;
        match user {
            Some(user) if right => {
                self.attempts.succeed(&sign_in.account, address);
                self.start_session(user.id, agent).await
            }
            _ => Err(Error::WrongPassword),
        }
    }

    async fn start_session(&self, person: Uuid, agent: String) -> Result<SignedIn, Error> {
        let token = new_token(SESSION_PREFIX)?;
        let now = self.clock.now();
        let expires_at = now.checked_add(jiff_days(SESSION_DAYS)).unwrap_or(Timestamp::MAX);
        let login = Login { token_hash: hex(&hash_token(&token)), user: person, created_at: now, expires_at, agent };
        self.database
            .write(async move |session| {
                logins::delete_logins_before(session, now).await?;
                logins::insert_login(session, &login).await?;
                Ok::<_, Error>(())
            })
            .await?;
        let person = self.directory.load().people.get(&person).cloned().ok_or(Error::NotFound)?;
        Ok(SignedIn { token, expires_at, user: (&*person).into() })
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) -> Result<(), Error> {
        let text = hex(&hash_token(token));
        self.database
            .write(async move |session| {
                logins::delete_login(session, &text).await?;
                settings::bump_directory(session).await?;
                Ok::<_, Error>(())
            })
            .await?;
        self.tokens.forget();
        Ok(())
    }

    /// Makes the first administrator.
    pub async fn setup(&self, setup: Setup, address: &str, agent: String) -> Result<SignedIn, Error> {
        self.attempts.take(SETUP, address).map_err(|seconds| Error::TooMany { seconds })?;
        let expected = self.first_token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let expected = expected.ok_or_else(|| Error::conflict(Issue::new("setup.done")))?;
        if hash_token(&expected) != hash_token(&setup.token) {
            return Err(Error::SignedOut);
        }
        let issues = [check_account(&setup.account), check_name(&setup.name, "/name"), check_password(&setup.password)];
        let issues: Vec<_> = issues.into_iter().flatten().collect();
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let password = setup.password;
        let hash = blocking(move || hash_password(&password)).await?;
        let mut user = new_user(&setup.account, &setup.name, self.clock.now());
        (user.password_hash, user.administrator) = (Some(hash), true);
        let id = user.id;
        self.change_directory(async move |session| {
            // Two at once: the second finds an administrator.
            if people::count_administrators(session).await? > 0 {
                return Err(Error::conflict(Issue::new("setup.done")));
            }
            Ok(people::insert_user(session, &user).await?)
        })
        .await?;
        *self.first_token.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.start_session(id, agent).await
    }
}

impl Shared {
    /// The one-time token of the first start, while it is needed.
    pub fn first_token(&self) -> Option<String> {
        self.first_token.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Stands for an account where attempts at the first administrator are counted; no account has such a name.
const SETUP: &str = "setup:";
/// Prefix of session tokens.
pub const SESSION_PREFIX: &str = "fws_";
/// Prefix of API keys.
pub const KEY_PREFIX: &str = "fwk_";

/// Runs work that keeps a core busy for long away from the threads that answer requests.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| std::io::Error::other(error.to_string()))?
}

fn jiff_days(days: i64) -> std::time::Duration {
    std::time::Duration::from_secs(u64::try_from(days).unwrap_or(0) * 86_400)
}
