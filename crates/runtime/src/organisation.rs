//! People and departments: shown to everybody who is signed in, changed by administrators.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{Issue, Issues, Key, Locale, Timestamp, Uuid};
use expression::Me as MeValues;
use storage::{
    Session,
    system::{
        apps, logins,
        people::{self, User},
        settings,
    },
};

use crate::{
    Actor, ChangeDepartment, ChangePerson, Department, DepartmentView, Directory, Error, Listed, Me, MyApp,
    NewDepartment, NewPerson, Person, PersonView, Runtime,
    events::Event,
    secret::{MAX_PASSWORD, MIN_PASSWORD, hash_password, verify_password},
    sign_in::blocking,
};

impl From<&Person> for PersonView {
    fn from(person: &Person) -> PersonView {
        let optional = |text: &Arc<str>| Some(text.to_string()).filter(|text| !text.is_empty());
        PersonView {
            id: person.id,
            account: person.me.account.to_string(),
            name: person.me.name.to_string(),
            title: optional(&person.me.title),
            department: person.me.department,
            active: person.active,
            administrator: person.administrator,
        }
    }
}

impl From<&Department> for DepartmentView {
    fn from(of: &Department) -> DepartmentView {
        DepartmentView { id: of.id, name: of.name.to_string(), parent: of.parent, head: of.head }
    }
}

impl Runtime {
    /// The person who asks.
    pub fn me(&self, actor: &Actor) -> Me {
        let optional = |text: &Arc<str>| Some(text.to_string()).filter(|text| !text.is_empty());
        let person = &actor.person;
        let app = |app: crate::AppView| MyApp { roles: actor.roles(&app.key).to_vec(), app };
        Me {
            person: (&**person).into(),
            email: optional(&person.me.email),
            phone: optional(&person.me.phone),
            locale: person.locale,
            time_zone: self.zone.iana_name().unwrap_or("UTC").to_owned(),
            apps: self.apps(actor).items.into_iter().map(app).collect(),
        }
    }

    /// Everybody, by account.
    pub fn people(&self, _actor: &Actor) -> Listed<PersonView> {
        let directory = self.directory.load();
        let mut items: Vec<PersonView> = directory.people.values().map(|person| (&**person).into()).collect();
        items.sort_by(|a, b| a.account.cmp(&b.account));
        Listed { items }
    }

    /// All departments.
    pub fn departments(&self, _actor: &Actor) -> Listed<DepartmentView> {
        Listed { items: self.directory.load().departments.values().map(DepartmentView::from).collect() }
    }

    /// Adds a person.
    pub async fn add_person(&self, actor: &Actor, new: NewPerson) -> Result<PersonView, Error> {
        actor.administrators_only()?;
        let mut issues: Issues =
            [check_account(&new.account), check_name(&new.name, "/name")].into_iter().flatten().collect();
        issues.extend(new.password.as_deref().and_then(check_password));
        issues.extend(self.check_department(new.department, "/department"));
        let mut user = new_user(&new.account, &new.name, self.clock.now());
        issues.extend(short_texts(&new.title, &new.email, &new.phone));
        if self.directory.load().people.values().any(|person| *person.me.account == *user.account) {
            issues.push(Issue::new("person.account_taken").at("/account"));
        }
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        if let Some(password) = new.password {
            user.password_hash = Some(blocking(move || hash_password(&password)).await?);
        }
        (user.title, user.email, user.phone) = (new.title, new.email, new.phone);
        (user.department, user.administrator) = (new.department, new.administrator);
        let id = user.id;
        match self.change_directory(async move |session| Ok(people::insert_user(session, &user).await?)).await {
            Err(Error::Storage(error)) if error.is_unique() => {
                return Err(Error::Issues(vec![Issue::new("person.account_taken").at("/account")]));
            }
            other => other?,
        }
        self.person_view(id)
    }

