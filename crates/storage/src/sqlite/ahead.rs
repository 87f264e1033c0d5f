//! Reading a database ahead, so that the first questions after a start of the machine do not wait for its disk page by page.

use std::{
    fs::File,
    io::{Read, Result},
    path::{Path, PathBuf},
};

/// What is read at most: as much as a small machine has to spare. The system drops it again for whatever needs the room.
const MOST: u64 = 2 << 30;

/// Reads the file at `path` on a thread of its own.
pub(crate) fn read_ahead(path: PathBuf) {
    let read = move || match read(&path) {
        Ok(bytes) => tracing::debug!(bytes, "read the database ahead"),
        Err(error) => tracing::warn!(%error, "cannot read the database ahead"),
    };
    // Where there is no thread for it, pages come when they are asked for.
    drop(std::thread::Builder::new().name("read-ahead".into()).spawn(read));
}

fn read(path: &Path) -> Result<u64> {
    let mut file = File::open(path)?.take(MOST);
    let mut part = vec![0; 1 << 20];
    let mut bytes = 0;
    loop {
        match file.read(&mut part)? {
            0 => return Ok(bytes),
            more => bytes += more as u64,
        }
    }
}
