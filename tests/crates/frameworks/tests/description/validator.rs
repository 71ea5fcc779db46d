//! Descriptions before a validator of OpenAPI: `pip install openapi-spec-validator`.

use std::path::Path;
use std::process::Command;

use crate::api;

/// Runs the validator with the Python of `ERRSPEC_PYTHON`, or else `python3`.
#[test]
#[ignore = "needs the Python package openapi-spec-validator"]
fn a_validator_accepts_the_description() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("description.json");
    std::fs::write(&path, api::description().to_string()).unwrap();
    let python = std::env::var("ERRSPEC_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(python).args(["-m", "openapi_spec_validator"]).arg(&path).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    std::fs::remove_file(path).unwrap();
}
