//! Finds the programs of PostgreSQL: `ERRSPEC_POSTGRES` is their folder. Sets `no_postgres` if they are not installed, and `no_shared` if there
//! is no `../shared`. Tests that need them are ignored then.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folder in which Debian has one for each version of PostgreSQL.
const DEBIAN: &str = "/usr/lib/postgresql";

fn main() {
    println!("cargo::rerun-if-env-changed=PATH");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(no_postgres)");
    println!("cargo::rustc-check-cfg=cfg(no_shared)");
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/recorded/README.md");
    if recorded.is_file() {
        println!("cargo::rerun-if-changed={}", recorded.display());
    } else {
        println!("cargo::rustc-cfg=no_shared");
    }
    match folders().into_iter().find(|folder| is_server(folder)) {
        Some(folder) => println!("cargo::rustc-env=ERRSPEC_POSTGRES={}", folder.display()),
        None => {
            println!("cargo::rustc-cfg=no_postgres");
            println!("cargo::rustc-env=ERRSPEC_POSTGRES=");
        }
    }
}

/// Returns the folders in which the programs may be, the newest version first.
fn folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<PathBuf> =
        fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    versions.sort();
    let versions = versions.into_iter().rev().map(|version| version.join("bin"));
    env::split_paths(&path).chain(versions).collect()
}

fn is_server(folder: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|program| folder.join(program).is_file())
}
