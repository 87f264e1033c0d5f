//! Layout, views and prints of a form, without what the person may not see.

use std::sync::Arc;

use engine_base::{Key, Text};
use expression::{Formula, Place, compile_condition, to_json};
use form_engine::{
    Block, CompiledField, CompiledForm, Print, PrintPlace, Section, View, ViewKind, clean_print, print_places,
};
use serde_json::{Map, Value as Json, json};

use super::{condition::Reader, without_nulls};
use crate::{CompiledScreen, Refusal, Right};

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
    let nothing = CompiledScreen::default();
    let screen = reader.access.app().screens.get(&form.key).unwrap_or(&nothing);
    let open = |view: &&View| view.roles.is_empty() || reader.access.has_any_role(&view.roles);
    let model = |view: &View| {
        let colours = screen.colours.get(&view.key).map(Vec::as_slice).unwrap_or_default();
        self::view(view, form, screen.filters.get(&view.key), colours, reader)
    };
    form.definition.views.iter().filter(open).filter_map(model).collect()
}

/// A view without what the person may not see; nothing when its shape or its filter needs such a field.
fn view(
    view: &View,
    form: &CompiledForm,
    filter: Option<&Formula>,
    colours: &[Formula],
    reader: Reader,
) -> Option<Json> {
    if filter.is_some_and(|filter| !reader.reads(filter)) {
        return None;
    }
    let readable = |key: &Key| right(key, form, reader) >= Right::Read;
    let visible = |path: &String| path_right(path, form, reader) > Right::Hidden;
    let mut view = view.clone();
    view.roles = Vec::new();
    view.sort.retain(|path| path_right(path.trim_start_matches('-'), form, reader) >= Right::Read);
    match &mut view.kind {
        ViewKind::Table(table) => {
            let frozen =
                table.columns.iter().take(table.frozen.unwrap_or(0).into()).filter(|path| visible(path)).count();
            table.frozen = table.frozen.and_then(|_| u8::try_from(frozen).ok());
            table.columns.retain(visible);
            table.widths.retain(|column, _| table.columns.contains(column));
            table.group = table.group.take().filter(readable);
            table.totals.retain(|key, _| readable(key));
            if table.columns.is_empty() {
                return None;
            }
        }
        ViewKind::Kanban(kanban) => {
            kanban.columns.retain(visible);
            kanban.sum = kanban.sum.take().filter(readable);
            if !readable(&kanban.by) {
                return None;
            }
        }
        ViewKind::Calendar { start, end } => {
            *end = end.take().filter(readable);
            if !readable(start) {
                return None;
            }
        }
        ViewKind::Gantt(gantt) => {
            gantt.progress = gantt.progress.take().filter(readable);
            gantt.group = gantt.group.take().filter(readable);
            gantt.title = gantt.title.take().filter(visible);
            if !readable(&gantt.from) || !readable(&gantt.to) {
                return None;
            }
        }
        ViewKind::Gallery { cover, columns } => {
            columns.retain(visible);
            *cover = cover.take().filter(readable);
        }
        ViewKind::Tree { parent, columns } => {
            columns.retain(visible);
            if !readable(parent) {
                return None;
            }
        }
    }
    let rules = std::mem::take(&mut view.colours);
    let mut model = serde_json::to_value(view).ok()?;
    let coloured: Vec<Json> = rules
        .iter()
        .zip(colours)
        .filter(|(_, formula)| reader.reads(formula))
        .map(|(rule, formula)| json!({ "when": rule.when, "tree": to_json(&formula.expr), "colour": rule.colour }))
        .collect();
    if let (Some(model), false) = (model.as_object_mut(), coloured.is_empty()) {
        model.insert("colours".into(), coloured.into());
    }
    Some(model)
}

