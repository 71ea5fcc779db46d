//! The build script that the README shows.

fn main() {
    errspec_codegen::Build::new().table("specs/flanks.toml").run_or_exit();
}
