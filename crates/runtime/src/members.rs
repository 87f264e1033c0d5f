//! Who has which roles in an app.

use engine_base::{Issue, Key, Uuid};
use storage::system::people;

use crate::{Actor, Error, Listed, MemberRoles, MemberView, Person, Runtime};

impl Runtime {
    /// Everybody with a role in `app`, by account.
    pub fn members(&self, actor: &Actor, app: &str) -> Result<Listed<MemberView>, Error> {
        actor.administrators_only()?;
        let published = self.app(app)?;
        let directory = self.directory.load();
        let mut items: Vec<MemberView> =
            directory.people.values().filter_map(|person| member(person, &published.app.key)).collect();
        items.sort_by(|a, b| a.user.account.cmp(&b.user.account));
        Ok(Listed { items })
    }

    /// Sets the roles of a person in `app`.
    pub async fn set_member(
        &self,
        actor: &Actor,
        app: &str,
        person: Uuid,
        roles: MemberRoles,
    ) -> Result<MemberView, Error> {
        actor.administrators_only()?;
        let published = self.app(app)?;
        if !self.directory.load().people.contains_key(&person) {
            return Err(Error::NotFound);
        }
        let unknown = |(index, role): (usize, &String)| {
            let known = published.app.roles.contains_key(role.as_str());
            (!known).then(|| Issue::new("role.unknown").at(format!("/roles/{index}")).with("role", role.as_str()))
        };
        let issues: Vec<Issue> = roles.roles.iter().enumerate().filter_map(unknown).collect();
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let mut keys = roles.roles;
        keys.sort();
        keys.dedup();
        let app = published.app.key.clone();
        self.change_directory(async move |session| Ok(people::set_roles(session, &app, person, &keys).await?)).await?;
        let person = self.directory.load().people.get(&person).cloned().ok_or(Error::NotFound)?;
        let none = || MemberView { user: (&*person).into(), roles: Vec::new() };
        Ok(member(&person, &published.app.key).unwrap_or_else(none))
    }
}

fn member(person: &Person, app: &Key) -> Option<MemberView> {
    let roles = person.roles.get(app).filter(|roles| !roles.is_empty())?;
    Some(MemberView { user: person.into(), roles: roles.clone() })
}
