//! Presets read what servers of their kind send: responses that were recorded from real servers.

#![allow(clippy::panic, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::fs;

use errspec::{Code, Decode};
use errspec_tests::shared;
use errspec_tests::zoo::{APIS, Response};

mod tables {
    #[errspec::table("./tables/recorded_s3.toml")]
    pub enum S3 {}

    #[errspec::table("./tables/recorded_aws_json.toml")]
    pub enum AwsJson {}

    #[errspec::table("./tables/recorded_registry.toml")]
    pub enum Registry {}

    #[errspec::table("./tables/recorded_etcd.toml")]
    pub enum Etcd {}

    #[errspec::table("./tables/recorded_influxdb.toml")]
    pub enum InfluxDb {}

    #[errspec::table("./tables/recorded_prometheus.toml")]
    pub enum Prometheus {}

    #[errspec::table("./tables/recorded_matrix.toml")]
    pub enum Matrix {}

    #[errspec::table("./tables/published_soap.toml")]
    pub enum Soap {}

    #[errspec::table("./tables/published_scim.toml")]
    pub enum Scim {}

    #[errspec::table("./tables/published_fhir.toml")]
    pub enum Fhir {}

    #[errspec::table("./tables/published_odata.toml")]
    pub enum Odata {}

    #[errspec::table("./tables/published_aws_query.toml")]
    pub enum AwsQuery {}
}

use tables::{AwsJson, AwsQuery, Etcd, Fhir, InfluxDb, Matrix, Odata, Prometheus, Registry, S3, Scim, Soap};

/// A response as `curl -i` prints it.
struct Recorded {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Recorded {
    fn parse(text: &[u8]) -> Self {
        let end = find(text, b"\r\n\r\n").expect("a head ends with an empty line");
        let (head, rest) = text.split_at(end);
        let body = rest.get(4..).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let status: u16 = status.expect("a head begins with the status");
        // An interim response comes before the one that counts.
        if status < 200 {
            return Self::parse(body);
        }
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect();
        let header = |name: &str| headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let length = header("content-length").and_then(|(_, value)| value.parse().ok()).unwrap_or(body.len());
        // What the server sent after the body is glued on.
        let trailer = header("trailer").and_then(|(_, name)| find(body, format!("{name}:").as_bytes()));
        let end = length.min(trailer.unwrap_or(body.len()));
        Self { status, headers, body: body.get(..end).unwrap_or(body).to_vec() }
    }

    /// Returns the body, if it is a JSON object.
    fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok().filter(serde_json::Value::is_object)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Returns the offset of the first occurrence.
fn find(text: &[u8], searched: &[u8]) -> Option<usize> {
    text.windows(searched.len()).position(|bytes| bytes == searched)
}

/// Returns the recorded errors of a server.
fn errors_of(server: &str) -> Vec<Recorded> {
    responses_of(server).into_iter().filter(|recorded| recorded.status >= 400).collect()
}

/// Returns the recorded responses of a server.
fn responses_of(server: &str) -> Vec<Recorded> {
    let folder = shared().join("recorded").join(server);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "http"));
    paths.sort();
    paths.iter().map(|path| Recorded::parse(&fs::read(path).expect("a recorded response can be read"))).collect()
}

