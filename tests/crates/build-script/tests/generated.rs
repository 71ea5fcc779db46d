//! Holds the code that is checked in to the tables. CI also builds with `ERRSPEC_CHECK=1`, where the build script writes
//! nothing, so that what is checked is what is committed.

use errspec_codegen::Build;
use errspec_codegen::build::BuildError;

#[test]
fn generated_code_is_up_to_date() -> Result<(), BuildError> {
    Build::new().folder("specs").into_source("src/errors").check(true).run()
}