/// A view that somebody saved, for the person of `reader`: whole, or the first field that the person may not see.
pub(super) fn saved_view(own: &View, form: &CompiledForm, reader: Reader) -> Result<Json, Refusal> {
    let refuse = |field: &str| Refusal::Field { form: form.key.clone(), field: field.to_owned() };
    if let Some(hidden) = own.shown().into_iter().find(|path| path_right(path, form, reader) == Right::Hidden) {
        return Err(refuse(hidden));
    }
    if let Some(closed) = own.used().into_iter().find(|path| path_right(path, form, reader) < Right::Read) {
        return Err(refuse(closed));
    }
    let symbols = &reader.access.app().symbols;
    let place = Place { form: &form.key, table: None, old: false, path: "" };
    let typed = |condition: &Json| {
        let formula = compile_condition(condition, &place, symbols).map_err(|_| refuse("filter"))?;
        match reader.refused(&formula) {
            None => Ok(formula),
            Some(field) => Err(refuse(&field)),
        }
    };
    let filter = own.filter.as_ref().map(typed).transpose()?;
    let colours = own.colours.iter().map(|rule| typed(&rule.when)).collect::<Result<Vec<_>, _>>()?;
    let mut model = view(own, form, filter.as_ref(), &colours, reader).ok_or_else(|| refuse("columns"))?;
    if let Some(model) = model.as_object_mut() {
        for name in ["key", "label"] {
            model.remove(name);
        }
    }
    Ok(model)
}

/// Prints for the person's roles that name nothing hidden, with bodies that are safe to show.
pub(super) fn prints(form: &CompiledForm, reader: Reader) -> Vec<Json> {
    let open = |print: &&Print| print.roles.is_empty() || reader.access.has_any_role(&print.roles);
    let seen = |print: &&Print| {
        let places = print.body.variants().filter_map(|body| print_places(body).ok()).flatten();
        places.into_iter().all(|place| place_right(&place, form, reader) > Right::Hidden)
    };
    let model = |print: &Print| {
        let clean = |body: &str| Arc::<str>::from(clean_print(body));
        let body = match &print.body {
            Text::One(body) => Text::One(clean(body)),
            Text::Map(bodies) => Text::Map(bodies.iter().map(|(locale, body)| (locale.clone(), clean(body))).collect()),
        };
        json!(Print { roles: Vec::new(), body, ..print.clone() })
    };
    form.definition.prints.iter().filter(open).filter(seen).map(model).collect()
}

fn place_right(place: &PrintPlace, form: &CompiledForm, reader: Reader) -> Right {
    let Some(part) = &place.part else { return path_right(&place.path, form, reader) };
    let whole = right(part, form, reader);
    let (first, rest) = place.path.split_once('.').map_or((place.path.as_str(), None), |(a, b)| (a, Some(b)));
    let field = form.field(part);
    let row = field.and_then(|field| {
        let rows = field.table.as_ref()?;
        Some((field.slot, rows.fields.get(*rows.slots.get(first)?)?))
    });
    match row {
        None if first.is_empty() => whole,
        // What is no field of the row is one of the record.
        None => path_right(&place.path, form, reader),
        Some((slot, row)) => {
            let rights = reader.access.form(&form.key).and_then(|rights| rights.rows.get(&slot));
            let own = rights.and_then(|rights| rights.get(row.slot)).copied().unwrap_or(Right::Hidden);
            whole.min(own).min(rest.map_or(Right::Write, |rest| beyond(row, rest, reader)))
        }
    }
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
    match (rest, form.field(first)) {
        (Some(rest), Some(field)) => own.min(beyond(field, rest, reader)),
        _ => own,
    }
}

/// The right on what a path reaches behind `field`.
fn beyond(field: &CompiledField, rest: &str, reader: Reader) -> Right {
    let Some(target) = field.target() else {
        // Over a person or a department the path goes on in the directory, which is open to everybody.
        return if field.ty.is_reference() { Right::Write } else { Right::Hidden };
    };
    let app = reader.access.app();
    let open = reader.access.form(target).is_some_and(|rights| rights.read.is_some());
    app.forms.get(target).filter(|_| open).map_or(Right::Hidden, |linked| path_right(rest, linked, reader))
}
