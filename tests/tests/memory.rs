//! The memory that the values of a large response take at their peak, in bytes for each byte of the body. It is counted, so that it is the same
//! on every machine. And that of an answer, which is what it has.

#![allow(missing_docs, clippy::unwrap_used)]

use errspec_tests::apis::{FlanksError, FrankieOneError};
use tables::{JsonApi, Lists, Tiny};

mod tables {
    #[errspec::table("./tables/preset_json_api.toml")]
    pub enum JsonApi {}

    #[errspec::table("./tables/lists.toml")]
    pub enum Lists {}

    #[errspec::table("./tables/tiny.toml")]
    pub enum Tiny {}
}

const MANY: usize = 150_000;

/// The most bytes for each byte of the body.
const MOST: u64 = 8;

/// Checks the memory that work on a body takes at its peak.
fn assert_small(what: &str, body: &str, work: impl FnOnce()) {
    let measured = allocation_counter::measure(work);
    let length = u64::try_from(body.len()).unwrap();
    assert!(measured.bytes_max < MOST * length, "{what}: {} bytes for {length}", measured.bytes_max);
}

#[test]
fn the_sub_errors_of_a_large_response_are_small() {
    let element = r#"{"issue":"is wrong","issueLocation":"/a"}"#;
    let list = vec![element; MANY].join(",");
    let body = format!(r#"{{"errorCode":"VAL-0400","errorMsg":"Validation failed","details":[{list}]}}"#);
    let decoded = FrankieOneError::decode(400, &body);
    assert_small("details", &body, || assert_eq!(decoded.details().len(), MANY));
}

#[test]
fn the_errors_of_a_large_response_are_small() {
    let element = r#"{"code":"not_found","detail":"There is none"}"#;
    let body = format!(r#"{{"errors":[{}]}}"#, vec![element; MANY].join(","));
    let decoded = JsonApi::decode(400, &body);
    assert_small("errors", &body, || assert_eq!(decoded.errors().len(), MANY));
}

#[test]
fn the_errors_of_tiny_elements_are_small() {
    let body = format!(r#"{{"errors":[{}]}}"#, vec![r#"{"c":"g"}"#; MANY].join(","));
    let decoded = Tiny::decode(400, &body);
    assert_small("errors", &body, || assert!(decoded.errors().iter().all(|listed| *listed.error() == Tiny::Gone)));
}

#[test]
fn elements_that_are_no_errors_take_no_room() {
    let body = format!(r#"{{"errors":[{{"code":"x"}},{}]}}"#, vec!["1"; MANY].join(","));
    let decoded = JsonApi::decode(400, &body);
    assert_small("elements", &body, || assert_eq!(decoded.errors().len(), 1));
}

#[test]
fn errors_and_details_taken_one_by_one_need_no_list() {
    let element = r#"{"issue":"is wrong","issueLocation":"/a"}"#;
    let body = format!(r#"{{"errorCode":"VAL-0400","details":[{}]}}"#, vec![element; MANY].join(","));
    let decoded = FrankieOneError::decode(400, &body);
    let mut count = 0;
    let measured = allocation_counter::measure(|| decoded.each_detail(|_| count += 1));
    assert!(measured.bytes_max < 1_000, "{measured:?}");
    let body = format!(r#"{{"errors":[{}]}}"#, vec![r#"{"code":"x"}"#; MANY].join(","));
    let decoded = JsonApi::decode(400, &body);
    let measured = allocation_counter::measure(|| decoded.each_error(|_| count += 1));
    assert!(measured.bytes_max < 1_000, "{measured:?}");
    assert_eq!(count, 2 * MANY);
}

#[test]
fn a_large_list_from_a_text_is_small() {
    let body = format!(r#"{{"code":1,"message":"The seats {} are taken"}}"#, vec!["1"; MANY].join(", "));
    assert_small("a list of digits", &body, || assert!(!Lists::decode(400, &body).error().is_unknown()));
    let seats = vec!["17"; MANY].join(", ");
    let body = format!(r#"{{"code":1,"message":"The seats {seats} are taken"}}"#);
    assert_small("a list of integers", &body, || assert!(!Lists::decode(400, &body).error().is_unknown()));
}

#[test]
fn an_answer_with_a_fixed_message_allocates_what_it_has() {
    let (encoder, mut answer) = (FlanksError::Processing.into_encoder(), None);
    let measured = allocation_counter::measure(|| answer = Some(encoder.response()));
    let answer = answer.unwrap();
    // The body, the list of the headers, and the name and the value of the only one.
    assert_eq!((measured.count_total, answer.headers.len()), (4, 1));
    assert_eq!(answer.body.capacity(), answer.body.len());
}
