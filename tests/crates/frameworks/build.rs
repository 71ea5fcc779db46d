//! Sets `no_grpcio` if Python does not have the packages of `peers/requirements.txt`. Tests that need them are ignored then.
//!
//! `ERRSPEC_PYTHON` is the interpreter; `python3` is the default.

use std::env;
use std::process::{Command, Stdio};

fn main() {
    println!("cargo::rustc-check-cfg=cfg(no_grpcio)");
    println!("cargo::rerun-if-env-changed=ERRSPEC_PYTHON");
    println!("cargo::rerun-if-changed=build.rs");
    let python = env::var("ERRSPEC_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    println!("cargo::rustc-env=ERRSPEC_PYTHON={python}");
    let imports = ["-c", "import grpc, grpc_status.rpc_status, google.rpc.error_details_pb2"];
    let found = Command::new(python).args(imports).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !found.is_ok_and(|status| status.success()) {
        println!("cargo::rustc-cfg=no_grpcio");
    }
}
