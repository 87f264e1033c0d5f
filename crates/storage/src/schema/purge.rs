//! Removing for good what was put away long enough ago.

use engine_base::Timestamp;

use crate::{
    Dialect, Error, Session,
    physical::quote,
    system::{self, RetiredKind},
};

impl Session {
    /// Removes columns and tables for good that were put away before `then`; how many.
    pub async fn purge_retired(&self, then: Timestamp) -> Result<u64, Error> {
        purge(self, then).await
    }
}

async fn purge(session: &Session, then: Timestamp) -> Result<u64, Error> {
    let old = system::list_retired_before(session, then).await?;
    let cascade = if session.dialect() == Dialect::Postgres { " CASCADE" } else { "" };
    for retired in &old {
        let sql = match retired.kind {
            RetiredKind::Table => format!("DROP TABLE IF EXISTS {}{cascade}", quote(&retired.name)),
            RetiredKind::Column => format!("ALTER TABLE {} DROP COLUMN {}", quote(&retired.table), quote(&retired.name)),
        };
        // The table of a column may have been put away after it, under another name, or removed already.
        let gone = retired.kind == RetiredKind::Column && !super::apply::exists(session, &retired.table).await?;
        if !gone {
            session.run(&sql).await?;
        }
        system::delete_retired(session, retired.id).await?;
    }
    Ok(u64::try_from(old.len()).unwrap_or(u64::MAX))
}
