//! The upper bound: servers written by hand for exactly one table, with the routes and JSON of the product for it.
//!
//! They know nothing about definitions, keep no history and have fixed SQL; login, a right per verb and the same validation are there.
//! `baseline sqlite FILE normal|full` or `baseline postgres URL`; prints its address like the product does.

mod customer;
mod postgres;
mod routes;
mod sqlite;
mod write;

use std::io::Write;

use actix_web::{App, HttpServer, web};
use anyhow::{Result, bail};

use crate::{postgres::Postgres, routes::Store, sqlite::Sqlite};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["sqlite", file, "normal"] => serve(Sqlite::open(file, "NORMAL")?),
        ["sqlite", file, "full"] => serve(Sqlite::open(file, "FULL")?),
        ["postgres", url] => serve(Postgres::open(url)?),
        _ => bail!("usage: baseline sqlite FILE normal|full, or baseline postgres URL"),
    }
}

fn serve<S: Store>(store: S) -> Result<()> {
    let state = web::Data::new(routes::State::new(store));
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let limit = web::PayloadConfig::new(32 << 20);
            App::new().app_data(state.clone()).app_data(limit).configure(routes::configure::<S>)
        });
        let server = server.workers(workers).bind("127.0.0.1:0")?;
        let mut out = std::io::stdout().lock();
        for address in server.addrs() {
            writeln!(out, "formwork listens on http://{address}")?;
        }
        out.flush()?;
        drop(out);
        Ok(server.run().await?)
    })
}
