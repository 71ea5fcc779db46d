//! The zoo: published error responses of real APIs, each with the expected result of decoding.

use std::fs;
use std::path::Path;

use errspec::__private0_1::Record;
use errspec::testing::CheckError;
use errspec::{Code, Decode, Decoded, Value};
use serde_json::Value as Json;

use crate::generated::{self, Recorded};

/// The folders of the reference data that have responses. The first one with a file of an API's name is used.
const FOLDERS: [&str; 2] = ["zoo", "zoo-2"];

/// The folder of the tables. Those that the reference data does not have are beside their responses.
const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/zoo");

/// An API that a table of `tests/zoo/` describes.
#[derive(Debug)]
pub struct Api {
    /// The name of the table's file.
    pub name: &'static str,
    /// Decodes a response, and compares the outcome with the expected one.
    pub check: fn(&Response) -> Outcome,
    /// Checks that every entry is decoded from its encoding, and every example to its entry.
    pub promises: fn() -> Result<(), CheckError>,
    /// Returns its contract as a text.
    pub contract: fn() -> String,
    /// Decodes a response, and returns what is decoded as JSON.
    pub decode: fn(&Recorded) -> Json,
    /// Returns the examples of the table.
    pub examples: fn() -> Vec<Recorded>,
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
    /// The expected result of decoding.
    pub expect: Json,
}

/// The outcome of decoding a response.
#[derive(Debug)]
pub struct Outcome {
    /// The entry that was found; `None` for an unknown error.
    pub entry: Option<String>,
    /// The differences from the expected result.
    pub differences: Vec<String>,
}

impl Api {
    /// Returns the API whose errors are `E`.
    const fn of<E: Decode>(name: &'static str) -> Self {
        let (promises, contract) = (errspec::testing::check::<E>, errspec::testing::contract::<E>);
        let (decode, examples) = (generated::decode::<E>, generated::examples::<E>);
        Self { name, check: check::<E>, promises, contract, decode, examples }
    }

    /// Returns the file of the API's responses as a text; `None` if there is none.
    #[must_use]
    pub fn responses(&self) -> Option<String> {
        let file = format!("{}.json", self.name);
        let shared =
            || FOLDERS.iter().find_map(|folder| fs::read_to_string(crate::shared().join(folder).join(&file)).ok());
        self.own_responses().or_else(shared)
    }

    /// Returns the file of responses beside the table as a text; `None` if there is none.
    #[must_use]
    pub fn own_responses(&self) -> Option<String> {
        fs::read_to_string(Path::new(TABLES).join(format!("{}.json", self.name))).ok()
    }
}

/// Returns `true` if all folders with responses are there, so that every table of the zoo has responses.
#[must_use]
pub fn is_complete() -> bool {
    FOLDERS.iter().all(|folder| crate::shared().join(folder).is_dir())
}

impl Response {
    /// Reads a response from a file of the zoo.
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
    if response.expect.get("success").is_some() {
        let found = E::detect_response(response.status, &response.headers, &response.body);
        let differences = found.map(|decoded| format!("an error: {}", decoded.error())).into_iter().collect();
        return Outcome { entry: None, differences };
    }
    let decoded = E::decode_response(response.status, &response.headers, &response.body);
    let mut differences = Vec::new();
    let mut compare = |part: &str, found: Json, expected: &Json| {
        if found != *expected {
            differences.push(format!("{part}: expected {expected}, found {found}"));
        }
    };
    let expect = |name: &str| response.expect.get(name).unwrap_or(&Json::Null);
    compare("code", decoded.code().map_or(Json::Null, code), expect("code"));
    compare("message", decoded.message().into(), expect("message"));
    compare("request_id", decoded.request_id().into(), expect("request_id"));
    for (name, expected) in expect("params").as_object().into_iter().flatten() {
        let found = decoded.field(name);
        if !found.as_ref().is_some_and(|value| is_value(value, expected)) {
            compare(name, found.map(|value| value.to_string()).into(), &text(expected).into());
        }
    }
    let found = [details(&decoded), typed_details(&decoded), listed(&decoded)];
    if !found.iter().any(|details| contains(details, expect("details"))) {
        let [details, typed, _] = found;
        compare("details", if typed == Json::Null { details } else { typed }, expect("details"));
    }
    let entry = (!decoded.error().is_unknown()).then(|| decoded.error().name().to_owned());
    if let Some(expected) = response.expect.get("entry") {
        compare("entry", entry.clone().into(), expected);
        let detected = E::detect_response(response.status, &response.headers, &response.body);
        compare("is an error", detected.is_some().into(), &true.into());
    }
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

/// Returns the sub-errors by the names of their fields; `null` if the table has no `[detail]`.
fn typed_details<E: Decode>(decoded: &Decoded<'_, E>) -> Json {
    let Some((_, fields)) = E::tables().first().and_then(|table| table.detail()) else { return Json::Null };
    let named = |detail: E::Detail| {
        let value = |(number, name): (usize, &str)| Some((name.to_owned(), json(&detail.field(number)?)));
        fields.iter().map(|field| field.name()).enumerate().filter_map(value).collect()
    };
    decoded.details().into_iter().map(|detail| Json::Object(named(detail))).collect()
}

/// Returns the errors of a response, each with its index and its top-level fields.
fn listed<E: Decode>(decoded: &Decoded<'_, E>) -> Json {
    let fields = E::tables().iter().flat_map(|table| table.fields()).map(|field| field.name());
    let fields: Vec<&str> = fields.collect();
    let element = |error: errspec::ListedError<E>| {
        let values = fields.iter().filter_map(|name| Some(((*name).to_owned(), json(&error.field(name)?))));
        Json::Object(values.chain([("index".to_owned(), error.index().into())]).collect())
    };
    decoded.errors().into_iter().map(element).collect()
}

fn json(value: &Value<'_>) -> Json {
    match value {
        Value::Integer(number) => (*number).into(),
        Value::Json(json) => json.to_value(),
        other => other.to_string().into(),
    }
}

/// Returns `true` if a field has the expected value. A number is compared by its value, anything else by its text.
fn is_value(value: &Value<'_>, expected: &Json) -> bool {
    match (value, expected) {
        (Value::Json(json), expected) => text(&json.to_value()) == text(expected),
        (Value::List(items), Json::Array(expected)) => {
            items.iter().eq(expected.iter().map(text).collect::<Vec<_>>().iter())
        }
        (value, Json::Number(number)) => {
            let found: Option<Json> = serde_json::from_str(&value.to_string()).ok();
            found.is_some_and(|found| found.as_f64() == number.as_f64())
        }
        (value, expected) => value.to_string() == text(expected),
    }
}

/// Returns a string as it is, and any other value as JSON.
fn text(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

/// Returns `true` if `found` contains `expected`. The zoo lists only the important members of some sub-errors, and `null` if it
/// expects nothing.
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