    /// Changes a person: administrators anything, everybody the own language and, knowing the old one, the password.
    pub async fn change_person(&self, actor: &Actor, id: Uuid, change: ChangePerson) -> Result<PersonView, Error> {
        let myself = actor.person.id == id;
        let only_own = change.name.is_none()
            && change.title.is_none()
            && change.email.is_none()
            && change.phone.is_none()
            && change.department.is_none()
            && change.administrator.is_none()
            && change.active.is_none();
        if !(myself && only_own) {
            actor.administrators_only()?;
        }
        let mut issues: Issues =
            change.name.as_deref().and_then(|name| check_name(name, "/name")).into_iter().collect();
        issues.extend(change.password.as_deref().and_then(check_password));
        issues.extend(self.check_department(change.department.flatten(), "/department"));
        issues.extend(short_texts(&change.title, &change.email, &change.phone));
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let user = self.database.read(async move |s| Ok::<_, Error>(people::find_user(s, id).await?)).await?;
        let user = user.ok_or(Error::NotFound)?;
        let mut new_hash = None;
        if let Some(password) = change.password.clone() {
            let (old, present) = (change.old_password.clone().unwrap_or_default(), user.password_hash.clone());
            let must_know = myself;
            new_hash = blocking(move || {
                if must_know && !verify_password(&old, present.as_deref()) {
                    return Err(Error::Issues(vec![Issue::new("password.old_wrong").at("/old_password")]));
                }
                hash_password(&password).map(Some)
            })
            .await?;
        }
        let now = self.clock.now();
        self.change_directory(async move |session| {
            // Read again inside the transaction, so that two changes at once do not undo each other.
            let mut user = people::get_user(session, id).await?;
            let out = new_hash.is_some() || change.active == Some(false);
            apply(&mut user, change, new_hash, now);
            people::update_user(session, &user).await?;
            if people::count_administrators(session).await? == 0 {
                return Err(Error::conflict(Issue::new("person.last_administrator")));
            }
            if out {
                logins::delete_logins_of(session, id).await?;
            }
            Ok(())
        })
        .await?;
        self.person_view(id)
    }

    /// Adds a department.
    pub async fn add_department(&self, actor: &Actor, new: NewDepartment) -> Result<DepartmentView, Error> {
        actor.administrators_only()?;
        let mut issues: Issues = check_name(&new.name, "/name").into_iter().collect();
        issues.extend(self.check_department(new.parent, "/parent"));
        issues.extend(self.check_person(new.head, "/head"));
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let position = i64::try_from(self.directory.load().departments.len()).unwrap_or(i64::MAX);
        let department =
            people::Department { id: Uuid::now_v7(), name: new.name, parent: new.parent, head: new.head, position };
        let id = department.id;
        self.change_directory(async move |session| Ok(people::insert_department(session, &department).await?)).await?;
        self.department_view(id)
    }

    /// Changes a department.
    pub async fn change_department(
        &self,
        actor: &Actor,
        id: Uuid,
        change: ChangeDepartment,
    ) -> Result<DepartmentView, Error> {
        actor.administrators_only()?;
        self.department_view(id)?;
        let mut issues: Issues =
            change.name.as_deref().and_then(|name| check_name(name, "/name")).into_iter().collect();
        issues.extend(self.check_department(change.parent.flatten(), "/parent"));
        issues.extend(self.check_person(change.head.flatten(), "/head"));
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        self.change_directory(async move |session| {
            // Read again inside the transaction, so that two changes at once make no ring.
            let directory = load_directory(session).await?;
            if change.parent.flatten().is_some_and(|parent| directory.department_within(parent, id)) {
                return Err(Error::Issues(vec![Issue::new("department.ring").at("/parent")]));
            }
            let all = people::list_departments(session).await?;
            let mut department = all.into_iter().find(|department| department.id == id).ok_or(Error::NotFound)?;
            department.name = change.name.unwrap_or(department.name);
            department.parent = change.parent.unwrap_or(department.parent);
            department.head = change.head.unwrap_or(department.head);
            Ok(people::update_department(session, &department).await?)
        })
        .await?;
        self.department_view(id)
    }

    /// Changes people, departments or roles, one change after the other (saying first that the directory changed
    /// locks it), and reads the directory anew.
    pub(crate) async fn change_directory<T, J>(&self, change: J) -> Result<T, Error>
    where
        J: AsyncFnOnce(&Session) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let changed = self
            .database
            .write(async move |session| {
                settings::bump_directory(session).await?;
                change(session).await
            })
            .await?;
        self.reload_directory().await?;
        Ok(changed)
    }

    /// Reads the directory anew and forgets every token, because what it stands for may have changed.
    pub async fn reload_directory(&self) -> Result<(), Error> {
        let directory = Arc::new(self.database.read(async |session| load_directory(session).await).await?);
        let before = self.directory.swap(directory.clone());
        self.tokens.forget();
        let people = directory.concerned(&before);
        if people.as_ref().is_none_or(|people| !people.is_empty()) {
            self.events.tell(|| Event::Rights { people });
        }
        Ok(())
    }

    fn person_view(&self, id: Uuid) -> Result<PersonView, Error> {
        self.directory.load().people.get(&id).map(|person| (&**person).into()).ok_or(Error::NotFound)
    }

    fn department_view(&self, id: Uuid) -> Result<DepartmentView, Error> {
        self.directory.load().departments.get(&id).map(DepartmentView::from).ok_or(Error::NotFound)
    }

    fn check_department(&self, id: Option<Uuid>, path: &str) -> Option<Issue> {
        let known = |id: &Uuid| self.directory.load().departments.contains_key(id);
        id.filter(|id| !known(id)).map(|_| Issue::new("department.unknown").at(path))
    }

    fn check_person(&self, id: Option<Uuid>, path: &str) -> Option<Issue> {
        let known = |id: &Uuid| self.directory.load().people.contains_key(id);
        id.filter(|id| !known(id)).map(|_| Issue::new("person.unknown").at(path))
    }
}

