//! Configuration: a flag wins over the environment, the environment over the file, the file over the default.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::Context;
use clap::Args;
use engine_base::{Locale, TimeZone};
use runtime::{DemoPerson, Runtime, SystemClock};
use serde::Deserialize;

/// Where data is and how the product runs.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Folder of the embedded database and of uploaded files [default: ./data]
    #[arg(long, global = true, env = "FORMWORK_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead of the embedded database: postgres://user:password@host/database
    #[arg(long, global = true, env = "FORMWORK_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Connections to PostgreSQL, or readers of the embedded database [default: four a core]
    #[arg(long, global = true, env = "FORMWORK_CONNECTIONS", value_name = "N")]
    pub connections: Option<usize>,
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, global = true, env = "FORMWORK_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// Worker threads of the server [default: one a core]
    #[arg(long, global = true, env = "FORMWORK_WORKERS", value_name = "N")]
    pub workers: Option<usize>,
    /// Time zone of the organisation [default: Asia/Shanghai]
    #[arg(long, global = true, env = "FORMWORK_TIME_ZONE", value_name = "NAME")]
    pub time_zone: Option<String>,
    /// Language of this command's output: zh-CN or en [default: by LANG]
    #[arg(long, global = true, env = "FORMWORK_LOCALE", value_name = "TAG")]
    pub locale: Option<String>,
    /// TOML file with these options by their long names, with _ for - [default: ./formwork.toml when it is there]
    #[arg(long, global = true, env = "FORMWORK_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

impl Options {
    /// The same, with what the file says where neither flag nor environment does.
    pub fn with_file(self) -> anyhow::Result<Options> {
        let named = self.config.is_some();
        let path = self.config.clone().unwrap_or_else(|| "formwork.toml".into());
        if !named && !path.exists() {
            return Ok(self);
        }
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let file: Options = toml::from_str(&text).with_context(|| format!("in `{}`", path.display()))?;
        Ok(Options {
            data: self.data.or(file.data),
            database_url: self.database_url.or(file.database_url),
            connections: self.connections.or(file.connections),
            listen: self.listen.or(file.listen),
            workers: self.workers.or(file.workers),
            time_zone: self.time_zone.or(file.time_zone),
            locale: self.locale.or(file.locale),
            config: self.config,
        })
    }

    /// The folder of data.
    pub fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| "data".into())
    }

    /// The language of the command's output.
    pub fn locale(&self) -> Locale {
        let tag = self.locale.clone().or_else(|| std::env::var("LANG").ok()).unwrap_or_default();
        Locale::negotiate(&tag)
    }

    /// What the runtime needs to know.
    pub fn runtime(&self, demo_people: Vec<DemoPerson>) -> anyhow::Result<runtime::Options> {
        let data = self.data();
        std::fs::create_dir_all(&data).with_context(|| format!("cannot make `{}`", data.display()))?;
        let name = self.time_zone.as_deref().unwrap_or("Asia/Shanghai");
        let zone = TimeZone::get(name).with_context(|| format!("`{name}` is not a time zone"))?;
        let embedded = || format!("sqlite:{}", data.join("formwork.db").display());
        Ok(runtime::Options {
            database_url: self.database_url.clone().unwrap_or_else(embedded),
            connections: self.connections,
            files: data.join("files"),
            zone,
            demo_people,
            templates: crate::demo::templates()?,
        })
    }

    /// Opens the runtime for a command that does one thing and ends.
    pub fn open(&self) -> anyhow::Result<(Runtime, tokio::runtime::Runtime)> {
        let executor = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let options = self.runtime(Vec::new())?;
        let runtime =
            executor.block_on(Runtime::open(options, Arc::new(SystemClock))).context("cannot open the database")?;
        Ok((runtime, executor))
    }
}
