//! The target `handed_on`: a body is handed on as it came, and of what is not JSON only that is left out.

use errspec_engine::body::check_json;
use errspec_engine::decode::{Decoded, Incoming, decode};
use errspec_engine::json::Syntax;
use errspec_engine::table::Table;
use serde::de::IgnoredAny;

use crate::draw::Draw;
use crate::numbered::with_any_table;
use crate::response::MadeResponse;

/// Decodes a response, and compares the body that is handed on with the one that came.
pub fn check_handed_on(input: &[u8]) {
    with_any_table(input, check_handed_on_by);
}

pub(crate) fn check_handed_on_by(table: &Table<'_>, _text: &str, draw: &mut Draw<'_>) {
    let response = MadeResponse::of(table, draw);
    let header = |name: &str| response.header(name);
    let incoming = Incoming { status: response.status, headers: Some(&header), body: &response.body, clock: || None };
    let mut out = Decoded::new(&response.body);
    decode(table, &incoming, &mut out);
    let (body, forwarded) = (&response.body, out.parts.forwarded_body());
    if *body == forwarded {
        return;
    }
    let is_json = |bytes: &[u8]| serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    let shown = || format!("{}\n{}", String::from_utf8_lossy(body), String::from_utf8_lossy(&forwarded));
    assert!(!is_json(body), "JSON is not changed: {}", shown());
    assert!(has_without_commas(body, &forwarded), "only text around the value and commas are left out: {}", shown());
    // Control characters and escapes that JSON does not have stay: what replaces them would be a guess.
    let left = check_json(&forwarded).map(|error| error.syntax);
    let is_left_out = |syntax| matches!(syntax, Syntax::TrailingComma | Syntax::LeadingText | Syntax::Trailing);
    assert!(!left.is_some_and(is_left_out), "{left:?} is left in: {}", shown());
}

/// Returns `true` if a value is a part of a body, without some of its commas.
fn has_without_commas(body: &[u8], value: &[u8]) -> bool {
    (0..body.len()).any(|start| begins_without_commas(body.get(start..).unwrap_or_default(), value))
}

fn begins_without_commas(body: &[u8], mut value: &[u8]) -> bool {
    for byte in body {
        match value.split_first() {
            None => return true,
            Some((expected, rest)) if byte == expected => value = rest,
            Some(_) if *byte == b',' => {}
            Some(_) => return false,
        }
    }
    value.is_empty()
}