/// Reads people, departments and roles.
pub async fn load_directory(session: &Session) -> Result<Directory, Error> {
    let mut roles: BTreeMap<Uuid, BTreeMap<Key, Vec<Key>>> = BTreeMap::new();
    for app in apps::list_apps(session).await? {
        for member in people::list_members(session, &app.key).await? {
            let (Ok(app), Ok(role)) = (Key::new(&member.app), Key::new(&member.role)) else { continue };
            roles.entry(member.user).or_default().entry(app).or_default().push(role);
        }
    }
    let person = |user: User| {
        let text = |text: Option<String>| Arc::from(text.unwrap_or_default());
        let me = MeValues {
            id: user.id,
            department: user.department,
            name: user.name.into(),
            account: user.account.into(),
            email: text(user.email),
            phone: text(user.phone),
            title: text(user.title),
            roles: Vec::new(),
        };
        let locale = match user.locale.as_str() {
            "zh-CN" => Some(Locale::ZhCn),
            "en" => Some(Locale::En),
            _ => None,
        };
        let roles = roles.get(&user.id).cloned().unwrap_or_default();
        (
            user.id,
            Arc::new(Person { id: user.id, me, locale, administrator: user.administrator, active: user.active, roles }),
        )
    };
    let people = people::list_users(session).await?.into_iter().map(person).collect();
    let department =
        |d: people::Department| (d.id, Department { id: d.id, name: d.name.into(), parent: d.parent, head: d.head });
    let departments = people::list_departments(session).await?.into_iter().map(department).collect();
    Ok(Directory { people, departments })
}

fn apply(user: &mut User, change: ChangePerson, hash: Option<String>, now: Timestamp) {
    user.name = change.name.unwrap_or_else(|| std::mem::take(&mut user.name));
    user.title = change.title.or_else(|| user.title.take());
    user.email = change.email.or_else(|| user.email.take());
    user.phone = change.phone.or_else(|| user.phone.take());
    user.department = change.department.unwrap_or(user.department);
    user.locale = change.locale.map_or_else(|| std::mem::take(&mut user.locale), |locale| locale.tag().to_owned());
    user.administrator = change.administrator.unwrap_or(user.administrator);
    user.active = change.active.unwrap_or(user.active);
    user.password_hash = hash.or_else(|| user.password_hash.take());
    user.changed_at = now;
}

/// A person with nothing but an account and a name.
pub fn new_user(account: &str, name: &str, now: Timestamp) -> User {
    User {
        id: Uuid::now_v7(),
        account: account.trim().to_lowercase(),
        name: name.trim().to_owned(),
        title: None,
        email: None,
        phone: None,
        department: None,
        password_hash: None,
        locale: String::new(),
        administrator: false,
        active: true,
        created_at: now,
        changed_at: now,
    }
}

/// Whether a text can be an account.
pub fn check_account(account: &str) -> Option<Issue> {
    let account = account.trim();
    let shaped = account.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@'));
    let fits = (2..=64).contains(&account.chars().count());
    (!shaped || !fits).then(|| Issue::new("person.account").at("/account"))
}

/// Whether a text can be a name.
pub fn check_name(name: &str, path: &str) -> Option<Issue> {
    let length = name.trim().chars().count();
    let plain = !name.chars().any(char::is_control);
    (!plain || !(1..=100).contains(&length)).then(|| Issue::new("name.length").at(path).with("max", 100))
}

/// Whether a text can be a password.
pub fn check_password(password: &str) -> Option<Issue> {
    let fits = password.chars().count() >= MIN_PASSWORD && password.len() <= MAX_PASSWORD;
    (!fits).then(|| Issue::new("password.length").at("/password").with("min", MIN_PASSWORD).with("max", MAX_PASSWORD))
}

fn short_texts(title: &Option<String>, email: &Option<String>, phone: &Option<String>) -> Issues {
    let texts = [(title, "/title"), (email, "/email"), (phone, "/phone")];
    let long = |(text, _): &(&Option<String>, &str)| text.as_ref().is_some_and(|text| text.chars().count() > 100);
    texts.into_iter().filter(long).map(|(_, path)| Issue::new("text.too_long").at(path).with("max", 100)).collect()
}
