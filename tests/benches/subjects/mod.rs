//! Documented bodies, and the functions that decode them: errspec, a serde struct and a match written by hand, and `serde_json::Value`.

mod by_hand;

use std::hint::black_box;

#[errspec::table("../../../specs/flanks.toml")]
pub enum FlanksError {}

#[errspec::table("../../../specs/frankieone.toml")]
pub enum FrankieOneError {}

/// A function that decodes a body.
pub type Decoder = fn(u16, &[u8]);

/// A body, and the functions that decode it. The result of each depends on the whole body, so that none can skip a part.
pub struct Subject {
    pub name: &'static str,
    pub status: u16,
    pub body: Vec<u8>,
    pub errspec: Decoder,
    pub by_hand: Decoder,
}

fn flanks(status: u16, body: &[u8]) {
    black_box(FlanksError::decode(status, body));
}

fn frankieone(status: u16, body: &[u8]) {
    black_box(FrankieOneError::decode(status, body));
}

fn frankieone_with_details(status: u16, body: &[u8]) {
    let decoded = FrankieOneError::decode(status, body);
    black_box(decoded.details());
    black_box(decoded);
}

/// Returns the six cases.
pub fn subjects() -> Vec<Subject> {
    let by_hand_flanks: Decoder = |status, body| drop(black_box(by_hand::flanks(status, body)));
    let by_hand_frankieone: Decoder = |status, body| drop(black_box(by_hand::frankieone(status, body)));
    let example = |examples: Vec<errspec::Example>, entry: &str, place: usize| {
        let mut of_entry = examples.iter().filter(|example| example.entry().is_some_and(|own| own.name() == entry));
        of_entry.nth(place).unwrap_or_else(|| panic!("{entry} has an example")).body().as_bytes().to_vec()
    };
    let subject = |name, status, body, errspec, by_hand| Subject { name, status, body, errspec, by_hand };
    let flanks_body = |entry| example(FlanksError::examples(), entry, 0);
    let frankieone_body = |entry, place| example(FrankieOneError::examples(), entry, place);
    vec![
        subject("flanks, fixed message", 400, flanks_body("PROCESSING"), flanks, by_hand_flanks),
        subject("flanks, a list in the message", 400, flanks_body("MISSING_FIELDS"), flanks, by_hand_flanks),
        subject("flanks, no code", 401, br#"{"error": "Not authenticated"}"#.to_vec(), flanks, by_hand_flanks),
        subject("frankieone", 400, frankieone_body("ENTITY_NOT_FOUND", 0), frankieone, by_hand_frankieone),
        subject(
            "frankieone, details read",
            400,
            frankieone_body("ENTITY_NOT_FOUND", 0),
            frankieone_with_details,
            by_hand_frankieone,
        ),
        subject(
            "frankieone, a schema in the details",
            400,
            frankieone_body("VALIDATION_FAILED", 2),
            frankieone_with_details,
            by_hand_frankieone,
        ),
    ]
}

/// Reads a body as any JSON.
pub fn as_value(_: u16, body: &[u8]) {
    let _ = black_box(serde_json::from_slice::<serde_json::Value>(body));
}
