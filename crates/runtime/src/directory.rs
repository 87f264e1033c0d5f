//! The organisation in memory: people, departments and who has which roles. Replaced as a whole when it changes.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use engine_base::{Key, Locale, Uuid, Value};
use expression::Me;

/// A person who can sign in.
#[derive(Debug)]
pub struct Person {
    /// The person's id.
    pub id: Uuid,
    /// What formulas may know of the person; roles are filled in per app.
    pub me: Me,
    /// The language chosen, if any.
    pub locale: Option<Locale>,
    /// May do everything, in every app and with the platform.
    pub administrator: bool,
    /// May sign in.
    pub active: bool,
    /// Roles by app.
    pub roles: BTreeMap<Key, Vec<Key>>,
}

/// A department.
#[derive(Clone, Debug)]
pub struct Department {
    /// The department's id.
    pub id: Uuid,
    /// Its name.
    pub name: Arc<str>,
    /// The department above it.
    pub parent: Option<Uuid>,
    /// Who leads it.
    pub head: Option<Uuid>,
}

/// People and departments at one moment.
#[derive(Debug, Default)]
pub struct Directory {
    /// By id.
    pub people: HashMap<Uuid, Arc<Person>>,
    /// By id.
    pub departments: BTreeMap<Uuid, Department>,
}

impl Directory {
    /// Whether `department` is `ancestor` or lies below it. A ring in the data ends the walk.
    pub fn department_within(&self, department: Uuid, ancestor: Uuid) -> bool {
        let mut at = Some(department);
        for _ in 0..=self.departments.len() {
            match at {
                Some(id) if id == ancestor => return true,
                Some(id) => at = self.departments.get(&id).and_then(|department| department.parent),
                None => return false,
            }
        }
        false
    }

    /// The people who may see or do other things than `before`; `None` for everybody, when the departments lie otherwise.
    pub fn concerned(&self, before: &Directory) -> Option<BTreeSet<Uuid>> {
        let lie = |directory: &Directory| -> Vec<(Uuid, Option<Uuid>, Option<Uuid>)> {
            directory.departments.values().map(|of| (of.id, of.parent, of.head)).collect()
        };
        let same = |person: &Person, was: &Person| {
            person.me == was.me && person.administrator == was.administrator && person.roles == was.roles
        };
        let other = |person: &&Arc<Person>| before.people.get(&person.id).is_some_and(|was| !same(person, was));
        (lie(self) == lie(before)).then(|| self.people.values().filter(other).map(|person| person.id).collect())
    }

    /// The values of a person or department in the slot order of the built-in forms
    /// `user` (id name account department email phone title) and `department` (id name parent head).
    pub fn values(&self, form: &str, id: Uuid) -> Option<Vec<Value>> {
        let text = |text: &Arc<str>| if text.is_empty() { Value::Null } else { Value::Text(text.clone()) };
        let reference = |id: Option<Uuid>| id.map_or(Value::Null, Value::Id);
        match form {
            "user" => {
                let me = &self.people.get(&id)?.me;
                let texts = [&me.email, &me.phone, &me.title].map(text);
                let head = [Value::Id(id), text(&me.name), text(&me.account), reference(me.department)];
                Some(head.into_iter().chain(texts).collect())
            }
            "department" => {
                let of = self.departments.get(&id)?;
                Some(vec![Value::Id(id), text(&of.name), reference(of.parent), reference(of.head)])
            }
            _ => None,
        }
    }
}

impl form_engine::Departments for Directory {
    fn within(&self, department: Uuid, ancestor: Uuid) -> bool {
        self.department_within(department, ancestor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_lie_within_each_other() {
        let [root, middle, leaf, ring] = [1, 2, 3, 4].map(Uuid::from_u128);
        let department = |id, parent| (id, Department { id, name: "d".into(), parent, head: None });
        let departments = BTreeMap::from([
            department(root, None),
            department(middle, Some(root)),
            department(leaf, Some(middle)),
            department(ring, Some(ring)),
        ]);
        let directory = Directory { departments, ..Directory::default() };
        assert!(directory.department_within(leaf, root));
        assert!(directory.department_within(leaf, leaf));
        assert!(!directory.department_within(root, leaf));
        assert!(!directory.department_within(ring, root));
    }
}
