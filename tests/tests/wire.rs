//! Bodies as servers and proxies really send them: cut off, after other text, with marks and bytes that do not belong to them.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use errspec::{Code, DecodeErrorKind, Syntax};
use errspec_tests::apis::FlanksError;

#[test]
fn a_number_that_is_cut_off_or_runs_into_other_characters_is_no_code() {
    // `2000` and `20002` are codes of the table.
    for body in [
        r#"{"error_code":20002"#,
        r#"{"error":"Retrieving user data","error_code":20002"#,
        r#"{"error_code":020002}"#,
        r#"{"error_code":20002x}"#,
        r#"{"error_code":20002"error":"x"}"#,
        r#"{"error_code":20002-1}"#,
        r#"{"error_code":20002.}"#,
        r#"{"error_code":20002e}"#,
        "{\"error_code\":20002\u{0}}",
    ] {
        let decoded = FlanksError::decode(400, body);
        assert_eq!(decoded.code(), None, "{body}");
        assert!(decoded.error().is_unknown(), "{body}");
        assert!(!decoded.error().retry().is_retryable(), "{body}");
        assert_eq!(decoded.body(), body.as_bytes());
        let error = FlanksError::try_decode(400, body).expect_err("it is not JSON");
        assert!(matches!(error.kind(), DecodeErrorKind::Syntax(_)), "{body}: {error}");
    }
    let error = FlanksError::try_decode(400, r#"{"error_code":020002}"#).expect_err("it is not JSON");
    assert_eq!((error.kind(), error.offset()), (&DecodeErrorKind::Syntax(Syntax::Number), Some(15)));
    // A number that is whole is kept, whatever comes later.
    for body in [r#"{"error_code":20002 "#, r#"{"error_code":20002,"#, "{\"error_code\":20002\n x}"] {
        assert_eq!(FlanksError::decode(400, body).code(), Some(Code::Integer(20002)), "{body}");
    }
}
