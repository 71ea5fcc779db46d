//! Checks that the code that is checked in matches its tables.
//!
//! CI also builds with `ERRSPEC_CHECK=1`. The build script writes nothing then, so the committed code is checked.

use errspec_codegen::Build;
use errspec_codegen::build::BuildError;

#[test]
fn generated_code_is_up_to_date() -> Result<(), BuildError> {
    Build::new().folder("specs").into_source("src/errors").check(true).run()
}
