//! Forms and fields that have another key in a later version of an app, and what is written by keys as it is written then.

mod view;

use std::{collections::BTreeMap, sync::LazyLock};

use engine_base::Key;
use form_engine::{Field, FieldKind, Form};
use serde_json::{Map, Value as Json};

use crate::{App, diff::pair};

/// The keys that everything of an app, by the key it had, has in a later version of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renames {
    forms: BTreeMap<Key, FormNames>,
}

#[derive(Clone, Debug, PartialEq)]
struct FormNames {
    now: Key,
    fields: Fields,
}

type Fields = BTreeMap<Key, FieldNames>;

#[derive(Clone, Debug, PartialEq)]
struct FieldNames {
    now: Key,
    leads: Leads,
}

/// Where a path goes on behind a field.
#[derive(Clone, Debug, PartialEq)]
enum Leads {
    Nowhere,
    /// To the form that had this key.
    Form(Key),
    /// To the fields of its rows.
    Rows(Fields),
}

/// A form of which something has another key: it, or fields of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenamedForm {
    /// The key it had.
    pub from: Key,
    /// The key it has, which may be the same.
    pub to: Key,
    /// Its fields that have another key.
    pub fields: Vec<RenamedField>,
}

/// A field that has another key; one of a sub-table is written behind it: `lines.price`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenamedField {
    /// The key it had.
    pub from: String,
    /// The key it has.
    pub to: String,
}

static NO_FIELDS: LazyLock<Fields> = LazyLock::new(Fields::new);

impl Renames {
    /// What `new` calls the forms and fields of `old`.
    pub fn between(old: &App, new: &App) -> Renames {
        let pairing =
            pair(old.forms.values(), new.forms.values(), |form| form.key.to_string(), |form| form.was.as_ref());
        let names = |(old, new): (&Form, &Form)| {
            (old.key.clone(), FormNames { now: new.key.clone(), fields: fields(&old.fields, &new.fields) })
        };
        Renames { forms: pairing.same.into_iter().map(names).collect() }
    }

    /// These and then, to a version later still, `next`. What is gone there is not among them.
    #[must_use]
    pub fn then(self, next: &Renames) -> Renames {
        let on = |(was, form): (Key, FormNames)| {
            let next = next.forms.get(&form.now)?;
            Some((was, FormNames { now: next.now.clone(), fields: fields_then(form.fields, &next.fields) }))
        };
        Renames { forms: self.forms.into_iter().filter_map(on).collect() }
    }

    /// The forms of which something has another key.
    pub fn forms(&self) -> Vec<RenamedForm> {
        let all = self.forms.iter().map(|(from, form)| {
            let fields = renamed(&form.fields);
            RenamedForm { from: from.clone(), to: form.now.clone(), fields }
        });
        all.filter(|form| form.from != form.to || !form.fields.is_empty()).collect()
    }

    /// The key that a form has which had the key `was`; the same if it is gone.
    pub fn form<'a>(&'a self, was: &'a str) -> &'a str {
        self.forms.get(was).map_or(was, |form| form.now.as_str())
    }

    /// A path of field keys of the form `was`, over links and into rows.
    pub fn path(&self, was: &str, path: &str) -> String {
        self.follow(self.fields_of(was), path.split('.')).join(".")
    }

    /// The values of a record of the form `was` by its fields.
    pub fn in_values(&self, was: &str, values: &mut Map<String, Json>) {
        in_values(self.fields_of(was), values);
    }

    /// The changes of a record of the form `was`, as the history keeps them: `[{"field", "old", "new"}]`.
    pub fn in_changes(&self, was: &str, changes: &mut [Json]) {
        for change in changes.iter_mut().filter_map(Json::as_object_mut) {
            let known = change.get("field").and_then(Json::as_str).and_then(|key| self.fields_of(was).get(key));
            let Some(field) = known else { continue };
            change.insert("field".into(), field.now.as_str().into());
            for side in ["old", "new"] {
                change.get_mut(side).into_iter().for_each(|value| field.in_rows(value));
            }
        }
    }

    /// Lets what `before` had under these names become its own again when the app goes back to it: what has another key now
    /// is declared as what it was.
    pub fn declare_in(&self, before: &mut App) {
        let taken: Vec<Key> = before.forms.keys().cloned().collect();
        for form in before.forms.values_mut() {
            let Some(names) = self.forms.get(&form.key) else { continue };
            if names.now != form.key && !taken.contains(&names.now) {
                form.was = Some(names.now.clone());
            }
            declare(&names.fields, &mut form.fields);
        }
    }

    fn fields_of(&self, was: &str) -> &Fields {
        self.forms.get(was).map_or(&*NO_FIELDS, |form| &form.fields)
    }

