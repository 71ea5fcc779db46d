//! Every table of this repository as an enum, with samples and schemas for the tests.

use errspec::problem::Negotiated;
use errspec::{Decode, Response, problem};
use schemars::JsonSchema;
use serde_json::Value;
use utoipa::{IntoResponses, ToSchema};

/// An API that a table describes.
#[derive(Debug)]
pub struct Api {
    /// The path of the table.
    pub name: &'static str,
    /// The entries, each with a problem document that decodes to it.
    pub samples: &'static [(&'static str, &'static str)],
    /// Encodes a sample: without additions, and with request id and delay.
    pub write: fn(&'static str, &str) -> Option<[Written; 2]>,
    /// Encodes a sample as a problem document: without additions, and with request id and delay.
    pub write_problem: fn(&'static str, &str) -> Option<[Written; 2]>,
    /// Returns the encoded examples, with their details.
    pub recorded: fn() -> Vec<Written>,
    /// Returns the schema of all bodies, by schemars.
    pub schema: fn() -> Value,
    /// Returns the schema of a status, by schemars.
    pub by_status: fn(u16) -> Option<Value>,
    /// Returns the schema of all bodies, by utoipa.
    pub openapi: fn() -> Value,
    /// Returns the responses by status, by utoipa.
    pub openapi_responses: fn() -> Value,
    /// Returns the responses by status in both forms, by utoipa.
    pub negotiated_responses: fn() -> Value,
}

/// An encoded response, with its entry.
#[derive(Debug)]
pub struct Written {
    /// The entry.
    pub entry: &'static str,
    /// The response.
    pub response: Response,
}

impl Api {
    /// Returns the API whose errors are `E`.
    const fn of<E: Decode + JsonSchema + ToSchema + IntoResponses>(
        name: &'static str,
        samples: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self {
            name,
            samples,
            write: write::<E>,
            write_problem: write_problem::<E>,
            recorded: recorded::<E>,
            schema: || schemars::schema_for!(E).to_value(),
            by_status: |status| Some(errspec::schemars::responses::<E>().remove(&status)?.to_value()),
            openapi: || serde_json::to_value(E::schema()).unwrap_or_default(),
            openapi_responses: || serde_json::to_value(E::responses()).unwrap_or_default(),
            negotiated_responses: || serde_json::to_value(Negotiated::<E>::responses()).unwrap_or_default(),
        }
    }
}

/// Encodes a sample; `None` if the document does not decode to the entry.
fn write<E: Decode>(entry: &'static str, document: &str) -> Option<[Written; 2]> {
    let error = problem::decode::<E>(0, document).into_error();
    if error.is_unknown() || error.name() != entry {
        return None;
    }
    let written = |response| Written { entry, response };
    let encoder = error.encoder().request_id("req-1").retry_after(std::time::Duration::from_millis(1500));
    Some([written(error.encode_response()), written(encoder.response())])
}

/// Encodes a sample as a problem document; `None` if the document does not decode to the entry.
fn write_problem<E: Decode>(entry: &'static str, document: &str) -> Option<[Written; 2]> {
    let error = problem::decode::<E>(0, document).into_error();
    if error.is_unknown() || error.name() != entry {
        return None;
    }
    let written = |response| Written { entry, response };
    let encoder = error.encoder().request_id("req-1").retry_after(std::time::Duration::from_millis(1500));
    Some([written(problem::response(&error)), written(encoder.problem())])
}

fn recorded<E: Decode>() -> Vec<Written> {
    let mut recorded = Vec::new();
    for example in E::examples() {
        let decoded = E::decode_response(example.status(), &example.headers(), example.body());
        if let (Some(entry), false) = (example.entry(), decoded.error().is_unknown()) {
            let response = decoded.error().encoder().details(decoded.details()).response();
            recorded.push(Written { entry: entry.name(), response });
        }
    }
    recorded
}

impl Written {
    /// Returns the body as JSON. A body that is not JSON is a string.
    #[must_use]
    pub fn body(&self) -> Value {
        let text = || Value::String(String::from_utf8_lossy(&self.response.body).into_owned());
        let json = self.response.headers.iter().any(|(name, value)| name == "content-type" && value.contains("json"));
        if json { serde_json::from_slice(&self.response.body).unwrap_or_else(|_| text()) } else { text() }
    }
}

/// The enums, by folder and name of their tables.
#[allow(missing_docs, clippy::all)]
pub mod tables {
    use super::Api;

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use tables::APIS;
