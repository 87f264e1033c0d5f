//! Views that people save: for themselves, or for roles when they may. Checked like views of the definition, and shown only to
//! those who may see every field that they name.

use app_definition::{Access, CompiledApp, Verb, check_saved_view, read_saved_view, saved_view_json, saved_view_model};
use engine_base::{Issue, Issues, Key, Uuid};
use form_engine::View;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use storage::{
    Session,
    system::saved_views::{self as stored, SavedView},
};
use utoipa::ToSchema;

use crate::{Actor, Error, IssueView, Listed, Runtime};

/// Views of one person in one app at most.
const MAX_VIEWS: u64 = 200;
/// Bytes of one view at most.
const MAX_VIEW: usize = 64 << 10;
/// Characters of a label at most.
const LONGEST_LABEL: usize = 100;

/// A saved view as the person who asks sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedViewView {
    /// Its id.
    pub id: Uuid,
    /// The form whose records it shows.
    #[schema(value_type = String)]
    pub form: Key,
    /// What its owner calls it.
    pub label: String,
    /// A view of the definition language without key, label and roles; each rule of `colours` also has its typed `tree`.
    #[schema(value_type = Object)]
    pub view: Json,
    /// The roles that see it; its owner alone when empty.
    #[schema(value_type = Vec<String>)]
    pub roles: Vec<Key>,
    /// Whether it opens first for those who see it.
    pub default: bool,
    /// Who saved it.
    pub owner: Uuid,
    /// Whether the person who asks saved it.
    pub mine: bool,
    /// Counts its changes from 1.
    pub version: i64,
    /// What in it no longer fits the form; only its owner sees such a view.
    pub issues: Vec<IssueView>,
}

/// A view to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSavedView {
    /// The form whose records it shows.
    pub form: String,
    /// What to call it.
    pub label: String,
    /// A view of the definition language without key, label and roles.
    #[schema(value_type = Object)]
    pub view: Json,
    /// The roles that shall see it; needs the right to share views.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Whether it shall open first.
    #[serde(default)]
    pub default: bool,
}

/// What to change about a saved view; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeSavedView {
    /// What to call it.
    pub label: Option<String>,
    /// A view of the definition language without key, label and roles.
    #[schema(value_type = Option<Object>)]
    pub view: Option<Json>,
    /// The roles that shall see it.
    pub roles: Option<Vec<String>>,
    /// Whether it shall open first.
    pub default: Option<bool>,
}

/// A person in an app, with the app as it is now.
struct Viewer<'a> {
    actor: &'a Actor,
    access: Access,
}

impl Runtime {
    /// The saved views of an app that the person who asks may see, oldest first.
    pub async fn saved_views(&self, actor: &Actor, app: &str) -> Result<Listed<SavedViewView>, Error> {
        let viewer = self.viewer(actor, app)?;
        let key = viewer.app().key.to_string();
        let all = self.database.read(async move |s| Ok::<_, Error>(stored::list_views(s, &key).await?)).await?;
        Ok(Listed { items: all.iter().filter_map(|view| viewer.view(view)).collect() })
    }

    /// Saves a view.
    pub async fn add_saved_view(&self, actor: &Actor, app: &str, new: NewSavedView) -> Result<SavedViewView, Error> {
        let viewer = self.viewer(actor, app)?;
        viewer.access.query(&new.form, Verb::Read)?;
        let definition = viewer.definition(&new.form, &new.view)?;
        let view = SavedView {
            id: Uuid::now_v7(),
            app: viewer.app().key.to_string(),
            form: new.form,
            owner: actor.person.id,
            label: label(&new.label)?,
            definition,
            roles: viewer.roles(&new.roles)?,
            preferred: new.default,
            version: 1,
            changed_at: self.clock.now(),
        };
        let kept = view.clone();
        self.database
            .write(async move |session| {
                if stored::count_views(session, &kept.app, kept.owner).await? >= MAX_VIEWS {
                    return Err(Error::Issues(vec![Issue::new("saved_view.too_many").with("max", MAX_VIEWS)]));
                }
                only_default(session, &kept).await?;
                Ok(stored::insert_view(session, &kept).await?)
            })
            .await?;
        viewer.view(&view).ok_or(Error::NotFound)
    }

    /// Changes a saved view: one's own, or as an administrator one that is shared.
    pub async fn change_saved_view(
        &self,
        actor: &Actor,
        app: &str,
        id: Uuid,
        change: ChangeSavedView,
        seen: Option<i64>,
    ) -> Result<SavedViewView, Error> {
        let viewer = self.viewer(actor, app)?;
        let mut view = self.changeable(&viewer, id).await?;
        let current = view.version;
        if seen.is_some_and(|seen| seen != current) {
            return Err(Error::Changed { current });
        }
        if let Some(written) = change.label {
            view.label = label(&written)?;
        }
        if let Some(definition) = change.view {
            view.definition = viewer.definition(&view.form, &definition)?;
        }
        match change.roles {
            Some(roles) => view.roles = viewer.roles(&roles)?,
            None => viewer.may_share(&view.roles)?,
        }
        view.preferred = change.default.unwrap_or(view.preferred);
        view.version += 1;
        view.changed_at = self.clock.now();
        let kept = view.clone();
        let stored = self
            .database
            .write(async move |session| {
                only_default(session, &kept).await?;
                Ok::<_, Error>(stored::update_view(session, &kept).await?)
            })
            .await;
        match stored {
            Err(Error::Storage(storage::Error::Conflict)) => Err(Error::Changed { current: current + 1 }),
            Err(error) => Err(error),
            Ok(()) => viewer.view(&view).ok_or(Error::NotFound),
        }
    }

