//! Recompiles the crate when the built UI changes, also when it appears for the first time.

fn main() {
    let dist = std::path::Path::new("ui/dist");
    // An empty folder stands for "not built" and lets cargo notice the first build.
    if let Err(error) = std::fs::create_dir_all(dist) {
        println!("cargo::warning=cannot create `ui/dist`: {error}");
    }
    println!("cargo::rerun-if-changed=ui/dist");
    println!("cargo::rerun-if-changed=build.rs");
}
