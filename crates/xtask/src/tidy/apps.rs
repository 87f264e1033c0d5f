//! The apps of the repository have no issues and stand in their canonical form.

use std::path::Path;

use anyhow::Result;
use engine_base::Locale;

use crate::{
    format::{canonical, documents},
    repository::apps as folders,
};

/// Issues of the apps, and documents that are written another way.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for folder in folders(root)? {
        let name = folder.strip_prefix(root).unwrap_or(&folder).display().to_string();
        let written = documents(&folder)?;
        let loaded = app_definition::load(&written).map(|app| app_definition::check(&app));
        let issues = loaded.unwrap_or_else(|issues| issues);
        problems.extend(
            issues.iter().map(|issue| format!("{name}/{}: {} ({})", issue.path, issue.text(Locale::En), issue.code)),
        );
        let texts = canonical(&written).unwrap_or_default();
        let differing =
            texts.iter().filter(|(path, text)| written.get(*path).map(Vec::as_slice) != Some(text.as_bytes()));
        problems.extend(
            differing.map(|(path, _)| format!("{name}/{path}: not in canonical form; `cargo xtask format` writes it")),
        );
    }
    Ok(problems)
}