    /// Removes a saved view: one's own, or as an administrator one that is shared.
    pub async fn remove_saved_view(&self, actor: &Actor, app: &str, id: Uuid) -> Result<(), Error> {
        let viewer = self.viewer(actor, app)?;
        let view = self.changeable(&viewer, id).await?;
        self.database.write(async move |s| Ok::<_, Error>(stored::delete_view(s, view.id).await?)).await
    }

    fn viewer<'a>(&self, actor: &'a Actor, app: &str) -> Result<Viewer<'a>, Error> {
        Ok(Viewer { actor, access: self.app(app)?.access(actor)? })
    }

    /// The view `id`, when the person may change it; a view of somebody else that is only seen cannot be.
    async fn changeable(&self, viewer: &Viewer<'_>, id: Uuid) -> Result<SavedView, Error> {
        let key = viewer.app().key.to_string();
        let found = self.database.read(async move |s| Ok::<_, Error>(stored::find_view(s, &key, id).await?)).await?;
        let view = found.ok_or(Error::NotFound)?;
        if view.owner == viewer.actor.person.id {
            return Ok(view);
        }
        if viewer.view(&view).is_none() {
            return Err(Error::NotFound);
        }
        viewer.actor.administrators_only().map(|()| view)
    }
}

impl Viewer<'_> {
    fn app(&self) -> &CompiledApp {
        self.access.app()
    }

    /// The view for this person; nothing when it is not theirs, or names what they may not see.
    fn view(&self, saved: &SavedView) -> Option<SavedViewView> {
        let mine = saved.owner == self.actor.person.id;
        let roles: Vec<Key> = saved.roles.iter().filter_map(|role| Key::new(role).ok()).collect();
        if !mine && (roles.is_empty() || !self.access.has_any_role(&roles)) {
            return None;
        }
        let written: Json = serde_json::from_str(&saved.definition).ok()?;
        self.access.query(&saved.form, Verb::Read).ok()?;
        let (view, issues) = match self.read(&saved.form, &written) {
            Ok(view) => (saved_view_model(&view, &saved.form, &self.access).ok()?, Issues::new()),
            Err(issues) if mine => (written, issues),
            Err(_) => return None,
        };
        Some(SavedViewView {
            id: saved.id,
            form: Key::new(&saved.form).ok()?,
            label: saved.label.clone(),
            view,
            roles,
            default: saved.preferred,
            owner: saved.owner,
            mine,
            version: saved.version,
            issues: issues.iter().map(|issue| IssueView::new(issue, self.actor.locale)).collect(),
        })
    }

    fn read(&self, form: &str, written: &Json) -> Result<View, Issues> {
        let view = read_saved_view(written)?;
        let form = self.app().forms.get(form).ok_or_else(|| vec![Issue::new("form.unknown").with("form", form)])?;
        let issues = check_saved_view(&view, form, &self.app().symbols);
        if issues.is_empty() { Ok(view) } else { Err(issues) }
    }

    /// The text of a view that fits the form and names nothing that the person may not see.
    fn definition(&self, form: &str, written: &Json) -> Result<String, Error> {
        let inside = |issues: Issues| Error::Issues(issues.into_iter().map(|issue| issue.inside("/view")).collect());
        let view = self.read(form, written).map_err(inside)?;
        let text = saved_view_json(&view).to_string();
        if text.len() > MAX_VIEW {
            return Err(inside(vec![Issue::new("saved_view.too_large").with("max", MAX_VIEW)]));
        }
        saved_view_model(&view, form, &self.access)?;
        Ok(text)
    }

    /// The roles to share with: each must be one of the app, and the person must be allowed to share.
    fn roles(&self, roles: &[String]) -> Result<Vec<String>, Error> {
        let known = &self.app().roles;
        let unknown = |(index, role): (usize, &String)| {
            let issue = || Issue::new("role.unknown").at(format!("/roles/{index}")).with("role", role.as_str());
            (!known.contains_key(role.as_str())).then(issue)
        };
        let issues: Issues = roles.iter().enumerate().filter_map(unknown).collect();
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        self.may_share(roles)?;
        let mut roles = roles.to_vec();
        roles.sort();
        roles.dedup();
        Ok(roles)
    }

    fn may_share(&self, roles: &[String]) -> Result<(), Error> {
        if roles.is_empty() || self.access.shares_views() { Ok(()) } else { Err(Error::NotSharing) }
    }
}

/// Of the views of one owner for one form and the same audience, one at most opens first.
async fn only_default(session: &Session, new: &SavedView) -> Result<(), Error> {
    if !new.preferred {
        return Ok(());
    }
    for mut other in stored::list_views(session, &new.app).await? {
        let rivals = other.id != new.id && other.owner == new.owner && other.form == new.form;
        if rivals && other.preferred && other.roles == new.roles {
            other.preferred = false;
            other.version += 1;
            stored::update_view(session, &other).await?;
        }
    }
    Ok(())
}

fn label(written: &str) -> Result<String, Error> {
    let label = written.trim();
    if label.is_empty() {
        return Err(Error::Issues(vec![Issue::new("text.empty").at("/label")]));
    }
    if label.chars().count() > LONGEST_LABEL {
        return Err(Error::Issues(vec![Issue::new("text.too_long").at("/label").with("max", LONGEST_LABEL)]));
    }
    Ok(label.to_owned())
}
