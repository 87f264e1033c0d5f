//! Questions before a record is stored: what is taken already, what a link may lead to, the next serial number.

use app_definition::AuthorizedQuery;
use engine_base::{Key, Uuid};
use expression::Context;
use form_engine::{CompiledForm, Record};

use super::arg::arg_of;
use crate::{
    Arg, Error, Session,
    query::{ALIAS, add_ids, add_scope, builder, table_of},
};

impl Session {
    /// Which of the form's unique keys another record than `except` has already with these values: indexes into `form.unique`.
    pub async fn find_taken(
        &self,
        app: &Key,
        form: &CompiledForm,
        record: &Record,
        except: Option<Uuid>,
    ) -> Result<Vec<usize>, Error> {
        let table = self.table(app, form);
        let mut taken = Vec::new();
        for (index, unique) in form.unique.iter().enumerate() {
            let columns =
                unique.slots.iter().filter_map(|slot| table.columns.iter().find(|column| column.slot == *slot));
            let mut conditions = Vec::new();
            let mut args = Vec::new();
            for column in columns {
                let value = record.get(column.slot);
                if !value.is_empty() {
                    args.push(arg_of(value, &column.repr)?);
                    conditions.push(format!("{} = ${}", column.name, args.len()));
                }
            }
            // Where one of the values is empty nothing is taken.
            if conditions.len() < unique.slots.len() || conditions.is_empty() {
                continue;
            }
            args.push(Arg::Id(except.unwrap_or_default()));
            let sql =
                format!("SELECT 1 FROM {} WHERE {} AND id <> ${}", table.table, conditions.join(" AND "), args.len());
            if self.first(&sql, &args, |_| Ok(())).await?.is_some() {
                taken.push(index);
            }
        }
        Ok(taken)
    }

    /// Which of these records are there and covered by `query`.
    pub async fn existing(&self, query: &AuthorizedQuery, context: &Context, ids: &[Uuid]) -> Result<Vec<Uuid>, Error> {
        let mut sql = builder(self.dialect(), query, context);
        sql.push(&format!("SELECT {ALIAS}.id FROM {} {ALIAS} WHERE ", table_of(query)));
        add_ids(&mut sql, &format!("{ALIAS}.id"), ids.to_vec());
        add_scope(&mut sql, query)?;
        let found = self.all(&sql.text, &sql.args, |row| row.id(0)).await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Takes `count` numbers of a serial field; the first of them. Others wait for the next until this transaction ends.
    pub async fn next_serial(
        &self,
        app: &Key,
        form: &Key,
        field: &Key,
        period: &str,
        count: u32,
    ) -> Result<i64, Error> {
        let last = crate::system::counters::take_numbers(self, app, form, field, period, i64::from(count)).await?;
        Ok(last - i64::from(count) + 1)
    }
}
