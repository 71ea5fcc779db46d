//! A user's own error type, tied to tables, in the frameworks.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::error::Error as _;
use std::io;

use axum::response::IntoResponse;
use errspec::axum::Origin;
use errspec::problem;
use errspec::{Decode, Unknown};

/// A server's own: what caused an error is nobody's business.
#[derive(Debug, errspec::Error)]
#[errspec("tables/billing.toml", partial, actix_web, axum, schemars, serde, tonic, utoipa)]
enum Server {
    CardDeclined {
        bank: String,
        reason: Option<String>,
    },
    RateLimited(u32),
    #[errspec(entry = "BROKEN")]
    Storage(#[from] io::Error),
}

/// With a lifetime and generics.
#[derive(Debug, errspec::Error)]
#[errspec("tables/billing.toml", partial, actix_web, axum, schemars, serde, tonic, utoipa)]
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

/// A client's view of two tables.
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

fn broken() -> Server {
    io::Error::other("/var/secret is gone").into()
}

#[test]
fn what_caused_an_error_is_told_to_middleware_and_not_to_the_client() {
    let answer = broken().into_response();
    assert_eq!(answer.status(), 500);
    let origin = answer.extensions().get::<Origin>().unwrap();
    let kept = origin.downcast_ref::<Server>().unwrap();
    assert_eq!(kept.source().unwrap().to_string(), "/var/secret is gone");

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
fn a_derived_error_is_an_answer_everywhere() {
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
fn one_with_generics_is_what_its_inside_is() {
    let place = String::from("here");
    let ours = Step::Ours { place: &place, source: io::Error::other("/var/secret is gone") };
    assert!(matches!(&ours, Step::Ours { place: "here", .. }));
    assert_eq!(ours.into_response().status(), 500);
    let transparent: Step<'_, io::Error> = Step::Server(Server::RateLimited(7));
    assert_eq!(actix_web::ResponseError::status_code(&transparent), 429);
    assert_eq!(tonic::Status::from(transparent).code(), tonic::Code::ResourceExhausted);
}

#[test]
fn what_has_no_variant_is_unknown_with_its_entry() {
    let status = tonic::Status::from(Server::CardDeclined { bank: "Acme".to_owned(), reason: None });
    let client: Client = errspec::tonic::decode(&status);
    assert!(client.is_unknown());
    assert_eq!(client.name(), "CARD_DECLINED");
}

#[test]
fn errors_of_several_tables_come_back() {
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
fn descriptions_have_just_the_entries_that_have_variants() {
    let schema = schemars::schema_for!(Server).to_value();
    let titles: Vec<_> = schema["oneOf"].as_array().unwrap().iter().map(|entry| &entry["title"]).collect();
    assert_eq!(titles, ["CARD_DECLINED", "RATE_LIMITED", "BROKEN"]);
    let responses = <Server as utoipa::IntoResponses>::responses();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["402", "429", "500"]);
    let generic = <Step<'_, io::Error> as utoipa::IntoResponses>::responses();
    assert!(generic.contains_key("500"));
}
