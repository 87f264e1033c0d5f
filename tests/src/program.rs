//! Where the binaries are, and running the `formwork` command to its end.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use anyhow::{Context, Result, anyhow, ensure};

use crate::Place;

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The `formwork` binary: the one that `FORMWORK_BIN` names, otherwise built with this process's profile, once.
pub fn build() -> Result<&'static Path> {
    static BUILT: OnceLock<std::result::Result<PathBuf, String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| build_now().map_err(|error| format!("{error:#}")));
    built.as_deref().map_err(|message| anyhow!(message.clone()))
}

fn build_now() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("FORMWORK_BIN") {
        return Ok(named.into());
    }
    let folder = profile_folder()?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--package", "cli", "--bin", "formwork"]).current_dir(root());
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    let done = cargo.output().context("cannot start cargo")?;
    ensure!(done.status.success(), "the binary does not build: {}", String::from_utf8_lossy(&done.stderr));
    Ok(folder.join("formwork"))
}

/// `target/debug` or `target/release`: where this very process was built.
pub(crate) fn profile_folder() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().context("the program lies in no folder")?;
    Ok(if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder }.to_owned())
}

/// Runs `formwork` with these arguments on the data of `place`, to its end.
pub fn run(place: Option<&Place>, arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new(build()?);
    command.args(arguments).env("FORMWORK_LOCALE", "en").env_remove("FORMWORK_DATABASE_URL");
    if let Some(place) = place {
        command.args(place.arguments());
    }
    command.output().with_context(|| format!("formwork {}", arguments.join(" ")))
}
