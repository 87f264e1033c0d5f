//! Which kind of file the bytes are; content decides, never the name.

mod delimited;
pub mod limits;
mod xlsx;

use engine_base::Issue;

use crate::Sheet;

/// Reads every sheet of a file.
///
/// # Errors
/// One issue that says why the file cannot be read: its kind, its encoding, or a bound that it crosses.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Issue> {
    if bytes.len() > limits::FILE {
        return Err(Issue::new("sheet.file_too_large").with("max", limits::FILE >> 20));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // The old binary format, and also an encrypted new one.
        return Err(Issue::new("sheet.old_format"));
    }
    let sheets = if bytes.starts_with(b"PK\x03\x04") { xlsx::read(bytes)? } else { vec![delimited::read(bytes)?] };
    if sheets.iter().all(|sheet| sheet.lines.is_empty()) {
        return Err(Issue::new("sheet.empty"));
    }
    Ok(sheets)
}
