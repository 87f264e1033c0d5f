//! Zip packages: an app's folder, with records and files under `data/`, as one file.
//!
//! A package comes from anywhere, so it is read with limits on what it may become, and no entry can name a place outside its folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Cursor, Read, Write},
};

use engine_base::{Issue, Issues};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// What a package may become when it is unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackageLimits {
    /// At most so many files.
    pub entries: usize,
    /// At most so many bytes together.
    pub bytes: u64,
    /// A file of more than 64 kB may be at most so many times larger than what stands for it in the package.
    pub ratio: u64,
}

impl Default for PackageLimits {
    fn default() -> Self {
        PackageLimits { entries: 20_000, bytes: 512 << 20, ratio: 200 }
    }
}

/// Below this size a high ratio is no sign of malice.
const SMALL: u64 = 64 << 10;

/// Writes files by path as a zip package; the same files always give the same bytes.
pub fn write_package(files: &BTreeMap<String, Vec<u8>>) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, bytes) in files {
        let large = u32::try_from(bytes.len()).is_err();
        writer.start_file(path, options.large_file(large)).map_err(io::Error::other)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish().map_err(io::Error::other)?.into_inner())
}

/// Reads the files of a zip package by path. When everything stands in one folder, paths are relative to it.
pub fn read_package(package: &[u8], limits: PackageLimits) -> Result<BTreeMap<String, Vec<u8>>, Issues> {
    let mut archive = ZipArchive::new(Cursor::new(package)).map_err(unreadable)?;
    if archive.len() > limits.entries {
        return Err(vec![Issue::new("package.too_many_entries").with("max", limits.entries)]);
    }
    if archive.has_overlapping_entries().map_err(unreadable)? {
        return Err(vec![Issue::new("package.overlap")]);
    }
    let mut reading =
        Reading { limits, left: limits.bytes, names: BTreeSet::new(), files: BTreeMap::new(), issues: Vec::new() };
    for index in 0..archive.len() {
        reading.entry(&mut archive, index)?;
    }
    if reading.issues.is_empty() { Ok(without_folder(reading.files)) } else { Err(reading.issues) }
}

struct Reading {
    limits: PackageLimits,
    left: u64,
    /// Names in lower case, because some file systems cannot keep two that differ only in case.
    names: BTreeSet<String>,
    files: BTreeMap<String, Vec<u8>>,
    issues: Issues,
}

impl Reading {
    /// Takes one entry. An error ends the reading: going on would cost more than the limits allow.
    fn entry(&mut self, archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<(), Issues> {
        let raw = archive.by_index_raw(index).map_err(unreadable)?;
        let name = String::from_utf8_lossy(raw.name_raw()).into_owned();
        let (directory, strange) = (raw.is_dir(), raw.is_symlink() || raw.encrypted());
        let (packed, exact) = (raw.compressed_size(), std::str::from_utf8(raw.name_raw()).is_ok());
        drop(raw);
        if name.starts_with("__MACOSX/") {
            return Ok(());
        }
        let path = name.trim_end_matches('/');
        if !exact || !is_inside(path) {
            self.issues.push(Issue::new("package.name_invalid").with("name", name));
            return Ok(());
        }
        if directory {
            return Ok(());
        }
        if strange {
            self.issues.push(Issue::new("package.entry_unsupported").at(path).with("name", path));
            return Ok(());
        }
        if !self.names.insert(path.to_lowercase()) {
            self.issues.push(Issue::new("package.name_twice").at(path).with("name", path));
            return Ok(());
        }
        let most = self.left.min(packed.saturating_mul(self.limits.ratio).max(SMALL));
        let mut bytes = Vec::new();
        let mut entry = archive.by_index(index).map_err(unreadable)?;
        entry
            .by_ref()
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(error.into()))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > self.left {
            return Err(vec![Issue::new("package.too_large").with("max", self.limits.bytes)]);
        }
        if size > most {
            return Err(vec![Issue::new("package.ratio").at(path).with("name", path).with("max", self.limits.ratio)]);
        }
        self.left -= size;
        self.files.insert(path.to_owned(), bytes);
        Ok(())
    }
}

