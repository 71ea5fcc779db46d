//! Generates an enum from every table in `zoo/`, so that a new API needs nothing but its table.
//!
//! Sets `no_shared` if there is no reference data beside the project, and `no_valgrind` without Valgrind. Tests that need them are ignored then.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use errspec_codegen::{Source, Target, generate};
use quote::format_ident;

fn main() -> Result<(), Box<dyn Error>> {
    find_shared()?;
    find_valgrind();
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("zoo");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut tables: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    tables.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    tables.sort();
    let mut out = String::new();
    let mut list = String::new();
    let mut invalid = 0;
    for path in tables {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match module(&path) {
            Ok(code) => {
                writeln!(out, "#[allow(dead_code)]\npub mod {name} {{ {code} }}")?;
                writeln!(list, "Api::of::<{name}::Error>({name:?}),")?;
            }
            Err(report) => {
                invalid += 1;
                eprintln!("{report}");
            }
        }
    }
    if invalid > 0 {
        return Err(format!("{invalid} tables are invalid").into());
    }
    writeln!(out, "/// The tables of the zoo.\npub static APIS: &[Api] = &[\n{list}];")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("zoo.rs"), out)?;
    Ok(())
}

/// Sets `no_shared` if there is no `../shared`.
///
/// An absent file is not watched, because Cargo would run the script at every build.
fn find_shared() -> Result<(), Box<dyn Error>> {
    println!("cargo::rustc-check-cfg=cfg(no_shared)");
    let page = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../shared/zoo/README.md");
    if page.is_file() {
        println!("cargo::rerun-if-changed={}", page.display());
    } else {
        println!("cargo::rustc-cfg=no_shared");
    }
    Ok(())
}

/// Sets `no_valgrind` if there is no Valgrind, by which tests count instructions.
fn find_valgrind() {
    println!("cargo::rustc-check-cfg=cfg(no_valgrind)");
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("cargo::rustc-cfg=no_valgrind");
    }
}

/// Returns the enum of a table, or the report of its errors.
fn module(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let source = Source::new(path.display().to_string(), text).with_path(path);
    let model = errspec_codegen::read(&source).map_err(|report| report.to_string())?;
    Ok(generate(&model, &Target::new(format_ident!("Error"))).to_string())
}
