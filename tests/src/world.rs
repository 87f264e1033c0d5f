//! The world of most scenarios: the app `tests/fixtures/deals`, people of every right, and records with canaries.
//!
//! It is made once per database through the API and copied for each scenario, sessions included.

use std::{
    collections::BTreeMap,
    sync::{Mutex, OnceLock, PoisonError},
};

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::{Value as Json, json};

use crate::{
    Client, Database, Package, Place, Server,
    dump::{Dump, differences, dump},
};

/// The account of the administrator.
pub const ADMINISTRATOR: &str = "root";
/// The password of everybody.
pub const PASSWORD: &str = "correct-horse-battery";

/// Account, department and role of everybody but the administrator.
const PEOPLE: [(&str, &str, &str); 7] = [
    ("ann", "north", "rep"),
    ("adam", "north", "rep"),
    ("bea", "south", "rep"),
    ("solo", "north", "own_only"),
    ("view", "south", "viewer"),
    ("boss", "head", "manager"),
    ("nobody", "north", ""),
];

/// What sales people must never receive. Each stands in some hidden, masked or out-of-scope value.
pub const HIDDEN: [&str; 5] =
    ["7654321.98", "CANARY_ACCOUNT_SECRET", "+8613900017777", "+8613900028888", "CANARY_SECRET_FILE"];
/// Stands only in records of the south.
pub const SOUTH: [&str; 3] = ["CANARY_SOUTH_DEAL", "CANARY_SOUTH_ACCOUNT", "CANARY_SOUTH_CITY"];
/// Stands only in records of the north.
pub const NORTH: [&str; 2] = ["CANARY_NORTH_DEAL", "CANARY_NORTH_ACCOUNT"];

/// A server with people, records and tokens.
pub struct World {
    /// The running server.
    pub server: Server,
    /// Where it keeps its data.
    pub place: Place,
    template: Template,
}

/// What is known of the world that was made once.
#[derive(Clone)]
struct Template {
    tokens: BTreeMap<String, String>,
    ids: BTreeMap<String, String>,
}

struct Made {
    place: Place,
    template: Template,
}

impl World {
    /// A world of one's own.
    pub fn new(database: Database) -> Result<World> {
        static SQLITE: OnceLock<std::result::Result<Mutex<Made>, String>> = OnceLock::new();
        static POSTGRES: OnceLock<std::result::Result<Mutex<Made>, String>> = OnceLock::new();
        let made = match database {
            Database::Sqlite => &SQLITE,
            Database::Postgres => &POSTGRES,
        };
        let made = made.get_or_init(|| make(database).map(Mutex::new).map_err(|error| format!("{error:#}")));
        let made = made.as_ref().map_err(|message| anyhow!("the world could not be made: {message}"))?;
        // One copy at a time: PostgreSQL copies a database only while nobody else does.
        let (place, template) = {
            let made = made.lock().unwrap_or_else(PoisonError::into_inner);
            (made.place.copy()?, made.template.clone())
        };
        let server = Server::start(&place)?;
        Ok(World { server, place, template })
    }

    /// Not signed in; must see nothing at all.
    pub fn anonymous(&self) -> Client {
        let everything: Vec<&str> = [&HIDDEN[..], &SOUTH, &NORTH].concat();
        self.server.client().never(&everything)
    }

    /// The client of somebody by account, with what this person must never see.
    pub fn person(&self, account: &str) -> Client {
        let never: Vec<&str> = match account {
            "ann" | "adam" => [&HIDDEN[..], &SOUTH].concat(),
            "bea" => [&HIDDEN[..], &NORTH].concat(),
            "solo" => [&HIDDEN[..], &SOUTH, &NORTH].concat(),
            "view" => HIDDEN.to_vec(),
            "nobody" => [&HIDDEN[..], &SOUTH, &NORTH].concat(),
            _ => Vec::new(),
        };
        let token = self.template.tokens.get(account).map_or("", String::as_str);
        self.server.client().with_token(token).never(&never)
    }

    /// The administrator.
    pub fn root(&self) -> Client {
        self.person(ADMINISTRATOR)
    }

    /// The id of a person (`ann`), department (`north`), record (`deal_north`) or file (`secret_file`) of the world.
    pub fn id(&self, name: &str) -> Result<&str> {
        self.template.ids.get(name).map(String::as_str).with_context(|| format!("the world has no `{name}`"))
    }

    /// The path of a deal of the world.
    pub fn deal(&self, name: &str) -> Result<String> {
        Ok(format!("data/deals/deal/{}", self.id(name)?))
    }

    /// Everything in the database.
    pub fn dump(&self) -> Result<Dump> {
        dump(&self.place)
    }

    /// Carries `work` out and makes sure that it left no trace in the database.
    pub fn without_trace<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let before = self.dump()?;
        let done = work()?;
        let found = differences(&before, &self.dump()?);
        ensure!(found.is_empty(), "left traces: {found:#?}");
        Ok(done)
    }

    /// `kill -9`, and starts the server again.
    pub fn kill(self) -> Result<World> {
        let World { server, place, template } = self;
        server.kill()?;
        let server = Server::start(&place)?;
        Ok(World { server, place, template })
    }

    /// Stops the server, works on the data, and starts it again.
    pub fn restart(self, between: impl FnOnce(&Place) -> Result<()>) -> Result<World> {
        let World { server, place, template } = self;
        ensure!(server.stop()? == 0, "the server did not end well: {}", place.log());
        between(&place)?;
        let server = Server::start(&place)?;
        Ok(World { server, place, template })
    }
}

