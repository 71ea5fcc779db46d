//! The presets, each with a table that has no more than the preset's name: bodies are decoded and encoded.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::time::Duration;

use errspec::{Code, Decode, Json, ListedError, Value};
use serde_json::{Value as Body, json};

mod tables {
    #[errspec::table("./tables/preset_rfc9457.toml")]
    pub enum Problem {}

    #[errspec::table("./tables/preset_google_rpc.toml")]
    pub enum GoogleRpc {}

    #[errspec::table("./tables/preset_json_api.toml")]
    pub enum JsonApi {}

    #[errspec::table("./tables/preset_graphql.toml")]
    pub enum GraphQl {}

    #[errspec::table("./tables/preset_json_rpc.toml")]
    pub enum JsonRpc {}

    #[errspec::table("./tables/preset_oauth2.toml")]
    pub enum OAuth2 {}

    #[errspec::table("./tables/preset_kubernetes.toml")]
    pub enum Kubernetes {}
}
use tables::{GoogleRpc, GraphQl, JsonApi, JsonRpc, Kubernetes, OAuth2, Problem};

fn body(bytes: &[u8]) -> Body {
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

/// Returns the body of an error, after checking that it decodes to the same error.
fn written<E: Decode + PartialEq>(error: &E) -> Body {
    let response = error.encode_response();
    let decoded = E::decode_response(response.status, &response.headers, &response.body);
    assert_eq!(decoded.error(), error);
    body(&response.body)
}

#[test]
fn rfc_9457_bodies_are_decoded_and_encoded() {
    let text = r#"{"type": "https://example.com/probs/out-of-credit", "title": "You do not have enough credit.", "status": 403,
        "detail": "Your balance is 30, but that costs 50.", "instance": "/account/12345/msgs/abc"}"#;
    let decoded = Problem::try_decode(403, text).expect("it is a problem");
    assert_eq!(*decoded.error(), Problem::out_of_credit("30", "50"));
    assert_eq!(decoded.field("instance"), Some(Value::from("/account/12345/msgs/abc")));
    assert_eq!(decoded.field("title"), Some(Value::from("You do not have enough credit.")));
    assert_eq!(
        written(decoded.error()),
        json!({"type": "https://example.com/probs/out-of-credit", "status": 403, "detail": "Your balance is 30, but that costs 50."})
    );
    let response = decoded.error().encode_response();
    assert!(response.headers.contains(&("content-type".into(), "application/problem+json".into())));
    // With `about:blank`, or without a type, only the status identifies the error.
    for text in [r#"{"type": "about:blank", "title": "Not Found", "status": 404}"#, r#"{"title": "Not Found"}"#] {
        assert_eq!(*Problem::decode(404, text).error(), Problem::NotFound);
    }
}

#[test]
fn google_rpc_bodies_are_decoded_and_encoded() {
    let text = r#"{"error": {"code": 429, "message": "The zone is full.", "status": "RESOURCE_EXHAUSTED", "details": [
        {"@type": "type.googleapis.com/google.rpc.Help", "links": []},
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "3.5s"},
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "OTHER", "domain": "example.com"},
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ZONE_FULL", "metadata": {"zone": "eu-1"}},
        {"@type": "type.googleapis.com/google.rpc.RequestInfo", "requestId": "r-1"}]}}"#;
    let decoded = GoogleRpc::decode(429, text);
    assert_eq!(decoded.error().name(), "ZONE_FULL");
    assert_eq!(decoded.error().field_by_name("zone"), Some(Value::from("eu-1")));
    assert_eq!(decoded.code(), Some(Code::String("RESOURCE_EXHAUSTED")));
    assert_eq!(decoded.request_id(), Some("r-1"));
    assert_eq!(decoded.retry_after(), Some(Duration::from_millis(3500)));
    assert_eq!(decoded.details().len(), 5);
    assert_eq!(decoded.field("domain"), Some(Value::from("example.com")));
    let plain = GoogleRpc::resource_exhausted("Too much");
    assert_eq!(written(&plain), json!({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Too much"}}));
}

#[test]
fn json_api_bodies_are_decoded_and_encoded() {
    let text = r#"{"errors": [{"id": "e-1", "status": "422", "code": "INVALID_ATTRIBUTE", "detail": "name is too short"},
                              {"status": "422", "code": "INVALID_ATTRIBUTE", "title": "title is too short"}]}"#;
    let decoded = JsonApi::decode(0, text);
    assert_eq!(decoded.status(), Some(422));
    let errors: Vec<JsonApi> = decoded.errors().into_iter().map(ListedError::into_error).collect();
    assert_eq!(errors, [JsonApi::invalid_attribute("name"), JsonApi::invalid_attribute("title")]);
    assert_eq!(decoded.request_id(), Some("e-1"));
    assert_eq!(
        written(decoded.error()),
        json!({"errors": [{"status": "422", "code": "INVALID_ATTRIBUTE", "detail": "name is too short"}]})
    );
}

