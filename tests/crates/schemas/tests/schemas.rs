//! Every encoded body is valid by the schemas of its table.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;

use errspec_tests_schemas::{APIS, Api, Written};
use jsonschema::Validator;
use serde_json::Value;

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap_or_else(|error| panic!("{error}: {schema:#}"))
}

/// Returns every encoded sample and example.
fn written(api: &Api) -> Vec<Written> {
    let write = |(entry, document): &(&'static str, &'static str)| {
        (api.write)(entry, document).unwrap_or_else(|| panic!("{}: no {entry} from {document}", api.name))
    };
    api.samples.iter().flat_map(write).chain((api.recorded)()).collect()
}

fn assert_valid(api: &Api, generator: &str, schema: &Value, validator: &Validator, written: &Written) {
    let body = written.body();
    let errors: Vec<String> = validator.iter_errors(&body).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{} {} by {generator}: {errors:#?}\n{body:#}\n{schema:#}", api.name, written.entry);
}

fn assert_all_valid(api: &Api, generator: &str, schema: &Value, bodies: &[Written]) {
    let validator = validator(schema);
    for written in bodies {
        assert_valid(api, generator, schema, &validator, written);
    }
}

#[test]
fn every_body_is_valid_by_the_schema_of_its_type() {
    for api in APIS {
        for (generator, schema) in [("schemars", (api.schema)()), ("utoipa", (api.openapi)())] {
            let validator = validator(&schema);
            for written in written(api) {
                assert_valid(api, generator, &schema, &validator, &written);
            }
        }
    }
}

#[test]
fn every_body_is_valid_by_the_schema_of_its_status() {
    for api in APIS {
        let responses = (api.openapi_responses)();
        // A table may have hundreds of entries of one status, whose schema is compiled once.
        let mut of_status: BTreeMap<(u16, String), Vec<Written>> = BTreeMap::new();
        for written in written(api) {
            let (_, media_type) = written.response.headers.iter().find(|(name, _)| name == "content-type").unwrap();
            of_status.entry((written.response.status, media_type.clone())).or_default().push(written);
        }
        for ((status, media_type), bodies) in of_status {
            let schema = (api.by_status)(status).unwrap_or_else(|| panic!("{}: no schema for {status}", api.name));
            assert_all_valid(api, "schemars", &schema, &bodies);

            let response = responses.get(status.to_string()).unwrap_or_else(|| panic!("{}: no {status}", api.name));
            let content = response.get("content").and_then(|content| content.get(&media_type));
            let schema = content.and_then(|content| content.get("schema"));
            let schema = schema.unwrap_or_else(|| panic!("{}: no {media_type} in {response:#}", api.name));
            assert_all_valid(api, "utoipa", schema, &bodies);
        }
    }
}

#[test]
fn every_header_is_described() {
    let mut checked = 0;
    for api in APIS {
        let responses = (api.openapi_responses)();
        for written in written(api) {
            let described = &responses[written.response.status.to_string()]["headers"];
            for (name, value) in written.response.headers.iter().filter(|(name, _)| name != "content-type") {
                checked += 1;
                let header = described.get(name).unwrap_or_else(|| panic!("{} {}: no {name}", api.name, written.entry));
                let schema = &header["schema"];
                let is_text = schema["type"] == "string" || schema["enum"][0].is_string();
                let value = match serde_json::from_str(value) {
                    Ok(value) if !is_text => value,
                    _ => Value::from(value.as_str()),
                };
                assert!(validator(schema).is_valid(&value), "{} {}: {value} {schema}", api.name, written.entry);
            }
            for (name, header) in described.as_object().into_iter().flatten() {
                let is_written = written.response.headers.iter().any(|(own, _)| own == name);
                assert!(header["required"] != true || is_written, "{} {}: {name}", api.name, written.entry);
            }
        }
    }
    assert!(checked > 100, "only {checked} headers");
}

#[test]
fn every_problem_document_is_valid_by_the_schema_of_its_status() {
    for api in APIS {
        let responses = (api.negotiated_responses)();
        let mut validators = BTreeMap::new();
        for (entry, document) in api.samples {
            for written in (api.write_problem)(entry, document).unwrap() {
                let content = &responses[written.response.status.to_string()]["content"];
                // Where the table's own form is a problem document, no other is described.
                let own = content["application/json"].is_null() && content.as_object().unwrap().len() == 1;
                let schema = &content["application/problem+json"]["schema"];
                assert!(own || !schema.is_null(), "{} {entry}: {content:#}", api.name);
                if !own {
                    let validator = validators.entry(written.response.status).or_insert_with(|| validator(schema));
                    assert_valid(api, "utoipa", schema, validator, &written);
                }
            }
        }
    }
}

/// A schema that accepts everything would pass the tests above.
#[test]
fn other_values_are_invalid_by_schemas_whose_entries_have_codes() {
    let mut checked = 0;
    for api in APIS {
        for schema in [(api.schema)(), (api.openapi)()] {
            // The union is a `oneOf` if the code identifies every entry.
            if schema.get("oneOf").is_none() {
                continue;
            }
            checked += 1;
            let validator = validator(&schema);
            for other in [serde_json::json!({}), serde_json::json!([]), Value::Null, Value::from("text")] {
                assert!(!validator.is_valid(&other), "{}: {other} is valid by {schema:#}", api.name);
            }
        }
    }
    assert!(checked > 40, "only {checked} schemas have codes");
}

#[test]
fn a_body_with_a_code_is_valid_by_the_schema_of_its_own_entry_only() {
    let api = APIS.iter().find(|api| api.name == "specs/frankieone.toml").unwrap();
    let schema = (api.schema)();
    let of = schema.get("oneOf").and_then(Value::as_array).unwrap();
    assert_eq!(of.len() * 2, api.samples.len());
    assert!((api.recorded)().iter().any(|written| written.body().get("details").is_some()));
    for written in written(api) {
        let matching: Vec<_> = of.iter().filter(|schema| validator(schema).is_valid(&written.body())).collect();
        let titles: Vec<_> = matching.iter().filter_map(|schema| schema.get("title")).collect();
        assert_eq!(titles, [written.entry]);
    }
}

#[test]
fn the_documented_tables_are_included() {
    for name in ["specs/flanks.toml", "specs/frankieone.toml"] {
        assert!(APIS.iter().any(|api| api.name == name), "{name}");
    }
}

#[test]
fn a_wrong_code_a_wrong_type_and_a_missing_member_are_invalid() {
    let api = APIS.iter().find(|api| api.name == "specs/frankieone.toml").unwrap();
    let validator = validator(&(api.schema)());
    let good = serde_json::json!({
        "errorCode": "VAL-0404", "errorMsg": "Entity not found",
        "details": [{"issue": "none", "issueLocation": "body"}],
    });
    assert!(validator.is_valid(&good));
    let wrong =
        [("errorCode", "VAL-9999".into()), ("errorMsg", 7.into()), ("details", serde_json::json!([{"issue": "i"}]))];
    for (member, value) in wrong {
        let mut body = good.clone();
        body.as_object_mut().unwrap().insert(member.to_owned(), value);
        assert!(!validator.is_valid(&body), "{body}");
    }
    let mut body = good.clone();
    body.as_object_mut().unwrap().remove("errorCode");
    assert!(!validator.is_valid(&body));
}
