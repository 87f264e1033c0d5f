//! The npm lock names no registry, so that `npm ci` uses whatever registry the machine has.

use crate::repository::File;

/// Lock files with addresses of packages.
pub fn check(files: &[File]) -> Vec<String> {
    let locks = files.iter().filter(|file| file.path.ends_with("package-lock.json"));
    let bad = locks.filter(|file| file.text.contains("\"resolved\""));
    bad.map(|file| {
        format!("{}: has `resolved` addresses; `.npmrc` needs `omit-lockfile-registry-resolved=true`", file.path)
    })
    .collect()
}
