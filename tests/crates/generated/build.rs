//! Generates the code for each table in a module of its own, and removes the `#[allow(..)]` of its items.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errspec_codegen::Build;

/// The folders with tables, relative to the root of the project.
const FOLDERS: [&str; 4] = ["specs", "tests/zoo", "tests/tests/tables", "tests/crates/lints/tables"];

/// A lint that is allowed on every item, by which its `#[allow(..)]` is recognized. Others are on the few items that need them.
const ON_EVERY_ITEM: &str = "clippy::use_self";

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../..");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut list = String::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        let mut tables: Vec<PathBuf> =
            fs::read_dir(root.join(folder))?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
        tables.retain(|path| {
            path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with("Cargo.toml")
        });
        tables.sort();
        for table in tables {
            let module = format!("{}_{}", folder.replace('/', "_"), stem(&table)?.replace('-', "_"));
            let file = generate(&table, &out.join(&module))?;
            writeln!(list, "pub mod {module} {{ include!({file:?}); }}")?;
        }
    }
    fs::write(out.join("tables.rs"), list)?;
    Ok(())
}

/// Generates the code for a table into a folder, and returns its file.
fn generate(table: &Path, folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let build = Build::new().table(table).out_dir(folder);
    // Clippy reports an enum with large variants, for which there is an option.
    let build = if stem(table)? == "typed" { build.boxed() } else { build };
    build.run()?;
    let file = folder.join(stem(table)?.replace('-', "_")).with_extension("rs");
    let code = fs::read_to_string(&file)?;
    let file = folder.join("linted.rs");
    fs::write(&file, without_allows(&code))?;
    Ok(file)
}

fn stem(path: &Path) -> Result<&str, Box<dyn Error>> {
    path.file_stem().and_then(|stem| stem.to_str()).ok_or_else(|| "a table without a name".into())
}

fn without_allows(code: &str) -> String {
    const OPEN: &str = "#[allow(";
    let mut parts = code.split(OPEN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(")]") {
            Some((lints, rest)) if lints.contains(ON_EVERY_ITEM) => out.push_str(rest.trim_start()),
            _ => {
                out.push_str(OPEN);
                out.push_str(part);
            }
        }
    }
    out
}
