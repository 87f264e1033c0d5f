//! The operations: their requests, and whether each server answers them rightly.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use serde_json::{Value as Json, json};

use crate::{
    data::{self, LAST, LEVELS, STATUSES},
    load::request,
    target::{CUSTOMERS, TOGETHER, Target},
};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Create,
    Read,
    List,
    Expand,
    Update,
    Aggregate,
    Search,
    Bulk,
}

impl Operation {
    pub const ALL: [Operation; 8] = [
        Operation::Create,
        Operation::Read,
        Operation::List,
        Operation::Expand,
        Operation::Update,
        Operation::Aggregate,
        Operation::Search,
        Operation::Bulk,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Operation::Create => "create",
            Operation::Read => "read",
            Operation::List => "list",
            Operation::Expand => "expand",
            Operation::Update => "update",
            Operation::Aggregate => "aggregate",
            Operation::Search => "search",
            Operation::Bulk => "bulk",
        }
    }

    /// Records that one request is about, where that is not one.
    pub fn rows(self) -> usize {
        if self == Operation::Bulk { TOGETHER } else { 1 }
    }
}

/// The requests of an operation in the order in which they are sent.
pub fn requests(target: &Target, operation: Operation) -> Result<Vec<Vec<u8>>> {
    let mut random = Rng::with_seed(7);
    let token = target.client.token().unwrap_or_default();
    let at = |rest: &str| format!("/api/v1/{CUSTOMERS}{rest}");
    let get = |rest: &str| request("GET", &at(rest), token, None);
    let post = |rest: &str, body: &Json| request("POST", &at(rest), token, Some(body.to_string().as_bytes()));
    let mut some = |count: usize| -> Vec<String> {
        let id = |_| target.customers.get(random.usize(..target.customers.len())).map_or(String::new(), plain);
        (0..count).map(id).collect()
    };
    Ok(match operation {
        Operation::Create => (0..20_000).map(|n| post("", &target.customer(10_000_000 + n))).collect(),
        Operation::Bulk => (0..8)
            .map(|n| {
                let create = |m| json!({ "create": target.customer(50_000_000 + n * TOGETHER + m) });
                post("/batch", &json!({ "operations": (0..TOGETHER).map(create).collect::<Vec<_>>() }))
            })
            .collect(),
        Operation::Read => some(4000).iter().map(|id| get(&format!("/{id}"))).collect(),
        Operation::Update => {
            let change = |(n, id): (usize, &String)| {
                let body = json!({ "phone": format!("+44 {}", 100_000_000 + n) }).to_string();
                request("PATCH", &at(&format!("/{id}")), token, Some(body.as_bytes()))
            };
            some(4000).iter().enumerate().map(change).collect()
        }
        Operation::List => pages(target, "")?.iter().map(|rest| get(rest)).collect(),
        Operation::Expand => pages(target, "&expand=company")?.iter().map(|rest| get(rest)).collect(),
        Operation::Aggregate => vec![post("/aggregate", &by_status())],
        Operation::Search => LAST.iter().map(|name| get(&search(&name[..5]))).collect(),
    })
}

fn plain(id: &Json) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn by_status() -> Json {
    json!({ "group_by": ["status"], "measures": { "n": { "count": "*" }, "sum": { "sum": "amount" } } })
}

fn search(word: &str) -> String {
    format!("?name.contains={}&limit=50&total=true", word.to_lowercase())
}

fn list(status: &str, level: &str, more: &str) -> String {
    format!("?status={status}&level={level}&sort=-amount&limit=50&total=true{more}")
}

