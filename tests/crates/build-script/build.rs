//! Two builds: one writes `flanks.rs`, `lints.rs` and `billing.rs` to `$OUT_DIR`, and one writes the code for a folder of tables to
//! `src/errors`, which is checked in.

use errspec_codegen::Build;
use errspec_codegen::build::Table;

fn main() {
    let flanks = Table::new("../../../specs/flanks.toml").attributes("/// The errors of the Flanks API.");
    let api = Table::new("../../../specs/billing.toml").and("../../../specs/frankieone.toml").name("ApiError");
    Build::new().table(flanks).table("../lints/tables/lints.toml").table(api).run_or_exit();
    Build::new().folder("specs").into_source("src/errors").run_or_exit();
}
