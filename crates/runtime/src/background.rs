//! What goes on by itself: noticing what other processes changed, and tidying up.

use std::time::Duration;

use engine_base::Timestamp;
use storage::system::{
    files, idempotency, notices,
    settings::{self, Epoch},
    trash,
};

use crate::{Error, Runtime};

/// How often we look whether another process changed something.
const LOOK: Duration = Duration::from_millis(500);
/// How often we tidy up.
const TIDY: Duration = Duration::from_secs(3600);
/// How long a file that no record names is kept.
const LOOSE: Duration = Duration::from_secs(24 * 3600);
/// How long an answer is kept for requests that are sent again.
const ANSWERED: Duration = Duration::from_secs(24 * 3600);
/// How long a notice is kept, read or not.
const NOTICED: Duration = Duration::from_secs(180 * 24 * 3600);
/// How long a deleted record can be restored.
pub const TRASHED: Duration = Duration::from_secs(30 * 24 * 3600);
/// How long removed columns and tables are kept.
const RETIRED: Duration = Duration::from_secs(30 * 24 * 3600);

impl Runtime {
    /// Notices what other processes published or changed, until it is dropped.
    pub async fn watch(self) {
        let mut seen = self.epoch().await.unwrap_or_default();
        loop {
            tokio::time::sleep(LOOK).await;
            self.forget_absent();
            // A database that does not answer is reported by /readyz; here we only try again.
            let Ok(now) = self.epoch().await else { continue };
            if now.definitions != seen.definitions && self.reload_apps().await.is_err() {
                continue;
            }
            if now != seen && self.reload_directory().await.is_err() {
                continue;
            }
            seen = now;
        }
    }

    /// Removes what is kept only for a while, until it is dropped.
    pub async fn tidy(self) {
        loop {
            if let Err(error) = self.tidy_once().await {
                tracing::warn!(%error, "tidying up failed");
            }
            tokio::time::sleep(TIDY).await;
        }
    }

    /// Removes old answers and notices, what was long in the trash, loose files and retired columns once.
    pub async fn tidy_once(&self) -> Result<(), Error> {
        let now = self.clock.now();
        let before = |age: Duration| now.checked_sub(age).unwrap_or(Timestamp::MIN);
        let (answered, loose, retired) = (before(ANSWERED), before(LOOSE), before(RETIRED));
        let (noticed, trashed) = (before(NOTICED), before(TRASHED));
        let gone = self
            .database
            .write(async move |session| {
                idempotency::delete_answers_before(session, answered).await?;
                notices::delete_notices_before(session, noticed).await?;
                trash::delete_trash_before(session, trashed).await?;
                session.purge_retired(retired).await?;
                let gone = files::list_loose_files(session, loose).await?;
                for file in &gone {
                    files::delete_file(session, file.id).await?;
                }
                Ok::<_, Error>(gone)
            })
            .await?;
        for file in gone {
            self.files.remove(file.id).await?;
        }
        Ok(())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        self.epoch().await.map(|_| ())
    }

    async fn epoch(&self) -> Result<Epoch, Error> {
        self.database.read(async |session| Ok::<_, Error>(settings::get_epoch(session).await?)).await
    }

    /// Starts what goes on by itself on the present runtime, and reads the database ahead.
    pub fn start_background(&self) {
        let (watching, tidying) = (self.clone(), self.clone());
        tokio::task::spawn_local(watching.watch());
        tokio::task::spawn_local(tidying.tidy());
        self.database().read_ahead();
    }
}
