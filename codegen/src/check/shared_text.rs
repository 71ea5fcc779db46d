//! Values that are parts of one text.

use crate::model::{Entry, Envelope, Field, Location, Place, Restriction, ValueSource};
use crate::source::Span;

/// A value at a location, and its restriction; `None` if it has none.
struct Known {
    locations: Vec<Location>,
    name: String,
    restriction: Option<Restriction>,
}

/// The values of a table that are parts of texts: those of each envelope, and the top-level fields.
struct Common {
    envelopes: Vec<(Option<String>, Vec<Known>)>,
    fields: Vec<Known>,
}

/// Restricts the parameters of templates that are other values: a parameter with the name of a value that is read from the same text
/// matches what that value may be. So a restriction is stated once, and all values of a text agree on where each of them ends.
///
/// Another envelope divides the text at the same location in its own way, and so does another entry.
pub(super) fn share_restrictions(envelopes: &mut [Envelope], fields: &mut [Field], entries: &mut [(Entry, Span)]) {
    let of_envelope = |envelope: &Envelope| {
        let mut known = Vec::new();
        named_sources(envelope).into_iter().for_each(|(name, source)| add(name, source, &mut known));
        (envelope.id.clone(), known)
    };
    let common = Common { envelopes: envelopes.iter().map(of_envelope).collect(), fields: known_of(fields) };
    for (number, envelope) in envelopes.iter_mut().enumerate() {
        for source in sources(envelope) {
            restrict(source, &|_, name, at| common.find(Some(number), name, at));
        }
    }
    for field in fields {
        restrict(&mut field.source, &|place, name, at| common.find(common.number_of(place), name, at));
    }
    for (entry, _) in entries {
        let own = known_of(&entry.fields);
        let envelope = entry.envelope;
        for field in &mut entry.fields {
            restrict(&mut field.source, &|place, name, at| match find(&own, name, at) {
                Some(known) => known.restriction.as_ref(),
                None => common.find(common.number_of(place).or(Some(envelope)), name, at),
            });
        }
    }
}

impl Common {
    /// Returns the number of the only envelope in which a place is.
    fn number_of(&self, envelope: Option<&str>) -> Option<usize> {
        let id = envelope?;
        self.envelopes.iter().position(|(own, _)| own.as_deref() == Some(id))
    }

    /// Returns the restriction of the value with a name: in this envelope, among the top-level fields, or else in the other envelopes, if
    /// they agree.
    fn find(&self, envelope: Option<usize>, name: &str, at: &[Location]) -> Option<&Restriction> {
        let own = envelope.and_then(|number| find(&self.envelopes.get(number)?.1, name, at));
        if let Some(known) = own.or_else(|| find(&self.fields, name, at)) {
            return known.restriction.as_ref();
        }
        let mut others = self.envelopes.iter().filter_map(|(_, known)| find(known, name, at));
        let first = others.next()?.restriction.as_ref();
        others.all(|other| other.restriction.as_ref() == first).then_some(first)?
    }
}

fn find<'k>(known: &'k [Known], name: &str, at: &[Location]) -> Option<&'k Known> {
    known.iter().find(|known| known.name == name && known.locations == at)
}

fn known_of(fields: &[Field]) -> Vec<Known> {
    let mut known = Vec::new();
    fields.iter().for_each(|field| add(&field.name, &field.source, &mut known));
    known
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

/// Adds a value at its places.
fn add(name: &str, source: &ValueSource, known: &mut Vec<Known>) {
    let places = source.places.iter().filter(|place| !place.templates.is_empty());
    known.extend(places.map(|place| {
        let own = place.parameters.iter().find(|(own, _)| own == name);
        let restriction = own.map(|(_, restriction)| restriction.clone());
        Known { locations: place.locations.clone(), name: name.to_owned(), restriction }
    }));
}

/// A function that returns the restriction of the value with a name that is read at locations, for a place in this envelope alone.
type FindRestriction<'k> = &'k dyn Fn(Option<&str>, &str, &[Location]) -> Option<&'k Restriction>;

/// Restricts the parameters of the places of a source that state nothing.
fn restrict(source: &mut ValueSource, find: FindRestriction<'_>) {
    for place in &mut source.places {
        let Place { locations, templates, parameters, envelope, .. } = place;
        for name in templates.iter().flat_map(|template| &template.parameters) {
            if parameters.iter().all(|(stated, _)| stated != name)
                && let Some(restriction) = find(envelope.as_deref(), name, locations)
            {
                parameters.push((name.clone(), restriction.clone()));
            }
        }
    }
}
