//! `formwork pack` and `unpack`: an app folder as one file and back.

use std::{fs, path::PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use crate::{
    folder::{checked_app, print_issues, read_app, read_folder, write_folder},
    options::Options,
};

/// Packs an app folder into one JSON file or a zip.
#[derive(Args)]
pub struct Pack {
    /// The app folder
    folder: PathBuf,
    /// The file to write: `.json` has the definitions, `.zip` the files of `data/` as well
    file: PathBuf,
}

/// Unpacks a packed app into a folder.
#[derive(Args)]
pub struct Unpack {
    /// The packed file
    file: PathBuf,
    /// The folder to write, empty or not there yet
    folder: PathBuf,
}

impl Pack {
    /// Packs what has no issues.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        let Some(app) = checked_app(&self.folder, options.locale())? else {
            bail!("`{}` has issues", self.folder.display())
        };
        let bytes = if self.file.extension().is_some_and(|ending| ending == "zip") {
            let mut files = read_folder(&self.folder)?;
            files.retain(|path, _| path.starts_with("data/"));
            files.extend(app_definition::unpack(&app).into_iter().map(|(path, text)| (path, text.into_bytes())));
            app_definition::write_package(&files)?
        } else {
            app_definition::pack(&app).into_bytes()
        };
        fs::write(&self.file, bytes).with_context(|| format!("cannot write `{}`", self.file.display()))
    }
}

impl Unpack {
    /// Unpacks into canonical text.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        match read_app(&self.file)? {
            Ok(app) => write_folder(&self.folder, &app_definition::unpack(&app)),
            Err(issues) => {
                print_issues(&issues, options.locale());
                bail!("`{}` cannot be read", self.file.display())
            }
        }
    }
}
