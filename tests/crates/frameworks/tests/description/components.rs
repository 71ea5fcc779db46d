//! Components: what operations share, and names that do not collide.

#![allow(dead_code, reason = "only the descriptions of the handlers are used")]

use errspec::utoipa::{Components, Union};
use serde_json::{Value, json};
use utoipa::{IntoResponses, OpenApi, ToSchema};

mod billing {
    #[errspec::table("../../tables/billing.toml", utoipa)]
    pub(crate) enum Error {}
}

mod orders {
    #[errspec::table("../../tables/orders.toml", utoipa)]
    pub(crate) enum Error {}
}

mod reseller {
    #[errspec::table("../../tables/reseller.toml", utoipa = "ResellerError")]
    pub(crate) enum Error {}
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/reseller.toml", utoipa = "shop.Error", partial)]
enum DerivedError {
    NoCredit,
}

#[errspec::table("../../../../../specs/frankieone.toml", utoipa)]
enum FrankieOneError {}

#[utoipa::path(get, path = "/both", responses(Union<(billing::Error, reseller::Error)>))]
async fn both() {}

#[utoipa::path(get, path = "/nested", responses(Union<(Union<(billing::Error,)>, billing::Error)>))]
async fn nested() {}

#[utoipa::path(get, path = "/billing", responses(billing::Error))]
async fn of_billing() {}

#[utoipa::path(post, path = "/billing", responses(billing::Error))]
async fn again() {}

#[utoipa::path(get, path = "/reseller", responses(reseller::Error))]
async fn of_reseller() {}

#[utoipa::path(get, path = "/frankieone", responses(FrankieOneError))]
async fn frankieone() {}

#[derive(ToSchema)]
struct Report {
    errors: Vec<billing::Error>,
    other: orders::Error,
}

#[derive(OpenApi)]
#[openapi(
    paths(both, nested, of_billing, again, of_reseller, frankieone),
    components(schemas(Report, billing::Error, orders::Error, reseller::Error, DerivedError)),
    modifiers(&Components)
)]
struct Api;

fn api() -> Value {
    serde_json::to_value(Api::openapi()).unwrap()
}

fn component<'a>(api: &'a Value, reference: &Value) -> &'a Value {
    api.pointer(reference["$ref"].as_str().unwrap().strip_prefix('#').unwrap()).unwrap()
}

/// The titles of the entries in a union of references.
fn titles<'a>(api: &'a Value, schema: &'a Value) -> Vec<&'a str> {
    match schema.get("anyOf").or(schema.get("oneOf")) {
        Some(members) => members.as_array().unwrap().iter().flat_map(|member| titles(api, member)).collect(),
        None => vec![component(api, schema)["title"].as_str().unwrap()],
    }
}

#[test]
fn a_status_of_two_types_has_the_entries_of_both() {
    let api = api();
    let response = component(&api, &api["paths"]["/both"]["get"]["responses"]["402"]);
    let schema = &response["content"]["application/json"]["schema"];
    assert_eq!(titles(&api, schema), ["CARD_DECLINED", "CARD_DECLINED", "NO_CREDIT"]);
    // A body of one table may also fit the other.
    assert!(schema.get("anyOf").is_some() && schema.get("discriminator").is_none());
    let responses = Union::<(billing::Error, reseller::Error)>::responses();
    assert!(responses.contains_key("404") && responses.contains_key("402"));
}

#[test]
fn an_entry_of_two_types_is_listed_once() {
    let api = api();
    let response = component(&api, &api["paths"]["/nested"]["get"]["responses"]["402"]);
    assert_eq!(titles(&api, &response["content"]["application/json"]["schema"]), ["CARD_DECLINED"]);
}

#[test]
fn equal_responses_are_one_component_and_different_ones_are_two() {
    let api = api();
    let response = |path: &str, method: &str| &api["paths"][path][method]["responses"]["402"];
    assert_eq!(response("/billing", "get"), response("/billing", "post"));
    assert_eq!(response("/billing", "get")["$ref"], "#/components/responses/billing.Error.402");
    // The second is that of both types.
    assert_eq!(response("/reseller", "get")["$ref"], "#/components/responses/billing.Error.402_3");
    let entry = &component(&api, response("/billing", "get"))["content"]["application/json"]["schema"];
    assert_eq!(component(&api, entry)["description"], "The bank refused the card.");
    let entry = &component(&api, response("/reseller", "get"))["content"]["application/json"]["schema"];
    assert_eq!(component(&api, &entry["oneOf"][0])["description"], "The bank of the reseller refused the card.");
}

#[test]
fn enums_of_one_name_are_two_schemas() {
    let api = api();
    let schemas = &api["components"]["schemas"];
    assert_eq!(schemas["Report"]["properties"]["other"]["$ref"], "#/components/schemas/orders.Error");
    assert!(titles(&api, &schemas["billing.Error"]).contains(&"CARD_DECLINED"));
    assert!(titles(&api, &schemas["orders.Error"]).contains(&"ORDER_LOCKED"));
}

#[test]
fn the_name_of_a_schema_can_be_given() {
    let api = api();
    assert_eq!(titles(&api, &api["components"]["schemas"]["ResellerError"]), ["CARD_DECLINED", "NO_CREDIT"]);
    assert_eq!(titles(&api, &api["components"]["schemas"]["shop.Error"]), ["NO_CREDIT"]);
}

#[test]
fn what_the_modifier_moves_has_no_marks() {
    let text = api().to_string();
    assert!(!text.contains("x-errspec"));
    let mut twice = Api::openapi();
    utoipa::Modify::modify(&Components, &mut twice);
    assert_eq!(serde_json::to_value(twice).unwrap().to_string(), text);
}

#[test]
fn a_discriminator_is_written_where_codes_are_at_the_top() {
    let api = api();
    let responses = &api["paths"]["/frankieone"]["get"]["responses"];
    let mut checked = 0;
    for response in responses.as_object().unwrap().values() {
        let schema = &component(&api, response)["content"]["application/json"]["schema"];
        let Some(members) = schema["oneOf"].as_array() else { continue };
        checked += 1;
        assert_eq!(schema["discriminator"]["propertyName"], "errorCode");
        for (code, reference) in schema["discriminator"]["mapping"].as_object().unwrap() {
            assert!(members.contains(&json!({ "$ref": reference })));
            let entry = component(&api, &json!({ "$ref": reference }));
            assert_eq!(entry["properties"]["errorCode"]["enum"], json!([code]));
        }
    }
    assert!(checked > 0);
    // A code within an object is none.
    let schema = &api["components"]["schemas"]["orders.Error"];
    assert!(schema.get("oneOf").is_some() && schema.get("discriminator").is_none());
}
