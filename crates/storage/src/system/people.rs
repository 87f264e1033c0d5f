//! People, departments and who has which role in which app.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{
    Error, Session,
    entities::{department, member, user},
};

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// Who.
    pub id: Uuid,
    /// The name to sign in with, unique.
    pub account: String,
    /// The name to show.
    pub name: String,
    /// Position in the organisation.
    pub title: Option<String>,
    /// Electronic mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// The department the person belongs to.
    pub department: Option<Uuid>,
    /// Argon2 hash; none when the person cannot sign in by password.
    pub password_hash: Option<String>,
    /// Language tag.
    pub locale: String,
    /// Whether the person runs the installation.
    pub administrator: bool,
    /// Whether the person may sign in.
    pub active: bool,
    /// When the person was added.
    pub created_at: Timestamp,
    /// When anything about the person last changed.
    pub changed_at: Timestamp,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Department {
    /// Which.
    pub id: Uuid,
    /// The name to show.
    pub name: String,
    /// The department above.
    pub parent: Option<Uuid>,
    /// The person in charge.
    pub head: Option<Uuid>,
    /// Place among its siblings.
    pub position: i64,
}

/// A person's role in an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The app's key.
    pub app: String,
    /// The role's key.
    pub role: String,
    /// Who.
    pub user: Uuid,
}

impl From<user::Model> for User {
    fn from(m: user::Model) -> Self {
        User {
            id: m.id,
            account: m.account,
            name: m.name,
            title: m.title,
            email: m.email,
            phone: m.phone,
            department: m.department,
            password_hash: m.password_hash,
            locale: m.locale,
            administrator: m.administrator,
            active: m.active,
            created_at: moment(m.created_at),
            changed_at: moment(m.changed_at),
        }
    }
}

impl From<&User> for user::ActiveModel {
    fn from(u: &User) -> Self {
        user::ActiveModel {
            id: Set(u.id),
            account: Set(u.account.clone()),
            name: Set(u.name.clone()),
            title: Set(u.title.clone()),
            email: Set(u.email.clone()),
            phone: Set(u.phone.clone()),
            department: Set(u.department),
            password_hash: Set(u.password_hash.clone()),
            locale: Set(u.locale.clone()),
            administrator: Set(u.administrator),
            active: Set(u.active),
            created_at: Set(u.created_at.as_microsecond()),
            changed_at: Set(u.changed_at.as_microsecond()),
        }
    }
}

impl From<department::Model> for Department {
    fn from(m: department::Model) -> Self {
        Department { id: m.id, name: m.name, parent: m.parent, head: m.head, position: m.position }
    }
}

impl From<&Department> for department::ActiveModel {
    fn from(d: &Department) -> Self {
        department::ActiveModel {
            id: Set(d.id),
            name: Set(d.name.clone()),
            parent: Set(d.parent),
            head: Set(d.head),
            position: Set(d.position),
        }
    }
}

/// Everybody, by account.
pub async fn list_users(session: &Session) -> Result<Vec<User>, Error> {
    let all = user::Entity::find().order_by_asc(user::Column::Account).all(session).await?;
    Ok(all.into_iter().map(User::from).collect())
}

/// A person by id, if there is one.
pub async fn find_user(session: &Session, id: Uuid) -> Result<Option<User>, Error> {
    Ok(user::Entity::find_by_id(id).one(session).await?.map(User::from))
}

/// A person by id.
pub async fn get_user(session: &Session, id: Uuid) -> Result<User, Error> {
    find_user(session, id).await?.ok_or(Error::Missing("user"))
}

/// A person by account, if there is one.
pub async fn find_user_by_account(session: &Session, account: &str) -> Result<Option<User>, Error> {
    let found = user::Entity::find().filter(user::Column::Account.eq(account)).one(session).await?;
    Ok(found.map(User::from))
}

/// How many active people run the installation.
pub async fn count_administrators(session: &Session) -> Result<u64, Error> {
    let all = user::Entity::find().filter(user::Column::Administrator.eq(true)).filter(user::Column::Active.eq(true));
    Ok(all.count(session).await?)
}

/// Adds a person.
pub async fn insert_user(session: &Session, new: &User) -> Result<(), Error> {
    user::Entity::insert(user::ActiveModel::from(new)).exec_without_returning(session).await?;
    Ok(())
}

/// Writes all of a person anew.
pub async fn update_user(session: &Session, changed: &User) -> Result<(), Error> {
    let mut row = user::ActiveModel::from(changed);
    row.id = sea_orm::ActiveValue::NotSet;
    let done = user::Entity::update_many().set(row).filter(user::Column::Id.eq(changed.id)).exec(session).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Missing("user")) }
}

/// All departments in order.
pub async fn list_departments(session: &Session) -> Result<Vec<Department>, Error> {
    let order =
        department::Entity::find().order_by_asc(department::Column::Position).order_by_asc(department::Column::Name);
    Ok(order.all(session).await?.into_iter().map(Department::from).collect())
}

/// Adds a department.
pub async fn insert_department(session: &Session, new: &Department) -> Result<(), Error> {
    department::Entity::insert(department::ActiveModel::from(new)).exec_without_returning(session).await?;
    Ok(())
}

/// Writes all of a department anew.
pub async fn update_department(session: &Session, changed: &Department) -> Result<(), Error> {
    let mut row = department::ActiveModel::from(changed);
    row.id = sea_orm::ActiveValue::NotSet;
    let done =
        department::Entity::update_many().set(row).filter(department::Column::Id.eq(changed.id)).exec(session).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Missing("department")) }
}

/// Removes a department that nobody and nothing belongs to.
pub async fn delete_department(session: &Session, id: Uuid) -> Result<(), Error> {
    department::Entity::delete_by_id(id).exec(session).await?;
    Ok(())
}

/// Who has which role in an app.
pub async fn list_members(session: &Session, app: &str) -> Result<Vec<Member>, Error> {
    members(session, member::Entity::find().filter(member::Column::App.eq(app))).await
}

/// A person's roles in all apps.
pub async fn list_roles_of(session: &Session, user: Uuid) -> Result<Vec<Member>, Error> {
    members(session, member::Entity::find().filter(member::Column::UserId.eq(user))).await
}

async fn members(session: &Session, query: sea_orm::Select<member::Entity>) -> Result<Vec<Member>, Error> {
    let order =
        query.order_by_asc(member::Column::App).order_by_asc(member::Column::UserId).order_by_asc(member::Column::Role);
    let all = order.all(session).await?.into_iter();
    Ok(all.map(|m| Member { app: m.app, role: m.role, user: m.user_id }).collect())
}

/// Gives a person exactly these roles in an app.
pub async fn set_roles(session: &Session, app: &str, user: Uuid, roles: &[String]) -> Result<(), Error> {
    member::Entity::delete_many()
        .filter(member::Column::App.eq(app))
        .filter(member::Column::UserId.eq(user))
        .exec(session)
        .await?;
    for role in roles {
        let row = member::ActiveModel { app: Set(app.to_owned()), role: Set(role.clone()), user_id: Set(user) };
        member::Entity::insert(row).exec_without_returning(session).await?;
    }
    Ok(())
}
