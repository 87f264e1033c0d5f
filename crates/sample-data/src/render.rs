//! From a value to the JSON that its field takes.

use std::rc::Rc;

use engine_base::{Date, Decimal, Time, Timestamp};
use serde_json::{Map, Value as Json};

use crate::{
    SampleError,
    catalogue::{Field, Fields, Kind},
    cell::Cell,
    node::Node,
};

/// The JSON of `cell` for the field called `name`; `None` when it is empty.
pub(crate) fn render<'s>(
    node: &Rc<Node<'s>>,
    name: &str,
    field: &Field,
    cell: &Cell<'s>,
) -> Result<Option<Json>, SampleError> {
    let wrong = || node.mismatch(name, cell);
    if let Cell::Empty = cell {
        return if field.required { Err(wrong()) } else { Ok(None) };
    }
    Ok(Some(match (&field.kind, cell) {
        (Kind::Text, Cell::Text(text)) => (&**text).into(),
        (Kind::Text, Cell::Number(number)) => number.normalize().to_string().into(),
        (Kind::Whole, _) => whole(cell).ok_or_else(wrong)?.into(),
        (Kind::Decimal(scale), _) => {
            let number = cell.number().ok_or_else(wrong)?.round_dp(*scale);
            format!("{number:.*}", usize::try_from(*scale).unwrap_or(0)).into()
        }
        (Kind::YesNo, Cell::Bool(yes)) => (*yes).into(),
        (Kind::Date, Cell::Moment(moment)) => local(node, *moment).0.to_string().into(),
        (Kind::Time, Cell::Moment(moment)) => local(node, *moment).1.to_string().into(),
        (Kind::DateTime, Cell::Moment(moment)) => moment.to_string().into(),
        (Kind::Date | Kind::Time | Kind::DateTime, Cell::Text(text)) => (&**text).into(),
        (Kind::Option(options), Cell::Text(text)) if options.contains(&**text) => (&**text).into(),
        (Kind::Options(options), Cell::List(items)) => {
            let known = |item: &Cell<'_>| Some(item.shown()).filter(|key| options.contains(key)).map(Json::from);
            items.iter().map(known).collect::<Option<Vec<_>>>().ok_or_else(wrong)?.into()
        }
        (Kind::Texts, Cell::List(items)) => items.iter().map(Cell::shown).collect(),
        (Kind::Id, Cell::Id(id)) => id.to_string().into(),
        (Kind::Ids, Cell::List(items)) => items.iter().map(Cell::shown).collect(),
        (Kind::Link, Cell::Link(target)) => target.id()?.to_string().into(),
        (Kind::Links, Cell::List(items)) => {
            let mut ids = Vec::with_capacity(items.len());
            for item in items.iter() {
                let Cell::Link(target) = item else { return Err(wrong()) };
                ids.push(Json::from(target.id()?.to_string()));
            }
            ids.into()
        }
        (Kind::Table(fields), Cell::List(items)) => {
            let mut rows = Vec::with_capacity(items.len());
            for item in items.iter() {
                rows.push(row(node, name, fields, item)?);
            }
            rows.into()
        }
        (Kind::Json, cell) => json(cell).ok_or_else(wrong)?,
        _ => return Err(wrong()),
    }))
}

fn row<'s>(node: &Rc<Node<'s>>, name: &str, fields: &Fields, item: &Cell<'s>) -> Result<Json, SampleError> {
    let Cell::Row(values) = item else { return Err(node.mismatch(name, item)) };
    let mut row = Map::new();
    for (key, field) in fields {
        let cell = values.get(key.as_str()).unwrap_or(&Cell::Empty);
        if let Some(json) = render(node, &format!("{name}.{key}"), field, cell)? {
            row.insert(key.clone(), json);
        }
    }
    Ok(Json::Object(row))
}

fn local(node: &Node<'_>, moment: Timestamp) -> (Date, Time) {
    let zoned = moment.to_zoned(node.sample.time_zone.clone());
    (zoned.date(), zoned.time())
}

fn whole(cell: &Cell<'_>) -> Option<i64> {
    let number = cell.number().filter(Decimal::is_integer)?;
    i64::try_from(number).ok()
}

/// Addresses and free JSON.
fn json(cell: &Cell<'_>) -> Option<Json> {
    Some(match cell {
        Cell::Empty => Json::Null,
        Cell::Bool(yes) => (*yes).into(),
        Cell::Number(number) => whole(cell).map_or_else(|| number.to_string().into(), Json::from),
        Cell::Text(text) => (&**text).into(),
        Cell::List(items) => items.iter().map(json).collect::<Option<Vec<_>>>()?.into(),
        Cell::Row(values) => {
            let members = values.iter().map(|(key, cell)| Some(((*key).to_owned(), json(cell)?)));
            Json::Object(members.collect::<Option<_>>()?)
        }
        Cell::Object(json) => (*json).clone(),
        Cell::Moment(_) | Cell::Id(_) | Cell::Link(_) => return None,
    })
}
