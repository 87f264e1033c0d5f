//! People and departments put in place by the command line and by the demonstration.

use engine_base::{Issue, Issues, Key, Locale, TimeZone, Uuid};
use storage::system::{logins, people};

use crate::{
    Actor, Error, Runtime,
    organisation::{check_account, check_name, check_password, new_user},
    secret::hash_password,
    sign_in::blocking,
};

/// A person as it shall be; what is `None` stays as it is, or has its default for a new person.
#[derive(Clone, Debug)]
pub struct SetPerson {
    /// The account: decides whether there is the person already.
    pub account: String,
    /// The name to show.
    pub name: Option<String>,
    /// Position in the organisation.
    pub title: Option<String>,
    /// A new password.
    pub password: Option<String>,
    /// The department.
    pub department: Option<Uuid>,
    /// Whether the person runs the installation.
    pub administrator: Option<bool>,
    /// Whether the person may sign in.
    pub active: Option<bool>,
    /// Pairs of app and role; they replace the person's roles in the apps that are named.
    pub roles: Vec<(String, String)>,
}

impl Runtime {
    /// Adds or changes a person.
    pub async fn set_person(&self, person: SetPerson) -> Result<Uuid, Error> {
        let mut issues: Issues = check_account(&person.account).into_iter().collect();
        issues.extend(person.name.as_deref().and_then(|name| check_name(name, "/name")));
        issues.extend(person.password.as_deref().and_then(check_password));
        for (app, role) in &person.roles {
            if !self.apps.load().get(app.as_str()).is_some_and(|app| app.app.roles.contains_key(role.as_str())) {
                issues.push(Issue::new("role.unknown").at("/roles").with("role", format!("{app}:{role}")));
            }
        }
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let hash = match person.password.clone() {
            Some(password) => Some(blocking(move || hash_password(&password)).await?),
            None => None,
        };
        let now = self.clock.now();
        let id = self
            .change_directory(async move |session| {
                let account = person.account.trim().to_lowercase();
                let found = people::find_user_by_account(session, &account).await?;
                let new = found.is_none();
                let mut user = found.unwrap_or_else(|| new_user(&account, &account, now));
                let out = !new && (hash.is_some() || person.active == Some(false));
                user.name = person.name.unwrap_or(user.name);
                user.title = person.title.or(user.title);
                user.department = person.department.or(user.department);
                user.password_hash = hash.or(user.password_hash);
                user.administrator = person.administrator.unwrap_or(user.administrator);
                user.active = person.active.unwrap_or(user.active);
                user.changed_at = now;
                if new {
                    people::insert_user(session, &user).await?
                } else {
                    people::update_user(session, &user).await?
                }
                if out {
                    logins::delete_logins_of(session, user.id).await?;
                }
                let mut apps: Vec<&String> = person.roles.iter().map(|(app, _)| app).collect();
                apps.dedup();
                for app in apps {
                    let roles: Vec<String> =
                        person.roles.iter().filter(|(of, _)| of == app).map(|(_, role)| role.clone()).collect();
                    people::set_roles(session, app, user.id, &roles).await?;
                }
                Ok(user.id)
            })
            .await?;
        self.offer_setup().await?;
        Ok(id)
    }

    /// The department with this name below `parent`; added when there is none.
    pub async fn set_department(&self, name: &str, parent: Option<Uuid>) -> Result<Uuid, Error> {
        let directory = self.directory.load_full();
        if let Some(found) = directory.departments.values().find(|of| &*of.name == name && of.parent == parent) {
            return Ok(found.id);
        }
        let position = i64::try_from(directory.departments.len()).unwrap_or(i64::MAX);
        let department = people::Department { id: Uuid::now_v7(), name: name.to_owned(), parent, head: None, position };
        let id = department.id;
        self.change_directory(async move |session| Ok(people::insert_department(session, &department).await?)).await?;
        Ok(id)
    }

    /// Says who leads a department.
    pub async fn set_head(&self, department: Uuid, person: Uuid) -> Result<(), Error> {
        self.change_directory(async move |session| {
            let all = people::list_departments(session).await?;
            let mut department = all.into_iter().find(|of| of.id == department).ok_or(Error::NotFound)?;
            department.head = Some(person);
            Ok(people::update_department(session, &department).await?)
        })
        .await
    }

    /// The person with this account as somebody who acts.
    pub fn actor_by_account(&self, account: &str, locale: Locale) -> Result<Actor, Error> {
        let directory = self.directory.load();
        let found = directory.people.values().find(|person| *person.me.account == *account.trim().to_lowercase());
        let id = found.ok_or(Error::NotFound)?.id;
        self.actor(id, locale)
    }

    /// Whether any app was published.
    pub fn has_apps(&self) -> bool {
        !self.apps.load().is_empty()
    }

    /// The keys of the published apps.
    pub fn app_keys(&self) -> Vec<Key> {
        self.apps.load().keys().cloned().collect()
    }

    /// The organisation's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }
}
