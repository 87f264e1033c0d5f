//! Tasks of this repository: `cargo xtask tidy` checks what no compiler sees, `cargo xtask format` writes app folders canonically.

#![allow(clippy::print_stdout)]

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, bail};

mod format;
mod repository;
mod tidy;

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    let root = root()?;
    match arguments.next().as_deref() {
        Some("tidy") => tidy::run(&root),
        Some("format") => format::run(&root, &arguments.collect::<Vec<_>>()),
        _ => bail!("tasks: `tidy`, `format [folder…]`"),
    }
}

fn root() -> Result<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().context("the repository has moved since this was built")
}
