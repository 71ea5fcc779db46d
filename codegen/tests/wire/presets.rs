//! Presets on bodies as servers of their kind send them.

use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode, each_detail, top_level_field};

use super::{is_error, read_body, read_errors, read_response, read_response_errors, table, text, write_and_read};

/// Returns a table of a preset with these entries.
fn preset(name: &str, entries: &str) -> errspec_codegen::Model {
    table(&format!("[envelope]\npreset = \"{name}\"\n{entries}"))
}

#[test]
fn json_rpc_reads_batches_and_texts() {
    let model = preset("json-rpc", "[errors.NOT_FOUND]\ncode = -32601\nmessage = \"Method not found\"\n");
    let batch = r#"[{"jsonrpc":"2.0","id":1,"result":{"code":1}},{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"Method not found"}}]"#;
    assert_eq!(read_body(&model, 200, batch), "NOT_FOUND -32601: Method not found id=2");
    assert!(is_error(&model, 200, batch));
    assert!(!is_error(&model, 200, r#"{"jsonrpc":"2.0","id":1,"result":{"error":{"code":3}}}"#));
    assert!(!is_error(&model, 200, r#"[{"jsonrpc":"2.0","id":1,"result":5}]"#));
    assert_eq!(read_errors(&model, batch), ["1 NOT_FOUND: Method not found 2"]);
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
fn scim_answers_a_bulk_request_with_an_error_for_each_operation() {
    let model = table(
        r#"
        [[envelope]]
        preset = "scim"

        [[envelope]]
        id             = "bulk"
        when           = { "/schemas/0" = "urn:ietf:params:scim:api:messages:2.0:BulkResponse" }
        errors         = "/Operations"
        code           = "/Operations/0/response/scimType"
        message        = "/Operations/0/response/detail"
        status         = { at = "/Operations/0/status", type = "string" }
        in_2xx         = true
        default_status = 200

        [fields]
        bulk_id = "/Operations/0/bulkId"

        [errors.UNIQUENESS]
        code   = "uniqueness"
        status = 409

        [errors.NOT_FOUND]
        status = [404, "2xx"]
        when   = { "/Operations/0/status" = { is = "404", or_at = "/status" } }
        "#,
    );
    let body = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],"Operations":[
        {"method":"POST","bulkId":"a","status":"201","location":"/Users/1"},
        {"method":"PATCH","bulkId":"b","status":"404","response":{"detail":"No user","status":"404"}},
        {"method":"POST","bulkId":"c","status":"409","response":{"scimType":"uniqueness","detail":"Taken","status":"409"}}]}"#;
    assert!(is_error(&model, 200, body));
    assert_eq!(read_body(&model, 200, body), r#"UNIQUENESS uniqueness: Taken bulk_id="c""#);
    let operations = [r#"1 NOT_FOUND: No user "b""#, r#"2 UNIQUENESS: Taken "c""#];
    let bulk = Incoming { status: Some(200), headers: None, body: body.as_bytes(), clock: || None };
    assert_eq!(read_response_errors(&model, &bulk), operations);
    let alone = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"No user","status":"404"}"#;
    assert_eq!(read_body(&model, 404, alone), "NOT_FOUND : No user");
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
    for challenge in [
        r#"Bearer realm="example", error="invalid_token", error_description="The \"token\" expired", scope="a b""#,
        r#"Basic realm="error=no", DPoP algs="ES256", error = "invalid_token" , error_description="The \"token\" expired",scope="a b""#,
        r#"Bearer error=invalid_token error_description="The \"token\" expired" scope="a b""#,
    ] {
        let header = move |name: &str| (name == "www-authenticate").then(|| challenge.to_owned());
        for body in ["", "{}", "<html></html>", "null", r#"{"message":"Unauthorized"}"#] {
            let incoming =
                Incoming { status: Some(401), headers: Some(&header), body: body.as_bytes(), clock: || None };
            let mut out = Decoded::new(body.as_bytes());
            let found = decode(&table, &incoming, &mut out);
            assert!(matches!(found, Found::Entry(entry) if entry.name() == "INVALID_TOKEN"), "{challenge} {body}");
            assert_eq!(out.parts.message(), Some(r#"The "token" expired"#));
            let scope = top_level_field(&table, &out.parts, "scope");
            assert_eq!(scope.map(|scope| scope.to_json()).as_deref(), Some(r#""a b""#));
        }
    }
    assert_eq!(read_body(&model, 401, r#"{"error":"invalid_token"}"#), "INVALID_TOKEN invalid_token: ");
}

#[test]
fn odata_reads_microsoft_graph_and_azure() {
    let model = preset("odata", "[errors.BAD]\ncode = \"BadRequest\"\n[errors.NO_BLOB]\ncode = \"BlobNotFound\"\n");
    let graph = r#"{"error":{"code":"BadRequest","message":"Bad","innerError":{"code":"outer","innerError":{"code":"inner"},"date":"2024-01-01T00:00:00","request-id":"r1","client-request-id":"c1"}}}"#;
    assert_eq!(read_body(&model, 400, graph), r#"BAD BadRequest: Bad (r1) inner_code="inner""#);
    let version_3 = r#"{"odata.error":{"code":"BadRequest","message":{"lang":"en-US","value":"Bad"}}}"#;
    assert_eq!(read_body(&model, 400, version_3), "BAD BadRequest: Bad");
    let header = |name: &str| match name {
        "x-ms-error-code" => Some("BlobNotFound".to_owned()),
        "x-ms-request-id" => Some("r2".to_owned()),
        _ => None,
    };
    // The answer to a `HEAD` request, and an error of the storage services in XML.
    for body in ["", "\u{feff}<?xml version=\"1.0\"?><Error><Code>BlobNotFound</Code></Error>"] {
        let incoming = Incoming { status: Some(404), headers: Some(&header), body: body.as_bytes(), clock: || None };
        assert_eq!(read_response(&model, &incoming), "NO_BLOB BlobNotFound:  (r2)");
    }
}

#[test]
#[cfg(feature = "xml")]
fn s3_reads_errors_of_a_success_and_of_keys() {
    let model = preset("s3", "[errors.DENIED]\ncode = \"AccessDenied\"\nstatus = 403\n");
    let late = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n   <Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
    assert!(is_error(&model, 200, late));
    let keys = "<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Deleted><Key>a</Key></Deleted><Error><Key>b</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error><Error><Key>c</Key><Code>InternalError</Code><Message>Sorry</Message></Error></DeleteResult>";
    assert!(is_error(&model, 200, keys));
    assert_eq!(read_body(&model, 200, keys), r#"DENIED AccessDenied: Access Denied key="b""#);
    assert_eq!(read_errors(&model, keys), [r#"0 DENIED: Access Denied "b""#, r#"1 unknown: Sorry "c""#]);
    let done = "<DeleteResult><Deleted><Key>a</Key></Deleted></DeleteResult>";
    let copied = "<CopyObjectResult><ETag>\"x\"</ETag></CopyObjectResult>";
    assert!(!is_error(&model, 200, done) && !is_error(&model, 200, copied));
}

#[test]
#[cfg(feature = "xml")]
fn aws_query_reads_ec2() {
    let model = preset("aws-query", "[errors.NO_INSTANCE]\ncode = \"InvalidInstanceID.NotFound\"\nstatus = 400\n");
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>The instance ID 'i-1' does not exist</Message></Error></Errors><RequestID>r1</RequestID></Response>";
    let expected = "NO_INSTANCE InvalidInstanceID.NotFound: The instance ID 'i-1' does not exist (r1)";
    assert_eq!(read_body(&model, 400, body), expected);
    assert!(write_and_read(&model, "NO_INSTANCE", &[("message", text("m"))]).starts_with("<ErrorResponse>"));
}

#[test]
fn elasticsearch_reads_bulk_items_and_searches() {
    let model = preset(
        "elasticsearch",
        "[errors.CONFLICT]\ncode = \"version_conflict_engine_exception\"\nstatus = 409\n[errors.NO_INDEX]\ncode = \"index_not_found_exception\"\n",
    );
    let bulk = r#"{"took":30,"errors":true,"items":[{"index":{"_index":"i","_id":"1","_version":1,"result":"created","status":201}},
        {"create":{"_index":"i","_id":"2","status":409,"error":{"type":"version_conflict_engine_exception","reason":"exists","index_uuid":"u","shard":"0","index":"i"}}},
        {"update":{"_index":"j","_id":"3","status":404,"error":{"type":"index_not_found_exception","reason":"none","caused_by":{"type":"x","reason":"y"}}}}]}"#;
    assert!(is_error(&model, 200, bulk));
    assert_eq!(read_body(&model, 200, bulk), r#"CONFLICT version_conflict_engine_exception: exists id="2" index="i""#);
    assert_eq!(read_errors(&model, bulk), [r#"1 CONFLICT: exists "i" "2""#, r#"2 NO_INDEX: none "j" "3" "x" "y""#]);
    let done = r#"{"took":30,"errors":false,"items":[{"index":{"_index":"i","_id":"1","status":201}}]}"#;
    assert!(!is_error(&model, 200, done));
    let searches = r#"{"took":3,"responses":[{"hits":{"hits":[]},"status":200},{"error":{"root_cause":[],"type":"index_not_found_exception","reason":"none","index":"k"},"status":404}]}"#;
    assert!(is_error(&model, 200, searches));
    assert_eq!(read_body(&model, 200, searches), r#"NO_INDEX index_not_found_exception: none index="k""#);
    assert!(!is_error(&model, 200, r#"{"took":3,"hits":{"hits":[{"_source":{"error":{"type":"x"}}}]}}"#));
}

#[test]
fn fhir_passes_over_warnings() {
    let model = preset("fhir", "[errors.REQUIRED]\ncode = \"required\"\nstatus = 422\n");
    let outcome = |issues: &str| format!(r#"{{"resourceType":"OperationOutcome","issue":[{issues}]}}"#);
    let hint = r#"{"severity":"information","code":"informational","diagnostics":"Hint"}"#;
    let warning = r#"{"severity":"warning","code":"business-rule","diagnostics":"Old"}"#;
    let error = r#"{"severity":"error","code":"required","diagnostics":"No name","location":["/f:Patient/f:name"]}"#;
    let body = outcome(&[hint, warning, error].join(","));
    let expected = r#"REQUIRED required: No name location=["/f:Patient/f:name"] severity="error""#;
    assert_eq!(read_body(&model, 422, &body), expected);
    assert_eq!(read_errors(&model, &body), [r#"2 REQUIRED: No name "error" ["/f:Patient/f:name"]"#]);
    // A server that rejects a request with nothing but a warning still says why.
    assert_eq!(read_body(&model, 422, &outcome(warning)), r#"unknown business-rule: Old severity="warning""#);
}

#[test]
#[cfg(feature = "xml")]
fn soap_reads_faults_of_a_success_with_actor_and_detail() {
    let model = preset("soap", "[errors.CLIENT]\ncode = \"Client\"\n[errors.SENDER]\ncode = \"Sender\"\n");
    let old = r#"<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring xml:lang="en">Bad</faultstring><faultactor>urn:a</faultactor><detail><e:code xmlns:e="urn:e">5</e:code></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"#;
    assert_eq!(
        read_body(&model, 200, old),
        r#"CLIENT Client: Bad actor="urn:a" detail={"code":{"@e":"urn:e","":"5"}}"#
    );
    assert!(is_error(&model, 200, old));
    // A subcode that the table does not know leaves the code.
    let new = r#"<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>m:Other</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">Late</env:Text><env:Text xml:lang="de">Spät</env:Text></env:Reason><env:Role>urn:b</env:Role></env:Fault></env:Body></env:Envelope>"#;
    assert_eq!(read_body(&model, 500, new), r#"SENDER Other: Late actor="urn:b""#);
    assert!(!is_error(&model, 200, "<Envelope><Body><GetResponse/></Body></Envelope>"));
}

#[test]
fn graphql_reads_the_codes_of_each_server() {
    let model = preset("graphql", "[errors.MISSING]\ncode = \"NOT_FOUND\"\n");
    for error in [
        r#"{"message":"none","extensions":{"code":"NOT_FOUND"}}"#,
        r#"{"message":"none","extensions":{"errorType":"NOT_FOUND","classification":"DataFetchingException"}}"#,
        r#"{"message":"none","extensions":{"classification":"NOT_FOUND"}}"#,
        r#"{"type":"NOT_FOUND","message":"none"}"#,
        r#"{"errorType":"NOT_FOUND","message":"none","errorInfo":null}"#,
    ] {
        let body = format!(r#"{{"data":null,"errors":[{error}]}}"#);
        assert_eq!(read_body(&model, 200, &body), "MISSING NOT_FOUND: none");
        assert!(is_error(&model, 200, &body), "{body}");
    }
    for (body, expected) in [
        (r#"{"errors":["no query"]}"#, "unknown : no query"),
        (r#"{"errors":"no query"}"#, "unknown : no query"),
        (r#"{"errors":{"message":"no query","path":["a",0]}}"#, r#"unknown : no query path=["a",0]"#),
    ] {
        assert_eq!(read_body(&model, 400, body), expected);
    }
    assert!(!is_error(&model, 200, r#"{"data":{"errors":[1]},"errors":null}"#));
}

#[test]
fn kubernetes_reads_the_events_of_a_watch() {
    let model = preset(
        "kubernetes",
        "[errors.EXPIRED]\ncode = \"Expired\"\nstatus = 410\n[errors.INVALID]\ncode = \"Invalid\"\n",
    );
    let status = r#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}"#;
    let expected = "EXPIRED Expired: too old resource version: 1 (2)";
    let watch =
        format!("{{\"type\":\"ADDED\",\"object\":{{\"kind\":\"Pod\"}}}}\n{{\"type\":\"ERROR\",\"object\":{status}}}\n");
    assert_eq!(read_body(&model, 410, status), expected);
    assert_eq!(read_body(&model, 200, &watch), expected);
    assert!(is_error(&model, 200, &watch));
    assert!(!is_error(&model, 200, r#"{"kind":"Status","status":"Success"}"#));
    assert!(!is_error(&model, 200, "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",\"status\":{}}}\n"));
    let invalid = r#"{"kind":"Status","status":"Failure","message":"m","reason":"Invalid","details":{"name":"w","group":"apps","kind":"Deployment","causes":[{"reason":"FieldValueInvalid","message":"x","field":"spec.replicas"}]},"code":422}"#;
    assert_eq!(read_body(&model, 422, invalid), r#"INVALID Invalid: m group="apps" kind="Deployment" name="w""#);
    assert_eq!(
        write_and_read(&model, "EXPIRED", &[("message", text("m"))]),
        r#"{"message":"m","kind":"Status","status":"Failure","reason":"Expired","code":410}"#
    );
}

#[test]
fn problems_are_read_with_their_sub_errors() {
    let problem = "[detail]\nname = \"~#\"\nfirst = [\"/detail\", \"/0\"]\n[errors.INVALID]\ncode = \"https://x/invalid\"\n[errors.BAD]\nstatus = 400\n";
    let model = preset("rfc9457", problem);
    let list = r#"{"type":"https://x/invalid","title":"Not valid","errors":[{"detail":"too long","pointer":"/name"},{"detail":"no date","pointer":"/day"}],"instance":""}"#;
    assert_eq!(read_body(&model, 422, list), r#"INVALID https://x/invalid: Not valid title="Not valid""#);
    let map = r#"{"type":"about:blank","title":"One or more validation errors occurred.","status":400,"traceId":"00-1","errors":{"Name":["The Name field is required."],"Age":["x"]}}"#;
    let expected =
        r#"BAD : One or more validation errors occurred. (00-1) title="One or more validation errors occurred.""#;
    assert_eq!(read_body(&model, 400, map), expected);
    for body in [list, map] {
        let (table, mut out) = (model.table(), Decoded::new(body.as_bytes()));
        decode(&table, &super::incoming(400, body), &mut out);
        let mut details = 0;
        each_detail(&table, &out.parts, &mut |_| details += 1);
        assert_eq!(details, 2, "{body}");
    }
}

#[test]
fn google_rpc_reads_the_reasons_of_older_apis() {
    let model = preset(
        "google-rpc",
        "[errors.MISSING]\ncode = \"notFound\"\nstatus = 404\n[errors.QUOTA]\ncode = \"RESOURCE_EXHAUSTED\"\n",
    );
    let old = r#"{"error":{"errors":[{"domain":"global","reason":"notFound","message":"No file","locationType":"parameter"}],"code":404,"message":"No file"}}"#;
    assert_eq!(read_body(&model, 404, old), r#"MISSING notFound: No file domain="global" reason="notFound""#);
    let both = r#"{"error":{"code":429,"message":"Slow","errors":[{"domain":"usageLimits","reason":"rateLimitExceeded","message":"Slow"}],"status":"RESOURCE_EXHAUSTED"}}"#;
    assert_eq!(
        read_body(&model, 429, both),
        r#"QUOTA RESOURCE_EXHAUSTED: Slow domain="usageLimits" reason="rateLimitExceeded""#
    );
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

#[cfg(feature = "xml")]
#[test]
fn aws_query_reads_both_layouts() {
    let model = preset("aws-query", "[errors.NO_TOPIC]\ncode = \"NotFound\"\nstatus = 404\n");
    let query = "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>NotFound</Code>\
                 <Message>No topic</Message></Error><RequestId>r-1</RequestId></ErrorResponse>";
    assert_eq!(read_body(&model, 404, query), r#"NO_TOPIC NotFound: No topic (r-1) fault="Sender""#);
    let ec2 = "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>NotFound</Code><Message>No topic</Message></Error></Errors>\
               <RequestID>r-2</RequestID></Response>";
    assert_eq!(read_body(&model, 404, ec2), "NO_TOPIC NotFound: No topic (r-2)");
    assert!(!is_error(&model, 200, "<Response><Errors/></Response>"));
}

#[cfg(feature = "xml")]
#[test]
fn soap_reads_the_faults_of_both_versions() {
    let model = preset("soap", "[errors.DENIED]\ncode = \"Denied\"\n[errors.CLIENT]\ncode = \"Client\"\n");
    let first = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:Client</faultcode>\
                 <faultstring>Bad id</faultstring><detail><Id>7</Id></detail></s:Fault></s:Body></s:Envelope>";
    assert_eq!(read_body(&model, 500, first), r#"CLIENT Client: Bad id detail={"Id":"7"}"#);
    assert!(is_error(&model, 200, first));
    let second = "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value>\
                  <e:Subcode><e:Value>m:Denied</e:Value></e:Subcode></e:Code><e:Reason><e:Text xml:lang=\"en\">Not yours</e:Text></e:Reason>\
                  </e:Fault></e:Body></e:Envelope>";
    assert_eq!(read_body(&model, 500, second), "DENIED Denied: Not yours");
    assert!(!is_error(&model, 200, "<e:Envelope><e:Body><Balance>1</Balance></e:Body></e:Envelope>"));
}

#[cfg(feature = "xml")]
#[test]
fn s3_reads_an_error_and_one_for_each_key() {
    let model =
        preset("s3", "[errors.NO_KEY]\ncode = \"NoSuchKey\"\nstatus = 404\n[errors.DENIED]\ncode = \"AccessDenied\"\n");
    let alone = "<Error><Code>NoSuchKey</Code><Message>No key</Message><Resource>/b/k</Resource><RequestId>r</RequestId></Error>";
    assert_eq!(read_body(&model, 404, alone), r#"NO_KEY NoSuchKey: No key (r) resource="/b/k""#);
    assert!(is_error(&model, 200, alone));
    let keys = "<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b</Key><Code>AccessDenied</Code><Message>No</Message></Error>\
                <Error><Key>c</Key><Code>NoSuchKey</Code><Message>None</Message></Error></DeleteResult>";
    assert!(is_error(&model, 200, keys));
    assert_eq!(read_errors(&model, keys), [r#"0 DENIED: No "b""#, r#"1 NO_KEY: None "c""#]);
    assert!(!is_error(&model, 200, "<DeleteResult><Deleted><Key>a</Key></Deleted></DeleteResult>"));
}
