//! `formwork serve`: the web UI and the REST API until a signal comes.

use std::{io::Write, net::SocketAddr, sync::Arc};

use actix_web::web;
use anyhow::Context;
use clap::Args;
use runtime::{Runtime, SystemClock};
use server::Listen;

use crate::{demo, options::Options};

/// Serves the web UI and the REST API until it is stopped.
#[derive(Args)]
pub struct Serve {
    /// Make the demonstration on the first start: the example apps with people, whose passwords everybody knows, and their records
    #[arg(long, env = "FORMWORK_DEMO")]
    demo: bool,
    /// Log as JSON, one object a line
    #[arg(long, env = "FORMWORK_LOG_JSON")]
    log_json: bool,
}

impl Serve {
    /// Serves; SIGTERM and SIGINT let running requests finish.
    pub fn run(&self, options: &Options) -> anyhow::Result<()> {
        self.log();
        let people = if self.demo { demo::people()? } else { Vec::new() };
        let runtime_options = options.runtime(people)?;
        let listen = Listen {
            address: options.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            workers: options.workers.unwrap_or_else(|| std::thread::available_parallelism().map_or(2, usize::from)),
        };
        actix_web::rt::System::new().block_on(async move {
            let runtime =
                Runtime::open(runtime_options, Arc::new(SystemClock)).await.context("cannot open the database")?;
            if self.demo {
                demo::install(&runtime).await.context("cannot make the demonstration")?;
            }
            runtime.start_background();
            let token = runtime.first_token();
            let (server, address) = server::start(web::Data::new(runtime), &listen)
                .with_context(|| format!("cannot listen on {}", listen.address))?;
            let mut out = std::io::stdout().lock();
            writeln!(out, "formwork listens on http://{address}")?;
            if let Some(token) = token {
                writeln!(out, "make the first administrator at http://{address}/setup?token={token}")?;
            }
            out.flush()?;
            drop(out);
            Ok(server.await?)
        })
    }

    fn log(&self) {
        let filter = tracing_subscriber::EnvFilter::try_from_env("FORMWORK_LOG")
            .unwrap_or_else(|_| "info,sqlx=warn,actix=warn".into());
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        if self.log_json { log.json().init() } else { log.init() }
    }
}
