//! What lies beside the tables of records under the keys of forms and fields, and goes with them when they get other keys:
//! history, comments, notices, files, numbers, saved views and the trash.

use app_definition::{RenamedForm, Renames, read_saved_view, saved_view_json};
use engine_base::{Key, Uuid};
use serde_json::Value as Json;

use crate::{
    Arg, Error, Session,
    system::{saved_views::list_views, trash},
};

/// Tables whose rows name a form of an app.
const BY_FORM: [&str; 7] = ["fw_history", "fw_comment", "fw_notice", "fw_file", "fw_counter", "fw_view", "fw_trash"];
/// Tables whose rows also name a field of it, and in which column.
const BY_FIELD: [(&str, &str); 3] = [("fw_file", "field"), ("fw_counter", "field"), ("fw_trash", "title_field")];
/// Rows that are read at once.
const PAGE: u32 = 1000;

/// Lets everything that is kept for `app` follow `renames`.
pub(super) async fn carry(session: &Session, app: &Key, renames: &Renames) -> Result<(), Error> {
    let forms = renames.forms();
    if forms.is_empty() {
        return Ok(());
    }
    // What is written inside is read by the keys of before.
    for form in forms.iter().filter(|form| !form.fields.is_empty()) {
        histories(session, app, form, renames).await?;
    }
    views(session, app, renames).await?;
    parcels(session, app, renames).await?;
    for form in &forms {
        let (from, to) = (form.from.as_str(), form.to.as_str());
        if from != to {
            // Of a form that once had this key and is gone for good.
            session
                .execute("DELETE FROM fw_counter WHERE app = $1 AND form = $2", &[app.as_str().into(), to.into()])
                .await?;
            for table in BY_FORM {
                let sql = format!("UPDATE {table} SET form = $1 WHERE app = $2 AND form = $3");
                session.execute(&sql, &[to.into(), app.as_str().into(), from.into()]).await?;
            }
        }
        for field in &form.fields {
            for (table, column) in BY_FIELD {
                let sql = format!("UPDATE {table} SET {column} = $1 WHERE app = $2 AND form = $3 AND {column} = $4");
                let args = [field.to.as_str().into(), app.as_str().into(), to.into(), field.from.as_str().into()];
                session.execute(&sql, &args).await?;
            }
        }
    }
    Ok(())
}

async fn histories(session: &Session, app: &Key, form: &RenamedForm, renames: &Renames) -> Result<(), Error> {
    let mut args = vec![app.as_str().into(), form.from.as_str().into(), Arg::Id(Uuid::nil())];
    let mut named = Vec::new();
    for field in &form.fields {
        let key = field.from.rsplit('.').next().unwrap_or_default();
        args.push(format!("%\"{key}\"%").into());
        named.push(format!("changes LIKE ${}", args.len()));
    }
    let sql = format!(
        "SELECT id, changes FROM fw_history WHERE app = $1 AND form = $2 AND id > $3 AND ({}) ORDER BY id LIMIT {PAGE}",
        named.join(" OR ")
    );
    loop {
        let read =
            |row: &crate::RowRef<'_>| Ok((row.id(0)?.unwrap_or_default(), row.text(1)?.unwrap_or_default().to_owned()));
        let page = session.all(&sql, &args, read).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        if let Some(after) = args.get_mut(2) {
            *after = Arg::Id(*last);
        }
        for (id, text) in page {
            let mut changes: Vec<Json> = serde_json::from_str(&text).map_err(corrupt)?;
            renames.in_changes(&form.from, &mut changes);
            let text = serde_json::to_string(&changes).map_err(corrupt)?;
            session.execute("UPDATE fw_history SET changes = $1 WHERE id = $2", &[text.into(), Arg::Id(id)]).await?;
        }
    }
}

/// A view that fits its form no more anyway stays as it is; its owner is told when it is opened.
async fn views(session: &Session, app: &Key, renames: &Renames) -> Result<(), Error> {
    for saved in list_views(session, app).await? {
        let Ok(mut view) = read_saved_view(&serde_json::from_str(&saved.definition).map_err(corrupt)?) else {
            continue;
        };
        renames.in_view(&saved.form, &mut view);
        let text = saved_view_json(&view).to_string();
        session.execute("UPDATE fw_view SET definition = $1 WHERE id = $2", &[text.into(), Arg::Id(saved.id)]).await?;
    }
    Ok(())
}

async fn parcels(session: &Session, app: &Key, renames: &Renames) -> Result<(), Error> {
    let mut after = None;
    loop {
        let page = trash::list_app_trash(session, app, after, u64::from(PAGE)).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.id);
        for (trashed, mut parcel) in page {
            if let Some(values) = parcel.values.as_object_mut() {
                renames.in_values(&trashed.form, values);
            }
            for link in &mut parcel.links {
                let path = link.path.trim_start_matches('/').replace('/', ".");
                link.path = format!("/{}", renames.path(&link.form, &path).replace('.', "/"));
                link.form = renames.form(&link.form).to_owned();
            }
            trash::update_parcel(session, trashed.id, &parcel).await?;
        }
    }
}

fn corrupt(error: serde_json::Error) -> Error {
    Error::Corrupt(error.to_string())
}
