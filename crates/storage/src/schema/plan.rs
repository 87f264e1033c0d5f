//! What publishing would do, counted on the data that is there.

use app_definition::CompiledApp;
use engine_base::{Issue, Issues, Key};
use serde::Serialize;

use super::{
    Column, Role, Schema, Table,
    apply::{current_schema, exists},
    convert::count_resisting,
    difference::{Change, difference},
};
use crate::{Error, Session, physical::quote, system::retired::list_retired};

/// What publishing a definition does to the tables.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Plan {
    /// In the order in which it is done.
    pub steps: Vec<PlanStep>,
    /// Why it cannot be done; empty when it can.
    pub blocking: Issues,
}

/// One thing that is done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanStep {
    /// What.
    pub kind: StepKind,
    /// To which form.
    pub form: Key,
    /// To which field, `table.field` for one of a sub-table.
    pub field: Option<String>,
    /// Records, rows or values concerned.
    pub rows: u64,
}

/// Kinds of steps. The text of each is in the catalogue under `plan.<name>` with `form`, `field` and `rows`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A new form, sub-table or links field.
    Create,
    /// A form or sub-table gets another key.
    Rename,
    /// A form or sub-table is put away for 30 days.
    Retire,
    /// A form or sub-table is taken back with its records.
    Adopt,
    /// A new field.
    AddField,
    /// A field gets another key.
    RenameField,
    /// A field is put away for 30 days; `rows` values with it.
    RetireField,
    /// A field is taken back with its values.
    AdoptField,
    /// `rows` values are converted.
    ConvertField,
    /// A unique key from now on.
    Unique,
    /// Required from now on; `rows` records are empty there and stay so until they are next written.
    Require,
}

impl StepKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            StepKind::Create => "create",
            StepKind::Rename => "rename",
            StepKind::Retire => "retire",
            StepKind::Adopt => "adopt",
            StepKind::AddField => "add_field",
            StepKind::RenameField => "rename_field",
            StepKind::RetireField => "retire_field",
            StepKind::AdoptField => "adopt_field",
            StepKind::ConvertField => "convert_field",
            StepKind::Unique => "unique",
            StepKind::Require => "require",
        }
    }

    fn code(self) -> &'static str {
        match self {
            StepKind::Create => "plan.create",
            StepKind::Rename => "plan.rename",
            StepKind::Retire => "plan.retire",
            StepKind::Adopt => "plan.adopt",
            StepKind::AddField => "plan.add_field",
            StepKind::RenameField => "plan.rename_field",
            StepKind::RetireField => "plan.retire_field",
            StepKind::AdoptField => "plan.adopt_field",
            StepKind::ConvertField => "plan.convert_field",
            StepKind::Unique => "plan.unique",
            StepKind::Require => "plan.require",
        }
    }
}

impl PlanStep {
    /// The sentence that says it: an entry of the catalogue with its parameters.
    pub fn message(&self) -> Issue {
        let issue = Issue::new(self.kind.code()).with("form", self.form.as_str()).with("rows", self.rows);
        match &self.field {
            Some(field) => issue.with("field", field.as_str()),
            None => issue.with("field", ""),
        }
    }
}

impl Session {
    /// What installing `new` would do now, see [`Session::install`].
    pub async fn plan(&self, old: Option<&CompiledApp>, new: &CompiledApp) -> Result<Plan, Error> {
        let current = current_schema(self, &new.key, old).await?;
        let desired = Schema::desired(new);
        let changes = difference(&current, &desired, &list_retired(self, &new.key).await?);
        let mut counter = Counter { session: self, current: &current, changes: &changes, plan: Plan::default() };
        for change in &changes {
            counter.step(change).await?;
        }
        counter.required(&desired).await?;
        Ok(counter.plan)
    }
}

struct Counter<'a> {
    session: &'a Session,
    current: &'a Schema,
    changes: &'a [Change],
    plan: Plan,
}

