//! Layout and views of a form, without what the person may not see.

use engine_base::Key;
use form_engine::{Block, CompiledForm, Section, View, ViewKind};
use serde_json::{Map, Value as Json, json};

use super::{condition::Reader, without_nulls};
use crate::{CompiledScreen, Right};

/// Sections and tabs; those left without a field are gone.
pub(super) fn layout(form: &CompiledForm, reader: Reader) -> Vec<Json> {
    let screen = reader.access.app().screens.get(&form.key);
    let blocks = form.definition.layout.iter().enumerate().filter_map(|(index, block)| {
        let path = format!("/layout/{index}");
        match block {
            Block::Section(own) => section(own, &path, form, screen, reader),
            Block::Tab(tab) => {
                let sections = tab.sections.iter().enumerate();
                let sections: Vec<Json> = sections
                    .filter_map(|(at, own)| section(own, &format!("{path}/sections/{at}"), form, screen, reader))
                    .collect();
                let rows = rows(&tab.rows, form, reader);
                if sections.is_empty() && rows.is_empty() {
                    return None;
                }
                let mut model = Map::new();
                model.insert("tab".into(), json!(tab.tab));
                model.insert("sections".into(), if sections.is_empty() { Json::Null } else { sections.into() });
                model.insert("rows".into(), if rows.is_empty() { Json::Null } else { json!(rows) });
                model.insert("visible_when".into(), shown_when(&path, screen, reader));
                without_nulls(&mut model);
                Some(model.into())
            }
        }
    });
    blocks.collect()
}

fn section(
    own: &Section,
    path: &str,
    form: &CompiledForm,
    screen: Option<&CompiledScreen>,
    reader: Reader,
) -> Option<Json> {
    let rows = rows(&own.rows, form, reader);
    if rows.is_empty() {
        return None;
    }
    let mut model = Map::new();
    model.insert("section".into(), json!(own.section));
    model.insert("rows".into(), json!(rows));
    model.insert("visible_when".into(), shown_when(path, screen, reader));
    model.insert("collapsed".into(), if own.collapsed { Json::Bool(true) } else { Json::Null });
    without_nulls(&mut model);
    Some(model.into())
}

fn shown_when(path: &str, screen: Option<&CompiledScreen>, reader: Reader) -> Json {
    screen.and_then(|screen| reader.condition(screen.blocks.get(path)?)).unwrap_or_default()
}

fn rows<'a>(rows: &'a [Vec<Key>], form: &CompiledForm, reader: Reader) -> Vec<Vec<&'a Key>> {
    let kept =
        rows.iter().map(|row| row.iter().filter(|key| right(key, form, reader) > Right::Hidden).collect::<Vec<_>>());
    kept.filter(|row| !row.is_empty()).collect()
}

/// Views for the person's roles whose filter and shape need nothing that is hidden.
pub(super) fn views(form: &CompiledForm, reader: Reader) -> Vec<Json> {
    let screen = reader.access.app().screens.get(&form.key);
    let open = |view: &&View| {
        let for_role = view.roles.is_empty() || reader.access.has_any_role(&view.roles);
        let filter = screen.and_then(|screen| screen.filters.get(&view.key));
        for_role && filter.is_none_or(|filter| reader.reads(filter))
    };
    form.definition.views.iter().filter(open).filter_map(|view| self::view(view, form, reader)).collect()
}

fn view(view: &View, form: &CompiledForm, reader: Reader) -> Option<Json> {
    let readable = |key: &Key| right(key, form, reader) >= Right::Read;
    let seen = |columns: &[String]| {
        columns.iter().filter(|path| path_right(path, form, reader) > Right::Hidden).cloned().collect()
    };
    let mut view = view.clone();
    view.roles = Vec::new();
    view.sort.retain(|path| path_right(path.trim_start_matches('-'), form, reader) >= Right::Read);
    match &mut view.kind {
        ViewKind::Table { columns, group } => {
            *columns = seen(columns);
            *group = group.take().filter(readable);
            if columns.is_empty() {
                return None;
            }
        }
        ViewKind::Kanban { by, sum, columns } => {
            *columns = seen(columns);
            *sum = sum.take().filter(readable);
            if !readable(by) {
                return None;
            }
        }
        ViewKind::Calendar { start, end } => {
            *end = end.take().filter(readable);
            if !readable(start) {
                return None;
            }
        }
    }
    serde_json::to_value(view).ok()
}

fn right(key: &str, form: &CompiledForm, reader: Reader) -> Right {
    let rights = reader.access.form(&form.key);
    let slot = form.slots.get(key);
    rights.zip(slot).and_then(|(rights, slot)| rights.fields.get(*slot)).copied().unwrap_or(Right::Hidden)
}

/// The right on the end of a path over links: the least of its steps.
fn path_right(path: &str, form: &CompiledForm, reader: Reader) -> Right {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let own = right(first, form, reader);
    let (Some(rest), Some(field)) = (rest, form.field(first)) else { return own };
    let Some(target) = field.target() else {
        // Over a person or a department the path goes on in the directory, which is open to everybody.
        return if field.ty.is_reference() { own } else { Right::Hidden };
    };
    let linked = reader.access.app().forms.get(target);
    linked.map_or(Right::Hidden, |linked| own.min(path_right(rest, linked, reader)))
}
