//! `make bench`: the product beside servers written by hand for one table, on both databases; prints ratios of processor time per request.
//!
//! All servers of a database run at the same time and take turns in every cell, so that whatever else the machine does hits all alike.

mod data;
mod load;
mod target;
mod work;

use std::{
    io::Write,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use formwork_tests::{Database, Place};
use test_kit::{Cluster, Durability};

use crate::{
    load::Answers,
    target::Target,
    work::{Operation, requests, verify},
};

/// Measures the product against servers written by hand.
#[derive(Parser)]
struct Options {
    /// Companies to load
    #[arg(long, default_value_t = 10_000)]
    companies: usize,
    /// Customers to load
    #[arg(long, default_value_t = 100_000)]
    customers: usize,
    /// Seconds of each cell
    #[arg(long, default_value_t = 1.5)]
    seconds: f64,
    /// How often each cell is measured; the median counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Connections of the load
    #[arg(long, value_delimiter = ',', default_value = "1,16")]
    clients: Vec<usize>,
    /// Only these operations
    #[arg(long, value_delimiter = ',')]
    operations: Vec<String>,
    /// Only this database: sqlite or postgres
    #[arg(long)]
    database: Option<String>,
}

/// The medians of one cell.
struct Cell {
    /// Processor time of server and database a request, or a row in bulk, in microseconds.
    processor: f64,
    rate: f64,
    half: Duration,
    most: Duration,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let began = Instant::now();
    let mut out = std::io::stdout();
    for (name, database) in [("sqlite", Database::Sqlite), ("postgres", Database::Postgres)] {
        if options.database.as_deref().is_none_or(|only| only == name) {
            measure(database, &options, &mut out)?;
        }
    }
    writeln!(out, "\n{:.0} s in all", began.elapsed().as_secs_f64())?;
    Ok(())
}

fn measure(database: Database, options: &Options, out: &mut impl Write) -> Result<()> {
    let cluster = match database {
        Database::Sqlite => None,
        Database::Postgres => Some(Cluster::start(Durability::Durable)?),
    };
    let mut targets = start(database, cluster.as_ref())?;
    writeln!(out, "\n## {database:?}: {} companies, {} customers\n", options.companies, options.customers)?;
    for target in &mut targets {
        target.load(options.companies, options.customers)?;
        verify(target).with_context(|| format!("{}: wrong answer", target.name))?;
        let rate = options.customers as f64 / target.loaded_in.as_secs_f64();
        let memory = target.server.usage()?.resident_kb / 1024;
        writeln!(
            out,
            "{}: loaded at {rate:.0} rows/s, every answer verified, {memory} MB resident, ready in {:?}",
            target.name,
            target.server.started_in()
        )?;
    }
    for target in &targets {
        target.tidy_up()?;
    }
    let others: Vec<&str> = targets.iter().skip(1).map(|target| target.name).collect();
    let heads: Vec<String> = others.iter().map(|name| format!("{name} µs | ratio |")).collect();
    writeln!(out, "\n| operation | clients | formwork µs | {} formwork /s | p50 / p99 ms |", heads.join(" "))?;
    writeln!(out, "|---|---:|---:|{}---:|---:|", "---:|---:|".repeat(others.len()))?;
    for operation in Operation::ALL {
        if !options.operations.is_empty() && !options.operations.iter().any(|name| name == operation.name()) {
            continue;
        }
        let asked: Vec<Vec<Vec<u8>>> =
            targets.iter().map(|target| requests(target, operation)).collect::<Result<_>>()?;
        let clients = if operation == Operation::Bulk { vec![1] } else { options.clients.clone() };
        for count in clients {
            let cells = turns(&targets, &asked, operation, count, options)?;
            let Some((own, rest)) = cells.split_first() else { continue };
            let columns: Vec<String> = rest
                .iter()
                .map(|cell| format!("{:.0} | {:.2} |", cell.processor, own.processor / cell.processor))
                .collect();
            let unit = if operation == Operation::Bulk { " rows" } else { "" };
            let (half, most) = (own.half.as_secs_f64() * 1e3, own.most.as_secs_f64() * 1e3);
            let line = format!(
                "| {} | {count} | {:.0} | {} {:.0}{unit} | {half:.2} / {most:.2} |",
                operation.name(),
                own.processor,
                columns.join(" "),
                own.rate
            );
            writeln!(out, "{line}")?;
            out.flush()?;
        }
    }
    Ok(())
}

/// The product first, then what it is compared with.
fn start(database: Database, cluster: Option<&Cluster>) -> Result<Vec<Target>> {
    let place = || Place::with_url(cluster.map(Cluster::database).transpose()?);
    let product = Target::product("formwork", place()?, cluster)?;
    let mut targets = vec![product];
    match database {
        Database::Sqlite => {
            for (name, synchronous) in [("by hand, FULL", "full"), ("by hand, NORMAL", "normal")] {
                let place = place()?;
                let file = place.folder().join("baseline.db").display().to_string();
                targets.push(Target::baseline(name, &["sqlite", &file, synchronous], place, None)?);
            }
        }
        Database::Postgres => {
            let place = place()?;
            let url = place.url().context("url")?.to_owned();
            targets.push(Target::baseline("by hand", &["postgres", &url], place, cluster)?);
        }
    }
    Ok(targets)
}

/// Measures one cell of every target, in turns; medians.
fn turns(
    targets: &[Target],
    asked: &[Vec<Vec<u8>>],
    operation: Operation,
    clients: usize,
    options: &Options,
) -> Result<Vec<Cell>> {
    let mut seen: Vec<Vec<(f64, Answers)>> = targets.iter().map(|_| Vec::new()).collect();
    let time = Duration::from_secs_f64(options.seconds);
    for round in 0..options.rounds {
        for ((target, asked), seen) in targets.iter().zip(asked).zip(&mut seen) {
            settle(target)?;
            let before = target.processor()?;
            let answers = load::run(target.server.address(), asked, clients, time, round * 1237)?;
            let used = target.processor()? - before;
            ensure!(answers.count > 0, "{}: no answer in {time:?}", target.name);
            seen.push((used.as_secs_f64() * 1e6 / (answers.count * operation.rows()) as f64, answers));
        }
    }
    let cell = |mut all: Vec<(f64, Answers)>| {
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (processor, answers) = all.get(all.len() / 2).context("no round")?;
        Ok(Cell {
            processor: *processor,
            rate: answers.rate() * operation.rows() as f64,
            half: answers.within(0.5),
            most: answers.within(0.99),
        })
    };
    seen.into_iter().map(cell).collect()
}

/// Waits (2 s at most) until what was left to do in the background is done.
fn settle(target: &Target) -> Result<()> {
    for _ in 0..20 {
        let before = target.processor()?;
        thread::sleep(Duration::from_millis(100));
        if target.processor()? - before < Duration::from_millis(20) {
            break;
        }
    }
    Ok(())
}
