//! The target `handed_on`: a body is handed on as it came, and of what is not JSON only that is left out.

use errspec_engine::body::check_json;
use errspec_engine::decode::{Decoded, Incoming, decode};
use errspec_engine::json::Syntax;
use serde::de::IgnoredAny;

use crate::draw::Draw;
use crate::response::MadeResponse;
use crate::tables::models;

/// Decodes a response, and compares the body that is handed on with the one that came.
pub fn check_handed_on(input: &[u8]) {
    let mut draw = Draw::new(input);
    let table = draw.pick(models()).table();
    let response = MadeResponse::of(&table, &mut draw);
    let header = |name: &str| response.header(name);
    let incoming = Incoming { status: response.status, headers: Some(&header), body: &response.body, clock: || None };
    let mut out = Decoded::new(&response.body);
    decode(&table, &incoming, &mut out);
    let (body, forwarded) = (&response.body, out.parts.forwarded_body());
    if *body == forwarded {
        return;
    }
    let is_json = |bytes: &[u8]| serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    let shown = || format!("{}\n{}", String::from_utf8_lossy(body), String::from_utf8_lossy(&forwarded));
    assert!(!is_json(body), "JSON is not changed: {}", shown());
    // Only a byte order mark, text around the value and commas are left out.
    let (before, after) =
        around(body, &forwarded).unwrap_or_else(|| panic!("nothing but commas is left out: {}", shown()));
    // Control characters and escapes that JSON does not have stay: what replaces them would be a guess.
    let left = check_json(&forwarded).map(|error| error.syntax);
    let is_left_out = |syntax| matches!(syntax, Syntax::TrailingComma | Syntax::LeadingText | Syntax::Trailing);
    assert!(!left.is_some_and(is_left_out), "{left:?} is left in: {}", shown());
    assert!(!before.is_empty() || !after.is_empty() || forwarded.len() < body.len());
}

/// Returns the text before and after a value from which only commas are left out; `None` if anything else differs.
fn around<'b>(body: &'b [u8], value: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    (0..body.len()).find_map(|start| {
        let (before, rest) = body.split_at(start);
        Some((before, after_value(rest, value)?))
    })
}

/// Returns what follows in a body after a value, whose bytes are those of the body without some of its commas.
fn after_value<'b>(mut body: &'b [u8], mut value: &[u8]) -> Option<&'b [u8]> {
    while let Some((expected, rest)) = value.split_first() {
        let (byte, after) = body.split_first()?;
        body = after;
        match byte == expected {
            true => value = rest,
            false if *byte == b',' => {}
            false => return None,
        }
    }
    Some(body)
}
