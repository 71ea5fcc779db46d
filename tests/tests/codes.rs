//! Variants that keep the code of the response, which is one of many.

#![allow(clippy::panic, clippy::expect_used)]

use errspec::Retry;

#[errspec::table("./tables/codes.toml")]
pub enum CodesError {}

fn body(code: &str, message: &str) -> String {
    format!(r#"{{"error":{{"message":"{message}","code":{code}}}}}"#)
}

fn read(status: u16, code: &str, message: &str) -> CodesError {
    CodesError::decode(status, &body(code, message)).into_error()
}

#[test]
fn a_variant_keeps_the_code_and_writes_it() {
    let sent = body(r#""Neo.TransientError.General.OutOfMemory""#, "no memory");
    let decoded = CodesError::decode(503, &sent);
    assert_eq!(decoded.code().expect("a code"), "Neo.TransientError.General.OutOfMemory");
    let CodesError::Transient { code, message } = decoded.error() else { panic!("{decoded:?}") };
    assert_eq!((code.as_str(), message.as_str()), ("Neo.TransientError.General.OutOfMemory", "no memory"));
    assert_eq!(decoded.retry(), Retry::After);
    let error = decoded.into_error();
    assert_eq!(error.code().expect("a code"), "Neo.TransientError.General.OutOfMemory");
    assert_eq!(error.docs_url().as_deref(), Some("https://example.org/errors/Neo.TransientError.General.OutOfMemory"));
    assert_eq!(error.encode(), sent.as_bytes());
    assert_eq!(CodesError::decode(503, &error.encode()).into_error(), error);
}

#[test]
fn an_exact_code_has_no_field() {
    let error = read(503, r#""Neo.TransientError.Transaction.DeadlockDetected""#, "m");
    assert_eq!(error, CodesError::Deadlock { message: "m".to_owned() });
}

#[test]
fn a_code_of_a_range_is_an_integer_unless_the_table_says_otherwise() {
    let invalid = read(422, "40017", "m");
    assert_eq!(invalid, CodesError::Invalid { code: 40017, message: "m".to_owned() });
    assert_eq!(invalid.code().expect("a code"), 40017);
    let too_long = read(400, "41000", "zip is too long");
    assert_eq!(too_long, CodesError::TooLong { code: 41000, name: "zip".to_owned() });
    let legacy = read(400, r#""90001""#, "legacy error 90001");
    assert_eq!(legacy, CodesError::Legacy { code: "90001".to_owned() });
    assert_eq!(legacy.to_string(), "legacy error 90001");
    assert_eq!(legacy.encode(), body(r#""90001""#, "legacy error 90001").as_bytes());
}

#[test]
fn a_code_of_another_entry_is_not_written() {
    let error = CodesError::Invalid { code: 50000, message: "m".to_owned() };
    assert_eq!(error.encode(), br#"{"error":{"message":"m"}}"#);
    assert!(CodesError::decode(400, &error.encode()).error().is_unknown());
}

#[test]
fn the_table_reads_what_it_writes() {
    errspec::testing::check::<CodesError>().expect("every entry is read back");
    let contract = errspec::testing::contract::<CodesError>();
    assert!(contract.contains(r#"entry INVALID: codes "40000..40099" | "41000", status 400"#), "{contract}");
}
