//! Sets a `cfg` for each peer that is not installed. Tests that need it are ignored then: `no_peers` if Python does not have the packages
//! of `peers/requirements.txt`, `no_curl` and `no_wrk` without these programs.
//!
//! `ERRSPEC_PYTHON` is the interpreter; `python3` is the default.

use std::env;
use std::process::{Command, Stdio};

/// The packages of `peers/requirements.txt`, as Python imports them.
const IMPORTS: &str =
    "import grpc, grpc_status.rpc_status, google.rpc.error_details_pb2, httpx, openapi_spec_validator, schemathesis";

fn main() {
    println!("cargo::rerun-if-env-changed=ERRSPEC_PYTHON");
    println!("cargo::rerun-if-env-changed=PATH");
    println!("cargo::rerun-if-changed=build.rs");
    let python = env::var("ERRSPEC_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    println!("cargo::rustc-env=ERRSPEC_PYTHON={python}");
    set_unless("no_peers", runs(&python, &["-c", IMPORTS]).is_some_and(|code| code == 0));
    set_unless("no_curl", runs("curl", &["--version"]).is_some());
    set_unless("no_wrk", runs("wrk", &["--version"]).is_some());
}

fn set_unless(name: &str, is_there: bool) {
    println!("cargo::rustc-check-cfg=cfg({name})");
    if !is_there {
        println!("cargo::rustc-cfg={name}");
    }
}

/// Runs a program, and returns its exit code; `None` if it is not there.
fn runs(program: &str, arguments: &[&str]) -> Option<i32> {
    Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?.code()
}
