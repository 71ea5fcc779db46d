//! Slots: every location of the table has a number under which the decoder keeps what stands there.

use std::collections::HashMap;

use super::layout::NOWHERE;
use crate::model::{Alternative, Condition, Field, Location, Model, Segment, Source};

/// The locations that are read, numbered: first those in the body, then the headers.
pub(super) struct Slots<'a> {
    body: Vec<&'a Location>,
    headers: Vec<&'a str>,
    numbers: HashMap<&'a Location, usize>,
    /// Lists whose first element must have a node, whatever is read of it.
    lists: Vec<&'a [Segment]>,
}

impl<'a> Slots<'a> {
    /// All locations that a table speaks of, but for those inside a sub-error.
    pub(super) fn of_model(model: &'a Model) -> Self {
        let mut slots = Self::empty();
        for envelope in &model.envelopes {
            slots.add_conditions(&envelope.when);
            for source in [
                &envelope.code,
                &envelope.message,
                &envelope.name,
                &envelope.request_id,
                &envelope.status,
                &envelope.retry_after,
                &envelope.details,
            ] {
                slots.add_source(source);
            }
            if let Some(list) = &envelope.errors {
                slots.add(list);
                if let Location::Body { path, .. } = list {
                    slots.lists.push(path);
                }
            }
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

    fn add_fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.add_source(&field.source);
        }
    }

    fn add_conditions(&mut self, conditions: &'a [Condition]) {
        for condition in conditions {
            self.add(&condition.location);
        }
    }

    fn add_source(&mut self, source: &'a Source) {
        for Alternative { locations, .. } in &source.alternatives {
            for location in locations {
                self.add(location);
            }
        }
    }

    fn add(&mut self, location: &'a Location) {
        if self.numbers.contains_key(location) {
            return;
        }
        let number = match location {
            Location::Body { .. } => {
                self.body.push(location);
                self.body.len() - 1
            }
            Location::Header(name) => {
                self.headers.push(name);
                self.headers.len() - 1
            }
        };
        self.numbers.insert(location, number);
    }

    /// Those in the body, in the order of their slots.
    pub(super) fn body(&self) -> &[&'a Location] {
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
        self.body.iter().map(|location| write_location(location))
    }

    /// The slot of a location.
    pub(super) fn number(&self, location: &Location) -> u16 {
        let number = self.numbers.get(location).copied().map(|number| match location {
            Location::Body { .. } => number,
            Location::Header(_) => self.body.len() + number,
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
