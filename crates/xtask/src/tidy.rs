//! Checks what no compiler sees; each check is one file and gives a line per problem.

use std::{path::Path, process::ExitCode};

use anyhow::Result;

use crate::repository;

mod apps;
mod codes;
mod edges;
mod kinds;
mod locales;
mod lock;
mod sources;
mod words;

/// Runs every check, prints every problem, fails when there is one.
pub fn run(root: &Path) -> Result<ExitCode> {
    let files = repository::files(root)?;
    let mut problems = edges::check(root)?;
    problems.extend(kinds::check(root, &files)?);
    problems.extend(locales::check(&files)?);
    problems.extend(codes::check(&files)?);
    problems.extend(sources::check(&files));
    problems.extend(words::check(&files));
    problems.extend(lock::check(&files));
    problems.extend(apps::check(root)?);
    for problem in &problems {
        println!("{problem}");
    }
    println!("tidy: {} files, {} problems", files.len(), problems.len());
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