/// A relative path of plain names, with `/` between them.
fn is_inside(path: &str) -> bool {
    let plain = |name: &str| {
        !name.is_empty() && name != "." && name != ".." && !name.ends_with(['.', ' ']) && name.len() <= 200
    };
    let printable =
        path.chars().all(|c| !c.is_control() && !matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'));
    path.len() <= 500 && printable && path.split('/').all(plain)
}

/// People zip the folder itself as often as what is in it.
fn without_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let folder = files.keys().next().and_then(|path| path.split_once('/')).map(|(folder, _)| format!("{folder}/"));
    match folder {
        Some(folder)
            if files.contains_key(&format!("{folder}app.json"))
                && files.keys().all(|path| path.starts_with(&folder)) =>
        {
            let inside = |path: String| path.strip_prefix(&folder).unwrap_or(&path).to_owned();
            files.into_iter().map(|(path, bytes)| (inside(path), bytes)).collect()
        }
        _ => files,
    }
}

fn unreadable(error: ZipError) -> Issues {
    vec![Issue::new("package.unreadable").with("reason", error.to_string())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn codes(package: &[u8], limits: PackageLimits) -> Vec<String> {
        read_package(package, limits).unwrap_err().into_iter().map(|issue| issue.code.into_owned()).collect()
    }

    #[test]
    fn a_package_comes_back_and_is_always_the_same() {
        let files = BTreeMap::from([
            ("app.json".to_owned(), b"{}".to_vec()),
            ("data/客户.jsonl".to_owned(), vec![b'x'; 300_000]),
        ]);
        let package = write_package(&files).unwrap();
        assert_eq!(package, write_package(&files).unwrap());
        assert_eq!(read_package(&package, PackageLimits { ratio: 2_000, ..Default::default() }).unwrap(), files);
        let nested = zip(&[("crm/app.json", b"{}".to_vec()), ("crm/forms/a.json", b"{}".to_vec())]);
        let read = read_package(&nested, PackageLimits::default()).unwrap();
        assert_eq!(read.keys().collect::<Vec<_>>(), ["app.json", "forms/a.json"]);
    }

    #[test]
    fn names_stay_inside_the_folder() {
        for name in ["../app.json", "/etc/passwd", "a/../../b", "a\\b", "C:/x", "a//b", "./a", "a\u{7}", "nul.", "a/b?"]
        {
            assert_eq!(codes(&zip(&[(name, vec![1])]), PackageLimits::default()), ["package.name_invalid"], "{name}");
        }
        let twins = zip(&[("forms/a.json", vec![1]), ("forms/A.json", vec![1])]);
        assert_eq!(codes(&twins, PackageLimits::default()), ["package.name_twice"]);
    }

    #[test]
    fn a_package_is_bounded() {
        let zeros = zip(&[("a", vec![0; 1 << 20])]);
        assert_eq!(codes(&zeros, PackageLimits::default()), ["package.ratio"]);
        assert_eq!(codes(&zeros, PackageLimits { bytes: 1000, ..Default::default() }), ["package.too_large"]);
        let three = zip(&[("a", vec![]), ("b", vec![]), ("c", vec![])]);
        assert_eq!(codes(&three, PackageLimits { entries: 2, ..Default::default() }), ["package.too_many_entries"]);
        assert_eq!(codes(b"no zip", PackageLimits::default()), ["package.unreadable"]);
        let mut cut = zip(&[("a", (0..=255).collect())]);
        cut.truncate(cut.len() / 2);
        assert_eq!(codes(&cut, PackageLimits::default()), ["package.unreadable"]);
    }

    #[test]
    fn links_are_not_followed() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_symlink("a", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        let package = writer.finish().unwrap().into_inner();
        assert_eq!(codes(&package, PackageLimits::default()), ["package.entry_unsupported"]);
    }
}
