//! Setting links again that became empty when their target was deleted, now that it is back.

use app_definition::CompiledApp;
use engine_base::Uuid;
use form_engine::CompiledForm;
use serde_json::{Value as Json, json};

use super::references::{Reference, references_to};
use crate::{
    Arg, Error, Session,
    physical::{POSITION, RECORD, TARGET, column_name, form_table, quote},
    system::trash::{Emptied, find_parcel, list_trashed_records, update_parcel},
};

impl Session {
    /// Sets the links to `target` that its deletion emptied, where they are still empty and the definition still has them. A
    /// record that is itself in the trash has its link again when it comes back.
    pub async fn relink(
        &self,
        app: &CompiledApp,
        form: &CompiledForm,
        target: Uuid,
        emptied: &[Emptied],
    ) -> Result<(), Error> {
        let references = references_to(app, &form.key);
        for link in emptied {
            let same = |reference: &&Reference| reference.form.as_str() == link.form && reference.path == link.path;
            let Some(reference) = references.iter().find(same) else { continue };
            let records = quote(&form_table(&app.key, &reference.form));
            let there = format!("SELECT 1 FROM {records} WHERE id = $1");
            if self.first(&there, &[Arg::Id(link.record)], |_| Ok(())).await?.is_none() {
                self.relink_trashed(app, target, link).await?;
            } else if reference.links {
                self.relink_one_of_several(reference, target, link).await?;
            } else {
                self.relink_column(app, reference, target, link).await?;
            }
        }
        Ok(())
    }

    async fn relink_column(
        &self,
        app: &CompiledApp,
        reference: &Reference,
        target: Uuid,
        link: &Emptied,
    ) -> Result<(), Error> {
        let Reference { table, column, .. } = reference;
        let mut sql = format!("UPDATE {table} AS own SET {column} = $1 WHERE own.id = $2 AND own.{column} IS NULL");
        if !reference.is_of_row() {
            for others in twins(app, link) {
                sql += &format!(" AND NOT EXISTS (SELECT 1 FROM {table} AS twin WHERE twin.id <> own.id");
                sql += &format!(" AND twin.{column} = $1{others})");
            }
        }
        self.execute(&sql, &[Arg::Id(target), Arg::Id(link.row.unwrap_or(link.record))]).await?;
        Ok(())
    }

    async fn relink_one_of_several(&self, reference: &Reference, target: Uuid, link: &Emptied) -> Result<(), Error> {
        let table = &reference.table;
        let sql = format!("SELECT {POSITION}, {TARGET} FROM {table} WHERE {RECORD} = $1 ORDER BY {POSITION}");
        let read = |row: &crate::RowRef<'_>| Ok((row.int(0)?.unwrap_or_default(), row.id(1)?));
        let now = self.all(&sql, &[Arg::Id(link.record)], read).await?;
        if now.iter().any(|(_, linked)| *linked == Some(target)) {
            return Ok(());
        }
        let last = now.last().map_or(0, |(position, _)| position + 1);
        let free = |position: &i64| now.iter().all(|(taken, _)| taken != position);
        let position = link.position.filter(free).unwrap_or(last);
        let sql = format!("INSERT INTO {table} ({RECORD}, {POSITION}, {TARGET}) VALUES ($1, $2, $3)");
        self.execute(&sql, &[Arg::Id(link.record), Arg::Int(position), Arg::Id(target)]).await?;
        Ok(())
    }

    async fn relink_trashed(&self, app: &CompiledApp, target: Uuid, link: &Emptied) -> Result<(), Error> {
        let found = list_trashed_records(self, &app.key, &[link.record]).await?;
        let Some(holder) = found.iter().find(|holder| holder.form == link.form) else { return Ok(()) };
        let Some(mut parcel) = find_parcel(self, holder.id).await? else { return Ok(()) };
        put_back(&mut parcel.values, link, target);
        update_parcel(self, holder.id, &parcel).await
    }
}

/// For each unique key that the link is part of: that another record has the same other values.
fn twins(app: &CompiledApp, link: &Emptied) -> Vec<String> {
    let Some(form) = app.forms.get(link.form.as_str()) else { return Vec::new() };
    let Some(slot) = form.slots.get(link.path.trim_start_matches('/')) else { return Vec::new() };
    let with_link = form.unique.iter().filter(|unique| unique.slots.contains(slot));
    with_link
        .map(|unique| {
            let others = unique.slots.iter().filter(|other| *other != slot).filter_map(|other| form.fields.get(*other));
            let same = |name: String| format!(" AND twin.{name} = own.{name}");
            others.map(|field| same(quote(&column_name(field)))).collect()
        })
        .collect()
}

/// Sets the link in the values of a record that is in the trash, where it is empty.
fn put_back(values: &mut Json, link: &Emptied, target: Uuid) {
    let mut keys = link.path.split('/').skip(1);
    let Some(field) = keys.next().and_then(|key| values.get_mut(key)) else { return };
    let place = match (keys.next(), link.row) {
        (Some(inner), Some(id)) => {
            let rows = field.as_array_mut().into_iter().flatten();
            let id = id.to_string();
            rows.filter(|row| row.get("id").and_then(Json::as_str) == Some(&id)).find_map(|row| row.get_mut(inner))
        }
        _ => Some(field),
    };
    match place {
        Some(Json::Array(several)) if link.position.is_some() => several.push(json!(target)),
        Some(place @ Json::Null) if link.position.is_some() => *place = json!([target]),
        Some(place @ Json::Null) => *place = json!(target),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_what_is_in_the_trash_are_put_back() {
        let (record, row, target) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let link =
            |path: &str, row, position| Emptied { form: "order".into(), path: path.into(), record, row, position };
        let values =
            || json!({ "company": null, "partners": ["x"], "lines": [{ "id": row, "supplier": null }], "taken": "y" });
        for (link, pointer, expected) in [
            (link("/company", None, None), "/company", json!(target)),
            (link("/partners", None, Some(0)), "/partners", json!(["x", target])),
            (link("/lines/supplier", Some(row), None), "/lines/0/supplier", json!(target)),
            (link("/lines/supplier", Some(target), None), "/lines/0/supplier", Json::Null),
            (link("/taken", None, None), "/taken", json!("y")),
        ] {
            let mut values = values();
            put_back(&mut values, &link, target);
            assert_eq!(values.pointer(pointer), Some(&expected), "{link:?}");
        }
    }
}
