//! Generates an enum from each of some tables whose names and texts are hostile.
//!
//! `ERRSPEC_SEED` is a number from which other tables are made.

mod random;
mod table;
mod words;

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use errspec_codegen::Build;
use errspec_codegen::build::Table;

use self::random::Random;

/// The number of tables.
const COUNT: usize = 24;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-env-changed=ERRSPEC_SEED");
    let seed = env::var("ERRSPEC_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_127);
    let mut random = Random::new(seed);
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    let (mut build, mut list) = (Build::new(), String::new());
    for number in 0..COUNT {
        let path = folder.join(format!("hostile_{number}.toml"));
        fs::write(&path, table::hostile(number, &mut random)?)?;
        let table =
            Table::new(path).name(format!("Hostile{number}Error")).attributes("/// The errors of a hostile table.");
        build = build.table(table);
        writeln!(list, "errspec::testing::check::<Hostile{number}Error>,")?;
    }
    let list = format!(
        "/// The check of each table.\npub static CHECKS: &[fn() -> Result<(), errspec::testing::CheckError>] = &[\n{list}];"
    );
    fs::write(folder.join("checks.rs"), list)?;
    build.run_or_exit();
    Ok(())
}
