//! What a record names: people, departments, records, files; each with its place, as far as it is new.

use app_definition::CompiledApp;
use engine_base::{DataType, Issue, Row, Uuid, Value};
use form_engine::{CompiledField, CompiledForm, Record, Source};
use storage::Session;

use crate::Error;

/// Something that a record names and did not name before.
pub struct Reference {
    /// What it is.
    pub ty: DataType,
    /// Which.
    pub id: Uuid,
    /// Where, as a JSON pointer.
    pub path: String,
}

/// What `record` names that `old` does not. What a record named before may stay, even if it is gone or hidden by now.
pub fn references(form: &CompiledForm, record: &Record, old: Option<&Record>) -> Vec<Reference> {
    let mut found = Vec::new();
    let given = |field: &&CompiledField| field.source == Source::Input || field.key == "owner";
    for field in form.fields.iter().filter(given) {
        let before = old.map_or(&Value::Null, |old| old.get(field.slot));
        let value = record.get(field.slot);
        if value == before {
            continue;
        }
        let path = Issue::join("", &field.key);
        match &field.table {
            None => name(&field.ty, value, before, &path, &mut found),
            Some(table) => {
                for (index, row) in value.rows().iter().enumerate() {
                    let known = before.rows().iter().find(|known: &&Row| known.id.is_some() && known.id == row.id);
                    for column in table.fields.iter().filter(|column| column.source == Source::Input) {
                        let of = |row: &Row| row.values.get(column.slot).cloned().unwrap_or_default();
                        let before = known.map(of).unwrap_or_default();
                        name(&column.ty, &of(row), &before, &format!("{path}/{index}/{}", column.key), &mut found);
                    }
                }
            }
        }
    }
    found
}

fn name(ty: &DataType, value: &Value, before: &Value, path: &str, found: &mut Vec<Reference>) {
    let of = match ty {
        DataType::List { of } if of.is_reference() => &**of,
        DataType::Files => ty,
        ty if ty.is_reference() => ty,
        _ => return,
    };
    match value {
        Value::Id(id) if value != before => found.push(Reference { ty: of.clone(), id: *id, path: path.to_owned() }),
        Value::List(items) => {
            for (index, item) in items.iter().enumerate().filter(|(_, item)| !before.items().contains(item)) {
                if let Value::Id(id) = item {
                    found.push(Reference { ty: of.clone(), id: *id, path: format!("{path}/{index}") });
                }
            }
        }
        _ => {}
    }
}

/// Records that came together, as in a package or a backup, may link to each other in any order; at the end all must be there.
pub async fn check_links(session: &Session, app: &CompiledApp) -> Result<(), Error> {
    let dangling = session.dangling_links(app).await?;
    if dangling.is_empty() {
        return Ok(());
    }
    let issue = |link: storage::DanglingLink| {
        Issue::new("record.dangling_link")
            .at(format!("data/records/{}.jsonl#{}", link.form, link.path))
            .with("record", link.record.to_string())
    };
    Err(Error::Issues(dangling.into_iter().map(issue).collect()))
}