    /// The parts of a path that begins at `fields`, as they are called now.
    fn follow<'p>(&'p self, mut fields: &'p Fields, path: impl IntoIterator<Item = &'p str>) -> Vec<String> {
        let mut step = |part: &str| -> String {
            let Some(field) = std::mem::replace(&mut fields, &NO_FIELDS).get(part) else { return part.to_owned() };
            match &field.leads {
                Leads::Nowhere => {}
                Leads::Form(form) => fields = self.fields_of(form),
                Leads::Rows(rows) => fields = rows,
            }
            field.now.to_string()
        };
        path.into_iter().map(&mut step).collect()
    }
}

impl FieldNames {
    fn in_rows(&self, value: &mut Json) {
        let Leads::Rows(fields) = &self.leads else { return };
        value
            .as_array_mut()
            .into_iter()
            .flatten()
            .filter_map(Json::as_object_mut)
            .for_each(|row| in_values(fields, row));
    }
}

fn fields(old: &[Field], new: &[Field]) -> Fields {
    let pairing = pair(old, new, |field| field.key.to_string(), |field| field.was.as_ref());
    let names = |(old, new): (&Field, &Field)| {
        let leads = match (&old.kind, &new.kind) {
            (FieldKind::Table(old), FieldKind::Table(new)) => Leads::Rows(fields(&old.fields, &new.fields)),
            (FieldKind::Link(link), _) => link.form.clone().map_or(Leads::Nowhere, Leads::Form),
            _ => Leads::Nowhere,
        };
        (old.key.clone(), FieldNames { now: new.key.clone(), leads })
    };
    pairing.same.into_iter().map(names).collect()
}

fn fields_then(fields: Fields, next: &Fields) -> Fields {
    let on = |(was, field): (Key, FieldNames)| {
        let next = next.get(&field.now)?;
        let leads = match (field.leads, &next.leads) {
            (Leads::Rows(rows), Leads::Rows(next)) => Leads::Rows(fields_then(rows, next)),
            (leads, _) => leads,
        };
        Some((was, FieldNames { now: next.now.clone(), leads }))
    };
    fields.into_iter().filter_map(on).collect()
}

fn renamed(fields: &Fields) -> Vec<RenamedField> {
    let mut all = Vec::new();
    for (was, field) in fields {
        if *was != field.now {
            all.push(RenamedField { from: was.to_string(), to: field.now.to_string() });
        }
        if let Leads::Rows(rows) = &field.leads {
            let inside = |renamed: RenamedField| RenamedField {
                from: format!("{was}.{}", renamed.from),
                to: format!("{}.{}", field.now, renamed.to),
            };
            all.extend(self::renamed(rows).into_iter().map(inside));
        }
    }
    all
}

fn in_values(fields: &Fields, values: &mut Map<String, Json>) {
    let rename = |(key, mut value): (String, Json)| match fields.get(key.as_str()) {
        None => (key, value),
        Some(field) => {
            field.in_rows(&mut value);
            (field.now.to_string(), value)
        }
    };
    *values = std::mem::take(values).into_iter().map(rename).collect();
}

fn declare(names: &Fields, fields: &mut [Field]) {
    let taken: Vec<Key> = fields.iter().map(|field| field.key.clone()).collect();
    for field in fields {
        let Some(names) = names.get(&field.key) else { continue };
        if names.now != field.key && !taken.contains(&names.now) {
            field.was = Some(names.now.clone());
        }
        if let (FieldKind::Table(table), Leads::Rows(rows)) = (&mut field.kind, &names.leads) {
            declare(rows, &mut table.fields);
        }
    }
}

#[cfg(test)]
mod tests {
    use form_engine::View;
    use serde_json::json;

    use super::*;

    fn app(forms: &[Json]) -> App {
        let keyed = |form: &Json| (form["key"].as_str().unwrap().to_owned(), form.clone());
        let forms: Map<String, Json> = forms.iter().map(keyed).collect();
        let app = json!({ "format": 1, "key": "shop", "version": "1", "label": "Shop" });
        serde_json::from_value(json!({ "app": app, "forms": forms })).unwrap()
    }

    fn form(key: &str, was: Json, fields: Json) -> Json {
        json!({ "format": 1, "key": key, "was": was, "label": key, "title": "name", "fields": fields })
    }

    fn field(key: &str, was: &str) -> Json {
        let was = if was.is_empty() { Json::Null } else { json!(was) };
        json!({ "key": key, "kind": "text", "label": key, "was": was })
    }

    fn link(key: &str, form: &str) -> Json {
        json!({ "key": key, "kind": "link", "label": key, "form": form })
    }

    fn table(key: &str, was: Json, fields: Json) -> Json {
        json!({ "key": key, "kind": "table", "label": key, "was": was, "fields": fields })
    }

    fn before() -> App {
        let rows = json!([field("price", ""), link("maker", "company")]);
        app(&[
            form("company", json!(null), json!([field("name", ""), field("city", "")])),
            form(
                "order",
                json!(null),
                json!([field("name", ""), link("buyer", "company"), table("lines", json!(null), rows)]),
            ),
            form("price", json!(null), json!([field("name", ""), field("city", "")])),
        ])
    }

