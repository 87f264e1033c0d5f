//! A recipe with everything it needs, checked and ready to be followed.

use std::collections::{BTreeMap, BTreeSet};

use engine_base::{TimeZone, Timestamp, Uuid};
use serde_json::Value as Json;

use crate::{
    Directory, Organisation, Pools, Quantity, Recipe, Records, SampleError, Step,
    catalogue::{self, Catalogue, Fields},
    source::Whom,
};

/// Which of all possible samples.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The same seed gives the same sample.
    pub seed: u64,
    /// Steps that count make so many times as many records.
    pub scale: f64,
    /// The end of the history that the sample tells.
    pub now: Timestamp,
    /// Where its days begin and end.
    pub time_zone: TimeZone,
}

/// A sample that is ready to be made.
#[derive(Debug)]
pub struct Sample {
    pub(crate) recipe: Recipe,
    pub(crate) pools: Pools,
    pub(crate) seed: u64,
    pub(crate) now: Timestamp,
    pub(crate) time_zone: TimeZone,
    scale: f64,
    catalogue: Catalogue,
    accounts: BTreeMap<String, Vec<Uuid>>,
    roles: BTreeMap<String, Vec<Uuid>>,
    members: BTreeMap<String, Vec<Uuid>>,
    departments: BTreeMap<String, Uuid>,
}

impl Sample {
    /// Puts together the packed definition of an app, the documents of its `data` folder, and the ids of the people.
    pub fn new(
        app: &Json,
        recipe: Recipe,
        pools: Pools,
        organisation: &Organisation,
        directory: &Directory,
        settings: Settings,
    ) -> Result<Self, SampleError> {
        let catalogue = catalogue::read(app)?;
        check(&recipe, &catalogue)?;
        let mut accounts = BTreeMap::new();
        let (mut roles, mut members) = (BTreeMap::<String, Vec<Uuid>>::new(), BTreeMap::<String, Vec<Uuid>>::new());
        for person in &organisation.people {
            let id = directory.people.get(&person.account).copied();
            let id = id.ok_or_else(|| SampleError::NoPerson(person.account.clone()))?;
            accounts.insert(person.account.clone(), vec![id]);
            members.entry(person.department.clone()).or_default().push(id);
            for role in &person.roles {
                roles.entry(role.clone()).or_default().push(id);
            }
        }
        Ok(Sample {
            recipe,
            pools,
            seed: settings.seed,
            now: settings.now,
            time_zone: settings.time_zone,
            scale: settings.scale,
            catalogue,
            accounts,
            roles,
            members,
            departments: directory.departments.clone(),
        })
    }

    /// Every record, those that others link to first.
    pub fn records(&self) -> Records<'_> {
        Records::new(self)
    }

    /// The step that `asking` calls `name`: an earlier one, or itself.
    pub(crate) fn step<'s>(&'s self, name: &str, asking: &'s Step) -> Result<&'s Step, SampleError> {
        let earlier = self.recipe.steps.iter().take_while(|step| step.name() != asking.name());
        let found = earlier.chain([asking]).find(|step| step.name() == name);
        found.ok_or_else(|| SampleError::NoStep { step: asking.name().to_owned(), needs: name.to_owned() })
    }

    /// How many records a step makes that is not for other records.
    pub(crate) fn count(&self, step: &Step) -> Result<u64, SampleError> {
        match &step.records {
            // Scales and counts are far below 2^53, where every whole number is exact.
            Quantity::Count(count) => Ok(((*count as f64 * self.scale).round() as u64).max(1)),
            Quantity::Pool(pool) => Ok(u64::try_from(self.pools.entries(pool)?.len()).unwrap_or(u64::MAX)),
            Quantity::Each(parents) => {
                Err(SampleError::NoStep { step: step.name().to_owned(), needs: parents.step.clone() })
            }
        }
    }

    /// The fields that the records of a step can have.
    pub(crate) fn fields(&self, step: &Step) -> Result<&Fields, SampleError> {
        let no_form = || SampleError::NoForm { step: step.name().to_owned(), form: step.form.clone() };
        self.catalogue.get(&step.form).ok_or_else(no_form)
    }

    /// The people who can come up.
    pub(crate) fn people(&self, whom: &Whom) -> Result<&[Uuid], SampleError> {
        let (found, name) = match whom {
            Whom::Role(role) => (self.roles.get(role), role),
            Whom::Department(department) => (self.members.get(department), department),
            Whom::Account(account) => (self.accounts.get(account), account),
        };
        found.map(Vec::as_slice).ok_or_else(|| SampleError::NoPerson(name.clone()))
    }

    /// The id of a department.
    pub(crate) fn department(&self, key: &str) -> Result<Uuid, SampleError> {
        self.departments.get(key).copied().ok_or_else(|| SampleError::NoDepartment(key.to_owned()))
    }
}

/// Steps have names of their own, known forms, writable fields, and parents that come before them.
fn check(recipe: &Recipe, catalogue: &Catalogue) -> Result<(), SampleError> {
    let mut known = BTreeSet::new();
    for step in &recipe.steps {
        let name = step.name().to_owned();
        let Some(fields) = catalogue.get(&step.form) else {
            return Err(SampleError::NoForm { step: name, form: step.form.clone() });
        };
        if let Quantity::Each(parents) = &step.records
            && !known.contains(parents.step.as_str())
        {
            return Err(SampleError::NoStep { step: name, needs: parents.step.clone() });
        }
        if let Some(field) =
            step.fields.keys().map(String::as_str).chain(step.via()).find(|key| !fields.contains_key(*key))
        {
            return Err(SampleError::NoField { step: name, field: field.to_owned() });
        }
        if !known.insert(step.name()) {
            return Err(SampleError::SameName(name));
        }
    }
    Ok(())
}
