//! The service and its client, on loopback.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::time::Duration;

use errspec::RetryPolicy;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use utoipa::OpenApi;
use wallet::api::{NewAccount, NewPayment};
use wallet::client::{AccountError, Client, PayError};
use wallet::errors;
use wallet::server::{Api, app};

async fn serve() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app(Duration::from_millis(100))).await.unwrap() });
    format!("http://{address}")
}

/// Calls that the service answers in every way: the path in the description, the path, the body, and the status of the response.
const CALLS: [(&str, &str, &str, u16); 24] = [
    ("get /accounts/{id}", "/accounts/1", "", 200),
    ("get /accounts/{id}", "/accounts/9", "", 404),
    ("get /accounts/{id}", "/accounts/x", "", 400),
    ("get /accounts/{id}", "/accounts/2", "", 500),
    ("get /accounts/{id}", "/accounts/3", "", 503),
    ("post /accounts/{id}", "/accounts/1", "{}", 405),
    ("get /accounts", "/accounts?limit=1", "", 200),
    ("get /accounts", "/accounts?limit=x", "", 400),
    ("get /accounts", "/accounts", "", 400),
    ("post /accounts", "/accounts", r#"{"email": "bob@wallet.example"}"#, 201),
    ("post /accounts", "/accounts", r#"{"email": "ada@wallet.example"}"#, 409),
    ("post /accounts", "/accounts", r#"{"email": "#, 400),
    ("post /accounts", "/accounts", r#"{"email": 1}"#, 422),
    ("post /accounts", "/accounts", "text", 415),
    ("post /accounts", "/accounts", "long", 413),
    ("post /payments", "/payments", r#"{"account": 1, "amount": 5, "purpose": "lunch"}"#, 201),
    ("post /payments", "/payments", r#"{"account": 7, "amount": 5, "purpose": "lunch"}"#, 404),
    ("post /payments", "/payments", r#"{"account": 1, "amount": -5, "purpose": ""}"#, 422),
    ("post /payments", "/payments", r#"{"account": 1, "amount": 5, "purpose": "yacht"}"#, 402),
    ("post /payments", "/payments", r#"{"account": 1, "amount": 5, "purpose": "tips"}"#, 429),
    ("post /payments", "/payments", r#"{"account": 1, "amount": 5, "purpose": "rent"}"#, 503),
    ("post /payments", "/payments", r#"{"account": 1, "amount": "5", "purpose": "rent"}"#, 422),
    ("get /nothing", "/nothing", "", 404),
    ("get /payments", "/payments", "", 405),
];

async fn call(address: &str, (route, path, body, _): (&str, &str, &str, u16), accept: &str) -> Response {
    let method = route.split(' ').next().unwrap().to_uppercase();
    let request =
        reqwest::Client::new().request(Method::from_bytes(method.as_bytes()).unwrap(), format!("{address}{path}"));
    let request = request.header("accept", accept).header("x-request-id", "req_of_the_client");
    let request = match body {
        "" => request,
        "text" => request.header("content-type", "text/plain").body(body.to_owned()),
        "long" => request.header("content-type", "application/json").body(format!("\"{}\"", "x".repeat(2000))),
        _ => request.header("content-type", "application/json").body(body.to_owned()),
    };
    request.send().await.unwrap()
}

/// Returns the value, or the component that it names.
fn resolved<'v>(api: &'v Value, value: &'v Value) -> &'v Value {
    match value["$ref"].as_str() {
        Some(component) => api.pointer(component.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

#[tokio::test]
async fn every_response_is_described() {
    let api = serde_json::to_value(Api::openapi()).unwrap();
    let address = serve().await;
    for accept in ["*/*", "application/problem+json"] {
        for sent in CALLS {
            let (route, .., status) = sent;
            let response = call(&address, sent, accept).await;
            let media_type = response.headers()["content-type"].to_str().unwrap().to_owned();
            let headers: Vec<String> = response.headers().keys().map(ToString::to_string).collect();
            assert_eq!(response.status(), status, "{sent:?}");
            let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
            let (method, path) = route.split_once(' ').unwrap();
            // What belongs to no operation is described by any of them.
            let described = match &api["paths"][path][method] {
                Value::Null => &api["paths"]["/accounts"]["get"],
                operation => operation,
            };
            let described = resolved(&api, &described["responses"][status.to_string()]);
            let schema = &described["content"][&media_type]["schema"];
            assert!(schema.is_object(), "{sent:?}: {media_type} is not described");
            let schema = json!({"components": api["components"], "allOf": [schema]});
            let errors: Vec<_> =
                jsonschema::validator_for(&schema).unwrap().iter_errors(&body).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{sent:?}: {errors:?}\n{body:#}");
            for (name, header) in described["headers"].as_object().into_iter().flatten() {
                let is_required = resolved(&api, header)["required"] == true;
                assert!(!is_required || headers.contains(name), "{sent:?}: no header {name}");
            }
        }
    }
}

#[tokio::test]
async fn rejections_have_the_request_id_and_name_the_field() {
    let address = serve().await;
    let sent = ("post /payments", "/payments", r#"{"account": 1, "amount": "5", "purpose": "rent"}"#, 422);
    let body: Value = call(&address, sent, "*/*").await.json().await.unwrap();
    assert_eq!(body["error"]["request_id"], "req_of_the_client");
    assert_eq!(body["error"]["details"][0]["field"], "amount");
    // Without a request id of the client, the service makes one.
    let body: Value = reqwest::get(address + "/nothing").await.unwrap().json().await.unwrap();
    assert!(body["error"]["request_id"].as_str().unwrap().starts_with("req_"));
}

#[tokio::test]
async fn the_client_reads_the_errors_of_both_tables() {
    let client = Client::new(serve().await).policy(RetryPolicy::new().retries(0));
    let failure = client.open(&NewAccount { email: "ada@wallet.example".to_owned() }).await.unwrap_err();
    assert_eq!(failure.api(), Some(&AccountError::email_taken("ada@wallet.example")));
    let pay = async |account, amount, purpose: &str| {
        client.pay(&NewPayment { account, amount, purpose: purpose.to_owned() }).await.unwrap_err()
    };
    assert!(matches!(pay(1, 5.0, "yacht").await.api(), Some(PayError::InsufficientFunds(5.0))));
    assert!(matches!(pay(7, 5.0, "lunch").await.api(), Some(PayError::AccountNotFound(7))));
    let failure = pay(1, -5.0, "").await;
    let Some(PayError::InvalidPayment { problems }) = failure.api() else { panic!("{failure:?}") };
    assert_eq!((problems[1].field.as_str(), problems[1].problem.as_str()), ("purpose", "is missing"));
    assert!(failure.request_id().is_some());
    let failure = pay(1, 5.0, "tips").await;
    assert_eq!((failure.retry_after(), failure.status().unwrap().as_u16()), (Some(Duration::from_secs(30)), 429));
}

#[test]
fn the_tables_keep_their_promises() {
    errspec::testing::check::<errors::PayError>().unwrap();
    // That of the client leaves out entries: those that it has are checked.
    errspec::testing::check::<PayError>().unwrap();
}
