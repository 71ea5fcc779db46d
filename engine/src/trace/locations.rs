//! The places to which the locations of an envelope lead.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::shown::{quoted, value_in};
use crate::body::{Body, Element, Elements, Slot, json_value};
use crate::kind::Kind;
use crate::location::{Segment, segments};
use crate::response::Values;
use crate::table::{Envelope, Place, Source};

/// The place in a response to which a location of an envelope leads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlaceTrace {
    /// The key of the envelope, such as `code`.
    pub key: &'static str,
    /// The location, in the syntax of a table.
    pub location: String,
    /// The value that is read there, as a text.
    pub value: Option<String>,
    /// The reason for which no value is read: another kind of value is there, or the way to the location ends before it.
    pub reason: Option<String>,
}

/// Returns the places to which the locations of an envelope lead.
pub(super) fn places_of(values: &Values<'_, '_, '_>, envelope: Envelope<'_>) -> Vec<PlaceTrace> {
    let sources = [
        ("code", envelope.code()),
        ("message", envelope.message()),
        ("name", envelope.name()),
        ("request_id", envelope.request_id()),
        ("status", envelope.status()),
        ("details", envelope.details()),
        ("retry_after", envelope.retry_after()),
    ];
    let mut places: Vec<PlaceTrace> = Vec::new();
    for (key, source) in sources {
        places.extend(source.places().iter().map(|place| trace_place(values, key, &place)));
    }
    if let Some((slot, _)) = envelope.errors() {
        let location = values.table.location(slot).unwrap_or_default().into_owned();
        places.push(with_reason(values, "errors", location, value_in(values, slot)));
    }
    places
}

fn trace_place(values: &Values<'_, '_, '_>, key: &'static str, place: &Place<'_>) -> PlaceTrace {
    let location = location_of(values, place);
    let found = || place.slots().iter().find_map(|slot| value_in(values, slot));
    if key == "details" || place.rest().is_some() {
        return with_reason(values, key, location, found());
    }
    match values.scalar(place) {
        Some(scalar) if scalar.is_number => with_reason(values, key, location, Some(scalar.text.as_str().to_string())),
        Some(scalar) => with_reason(values, key, location, Some(quoted(scalar.text.as_str()))),
        None => match found() {
            Some(found) => {
                let misfit =
                    if place.is_whole() { "is neither a string nor a number" } else { "does not fit its template" };
                PlaceTrace { key, location, value: None, reason: Some(format!("{found} {misfit}")) }
            }
            None => with_reason(values, key, location, None),
        },
    }
}

fn with_reason(values: &Values<'_, '_, '_>, key: &'static str, location: String, value: Option<String>) -> PlaceTrace {
    let reason = if value.is_some() { None } else { end_of_way(values.body, &location) };
    PlaceTrace { key, location, value, reason }
}

/// Returns the location of a place in the syntax of a table.
pub(super) fn location_of(values: &Values<'_, '_, '_>, place: &Place<'_>) -> String {
    let slots = place.slots().iter();
    let locations: Vec<String> =
        slots.map(|slot| values.table.location(slot).unwrap_or_default().into_owned()).collect();
    match place.rest() {
        Some(rest) => format!("{}{rest}", locations.concat()),
        None => locations.join(" + "),
    }
}

/// Returns the locations of a source.
pub(super) fn locations_of(values: &Values<'_, '_, '_>, source: Source<'_>) -> String {
    let locations: Vec<String> =
        source.places().iter().map(|place| format!("`{}`", location_of(values, &place))).collect();
    locations.join(" or ")
}

/// Returns where the way to a location ends that leads to no value of a JSON body.
fn end_of_way(body: Body<'_>, location: &str) -> Option<String> {
    if !location.starts_with('/') {
        return None;
    }
    let (mut slot, errors) = json_value(body.bytes);
    if errors.first().is_some() {
        return None;
    }
    let mut way = String::new();
    for segment in segments(location) {
        let Segment::Name(name) = segment else { return None };
        match child(body, slot, &name) {
            Some(value) => slot = value,
            None => return Some(format!("{} {}", shown_way(&way), content(body, slot))),
        }
        way.push('/');
        way.push_str(&name);
    }
    slot.is_absent().then(|| format!("{} is null", shown_way(&way)))
}

fn shown_way(way: &str) -> String {
    if way.is_empty() { "the body".into() } else { format!("`{way}`") }
}

fn child(body: Body<'_>, slot: Slot, name: &str) -> Option<Slot> {
    let mut elements = match slot.kind {
        Kind::Array | Kind::Object => Elements::new(body.bytes, slot),
        _ => return None,
    };
    elements.find(|element| name_of(body, element) == name).map(|element| element.value)
}

fn name_of<'b>(body: Body<'b>, element: &Element) -> Cow<'b, str> {
    element.name.text(body).unwrap_or_default()
}

/// Returns what a value is, with the names of the members of an object.
fn content(body: Body<'_>, slot: Slot) -> String {
    const SHOWN: usize = 8;
    match slot.kind {
        Kind::Absent => "is null".into(),
        Kind::Array => format!("is a list of {}", Elements::new(body.bytes, slot).count()),
        Kind::Object => {
            let names: Vec<String> =
                Elements::new(body.bytes, slot).map(|element| format!("`{}`", name_of(body, &element))).collect();
            let shown = names.get(..SHOWN).unwrap_or(&names).join(", ");
            match names.len() {
                0 => "is an empty object".into(),
                count if count > SHOWN => format!("has {shown} and {} more members", count - SHOWN),
                _ => format!("has {shown}"),
            }
        }
        _ => format!("is {}", slot.text(body).map_or_else(String::new, |text| quoted(&text))),
    }
}
