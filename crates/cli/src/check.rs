//! `formwork check`: everything that is wrong with an app, each at its place.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use crate::{folder::checked_app, options::Options};

/// Checks an app folder or packed file and prints every issue with its place.
#[derive(Args)]
pub struct Check {
    /// The folder or file
    path: PathBuf,
}

impl Check {
    /// Ends with 0 when nothing is wrong, with 1 otherwise.
    pub fn run(&self, options: &Options) -> anyhow::Result<ExitCode> {
        let Some(app) = checked_app(&self.path, options.locale())? else { return Ok(ExitCode::FAILURE) };
        eprintln!(
            "{} {}: {} forms, {} roles, no issues",
            app.app.key,
            app.app.version,
            app.forms.len(),
            app.roles.len()
        );
        Ok(ExitCode::SUCCESS)
    }
}
