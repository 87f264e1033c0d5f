//! The demonstration: the example apps in the binary, their people and their records.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, anyhow};
use app_definition::App;
use engine_base::{Locale, Timestamp, Uuid};
use runtime::{DemoPerson, Runtime, SetPerson};
use rust_embed::RustEmbed;
use sample_data::{Directory, Organisation, Pools, Recipe, Sample, Settings};

/// The example apps.
#[derive(RustEmbed)]
#[folder = "../../examples"]
struct Examples;

/// The password of everybody in the demonstration.
const PASSWORD: &str = "formwork-demo";
/// The app whose people are offered on the sign-in page.
const SHOWN: &str = "crm";
/// The seed of the demonstration.
const SEED: u64 = 1;

/// The documents of an app's `data` folder.
pub struct DataFolder {
    recipe: String,
    pools: String,
    people: String,
}

impl DataFolder {
    /// Of an app folder on disk.
    pub fn of_disk(folder: &Path) -> anyhow::Result<DataFolder> {
        let read = |name: &str| {
            let path = folder.join("data").join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
        };
        Ok(DataFolder { recipe: read("recipe.json")?, pools: read("pools.json")?, people: read("people.json")? })
    }

    fn of_example(app: &str) -> anyhow::Result<DataFolder> {
        let read = |name: &str| {
            let path = format!("{app}/data/{name}");
            let file = Examples::get(&path).with_context(|| format!("no `{path}` in the binary"))?;
            String::from_utf8(file.data.into_owned()).with_context(|| format!("`{path}` is not UTF-8"))
        };
        Ok(DataFolder { recipe: read("recipe.json")?, pools: read("pools.json")?, people: read("people.json")? })
    }
}

/// The example apps: in the demonstration they are installed, and everywhere apps can begin with them.
pub fn templates() -> anyhow::Result<Vec<App>> {
    let mut names: Vec<String> = Examples::iter().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect();
    names.dedup();
    names
        .iter()
        .map(|name| {
            let prefix = format!("{name}/");
            let files: BTreeMap<String, Vec<u8>> = Examples::iter()
                .filter_map(|path| {
                    Some((path.strip_prefix(&prefix)?.to_owned(), Examples::get(&path)?.data.into_owned()))
                })
                .collect();
            app_definition::load(&files).map_err(|issues| anyhow!("example `{name}`: {issues:?}"))
        })
        .collect()
}

/// The account of the administrator of the demonstration.
const ADMINISTRATOR: (&str, &str, &str) = ("admin", "管理员", "系统管理员");

/// The people that the sign-in page offers.
pub fn people() -> anyhow::Result<Vec<DemoPerson>> {
    let organisation = Organisation::parse(&DataFolder::of_example(SHOWN)?.people)?;
    let (account, name, title) = ADMINISTRATOR;
    let administrator = DemoPerson {
        account: account.to_owned(),
        name: name.to_owned(),
        title: title.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let person = |person: sample_data::Person| DemoPerson {
        account: person.account,
        name: person.name,
        title: person.title,
        password: PASSWORD.to_owned(),
    };
    Ok(organisation.people.into_iter().map(person).chain([administrator]).collect())
}

/// Publishes the example apps and loads their people and records, into an installation that has no app yet.
pub async fn install(runtime: &Runtime) -> anyhow::Result<()> {
    if runtime.has_apps() {
        return Ok(());
    }
    let (account, name, title) = ADMINISTRATOR;
    let administrator = SetPerson {
        account: account.to_owned(),
        name: Some(name.to_owned()),
        title: Some(title.to_owned()),
        password: Some(PASSWORD.to_owned()),
        department: None,
        administrator: Some(true),
        active: None,
        roles: Vec::new(),
    };
    runtime.set_person(administrator).await.map_err(|error| crate::explain(error, Locale::En))?;
    for app in templates()? {
        let published = runtime.publish_app(app.clone(), None, String::new(), Locale::default()).await;
        published.map_err(|error| crate::explain(error, Locale::En))?;
        load(runtime, &app, &DataFolder::of_example(&app.app.key)?, SEED, 1.0, Some(PASSWORD)).await?;
    }
    Ok(())
}

/// Adds the people of a sample that are not there yet, and loads its records; how many.
pub async fn load(
    runtime: &Runtime,
    app: &App,
    data: &DataFolder,
    seed: u64,
    scale: f64,
    password: Option<&str>,
) -> anyhow::Result<u64> {
    let explain = |error| crate::explain(error, Locale::En);
    let organisation = Organisation::parse(&data.people)?;
    let directory = add_people(runtime, app, &organisation, password).await?;
    let settings = Settings { seed, scale, now: Timestamp::now(), time_zone: runtime.zone().clone() };
    let packed = serde_json::to_value(app)?;
    let sample = Sample::new(
        &packed,
        Recipe::parse(&data.recipe)?,
        Pools::parse(&data.pools)?,
        &organisation,
        &directory,
        settings,
    )?;
    let mut load = runtime.begin_load(&app.app.key).map_err(explain)?;
    for record in sample.records() {
        let record = record?;
        let form = record.form.clone();
        load.add(&form, record.into_json()).await.map_err(explain)?;
    }
    load.finish().await.map_err(explain)
}

async fn add_people(
    runtime: &Runtime,
    app: &App,
    organisation: &Organisation,
    password: Option<&str>,
) -> anyhow::Result<Directory> {
    let explain = |error| crate::explain(error, Locale::En);
    let mut directory = Directory::default();
    for department in &organisation.departments {
        let parent: Option<Uuid> = department.parent.as_ref().and_then(|key| directory.departments.get(key)).copied();
        let id = runtime.set_department(&department.name, parent).await.map_err(explain)?;
        directory.departments.insert(department.key.clone(), id);
    }
    for person in &organisation.people {
        let department = directory.departments.get(&person.department).copied();
        let id = runtime
            .set_person(SetPerson {
                account: person.account.clone(),
                name: Some(person.name.clone()),
                title: Some(person.title.clone()),
                password: password.map(str::to_owned),
                department,
                administrator: None,
                active: None,
                roles: person.roles.iter().map(|role| (app.app.key.to_string(), role.clone())).collect(),
            })
            .await
            .map_err(explain)?;
        if let (true, Some(department)) = (person.head, department) {
            runtime.set_head(department, id).await.map_err(explain)?;
        }
        directory.people.insert(person.account.clone(), id);
    }
    Ok(directory)
}
