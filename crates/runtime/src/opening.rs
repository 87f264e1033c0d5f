//! Starting: the database is brought up to date, apps and people are read, the first token is made.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use arc_swap::ArcSwap;
use engine_base::TimeZone;
use serde::{Deserialize, Serialize};
use storage::{Database, system::people};
use utoipa::ToSchema;

use crate::{
    Directory, Error, PublicInfo, Runtime, Shared, SharedClock,
    apps::Apps,
    attempts::Attempts,
    events::Hub,
    files::FileStore,
    presence::Presence,
    secret::new_token,
    sign_in::{FirstToken, Tokens},
};

/// How the product runs.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// Connections to PostgreSQL, or readers of SQLite; by default by the number of cores.
    pub connections: Option<usize>,
    /// Folder of uploaded files.
    pub files: PathBuf,
    /// The organisation's time zone.
    pub zone: TimeZone,
    /// The people of the demonstration, shown on the sign-in page.
    pub demo_people: Vec<DemoPerson>,
    /// The apps that others can begin with.
    pub templates: Vec<app_definition::App>,
}

/// Somebody to sign in as in the demonstration.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DemoPerson {
    /// The account.
    pub account: String,
    /// The name.
    pub name: String,
    /// What the person does.
    pub title: String,
    /// The password, known to everybody.
    pub password: String,
}

impl Runtime {
    /// Opens the database, brings it up to date and reads what is in use.
    pub async fn open(options: Options, clock: SharedClock) -> Result<Runtime, Error> {
        let mut connect = storage::Options::default();
        connect.connections = options.connections.unwrap_or(connect.connections);
        let database = Database::connect(&options.database_url, connect).await?;
        database.migrate().await?;
        let runtime = Runtime {
            shared: Arc::new(Shared {
                database,
                clock,
                zone: options.zone.clone(),
                apps: ArcSwap::from_pointee(Apps::new()),
                directory: ArcSwap::from_pointee(Directory::default()),
                tokens: Tokens::default(),
                attempts: Attempts::default(),
                events: Arc::new(Hub::default()),
                presence: Presence::default(),
                first_token: FirstToken::default(),
                files: FileStore::new(options.files.clone()),
                options,
            }),
        };
        runtime.reload_apps().await?;
        runtime.reload_directory().await?;
        runtime.offer_setup().await?;
        Ok(runtime)
    }

    /// Makes the one-time token when there is no administrator, and takes it back when there is one.
    pub async fn offer_setup(&self) -> Result<(), Error> {
        let administrators =
            self.database.read(async |s| Ok::<_, Error>(people::count_administrators(s).await?)).await?;
        let token = if administrators == 0 { Some(new_token("")?) } else { None };
        set(&self.first_token, token);
        Ok(())
    }

    /// What the sign-in page needs to know.
    pub fn public_info(&self) -> PublicInfo {
        let demo_people = self.options.demo_people.clone();
        PublicInfo {
            name: "Formwork".into(),
            demo: !demo_people.is_empty(),
            setup: self.first_token().is_some(),
            demo_people,
        }
    }

    /// The database, for what the command line does with it.
    pub fn database(&self) -> &Database {
        &self.database
    }
}

fn set(cell: &Mutex<Option<String>>, token: Option<String>) {
    *cell.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = token;
}
