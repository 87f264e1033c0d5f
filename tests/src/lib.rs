//! End-to-end tests of the built binary; see the folders beside this one.
