//! Every response that the pages of the two APIs document, decoded and encoded.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;

use errspec::{Applied, Code, Decode, Retry};
use errspec_tests::apis::{FlanksError, FrankieOneError, FrankieOneErrorDetail};
use errspec_tests::shared;
use serde_json::Value as Json;

fn json(body: &[u8]) -> Json {
    serde_json::from_slice(body).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(body)))
}

/// Returns a body as JSON. The pages print a comma before some closing brackets, which is removed.
fn documented(body: &str) -> Json {
    json(body.replace(",\n}", "\n}").as_bytes())
}

#[test]
fn every_documented_response_decodes_to_its_entry_and_encodes_to_an_equal_body() {
    fn check<E: Decode>() {
        assert!(!E::examples().is_empty());
        for example in E::examples() {
            let Some(entry) = example.entry() else {
                assert!(E::detect_response(example.status(), &example.headers(), example.body()).is_none());
                continue;
            };
            let decoded = E::decode_response(example.status(), &example.headers(), example.body());
            assert_eq!(decoded.error().name(), entry.name(), "{}", example.body());
            assert_eq!(json(&decoded.encode()), documented(example.body()));
            assert_eq!(decoded.body(), example.body().as_bytes());
            assert_eq!(decoded.status(), example.status());
            assert!(E::detect_response(example.status(), &example.headers(), example.body()).is_some());
        }
    }
    check::<FlanksError>();
    check::<FrankieOneError>();
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_body_on_the_pages_is_an_example_of_the_tables() {
    let pages = shared().join("api-docs");
    fn bodies(page: &str) -> Vec<&str> {
        let mut bodies = Vec::new();
        let mut rest = page;
        while let Some(start) = rest.find("{\n") {
            let body = &rest[start..];
            let end = body.find("\n}").expect("a body ends at the start of a line") + 2;
            bodies.push(&body[..end]);
            rest = &body[end..];
        }
        bodies
    }
    for (page, examples, count) in
        [("flanks.txt", FlanksError::examples(), 14), ("frankieone.txt", FrankieOneError::examples(), 6)]
    {
        let page = fs::read_to_string(pages.join(page)).expect("the page is there");
        let bodies = bodies(&page);
        assert_eq!(bodies.len(), count);
        for body in bodies {
            assert!(examples.iter().any(|example| example.body() == body), "no example has the body {body}");
        }
    }
}

#[test]
fn flanks_missing_fields_has_the_list() {
    let decoded = FlanksError::decode(400, br#"{"error": "Missing fields: client_id, secret", "error_code": 40001}"#);
    let FlanksError::MissingFields { fields } = decoded.error() else { panic!("{decoded:?}") };
    assert_eq!(*fields, ["client_id", "secret"]);
    assert_eq!(decoded.error().code(), Some(Code::Integer(40001)));
    assert_eq!(decoded.error().name(), "MISSING_FIELDS");
    assert_eq!(decoded.error().to_string(), "Missing fields: client_id, secret");
    assert_eq!(FlanksError::missing_fields(["client_id", "secret"]), *decoded.error());
    assert_eq!(json(&decoded.error().encode()), json(decoded.body()));
}

#[test]
fn flanks_distinguishes_the_cases_of_one_code() {
    let decode = |status, text: &str| {
        FlanksError::decode(status, format!(r#"{{"error": "{text}", "error_code": 40001}}"#).as_bytes()).into_error()
    };
    assert_eq!(decode(400, "Invalid country"), FlanksError::invalid_parameter("country"));
    assert_eq!(
        decode(400, "A portfolio with this id does not exist"),
        FlanksError::element_not_found("A", "portfolio with this id")
    );
    assert_eq!(
        decode(409, "An application with this name already exists"),
        FlanksError::already_exists("An", "application with this name")
    );
    assert_eq!(decode(409, "Some other conflict"), FlanksError::configuration_error("Some other conflict"));
    // The page does not give this status for the code, so the code alone decides.
    assert_eq!(decode(422, "Something"), FlanksError::configuration_error("Something"));
}

#[test]
fn flanks_reads_the_token_of_a_202_and_the_hours_of_a_400() {
    let body =
        br#"{"message": "Token is delayed during security checks", "credentials_token": "t-1", "error_code": 20003}"#;
    let decoded = FlanksError::detect(202, body).expect("a 202 with a code is an error");
    assert_eq!(*decoded.error(), FlanksError::token_delayed("t-1"));
    assert_eq!(decoded.message(), Some("Token is delayed during security checks"));
    assert_eq!(decoded.error().applied(), Applied::Yes);

    let body =
        br#"{"error": "Making security checks. Your account will be activated in 24-48 hours.", "error_code": 20003}"#;
    let decoded = FlanksError::decode(400, body);
    let FlanksError::SecurityChecks { min_hours: 24, max_hours: 48 } = decoded.error() else { panic!("{decoded:?}") };
    assert_eq!(decoded.error().retry(), Retry::After);
}

#[test]
fn flanks_without_a_code_is_identified_by_status_and_message() {
    let decode =
        |status, text: &str| FlanksError::decode(status, format!(r#"{{"error": "{text}"}}"#).as_bytes()).into_error();
    assert_eq!(decode(401, "Invalid credentials"), FlanksError::InvalidCredentials);
    assert_eq!(decode(401, "Not authenticated"), FlanksError::InvalidCredentials);
    assert_eq!(decode(405, "Method not allowed"), FlanksError::MethodNotAllowed);
    assert_eq!(decode(415, "Not matching body content type"), FlanksError::UnsupportedMediaType);
    assert_eq!(decode(500, "anything at all"), FlanksError::server_error("anything at all"));
    assert!(decode(403, "Not authenticated").is_unknown());
}

#[test]
fn flanks_detects_the_responses_that_are_not_errors() {
    assert!(FlanksError::detect(200, b"{}").is_none());
    assert!(
        FlanksError::detect(200, br#"{"credentials_token": "t", "message": "User created successfully"}"#).is_none()
    );
    assert!(FlanksError::detect(200, br#"{"pending": false, "errored": null}"#).is_none());
    assert!(FlanksError::detect(204, b"").is_none());
    assert!(FlanksError::detect(500, b"").is_some());
}

#[test]
fn flanks_reads_null_as_an_absent_value() {
    let decoded = FlanksError::decode(401, br#"{"error": null, "message": "Not authenticated", "error_code": null}"#);
    assert_eq!(*decoded.error(), FlanksError::InvalidCredentials);
    assert_eq!(decoded.code(), None);
}

#[test]
fn a_comma_before_a_closing_bracket_is_rejected_by_strict_decoding_only() {
    let body = "{\n    \"error\": \"Not authenticated\",\n}";
    assert_eq!(*FlanksError::decode(401, body).error(), FlanksError::InvalidCredentials);
    let error = FlanksError::try_decode(401, body).expect_err("it is not JSON");
    assert_eq!(error.line_column(), Some((2, 33)));
    assert_eq!(error.to_string(), "malformed body: trailing comma, at line 2, column 33");
}

#[test]
fn flanks_has_a_note_on_the_codes_for_regulated_customers() {
    for code in [20003, 50001, 50002, 50003] {
        let mut of_code = FlanksError::entries().filter(|entry| entry.code() == Some(Code::Integer(code)));
        assert!(of_code.any(|entry| entry.notes().iter().any(|note| note.contains("regulated"))), "{code}");
    }
}

#[test]
fn every_entry_has_causes_and_an_action() {
    for entry in FlanksError::entries().chain(FrankieOneError::entries()) {
        assert!(entry.summary().is_some(), "{entry:?}");
        assert!(!entry.causes().is_empty(), "{entry:?}");
        assert!(entry.action().is_some(), "{entry:?}");
    }
    let codes = [20001, 20002, 20003, 40001, 50001, 50002, 50003];
    for code in codes {
        assert!(FlanksError::entries().any(|entry| entry.code() == Some(Code::Integer(code))), "{code}");
    }
}

#[test]
fn frankieone_types_its_details() {
    let body = r#"{"errorCode": "VAL-0404", "errorMsg": "Entity not found", "requestId": "01G",
        "details": [{"issue": "The specified entity\ndoes not exist", "issueLocation": "body.party.entityId"},
                    {"issue": "x", "issueLocation": "Request", "issueType": "Bad Request"}]}"#;
    let decoded = FrankieOneError::try_decode(400, body).expect("it is as documented");
    assert_eq!(*decoded.error(), FrankieOneError::EntityNotFound);
    assert_eq!(decoded.request_id(), Some("01G"));
    let details = decoded.details();
    assert_eq!(details[0].issue, "The specified entity\ndoes not exist");
    assert_eq!(details[0].location, "body.party.entityId");
    assert_eq!(details[0].kind, None);
    assert_eq!(details[1].kind.as_deref(), Some("Bad Request"));

    let written = FrankieOneError::EntityNotFound.encoder().request_id("01G").details(details).response();
    assert_eq!(written.status, 400);
    assert_eq!(json(&written.body), json(body.as_bytes()));
}

#[test]
fn frankieone_accepts_every_alias_of_a_code() {
    let decode =
        |code: &str| FrankieOneError::decode(400, format!(r#"{{"errorCode": {code}}}"#).as_bytes()).into_error();
    assert_eq!(decode(r#""VAL-0400""#), FrankieOneError::ValidationFailed);
    assert_eq!(decode(r#""400""#), FrankieOneError::ValidationFailed);
    assert_eq!(decode("400"), FrankieOneError::ValidationFailed);
    assert_eq!(decode(r#""SYS-0500""#), FrankieOneError::ProviderServiceError);
    assert_eq!(decode(r#""SYS-500""#), FrankieOneError::ProviderServiceError);
    assert_eq!(FrankieOneError::ValidationFailed.code(), Some(Code::String("VAL-0400")));
}

#[test]
fn a_detail_is_a_plain_struct() {
    let detail = FrankieOneErrorDetail { issue: "i".into(), location: "l".into(), kind: None };
    assert_eq!(detail.clone(), detail);
}

#[test]
fn errors_and_owned_responses_can_be_sent_and_boxed() {
    fn is_portable<T: std::error::Error + Send + Sync + Clone>() {}
    is_portable::<FlanksError>();
    is_portable::<errspec::Decoded<'static, FlanksError>>();
    let error: Box<dyn std::error::Error + Send + Sync> = Box::new(FlanksError::Processing);
    assert_eq!(error.to_string(), "Retrieving user data. Please try again in a moment.");
    // An owned response outlives its body.
    let owned = {
        let body = String::from(r#"{"error": "Invalid \"x\"", "error_code": 40001}"#);
        FlanksError::decode(400, &body).into_owned()
    };
    assert_eq!((owned.message(), owned.status()), (Some("Invalid \"x\""), Some(400)));
}
