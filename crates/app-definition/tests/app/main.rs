//! Tests of whole apps, in one program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod access;
mod corpus;
mod examples;
mod model;
mod mutations;
mod openapi;
mod schema;
mod screens;
mod views;
