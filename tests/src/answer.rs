//! What the server answered, with what was asked, so that a failed expectation tells the whole story.

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The request, for messages.
    pub asked: String,
    /// The status.
    pub status: u16,
    /// Header names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Vec<u8>,
    /// The body as JSON; null when it is none.
    pub json: Json,
}

impl Answer {
    /// Itself when it has this status.
    pub fn expect(self, status: u16) -> Result<Answer> {
        ensure!(self.status == status, "{}: {} instead of {status}: {}", self.asked, self.status, self.text());
        if status >= 400 && !self.bytes.is_empty() && self.json["code"].is_string() {
            ensure!(
                self.header("content-type") == Some("application/problem+json"),
                "{}: wrong type of problem",
                self.asked
            );
        }
        Ok(self)
    }

    /// Itself when it has one of these statuses.
    pub fn expect_any(self, statuses: &[u16]) -> Result<Answer> {
        ensure!(
            statuses.contains(&self.status),
            "{}: {} instead of {statuses:?}: {}",
            self.asked,
            self.status,
            self.text()
        );
        Ok(self)
    }

    /// Itself when it is a refusal that names exactly these places, in any order.
    pub fn expect_issues(self, status: u16, paths: &[&str]) -> Result<Answer> {
        let answer = self.expect(status)?;
        let mut found: Vec<&str> = answer.issues().iter().filter_map(|issue| issue["path"].as_str()).collect();
        let mut wanted = paths.to_vec();
        found.sort_unstable();
        wanted.sort_unstable();
        ensure!(found == wanted, "{}: issues at {found:?} instead of {wanted:?}: {}", answer.asked, answer.text());
        Ok(answer)
    }

    /// The issues of a refusal.
    pub fn issues(&self) -> &[Json] {
        self.json["issues"].as_array().map(Vec::as_slice).unwrap_or_default()
    }

    /// The items of a list.
    pub fn items(&self) -> Result<&Vec<Json>> {
        self.json["items"].as_array().with_context(|| format!("{}: no items: {}", self.asked, self.text()))
    }

    /// One member of every item of a list.
    pub fn column(&self, key: &str) -> Result<Vec<Json>> {
        Ok(self.items()?.iter().map(|item| item[key].clone()).collect())
    }

    /// The member `key` as text.
    pub fn string(&self, key: &str) -> Result<String> {
        let text =
            self.json[key].as_str().with_context(|| format!("{}: no text `{key}`: {}", self.asked, self.text()))?;
        Ok(text.to_owned())
    }

    /// The id of a record.
    pub fn id(&self) -> Result<String> {
        self.string("id")
    }

    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}
