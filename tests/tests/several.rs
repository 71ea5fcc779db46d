//! One enum over several tables.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::HashSet;
use std::time::Duration;

use errspec::{Code, Decode, Json, Retry, Spec, Unknown};
use serde_json::json;

/// Two services that extend the same file, so their sub-errors are the same.
mod shop {
    #[errspec::table("./tables/several/orders.toml", "./tables/several/users.toml")]
    pub enum ShopError {}
}

/// Two services with different layouts and sub-errors.
mod books {
    #[errspec::table("./tables/several/orders.toml", "./tables/several/ledger.toml")]
    pub enum BooksError {}
}

/// A service with sub-errors, and one without. Codes of the two are the same.
mod pair {
    #[errspec::table("./tables/several/ledger.toml", "./tables/several/plain.toml", boxed, no_constructors)]
    pub enum PairError {}
}

use books::{BooksError, BooksErrorDetail, BooksErrorOldLedgerDetail, BooksErrorOrdersDetail};
use pair::{PairError, PairErrorDetail};
use shop::{ShopError, ShopErrorDetail};

fn sent(error: &impl Spec) -> serde_json::Value {
    serde_json::from_slice(&error.encode()).unwrap()
}

fn round_trip<E: Decode + Clone + PartialEq + std::fmt::Debug>(error: &E) {
    let response = error.encode_response();
    let decoded = E::decode_response(response.status, &response, &response.body);
    assert_eq!(decoded.error(), error);
    assert_eq!(E::try_decode_response(response.status, &response, &response.body).unwrap().error(), error);
    assert_eq!(&decoded.error().clone(), error);
    assert_eq!(decoded.error().entry(), error.entry());
}

#[test]
fn every_entry_is_written_and_read_by_its_table() {
    errspec::testing::check::<(ShopError, BooksError, PairError)>().unwrap();
    let errors = [
        BooksError::sold_out("pen"),
        BooksError::not_found(7),
        BooksError::rate_limited(60),
        BooksError::Busy,
        BooksError::closed(1999, None),
        BooksError::closed(1999, Some("noon".to_owned())),
        BooksError::unbalanced(0.5),
        BooksError::Forbidden,
    ];
    errors.iter().for_each(round_trip);
    let tables: Vec<&str> = errors.iter().map(|error| error.entry().unwrap().table()).collect();
    assert_eq!(
        tables,
        ["orders", "orders", "orders", "orders", "old-ledger", "old-ledger", "old-ledger", "old-ledger"]
    );
    assert_eq!(sent(&errors[0]), json!({"error": {"code": "sold_out", "message": "There is no pen left."}}));
    assert_eq!(
        sent(&errors[6]),
        json!({"code": 8, "text": "The lines do not add up.", "status": 422, "difference": 0.5})
    );
    let closed = errors[5].encode_response();
    assert!(closed.headers.contains(&("x-closed-until".to_owned(), "noon".to_owned())));
}

#[test]
fn errors_of_two_tables_are_told_apart() {
    // Both are the first entry of their table without fields.
    let all = [BooksError::sold_out("a"), BooksError::closed(1, None), BooksError::Busy, BooksError::Forbidden];
    for (number, one) in all.iter().enumerate() {
        for (other_number, other) in all.iter().enumerate() {
            assert_eq!(one == other, number == other_number);
        }
    }
    let texts: Vec<String> = all.iter().map(|error| format!("{error:?} {error}")).collect();
    assert_eq!(
        texts,
        [
            "SoldOut { item: \"a\" } There is no a left.",
            "Closed { year: 1, until: None } The ledger is closed since 1.",
            "Busy Busy.",
            "Forbidden Not yours.",
        ]
    );
    assert_eq!(
        HashSet::from([ShopError::sold_out("a"), ShopError::email_taken("a"), ShopError::sold_out("a")]).len(),
        2
    );
    assert_eq!(all[1].field_by_name("year"), Some(errspec::Value::Integer(1)));
}

