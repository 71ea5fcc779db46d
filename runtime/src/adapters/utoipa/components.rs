//! The schemas and responses that operations share.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ::utoipa::Modify;
use ::utoipa::openapi::path::{Operation, PathItem};
use ::utoipa::openapi::schema::{AdditionalProperties, ArrayItems, Discriminator, OneOf, Schema};
use ::utoipa::openapi::{OpenApi, Ref, RefOr, Response};
use serde_json::Value;

use super::mark::{mark_of, take_mark, take_response_mark};

/// A modifier that moves the responses of errors and the schemas of their entries to `components`, so that each stands once in the
/// description, however many operations have it.
///
/// Each response and each entry has one component. The names begin with the name of the table, as in `billing.CARD_DECLINED`. If
/// two components of one name differ, the second has a number: `billing.CARD_DECLINED_2`.
///
/// A union of references has a `discriminator` if each entry has another code, which is a string at the top of the body.
///
/// ```
/// use errspec::utoipa::Components;
/// use utoipa::OpenApi;
///
/// #[errspec::table("specs/billing.toml", utoipa)]
/// pub enum BillingError {}
///
/// #[utoipa::path(get, path = "/invoices", responses(BillingError))]
/// async fn invoices() {}
///
/// #[utoipa::path(post, path = "/payments", responses(BillingError))]
/// async fn pay() {}
///
/// #[derive(OpenApi)]
/// #[openapi(paths(invoices, pay), modifiers(&Components))]
/// struct Api;
///
/// let api = serde_json::to_value(Api::openapi())?;
/// for operation in [&api["paths"]["/invoices"]["get"], &api["paths"]["/payments"]["post"]] {
///     assert_eq!(operation["responses"]["402"]["$ref"], "#/components/responses/billing.BillingError.402");
/// }
/// assert!(api["components"]["schemas"]["billing.CARD_DECLINED"].is_object());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Call `utoipa::Modify::modify` last if paths are collected by other means than the derive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Components;

impl Modify for Components {
    fn modify(&self, openapi: &mut OpenApi) {
        let mut components = openapi.components.take().unwrap_or_default();
        let mut shared = Shared { schemas: components.schemas.clone(), responses: components.responses.clone() };
        for (name, mut schema) in components.schemas {
            shared.replace(&mut schema);
            shared.schemas.insert(name, schema);
        }
        for (name, mut response) in components.responses {
            if let RefOr::T(response) = &mut response {
                shared.replace_in_response(response);
            }
            shared.responses.insert(name, response);
        }
        let webhooks = openapi.webhooks.iter_mut().flat_map(|webhooks| webhooks.paths.values_mut());
        let items = openapi.paths.paths.values_mut().chain(webhooks).chain(components.path_items.values_mut());
        for operation in items.flat_map(operations) {
            shared.replace_responses(operation);
        }
        (components.schemas, components.responses) = (shared.schemas, shared.responses);
        openapi.components = Some(components);
    }
}

/// Returns the operations of a path.
fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let methods = [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.options,
        &mut item.head,
        &mut item.patch,
        &mut item.trace,
        &mut item.query,
    ];
    methods.into_iter().flatten().chain(item.additional_operations.values_mut())
}

/// The components of a description.
struct Shared {
    schemas: BTreeMap<String, RefOr<Schema>>,
    responses: BTreeMap<String, RefOr<Response>>,
}

impl Shared {
    fn replace_responses(&mut self, operation: &mut Operation) {
        for response in operation.responses.responses.values_mut() {
            let RefOr::T(inline) = response else { continue };
            self.replace_in_response(inline);
            if let Some(name) = take_response_mark(inline) {
                let name = place(&mut self.responses, &name, core::mem::take(inline));
                *response = Ref::from_response_name(name).into();
            }
        }
    }

    fn replace_in_response(&mut self, response: &mut Response) {
        for content in response.content.values_mut() {
            if let RefOr::T(content) = content
                && let Some(schema) = &mut content.schema
            {
                self.replace(schema);
            }
        }
    }

    /// Replaces the entries in a schema by references.
    fn replace(&mut self, schema: &mut RefOr<Schema>) {
        let RefOr::T(inline) = schema else { return };
        if let Some(name) = take_mark(inline) {
            let name = place(&mut self.schemas, &name, core::mem::take(inline));
            *schema = Ref::from_schema_name(name).into();
            return;
        }
        match inline {
            Schema::OneOf(union) => self.replace_in_union(union),
            Schema::AnyOf(union) => union.items.iter_mut().for_each(|item| self.replace(item)),
            Schema::AllOf(union) => union.items.iter_mut().for_each(|item| self.replace(item)),
            Schema::Array(array) => {
                if let ArrayItems::RefOrSchema(items) = &mut array.items {
                    self.replace(items);
                }
            }
            Schema::Object(object) => {
                object.properties.values_mut().for_each(|property| self.replace(property));
                if let Some(AdditionalProperties::RefOr(schema)) = object.additional_properties.as_deref_mut() {
                    self.replace(schema);
                }
            }
            _ => {}
        }
    }

    fn replace_in_union(&mut self, union: &mut OneOf) {
        let distinction = distinction(&union.items);
        union.items.iter_mut().for_each(|item| self.replace(item));
        let Some((property, values)) = distinction.filter(|_| union.discriminator.is_none()) else { return };
        let references = union.items.iter().filter_map(|item| match item {
            RefOr::Ref(reference) => Some(reference.ref_location.clone()),
            RefOr::T(_) => None,
        });
        union.discriminator = Some(Discriminator::with_mapping(property, values.into_iter().zip(references)));
    }
}

/// Adds a component, or finds an equal one. Returns its name.
fn place<T: PartialEq>(components: &mut BTreeMap<String, RefOr<T>>, name: &str, component: T) -> String {
    let component = RefOr::T(component);
    let mut free = name.to_owned();
    let mut number = 1;
    while let Some(known) = components.get(&free) {
        if *known == component {
            return free;
        }
        number += 1;
        free = format!("{name}_{number}");
    }
    components.insert(free.clone(), component);
    free
}

/// Returns the property whose value tells the members of a union apart, and the values; `None` if there is none, or if some members
/// are not entries.
fn distinction(members: &[RefOr<Schema>]) -> Option<(String, Vec<String>)> {
    let entry = |member: &RefOr<Schema>| match member {
        RefOr::T(schema) if mark_of(schema).is_some() => Some(constants(schema)),
        _ => None,
    };
    let members: Vec<BTreeMap<String, String>> = members.iter().map(entry).collect::<Option<_>>()?;
    let (first, others) = members.split_first()?;
    if others.is_empty() {
        return None;
    }
    first.keys().find_map(|property| {
        let mut values: Vec<String> = Vec::new();
        for member in &members {
            let value = member.get(property).filter(|value| !values.contains(value))?.clone();
            values.push(value);
        }
        Some((property.clone(), values))
    })
}

/// Returns the required properties of a schema that have one string as their only value.
fn constants(schema: &Schema) -> BTreeMap<String, String> {
    let Schema::Object(object) = schema else { return BTreeMap::new() };
    let constant = |name: &String| match object.properties.get(name)? {
        RefOr::T(Schema::Object(property)) => match property.enum_values.as_deref()? {
            [Value::String(value)] => Some((name.to_string(), value.clone())),
            _ => None,
        },
        _ => None,
    };
    object.required.iter().filter_map(constant).collect()
}
