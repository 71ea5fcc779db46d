//! HTTP archives (HAR 1.2), as browsers save them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::body::decode;
use super::recorded::Recorded;
use crate::failure::Failure;

/// Returns `true` for an archive.
pub(super) fn is_archive(json: &Value) -> bool {
    json.pointer("/log/entries").is_some_and(Value::is_array)
}

/// Reads all responses of an archive.
pub(super) fn read(json: &Value) -> Result<Vec<Recorded>, Failure> {
    let entries = json.pointer("/log/entries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    entries.iter().zip(1..).filter_map(|(entry, number)| response(number, entry).transpose()).collect()
}

/// Returns the response of an entry; `None` if the request was not answered.
fn response(number: usize, entry: &Value) -> Result<Option<Recorded>, Failure> {
    let status =
        entry.pointer("/response/status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    let Some(status) = status.filter(|status| *status > 0) else { return Ok(None) };
    let text = |pointer: &str| entry.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let headers = entry.pointer("/response/headers").and_then(Value::as_array).into_iter().flatten();
    let headers = headers.filter_map(|header| {
        Some((header.get("name")?.as_str()?.to_owned(), header.get("value")?.as_str()?.as_bytes().to_vec()))
    });
    let content = text("/response/content/text");
    let body = match text("/response/content/encoding") {
        "base64" => BASE64_STANDARD
            .decode(content)
            .map_err(|_| Failure::new(format!("the body of entry {number} of the archive is not base64")))?,
        _ => content.as_bytes().to_vec(),
    };
    let place = format!("entry {number}: {} {}", text("/request/method"), text("/request/url"));
    let mut response = Recorded { place, status: Some(status), headers: headers.collect(), body };
    decode(&mut response);
    Ok(Some(response))
}
