//! `formwork generate-data`: believable records from the recipe of an app, in any number.

use std::{io::Write, path::PathBuf, time::Instant};

use anyhow::bail;
use clap::Args;

use crate::{
    demo::{self, DataFolder},
    folder::checked_app,
    options::Options,
};

/// Fills an app with believable records from its recipe.
#[derive(Args)]
pub struct GenerateData {
    /// The app folder, with data/recipe.json, data/pools.json and data/people.json
    folder: PathBuf,
    /// So many times the records of the recipe
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// The same seed gives the same records
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl GenerateData {
    /// Adds the people of the recipe that are not there yet, and loads the records.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        let Some(app) = checked_app(&self.folder, options.locale())? else {
            bail!("`{}` has issues", self.folder.display())
        };
        let data = DataFolder::of_disk(&self.folder)?;
        let (runtime, executor) = options.open()?;
        let started = Instant::now();
        let count = executor.block_on(demo::load(&runtime, &app, &data, self.seed, self.scale, None))?;
        writeln!(std::io::stdout(), "{count} records in {:.1} s", started.elapsed().as_secs_f64())?;
        Ok(())
    }
}