/// Returns the text between two others.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(inside, _)| inside)
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_s3_has_its_code_and_message() {
    let mut count = 0;
    for recorded in errors_of("moto_s3") {
        let text = String::from_utf8_lossy(&recorded.body);
        let Some(code) = between(&text, "<Code>", "</Code>") else { continue };
        let decoded = S3::decode_response(recorded.status, &recorded.headers, &recorded.body);
        assert_eq!(decoded.code(), Some(Code::String(code)), "{text}");
        assert_eq!(decoded.message(), between(&text, "<Message>", "</Message>"), "{text}");
        assert_eq!(decoded.error() == &S3::NoSuchBucket, code == "NoSuchBucket", "{text}");
        count += 1;
    }
    assert!(count >= 10, "only {count} errors");
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_aws_json_has_its_code_without_the_namespace() {
    let mut count = 0;
    for recorded in errors_of("moto_json") {
        let text = String::from_utf8_lossy(&recorded.body);
        let Some(shape) = between(&text, "\"__type\": \"", "\"") else { continue };
        let code = shape.rsplit('#').next().unwrap_or(shape);
        let decoded = AwsJson::decode_response(recorded.status, &recorded.headers, &recorded.body);
        assert_eq!(decoded.code(), Some(Code::String(code)), "{text}");
        assert!(decoded.message().is_some() && decoded.request_id().is_some(), "{text}");
        count += 1;
    }
    assert!(count >= 5, "only {count} errors");
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_a_registry_has_its_code_and_message() {
    let mut count = 0;
    for recorded in errors_of("docker_registry") {
        let decoded = Registry::decode_response(recorded.status, &recorded.headers, &recorded.body);
        let Some(json) = recorded.json() else {
            let not_allowed = matches!(decoded.error(), Registry::NotAllowed { .. });
            assert_eq!(not_allowed, recorded.status == 405, "{}", recorded.text());
            continue;
        };
        assert_eq!(decoded.code(), json["errors"][0]["code"].as_str().map(Code::String), "{json}");
        assert_eq!(decoded.message(), json["errors"][0]["message"].as_str(), "{json}");
        assert_eq!(Some(decoded.errors().len()), json["errors"].as_array().map(Vec::len), "{json}");
        assert_eq!(decoded.field("challenge").is_some(), recorded.status == 401, "{json}");
        assert_eq!(decoded.error() == &Registry::Unauthorized, recorded.status == 401, "{json}");
        count += 1;
    }
    assert!(count >= 15, "only {count} errors");
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_etcd_has_its_code_and_message() {
    let mut count = 0;
    for recorded in errors_of("etcd") {
        let decoded = Etcd::decode_response(recorded.status, &recorded.headers, &recorded.body);
        let Some(json) = recorded.json() else {
            assert_eq!(decoded.message(), Some(recorded.text().trim()));
            continue;
        };
        let code = json["code"].as_i64().or_else(|| json["errorCode"].as_i64());
        assert_eq!(decoded.code(), code.map(Code::Integer), "{json}");
        assert_eq!(decoded.message(), json["message"].as_str(), "{json}");
        assert_eq!(decoded.field("cause").is_some(), json["cause"].is_string(), "{json}");
        let too_large = matches!(decoded.error(), Etcd::TooLarge { size, limit } if size > limit);
        assert_eq!(too_large, code == Some(8), "{json}");
        assert_eq!(decoded.error() == &Etcd::KeyNotFound, json["message"] == "Key not found", "{json}");
        count += 1;
    }
    assert!(count >= 20, "only {count} errors");
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn a_failed_result_of_influxdb_is_an_error_in_a_2xx_response() {
    let mut counts = (0, 0);
    for recorded in responses_of("influxdb") {
        let Some(json) = recorded.json() else { continue };
        let detected = InfluxDb::detect_response(recorded.status, &recorded.headers, &recorded.body);
        let results = json["results"].as_array();
        let failed = results.and_then(|results| results.iter().find(|result| result["error"].is_string()));
        let Some(message) = failed.map_or(&json["error"], |result| &result["error"]).as_str() else {
            assert!(detected.is_none(), "{json}");
            continue;
        };
        let decoded = detected.unwrap_or_else(|| panic!("{json} is an error"));
        assert_eq!(decoded.message(), Some(message));
        assert!(decoded.request_id().is_some(), "{json}");
        let database = message.strip_prefix("database not found: ").map(|name| name.trim_matches('"'));
        let found = match decoded.error() {
            InfluxDb::DatabaseNotFound { database } => Some(database.as_str()),
            _ => None,
        };
        assert_eq!(found, database, "{json}");
        assert_eq!(decoded.field("statement").is_some(), failed.is_some(), "{json}");
        counts = if failed.is_some() { (counts.0 + 1, counts.1) } else { (counts.0, counts.1 + 1) };
    }
    assert!(counts.0 >= 5 && counts.1 >= 10, "only {counts:?} errors");
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_prometheus_has_its_code_and_message() {
    let mut count = 0;
    for recorded in errors_of("prometheus") {
        let decoded = Prometheus::decode_response(recorded.status, &recorded.headers, &recorded.body);
        let Some(json) = recorded.json() else {
            assert_eq!(decoded.message(), Some(recorded.text().trim()));
            continue;
        };
        let message = json["error"].as_str();
        assert_eq!(decoded.code(), json["errorType"].as_str().map(Code::String), "{json}");
        assert_eq!(decoded.message(), message, "{json}");
        let is_parameter = message.is_some_and(|message| message.starts_with("invalid parameter"));
        assert_eq!(matches!(decoded.error(), Prometheus::BadParameter { .. }), is_parameter, "{json}");
        count += 1;
    }
    assert!(count >= 10, "only {count} errors");
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_matrix_has_its_code_message_and_delay() {
    let mut count = 0;
    for recorded in errors_of("synapse") {
        let decoded = Matrix::decode_response(recorded.status, &recorded.headers, &recorded.body);
        let Some(json) = recorded.json() else { continue };
        let needs_more = matches!(decoded.error(), Matrix::AuthenticationNeeded { .. });
        assert_eq!(needs_more, json["flows"].is_array(), "{json}");
        assert_eq!(decoded.code(), json["errcode"].as_str().map(Code::String), "{json}");
        assert_eq!(decoded.message(), json["error"].as_str(), "{json}");
        assert_eq!(decoded.retry_after().is_some(), recorded.status == 429, "{json}");
        count += 1;
    }
    assert!(count >= 30, "only {count} errors");
}

/// Returns the code and the message of a published response of an API, as a table reads them, and the message that is expected.
fn published<E: Decode>(api: &str, number: usize) -> (String, String, String) {
    let api = APIS.iter().find(|known| known.name == api).expect("the zoo has the API");
    let file: serde_json::Value = serde_json::from_str(&api.responses().expect("the zoo is there")).expect("JSON");
    let response = Response::read(&file["responses"][number]).expect("a response has status, headers, body, expect");
    let decoded = E::decode_response(response.status, &response.headers, &response.body);
    let code = decoded.code().map(|code| code.to_string()).unwrap_or_default();
    let expected = response.expect["message"].as_str().unwrap_or_default().to_owned();
    (code, decoded.message().unwrap_or_default().to_owned(), expected)
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn presets_read_the_published_responses_of_their_kind() {
    let responses = [
        (published::<Soap>("workday_soap", 0), "Client.validationError"),
        (published::<Soap>("netsuite_soap", 1), "Server.userException"),
        (published::<Soap>("dpd_soap", 1), "100"),
        (published::<Scim>("scim_rfc7644", 0), "mutability"),
        (published::<Scim>("scim_rfc7644", 1), ""),
        (published::<Fhir>("fhir_operationoutcome", 0), "code-invalid"),
        (published::<Fhir>("fhir_operationoutcome", 1), "not-supported"),
        (published::<Odata>("dynamics_dataverse", 0), "0x80040217"),
        (published::<Odata>("dynamics_dataverse", 1), "0x80040217"),
        (published::<AwsQuery>("aws_query_xml", 0), "NoSuchEntity"),
        (published::<AwsQuery>("aws_query_xml", 1), "InvalidInstanceID.Malformed"),
        (published::<AwsJson>("aws_rest_json", 0), "ResourceNotFoundException"),
        (published::<AwsJson>("aws_rest_json", 1), "FooError"),
        (published::<S3>("aws_s3_xml", 0), "AccessDenied"),
        (published::<S3>("aws_s3_xml", 1), "BucketAlreadyOwnedByYou"),
    ];
    for ((code, message, expected), expected_code) in responses {
        assert_eq!((code.as_str(), message), (expected_code, expected));
    }
}
