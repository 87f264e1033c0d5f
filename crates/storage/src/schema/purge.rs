//! Removing for good what was put away long enough ago.

use engine_base::Timestamp;

use crate::{
    Dialect, Error, Session,
    physical::quote,
    system::retired::{self, RetiredKind},
};

impl Session {
    /// Removes columns and tables for good that were put away before `then`; how many.
    pub async fn purge_retired(&self, then: Timestamp) -> Result<u64, Error> {
        purge(self, then).await
    }
}

async fn purge(session: &Session, then: Timestamp) -> Result<u64, Error> {
    let all = retired::list_retired_before(session, then).await?;
    let cascade = if session.dialect() == Dialect::Postgres { " CASCADE" } else { "" };
    for old in &all {
        let sql = match old.kind {
            RetiredKind::Table => format!("DROP TABLE IF EXISTS {}{cascade}", quote(&old.name)),
            RetiredKind::Column => format!("ALTER TABLE {} DROP COLUMN {}", quote(&old.table), quote(&old.name)),
        };
        // The table of a column may have been put away after it, under another name, or removed already.
        let gone = old.kind == RetiredKind::Column && !super::apply::exists(session, &old.table).await?;
        if !gone {
            session.run(&sql).await?;
        }
        retired::delete_retired(session, old.id).await?;
    }
    Ok(u64::try_from(all.len()).unwrap_or(u64::MAX))
}
