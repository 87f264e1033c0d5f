//! What the product itself keeps: apps and releases, people and rights, sessions, history, counters, files, settings.
//!
//! Functions on a session, so that they share a transaction with app rows: `find_` maybe, `get_` or an error, `list_`,
//! `insert_`, `update_`, `delete_`.

pub mod apps;
pub mod counters;
pub mod files;
pub mod history;
pub mod idempotency;
pub mod logins;
pub mod people;
pub mod retired;
pub mod settings;

use engine_base::Timestamp;

pub use apps::{
    App, Release, ReleaseState, delete_app, find_app, find_release, get_app, get_current_release, insert_app, insert_release,
    list_apps, list_releases, update_draft, update_release_state,
};
pub use counters::{get_counter, next_number, set_counter};
pub use files::{File, attach_files, delete_file, find_file, insert_file, list_files, list_loose_files};
pub use history::{HistoryAction, HistoryEntry, insert_history, list_history};
pub use idempotency::{Answered, delete_answers_before, find_answer, insert_answer};
pub use logins::{
    ApiKey, Login, delete_api_key, delete_login, delete_logins_before, delete_logins_of, find_api_key, find_login, insert_api_key,
    insert_login, list_api_keys, update_login_expiry,
};
pub use people::{
    Department, Member, User, count_administrators, delete_department, find_user, find_user_by_account, get_user, insert_department,
    insert_user, list_departments, list_members, list_roles_of, list_users, set_roles, update_department, update_user,
};
pub use retired::{Retired, RetiredKind, delete_retired, insert_retired, list_retired, list_retired_before};
pub use settings::{Epoch, bump_definitions, bump_directory, find_setting, get_epoch, list_settings, set_setting};

/// A moment from its microseconds; what we stored ourselves is always in range.
fn moment(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}
