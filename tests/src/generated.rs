//! Responses that are decoded by generated types, as JSON: the form in which `errspec decode` prints what it decodes by a table.

use errspec::__private0_1::Record;
use errspec::{Applied, Code, Decode, Decoded, ListedError, Retry, Value};
use serde_json::{Map, Value as Json, json};

/// A recorded response.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The HTTP status, if it is known.
    pub status: Option<u16>,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// Returns the recorded examples of the tables of a type.
#[must_use]
pub fn examples<E: Decode>() -> Vec<Recorded> {
    let recorded = |example: errspec::Example| Recorded {
        status: example.status(),
        headers: example.headers().iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: example.body().to_owned(),
    };
    E::examples().into_iter().map(recorded).collect()
}

/// Decodes a response, and returns what is decoded as JSON.
#[must_use]
pub fn decode<E: Decode>(response: &Recorded) -> Json {
    let Recorded { status, headers, body } = response;
    let decoded = match status {
        Some(status) => E::detect_response(*status, headers, body),
        None => Some(E::decode_response(None::<u16>, headers, body)),
    };
    let Some(decoded) = decoded else { return json!({ "entry": null, "is_success": true, "status": status }) };
    let mut object = Map::new();
    let mut add = |name: &str, value: Json| match value {
        Json::Null => {}
        value => _ = object.insert(name.to_owned(), value),
    };
    add("status", json!(decoded.status()));
    add("code", decoded.code().map_or(Json::Null, code));
    add("message", json!(decoded.message()));
    add("request_id", json!(decoded.request_id()));
    add("retry", retry(decoded.retry()));
    add("retry_after", json!(decoded.retry_after().map(|delay| delay.as_secs_f64())));
    add("applied", applied(decoded.error()));
    add("fields", some(fields(&decoded)));
    add("details", decoded.details_json().map_or(Json::Null, |details| parsed(details.as_str())));
    let sub_errors = sub_errors(&decoded);
    add("sub_errors", if sub_errors.is_empty() { Json::Null } else { Json::Array(sub_errors) });
    add("errors", Json::Array(decoded.errors().iter().map(listed).collect()));
    add("deviation", json!(E::try_decode_response(*status, headers, body).err().map(|error| error.to_string())));
    object.insert("entry".to_owned(), json!(entry(decoded.error())));
    Json::Object(object)
}

fn entry<E: Decode>(error: &E) -> Option<&str> {
    (!error.is_unknown()).then(|| error.name())
}

fn code(code: Code<'_>) -> Json {
    match code {
        Code::Integer(number) => json!(number),
        Code::String(text) => json!(text),
    }
}

fn retry(retry: Retry) -> Json {
    match retry {
        Retry::Never => json!("never"),
        Retry::After => json!("after"),
        Retry::Poll => json!("poll"),
        _ => Json::Null,
    }
}

fn applied<E: Decode>(error: &E) -> Json {
    match error.applied() {
        Applied::No => json!("no"),
        Applied::Yes => json!("yes"),
        _ => Json::Null,
    }
}

/// Returns the fields of the variant, and the top-level fields.
fn fields<E: Decode>(decoded: &Decoded<'_, E>) -> Map<String, Json> {
    with_top_level::<E>(fields_of(decoded.error()), |name| decoded.field(name))
}

fn with_top_level<'v, E: Decode>(
    mut fields: Map<String, Json>,
    value: impl Fn(&str) -> Option<Value<'v>>,
) -> Map<String, Json> {
    let top_level = E::tables().first().into_iter().flat_map(|table| table.fields().iter()).map(|field| field.name());
    for name in top_level {
        if !fields.contains_key(name)
            && let Some(value) = value(name)
        {
            fields.insert(name.to_owned(), value_of(&value));
        }
    }
    fields
}

/// Returns the sub-errors by the names of their fields.
fn sub_errors<E: Decode>(decoded: &Decoded<'_, E>) -> Vec<Json> {
    let Some((_, fields)) = E::tables().first().and_then(|table| table.detail()) else { return Vec::new() };
    let named = |detail: E::Detail| {
        let value = |(number, name): (usize, &str)| Some((name.to_owned(), value_of(&detail.field(number)?)));
        Json::Object(fields.iter().map(|field| field.name()).enumerate().filter_map(value).collect())
    };
    decoded.details().into_iter().map(named).collect()
}

fn fields_of<E: Decode>(error: &E) -> Map<String, Json> {
    let table = E::tables().first();
    let entry = table.and_then(|table| table.entry_by_name(entry(error)?));
    let names = entry.into_iter().flat_map(|entry| entry.carried().iter()).map(|field| field.name());
    names.filter_map(|name| Some((name.to_owned(), value_of(&error.field_by_name(name)?)))).collect()
}

fn value_of(value: &Value<'_>) -> Json {
    parsed(value.to_json().as_str())
}

fn listed<E: Decode>(listed: &ListedError<E>) -> Json {
    let fields = with_top_level::<E>(fields_of(listed.error()), |name| listed.field(name));
    let mut object = json!({ "index": listed.index(), "entry": entry(listed.error()), "fields": fields });
    let unknown = listed.error().unknown();
    let optional = [
        ("index_in_part", json!(listed.index_in_part())),
        ("code", unknown.and_then(errspec::Unknown::code).map_or(Json::Null, code)),
        ("message", json!(unknown.and_then(errspec::Unknown::message))),
    ];
    for (name, value) in optional.into_iter().filter(|(_, value)| *value != Json::Null) {
        if let Some(members) = object.as_object_mut() {
            members.insert(name.to_owned(), value);
        }
    }
    object
}

fn parsed(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.to_owned()))
}

fn some(object: Map<String, Json>) -> Json {
    if object.is_empty() { Json::Null } else { Json::Object(object) }
}