    fn after() -> App {
        let rows = json!([field("cost", "price"), link("maker", "firm")]);
        app(&[
            form("firm", json!("company"), json!([field("name", ""), field("town", "city")])),
            form(
                "order",
                json!(null),
                json!([field("title", "name"), link("buyer", "firm"), table("items", json!("lines"), rows)]),
            ),
        ])
    }

    #[test]
    fn what_has_another_key_is_found_and_followed() {
        let renames = Renames::between(&before(), &after());
        let fields = |form: &RenamedForm| {
            form.fields.iter().map(|field| format!("{} {}", field.from, field.to)).collect::<Vec<_>>().join(", ")
        };
        let found: Vec<String> =
            renames.forms().iter().map(|form| format!("{} {}: {}", form.from, form.to, fields(form))).collect();
        assert_eq!(found, ["company firm: city town", "order order: lines items, lines.price items.cost, name title"]);
        for (path, now) in [
            ("name", "title"),
            ("buyer.city", "buyer.town"),
            ("lines.maker.city", "items.maker.town"),
            ("lines.price", "items.cost"),
            ("city.price", "city.price"),
            ("owner.name", "owner.name"),
        ] {
            assert_eq!(renames.path("order", path), now);
        }
        assert_eq!((renames.form("company"), renames.form("price")), ("firm", "price"));
        assert_eq!(renames.path("price", "city"), "city");
        assert!(Renames::between(&before(), &before()).forms().is_empty());
        // What is declared stays declared: a version later nothing is renamed.
        assert!(Renames::between(&after(), &after()).forms().is_empty());
    }

    #[test]
    fn views_and_values_are_written_anew() {
        let renames = Renames::between(&before(), &after());
        let view = |name: &str, city: &str, lines: &str, price: &str| {
            json!({
                "key": "v", "label": "V", "kind": "table", "columns": [name, format!("buyer.{city}")], "group": name,
                "totals": { name: "count" }, "widths": { (format!("buyer.{city}")): 90 }, "sort": [format!("-{name}"), "id"],
                "filter": { "any": [
                    { "not": { "field": format!("buyer.{city}"), "op": "eq", "value": "name" } },
                    { "every": lines, "where": { "all": [
                        { "field": price, "op": "eq", "value": { "formula": format!("{name} + \"price\"") } },
                        { "field": format!("maker.{city}"), "op": "in", "value": ["a", { "formula": format!("buyer.{city}") }] },
                    ] } },
                    format!("some({lines}.{price} == {name})"),
                ] },
                "colours": [{ "when": format!("is_set({name})"), "colour": "red" }],
            })
        };
        let mut written: View = serde_json::from_value(view("name", "city", "lines", "price")).unwrap();
        renames.in_view("order", &mut written);
        assert_eq!(serde_json::to_value(written).unwrap(), view("title", "town", "items", "cost"));
        let record =
            |name: &str, lines: &str, price: &str| json!({ name: "N", lines: [{ "id": 1, price: "2" }], "gone": 3 });
        let mut values = record("name", "lines", "price").as_object().unwrap().clone();
        renames.in_values("order", &mut values);
        assert_eq!(Json::Object(values), record("title", "items", "cost"));
        let changes = |name: &str, lines: &str, price: &str| json!([{ "field": name, "old": "price", "new": null }, { "field": lines, "old": null, "new": [{ "id": 1, price: 2 }] }]);
        let mut list = changes("name", "lines", "price").as_array().unwrap().clone();
        renames.in_changes("order", &mut list);
        assert_eq!(Json::Array(list), changes("title", "items", "cost"));
    }

    #[test]
    fn the_way_back_declares_what_things_are_called() {
        let mut later = after();
        let order = later.forms.get_mut("order").unwrap();
        order.fields[0].key = Key::new("subject").unwrap();
        order.fields[0].was = Some(Key::new("title").unwrap());
        let renames = Renames::between(&before(), &after()).then(&Renames::between(&after(), &later));
        let mut back = before();
        renames.declare_in(&mut back);
        let was = |form: &str, field: usize| back.forms[form].fields[field].was.as_ref().map(Key::as_str);
        assert_eq!(back.forms["company"].was.as_ref().map(Key::as_str), Some("firm"));
        assert_eq!(
            (was("order", 0), was("order", 2), was("company", 1)),
            (Some("subject"), Some("items"), Some("town"))
        );
        assert_eq!(back.forms["price"].was, None);
        let there_and_back = Renames::between(&later, &back);
        assert_eq!(there_and_back.path("order", "items.maker.town"), "lines.maker.city");
        assert_eq!(there_and_back.path("order", "items.cost"), "lines.price");
    }
}
