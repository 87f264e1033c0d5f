//! Forms and fields that get other keys keep everything that was kept under the former ones, there and back.

use anyhow::{Context, Result, ensure};
use formwork_tests::{Client, Database, Package, World, upload};
use serde_json::{Map, Value as Json, json};

scenarios!(everything_follows_new_keys, and_comes_back_with_an_earlier_release);

/// What the fixture's forms and fields are called in the next release, and in the one after it.
const NEXT: [(&str, &str); 8] = [
    ("deal", "sale"),
    ("account", "firm"),
    ("amount", "worth"),
    ("attachment", "papers"),
    ("number", "mark"),
    ("lines", "items"),
    ("quantity", "pieces"),
    ("city", "town"),
];
const LATER: [(&str, &str); 2] = [("worth", "price_total"), ("sale", "bargain")];

/// The fixture, whose titles are copied from nothing else.
fn first() -> Result<Package> {
    Package::read("tests/fixtures/deals")
}

/// The package with other words for keys; forms and fields say what they were.
fn renamed(package: &Package, names: &[(&str, &str)]) -> Package {
    let mut packed = in_other_words(&package.0, names, "");
    let was = |now: &Json| names.iter().find(|(_, to)| now == to).map(|(from, _)| json!(from));
    for form in packed["forms"].as_object_mut().into_iter().flatten().map(|(_, form)| form) {
        declare(form, was(&form["key"]));
        for field in form["fields"].as_array_mut().into_iter().flatten() {
            declare(field, was(&field["key"]));
            for inner in field.get_mut("fields").and_then(Json::as_array_mut).into_iter().flatten() {
                declare(inner, was(&inner["key"]));
            }
        }
    }
    Package(packed)
}

fn declare(document: &mut Json, was: Option<Json>) {
    if let Some(document) = document.as_object_mut() {
        document.remove("was");
        document.extend(was.map(|was| ("was".to_owned(), was)));
    }
}