#[test]
fn the_same_entry_of_two_tables_is_one_variant() {
    let error = ShopError::rate_limited(60);
    round_trip(&error);
    assert_eq!((error.entry().unwrap().table(), error.retry()), ("orders", Retry::After));
    let names: Vec<String> = ShopError::entries().map(|entry| format!("{}::{}", entry.table(), entry.name())).collect();
    assert_eq!(
        names,
        [
            "orders::SOLD_OUT",
            "orders::NOT_FOUND",
            "orders::BUSY",
            "orders::RATE_LIMITED",
            "orders::UNAUTHORIZED",
            "users::EMAIL_TAKEN",
            "users::NOT_FOUND",
            "users::RATE_LIMITED",
            "users::UNAUTHORIZED",
        ]
    );
}

#[test]
fn a_constructor_of_a_shared_name_has_the_name_of_its_variant() {
    assert_eq!(ShopError::not_found(7), ShopError::NotFound { number: 7 });
    assert_eq!(ShopError::user_not_found("ada"), ShopError::UserNotFound { name: "ada".into() });
    assert_eq!((ShopError::not_found(7).name(), ShopError::user_not_found("ada").name()), ("NOT_FOUND", "NOT_FOUND"));
    round_trip(&ShopError::user_not_found("ada"));
}

#[test]
fn the_same_sub_errors_are_one_struct() {
    for error in [ShopError::sold_out("pen"), ShopError::email_taken("a@b.c")] {
        let body = error.encoder().details([ShopErrorDetail::new("size")]).body();
        let decoded = ShopError::decode(409, &body);
        assert_eq!(decoded.error(), &error);
        assert_eq!(decoded.details(), [ShopErrorDetail { field: "size".into(), issue: None }]);
    }
    // Only the tables that list sub-errors count.
    let details = [PairErrorDetail::new(3)];
    let body = PairError::Closed { year: 1, until: None }.encoder().details(details.clone()).body();
    assert_eq!(PairError::decode(409, &body).details(), details);
}

#[test]
fn sub_errors_that_differ_are_typed_by_table() {
    let body = r#"{"error": {"code": "sold_out", "message": "There is no pen left.", "details": [{"field": "size"}]}}"#;
    let decoded = BooksError::decode(409, body);
    let expected = BooksErrorOrdersDetail { field: "size".into(), issue: None };
    assert_eq!(decoded.details(), [BooksErrorDetail::Orders(expected.clone())]);

    let body = r#"{"code": 8, "text": "The lines do not add up.", "difference": 2, "lines": [{"line": 3, "amount": 1.5}, {}]}"#;
    let decoded = BooksError::decode(422, body);
    assert_eq!(decoded.error(), &BooksError::unbalanced(2.0));
    let line = BooksErrorOldLedgerDetail { line: 3, amount: Some(1.5) };
    // One without a required value is left out, as with a single table.
    assert_eq!(decoded.details(), [BooksErrorDetail::OldLedger(line.clone())]);
    assert_eq!(decoded.details_json().unwrap().as_str(), r#"[{"line":3,"amount":1.5},{}]"#);

    let written = BooksError::unbalanced(2.0).encoder().details([line.into()]).body();
    let written: serde_json::Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(written["lines"], json!([{"line": 3, "amount": 1.5}]));
    let written = BooksError::sold_out("pen").encoder().details([expected.into()]).body();
    let written: serde_json::Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(written["error"]["details"], json!([{"field": "size"}]));
}

#[test]
fn the_errors_of_a_batch_have_their_typed_sub_errors() {
    let body = r#"{"results": [
        {"code": 0},
        {"code": 7, "text": "The ledger is closed since 1999."},
        {"code": 8, "text": "The lines do not add up.", "difference": 1, "lines": [{"line": 2}]},
        {"code": 77}
    ]}"#;
    let decoded = BooksError::detect(200, body).unwrap();
    let errors = decoded.errors();
    let found: Vec<(usize, &str)> = errors.iter().map(|listed| (listed.index(), listed.error().name())).collect();
    assert_eq!(found, [(1, "CLOSED"), (2, "UNBALANCED"), (3, "UNKNOWN")]);
}

