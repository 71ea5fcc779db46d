//! Statuses of services that do not know errspec, and what a table says for them.

#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::time::Duration;

use errspec::tonic::{decode, decode_status};
use errspec::{Advise as _, Retry};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt as _};

#[errspec::table("tables/topics.toml", tonic)]
enum TopicError {}

/// Returns a status with a reason, as any service of google.rpc sends it.
fn status(code: Code, message: &str, reason: &str, domain: &str, metadata: &[(&str, &str)]) -> Status {
    let metadata: HashMap<String, String> =
        metadata.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Status::with_error_details(code, message, ErrorDetails::with_error_info(reason, domain, metadata))
}

#[test]
fn the_reason_is_the_name_of_an_entry_or_its_code_or_its_symbol() {
    let domain = "topics.example.com";
    let cases = [
        (status(Code::AlreadyExists, "The topic a exists", "TOPIC_EXISTS", domain, &[]), TopicError::topic_exists("a")),
        (
            status(Code::ResourceExhausted, "Quota exceeded", "QUOTA_EXCEEDED", domain, &[("quotaLimit", "5")]),
            TopicError::quota(Some(5)),
        ),
        (
            status(Code::ResourceExhausted, "Quota exceeded", "QUOTA", domain, &[("quota_limit", "6"), ("code", "x")]),
            TopicError::quota(Some(6)),
        ),
        (
            status(Code::ResourceExhausted, "Daily quota exceeded for p1", "QUOTA_EXCEEDED", domain, &[]),
            TopicError::daily_quota("p1", None),
        ),
        (status(Code::ResourceExhausted, "in other words", "QUOTA_EXCEEDED", domain, &[]), TopicError::quota(None)),
        (status(Code::InvalidArgument, "too old", "CLIENT_TOO_OLD", domain, &[]), TopicError::old_client("too old")),
        (status(Code::Aborted, "both", "CONFLICT", "example.com", &[]), TopicError::conflict("both")),
        (status(Code::Aborted, "both", "CONFLICT", "", &[]), TopicError::conflict("both")),
    ];
    for (status, expected) in cases {
        assert_eq!(decode::<TopicError>(&status), expected, "{status:?}");
    }
}

#[test]
fn a_reason_of_another_domain_or_of_no_entry_is_unknown_and_keeps_its_values() {
    for (reason, domain) in [("CONFLICT", "other.example.com"), ("CONFLICT", "topics"), ("NEW", "topics.example.com")] {
        let error: TopicError = decode(&status(Code::Aborted, "m", reason, domain, &[]));
        assert_eq!((error.is_unknown(), error.name(), error.status()), (true, reason, Some(409)), "{domain}");
    }
}

#[test]
fn the_table_gives_the_domain_and_the_grpc_code() {
    let status = Status::from(TopicError::topic_exists("a"));
    assert_eq!(status.code(), Code::AlreadyExists);
    assert_eq!(status.get_details_error_info().unwrap().domain, "topics.example.com");
    assert_eq!(Status::from(TopicError::conflict("c")).code(), Code::Aborted, "without `grpc`, by its status");
    assert_eq!(Status::from(TopicError::Lost { message: "l".to_owned() }).code(), Code::DataLoss);
    let other = Status::from(TopicError::topic_exists("a").encoder().status(404));
    assert_eq!(other.code(), Code::NotFound, "the status that the caller sets");
    for error in [TopicError::topic_exists("a"), TopicError::daily_quota("p", Some(1)), TopicError::lag("r")] {
        assert_eq!(decode::<TopicError>(&Status::from(error.clone())), error);
    }
}

#[test]
fn a_status_without_a_reason_is_an_entry_with_its_grpc_code_and_its_message() {
    let unavailable = |message: &str| decode::<TopicError>(&Status::unavailable(message));
    assert_eq!(unavailable("Replica r1 lags"), TopicError::lag("r1"));
    assert_eq!(unavailable("Replica r1 lags behind the leader"), TopicError::lag_of_leader("r1"));
    assert!(unavailable("connection refused").is_unknown());
    assert_eq!(
        decode::<TopicError>(&Status::data_loss("gone")),
        TopicError::lost("gone"),
        "the only one with the code"
    );
    assert!(decode::<TopicError>(&Status::aborted("c")).is_unknown(), "no entry states the code");
    assert!(decode::<TopicError>(&Status::ok("")).is_unknown());
}

#[test]
fn the_details_of_a_status_are_read_beside_its_error() {
    let mut details = ErrorDetails::with_error_info("QUOTA_EXCEEDED", "topics.example.com", HashMap::new());
    details.set_retry_info(Some(Duration::from_millis(1500)));
    details.set_request_info("req-7", "");
    details.add_help_link("Quotas", "https://topics.example.com/quotas");
    details.add_bad_request_violation("topic.name", "too long");
    details.add_bad_request_violation("", "no place");
    let status = Status::with_error_details(Code::ResourceExhausted, "Quota exceeded", details);
    let decoded = decode_status::<TopicError>(&status);
    assert_eq!(decoded.error(), &TopicError::quota(None));
    assert_eq!((decoded.grpc_code(), decoded.message()), (Code::ResourceExhausted, "Quota exceeded"));
    assert_eq!(decoded.retry_after(), Some(Duration::from_millis(1500)));
    assert_eq!(decoded.request_id(), Some("req-7"));
    let expected = TopicErrorDetail { path: "topic.name".to_owned(), message: "too long".to_owned() };
    assert_eq!(decoded.details(), [expected], "one without a required value is left out");
    let json = r#"[{"path":"topic.name","message":"too long"},{"message":"no place"}]"#;
    assert_eq!(decoded.details_json().unwrap().as_str(), json);
    assert_eq!(decoded.error_details().help().unwrap().links.len(), 1);
    let advice = decoded.advice();
    assert_eq!((advice.retry, advice.retry_after), (Retry::After, Some(Duration::from_millis(1500))));

    let unknown =
        Status::with_error_details(Code::Unavailable, "busy", ErrorDetails::with_retry_info(Some(Duration::ZERO)));
    let unknown = decode_status::<TopicError>(&unknown);
    assert_eq!((unknown.retry_after(), unknown.error().unknown().unwrap().body()), (Some(Duration::ZERO), &[][..]));
}

