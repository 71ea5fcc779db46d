//! Values that are parts of one text.

use crate::model::{Entry, Envelope, Field, Location, Place, Restriction, ValueSource};
use crate::source::Span;

/// The restriction of a value at a location.
struct Known {
    locations: Vec<Location>,
    name: String,
    restriction: Restriction,
}

/// Restricts the parameters of templates that are other values: a parameter with the name of a value that is read from the same text
/// matches what that value may be. So a restriction is stated once, and all values of a text agree on where each of them ends.
pub(super) fn share_restrictions(envelopes: &mut [Envelope], fields: &mut [Field], entries: &mut [(Entry, Span)]) {
    let mut known = Vec::new();
    for (name, source) in envelopes.iter().flat_map(named_sources) {
        add(name, source, &mut known);
    }
    for field in fields.iter() {
        add(&field.name, &field.source, &mut known);
    }
    for source in envelopes.iter_mut().flat_map(sources) {
        restrict(source, &[], &known);
    }
    for field in fields {
        restrict(&mut field.source, &[], &known);
    }
    for (entry, _) in entries {
        let mut own = Vec::new();
        entry.fields.iter().for_each(|field| add(&field.name, &field.source, &mut own));
        entry.fields.iter_mut().for_each(|field| restrict(&mut field.source, &own, &known));
    }
}

fn named_sources(envelope: &Envelope) -> [(&'static str, &ValueSource); 6] {
    let Envelope { code, message, name, request_id, status, retry_after, .. } = envelope;
    [
        ("code", code),
        ("message", message),
        ("name", name),
        ("request_id", request_id),
        ("status", status),
        ("retry_after", retry_after),
    ]
}

fn sources(envelope: &mut Envelope) -> [&mut ValueSource; 6] {
    let Envelope { code, message, name, request_id, status, retry_after, .. } = envelope;
    [code, message, name, request_id, status, retry_after]
}

/// Adds the restrictions of a value at its places.
fn add(name: &str, source: &ValueSource, known: &mut Vec<Known>) {
    let places = source.places.iter().filter(|place| !place.templates.is_empty());
    known.extend(places.filter_map(|place| {
        let (_, restriction) = place.parameters.iter().find(|(own, _)| own == name)?;
        let (locations, restriction) = (place.locations.clone(), restriction.clone());
        Some(Known { locations, name: name.to_owned(), restriction })
    }));
}

/// Restricts the parameters of the places of a source that state nothing.
fn restrict(source: &mut ValueSource, own: &[Known], common: &[Known]) {
    for place in &mut source.places {
        let Place { locations, templates, parameters, .. } = place;
        for name in templates.iter().flat_map(|template| &template.parameters) {
            let is_it = |known: &&Known| known.name == *name && known.locations == *locations;
            let known = own.iter().find(is_it).or_else(|| common.iter().find(is_it));
            if let Some(known) = known.filter(|_| parameters.iter().all(|(stated, _)| stated != name)) {
                parameters.push((name.clone(), known.restriction.clone()));
            }
        }
    }
}
