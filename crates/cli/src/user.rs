//! `formwork user`: adds or changes a person from the command line, also while a server runs.

use anyhow::{Context, bail};
use clap::Args;
use runtime::SetPerson;

use crate::options::Options;

/// Adds or changes a person.
#[derive(Args)]
pub struct User {
    /// The account to sign in with
    account: String,
    /// The name to show [default: the account]
    #[arg(long)]
    name: Option<String>,
    /// A new password; read from FORMWORK_PASSWORD when left out and that is set
    #[arg(long, env = "FORMWORK_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// May do everything
    #[arg(long)]
    administrator: bool,
    /// Signs out everywhere and may not sign in any more
    #[arg(long)]
    inactive: bool,
    /// Roles, as app:role; replaces the person's roles in the apps named
    #[arg(long = "role", value_name = "APP:ROLE")]
    roles: Vec<String>,
}

impl User {
    /// Carries it out at once, also for a server that runs.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        let mut roles = Vec::new();
        for role in &self.roles {
            match role.split_once(':') {
                Some((app, role)) => roles.push((app.to_owned(), role.to_owned())),
                None => bail!("`{role}` is not of the form app:role"),
            }
        }
        let (runtime, executor) = options.open()?;
        let person = SetPerson {
            account: self.account.clone(),
            name: self.name.clone(),
            title: None,
            password: self.password.clone(),
            department: None,
            administrator: self.administrator.then_some(true),
            active: Some(!self.inactive),
            roles,
        };
        executor
            .block_on(runtime.set_person(person))
            .map_err(|error| crate::explain(error, options.locale()))
            .context("nothing was changed")?;
        Ok(())
    }
}