/// The first three pages of every combination of status and level.
fn pages(target: &Target, more: &str) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for (status, level) in STATUSES.iter().flat_map(|status| LEVELS.map(|level| (status, level))) {
        let mut cursor = String::new();
        for _ in 0..3 {
            let rest = list(status, level, &format!("{more}{cursor}"));
            let answer = target.client.get(&format!("{CUSTOMERS}{rest}"))?.expect(200)?;
            all.push(rest);
            match answer.json["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
    }
    Ok(all)
}

/// Every operation is answered as the records say; wrong input and strangers are refused.
pub fn verify(target: &Target) -> Result<()> {
    let client = &target.client;
    let count = target.customers.len();
    let all: Vec<(Json, usize)> = (0..count).map(|number| data::customer(number, target.companies.len())).collect();
    let cents = |record: &Json| {
        record["amount"].as_str().and_then(|text| text.replace('.', "").parse::<i64>().ok()).unwrap_or(0)
    };
    let middle = count / 2;
    let one = client
        .get(&format!("{CUSTOMERS}/{}", plain(target.customers.get(middle).context("customer")?)))?
        .expect(200)?
        .json;
    let (wanted, _) = all.get(middle).context("record")?;
    for (key, value) in wanted.as_object().into_iter().flatten() {
        ensure!(one[key] == *value, "{}: read: `{key}` is {} instead of {value}", target.name, one[key]);
    }
    let mut vip: Vec<&(Json, usize)> =
        all.iter().filter(|(record, _)| record["status"] == "lead" && record["level"] == "vip").collect();
    vip.sort_by_key(|(record, _)| -cents(record));
    let page = client.get(&format!("{CUSTOMERS}{}", list("lead", "vip", "&expand=company")))?.expect(200)?;
    ensure!(page.json["total"] == vip.len(), "{}: list: {} of {}", target.name, page.json["total"], vip.len());
    let second = match page.json["next_cursor"].as_str() {
        Some(cursor) => client
            .get(&format!("{CUSTOMERS}{}", list("lead", "vip", &format!("&expand=company&cursor={cursor}"))))?
            .expect(200)?
            .items()?
            .clone(),
        None => Vec::new(),
    };
    for (item, (record, company)) in page.items()?.iter().chain(&second).zip(&vip) {
        ensure!(
            item["amount"] == record["amount"],
            "{}: list: {} where {} is due",
            target.name,
            item["amount"],
            record["amount"]
        );
        // Two of the same amount may stand in any order.
        let same =
            item["name"] != record["name"] || item["expanded"]["company"]["name"] == data::company(*company)["name"];
        ensure!(same, "{}: expand: {}", target.name, item["expanded"]);
    }
    let found = client.get(&format!("{CUSTOMERS}{}", search("kovac")))?.expect(200)?;
    let wanted =
        all.iter().filter(|(record, _)| record["name"].as_str().is_some_and(|name| name.contains("Kovac"))).count();
    ensure!(
        found.json["total"] == wanted && found.items()?.len() == wanted.min(50),
        "{}: search: {} of {wanted}",
        target.name,
        found.json["total"]
    );
    let mut sums: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for (record, _) in &all {
        let (n, sum) = sums.entry(record["status"].as_str().unwrap_or_default()).or_default();
        (*n, *sum) = (*n + 1, *sum + cents(record));
    }
    let groups = client.post(&format!("{CUSTOMERS}/aggregate"), &by_status())?.expect(200)?;
    ensure!(groups.items()?.len() == sums.len(), "{}: aggregate: {}", target.name, groups.text());
    for group in groups.items()? {
        let wanted = sums.get(group["status"].as_str().unwrap_or_default()).copied().unwrap_or_default();
        ensure!(
            (group["n"].as_i64(), cents(&json!({ "amount": group["sum"] }))) == (Some(wanted.0), wanted.1),
            "{}: aggregate: {group}",
            target.name
        );
    }
    let path = format!("{CUSTOMERS}/{}", plain(target.customers.first().context("customer")?));
    client.patch(&path, &json!({ "phone": "+44 1" }))?.expect(200)?;
    ensure!(client.get(&path)?.expect(200)?.json["phone"] == "+44 1", "{}: update", target.name);
    for (key, value) in [
        ("status", json!("nonsense")),
        ("name", Json::Null),
        ("email", json!("nobody")),
        ("probability", json!(101)),
        ("amount", json!("-1")),
    ] {
        let mut wrong = target.customer(77_000_000);
        wrong[key] = value;
        client.post(CUSTOMERS, &wrong)?.expect(422)?;
    }
    target.server.client().get(&path)?.expect(401)?;
    client.post(CUSTOMERS, &target.customer(77_000_000))?.expect(201)?;
    Ok(())
}
