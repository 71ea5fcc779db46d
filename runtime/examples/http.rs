//! A handler that returns an error of a table as a response of the crate `http`, and a caller that decodes it. No network.
//!
//! ```sh
//! cargo run -p errspec --example http --features http
//! ```

use errspec::http::{ResponseExt, StatusExt};
use http::{Request, Response, StatusCode};

#[errspec::table("specs/flanks.toml")]
pub enum FlanksError {}

fn main() -> Result<(), http::Error> {
    for path in ["/v0/credentials/status", "/v0/credentials/status?credentials_token=t", "/v0/credentials"] {
        let response = handle(&Request::get(path).body(())?);
        match response.detect::<FlanksError>() {
            None => println!("{path}: {}", response.status()),
            Some(decoded) => {
                let status = decoded.status_code().unwrap_or_default();
                println!("{path}: {status}: {decoded}\n  action: {}", decoded.error().action().unwrap_or("-"));
            }
        }
    }
    Ok(())
}

fn handle(request: &Request<()>) -> Response<Vec<u8>> {
    let error = match (request.uri().path(), request.uri().query()) {
        ("/v0/credentials/status", Some(_)) => return Response::new(br#"{"pending": false}"#.to_vec()),
        ("/v0/credentials/status", None) => FlanksError::missing_fields(["credentials_token"]),
        _ => FlanksError::MethodNotAllowed,
    };
    debug_assert_ne!(error.status_code(), Some(StatusCode::OK));
    error.encode_response().into()
}
