//! A server under test with its data: the product, or the baseline written by hand.

use std::{
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use formwork_tests::{Client, PASSWORD, Package, Place, Server, Usage, build};
use serde_json::{Value as Json, json};
use test_kit::Cluster;
use tokio_postgres::NoTls;

use crate::data;

/// Records of one batch.
pub const TOGETHER: usize = 1000;
/// Where both kinds of server have the table.
pub const CUSTOMERS: &str = "data/peers/customers";

/// A server, signed in as an ordinary user.
pub struct Target {
    pub name: &'static str,
    pub server: Server,
    pub client: Client,
    /// Ids of companies and customers by their number.
    pub companies: Vec<Json>,
    pub customers: Vec<Json>,
    /// How long loading the customers took.
    pub loaded_in: Duration,
    cluster_id: Option<u32>,
    place: Place,
}

impl Target {
    /// The product with the app `tests/bench/peers-app` and a user with the role of that app.
    pub fn product(name: &'static str, place: Place, cluster: Option<&Cluster>) -> Result<Target> {
        let server = Server::start(&place)?;
        let setup = json!({ "token": server.setup_token(), "account": "root", "name": "Root", "password": PASSWORD });
        let token = server.client().post("setup", &setup)?.expect(200)?.string("token")?;
        let root = server.client().with_token(&token);
        root.post("apps", &Package::read("tests/bench/peers-app")?.0)?.expect(200)?;
        let clerk = root
            .post("users", &json!({ "account": "clerk", "name": "Clerk", "password": PASSWORD }))?
            .expect(201)?
            .id()?;
        root.put(&format!("apps/peers/members/{clerk}"), &json!({ "roles": ["clerk"] }))?.expect(200)?;
        Target::new(name, server, place, cluster)
    }

    /// The baseline, started by `baseline` and these arguments.
    pub fn baseline(name: &'static str, arguments: &[&str], place: Place, cluster: Option<&Cluster>) -> Result<Target> {
        let server = Server::run(&baseline_program()?, arguments, &place)?;
        Target::new(name, server, place, cluster)
    }

    fn new(name: &'static str, server: Server, place: Place, cluster: Option<&Cluster>) -> Result<Target> {
        let client = server.client().sign_in("clerk", PASSWORD)?;
        let cluster_id = cluster.map(Cluster::server_id).transpose()?;
        let (companies, customers) = (Vec::new(), Vec::new());
        Ok(Target { name, server, client, companies, customers, loaded_in: Duration::ZERO, cluster_id, place })
    }

    /// Loads everything through the batch route.
    pub fn load(&mut self, companies: usize, customers: usize) -> Result<()> {
        let all: Vec<Json> = (0..companies).map(data::company).collect();
        self.companies = self.send("data/peers/companies/batch", all)?;
        let all: Vec<Json> = (0..customers).map(|number| self.customer(number)).collect();
        let began = Instant::now();
        self.customers = self.send(&format!("{CUSTOMERS}/batch"), all)?;
        self.loaded_in = began.elapsed();
        Ok(())
    }

    /// The customer with this number as this server takes it.
    pub fn customer(&self, number: usize) -> Json {
        let (mut record, company) = data::customer(number, self.companies.len());
        record["company"] = self.companies.get(company).cloned().unwrap_or_default();
        record
    }

    fn send(&self, path: &str, records: Vec<Json>) -> Result<Vec<Json>> {
        let mut ids = Vec::with_capacity(records.len());
        for part in records.chunks(TOGETHER) {
            let operations: Vec<Json> = part.iter().map(|record| json!({ "create": record })).collect();
            let answer = self.client.post(path, &json!({ "operations": operations }))?.expect(200)?;
            let results = answer.json["results"].as_array().context("results")?;
            ids.extend(results.iter().map(|result| result["id"].clone()));
        }
        ensure!(ids.len() == records.len() && ids.iter().all(|id| !id.is_null()), "{}: not all were stored", self.name);
        Ok(ids)
    }

    /// On PostgreSQL: the planner shall know every server's table equally well before anything is measured.
    pub fn tidy_up(&self) -> Result<()> {
        let Some(url) = self.place.url() else { return Ok(()) };
        let executor = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        executor.block_on(async {
            let (client, driver) = tokio_postgres::connect(url, NoTls).await?;
            let driver = tokio::spawn(driver);
            client.batch_execute("VACUUM ANALYZE").await?;
            client.batch_execute("CHECKPOINT").await?;
            drop(client);
            Ok(driver.await??)
        })
    }

    /// Processor time of the server and, on PostgreSQL, of its processes.
    pub fn processor(&self) -> Result<Duration> {
        let server = self.server.usage()?.processor;
        let database = self.cluster_id.map(Usage::of_tree).transpose()?.map_or(Duration::ZERO, |usage| usage.processor);
        Ok(server + database)
    }
}

/// The baseline beside this program.
fn baseline_program() -> Result<PathBuf> {
    let program = build()?.with_file_name("baseline");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--package", "formwork-tests", "--bin", "baseline"])
        .current_dir(formwork_tests::root());
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    ensure!(cargo.status()?.success(), "the baseline does not build");
    let program = if program.exists() { program } else { std::env::current_exe()?.with_file_name("baseline") };
    Ok(program)
}
