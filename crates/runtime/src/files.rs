//! The bytes of files: on disk under random names, never under names that people choose.

use std::path::{Path, PathBuf};

use app_definition::{Right, Verb};
use engine_base::{Issue, Uuid};
use storage::system::files::{self, File};
use tokio::{fs, io::AsyncWriteExt};

use crate::{
    Actor, Error, FileView, Runtime,
    comments::is_of_comment,
    secret::{hash_bytes, hex},
};

/// The longest file name, in characters.
const MAX_NAME: usize = 200;

/// Where files lie.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// A store in `folder`, which is made when it is missing.
    pub fn new(folder: PathBuf) -> FileStore {
        FileStore { folder }
    }

    fn path(&self, id: Uuid) -> PathBuf {
        let name = id.simple().to_string();
        // The last digits of an id are random: they spread the files over 256 folders.
        self.folder.join(name.get(30..).unwrap_or("00")).join(name)
    }

    /// Stores bytes so that they are there after a power cut.
    pub async fn put(&self, id: Uuid, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path(id);
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).await?;
        let part = path.with_extension("part");
        let mut file = fs::File::create(&part).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        fs::rename(&part, &path).await?;
        fs::File::open(folder).await?.sync_all().await?;
        Ok(())
    }

    /// The bytes of a file.
    pub async fn get(&self, id: Uuid) -> Result<Vec<u8>, Error> {
        Ok(fs::read(self.path(id)).await?)
    }

    /// Removes a file that nothing names any more; one that is gone already is no failure.
    pub async fn remove(&self, id: Uuid) -> Result<(), Error> {
        match fs::remove_file(self.path(id)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

impl Runtime {
    /// Takes a file; it is seen only by its uploader until a record names it.
    pub async fn upload(&self, actor: &Actor, name: String, bytes: Vec<u8>) -> Result<FileView, Error> {
        let name = name.trim().to_owned();
        let fits = (1..=MAX_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        if !fits {
            return Err(Error::Request(vec![Issue::new("file.name").with("max", MAX_NAME)]));
        }
        if bytes.is_empty() {
            return Err(Error::Request(vec![Issue::new("file.empty")]));
        }
        let file = File {
            id: Uuid::new_v4(),
            app: None,
            media_type: media_type(&name, &bytes).to_owned(),
            name,
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            sha256: hex(&hash_bytes(&bytes)),
            created_by: Some(actor.person.id),
            created_at: self.clock.now(),
            form: None,
            record: None,
            field: None,
        };
        self.files.put(file.id, &bytes).await?;
        let view = FileView::from(&file);
        self.database.write(async move |s| Ok::<_, Error>(files::insert_file(s, &file).await?)).await?;
        Ok(view)
    }

    /// A file, for those who may read the field of the record that names it.
    pub async fn download(&self, actor: &Actor, id: Uuid) -> Result<(FileView, Vec<u8>), Error> {
        let file = self.database.read(async move |s| Ok::<_, Error>(files::find_file(s, id).await?)).await?;
        let file = file.ok_or(Error::NotFound)?;
        if !self.may_download(actor, &file).await? {
            return Err(Error::NotFound);
        }
        Ok((FileView::from(&file), self.files.get(id).await?))
    }

    async fn may_download(&self, actor: &Actor, file: &File) -> Result<bool, Error> {
        let (Some(app), Some(form), Some(record)) = (&file.app, &file.form, file.record) else {
            return Ok(file.created_by == Some(actor.person.id));
        };
        let Ok(access) = self.app(app).and_then(|published| published.access(actor)) else { return Ok(false) };
        let Ok(query) = access.query(form, Verb::Read) else { return Ok(false) };
        let named = file.field.as_deref().unwrap_or_default();
        if !is_of_comment(file) {
            let slot = query.form().slots.get(named.split('.').next().unwrap_or_default()).copied();
            if slot.is_none_or(|slot| query.right(slot) < Right::Read) {
                return Ok(false);
            }
        }
        let context = actor.context(app, self.clock.now(), &self.zone);
        self.database
            .read(async move |session| Ok(!session.existing(&query, &context, &[record]).await?.is_empty()))
            .await
    }
}

impl From<&File> for FileView {
    fn from(file: &File) -> FileView {
        FileView { id: file.id, name: file.name.clone(), size: file.size, kind: file.media_type.clone() }
    }
}

/// The media type by content where it is one we know, otherwise by the ending of a plain text, otherwise just bytes.
/// What a client says it is does not count, and nothing that a browser would run is ever named.
fn media_type(name: &str, bytes: &[u8]) -> &'static str {
    let starts: [(&[u8], &str); 7] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"PK\x03\x04", "application/zip"),
        (b"\x1f\x8b", "application/gzip"),
        (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    ];
    if let Some((_, kind)) = starts.iter().find(|(start, _)| bytes.starts_with(start)) {
        let office = |ending: &str| name.to_lowercase().ends_with(ending);
        return match *kind {
            "application/zip" if office(".xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/zip" if office(".docx") => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            kind => kind,
        };
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return "image/webp";
    }
    match name.rsplit('.').next().map(str::to_lowercase).as_deref() {
        Some("txt" | "csv" | "md" | "log") if std::str::from_utf8(bytes).is_ok() => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_come_from_content() {
        for (name, bytes, kind) in [
            ("a.html", &b"<script>alert(1)</script>"[..], "application/octet-stream"),
            ("a.png", b"<svg onload=alert(1)>", "application/octet-stream"),
            ("a.txt", b"\x89PNG\r\n\x1a\n...", "image/png"),
            ("a.svg", b"<svg/>", "application/octet-stream"),
            ("notes.TXT", "你好".as_bytes(), "text/plain; charset=utf-8"),
            ("x.pdf", b"%PDF-1.7", "application/pdf"),
        ] {
            assert_eq!(media_type(name, bytes), kind, "{name}");
        }
    }
}
