//! Error types of the user that the derive maps to tables, in the frameworks.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::error::Error as _;
use std::io;

use axum::response::IntoResponse;
use errspec::axum::Origin;
use errspec::problem;
use errspec::{Decode, Unknown};

/// The errors of a server. Their sources must not reach a client.
#[derive(Debug, errspec::Error)]
#[errspec("tables/billing.toml", partial, actix_web, axum, jsonrpsee, schemars, serde, tonic, utoipa)]
enum Server {
    CardDeclined {
        bank: String,
        reason: Option<String>,
    },
    RateLimited(u32),
    #[errspec(entry = "BROKEN")]
    Storage(#[from] io::Error),
}

/// A type with a lifetime and generics.
#[derive(Debug, errspec::Error)]
#[errspec("tables/billing.toml", partial, actix_web, axum, jsonrpsee, schemars, serde, tonic, utoipa)]
enum Step<'a, E: std::error::Error + 'static>
where
    E: Send,
{
    #[errspec(entry = "BROKEN")]
    Ours {
        #[errspec(skip)]
        place: &'a str,
        source: E,
    },
    #[errspec(transparent)]
    Server(Server),
}

/// The errors of a client, from two tables.
#[derive(Debug, Clone, PartialEq, errspec::Error)]
#[errspec("tables/billing.toml", "tables/mixed.toml", partial, serde, tonic)]
enum Client {
    RateLimited {
        seconds: i64,
    },
    SharedA,
    SharedB,
    #[errspec(unknown)]
    Other(Unknown),
}

/// An error that carries its sub-errors, on both sides.
#[derive(Debug, Clone, PartialEq, errspec::Error)]
#[errspec("tables/billing.toml", partial, axum, serde, tonic)]
enum Checked {
    #[errspec(entry = "INVALID_ORDER")]
    Invalid {
        message: String,
        items: Vec<String>,
        #[errspec(details)]
        problems: Vec<CheckedDetail>,
    },
    #[errspec(unknown)]
    Other(Unknown),
}

fn broken() -> Server {
    io::Error::other("/var/secret is gone").into()
}

#[test]
fn middleware_gets_the_source_of_an_error_and_the_client_does_not() {
    let response = broken().into_response();
    assert_eq!(response.status(), 500);
    let origin = response.extensions().get::<Origin>().unwrap();
    let owned = origin.downcast_ref::<Server>().unwrap();
    assert_eq!(owned.source().unwrap().to_string(), "/var/secret is gone");

    let bodies = [
        broken().encode(),
        problem::response(&broken()).body,
        serde_json::to_vec(&broken()).unwrap(),
        tonic::Status::from(broken()).message().into(),
        tonic::Status::from(broken()).details().into(),
    ];
    assert!(bodies.iter().all(|body| !body.is_empty()));
    for body in bodies {
        assert!(!String::from_utf8_lossy(&body).contains("secret"));
    }
}

#[test]
fn the_sub_errors_of_a_variant_are_in_every_form() {
    let problems = || vec![CheckedDetail::new("items.0", "sold out")];
    let error = || Checked::Invalid { message: "No.".to_owned(), items: vec!["pen".to_owned()], problems: problems() };
    let json = serde_json::to_string(&error()).unwrap();
    assert_eq!(serde_json::from_str::<Checked>(&json).unwrap(), error());
    let document = problem::response(&error()).body;
    assert_eq!(problem::decode::<Checked>(422, &document).into_error(), error());
    let status = tonic::Status::from(error());
    let violations = tonic_types::StatusExt::get_details_bad_request(&status).unwrap().field_violations;
    assert_eq!((violations[0].field.as_str(), violations[0].description.as_str()), ("items.0", "sold out"));
    let decoded: Checked = errspec::tonic::decode(&status);
    assert_eq!(decoded, error());
}

#[tokio::test]
async fn the_sub_errors_of_a_variant_are_in_a_response() {
    let problems = vec![CheckedDetail::new("items.0", "sold out")];
    let response = Checked::Invalid { message: String::new(), items: Vec::new(), problems }.into_response();
    let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["error"]["details"][0]["issue"], "sold out");
}

#[test]
fn a_derived_error_is_a_response_in_every_framework() {
    let declined = || Server::CardDeclined { bank: "Acme".to_owned(), reason: None };
    assert_eq!(declined().into_response().status(), 402);
    assert_eq!(actix_web::ResponseError::status_code(&declined()), 402);
    assert_eq!(tonic::Status::from(Server::RateLimited(7)).code(), tonic::Code::ResourceExhausted);
    let client: Client = errspec::tonic::decode(&Server::RateLimited(7).into());
    assert_eq!(client, Client::RateLimited { seconds: 7 });
    let problem = problem::decode::<Client>(429, &problem::response(&Server::RateLimited(7)).body).into_error();
    assert_eq!(problem, Client::RateLimited { seconds: 7 });
}

#[test]
fn a_type_with_generics_is_a_response() {
    let place = String::from("here");
    let ours = Step::Ours { place: &place, source: io::Error::other("/var/secret is gone") };
    assert!(matches!(&ours, Step::Ours { place: "here", .. }));
    assert_eq!(ours.into_response().status(), 500);
    let transparent: Step<'_, io::Error> = Step::Server(Server::RateLimited(7));
    assert_eq!(actix_web::ResponseError::status_code(&transparent), 429);
    assert_eq!(tonic::Status::from(transparent).code(), tonic::Code::ResourceExhausted);
}

#[test]
fn an_entry_without_a_variant_is_unknown_and_keeps_its_entry() {
    let status = tonic::Status::from(Server::CardDeclined { bank: "Acme".to_owned(), reason: None });
    let client: Client = errspec::tonic::decode(&status);
    assert!(client.is_unknown());
    assert_eq!(client.name(), "CARD_DECLINED");
}

#[test]
fn errors_of_several_tables_are_encoded_and_decoded() {
    for error in [Client::SharedA, Client::SharedB, Client::RateLimited { seconds: 7 }] {
        let json = serde_json::to_string(&error).unwrap();
        assert_eq!(serde_json::from_str::<Client>(&json).unwrap(), error);
        assert_eq!(errspec::tonic::decode::<Client>(&error.clone().into()), error);
        let document = problem::response(&error).body;
        assert_eq!(problem::decode::<Client>(400, &document).into_error(), error);
    }
    let other = serde_json::from_str::<Client>(r#"{"error": {"code": "new"}}"#).unwrap();
    assert_eq!(other.code(), Some("new".into()));
    let _ = <Client as Decode>::decode(500, "");
}

#[test]
fn schemas_have_only_the_entries_that_have_variants() {
    let schema = schemars::schema_for!(Server).to_value();
    let titles: Vec<_> = schema["oneOf"].as_array().unwrap().iter().map(|entry| &entry["title"]).collect();
    assert_eq!(titles, ["CARD_DECLINED", "RATE_LIMITED", "BROKEN"]);
    let responses = <Server as utoipa::IntoResponses>::responses();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["402", "429", "500"]);
    // The entries of the error in a transparent variant count.
    let generic = <Step<'_, io::Error> as utoipa::IntoResponses>::responses();
    assert_eq!(generic.keys().collect::<Vec<_>>(), ["402", "429", "500"]);
    assert_eq!(schemars::schema_for!(Step<'_, io::Error>).to_value()["oneOf"], schema["oneOf"]);
}