impl Counter<'_> {
    async fn step(&mut self, change: &Change) -> Result<(), Error> {
        match change {
            Change::CreateTable(table) => self.add(StepKind::Create, table, table.field.as_deref(), 0),
            Change::RenameTable { from, to } => {
                let rows = self.count(from, "1 = 1").await?;
                self.add(StepKind::Rename, to, to.field.as_deref(), rows);
            }
            Change::RetireTable(table) => {
                let rows = self.count(&table.name, "1 = 1").await?;
                self.add(StepKind::Retire, table, table.field.as_deref(), rows);
            }
            Change::AdoptTable { retired, as_it_was, .. } => {
                let rows = self.count(&retired.name, "1 = 1").await?;
                self.add(StepKind::Adopt, as_it_was, as_it_was.field.as_deref(), rows);
            }
            // The columns of a new table are part of it.
            Change::AddColumn { table, name, .. } => self.add(StepKind::AddField, table, Some(name), 0),
            Change::RenameColumn { table, from, to, column } => {
                let rows = self.filled(table, &column.called(from)).await?;
                self.add(StepKind::RenameField, table, Some(to), rows);
            }
            Change::RetireColumn { table, name, column } => {
                let rows = self.filled(table, &column.called(name)).await?;
                self.add(StepKind::RetireField, table, Some(name), rows);
            }
            Change::AdoptColumn { table, retired, name, .. } => {
                let rows = self.filled(table, &retired.name).await?;
                self.add(StepKind::AdoptField, table, Some(name), rows);
            }
            Change::ConvertColumn { table, name, from, to } => {
                let (now, was) = (self.name_now(table), from.called(&self.column_now(table, name)));
                let rows = self.filled(table, &was).await?;
                let resisting = count_resisting(self.session, &now, &was, from, to).await?;
                self.add(StepKind::ConvertField, table, Some(name), rows);
                if resisting > 0 {
                    self.block("plan.values_resist", table, name, resisting);
                }
            }
            // An index that is only made anew is nothing to tell about.
            Change::CreateIndex { table, index, .. } if index.unique && !self.was_unique(table, &index.columns) => {
                let duplicates = self.duplicates(table, &index.columns).await?;
                let fields = index.columns.join(", ");
                self.add(StepKind::Unique, table, Some(&fields), duplicates);
                if duplicates > 0 {
                    self.block("plan.duplicates", table, &fields, duplicates);
                }
            }
            Change::CreateIndex { .. } | Change::DropIndex { .. } => {}
        }
        Ok(())
    }

    /// Fields that become required while records are empty there.
    async fn required(&mut self, desired: &Schema) -> Result<(), Error> {
        for table in desired.tables.values().filter(|table| table.role == Role::Records) {
            for (name, _) in table.columns.iter().filter(|(_, column)| column.required) {
                let before = self.name_now(table);
                let column = self.column_now(table, name);
                let known = self.current.tables.get(&before).and_then(|now| now.columns.get(&column));
                let empty = |known: &Column| format!("{} IS NULL", quote(&known.called(&column)));
                let condition = known.map_or_else(|| "1 = 1".to_owned(), empty);
                let rows = self.count(&before, &condition).await?;
                if rows > 0 {
                    self.add(StepKind::Require, table, Some(name), rows);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, kind: StepKind, table: &Table, field: Option<&str>, rows: u64) {
        let field = match (&table.field, field) {
            (Some(sub), Some(field)) if sub.as_str() != field => Some(format!("{sub}.{field}")),
            (_, field) => field.map(str::to_owned),
        };
        self.plan.steps.push(PlanStep { kind, form: table.form.clone(), field, rows });
    }

    fn block(&mut self, code: &'static str, table: &Table, field: &str, rows: u64) {
        let path = format!("/forms/{}/fields/{field}", table.form);
        self.plan
            .blocking
            .push(Issue::new(code).at(path).with("form", table.form.as_str()).with("field", field).with("rows", rows));
    }

    /// The table as it is called before the plan is carried out.
    fn name_now(&self, table: &Table) -> String {
        let origin = self.changes.iter().find_map(|change| match change {
            Change::RenameTable { from, to } if to.name == table.name => Some(from.clone()),
            Change::AdoptTable { retired, to, .. } if *to == table.name => Some(retired.name.clone()),
            _ => None,
        });
        origin.unwrap_or_else(|| table.name.clone())
    }

    fn column_now(&self, table: &Table, name: &str) -> String {
        let origin = self.changes.iter().find_map(|change| match change {
            Change::RenameColumn { table: of, from, to, .. } if of.name == table.name && to == name => {
                Some(from.clone())
            }
            _ => None,
        });
        origin.unwrap_or_else(|| name.to_owned())
    }

    fn was_unique(&self, table: &Table, columns: &[String]) -> bool {
        let columns: Vec<String> = columns.iter().map(|name| self.column_now(table, name)).collect();
        let before = self.current.tables.get(&self.name_now(table));
        before.is_some_and(|before| before.indexes.values().any(|index| index.unique && index.columns == columns))
    }

    async fn filled(&self, table: &Table, column: &str) -> Result<u64, Error> {
        self.count(&self.name_now(table), &format!("{} IS NOT NULL", quote(column))).await
    }

    async fn count(&self, table: &str, condition: &str) -> Result<u64, Error> {
        if !exists(self.session, table).await? {
            return Ok(0);
        }
        let sql = format!("SELECT count(*) FROM {} WHERE {condition}", quote(table));
        let count = self.session.first(&sql, &[], |row| row.int(0)).await?.flatten();
        Ok(count.and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
    }

    /// Records whose values stand more than once.
    async fn duplicates(&self, table: &Table, columns: &[String]) -> Result<u64, Error> {
        let before = self.name_now(table);
        let columns: Vec<String> = columns.iter().map(|name| self.column_now(table, name)).collect();
        let known = self.current.tables.get(&before);
        if !known.is_some_and(|now| columns.iter().all(|name| now.columns.contains_key(name))) {
            return Ok(0);
        }
        let columns: Vec<String> = columns.iter().filter_map(|name| Some(quote(&known?.column(name)))).collect();
        let list = columns.join(", ");
        let set = columns.iter().map(|name| format!("{name} IS NOT NULL")).collect::<Vec<_>>().join(" AND ");
        let table = quote(&before);
        let sql = format!(
            "SELECT CAST(coalesce(sum(n), 0) AS bigint) FROM (SELECT count(*) AS n FROM {table} WHERE {set} GROUP BY {list} HAVING count(*) > 1) twice"
        );
        let count = self.session.first(&sql, &[], |row| row.int(0)).await?.flatten();
        Ok(count.and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
    }
}
