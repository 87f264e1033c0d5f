//! Apps on disk: a folder of documents, or one packed file.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use app_definition::App;
use engine_base::{Issue, Issues, Locale};

/// Files of one app at most.
const MAX_FILES: usize = 10_000;

/// Reads the app in a folder or a packed file; what is wrong with it comes back as issues.
pub fn read_app(path: &Path) -> anyhow::Result<Result<App, Issues>> {
    if path.is_dir() {
        return Ok(app_definition::load(&read_folder(path)?));
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    if bytes.starts_with(b"PK") {
        return Ok(app_definition::read_package(&bytes, app_definition::PackageLimits::default())
            .and_then(|files| app_definition::load(&files)));
    }
    Ok(app_definition::load_packed(&bytes))
}

/// Reads an app and prints its issues; `None` when there are any.
pub fn checked_app(path: &Path, locale: Locale) -> anyhow::Result<Option<App>> {
    let issues = match read_app(path)? {
        Ok(app) => {
            let issues = app_definition::check(&app);
            if issues.is_empty() {
                return Ok(Some(app));
            }
            issues
        }
        Err(issues) => issues,
    };
    print_issues(&issues, locale);
    Ok(None)
}

/// Prints issues, one a line.
pub fn print_issues(issues: &[Issue], locale: Locale) {
    for issue in issues {
        eprintln!("{}: {} [{}]", issue.path, issue.text(locale), issue.code);
    }
    eprintln!("{} issue(s)", issues.len());
}

/// The files below a folder by their path with `/`; hidden ones are passed over.
pub fn read_folder(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(below) = waiting.pop() {
        let at = folder.join(&below);
        for entry in fs::read_dir(&at).with_context(|| format!("cannot read `{}`", at.display()))? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { bail!("`{}` has a file name that is not Unicode", at.display()) };
            if name.starts_with('.') {
                continue;
            }
            let path = below.join(name);
            if entry.file_type()?.is_dir() {
                waiting.push(path);
            } else {
                let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
                files.insert(parts.join("/"), fs::read(folder.join(&path))?);
            }
            if files.len() > MAX_FILES {
                bail!("more than {MAX_FILES} files below `{}`", folder.display());
            }
        }
    }
    Ok(files)
}

/// Writes files below a folder, which must be empty or not there yet.
pub fn write_folder(folder: &Path, files: &BTreeMap<String, String>) -> anyhow::Result<()> {
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        bail!("`{}` is not empty", folder.display());
    }
    for (path, text) in files {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&target, text).with_context(|| format!("cannot write `{}`", target.display()))?;
    }
    Ok(())
}
