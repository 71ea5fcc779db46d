//! The layout that a recorded response shows.

use serde_json::Value;

use super::layout::Layout;
use crate::failure::Failure;
use crate::recording::Recorded;

/// The names of members that are a code, the likeliest first. They are compared without `_`, `-` and regard to case.
const CODES: &[&str] = &["code", "errorcode", "errcode", "errno", "errortype", "type", "reason", "error", "status"];

/// The names of members that are a message.
const MESSAGES: &[&str] = &[
    "message",
    "errormessage",
    "msg",
    "errormsg",
    "errordescription",
    "detail",
    "description",
    "error",
    "title",
    "reason",
];

/// The names of members and headers that are a request id.
const REQUEST_IDS: &[&str] = &["requestid", "xrequestid", "traceid", "correlationid", "xcorrelationid", "xtraceid"];

/// The media types that are those of presets.
const PRESETS: &[(&str, &str)] = &[
    ("application/problem+json", "rfc9457"),
    ("application/vnd.api+json", "json-api"),
    ("application/scim+json", "scim"),
    ("application/fhir+json", "fhir"),
];

/// The most levels of a body that are looked at.
const DEEPEST: usize = 5;

/// Returns the layout of a recorded response. What is stated stays.
pub(crate) fn look(response: &Recorded, stated: &Layout) -> Result<Layout, Failure> {
    let leaves = leaves_of(response, stated)?;
    let mut layout = stated.clone();
    let media_type = header(response, "content-type").unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if layout == Layout::default() {
        layout.preset = PRESETS.iter().find(|(own, _)| *own == essence).map(|(_, preset)| (*preset).to_owned());
    }
    layout.in_2xx = response.status.is_some_and(|status| (200..300).contains(&status));
    if layout.preset.is_some() {
        return Ok(layout);
    }
    layout.code = layout.code.or_else(|| location(&leaves, CODES, |value| is_code(value, response.status), None));
    let code = layout.code.as_deref();
    layout.message = layout.message.or_else(|| location(&leaves, MESSAGES, Value::is_string, code));
    let in_body = location(&leaves, REQUEST_IDS, |value| value.is_string() || value.is_u64(), code);
    layout.request_id = request_id_header(response).or(in_body);
    if layout.code.is_none() && layout.message.is_none() {
        return Err(Failure::new("the response has neither a code nor a message that can be recognized")
            .help("say where they are: `--code-at /error/code --message-at /error/message`"));
    }
    Ok(layout)
}

/// Returns the values of a body with their locations.
fn leaves_of(response: &Recorded, stated: &Layout) -> Result<Vec<(String, Value)>, Failure> {
    let text = String::from_utf8_lossy(&response.body);
    let mut leaves = Vec::new();
    match (stated.body.as_deref(), serde_json::from_str::<Value>(&text)) {
        (None, Ok(json)) => add_leaves(&json, String::new(), 0, &mut leaves),
        _ if stated.preset.is_some() || stated.code.is_some() || stated.message.is_some() => {}
        (None, Err(_)) if text.trim_start().starts_with('<') => {
            return Err(Failure::new("only the layout of a body in JSON can be recognized")
                .help("name a preset, as in `--preset s3`, or the locations: `--body xml --code-at /Error/Code`"));
        }
        _ => {
            return Err(Failure::new("only the layout of a body in JSON can be recognized")
                .help("say what it is, as in `--body text`, or `--body form --code-at /error`"));
        }
    }
    Ok(leaves)
}

fn add_leaves(value: &Value, at: String, depth: usize, into: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) if depth < DEEPEST => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                add_leaves(value, format!("{at}/{name}"), depth + 1, into);
            }
        }
        Value::Array(elements) if depth < DEEPEST => {
            if let Some(first) = elements.first() {
                add_leaves(first, format!("{at}/0"), depth + 1, into);
            }
        }
        leaf => into.push((at, leaf.clone())),
    }
}

/// Returns the location of the value with the likeliest name, and of several the one that is least deep.
fn location(
    leaves: &[(String, Value)],
    names: &[&str],
    fits: impl Fn(&Value) -> bool,
    other: Option<&str>,
) -> Option<String> {
    let of_name = |name: &str| {
        let has_name = |at: &str| at.rsplit('/').next().is_some_and(|last| plain(last) == name);
        let found = leaves.iter().filter(|(at, value)| Some(at.as_str()) != other && has_name(at) && fits(value));
        found.min_by_key(|(at, _)| at.matches('/').count()).map(|(at, _)| at.clone())
    };
    names.iter().find_map(|name| of_name(name))
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '_' | '-')).collect::<String>().to_ascii_lowercase()
}

/// Returns `true` for what can be a code: an integer that is no copy of the status, or one word.
fn is_code(value: &Value, status: Option<u16>) -> bool {
    match value {
        Value::Number(number) => number.is_i64() && number.as_u64() != status.map(u64::from),
        Value::String(text) => !text.is_empty() && !text.contains(char::is_whitespace),
        _ => false,
    }
}

fn header(response: &Recorded, name: &str) -> Option<String> {
    let found = response.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
    found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
}

fn request_id_header(response: &Recorded) -> Option<String> {
    let is_id = |name: &&str| REQUEST_IDS.contains(&plain(name).as_str());
    let name = response.headers.iter().map(|(name, _)| name.as_str()).find(is_id)?;
    Some(format!("header:{}", name.to_ascii_lowercase()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Layout, look};
    use crate::recording::Recorded;

    fn response(body: &str) -> Recorded {
        let headers = vec![("X-Request-Id".to_owned(), b"abc".to_vec())];
        Recorded { place: String::new(), status: Some(402), headers, body: body.into() }
    }

    #[test]
    fn code_and_message_are_found_by_their_names() {
        for (body, code, message) in [
            (r#"{"error": {"code": 17, "message": "No."}}"#, "/error/code", "/error/message"),
            (r#"{"error": "no_card", "error_description": "There is none."}"#, "/error", "/error_description"),
            (
                r#"{"status": 402, "errors": [{"code": "x", "detail": "No card."}]}"#,
                "/errors/0/code",
                "/errors/0/detail",
            ),
            (r#"{"code": 402, "error": {"type": "card", "msg": "No card."}}"#, "/error/type", "/error/msg"),
            (r#"{"a/b": {"errorCode": "E1", "errorMessage": "No."}}"#, "/a~1b/errorCode", "/a~1b/errorMessage"),
        ] {
            let layout = look(&response(body), &Layout::default()).unwrap();
            assert_eq!((layout.code.as_deref(), layout.message.as_deref()), (Some(code), Some(message)), "{body}");
            assert_eq!(layout.request_id.as_deref(), Some("header:x-request-id"));
        }
    }

    #[test]
    fn a_response_that_shows_nothing_is_refused() {
        for body in ["{}", "[]", "null", r#"{"ok": false}"#, "<Error/>", "no"] {
            assert!(look(&response(body), &Layout::default()).is_err(), "{body}");
        }
    }
}
