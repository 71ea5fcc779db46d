//! The zoo: published error responses of real APIs, each with what a decoder must get out of it.

use errspec::testing::CheckError;
use errspec::{Code, Decode, Decoded, Value};
use serde_json::Value as Json;

/// An API that a table of `tests/zoo/` describes.
#[derive(Debug)]
pub struct Api {
    /// The name of the table's file.
    pub name: &'static str,
    /// Decodes a response and says where the outcome differs from what is expected.
    pub check: fn(&Response) -> Outcome,
    /// Whether its entries are read back as they are written, and its examples are what they stand for.
    pub promises: fn() -> Result<(), CheckError>,
    /// Its contract as a text.
    pub contract: fn() -> String,
}

/// A recorded response.
#[derive(Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// What a decoder must get out of it.
    pub expect: Json,
}

/// What decoding came to.
#[derive(Debug)]
pub struct Outcome {
    /// The entry that was found; `None` for an unknown.
    pub entry: Option<String>,
    /// Where it differs from what is expected.
    pub differences: Vec<String>,
}

impl Api {
    /// The API whose errors are `E`.
    const fn of<E: Decode>(name: &'static str) -> Self {
        let (promises, contract) = (errspec::testing::check::<E>, errspec::testing::contract::<E>);
        Self { name, check: check::<E>, promises, contract }
    }
}

impl Response {
    /// A response as a file of the zoo has it.
    #[must_use]
    pub fn read(json: &Json) -> Option<Self> {
        let headers = json.get("headers")?.as_object()?;
        let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some(Self {
            status: json.get("status")?.as_u64()?.try_into().ok()?,
            headers: headers.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
            body: json.get("body")?.as_str()?.to_owned(),
            expect: json.get("expect")?.clone(),
        })
    }
}

fn check<E: Decode>(response: &Response) -> Outcome {
    let decoded = E::decode_response(response.status, &response.headers, &response.body);
    let mut differences = Vec::new();
    let mut compare = |what: &str, found: Json, expected: &Json| {
        if found != *expected {
            differences.push(format!("{what}: expected {expected}, found {found}"));
        }
    };
    let expect = |name: &str| response.expect.get(name).unwrap_or(&Json::Null);
    compare("code", decoded.code().map_or(Json::Null, code), expect("code"));
    compare("message", decoded.message().into(), expect("message"));
    compare("request_id", decoded.request_id().into(), expect("request_id"));
    for (name, expected) in expect("params").as_object().into_iter().flatten() {
        let found = decoded.field(name).map(|value| value_text(&value));
        compare(name, found.into(), &text(expected).into());
    }
    let details = details(&decoded);
    if !contains(&details, expect("details")) {
        compare("details", details, expect("details"));
    }
    let entry = (!decoded.error().is_unknown()).then(|| decoded.error().name().to_owned());
    Outcome { entry, differences }
}

fn code(code: Code<'_>) -> Json {
    match code {
        Code::Integer(number) => number.into(),
        Code::String(text) => text.into(),
    }
}

fn details<E: Decode>(decoded: &Decoded<'_, E>) -> Json {
    decoded.details_json().map_or(Json::Null, |details| details.to_value())
}

fn value_text(value: &Value<'_>) -> String {
    match value {
        Value::Json(json) => text(&json.to_value()),
        other => other.to_string(),
    }
}

/// A string as it is, anything else as JSON: parameters are compared by their text.
fn text(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

/// Whether `found` has all that `expected` asks for: the zoo lists of some sub-errors only the members that matter, and
/// `null` where it says nothing.
fn contains(found: &Json, expected: &Json) -> bool {
    match (found, expected) {
        (_, Json::Null) => true,
        (Json::Object(found), Json::Object(expected)) => {
            expected.iter().all(|(name, value)| found.get(name).is_some_and(|own| contains(own, value)))
        }
        (Json::Array(found), Json::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(own, value)| contains(own, value))
        }
        (found, expected) => found == expected,
    }
}

#[allow(missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
mod tables {
    use super::Api;
    include!(concat!(env!("OUT_DIR"), "/zoo.rs"));
}

pub use tables::APIS;
