//! A response that is decoded by a table which was read a moment ago.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use errspec_engine::decode::{
    Decoded, Incoming, ListedError, decode, detect, each_detail, each_error, top_level_field, try_decode,
};
use errspec_engine::table::{Entry, Table};
use errspec_engine::{Applied, Code, FieldValues as _, Fields, Found, Retry, Value};
use serde_json::{Map, Value as Json, json};

use crate::recording::Recorded;

/// The result of decoding a response.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decision {
    /// The entry; `None` for an unknown error.
    pub(crate) entry: Option<String>,
    /// The only entry with the code, if the error is unknown.
    pub(crate) nearest: Option<String>,
    pub(crate) status: Option<u16>,
    /// The code, as JSON.
    pub(crate) code: Option<Json>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry: Option<&'static str>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) applied: Option<&'static str>,
    /// The fields of the entry, then those of the table.
    pub(crate) fields: Vec<(String, Json)>,
    pub(crate) details: Option<Json>,
    /// The sub-errors, each with its fields, if the table has a `[detail]`.
    pub(crate) sub_errors: Vec<Vec<(String, Json)>>,
    /// The id of the envelope, if the table names its envelopes.
    pub(crate) envelope: Option<String>,
    /// The errors that the response lists, if it lists several.
    pub(crate) errors: Vec<Listed>,
    /// The difference between the response and the table's description of it, if there is one.
    pub(crate) deviation: Option<String>,
}

/// An error that a response lists.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Listed {
    pub(crate) index: usize,
    pub(crate) index_in_part: Option<usize>,
    pub(crate) entry: Option<String>,
    /// The code of an unknown error, as JSON.
    pub(crate) code: Option<Json>,
    /// The message of an unknown error.
    pub(crate) message: Option<String>,
    /// The fields of the entry, then those of the table.
    pub(crate) fields: Vec<(String, Json)>,
}

/// Returns a recorded response as the engine takes it. The status of one without HTTP, 0, is none.
pub(crate) fn incoming(response: &Recorded) -> Incoming<'_, '_> {
    let status = response.status.filter(|status| *status > 0);
    Incoming { status, headers: Some(response), body: &response.body, clock: now }
}

/// Decodes a response if it is an error; returns `None` if it is not. A response whose status is not known counts as an error. The body
/// tells of one without HTTP, whose status is 0.
pub(crate) fn decide(table: &Table<'_>, response: &Recorded) -> Option<Decision> {
    let incoming = incoming(response);
    let mut out = Decoded::new(&response.body);
    let found = match response.status {
        Some(_) => detect(table, &incoming, &mut out)?,
        None => decode(table, &incoming, &mut out),
    };
    Some(decision(table, &incoming, found, out))
}

fn decision(table: &Table<'_>, incoming: &Incoming<'_, '_>, found: Found<'_>, mut out: Decoded<'_, '_>) -> Decision {
    let entry = match found {
        Found::Entry(entry) => Some(entry),
        Found::Unknown(_) => None,
    };
    let mut fields = entry.map_or_else(Vec::new, |entry| fields_of(entry, &mut out));
    let parts = &out.parts;
    let of_table = table.fields().iter().map(|field| top_level_field(table, parts, field.name()));
    fields.extend(top_level(table, of_table));
    let mut errors = Vec::new();
    each_error(table, parts, now, &mut |listed| errors.push(Listed::of(table, listed)));
    let mut sub_errors = Vec::new();
    each_detail(table, parts, &mut |values| sub_errors.extend(sub_error(table, &values)));
    let lists_several = parts.envelope().is_some_and(|envelope| envelope.errors().is_some()) || errors.len() > 1;
    Decision {
        entry: entry.map(|entry| entry.name().to_owned()),
        nearest: found.nearest().filter(|_| entry.is_none()).map(|entry| entry.name().to_owned()),
        status: parts.status(),
        code: parts.code().map(code),
        message: parts.message().map(str::to_owned),
        request_id: parts.request_id().map(str::to_owned),
        retry: retry_of(parts.retry().or_else(|| entry.map(|entry| entry.retry()))),
        retry_after: parts.retry_after(),
        applied: entry.and_then(applied_of),
        fields,
        details: parts.details_json().map(|text| parsed(&text)),
        sub_errors,
        envelope: parts.envelope().and_then(|envelope| envelope.id().map(str::to_owned)),
        errors: if lists_several { errors } else { Vec::new() },
        deviation: try_decode(table, incoming, &mut Decoded::new(incoming.body)).err().map(|error| error.to_string()),
    }
}

fn code(code: Code<'_>) -> Json {
    match code {
        Code::Integer(number) => json!(number),
        Code::String(text) => json!(text),
    }
}

/// Returns the fields of the table that have a value, of all values in their order.
fn top_level<'t>(
    table: &'t Table<'t>,
    values: impl IntoIterator<Item = Option<Value<'static>>>,
) -> impl Iterator<Item = (String, Json)> {
    let named = table.fields().iter().zip(values);
    named.filter_map(|(field, value)| Some((field.name().to_owned(), json_of(&value?))))
}

