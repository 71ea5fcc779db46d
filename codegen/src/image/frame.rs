//! The frame of an envelope: the JSON of most of its responses, with code, message and status left open.

use errspec_engine::encode::{FramePart, Tree};
use errspec_engine::location::Segment as EngineSegment;
use errspec_engine::table::{BodyKind, Literal as EngineLiteral};
use errspec_engine::template::push_parameter;

use super::literal::literal;
use crate::model::{
    Condition, Encoding, Entry, Envelope, Location, Place, RetryConditions, Segment, Test, ValueSource,
};

/// The number of constants and conditions of an envelope with a frame at most: each is compared with the others.
const MOST: usize = 32;

/// Returns the frame of an envelope as a compiled template, whose parameters are those of [`FramePart`]. Returns `None` if a response has
/// more than the frame can leave open: headers, a body that is no JSON, or places that depend on the values.
pub(super) fn frame(envelope: &Envelope) -> Option<String> {
    let is_small = envelope.constants.len() + envelope.when.len() <= MOST;
    let is_whole_json = envelope.body == BodyKind::Json && envelope.parts.is_none();
    if !is_small || !is_whole_json || envelope.retry != RetryConditions::default() {
        return None;
    }
    let mut body = FrameBody::default();
    for (location, value) in &envelope.constants {
        body.set(location, written(literal(value)))?;
    }
    body.open(&envelope.message, FramePart::Message)?;
    envelope.when.iter().try_for_each(|condition| body.meet(condition))?;
    body.open(&envelope.code, FramePart::Code)?;
    body.open(&envelope.status, FramePart::Status)?;
    let is_set = |location: &Location| body.locations.contains(location);
    // What must be absent is not written, whatever else says so.
    let absent = envelope.when.iter().filter(|condition| condition.test == Test::Present(false));
    let is_clear = absent.map(|condition| &condition.location).all(|location| !is_set(location));
    is_clear.then(|| body.tree.write(BodyKind::Json))
}

/// Returns `true` if the bodies of an entry are the frame of its envelope: the values that it has of its own are in headers.
pub(super) fn is_framed(entry: &Entry, envelope: &Envelope) -> bool {
    let has_code = entry.code.is_some() && entry.codes.is_empty();
    let is_unwritten = |source: &ValueSource| place_of(source).is_none();
    let is_outside = |source: &ValueSource| place_of(source).is_none_or(is_header);
    (has_code || (entry.codes.is_empty() && is_unwritten(&envelope.code)))
        && entry.when.is_empty()
        && entry.fields.iter().all(|field| is_outside(&field.source))
        && (entry.symbol.is_none() || is_unwritten(&envelope.name))
        && (entry.retry.delay().is_none() || is_outside(&envelope.retry_after))
}

/// The frame under construction.
#[derive(Default)]
struct FrameBody {
    tree: Tree<'static>,
    locations: Vec<Location>,
}

impl FrameBody {
    /// Leaves the value of a source open. Returns `None` if it is not simply the value of a member.
    fn open(&mut self, source: &ValueSource, part: FramePart) -> Option<()> {
        let Some(place) = place_of(source) else { return Some(()) };
        let location = place.locations.first().filter(|_| is_plain(place))?;
        let mut parameter = String::new();
        push_parameter(part.number(), &mut parameter);
        self.set(location, Tree::Value(parameter.into()))
    }

    /// Sets the value that meets a condition, if the test tells one.
    fn meet(&mut self, condition: &Condition) -> Option<()> {
        let value = match &condition.test {
            // Which of several values is written depends on what else is at the location.
            Test::Is(values) if values.len() > 1 && self.locations.contains(&condition.location) => {
                return None;
            }
            Test::Is(values) => values.first().map(literal),
            Test::MediaType(types) => types.first().map(|own| EngineLiteral::String(own)),
            _ => None,
        };
        value.map_or(Some(()), |value| self.set(&condition.location, written(value)))
    }

    /// Sets a value. Returns `None` if the location is more than names of members.
    fn set(&mut self, location: &Location, value: Tree<'static>) -> Option<()> {
        let Location::Body { path, name: false } = location else { return None };
        let segment = |segment: &Segment| match segment {
            Segment::Name(name) => Some(EngineSegment::Name(name.clone().into())),
            _ => None,
        };
        let path: Vec<_> = path.iter().map(segment).collect::<Option<_>>()?;
        self.tree = std::mem::take(&mut self.tree).set(&path, "", value);
        self.locations.push(location.clone());
        Some(())
    }
}

/// Returns the place at which a value is written.
fn place_of(source: &ValueSource) -> Option<&Place> {
    source.places.iter().find(|place| !place.read_only)
}

/// Returns `true` if every value can be written at a place, and as it is.
fn is_plain(place: &Place) -> bool {
    place.locations.len() == 1
        && place.templates.is_empty()
        && place.parameters.is_empty()
        && place.encoding == Encoding::Plain
        && place.envelope.is_none()
        && !place.untrimmed
}

/// Returns `true` for the whole text of a header.
fn is_header(place: &Place) -> bool {
    is_plain(place) && matches!(place.locations.as_slice(), [Location::Header(_)])
}

/// Returns a literal as it is written.
fn written(literal: EngineLiteral<'_>) -> Tree<'static> {
    match literal {
        EngineLiteral::String(text) => Tree::string(text.to_owned()),
        EngineLiteral::Integer(number) => Tree::Integer(number),
        EngineLiteral::Boolean(flag) => Tree::Value(if flag { "true" } else { "false" }.into()),
    }
}

#[cfg(test)]
mod tests;
