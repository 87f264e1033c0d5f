//! `formwork apply`: publishes an app folder.

use std::{io::Write, path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};
use clap::Args;
use serde_json::Value as Json;

use crate::{folder::checked_app, options::Options};

/// Publishes an app folder.
#[derive(Args)]
pub struct Apply {
    /// The app folder or packed file
    path: PathBuf,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
    /// A running server, such as http://127.0.0.1:8080, instead of its database
    #[arg(long, env = "FORMWORK_SERVER", value_name = "URL")]
    server: Option<String>,
    /// An administrator's API key for that server
    #[arg(long, env = "FORMWORK_KEY", hide_env_values = true)]
    key: Option<String>,
}

impl Apply {
    /// Ends with 0 when it was published (or could be), with 1 when something is in the way.
    pub fn run(&self, options: &Options) -> anyhow::Result<ExitCode> {
        let locale = options.locale();
        let Some(app) = checked_app(&self.path, locale)? else { return Ok(ExitCode::FAILURE) };
        if let Some(server) = &self.server {
            return self.send(server, &app);
        }
        let (runtime, executor) = options.open()?;
        let explain = |error| crate::explain(error, locale);
        if self.dry_run {
            let plan = executor.block_on(runtime.plan_of(app, locale)).map_err(explain)?;
            return print(&serde_json::to_value(plan)?);
        }
        let published = executor.block_on(runtime.publish_app(app, None, String::new(), locale)).map_err(explain)?;
        print(&serde_json::to_value(published.plan)?)?;
        writeln!(std::io::stdout(), "release {}", published.release)?;
        Ok(ExitCode::SUCCESS)
    }

    fn send(&self, server: &str, app: &app_definition::App) -> anyhow::Result<ExitCode> {
        let Some(key) = &self.key else { bail!("--server needs --key or FORMWORK_KEY") };
        let path = if self.dry_run { format!("/api/v1/apps/{}/plan", app.app.key) } else { "/api/v1/apps".to_owned() };
        let body = app_definition::pack(app);
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let mut answer = agent
            .post(format!("{}{path}", server.trim_end_matches('/')))
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "application/json")
            .send(body)
            .with_context(|| format!("cannot reach `{server}`"))?;
        let status = answer.status();
        let json: Json = serde_json::from_str(&answer.body_mut().read_to_string()?).unwrap_or_default();
        if !status.is_success() {
            bail!("{status}: {}", serde_json::to_string_pretty(&json)?);
        }
        if self.dry_run {
            return print(&json);
        }
        print(json.get("plan").unwrap_or(&Json::Null))?;
        writeln!(std::io::stdout(), "release {}", json.get("release").unwrap_or(&Json::Null))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Prints a plan, a line a step; what blocks it goes to the error output.
fn print(plan: &Json) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let list = |name: &str| plan.get(name).and_then(Json::as_array).cloned().unwrap_or_default();
    for change in list("changes") {
        writeln!(out, "* {}", change.as_str().unwrap_or_default())?;
    }
    for step in list("steps") {
        let text = step.get("text").and_then(Json::as_str).unwrap_or_default();
        writeln!(out, "- {text} ({} rows)", step.get("rows").unwrap_or(&Json::Null))?;
    }
    let blocking = list("blocking");
    for issue in &blocking {
        eprintln!(
            "! {}: {}",
            issue.get("path").and_then(Json::as_str).unwrap_or_default(),
            issue.get("text").and_then(Json::as_str).unwrap_or_default()
        );
    }
    Ok(if blocking.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
