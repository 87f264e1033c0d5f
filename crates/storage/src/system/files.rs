//! What is known about uploaded files; their bytes are elsewhere.

use engine_base::{Timestamp, Uuid};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::{Error, Session, entities::file};

/// An uploaded file. Loose, seen only by its uploader, until a record's field names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Which.
    pub id: Uuid,
    /// The app it belongs to, once attached.
    pub app: Option<String>,
    /// The name it was uploaded under.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Media type, as found in its content.
    pub media_type: String,
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
    /// Who uploaded it.
    pub created_by: Option<Uuid>,
    /// When.
    pub created_at: Timestamp,
    /// The form of the record it is attached to.
    pub form: Option<String>,
    /// The record it is attached to.
    pub record: Option<Uuid>,
    /// The field it is attached to, `table.field` in a sub-table.
    pub field: Option<String>,
}

impl From<file::Model> for File {
    fn from(m: file::Model) -> Self {
        File {
            id: m.id,
            app: m.app,
            name: m.name,
            size: m.size,
            media_type: m.r#type,
            sha256: m.sha256,
            created_by: m.created_by,
            created_at: moment(m.created_at),
            form: m.form,
            record: m.record,
            field: m.field,
        }
    }
}

/// A file by id, if there is one.
pub async fn find_file(session: &Session, id: Uuid) -> Result<Option<File>, Error> {
    Ok(file::Entity::find_by_id(id).one(session).await?.map(File::from))
}

/// These files, those that exist.
pub async fn list_files(session: &Session, ids: &[Uuid]) -> Result<Vec<File>, Error> {
    let some = file::Entity::find().filter(file::Column::Id.is_in(ids.iter().copied()));
    Ok(some.all(session).await?.into_iter().map(File::from).collect())
}

/// All files by id.
pub async fn list_all_files(session: &Session) -> Result<Vec<File>, Error> {
    let all = file::Entity::find().order_by_asc(file::Column::Id).all(session).await?;
    Ok(all.into_iter().map(File::from).collect())
}

/// Files that no record names, uploaded before `then`.
pub async fn list_loose_files(session: &Session, then: Timestamp) -> Result<Vec<File>, Error> {
    let loose = file::Entity::find()
        .filter(file::Column::Record.is_null())
        .filter(file::Column::CreatedAt.lt(then.as_microsecond()))
        .order_by_asc(file::Column::Id);
    Ok(loose.all(session).await?.into_iter().map(File::from).collect())
}

/// Adds a file.
pub async fn insert_file(session: &Session, new: &File) -> Result<(), Error> {
    let row = file::ActiveModel {
        id: Set(new.id),
        app: Set(new.app.clone()),
        name: Set(new.name.clone()),
        size: Set(new.size),
        r#type: Set(new.media_type.clone()),
        sha256: Set(new.sha256.clone()),
        created_by: Set(new.created_by),
        created_at: Set(new.created_at.as_microsecond()),
        form: Set(new.form.clone()),
        record: Set(new.record),
        field: Set(new.field.clone()),
    };
    file::Entity::insert(row).exec_without_returning(session).await?;
    Ok(())
}

/// Makes exactly `ids` the files of a record's field; others that were become loose.
pub async fn attach_files(
    session: &Session,
    app: &str,
    form: &str,
    record: Uuid,
    field: &str,
    ids: &[Uuid],
) -> Result<(), Error> {
    let loose = file::ActiveModel {
        app: Set(None),
        form: Set(None),
        record: Set(None),
        field: Set(None),
        ..Default::default()
    };
    let mut gone = file::Entity::update_many()
        .set(loose)
        .filter(file::Column::Record.eq(record))
        .filter(file::Column::Field.eq(field));
    if !ids.is_empty() {
        gone = gone.filter(file::Column::Id.is_not_in(ids.iter().copied()));
    }
    gone.exec(session).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let attached = file::ActiveModel {
        app: Set(Some(app.to_owned())),
        form: Set(Some(form.to_owned())),
        record: Set(Some(record)),
        field: Set(Some(field.to_owned())),
        ..Default::default()
    };
    let some = file::Entity::update_many().set(attached).filter(file::Column::Id.is_in(ids.iter().copied()));
    some.exec(session).await?;
    Ok(())
}

/// Forgets a file.
pub async fn delete_file(session: &Session, id: Uuid) -> Result<(), Error> {
    file::Entity::delete_by_id(id).exec(session).await?;
    Ok(())
}
