//! One enum over two tables, in the forms of other crates.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use errspec::problem;
use serde_json::{Value, json};
use utoipa::IntoResponses;

#[errspec::table(
    "../../../tests/tables/several/orders.toml",
    "../../../tests/tables/several/ledger.toml",
    schemars,
    serde,
    tonic,
    utoipa = "BooksError"
)]
enum BooksError {}

#[errspec::table(
    "../../../tests/tables/several/orders.toml",
    "../../../tests/tables/several/users.toml",
    schemars,
    utoipa
)]
enum ShopError {}

fn errors() -> [BooksError; 4] {
    [BooksError::sold_out("pen"), BooksError::Busy, BooksError::closed(1999, None), BooksError::unbalanced(0.5)]
}

#[test]
fn problem_documents_are_read_by_either_table() {
    for error in errors() {
        let response = problem::response(&error);
        assert_eq!(problem::decode::<BooksError>(response.status, &response.body).error(), &error);
    }
    // The name goes before the code, which an entry of the first table could have, too.
    let document = json!({"name": "UNBALANCED", "code": 8, "status": 422, "fields": {"difference": 0.5}});
    let decoded = problem::decode::<BooksError>(422, document.to_string().as_bytes()).into_error();
    assert_eq!(decoded, BooksError::unbalanced(0.5));
}

#[test]
fn a_problem_document_has_the_sub_errors_of_its_table() {
    let line = BooksErrorOldLedgerDetail::new(3);
    let response = BooksError::unbalanced(0.5).into_encoder().details([line.clone().into()]).problem();
    let problem = problem::decode::<BooksError>(response.status, &response.body);
    assert_eq!(problem.decoded().details(), [BooksErrorDetail::OldLedger(line)]);
}

#[test]
fn statuses_of_grpc_are_read_by_the_table_of_their_domain() {
    for error in errors() {
        let status = tonic::Status::from(error.clone());
        assert_eq!(errspec::tonic::decode::<BooksError>(&status), error);
    }
}

#[test]
fn serde_writes_and_reads_either_table() {
    for error in errors() {
        let text = serde_json::to_string(&error).unwrap();
        assert_eq!(serde_json::from_str::<BooksError>(&text).unwrap(), error);
    }
}

#[test]
fn a_description_has_the_entries_of_both_tables() {
    let responses = serde_json::to_value(BooksError::responses()).unwrap();
    let lines = responses["409"]["description"].as_str().unwrap();
    assert!(lines.contains("`SOLD_OUT`") && lines.contains("`CLOSED`"), "{lines}");
    let body = &responses["409"]["content"]["application/json"]["schema"];
    assert_eq!(body["anyOf"].as_array().unwrap().len(), 2, "{body}");
}

#[test]
fn the_same_entry_is_described_once() {
    let schema = serde_json::to_value(errspec::schemars::schema::<ShopError>()).unwrap();
    let titles = schema.as_object().unwrap().values().find_map(Value::as_array).unwrap();
    let titles: Vec<&str> = titles.iter().filter_map(|entry| entry["title"].as_str()).collect();
    assert_eq!(titles, ["SOLD_OUT", "NOT_FOUND", "BUSY", "RATE_LIMITED", "UNAUTHORIZED", "EMAIL_TAKEN", "NOT_FOUND"]);
}
