//! A recorded response as it may be published.

use errspec_engine::table::Table;

use crate::example::Example;
use crate::failure::Failure;
use crate::recording::Recorded;
use crate::redact::{Redaction, Replaced};
use crate::response::decide;

/// Returns a response without what must not be published, but for some texts, and with the headers that the table reads alone. Also
/// returns what was replaced.
pub(crate) fn redacted(
    table: &Table<'_>,
    response: &Recorded,
    kept: &[String],
) -> Result<(Recorded, Vec<Replaced>), Failure> {
    let decision = decide(table, response);
    let mut kept = kept.to_vec();
    if let Some(code) = decision.as_ref().and_then(|decision| decision.code.as_ref()) {
        kept.push(code.as_str().map_or_else(|| code.to_string(), str::to_owned));
    }
    let mut redaction = Redaction::new(&kept);
    if let Some(id) = decision.as_ref().and_then(|decision| decision.request_id.as_deref()) {
        redaction.add("the request id", id, "<REQUEST_ID>".to_owned());
    }
    let body = std::str::from_utf8(&response.body)
        .map_err(|_| Failure::new("the body is not UTF-8, so that a table cannot show it"))?;
    let body = redaction.redact(body).into_bytes();
    let mut headers = Vec::new();
    for (name, value) in response.headers.iter().filter(|(name, _)| is_read(table, name, &body)) {
        let value = redaction.redact(&String::from_utf8_lossy(value));
        headers.push((name.to_lowercase(), value.into_bytes()));
    }
    let redacted = Recorded { place: String::new(), status: response.status, headers, body };
    Ok((redacted, redaction.replaced))
}

/// Returns `true` for a header that the table reads, and for the media type of a body that is not plainly JSON.
pub(crate) fn is_read(table: &Table<'_>, name: &str, body: &[u8]) -> bool {
    let is_kind = name.eq_ignore_ascii_case("content-type") && !body.trim_ascii_start().starts_with(b"{");
    is_kind || table.headers().iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Returns a response as an example in a table.
pub(crate) fn example_of(response: &Recorded) -> Example {
    let mut headers: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in &response.headers {
        let value = String::from_utf8_lossy(value).into_owned();
        match headers.iter_mut().find(|(own, _)| own == name) {
            Some((_, lines)) => lines.push(value),
            None => headers.push((name.clone(), vec![value])),
        }
    }
    let body = String::from_utf8_lossy(&response.body).into_owned();
    Example { status: response.status.unwrap_or_default(), headers, body }
}
