//! Presets on bodies as servers of their kind send them.

use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode};

use super::{is_error, read_body, read_errors, table, text, write_and_read};

/// Returns a table of a preset with these entries.
fn preset(name: &str, entries: &str) -> errspec_codegen::Model {
    table(&format!("[envelope]\npreset = \"{name}\"\n{entries}"))
}

#[test]
fn json_rpc_reads_batches_and_texts() {
    let model = preset("json-rpc", "[errors.NOT_FOUND]\ncode = -32601\nmessage = \"Method not found\"\n");
    let batch = r#"[{"jsonrpc":"2.0","id":1,"result":{"code":1}},{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"Method not found"}}]"#;
    assert_eq!(read_body(&model, 200, batch), "NOT_FOUND -32601: Method not found");
    assert!(is_error(&model, 200, batch));
    assert!(!is_error(&model, 200, r#"{"jsonrpc":"2.0","id":1,"result":{"error":{"code":3}}}"#));
    assert!(!is_error(&model, 200, r#"[{"jsonrpc":"2.0","id":1,"result":5}]"#));
    assert_eq!(read_errors(&model, batch), ["1 NOT_FOUND: Method not found"]);
    assert_eq!(read_body(&model, 200, r#"{"error":"Bad gateway"}"#), "unknown : Bad gateway");
    assert!(is_error(&model, 200, r#"{"error":"Bad gateway"}"#));
    assert!(!is_error(&model, 200, r#"{"jsonrpc":"2.0","result":1,"error":null}"#));
    let body = write_and_read(&model, "NOT_FOUND", &[]);
    assert_eq!(body, r#"{"jsonrpc":"2.0","error":{"message":"Method not found","code":-32601}}"#);
}

#[test]
fn odata_reads_inner_errors_and_old_messages() {
    let model = preset("odata", "[errors.BAD]\ncode = \"BadRequest\"\n");
    let body = r#"{"error":{"code":"BadRequest","message":"Bad","target":"q","innererror":{"code":"A","innererror":{"code":"B"},"request-id":"r1"}}}"#;
    assert_eq!(read_body(&model, 400, body), r#"BAD BadRequest: Bad (r1) inner_code="B" target="q""#);
    let old = r#"{"error":{"code":"BadRequest","message":{"lang":"en-US","value":"Bad"}}}"#;
    assert_eq!(read_body(&model, 400, old), "BAD BadRequest: Bad");
}

#[test]
fn aws_json_reads_the_shape_from_a_header_or_the_body() {
    let model = preset("aws-json", "[errors.MISSING]\ncode = \"ResourceNotFoundException\"\nstatus = 400\n");
    for code in [
        "ResourceNotFoundException",
        "com.amazonaws.x#ResourceNotFoundException",
        "a#ResourceNotFoundException:http://b/c",
    ] {
        let body = format!(r#"{{"__type":"{code}","Message":"No table"}}"#);
        assert_eq!(read_body(&model, 400, &body), "MISSING ResourceNotFoundException: No table");
        let table = model.table();
        let header = move |name: &str| match name {
            "x-amzn-errortype" => Some(code.to_owned()),
            "x-amzn-requestid" => Some("r1".to_owned()),
            _ => None,
        };
        let body = br#"{"message":"No table"}"#;
        let incoming = Incoming { status: Some(400), headers: Some(&header), body, clock: || None };
        let mut out = Decoded::new(body);
        assert!(matches!(decode(&table, &incoming, &mut out), Found::Entry(_)));
        assert_eq!(out.parts.request_id(), Some("r1"));
    }
}

#[test]
#[cfg(feature = "xml")]
fn aws_query_and_s3_read_xml() {
    let query = preset("aws-query", "[errors.GONE]\ncode = \"NoSuchEntity\"\nstatus = 404\n");
    let body = r#"<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>No user</Message></Error><RequestId>r1</RequestId></ErrorResponse>"#;
    assert_eq!(read_body(&query, 404, body), r#"GONE NoSuchEntity: No user (r1) fault="Sender""#);
    let s3 = preset("s3", "[errors.DENIED]\ncode = \"AccessDenied\"\nstatus = 403\n");
    let body = r#"<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message><Resource>/b/k</Resource><RequestId>r2</RequestId><HostId>h</HostId></Error>"#;
    assert_eq!(read_body(&s3, 403, body), r#"DENIED AccessDenied: Access Denied (r2) host_id="h" resource="/b/k""#);
    assert!(write_and_read(&s3, "DENIED", &[("message", text("m"))]).starts_with("<Error>"));
}

#[test]
#[cfg(feature = "xml")]
fn soap_reads_both_versions_whatever_the_prefix() {
    let model = preset("soap", "[errors.CLIENT]\ncode = \"Client\"\n[errors.TIMEOUT]\ncode = \"MessageTimeout\"\n");
    let old = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>Bad</faultstring></s:Fault></s:Body></s:Envelope>"#;
    assert_eq!(read_body(&model, 500, old), "CLIENT Client: Bad");
    let new = r#"<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>m:MessageTimeout</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">Late</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>"#;
    assert_eq!(read_body(&model, 500, new), "TIMEOUT MessageTimeout: Late");
}

#[test]
fn elasticsearch_reads_the_deepest_cause() {
    let model = preset("elasticsearch", "[errors.PARSING]\ncode = \"parsing_exception\"\nstatus = 400\n");
    let body = r#"{"error":{"root_cause":[{"type":"x","reason":"y"}],"type":"parsing_exception","reason":"Bad","index":"i","caused_by":{"type":"a","reason":"b","caused_by":{"type":"c","reason":"d"}}},"status":400}"#;
    let read = read_body(&model, 400, body);
    assert_eq!(read, r#"PARSING parsing_exception: Bad cause_reason="d" cause_type="c" index="i""#);
    assert_eq!(
        read_body(&model, 400, r#"{"error":"no handler found for uri","status":400}"#),
        "unknown : no handler found for uri"
    );
}

#[test]
fn scim_is_told_by_its_schema() {
    let model = preset("scim", "[errors.UNIQUENESS]\ncode = \"uniqueness\"\nstatus = 409\n");
    let body = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"scimType":"uniqueness","detail":"Taken","status":"409"}"#;
    assert_eq!(read_body(&model, 409, body), "UNIQUENESS uniqueness: Taken");
    let written = write_and_read(&model, "UNIQUENESS", &[("message", text("Taken"))]);
    let expected = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"Taken","scimType":"uniqueness","status":"409"}"#;
    assert_eq!(written, expected);
}

#[test]
fn fhir_reads_every_issue() {
    let model = preset(
        "fhir",
        "[errors.REQUIRED]\ncode = \"required\"\nstatus = 422\n[errors.NO_PATIENT]\ncode = \"MSG_NO_MATCH\"\n",
    );
    let body = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"required","diagnostics":"No name","expression":["Patient.name"]},
        {"severity":"fatal","code":"not-found","details":{"coding":[{"code":"MSG_NO_MATCH"}],"text":"No patient"}}]}"#;
    let read = read_body(&model, 422, body);
    assert_eq!(read, r#"REQUIRED required: No name location=["Patient.name"] severity="error""#);
    assert_eq!(
        read_errors(&model, body),
        [r#"0 REQUIRED: No name "error" ["Patient.name"]"#, r#"1 NO_PATIENT: No patient "fatal""#]
    );
}

#[test]
fn google_rpc_is_read_in_a_list() {
    let model = preset("google-rpc", "[errors.DENIED]\ncode = \"PERMISSION_DENIED\"\nstatus = 403\n");
    let error = r#"{"error":{"code":403,"message":"No","status":"PERMISSION_DENIED","details":[{"@type":"x","links":[]},{"reason":"R","domain":"d"}]}}"#;
    let expected = r#"DENIED PERMISSION_DENIED: No domain="d" reason="R""#;
    assert_eq!(read_body(&model, 403, error), expected);
    assert_eq!(read_body(&model, 403, &format!("[{{\"value\":1}},{error}]")), expected);
    assert_eq!(
        write_and_read(&model, "DENIED", &[("message", text("No"))]),
        r#"{"error":{"message":"No","status":"PERMISSION_DENIED","code":403}}"#
    );
}

#[test]
fn oauth_2_is_read_from_the_header() {
    let model = preset("oauth2", "[errors.INVALID_TOKEN]\ncode = \"invalid_token\"\nstatus = 401\n");
    let table = model.table();
    let challenge = r#"Bearer realm="example", error="invalid_token", error_description="The token expired""#;
    let header = move |name: &str| (name == "www-authenticate").then(|| challenge.to_owned());
    // The page of a gateway is no entry, but its code tells which it comes nearest to.
    for body in ["", "{}", "<html></html>"] {
        let incoming = Incoming { status: Some(401), headers: Some(&header), body: body.as_bytes(), clock: || None };
        let mut out = Decoded::new(body.as_bytes());
        let found = decode(&table, &incoming, &mut out);
        assert_eq!(found.nearest().map(|entry| entry.name()), Some("INVALID_TOKEN"), "{body}");
        assert_eq!(matches!(found, Found::Entry(_)), !body.starts_with('<'), "{body}");
        assert_eq!(out.parts.message(), Some("The token expired"));
    }
    assert_eq!(read_body(&model, 401, r#"{"error":"invalid_token"}"#), "INVALID_TOKEN invalid_token: ");
}

#[test]
fn oci_reads_every_error_of_a_registry() {
    let model = preset("oci", "[errors.DENIED]\ncode = \"DENIED\"\nstatus = 403\nmessage = \"denied\"\n");
    let body = r#"{"errors":[{"code":"DENIED","message":"denied","detail":{"repo":"a"}},{"code":"TOOMANYREQUESTS","message":"slow"}]}"#;
    assert_eq!(read_body(&model, 403, body), "DENIED DENIED: denied");
    assert_eq!(read_errors(&model, body), ["0 DENIED: denied", "1 unknown: slow"]);
}

#[test]
fn grpc_gateway_reads_both_versions_and_streams() {
    let model = preset("grpc-gateway", "[errors.NOT_FOUND]\ncode = 5\nstatus = 404\n");
    for body in [
        r#"{"code":5,"message":"no such shelf","details":[]}"#,
        r#"{"error":"no such shelf","code":5}"#,
        r#"{"error":{"code":5,"message":"no such shelf"}}"#,
        r#"{"error":{"grpc_code":5,"http_code":404,"message":"no such shelf"}}"#,
    ] {
        assert_eq!(read_body(&model, 404, body), "NOT_FOUND 5: no such shelf");
    }
}

#[test]
fn matrix_and_prometheus_read_their_codes() {
    let model = preset("matrix", "[errors.LIMITED]\ncode = \"M_LIMIT_EXCEEDED\"\n");
    let body = r#"{"errcode":"M_LIMIT_EXCEEDED","error":"slow down","retry_after_ms":1500,"session":"s"}"#;
    assert_eq!(read_body(&model, 429, body), "LIMITED M_LIMIT_EXCEEDED: slow down session=\"s\"");
    let model = preset("prometheus", "[errors.TIMEOUT]\ncode = \"timeout\"\n");
    let body = r#"{"status":"error","errorType":"timeout","error":"late","warnings":["partial"]}"#;
    assert_eq!(read_body(&model, 503, body), "TIMEOUT timeout: late warnings=[\"partial\"]");
    assert_eq!(read_body(&model, 503, r#"{"status":"success","errorType":"timeout"}"#), "unknown : ");
}