#[test]
fn a_response_is_decoded_by_the_table_that_matches_best() {
    // The orders have an entry without a code for this status, the ledger has none.
    assert_eq!(ShopError::decode(401, "").error().name(), "UNAUTHORIZED");
    assert_eq!(BooksError::decode(401, r#"{"text": "?"}"#).error().name(), "UNAUTHORIZED");
    // A code is told by its envelope.
    assert_eq!(BooksError::decode(503, r#"{"error": {"code": "E7", "message": "Busy."}}"#).error(), &BooksError::Busy);
    // An entry that is found by its code goes before one of an earlier table that is found without a code.
    let closed = r#"{"code": 7, "text": "The ledger is closed since 1999."}"#;
    assert_eq!(BooksError::decode(401, closed).error().name(), "CLOSED");
    // A code that both tables have: the status decides, then the order.
    let body = r#"{"code": 7, "text": "Lost."}"#;
    assert_eq!(PairError::decode(410, body).error(), &PairError::Lost);
    let body = r#"{"code": 8, "text": "The lines do not add up."}"#;
    assert_eq!(PairError::decode(418, body).error(), &PairError::Split);
    assert_eq!(PairError::try_decode(418, body).unwrap().error(), &PairError::Split);
    assert_eq!(PairError::decode(422, body).error().name(), "UNBALANCED");
    // If neither has the status, the order decides.
    assert_eq!(PairError::decode(400, body).error().name(), "UNBALANCED");
    assert_eq!(PairError::decode(409, closed).error().name(), "CLOSED");
    assert_eq!(PairError::decode(503, r#"{"code": 9, "text": "Late."}"#).error(), &PairError::Late);
}

#[test]
fn what_no_table_names_is_unknown() {
    let decoded = BooksError::decode(500, "<html>no</html>");
    assert!(decoded.error().is_unknown() && decoded.body() == b"<html>no</html>");
    let unknown: &Unknown = decoded.error().unknown().unwrap();
    assert_eq!(unknown.status(), Some(500));
    // The table whose envelope matches reads code and message.
    let decoded = BooksError::decode(500, r#"{"code": 99, "text": "new"}"#);
    assert_eq!((decoded.code(), decoded.message()), (Some(Code::Integer(99)), Some("new")));
    let decoded = BooksError::decode(500, r#"{"error": {"code": "new", "message": "what?"}}"#);
    assert_eq!((decoded.code(), decoded.message()), (Some(Code::String("new")), Some("what?")));
    assert!(matches!(decoded.error(), BooksError::Unknown(_)));
    // One table names the variant.
    assert!(matches!(PairError::decode(500, "").error(), PairError::Unseen(_)));
    let reason = BooksError::try_decode(500, r#"{"code": 99, "text": "new"}"#).unwrap_err();
    assert_eq!(reason.to_string(), "no entry of the table has the code \"99\"");
}

#[test]
fn a_response_is_an_error_if_one_table_says_so() {
    assert!(BooksError::detect(200, r#"{"code": 0}"#).is_none());
    assert!(BooksError::detect(200, r#"{"id": 1}"#).is_none());
    let detected = BooksError::detect(200, r#"{"code": 7, "text": "The ledger is closed since 1999."}"#).unwrap();
    assert_eq!(detected.error().name(), "CLOSED");
}

#[test]
fn the_advice_is_that_of_the_table() {
    let decoded = PairError::decode_response(503, &[("retry-after", "7")], r#"{"code": 9, "text": "Late."}"#);
    assert_eq!((decoded.error().retry(), decoded.error().retry_after()), (Retry::After, Some(Duration::from_secs(5))));
    let headers = [("x-request-id", "r1"), ("x-closed-until", "noon")];
    let body = r#"{"error": {"code": "E7", "message": "Busy."}}"#;
    assert_eq!(BooksError::decode_response(503, &headers, body).request_id(), Some("r1"));
    let closed = r#"{"code": 7, "text": "The ledger is closed since 1999."}"#;
    let decoded = BooksError::decode_response(409, &headers, closed);
    assert_eq!(decoded.error(), &BooksError::closed(1999, Some("noon".to_owned())));
}

#[test]
fn the_contract_has_all_tables() {
    let contract = errspec::testing::contract::<BooksError>();
    let tables: Vec<&str> = contract.lines().filter(|line| line.starts_with("table ")).collect();
    assert_eq!(tables, ["table orders", "table old-ledger"]);
}

/// A type of one's own over the two tables, whose variants carry sub-errors of either.
#[derive(Debug, Clone, PartialEq, errspec::Error)]
#[errspec("./tables/several/orders.toml", "./tables/several/ledger.toml", partial)]
enum OwnError {
    SoldOut {
        item: String,
        #[errspec(details)]
        problems: Vec<OwnErrorDetail>,
    },
    Unbalanced {
        difference: Option<f64>,
        #[errspec(details)]
        lines: Vec<OwnErrorDetail>,
    },
    #[errspec(unknown)]
    Other(Unknown),
}

#[test]
fn a_derived_error_has_the_same_sub_errors() {
    let line = OwnErrorOldLedgerDetail { line: 3, amount: None };
    let unbalanced = OwnError::Unbalanced { difference: None, lines: vec![line.into()] };
    assert_eq!(sent(&unbalanced)["lines"], json!([{"line": 3}]));
    round_trip(&unbalanced);
    let problem = OwnErrorOrdersDetail::new("size");
    round_trip(&OwnError::SoldOut { item: "pen".into(), problems: vec![OwnErrorDetail::Orders(problem)] });
}

/// Sub-errors of tables without `[detail]` are JSON.
mod untyped {
    #[errspec::table("./tables/several/orders.toml", "./tables/untyped_details.toml")]
    pub enum MixedError {}
}

#[test]
fn a_table_without_detail_has_json_beside_the_structs_of_others() {
    use untyped::MixedErrorDetail;

    let json: Json = r#"{"any": 1}"#.parse().unwrap();
    let names: Vec<MixedErrorDetail> =
        vec![MixedErrorDetail::Orders(untyped::MixedErrorOrdersDetail::new("size")), MixedErrorDetail::Untyped(json)];
    assert_eq!(names.len(), 2);
}

/// Three services of one layout, which a gateway puts into one list, and one whose list is elsewhere.
mod gateway {
    #[errspec::table(
        "./tables/listed/carts.toml",
        "./tables/listed/stock.toml",
        "./tables/listed/pages.toml",
        "./tables/listed/elsewhere.toml"
    )]
    pub enum GatewayError {}
}

use gateway::GatewayError;

fn listed(status: u16, body: &str) -> Vec<(usize, GatewayError)> {
    let decoded = GatewayError::decode(status, body);
    decoded.errors().into_iter().map(|listed| (listed.index(), listed.into_error())).collect()
}

#[test]
fn the_errors_of_a_list_may_be_of_several_tables() {
    let body = r#"{"errors": [
        {"code": 1, "text": "The cart is empty."},
        {"code": 2, "text": "Only 3 are left.", "sku": "pen"},
        {"code": 99, "text": "new"},
        {"text": "no code"},
        {"code": 4, "text": "There is no page 5."}
    ]}"#;
    let errors = listed(400, body);
    let names: Vec<(usize, &str)> = errors.iter().map(|(index, error)| (*index, error.name())).collect();
    assert_eq!(names, [(0, "EMPTY"), (1, "FEW_LEFT"), (2, "UNKNOWN"), (3, "UNKNOWN"), (4, "NO_PAGE")]);
    assert_eq!(errors[1].1, GatewayError::FewLeft { left: 3, sku: Some("pen".into()), region: None, depot: None });
    assert_eq!(errors[4].1, GatewayError::no_page(5));
    assert_eq!(errors[1].1.entry().unwrap().table(), "stock");
    // The top-level fields are those of the table of the error.
    let decoded = GatewayError::decode(400, body);
    let warehouse =
        |number: usize| decoded.errors()[number].field("warehouse").and_then(|it| it.as_str().map(String::from));
    assert_eq!((warehouse(0), warehouse(1)), (None, None));
    let body = body.replace(r#""sku""#, r#""warehouse": "north", "sku""#);
    let decoded = GatewayError::decode(400, &body);
    assert_eq!(decoded.errors()[1].field("warehouse"), Some(errspec::Value::from("north")));
    // So are the status and the request id, which the table of the response does not read.
    let decoded =
        GatewayError::decode(400, &body.replace(r#""sku""#, r#""status": 409, "id": "r2", "sku""#)).into_owned();
    let beside = |listed: &errspec::ListedError<GatewayError>| (listed.status(), listed.request_id().map(String::from));
    let beside: Vec<_> = decoded.errors().iter().map(beside).take(2).collect();
    assert_eq!(beside, [(Some(400), None), (Some(409), Some("r2".to_owned()))]);
}

#[test]
fn the_table_of_the_response_reads_what_it_has() {
    // Both tables have the code. The response is one of the carts by its first error.
    let errors = listed(
        400,
        r#"{"errors": [{"code": 1, "text": "The cart is empty."}, {"code": 3, "text": "Nothing is left."}]}"#,
    );
    assert_eq!(errors[1].1.name(), "EXPIRED");
    // Of two others, the one that matches best: by the text, too.
    let errors = listed(
        400,
        r#"{"errors": [{"code": 1, "text": "The cart is empty."}, {"code": 5, "text": "The page is full."}]}"#,
    );
    assert_eq!(errors[1].1, GatewayError::PageFull);
    let errors = listed(400, r#"{"errors": [{"code": 1, "text": "The cart is empty."}, {"code": 5, "text": "?"}]}"#);
    assert_eq!(errors[1].1, GatewayError::StockFull);
}

#[test]
fn a_table_with_its_list_elsewhere_reads_nothing_of_it() {
    let body = r#"{"errors": [{"code": 1, "text": "The cart is empty."}, {"code": 77, "text": "?"}],
                   "problems": [{"code": 1}, {"code": 70, "text": "Elsewhere."}], "code": 70}"#;
    let errors = listed(400, body);
    let names: Vec<&str> = errors.iter().map(|(_, error)| error.name()).collect();
    assert_eq!(names, ["EMPTY", "UNKNOWN"]);
}

#[test]
fn the_parts_of_a_body_may_be_errors_of_several_tables() {
    let body = "{\"errors\": [{\"code\": 1, \"text\": \"The cart is empty.\"}]}\n{\"ok\": true}\n{\"errors\": [{\"code\": 2, \"text\": \"Only 3 are left.\"}]}\n";
    let headers = [("content-type", "application/x-ndjson")];
    let decoded = GatewayError::decode_response(400, &headers, body);
    let listed = decoded.errors();
    let errors: Vec<(usize, Option<usize>, &str)> =
        listed.iter().map(|listed| (listed.index(), listed.index_in_part(), listed.error().name())).collect();
    assert_eq!(errors, [(0, Some(0), "EMPTY"), (2, Some(0), "FEW_LEFT")]);
}

#[test]
fn the_headers_that_both_tables_read_are_known_to_every_error_of_a_list() {
    let body = r#"{"errors": [{"code": 1, "text": "The cart is empty."}, {"code": 2, "text": "Only 3 are left."}]}"#;
    let headers = [("x-region", "eu"), ("x-depot", "north")];
    let decoded = GatewayError::decode_response(400, &headers, body);
    let error = decoded.errors().remove(1).into_error();
    assert_eq!(error, GatewayError::FewLeft { left: 3, sku: None, region: Some("eu".into()), depot: None });
}

#[test]
fn many_errors_of_other_tables_are_read_in_linear_time() {
    let element = r#"{"code": 2, "text": "Only 3 are left."}"#;
    let time = |count: usize| {
        let body = format!(
            r#"{{"errors": [{{"code": 1, "text": "The cart is empty."}}{}]}}"#,
            format!(", {element}").repeat(count)
        );
        let start = std::time::Instant::now();
        let errors = listed(400, &body);
        assert!(errors.len() == count + 1 && errors[1..].iter().all(|(_, error)| error.name() == "FEW_LEFT"));
        start.elapsed()
    };
    time(100);
    let (short, long) = (time(500), time(5000));
    assert!(long < short * 60, "{short:?} {long:?}");
}
