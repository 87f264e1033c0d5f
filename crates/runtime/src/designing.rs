//! What designers ask while an app is drawn: what a formula means, how a draft looks for a role, what differs between releases.

mod expression;
mod functions;
mod sample;

use std::sync::Arc;

use app_definition::{Access, App, Change};
use engine_base::{Issue, Issues, Key};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use storage::system::apps as stored;
use utoipa::ToSchema;

pub use self::{
    expression::{ExpressionRequest, ExpressionView, LocatedIssue, Purpose},
    functions::{ExampleView, FunctionView, FunctionsView, OperatorView, ParameterView, SignatureView},
};
use crate::{Actor, Error, Runtime};

/// A draft to look at with the eyes of somebody else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// A packed definition; the stored draft when left out.
    #[schema(value_type = Option<Object>)]
    pub app: Option<Json>,
    /// The roles of the person to be; an administrator when empty.
    #[serde(default)]
    pub roles: Vec<String>,
}

/// One difference between two definitions.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceView {
    /// `added removed renamed changed widened narrowed retired reordered`.
    pub kind: String,
    /// Document and place, by keys: `forms/customer.json#/fields/phone/required`.
    pub path: String,
    /// A sentence.
    pub text: String,
    /// What was there.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Json>,
    /// What is there now.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Json>,
}

/// What differs between two definitions.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferencesView {
    /// In the order of the documents.
    pub differences: Vec<DifferenceView>,
}

/// A definition of an app that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The release with this number.
    Release(i64),
    /// What is being edited.
    Draft,
}

impl Version {
    /// `draft`, or the number of a release.
    pub fn named(name: &str) -> Option<Version> {
        if name == "draft" { Some(Version::Draft) } else { name.parse().ok().map(Version::Release) }
    }
}

impl Runtime {
    /// The model for screens of a draft, as somebody with these roles would see it.
    pub async fn preview_app(&self, actor: &Actor, key: &str, request: PreviewRequest) -> Result<Vec<u8>, Error> {
        let (draft, _) = self.draft(actor, key).await?;
        let app = match &request.app {
            Some(packed) => app_definition::from_packed(packed),
            None => app_definition::load_packed(draft.as_bytes()),
        };
        let compiled = Arc::new(app.and_then(app_definition::compile).map_err(Error::Issues)?);
        let mut roles = Vec::new();
        let mut issues = Issues::new();
        for (index, role) in request.roles.iter().enumerate() {
            match compiled.roles.get_key_value(role.as_str()) {
                Some((role, _)) => roles.push(role.clone()),
                None => {
                    issues.push(Issue::new("role.unknown").at(format!("/roles/{index}")).with("role", role.as_str()))
                }
            }
        }
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let release = self.app(key)?.release;
        let access = if roles.is_empty() { Access::everything(compiled) } else { Access::of_roles(compiled, &roles) };
        let mut model = app_definition::app_model(&access, &roles);
        if let Some(model) = model.as_object_mut() {
            model.insert("release".into(), release.into());
        }
        Ok(serde_json::to_vec(&model).map_err(std::io::Error::other)?)
    }

    /// What differs between two stored definitions, in words.
    pub async fn differences(
        &self,
        actor: &Actor,
        key: &str,
        from: Option<Version>,
        to: Option<Version>,
    ) -> Result<DifferencesView, Error> {
        actor.administrators_only()?;
        let from = match from {
            Some(from) => from,
            None => Version::Release(self.app(key)?.release),
        };
        let old = self.definition(actor, key, from).await?;
        let new = match to.unwrap_or(Version::Draft) {
            // A way back: as going it would be.
            Version::Release(number) if from == Version::Release(self.app(key)?.release) => {
                self.release_again(key, number).await?
            }
            to => self.definition(actor, key, to).await?,
        };
        let view = |change: &Change| DifferenceView {
            kind: serde_json::to_value(change.kind)
                .ok()
                .and_then(|kind| Some(kind.as_str()?.to_owned()))
                .unwrap_or_default(),
            path: change.path.clone(),
            text: change.sentence(actor.locale),
            old: change.old.clone(),
            new: change.new.clone(),
        };
        Ok(DifferencesView { differences: app_definition::diff(&old, &new).iter().map(view).collect() })
    }

    async fn definition(&self, actor: &Actor, key: &str, version: Version) -> Result<App, Error> {
        let text = match version {
            Version::Draft => self.draft(actor, key).await?.0,
            Version::Release(number) => {
                let name = key.to_owned();
                let found = self
                    .database
                    .read(async move |session| Ok::<_, Error>(stored::find_release(session, &name, number).await?))
                    .await?;
                found.ok_or(Error::NotFound)?.definition
            }
        };
        app_definition::load_packed(text.as_bytes()).map_err(Error::Issues)
    }

    /// The published form that the draft's form `form` was made from, if it has been published.
    fn published_form(&self, app: &str, form: &form_engine::Form) -> Option<Key> {
        let published = self.app(app).ok()?;
        let known = |key: &Key| published.app.forms.contains_key(key);
        [Some(&form.key), form.was.as_ref()].into_iter().flatten().find(|key| known(key)).cloned()
    }
}
