//! The description before a validator of OpenAPI, and beside its server before Schemathesis.

use std::path::Path;
use std::process::Command;

use crate::api;

#[test]
#[cfg_attr(no_peers, ignore = "needs the packages of peers/requirements.txt")]
fn a_validator_accepts_the_description() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("description.json");
    std::fs::write(&path, api::description().to_string()).unwrap();
    let output =
        Command::new(env!("ERRSPEC_PYTHON")).args(["-m", "openapi_spec_validator"]).arg(&path).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    std::fs::remove_file(path).unwrap();
}

/// Runs Schemathesis against the server: each operation with values of its parameters that fit the description and such that do not. Each
/// response must be one that the description lists.
#[tokio::test]
#[cfg_attr(no_peers, ignore = "needs the packages of peers/requirements.txt")]
async fn schemathesis_finds_no_response_that_the_description_does_not_list() {
    let address = api::serve().await;
    let mut command = Command::new(env!("ERRSPEC_PYTHON"));
    command.args(["-m", "schemathesis.cli", "run", &format!("http://{address}/openapi.json")]);
    let checks =
        "status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance";
    command.args(["--checks", checks, "--phases", "coverage,fuzzing", "--max-examples", "100", "--seed", "1"]);
    // It leaves the files of its run in the folder in which it runs.
    command.current_dir(env!("CARGO_TARGET_TMPDIR"));
    command.args(["--generation-database", "none", "--no-color", "--workers", "1"]);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let counted = text.lines().find_map(|line| line.trim().split_once(" generated, ")).unwrap();
    let (generated, passed) = (counted.0.parse::<u32>(), counted.1.split(' ').next().unwrap().parse::<u32>());
    assert!(generated == passed && generated.is_ok_and(|count| count > 100), "{text}");
}
