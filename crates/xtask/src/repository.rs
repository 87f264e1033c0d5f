//! The files of the repository: what git knows, and what it would take.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

/// A text file, by its path from the root.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// The ending, without the dot.
    pub fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

/// Every text file that is tracked, or neither tracked nor ignored.
pub fn files(root: &Path) -> Result<Vec<File>> {
    let listing = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let output = Command::new("git").args(listing).current_dir(root).output().context("`git` is needed")?;
    ensure!(output.status.success(), "`git ls-files` failed: {}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout)?;
    let paths = names.split('\0').filter(|path| !path.is_empty());
    let read = |path: &str| {
        Some(File { path: path.to_owned(), text: String::from_utf8(fs::read(root.join(path)).ok()?).ok()? })
    };
    let mut files: Vec<File> = paths.filter_map(read).collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files.dedup_by(|left, right| left.path == right.path);
    Ok(files)
}

/// The app folders: the examples and the workloads.
pub fn apps(root: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = vec![root.join("tests/bench/peers-app")];
    for entry in fs::read_dir(root.join("examples"))? {
        folders.push(entry?.path());
    }
    folders.retain(|folder| folder.join("app.json").exists());
    folders.sort();
    Ok(folders)
}
