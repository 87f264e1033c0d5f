//! `formwork key`: makes an API key for a person.

use std::io::Write;

use clap::Args;
use engine_base::Locale;
use runtime::NewKey;

use crate::options::Options;

/// Makes an API key for a person.
#[derive(Args)]
pub struct Key {
    /// The person's account
    account: String,
    /// What the key is for
    #[arg(long, default_value = "command line")]
    name: String,
    /// Until when, RFC 3339 [default: for ever]
    #[arg(long, value_name = "MOMENT")]
    expires_at: Option<String>,
}

impl Key {
    /// Prints the key, the only time that it is shown.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        let (runtime, executor) = options.open()?;
        let explain = |error| crate::explain(error, options.locale());
        let actor = runtime.actor_by_account(&self.account, Locale::En).map_err(explain)?;
        let new = NewKey { name: self.name.clone(), expires_at: self.expires_at.clone() };
        let made = executor.block_on(runtime.add_key(&actor, new)).map_err(explain)?;
        writeln!(std::io::stdout(), "{}", made.key)?;
        Ok(())
    }
}
