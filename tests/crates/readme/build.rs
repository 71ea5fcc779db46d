//! The build script in the README.

fn main() {
    errspec_codegen::Build::new().table("specs/flanks.toml").run_or_exit();
}
