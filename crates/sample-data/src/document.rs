//! Reading the documents in an app's `data` folder.

use serde::{Deserialize, de::DeserializeOwned};

use crate::SampleError;

/// The version of a document's format; only 1 is known.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "u32")]
pub struct Format;

impl TryFrom<u32> for Format {
    type Error = String;
    fn try_from(version: u32) -> Result<Self, String> {
        if version == 1 { Ok(Format) } else { Err(format!("format {version} is not known")) }
    }
}

/// Reads `text`, which people know as `document`.
pub(crate) fn read<T: DeserializeOwned>(document: &str, text: &str) -> Result<T, SampleError> {
    serde_json::from_str(text)
        .map_err(|reason| SampleError::Unreadable { document: document.to_owned(), reason: reason.to_string() })
}
