//! `formwork diff`: what differs between two apps, in words.

use std::{io::Write, path::PathBuf};

use anyhow::bail;
use clap::Args;

use crate::{
    folder::{print_issues, read_app},
    options::Options,
};

/// Says in words what differs between two apps.
#[derive(Args)]
pub struct Diff {
    /// The app before: folder or packed file
    before: PathBuf,
    /// The app after
    after: PathBuf,
}

impl Diff {
    /// Prints one sentence a difference.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        let locale = options.locale();
        let read = |path: &PathBuf| match read_app(path)? {
            Ok(app) => Ok(app),
            Err(issues) => {
                print_issues(&issues, locale);
                bail!("`{}` cannot be read", path.display())
            }
        };
        let (before, after) = (read(&self.before)?, read(&self.after)?);
        let mut out = std::io::stdout().lock();
        for change in app_definition::diff(&before, &after) {
            writeln!(out, "{}", change.sentence(locale))?;
        }
        Ok(())
    }
}
