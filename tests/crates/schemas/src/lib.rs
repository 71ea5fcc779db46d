//! Every table of this repository as an enum, with what its schemas are tested by.

use errspec::{Decode, Response, problem};
use schemars::JsonSchema;
use serde_json::Value;
use utoipa::{IntoResponses, ToSchema};

/// An API that a table describes.
#[derive(Debug)]
pub struct Api {
    /// The path of the table.
    pub name: &'static str,
    /// An entry and a problem document of it, from which a value is built.
    pub samples: &'static [(&'static str, &'static str)],
    /// The responses that a sample is written as: as it is, and with all that an encoder adds.
    pub write: fn(&'static str, &str) -> Option<[Written; 2]>,
    /// The recorded errors as they are written, with their details.
    pub recorded: fn() -> Vec<Written>,
    /// The schema of all bodies, by schemars.
    pub schema: fn() -> Value,
    /// The schemas by status, by schemars.
    pub by_status: fn(u16) -> Option<Value>,
    /// The schema of all bodies, by utoipa.
    pub openapi: fn() -> Value,
    /// The responses by status, by utoipa.
    pub openapi_responses: fn() -> Value,
}

/// A response, and the entry that it was written for.
#[derive(Debug)]
pub struct Written {
    /// The entry.
    pub entry: &'static str,
    /// The response.
    pub response: Response,
}

impl Api {
    /// The API whose errors are `E`.
    const fn of<E: Decode + JsonSchema + ToSchema + IntoResponses>(
        name: &'static str,
        samples: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self {
            name,
            samples,
            write: write::<E>,
            recorded: recorded::<E>,
            schema: || schemars::schema_for!(E).to_value(),
            by_status: |status| Some(errspec::schemars::responses::<E>().remove(&status)?.to_value()),
            openapi: || serde_json::to_value(E::schema()).unwrap_or_default(),
            openapi_responses: || serde_json::to_value(E::responses()).unwrap_or_default(),
        }
    }
}

/// `None` if the document is not read as the entry.
fn write<E: Decode>(entry: &'static str, document: &str) -> Option<[Written; 2]> {
    let error = problem::decode::<E>(0, document).into_error();
    if error.is_unknown() || error.name() != entry {
        return None;
    }
    let written = |response| Written { entry, response };
    let encoder = error.encoder().request_id("req-1").retry_after(std::time::Duration::from_millis(1500));
    Some([written(error.encode_response()), written(encoder.response())])
}

fn recorded<E: Decode>() -> Vec<Written> {
    let mut recorded = Vec::new();
    for example in E::examples() {
        let decoded = E::decode_response(example.status, example.headers, example.body);
        if let (Some(entry), false) = (example.entry, decoded.error().is_unknown()) {
            let response = decoded.error().encoder().details(decoded.details()).response();
            recorded.push(Written { entry, response });
        }
    }
    recorded
}

impl Written {
    /// The body as JSON; one that is not is a string.
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
