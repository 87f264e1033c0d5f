//! What the platform's routes take and answer.

use engine_base::{Issue, Key, Locale, Text, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::opening::DemoPerson;

/// A list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listed<T> {
    /// The items.
    pub items: Vec<T>,
}

/// What the sign-in page needs to know.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicInfo {
    /// Name of the product.
    pub name: String,
    /// Whether this is a demonstration with known passwords.
    pub demo: bool,
    /// Whether the first administrator is still to be made.
    pub setup: bool,
    /// The people of the demonstration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub demo_people: Vec<DemoPerson>,
}

/// Account and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The account.
    pub account: String,
    /// The password.
    pub password: String,
}

/// The first administrator.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The one-time token from the console.
    pub token: String,
    /// The account to make.
    pub account: String,
    /// The name to show.
    pub name: String,
    /// The password.
    pub password: String,
}

/// A new session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedIn {
    /// Send as `Authorization: Bearer …`.
    pub token: String,
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// The person.
    pub user: PersonView,
}

/// A person in the directory.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// The person's id.
    pub id: Uuid,
    /// The name to sign in with.
    pub account: String,
    /// The name to show.
    pub name: String,
    /// Position in the organisation.
    pub title: Option<String>,
    /// The department.
    pub department: Option<Uuid>,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether the person runs the installation.
    pub administrator: bool,
}

/// The person who asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The person.
    #[serde(flatten)]
    pub person: PersonView,
    /// Electronic mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// The language chosen.
    #[schema(value_type = Option<String>, example = "zh-CN")]
    pub locale: Option<Locale>,
    /// The organisation's time zone, by its name in the tz database: "today" is the date there.
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// The apps that may be opened, with the roles in each.
    pub apps: Vec<MyApp>,
}

/// An app of the person who asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyApp {
    /// The app.
    #[serde(flatten)]
    pub app: AppView,
    /// The roles.
    #[schema(value_type = Vec<String>)]
    pub roles: Vec<Key>,
}

/// An app.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AppView {
    /// Its key.
    #[schema(value_type = String)]
    pub key: Key,
    /// Its name, text or by locale.
    #[schema(value_type = Object)]
    pub label: Text,
    /// What it is for.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Icon name.
    pub icon: Option<String>,
    /// `#RRGGBB`.
    pub colour: Option<String>,
    /// The version its author gave.
    pub version: String,
    /// The release in use.
    pub release: i64,
}

/// A person to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// The name to sign in with: 2 to 64 letters, digits and `. _ - @`.
    pub account: String,
    /// The name to show.
    pub name: String,
    /// At least 8 characters; without one the person cannot sign in by password.
    pub password: Option<String>,
    /// Position in the organisation.
    pub title: Option<String>,
    /// Electronic mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// The department.
    pub department: Option<Uuid>,
    /// Whether the person runs the installation.
    #[serde(default)]
    pub administrator: bool,
}

/// What to change about a person; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangePerson {
    /// The name to show.
    pub name: Option<String>,
    /// A new password; signs the person out everywhere.
    pub password: Option<String>,
    /// The present password: needed to change one's own.
    pub old_password: Option<String>,
    /// Position in the organisation.
    pub title: Option<String>,
    /// Electronic mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// The department; `null` for none.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<Uuid>)]
    pub department: Option<Option<Uuid>>,
    /// Language: `zh-CN` or `en`.
    #[schema(value_type = Option<String>, example = "zh-CN")]
    pub locale: Option<Locale>,
    /// Whether the person runs the installation.
    pub administrator: Option<bool>,
    /// Whether the person may sign in; `false` signs out everywhere at once.
    pub active: Option<bool>,
}

/// A department.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DepartmentView {
    /// The department's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The department above.
    pub parent: Option<Uuid>,
    /// Who leads it.
    pub head: Option<Uuid>,
}

/// A department to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDepartment {
    /// Its name.
    pub name: String,
    /// The department above.
    pub parent: Option<Uuid>,
    /// Who leads it.
    pub head: Option<Uuid>,
}

/// What to change about a department; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeDepartment {
    /// Its name.
    pub name: Option<String>,
    /// The department above; `null` for none.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<Uuid>)]
    pub parent: Option<Option<Uuid>>,
    /// Who leads it; `null` for nobody.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<Uuid>)]
    pub head: Option<Option<Uuid>>,
}

/// Tells `null` from left out.
pub fn present<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// An API key, without the key itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyView {
    /// Which.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Until when it opens; for ever when null.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
}

/// An API key to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// What it is for.
    pub name: String,
    /// Until when, RFC 3339; for ever when left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<String>,
}

/// A new API key: the only time the key itself is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewKeyMade {
    /// Which.
    pub id: Uuid,
    /// Send as `Authorization: Bearer …`.
    pub key: String,
}

/// The roles of a person in an app.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberRoles {
    /// Role keys; none takes the app away.
    pub roles: Vec<String>,
}

/// A person with roles in an app.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberView {
    /// The person.
    pub user: PersonView,
    /// Role keys.
    #[schema(value_type = Vec<String>)]
    pub roles: Vec<Key>,
}

/// An issue with its sentence.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssueView {
    /// Stable code.
    pub code: String,
    /// Where.
    pub path: String,
    /// What the sentence names.
    #[schema(value_type = Object)]
    pub params: serde_json::Value,
    /// The sentence.
    pub text: String,
}

impl IssueView {
    /// An issue in one language.
    pub fn new(issue: &Issue, locale: Locale) -> IssueView {
        IssueView {
            code: issue.code.to_string(),
            path: issue.path.clone(),
            params: serde_json::to_value(&issue.params).unwrap_or_default(),
            text: issue.text(locale),
        }
    }
}

/// What a check found; nothing means all is well.
#[derive(Debug, Serialize, ToSchema)]
pub struct Checked {
    /// What is wrong.
    pub issues: Vec<IssueView>,
}

/// One thing that publishing does.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanStepView {
    /// Stable code of the kind of step.
    pub kind: String,
    /// The form.
    pub form: String,
    /// The field, if it is about one.
    pub field: Option<String>,
    /// A sentence.
    pub text: String,
    /// Records concerned.
    pub rows: u64,
}

/// What publishing would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanView {
    /// The differences in words.
    pub changes: Vec<String>,
    /// What is done to tables and data.
    pub steps: Vec<PlanStepView>,
    /// What must be solved first.
    pub blocking: Vec<IssueView>,
}

/// What publishing did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Published {
    /// The number of the new release; the present one when nothing had changed.
    pub release: i64,
    /// What was done.
    pub plan: PlanView,
}

/// What importing did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imported {
    /// The app.
    #[schema(value_type = String)]
    pub app: Key,
    /// The release it was published as.
    pub release: i64,
    /// What was done.
    pub plan: PlanView,
    /// Records that came with it, by form.
    pub records: std::collections::BTreeMap<String, u64>,
}

/// What is said of a release as it is published.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewRelease {
    /// What it is about, for those who read the list of releases.
    #[schema(max_length = 500)]
    pub note: String,
}

/// A release.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseView {
    /// Its number.
    pub number: i64,
    /// When it was published.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Option<Uuid>,
    /// What it is about.
    pub note: String,
    /// Whether it is in use.
    pub current: bool,
    /// What differs from the release before, in words.
    pub changes: Vec<String>,
}

/// A stored file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileView {
    /// Name it in a file field of a record.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Media type.
    #[serde(rename = "type")]
    pub kind: String,
}
