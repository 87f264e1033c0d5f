//! The `formwork` command: one binary that serves, checks, publishes, backs up.

mod apply;
mod backup;
mod check;
mod demo;
mod diff;
mod folder;
mod generate;
mod key;
mod options;
mod pack;
mod serve;
mod user;

use clap::{Parser, Subcommand};

use crate::options::Options;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Formwork (筑模): turns JSON app definitions into running business software.
#[derive(Parser)]
#[command(name = "formwork", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the web UI and the REST API until it is stopped
    Serve(serve::Serve),
    /// Checks an app folder or packed file and prints every issue with its place
    Check(check::Check),
    /// Says in words what differs between two apps
    Diff(diff::Diff),
    /// Publishes an app folder: to the database of --data or --database-url, or to a running server with --server
    Apply(apply::Apply),
    /// Packs an app folder into one JSON file or a zip
    Pack(pack::Pack),
    /// Unpacks a packed app into a folder
    Unpack(pack::Unpack),
    /// Adds or changes a person
    User(user::User),
    /// Makes an API key for a person
    Key(key::Key),
    /// Writes everything (people, apps, records, history, files) into one file, while the server runs
    Backup(backup::Backup),
    /// Puts a backup into an empty database, of either kind
    Restore(backup::Restore),
    /// Fills an app with believable records from its recipe
    GenerateData(generate::GenerateData),
}

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("formwork: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<std::process::ExitCode> {
    let options = cli.options.with_file()?;
    let done = std::process::ExitCode::SUCCESS;
    match cli.command {
        Command::Serve(serve) => serve.run(&options).map(|()| done),
        Command::Check(check) => check.run(&options),
        Command::Diff(diff) => diff.run(&options).map(|()| done),
        Command::Apply(apply) => apply.run(&options),
        Command::Pack(pack) => pack.run(&options).map(|()| done),
        Command::Unpack(unpack) => unpack.run(&options).map(|()| done),
        Command::User(user) => user.run(&options).map(|()| done),
        Command::Key(key) => key.run(&options).map(|()| done),
        Command::Backup(backup) => backup.run(&options).map(|()| done),
        Command::Restore(restore) => restore.run(&options).map(|()| done),
        Command::GenerateData(generate) => generate.run(&options).map(|()| done),
    }
}

/// A refusal of the runtime as a message for the terminal: every issue on a line of its own.
fn explain(error: runtime::Error, locale: engine_base::Locale) -> anyhow::Error {
    match &error {
        runtime::Error::Issues(issues) | runtime::Error::Request(issues) => {
            let lines: Vec<String> =
                issues.iter().map(|issue| format!("{}: {} [{}]", issue.path, issue.text(locale), issue.code)).collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        }
        runtime::Error::Conflict(issue) => anyhow::anyhow!("{}", issue.text(locale)),
        _ => anyhow::Error::new(error),
    }
}