#[test]
fn the_request_id_may_be_in_the_metadata() {
    let mut status = Status::data_loss("gone");
    status.metadata_mut().insert("x-request-id", "req-8".parse().unwrap());
    assert_eq!(decode_status::<TopicError>(&status).request_id(), Some("req-8"));
}

#[test]
fn one_malformed_detail_does_not_hide_the_others() {
    let mut bytes = status(Code::Aborted, "c", "CONFLICT", "example.com", &[]).details().to_vec();
    let retry = b"\x0a\x28type.googleapis.com/google.rpc.RetryInfo\x12\x02\xff\xff";
    bytes.extend([0x1a, u8::try_from(retry.len()).unwrap()]);
    bytes.extend(retry);
    let status = Status::with_details(Code::Aborted, "c", bytes.into());
    assert!(status.check_error_details().is_err());
    assert_eq!(decode::<TopicError>(&status), TopicError::conflict("c"));
}

#[test]
fn a_variant_that_carries_its_sub_errors_has_the_violations() {
    #[derive(Debug, PartialEq, errspec::Error)]
    #[errspec("tables/topics.toml", partial, tonic)]
    enum OwnError {
        OldClient {
            message: String,
            #[errspec(details)]
            problems: Vec<OwnErrorDetail>,
        },
        #[errspec(unknown)]
        Unknown(errspec::Unknown),
    }

    let problem = OwnErrorDetail { path: "version".to_owned(), message: "below 2".to_owned() };
    let error = || OwnError::OldClient { message: "too old".to_owned(), problems: vec![problem.clone()] };
    let status = Status::from(error());
    assert_eq!(status.get_details_bad_request().unwrap().field_violations.len(), 1);
    assert_eq!(decode::<OwnError>(&status), error());
}

#[errspec::table("tables/signup.toml", tonic)]
enum SignupError {}

#[errspec::table("tables/login.toml", tonic)]
enum LoginError {}

/// Returns a status with these violations, and the reason of the only entry of both tables.
fn with_violations(violations: &[(&str, &str)]) -> Status {
    let mut details = ErrorDetails::with_error_info("INVALID", "", []);
    for (field, text) in violations {
        details.add_bad_request_violation(*field, *text);
    }
    Status::with_error_details(Code::InvalidArgument, "The form is not valid.", details)
}

fn violations_of(status: &Status) -> Vec<(String, String)> {
    let violations = status.get_details_bad_request().unwrap().field_violations;
    violations.into_iter().map(|violation| (violation.field, violation.description)).collect()
}

#[test]
fn violations_are_the_sub_errors_of_a_map() {
    let violations = [("name", "is taken"), ("mail", "has no `@`"), ("name", "is short")];
    let status = with_violations(&violations);
    let detail = |field: &str, texts: &[&str]| SignupErrorDetail {
        field: field.to_owned(),
        texts: Some(texts.iter().map(ToString::to_string).collect()),
    };
    let decoded = decode_status::<SignupError>(&status);
    let details = [detail("name", &["is taken", "is short"]), detail("mail", &["has no `@`"])];
    assert_eq!(decoded.details(), details);
    // Each text is a violation again.
    let written = violations_of(&SignupError::Invalid.encoder().details(details).into());
    let expected = [("name", "is taken"), ("name", "is short"), ("mail", "has no `@`")];
    assert_eq!(written, expected.map(|(field, text)| (field.to_owned(), text.to_owned())));

    let decoded = decode_status::<LoginError>(&status);
    let details = violations.map(|(field, text)| LoginErrorDetail { field: field.to_owned(), text: text.to_owned() });
    assert_eq!(decoded.details(), details);
    let written = violations_of(&LoginError::Invalid.encoder().details(details).into());
    assert_eq!(written, violations.map(|(field, text)| (field.to_owned(), text.to_owned())));
}

#[test]
fn an_unknown_error_keeps_the_grpc_code_with_which_it_arrived() {
    // Their HTTP statuses are those of other codes, too.
    for code in [Code::AlreadyExists, Code::DataLoss, Code::FailedPrecondition, Code::OutOfRange, Code::Unknown] {
        let error: SignupError = errspec::tonic::decode(&Status::new(code, "of no table"));
        assert!(error.is_unknown());
        assert_eq!(Status::from(error.clone()).code(), code);
        assert_eq!(Status::from(error.encoder().status(404)).code(), Code::NotFound);
    }
    // A status that is sent as an error is one.
    let error: SignupError = errspec::tonic::decode(&Status::new(Code::Ok, "of no table"));
    assert_eq!(Status::from(error).code(), Code::Internal);
}
