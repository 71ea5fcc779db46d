//! Calls by `reqwest` to two services, whose errors are one enum over two tables.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use errspec::reqwest::{Failure, ResponseExt};
use errspec::{Labelled, Retry, RetryPolicy};
use errspec_tests_clients::server::{RawResponse, Server};

#[errspec::table("../../../tests/tables/several/orders.toml", "../../../tests/tables/several/ledger.toml")]
enum BooksError {}

const SOLD_OUT: &str =
    r#"{"error": {"code": "sold_out", "message": "There is no pen left.", "details": [{"field": "size"}]}}"#;
const UNBALANCED: &str =
    r#"{"code": 8, "text": "The lines do not add up.", "difference": 0.5, "lines": [{"line": 3}]}"#;

/// Calls a server that has this response.
fn call(response: RawResponse) -> Result<String, Failure<BooksError>> {
    let server = Server::start([response]).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let response = reqwest::Client::new().get(&server.url).send().await?;
        Ok(response.or_error::<BooksError>().await?.text().await?)
    })
}

/// Calls a server by the blocking client.
fn call_blocking(response: RawResponse) -> Result<String, Failure<BooksError>> {
    use errspec::reqwest::blocking::ResponseExt as _;

    let server = Server::start([response]).unwrap();
    Ok(reqwest::blocking::get(&server.url)?.or_error::<BooksError>()?.text()?)
}

#[test]
fn the_errors_of_either_service_are_typed_with_their_sub_errors() {
    let orders = RawResponse::new("409 Conflict", &[("x-request-id", "r-1")], SOLD_OUT);
    let ledger = RawResponse::new("422 Unprocessable", &[("x-request-id", "r-1")], UNBALANCED);
    for call in [call, call_blocking] {
        let failure = call(orders.clone()).unwrap_err();
        assert_eq!((failure.api(), failure.request_id()), (Some(&BooksError::sold_out("pen")), Some("r-1")));
        let details = failure.response().unwrap().decoded().details();
        assert_eq!(details, [BooksErrorDetail::Orders(BooksErrorOrdersDetail::new("size"))]);

        // The ledger has no request id.
        let failure = call(ledger.clone()).unwrap_err();
        assert_eq!((failure.api(), failure.request_id()), (Some(&BooksError::unbalanced(0.5)), None));
        let details = failure.response().unwrap().decoded().details();
        assert_eq!(details, [BooksErrorDetail::OldLedger(BooksErrorOldLedgerDetail::new(3))]);
        assert!(failure.labels().pairs().iter().any(|(_, value)| *value == "UNBALANCED"));
    }
}

#[test]
fn an_error_in_a_2xx_response_is_that_of_the_table_that_has_them() {
    let closed = r#"{"code": 7, "text": "The ledger is closed since 1999."}"#;
    let failure = call(RawResponse::new("200 OK", &[("x-closed-until", "noon")], closed)).unwrap_err();
    assert_eq!(failure.api(), Some(&BooksError::closed(1999, Some("noon".to_owned()))));
    for body in [r#"{"code": 0}"#, r#"{"id": 1}"#] {
        assert_eq!(call(RawResponse::new("200 OK", &[], body)).unwrap(), body);
    }
}

#[test]
fn a_problem_document_is_an_error_of_either_table() {
    // Its code is where the ledger has it, too.
    let problem = errspec::problem::response(&BooksError::unbalanced(0.5));
    let headers = [("content-type", "application/problem+json")];
    let failure = call(RawResponse::new("422 Unprocessable", &headers, problem.body)).unwrap_err();
    assert_eq!(failure.api(), Some(&BooksError::unbalanced(0.5)));
}

#[test]
fn the_advice_is_that_of_the_table_of_the_error() {
    let busy = r#"{"error": {"code": "E7", "message": "Busy."}}"#;
    let failure = call(RawResponse::new("503 Busy", &[("retry-after", "7")], busy)).unwrap_err();
    assert_eq!(failure.api().map(errspec::Spec::retry), Some(Retry::After));
    assert_eq!(RetryPolicy::idempotent().next(&failure, 1), Some(Duration::from_secs(7)));
    let failure = call(RawResponse::new("409 Conflict", &[], SOLD_OUT)).unwrap_err();
    assert_eq!(RetryPolicy::idempotent().next(&failure, 1), None);
}

#[test]
fn what_neither_table_has_is_unknown() {
    let failure = call(RawResponse::new("502 Bad Gateway", &[], "<html>Bad Gateway</html>")).unwrap_err();
    assert!(failure.api().is_some_and(BooksError::is_unknown));
    assert_eq!(failure.status().map(|status| status.as_u16()), Some(502));
}
