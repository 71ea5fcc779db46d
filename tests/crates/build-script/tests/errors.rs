//! Code that a build script generates works as that of the macro.

use errspec_tests_build_script::errors::{LedgerError, LedgerErrorDetail, MailRelayError};
use errspec_tests_build_script::{
    ApiError, ApiErrorBillingDetail, ApiErrorDetail, ApiErrorFrankieoneDetail, FlanksError,
};

#[test]
fn the_enum_from_out_dir_decodes() {
    let body = r#"{"error": "Missing fields: client_id, secret", "error_code": 40001}"#;
    let decoded = FlanksError::decode(400, body);
    assert_eq!(decoded.error(), &FlanksError::missing_fields(["client_id", "secret"]));
}

#[test]
fn one_enum_of_two_tables_decodes_with_the_details_of_each() {
    let body = r#"{"error": {"code": "invalid_request", "message": "The request is not valid.",
                             "details": [{"field": "card", "issue": "missing"}]}}"#;
    let decoded = ApiError::decode(400, body);
    assert_eq!(decoded.error(), &ApiError::InvalidRequest);
    assert_eq!(decoded.details(), [ApiErrorBillingDetail::new("card", "missing").into()]);
    let body = r#"{"errorCode": "VAL-0404", "errorMsg": "Entity not found", "details": [{"issue": "?", "issueLocation": "x"}]}"#;
    let decoded = ApiError::decode(400, body);
    assert_eq!(decoded.error(), &ApiError::EntityNotFound);
    assert_eq!(decoded.details(), [ApiErrorDetail::Frankieone(ApiErrorFrankieoneDetail::new("?", "x"))]);
}

#[test]
fn a_checked_in_enum_decodes_with_its_details() {
    let body = r#"{"error": {"code": "invalid_entry", "message": "2 errors",
                             "details": [{"field": "amount", "issue": "negative"}, {"field": "date"}]}}"#;
    let decoded = LedgerError::decode(422, body);
    assert_eq!(decoded.error(), &LedgerError::invalid_entry("2 errors"));
    let mut amount = LedgerErrorDetail::new("amount");
    amount.issue = Some("negative".to_owned());
    assert_eq!(decoded.details(), [amount, LedgerErrorDetail::new("date")]);
}

#[test]
fn all_checked_in_enums_are_in_one_module() {
    let decoded = MailRelayError::decode(507, "the mailbox of ada is full");
    assert_eq!(decoded.error(), &MailRelayError::mailbox_full("ada"));
}