/// Returns the fields of a sub-error that have a value; `None` if a required one has none.
fn sub_error(table: &Table<'_>, values: &Fields<'_>) -> Option<Vec<(String, Json)>> {
    let (_, fields) = table.detail()?;
    let mut named = Vec::new();
    for (number, field) in fields.iter().enumerate() {
        match values.value(number) {
            Some(value) => named.push((field.name().to_owned(), json_of(&value))),
            None if field.is_required() => return None,
            None => {}
        }
    }
    Some(named)
}

/// Returns the values of an entry's fields.
fn fields_of(entry: Entry<'_>, out: &mut Decoded<'_, '_>) -> Vec<(String, Json)> {
    let values = entry.carried().iter().map(|field| (field.name().to_owned(), out.fields.take_next()));
    values.filter_map(|(name, value)| Some((name, json_of(&value?)))).collect()
}

fn json_of(value: &Value<'_>) -> Json {
    parsed(&value.to_json())
}

/// Returns JSON as a value, or as a text if it is not well-formed.
fn parsed(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.to_owned()))
}

fn retry_of(retry: Option<Retry>) -> Option<&'static str> {
    match retry? {
        Retry::Never => Some("never"),
        Retry::After => Some("after"),
        Retry::Poll => Some("poll"),
        _ => None,
    }
}

fn applied_of(entry: Entry<'_>) -> Option<&'static str> {
    match entry.applied() {
        Applied::No => Some("no"),
        Applied::Yes => Some("yes"),
        _ => None,
    }
}

/// Returns the Unix time in seconds.
fn now() -> Option<i64> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(now.as_secs()).ok()
}

impl Decision {
    /// Returns the decision as JSON. What the response does not say is left out.
    pub(crate) fn to_json(&self) -> Json {
        let texts = [("message", &self.message), ("request_id", &self.request_id), ("envelope", &self.envelope)];
        let mut object = Map::new();
        object.insert("entry".into(), json!(self.entry));
        let mut add = |name: &str, value: Option<Json>| {
            if let Some(value) = value {
                object.insert(name.to_owned(), value);
            }
        };
        add("nearest", self.nearest.as_ref().map(|name| json!(name)));
        add("status", self.status.map(|status| json!(status)));
        add("code", self.code.clone());
        texts.iter().for_each(|(name, text)| add(name, text.as_ref().map(|text| json!(text))));
        add("retry", self.retry.map(|retry| json!(retry)));
        add("retry_after", self.retry_after.map(|delay| json!(delay.as_secs_f64())));
        add("applied", self.applied.map(|applied| json!(applied)));
        add("fields", (!self.fields.is_empty()).then(|| object_of(&self.fields)));
        add("details", self.details.clone());
        let sub_errors: Vec<Json> = self.sub_errors.iter().map(|fields| object_of(fields)).collect();
        add("sub_errors", (!sub_errors.is_empty()).then_some(Json::Array(sub_errors)));
        let errors: Vec<Json> = self.errors.iter().map(Listed::to_json).collect();
        add("errors", (!errors.is_empty()).then_some(Json::Array(errors)));
        add("deviation", self.deviation.as_ref().map(|text| json!(text)));
        Json::Object(object)
    }
}

impl Listed {
    fn of<'t>(table: &'t Table<'t>, listed: ListedError<'t, '_>) -> Self {
        let ListedError { index, index_in_part, found, mut decoded, fields: of_table } = listed;
        let (entry, mut fields) = match found {
            Found::Entry(entry) => (Some(entry.name().to_owned()), fields_of(entry, &mut decoded)),
            Found::Unknown(_) => (None, Vec::new()),
        };
        fields.extend(top_level(table, of_table));
        let unknown = entry.is_none().then_some(&decoded.parts);
        let code = unknown.and_then(|parts| parts.code()).map(code);
        let message = unknown.and_then(|parts| parts.message()).map(str::to_owned);
        Self { index, index_in_part, entry, code, message, fields }
    }

    /// Returns the error as JSON. What it does not say is left out.
    fn to_json(&self) -> Json {
        let mut object = json!({ "index": self.index, "entry": self.entry, "fields": object_of(&self.fields) });
        let optional = [
            ("index_in_part", self.index_in_part.map(|index| json!(index))),
            ("code", self.code.clone()),
            ("message", self.message.as_ref().map(|text| json!(text))),
        ];
        for (name, value) in optional {
            if let (Some(members), Some(value)) = (object.as_object_mut(), value) {
                members.insert(name.to_owned(), value);
            }
        }
        object
    }
}

fn object_of(fields: &[(String, Json)]) -> Json {
    Json::Object(fields.iter().cloned().collect())
}

/// The name of an error that is no entry.
pub(crate) const UNKNOWN: &str = "UNKNOWN";

/// The name of a response that is no error.
pub(crate) const SUCCESS: &str = "SUCCESS";

/// Returns the name of what a response is: of its entry, or one of the two words for others.
pub(crate) fn name_of(decision: Option<&Decision>) -> &str {
    match decision {
        None => SUCCESS,
        Some(decision) => decision.entry.as_deref().unwrap_or(UNKNOWN),
    }
}