/// Everything with these words in place of those, but not where people read or a kind is named.
fn in_other_words(json: &Json, names: &[(&str, &str)], at: &str) -> Json {
    let word = |text: &str| -> String {
        let mut out = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let end = rest.find(|c| !is_word(c)).filter(|end| *end > 0).unwrap_or_else(|| {
                if rest.starts_with(is_word) { rest.len() } else { rest.chars().next().map_or(1, char::len_utf8) }
            });
            let (head, tail) = rest.split_at(end);
            out += names.iter().find(|(from, _)| *from == head).map_or(head, |(_, to)| to);
            rest = tail;
        }
        out
    };
    match json {
        Json::String(text) if !["kind", "label", "message", "op"].contains(&at) => Json::from(word(text)),
        Json::Array(items) => items.iter().map(|item| in_other_words(item, names, at)).collect(),
        Json::Object(members) => {
            let one = |(key, value): (&String, &Json)| (word(key), in_other_words(value, names, key));
            Json::Object(members.iter().map(one).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// Everything that is kept about a deal besides its values.
struct Kept {
    boss: Client,
    reader: Client,
    deal: String,
    gone: String,
    file: String,
    view: Json,
    account: String,
}

fn kept(world: &World) -> Result<Kept> {
    let (boss, reader) = (world.person("boss"), world.person("view"));
    let account = boss.post("data/deals/account", &json!({ "name": "Acme", "city": "Ningbo" }))?.expect(201)?.id()?;
    let file = upload(&boss, "offer.txt", b"an offer of before")?;
    let lines = json!([{ "product": "p", "price": "1.00", "quantity": 2 }]);
    let deal = json!({ "title": "Kept", "amount": "5.00", "account": account, "attachment": [file], "lines": lines });
    let deal = boss.post("data/deals/deal", &deal)?.expect(201)?.json;
    let path = format!("data/deals/deal/{}", deal["id"].as_str().context("an id")?);
    let row = &deal["lines"][0]["id"];
    let change = json!({ "amount": "7.50", "lines": [{ "id": row, "product": "p", "price": "1.00", "quantity": 3 }] });
    boss.patch(&path, &change)?.expect(200)?;
    boss.post(&format!("{path}/comments"), &json!({ "text": "look", "mentions": [world.id("view")?] }))?.expect(201)?;
    let view = json!({
        "kind": "table", "columns": ["number", "title", "amount", "account.city"], "sort": ["-amount"],
        "widths": { "account.city": 200 }, "totals": { "amount": "sum" },
        "filter": { "all": [
            { "field": "amount", "op": "gt", "value": { "formula": "1 + sum(lines.quantity)" } },
            { "some": "lines", "where": { "field": "quantity", "op": "gt", "value": 1 } },
            "amount > 1 && account.city == \"amount\" || amount > 1"
        ] },
        "colours": [{ "when": { "field": "account.city", "op": "is_set" }, "colour": "red" }]
    });
    let saved = json!({ "form": "deal", "label": "Mine", "view": view });
    boss.post("apps/deals/views", &saved)?.expect(201)?;
    let lines = json!([{ "product": "q", "price": "2.00", "quantity": 4 }]);
    let gone = json!({ "title": "Gone", "amount": "9.00", "account": account, "lines": lines });
    let gone = boss.post("data/deals/deal", &gone)?.expect(201)?.id()?;
    boss.delete(&format!("data/deals/deal/{gone}"))?.expect(204)?;
    let deal = deal["id"].as_str().context("an id")?.to_owned();
    Ok(Kept { boss, reader, deal, gone, file, view, account })
}

impl Kept {
    /// Looks for all of it under keys that are `names` of those of the fixture, one after the other.
    fn check(&self, world: &World, names: &[&[(&str, &str)]]) -> Result<()> {
        let now = |key: &str| {
            names.iter().fold(key.to_owned(), |key, names| {
                names.iter().find(|(from, _)| *from == key).map_or(key, |(_, to)| (*to).to_owned())
            })
        };
        let (form, amount, lines, quantity) = (now("deal"), now("amount"), now("lines"), now("quantity"));
        let path = format!("data/deals/{form}/{}", self.deal);
        let record = self.boss.get(&path)?.expect(200)?.json;
        ensure!(record[&amount] == "7.50" && record[&now("account")] == self.account, "{record}");
        ensure!(record[&lines][0][&quantity] == 3 && record[&now("attachment")][0]["id"] == self.file, "{record}");
        ensure!(self.boss.get(&format!("files/{}", self.file))?.expect(200)?.bytes == b"an offer of before");
        let history = self.boss.get(&format!("{path}/history"))?.expect(200)?;
        let changes = history.items()?.iter().flat_map(|entry| entry["changes"].as_array().into_iter().flatten());
        let of = |key: &str| changes.clone().find(|change| change["field"] == key).cloned().unwrap_or_default();
        ensure!(of(&amount)["old"] == "5.00" && of(&amount)["new"] == "7.50", "{}", history.text());
        ensure!(of(&lines)["old"][0][&quantity] == 2, "{}", history.text());
        ensure!(self.boss.get(&format!("{path}/comments"))?.expect(200)?.column("text")? == ["look"]);
        let notices = self.reader.get("notices")?.expect(200)?;
        let notice = notices.items()?.iter().find(|notice| notice["record"] == *self.deal).context("a notice")?;
        ensure!(notice["form"] == *form && notice["text"] == "look", "{notice}");
        // The view names what is called otherwise by its name, and nothing else.
        let views = self.boss.get("apps/deals/views")?.expect(200)?;
        let saved = &views.items()?[0];
        let expected = names.iter().fold(self.view.clone(), |view, names| in_other_words(&view, names, ""));
        let expected = expected.to_string().replace(&format!("\\\"{amount}\\\""), "\\\"amount\\\"");
        let mut view = saved["view"].clone();
        view["colours"][0].as_object_mut().context("a rule")?.remove("tree");
        ensure!(saved["issues"] == json!([]) && saved["form"] == *form, "{saved}");
        ensure!(view == serde_json::from_str::<Json>(&expected)?, "{view}\n{expected}");
        // Numbers go on.
        let before = number(&record[&now("number")])?;
        let new = self.boss.post(&format!("data/deals/{form}"), &json!({ "title": "New" }))?.expect(201)?.json;
        ensure!(number(&new[&now("number")])? > before, "{new}");
        // What was deleted comes back, and goes again.
        self.boss.post("apps/deals/trash/restore", &json!({ "ids": [self.gone] }))?.expect(200)?;
        let gone = format!("data/deals/{form}/{}", self.gone);
        let back = self.boss.get(&gone)?.expect(200)?.json;
        ensure!(back[&amount] == "9.00" && back[&lines][0][&quantity] == 4, "{back}");
        ensure!(back[&now("account")] == self.account, "{back}");
        self.boss.delete(&gone)?.expect(204)?;
        let trashed = world.root().get(&format!("apps/deals/trash?form={form}"))?.expect(200)?;
        ensure!(trashed.column("title")? == ["Gone"], "{}", trashed.text());
        Ok(())
    }
}

fn number(value: &Json) -> Result<u32> {
    Ok(value.as_str().and_then(|text| text.strip_prefix("D-")).context("a number")?.parse()?)
}

fn everything_follows_new_keys(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let kept = kept(&world)?;
    kept.check(&world, &[])?;
    let next = renamed(&first()?, &NEXT);
    world.root().post("apps", &next.0)?.expect(200)?;
    kept.check(&world, &[&NEXT])?;
    // Names that are declared still, of a time before, are nobody's any more.
    let relabelled = next.changed(|packed| packed["forms"]["sale"]["label"] = json!("Sale"));
    world.root().post("apps", &relabelled.0)?.expect(200)?;
    kept.check(&world, &[&NEXT])
}

fn and_comes_back_with_an_earlier_release(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let kept = kept(&world)?;
    let root = world.root();
    let next = renamed(&first()?, &NEXT);
    root.post("apps", &next.0)?.expect(200)?;
    root.post("apps", &renamed(&next, &LATER).0)?.expect(200)?;
    kept.check(&world, &[&NEXT, &LATER])?;
    let announced = root.get("apps/deals/diff?to=1")?.expect(200)?;
    let differences = announced.json["differences"].as_array().context("differences")?;
    let renamed = differences.iter().filter(|change| change["kind"] == "renamed");
    let is_thing = |path: &str| path.ends_with('#') || path.contains("/fields/");
    let mut things = differences.iter().filter(|change| change["path"].as_str().is_some_and(is_thing));
    let lost = things.find(|change| change["kind"] == "removed" || change["kind"] == "added");
    ensure!(lost.is_none() && renamed.count() > NEXT.len(), "{lost:?}");
    let back = root.post("apps/deals/releases/1/restore", &json!(null))?.expect(200)?;
    let steps = back.json["plan"]["steps"].as_array().context("steps")?.clone();
    ensure!(steps.iter().all(|step| step["kind"] == "rename" || step["kind"] == "rename_field"), "{}", back.text());
    kept.check(&world, &[])
}