#[test]
fn graphql_bodies_are_decoded_and_encoded() {
    let with_code = r#"{"errors": [{"message": "Character 7 could not be had.", "path": ["hero", 1], "extensions": {"code": "NO_CHARACTER"}}], "data": null}"#;
    let without = r#"{"errors": [{"message": "Character 7 could not be had."}], "data": {"hero": {}}}"#;
    for text in [with_code, without] {
        let decoded = GraphQl::detect(200, text).expect("it is an error");
        assert_eq!(*decoded.error(), GraphQl::no_character(7));
    }
    assert!(GraphQl::detect(200, r#"{"data": {"hero": {}}}"#).is_none());
    assert!(GraphQl::detect(200, r#"{"data": {"hero": {}}, "errors": []}"#).is_none());
    assert_eq!(
        written(&GraphQl::no_character(7)),
        json!({"errors": [{"message": "Character 7 could not be had.", "extensions": {"code": "NO_CHARACTER"}}]})
    );
    assert_eq!(GraphQl::no_character(7).encode_response().status, 200);
}

#[test]
fn json_rpc_bodies_are_decoded_and_encoded() {
    let text = r#"{"jsonrpc": "2.0", "id": 1, "error": {"code": -32601, "message": "Method not found", "data": {"method": "x"}}}"#;
    let decoded = JsonRpc::detect(200, text).expect("it is an error");
    assert_eq!(*decoded.error(), JsonRpc::MethodNotFound);
    assert_eq!(decoded.details_json().map(|json| json.to_string()).as_deref(), Some(r#"{"method":"x"}"#));
    assert!(JsonRpc::detect(200, r#"{"jsonrpc": "2.0", "id": 1, "result": 5}"#).is_none());
    let data: Json = r#"{"method": "x"}"#.parse().expect("it is JSON");
    let response = JsonRpc::MethodNotFound.encoder().details_json(data).body();
    assert_eq!(
        body(&response)["error"],
        json!({"code": -32601, "message": "Method not found", "data": {"method": "x"}})
    );
    assert_eq!(JsonRpc::MethodNotFound.encode_response().status, 200);
}

#[test]
fn oauth_2_bodies_are_decoded_and_encoded() {
    let text =
        r#"{"error": "invalid_client", "error_description": "No such client", "error_uri": "https://example.com/e"}"#;
    let decoded = OAuth2::decode(401, text);
    assert_eq!(*decoded.error(), OAuth2::invalid_client("No such client"));
    assert_eq!(decoded.field("error_uri"), Some(Value::from("https://example.com/e")));
    assert_eq!(written(&OAuth2::invalid_client("x")), json!({"error": "invalid_client", "error_description": "x"}));
    // Encoding does not add a description that did not arrive.
    let decoded = OAuth2::decode(401, r#"{"error": "invalid_client"}"#);
    assert_eq!(decoded.message(), None);
    assert_eq!(written(decoded.error()), json!({"error": "invalid_client"}));
}

#[test]
fn oauth_2_challenges_are_decoded_in_all_lines_of_the_header() {
    let challenge =
        r#"Bearer realm="a", error="invalid_client", error_description="The \"client\" is gone", scope="read""#;
    let headers = [("WWW-Authenticate", r#"Basic realm="error=no""#), ("www-authenticate", challenge)];
    for text in ["", "{}", "<html>Unauthorized</html>"] {
        let decoded = OAuth2::decode_response(401, &headers, text);
        assert_eq!(*decoded.error(), OAuth2::invalid_client("The \"client\" is gone"), "{text}");
        assert_eq!(decoded.field("scope"), Some(Value::from("read")));
        // The lines are sent on as they came.
        assert_eq!(decoded.into_owned().body(), text.as_bytes());
    }
}

#[test]
fn problems_keep_the_sub_errors_of_their_members() {
    let text = r#"{"type": "https://example.com/probs/out-of-credit", "detail": "Your balance is 30, but that costs 50.",
        "traceId": "00-1", "errors": [{"detail": "too much", "pointer": "/amount"}, {"detail": "unknown", "pointer": "/currency"}]}"#;
    let decoded = Problem::decode(403, text);
    assert_eq!(*decoded.error(), Problem::out_of_credit("30", "50"));
    assert_eq!((decoded.request_id(), decoded.details().len()), (Some("00-1"), 2));
}

#[test]
fn the_id_of_a_json_rpc_response_is_kept_and_written() {
    let text = r#"[{"jsonrpc": "2.0", "id": 1, "result": 5}, {"jsonrpc": "2.0", "id": "b", "error": {"code": -32601, "message": "Method not found"}}]"#;
    let decoded = JsonRpc::detect(200, text).expect("it is an error");
    let id = decoded.field("id").expect("the error has an id");
    let response = decoded.error().encoder().field("id", id.into_owned()).body();
    assert_eq!(
        body(&response),
        json!({"jsonrpc": "2.0", "id": "b", "error": {"code": -32601, "message": "Method not found"}})
    );
}

#[test]
fn the_event_of_a_kubernetes_watch_is_an_error() {
    let text = r#"{"type": "MODIFIED", "object": {"kind": "Pod", "metadata": {"name": "web"}}}
{"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "pods \"web\" already exists", "reason": "AlreadyExists", "details": {"name": "web", "kind": "pods"}, "code": 409}}
"#;
    let decoded = Kubernetes::detect(200, text).expect("it is an error");
    assert_eq!(*decoded.error(), Kubernetes::already_exists("pods", "web"));
    assert_eq!(decoded.field("name"), Some(Value::from("web")));
}

#[test]
fn kubernetes_bodies_are_decoded_and_encoded() {
    let text = r#"{"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "pods \"web\" already exists",
        "reason": "AlreadyExists", "details": {"name": "web", "kind": "pods", "causes": [{"reason": "x"}]}, "code": 409}"#;
    let decoded = Kubernetes::decode(409, text);
    assert_eq!(*decoded.error(), Kubernetes::already_exists("pods", "web"));
    assert_eq!(decoded.field("name"), Some(Value::from("web")));
    assert_eq!(decoded.details().len(), 1);
    let written = written(decoded.error());
    assert_eq!(
        (&written["kind"], &written["status"], &written["code"]),
        (&json!("Status"), &json!("Failure"), &json!(409))
    );
    assert!(Kubernetes::detect(300, r#"{"kind": "Status", "status": "Success"}"#).is_none());
}
