//! Two builds: a table becomes `$OUT_DIR/flanks.rs`, and a folder of tables the code in `src/errors`, which is checked in.

use errspec_codegen::Build;
use errspec_codegen::build::Table;

fn main() {
    let flanks = Table::new("../../../specs/flanks.toml").attributes("/// What the Flanks API answers when it fails.");
    Build::new().table(flanks).run_or_exit();
    Build::new().folder("specs").into_source("src/errors").run_or_exit();
}
