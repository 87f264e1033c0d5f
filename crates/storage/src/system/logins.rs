//! Signed-in browsers and API keys; only hashes of their secrets are kept.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{
    Error, Session,
    entities::{api_key, login},
};

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Login {
    /// SHA-256 of the token, hexadecimal.
    pub token_hash: String,
    /// Who.
    pub user: Uuid,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// The browser's own words about itself.
    pub agent: String,
}

/// An API key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Which.
    pub id: Uuid,
    /// Whose rights it has.
    pub user: Uuid,
    /// What it is for.
    pub name: String,
    /// SHA-256 of the key, hexadecimal.
    pub token_hash: String,
    /// Until when; forever when empty.
    pub expires_at: Option<Timestamp>,
    /// Since when.
    pub created_at: Timestamp,
}

impl From<login::Model> for Login {
    fn from(m: login::Model) -> Self {
        Login {
            token_hash: m.token_hash,
            user: m.user_id,
            created_at: moment(m.created_at),
            expires_at: moment(m.expires_at),
            agent: m.agent,
        }
    }
}

impl From<api_key::Model> for ApiKey {
    fn from(m: api_key::Model) -> Self {
        ApiKey {
            id: m.id,
            user: m.user_id,
            name: m.name,
            token_hash: m.token_hash,
            expires_at: m.expires_at.map(moment),
            created_at: moment(m.created_at),
        }
    }
}

/// The signed-in browser with this token, expired or not.
pub async fn find_login(session: &Session, token_hash: &str) -> Result<Option<Login>, Error> {
    Ok(login::Entity::find_by_id(token_hash.to_owned()).one(session).await?.map(Login::from))
}

/// Adds a signed-in browser.
pub async fn insert_login(session: &Session, new: &Login) -> Result<(), Error> {
    let row = login::ActiveModel {
        token_hash: Set(new.token_hash.clone()),
        user_id: Set(new.user),
        created_at: Set(new.created_at.as_microsecond()),
        expires_at: Set(new.expires_at.as_microsecond()),
        agent: Set(new.agent.clone()),
    };
    login::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Prolongs a signed-in browser.
pub async fn update_login_expiry(session: &Session, token_hash: &str, until: Timestamp) -> Result<(), Error> {
    let change = login::ActiveModel { expires_at: Set(until.as_microsecond()), ..Default::default() };
    login::Entity::update_many().set(change).filter(login::Column::TokenHash.eq(token_hash)).exec(session).await?;
    Ok(())
}

/// Signs one browser out.
pub async fn delete_login(session: &Session, token_hash: &str) -> Result<(), Error> {
    login::Entity::delete_by_id(token_hash.to_owned()).exec(session).await?;
    Ok(())
}

/// Signs a person out everywhere.
pub async fn delete_logins_of(session: &Session, user: Uuid) -> Result<(), Error> {
    login::Entity::delete_many().filter(login::Column::UserId.eq(user)).exec(session).await?;
    Ok(())
}

/// Removes what expired before `now`; how many.
pub async fn delete_logins_before(session: &Session, now: Timestamp) -> Result<u64, Error> {
    let expired = login::Column::ExpiresAt.lt(now.as_microsecond());
    Ok(login::Entity::delete_many().filter(expired).exec(session).await?.rows_affected)
}

/// The API key with this hash, expired or not.
pub async fn find_api_key(session: &Session, token_hash: &str) -> Result<Option<ApiKey>, Error> {
    let found = api_key::Entity::find().filter(api_key::Column::TokenHash.eq(token_hash)).one(session).await?;
    Ok(found.map(ApiKey::from))
}

/// A person's API keys, oldest first.
pub async fn list_api_keys(session: &Session, user: Uuid) -> Result<Vec<ApiKey>, Error> {
    let mine = api_key::Entity::find().filter(api_key::Column::UserId.eq(user)).order_by_asc(api_key::Column::Id);
    Ok(mine.all(session).await?.into_iter().map(ApiKey::from).collect())
}

/// Adds an API key.
pub async fn insert_api_key(session: &Session, new: &ApiKey) -> Result<(), Error> {
    let row = api_key::ActiveModel {
        id: Set(new.id),
        user_id: Set(new.user),
        name: Set(new.name.clone()),
        token_hash: Set(new.token_hash.clone()),
        expires_at: Set(new.expires_at.map(Timestamp::as_microsecond)),
        created_at: Set(new.created_at.as_microsecond()),
    };
    api_key::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Removes a person's API key; whether there was one.
pub async fn delete_api_key(session: &Session, user: Uuid, id: Uuid) -> Result<bool, Error> {
    let mine =
        api_key::Entity::delete_many().filter(api_key::Column::UserId.eq(user)).filter(api_key::Column::Id.eq(id));
    Ok(mine.exec(session).await?.rows_affected == 1)
}
