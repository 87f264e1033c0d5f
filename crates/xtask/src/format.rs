//! Writes the documents of app folders in their canonical form.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use engine_base::{Issue, Locale};

use crate::repository::apps;

/// Formats `folders`, or every app of the repository when none is named.
pub fn run(root: &Path, folders: &[String]) -> Result<ExitCode> {
    let folders = if folders.is_empty() { apps(root)? } else { folders.iter().map(PathBuf::from).collect() };
    let mut code = ExitCode::SUCCESS;
    for folder in folders {
        let written = documents(&folder)?;
        match canonical(&written) {
            Ok(texts) => {
                for (path, text) in
                    texts.iter().filter(|(path, text)| written.get(*path).map(Vec::as_slice) != Some(text.as_bytes()))
                {
                    fs::write(folder.join(path), text)?;
                    println!("{}", folder.join(path).display());
                }
            }
            Err(issues) => {
                code = ExitCode::FAILURE;
                for issue in issues {
                    println!("{}/{}: {}", folder.display(), issue.path, issue.text(Locale::En));
                }
            }
        }
    }
    Ok(code)
}

/// The documents as they should be written.
pub fn canonical(written: &BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, String>, Vec<Issue>> {
    let app = app_definition::load(written)?;
    Ok(app_definition::unpack(&app))
}

/// The definition documents of an app folder, by path.
pub fn documents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut documents = BTreeMap::from([("app.json".to_owned(), fs::read(folder.join("app.json"))?)]);
    for part in ["options", "forms", "roles"] {
        let Ok(entries) = fs::read_dir(folder.join(part)) else { continue };
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            documents.insert(format!("{part}/{name}"), fs::read(&path)?);
        }
    }
    Ok(documents)
}