fn make(database: Database) -> Result<Made> {
    let place = Place::fresh(database)?;
    let server = Server::start(&place)?;
    let token = server.setup_token().context("no setup token on the console")?;
    let setup = json!({ "token": token, "account": ADMINISTRATOR, "name": "Root", "password": PASSWORD });
    let root = server.client().post("setup", &setup)?.expect(200)?;
    let root = server.client().with_token(&root.string("token")?);
    let mut made = Template { tokens: BTreeMap::new(), ids: BTreeMap::new() };
    made.tokens.insert(ADMINISTRATOR.to_owned(), root.token().unwrap_or_default().to_owned());
    root.post("apps", &Package::read("tests/fixtures/deals")?.0)?.expect(200)?;
    add_people(&server, &root, &mut made)?;
    add_records(&server, &mut made)?;
    ensure!(server.stop()? == 0, "the server did not end well: {}", place.log());
    Ok(Made { place, template: made })
}

fn add_people(server: &Server, root: &Client, made: &mut Template) -> Result<()> {
    let head = root.post("departments", &json!({ "name": "Head office" }))?.expect(201)?.id()?;
    made.ids.insert("head".to_owned(), head.clone());
    for (key, name) in [("north", "North"), ("south", "South")] {
        let id = root.post("departments", &json!({ "name": name, "parent": head }))?.expect(201)?.id()?;
        made.ids.insert(key.to_owned(), id);
    }
    for (account, department, role) in PEOPLE {
        let person = json!({ "account": account, "name": account, "password": PASSWORD, "department": made.ids.get(department) });
        let id = root.post("users", &person)?.expect(201)?.id()?;
        if !role.is_empty() {
            root.put(&format!("apps/deals/members/{id}"), &json!({ "roles": [role] }))?.expect(200)?;
        }
        made.ids.insert(account.to_owned(), id);
        let client = server.client().sign_in(account, PASSWORD)?;
        made.tokens.insert(account.to_owned(), client.token().unwrap_or_default().to_owned());
    }
    Ok(())
}

/// Records as the manager makes them, for owners in north and south.
fn add_records(server: &Server, made: &mut Template) -> Result<()> {
    let boss = server.client().with_token(made.tokens.get("boss").map_or("", String::as_str));
    for (key, owner, name, city) in [
        ("account_north", "ann", "CANARY_NORTH_ACCOUNT", "Harbin"),
        ("account_south", "bea", "CANARY_SOUTH_ACCOUNT", "CANARY_SOUTH_CITY"),
    ] {
        let account = json!({
            "name": name, "city": city, "secret": format!("CANARY_ACCOUNT_SECRET {key}"), "contact_phone": "+8613900028888",
            "credit": "7654321.98", "owner": made.ids.get(owner),
        });
        let id = boss.post("data/deals/account", &account)?.expect(201)?.id()?;
        made.ids.insert(key.to_owned(), id);
    }
    let secret = upload(&boss, "CANARY_SECRET_FILE.txt", b"CANARY_SECRET_FILE content")?;
    let open = upload(&boss, "offer.txt", b"an offer")?;
    for (key, owner, account, title) in [
        ("deal_north", "ann", "account_north", "CANARY_NORTH_DEAL one"),
        ("deal_adam", "adam", "account_north", "CANARY_NORTH_DEAL two"),
        ("deal_south", "bea", "account_south", "CANARY_SOUTH_DEAL"),
        // Each of these two hangs on an account that its owner may not see.
        ("deal_across", "ann", "account_south", "CANARY_NORTH_DEAL across"),
        ("deal_back", "bea", "account_north", "CANARY_SOUTH_DEAL back"),
        ("deal_solo", "solo", "", "Solo's deal"),
    ] {
        let south = title.contains("SOUTH");
        let mut deal = json!({
            "title": title, "code": format!("code-{key}"), "owner": made.ids.get(owner), "status": if south { "lost" } else { "open" },
            "amount": if south { "9000001.11" } else { "8000000.00" }, "margin": "7654321.98",
            "phone": if owner == "solo" { "+8613900019999" } else { "+8613900017777" },
            "notes": "<p>note</p>", "discount": "0.1", "signed_on": "2026-01-31", "due": "2026-02-01T01:30:00Z",
            "urgent": true, "tags": ["x", "y"], "extra": { "a": [1, 2] },
            "lines": [{ "product": "pump", "price": "10.50", "quantity": 2, "cost": if owner == "solo" { "1.00" } else { "7654321.98" } }],
        });
        if !account.is_empty() {
            deal["account"] = json!(made.ids.get(account));
        }
        if key == "deal_north" {
            deal["secret_file"] = json!([secret]);
            deal["attachment"] = json!([open]);
        }
        let id = boss.post("data/deals/deal", &deal)?.expect(201)?.id()?;
        made.ids.insert(key.to_owned(), id);
    }
    made.ids.insert("secret_file".to_owned(), secret);
    made.ids.insert("open_file".to_owned(), open);
    Ok(())
}

/// Uploads a file and answers its id.
pub fn upload(client: &Client, name: &str, bytes: &[u8]) -> Result<String> {
    let client = client.with("content-disposition", &format!("attachment; filename=\"{name}\""));
    client.send("POST", "files", crate::Body::Bytes("application/octet-stream", bytes))?.expect(201)?.id()
}

/// A deal that everybody with the right may create.
pub fn plain_deal(title: &str) -> Json {
    json!({ "title": title, "amount": "100.00" })
}
