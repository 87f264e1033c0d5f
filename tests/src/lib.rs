//! What the end-to-end tests, the kill test and the benchmark share: the built binary as a server, a client, a world to act in.

mod answer;
mod app;
mod client;
pub mod dump;
pub mod everything;
pub mod kill;
mod place;
mod program;
mod server;
mod stream;
mod usage;
mod world;

pub use answer::Answer;
pub use app::{Package, folder};
pub use client::{Body, Client};
pub use dump::alter;
pub use place::{Database, Place};
pub use program::{build, root, run};
pub use server::Server;
pub use stream::{Event, Stream};
pub use usage::{Usage, children};
pub use world::{ADMINISTRATOR, HIDDEN, NORTH, PASSWORD, SOUTH, World, plain_deal, upload};
