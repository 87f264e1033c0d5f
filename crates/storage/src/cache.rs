//! What was made once and serves again: names and statements of a form's tables, beginnings of statements for given rights.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};

use app_definition::{Access, AuthorizedQuery, CompiledApp, FormAccess, Verb};
use form_engine::{CompiledForm, Form};

use crate::{Error, query::ReadPlan, records::FormTable};

/// Entries of one kind that are kept; then all are forgotten and made again as needed.
const MOST: usize = 4_096;

/// Shared by all sessions of a database. Addresses are keys, and each entry keeps alive what its address belongs to.
#[derive(Default)]
pub(crate) struct Cache {
    forms: Shelf<usize, (Arc<Form>, Arc<FormTable>)>,
    plans: Shelf<PlanKey, (Arc<FormAccess>, Arc<ReadPlan>)>,
    everything: Shelf<usize, Arc<Access>>,
}

/// What the beginning of a statement depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PlanKey {
    rights: usize,
    purpose: Purpose,
    fields: Option<Vec<usize>>,
    expand: Vec<(usize, Option<Vec<usize>>)>,
}

/// What the statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Purpose {
    /// Stored values, for a change.
    Stored,
    /// All values.
    Values,
    /// JSON with rows of sub-tables.
    Whole,
    /// JSON without them.
    Listed,
}

impl PlanKey {
    pub(crate) fn new(
        purpose: Purpose,
        fields: Option<Vec<usize>>,
        expand: Vec<(usize, Option<Vec<usize>>)>,
    ) -> PlanKey {
        PlanKey { rights: 0, purpose, fields, expand }
    }
}

impl Cache {
    /// What is known about the tables of `form`.
    pub(crate) fn form(&self, form: &CompiledForm, make: impl FnOnce() -> FormTable) -> Arc<FormTable> {
        let key = Arc::as_ptr(&form.definition).addr();
        match self.forms.get(&key) {
            Some((_, table)) => table,
            None => {
                let table = Arc::new(make());
                self.forms.put(key, (Arc::clone(&form.definition), Arc::clone(&table)));
                table
            }
        }
    }

    /// The plan for the rights of `query` and `key`, made when there is none.
    pub(crate) fn plan(
        &self,
        query: &AuthorizedQuery,
        key: PlanKey,
        make: impl FnOnce() -> Result<ReadPlan, Error>,
    ) -> Result<Arc<ReadPlan>, Error> {
        let Some(rights) = query.access().form(&query.form().key) else { return make().map(Arc::new) };
        let key = PlanKey { rights: Arc::as_ptr(rights).addr(), ..key };
        if let Some((_, plan)) = self.plans.get(&key) {
            return Ok(plan);
        }
        let plan = Arc::new(make()?);
        self.plans.put(key, (Arc::clone(rights), Arc::clone(&plan)));
        Ok(plan)
    }

    /// The platform's own permission on the records of a form.
    pub(crate) fn everything(&self, app: &Arc<CompiledApp>, form: &str) -> Result<AuthorizedQuery, Error> {
        let key = Arc::as_ptr(app).addr();
        let access = match self.everything.get(&key) {
            Some(access) => access,
            None => {
                let access = Arc::new(Access::everything(Arc::clone(app)));
                self.everything.put(key, Arc::clone(&access));
                access
            }
        };
        Ok(access.query(form, Verb::Read)?)
    }
}

struct Shelf<K, V> {
    entries: RwLock<HashMap<K, V>>,
}

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Shelf { entries: RwLock::default() }
    }
}

impl<K: Eq + Hash, V: Clone> Shelf<K, V> {
    fn get(&self, key: &K) -> Option<V> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn put(&self, key: K, value: V) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MOST {
            entries.clear();
        }
        entries.insert(key, value);
    }
}
