//! `formwork backup` and `restore`: everything in one file, and back into an empty database of either kind.

use std::{fs, io::Write, path::PathBuf};

use anyhow::Context;
use clap::Args;

use crate::options::Options;

/// Writes everything into one file, while the server runs.
#[derive(Args)]
pub struct Backup {
    /// The zip file to write
    file: PathBuf,
}

/// Puts a backup into an empty database, of either kind.
#[derive(Args)]
pub struct Restore {
    /// The zip file to read
    file: PathBuf,
}

impl Backup {
    /// Writes a file beside the target first, so that a broken-off backup is never mistaken for one.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        let (runtime, executor) = options.open()?;
        let part = self.file.with_extension("part");
        let file = fs::File::create(&part).with_context(|| format!("cannot write `{}`", part.display()))?;
        let counts =
            executor.block_on(runtime.backup(file)).map_err(|error| crate::explain(error, options.locale()))?;
        fs::File::open(&part)?.sync_all()?;
        fs::rename(&part, &self.file)?;
        writeln!(
            std::io::stdout(),
            "{} records, {} history entries, {} files",
            counts.records,
            counts.history,
            counts.files
        )?;
        Ok(())
    }
}

impl Restore {
    /// Restores all or nothing.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        let (runtime, executor) = options.open()?;
        let file = fs::File::open(&self.file).with_context(|| format!("cannot read `{}`", self.file.display()))?;
        let counts =
            executor.block_on(runtime.restore(file)).map_err(|error| crate::explain(error, options.locale()))?;
        writeln!(
            std::io::stdout(),
            "{} records, {} history entries, {} files",
            counts.records,
            counts.history,
            counts.files
        )?;
        Ok(())
    }
}
