//! The decoder that a user writes without errspec: a serde struct and a match.

use serde::Deserialize;

#[derive(Deserialize)]
struct FlanksBody {
    error: Option<String>,
    message: Option<String>,
    error_code: Option<i64>,
}

#[derive(Debug)]
#[allow(dead_code)]
pub enum Flanks {
    Incomplete,
    Processing,
    Sca(String),
    MissingFields(Vec<String>),
    Invalid(String),
    Configuration(String),
    InvalidCredentials,
    Other(u16, String),
}

pub fn flanks(status: u16, body: &[u8]) -> Flanks {
    let Ok(body) = serde_json::from_slice::<FlanksBody>(body) else {
        return Flanks::Other(status, String::from_utf8_lossy(body).into_owned());
    };
    let text = body.error.or(body.message).unwrap_or_default();
    match (body.error_code, status) {
        (Some(20001), _) => Flanks::Incomplete,
        (Some(20002), _) => Flanks::Processing,
        (Some(20003), _) => Flanks::Sca(text),
        (Some(40001), 400) => {
            if let Some(fields) = text.strip_prefix("Missing fields: ") {
                Flanks::MissingFields(fields.split(", ").map(str::to_owned).collect())
            } else if let Some(parameter) = text.strip_prefix("Invalid ") {
                Flanks::Invalid(parameter.to_owned())
            } else {
                Flanks::Configuration(text)
            }
        }
        (None, 401) if text == "Invalid credentials" || text == "Not authenticated" => Flanks::InvalidCredentials,
        _ => Flanks::Other(status, text),
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
pub struct Detail {
    issue: String,
    issue_location: String,
    issue_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FrankieOneBody {
    error_code: String,
    error_msg: String,
    #[serde(default)]
    details: Vec<Detail>,
    request_id: Option<String>,
}

#[derive(Debug)]
#[allow(dead_code)]
pub enum FrankieOne {
    Validation(Vec<Detail>, Option<String>),
    NotFound(Vec<Detail>, Option<String>),
    Conflict(Vec<Detail>, Option<String>),
    Provider(Vec<Detail>, Option<String>),
    Other(u16, String),
}

pub fn frankieone(status: u16, body: &[u8]) -> FrankieOne {
    let Ok(body) = serde_json::from_slice::<FrankieOneBody>(body) else {
        return FrankieOne::Other(status, String::from_utf8_lossy(body).into_owned());
    };
    match body.error_code.as_str() {
        "VAL-0400" | "400" => FrankieOne::Validation(body.details, body.request_id),
        "VAL-0404" => FrankieOne::NotFound(body.details, body.request_id),
        "VAL-0409" => FrankieOne::Conflict(body.details, body.request_id),
        "SYS-0500" | "SYS-500" => FrankieOne::Provider(body.details, body.request_id),
        _ => FrankieOne::Other(status, body.error_msg),
    }
}
