//! Slots: every location of the table has a number under which the decoder keeps what stands there.
//!
//! A location with `*` has several where not just the first value that stands there is asked for.

use std::collections::HashMap;

use super::layout::NOWHERE;
use crate::model::{
    Code, Condition, Envelope, Field, Literal, Location, Model, Place, Segment, Success, Test, ValueSource,
};

/// The locations that are read, numbered: first those in the body, then the headers.
pub(super) struct Slots<'a> {
    body: Vec<(&'a Location, Keep<'a>)>,
    headers: Vec<&'a str>,
    numbers: HashMap<&'a Location, Vec<(Keep<'a>, usize)>>,
    /// Lists whose first element must have a node, whatever is read of it.
    lists: Vec<&'a [Segment]>,
}

/// Which of the values that stand at a location with `*` a slot keeps: the first of these.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Keep<'a> {
    /// Any.
    All,
    /// Those that a condition asks for.
    Only(&'a [Literal]),
    /// All but those that count as no code in an envelope, and those that mean success in any.
    Not(&'a [Code], &'a [Code]),
}

impl<'a> Keep<'a> {
    /// What the slot of a condition keeps. Two conditions on one location with `*` may speak of different elements.
    pub(super) fn of_condition(condition: &'a Condition) -> Self {
        match &condition.test {
            Test::Is(values) => Self::Only(values),
            Test::Present(_) => Self::All,
        }
    }

    /// What the slot of an envelope's code keeps.
    pub(super) fn of_code(envelope: &'a Envelope, success: &'a Success) -> Self {
        match (envelope.no_code.as_slice(), success.codes.as_slice()) {
            ([], []) => Self::All,
            (none, success) => Self::Not(none, success),
        }
    }

    /// Where there is one value at most, it is kept, so that all who ask for it share a slot.
    fn at(self, location: &Location) -> Self {
        match location {
            Location::Body { path, .. } if path.contains(&Segment::Any) => self,
            _ => Self::All,
        }
    }
}

impl<'a> Slots<'a> {
    /// All locations that a table speaks of, but for those inside a sub-error.
    pub(super) fn of_model(model: &'a Model) -> Self {
        let mut slots = Self::empty();
        for envelope in &model.envelopes {
            slots.add_envelope(envelope, &model.success);
        }
        slots.add_conditions(&model.success.when);
        slots.add_fields(&model.fields);
        for entry in &model.entries {
            slots.add_conditions(&entry.when);
            slots.add_fields(&entry.fields);
        }
        slots
    }

    /// The locations inside a sub-error.
    pub(super) fn of_detail(fields: &'a [Field]) -> Self {
        let mut slots = Self::empty();
        slots.add_fields(fields);
        slots
    }

    fn empty() -> Self {
        Self { body: Vec::new(), headers: Vec::new(), numbers: HashMap::new(), lists: Vec::new() }
    }

    fn add_envelope(&mut self, envelope: &'a Envelope, success: &'a Success) {
        self.add_conditions(&envelope.when);
        self.add_source(&envelope.code, Keep::of_code(envelope, success));
        let Envelope { message, name, request_id, status, retry_after, details, .. } = envelope;
        for source in [message, name, request_id, status, retry_after, details] {
            self.add_source(source, Keep::All);
        }
        if let Some(list) = &envelope.errors {
            self.add(list, Keep::All);
            if let Location::Body { path, .. } = list {
                self.lists.push(path);
            }
        }
    }

    fn add_fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.add_source(&field.source, Keep::All);
        }
    }

    fn add_conditions(&mut self, conditions: &'a [Condition]) {
        for condition in conditions {
            self.add(&condition.location, Keep::of_condition(condition));
        }
    }

    fn add_source(&mut self, source: &'a ValueSource, keep: Keep<'a>) {
        for Place { locations, .. } in &source.places {
            for location in locations {
                self.add(location, keep);
            }
        }
    }

    fn add(&mut self, location: &'a Location, keep: Keep<'a>) {
        let keep = keep.at(location);
        let numbers = self.numbers.entry(location).or_default();
        if numbers.iter().any(|(known, _)| *known == keep) {
            return;
        }
        match location {
            Location::Body { .. } => {
                numbers.push((keep, self.body.len()));
                self.body.push((location, keep));
            }
            Location::Header(name) => {
                numbers.push((keep, self.headers.len()));
                self.headers.push(name);
            }
        }
    }

    /// Those in the body, in the order of their slots, and what they keep.
    pub(super) fn body(&self) -> &[(&'a Location, Keep<'a>)] {
        &self.body
    }

    /// The lists of which each element is an error.
    pub(super) fn lists(&self) -> &[&'a [Segment]] {
        &self.lists
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.body.len() + self.headers.len()
    }

    /// The headers that are read.
    pub(super) fn headers(&self) -> &[&'a str] {
        &self.headers
    }

    /// The locations in the body as the table writes them.
    pub(super) fn written(&self) -> impl Iterator<Item = String> + '_ {
        self.body.iter().map(|(location, _)| write_location(location))
    }

    /// The slot of a location that keeps these values.
    pub(super) fn number(&self, location: &Location, keep: Keep<'_>) -> u16 {
        let keep = keep.at(location);
        let mut numbers = self.numbers.get(location).into_iter().flatten();
        let number = numbers.find(|(known, _)| *known == keep).map(|(_, number)| match location {
            Location::Body { .. } => *number,
            Location::Header(_) => self.body.len() + *number,
        });
        // Every location was added, and `limits` has seen to it that there are not too many.
        number.and_then(|number| u16::try_from(number).ok()).unwrap_or(NOWHERE)
    }
}

/// A location as the table writes it.
pub(super) fn write_location(location: &Location) -> String {
    match location {
        Location::Header(name) => format!("header:{name}"),
        Location::Body { path, name } => {
            let mut out = String::new();
            for segment in path {
                out.push('/');
                match segment {
                    Segment::Any => out.push('*'),
                    Segment::Name(name) if name == "*" => out.push_str("~2"),
                    Segment::Name(name) => out.push_str(&name.replace('~', "~0").replace('/', "~1")),
                }
            }
            if *name {
                out.push_str("~#");
            }
            out
        }
    }
}
