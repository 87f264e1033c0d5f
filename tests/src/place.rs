//! Where a server keeps what it knows: a folder, and for PostgreSQL a database as well.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use tempfile::TempDir;

/// The two databases that everything must work on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Database {
    /// Embedded.
    Sqlite,
    /// A throw-away cluster of this process.
    Postgres,
}

/// A data folder of its own, gone when dropped, with an empty or copied database.
pub struct Place {
    folder: TempDir,
    url: Option<String>,
}

impl Place {
    /// Nothing in it yet.
    pub fn fresh(database: Database) -> Result<Place> {
        let url = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(test_kit::postgres_url()?),
        };
        Place::with_url(url)
    }

    /// A fresh folder with the PostgreSQL database at `url`, or with SQLite.
    pub fn with_url(url: Option<String>) -> Result<Place> {
        Ok(Place { folder: tempfile::Builder::new().prefix("formwork-tests-").tempdir()?, url })
    }

    /// A copy of everything, for a server of its own. No server may run here meanwhile.
    pub fn copy(&self) -> Result<Place> {
        let url = self.url.as_deref().map(test_kit::copy_of).transpose()?;
        let copy = Place::with_url(url)?;
        copy_folder(self.folder(), copy.folder())?;
        Ok(copy)
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The address of the PostgreSQL database, when it is one.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Which database it is.
    pub fn database(&self) -> Database {
        if self.url.is_some() { Database::Postgres } else { Database::Sqlite }
    }

    /// The options that make `formwork` work here.
    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--data".to_owned(), self.folder().display().to_string()];
        if let Some(url) = &self.url {
            arguments.extend(["--database-url".to_owned(), url.clone()]);
        }
        arguments
    }

    /// What the servers here wrote to their log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder().join("server.log")).unwrap_or_default()
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| entry.path().display().to_string())?;
        }
    }
    Ok(())
}
