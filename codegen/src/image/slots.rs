//! Slots: the numbers of locations. The decoder stores the value at a location under its number.
//!
//! A location with `*` has several slots if more than its first value is read.

use std::collections::HashMap;

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{FilterRow, NONE, Span};

use super::literal::{code, literal};
use crate::location::write_location;
use crate::model::{
    Code, Condition, Envelope, Field, Literal, Location, Model, Place, Segment, Success, Test, ValueSource,
};

/// The numbers of the locations that are read: first those in the body, then the headers.
pub(super) struct Slots<'a> {
    body: Vec<(&'a Location, Filter<'a>)>,
    headers: Vec<&'a str>,
    numbers: HashMap<&'a Location, Vec<(Filter<'a>, usize)>>,
    /// The lists whose first element must have a node, even if no location is inside it.
    lists: Vec<&'a [Segment]>,
}

/// A filter of the values at a location with `*`. The slot keeps the first value that passes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Filter<'a> {
    /// All values pass.
    All,
    /// Only the values that a condition accepts pass.
    Only(&'a [Literal]),
    /// All values pass, except the codes that count as no code in an envelope, and those that mean success.
    Not(&'a [Code], &'a [Code]),
}

impl<'a> Filter<'a> {
    /// Returns the filter of a condition. Two conditions on one location with `*` may be met by different elements.
    pub(super) fn of_condition(condition: &'a Condition) -> Self {
        match &condition.test {
            Test::Is(values) => Self::Only(values),
            Test::Present(_) => Self::All,
        }
    }

    /// Returns the filter of the code of an envelope.
    pub(super) fn of_code(envelope: &'a Envelope, success: &'a Success) -> Self {
        match (envelope.no_code.as_slice(), success.codes.as_slice()) {
            ([], []) => Self::All,
            (none, success) => Self::Not(none, success),
        }
    }

    /// Returns the filter for a location. If a location has only one value, all its sources share a slot without a filter.
    fn at(self, location: &Location) -> Self {
        match location {
            Location::Body { path, .. } if path.contains(&Segment::Any) => self,
            _ => Self::All,
        }
    }
}

impl<'a> Slots<'a> {
    /// Collects the locations of a table, except those inside a sub-error.
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

    /// Collects the locations inside a sub-error.
    pub(super) fn of_detail(fields: &'a [Field]) -> Self {
        let mut slots = Self::empty();
        slots.add_fields(fields);
        slots
    }

    /// Returns the number of slots.
    pub(super) fn len(&self) -> usize {
        self.body.len() + self.headers.len()
    }

    fn empty() -> Self {
        Self { body: Vec::new(), headers: Vec::new(), numbers: HashMap::new(), lists: Vec::new() }
    }

    fn add_envelope(&mut self, envelope: &'a Envelope, success: &'a Success) {
        self.add_conditions(&envelope.when);
        envelope.retry.iter().for_each(|conditions| self.add_conditions(conditions));
        self.add_source(&envelope.code, Filter::of_code(envelope, success));
        let Envelope { message, name, request_id, status, retry_after, details, .. } = envelope;
        for source in [message, name, request_id, status, retry_after, details] {
            self.add_source(source, Filter::All);
        }
        if let Some(list) = &envelope.errors {
            self.add(list, Filter::All);
            if let Location::Body { path, .. } = list {
                self.lists.push(path);
            }
        }
    }

    fn add_fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.add_source(&field.source, Filter::All);
        }
    }

    fn add_conditions(&mut self, conditions: &'a [Condition]) {
        for condition in conditions {
            self.add(&condition.location, Filter::of_condition(condition));
        }
    }

    fn add_source(&mut self, source: &'a ValueSource, filter: Filter<'a>) {
        for Place { locations, .. } in &source.places {
            for location in locations {
                self.add(location, filter);
            }
        }
    }

    fn add(&mut self, location: &'a Location, filter: Filter<'a>) {
        let filter = filter.at(location);
        let numbers = self.numbers.entry(location).or_default();
        if numbers.iter().any(|(known, _)| *known == filter) {
            return;
        }
        match location {
            Location::Body { .. } => {
                numbers.push((filter, self.body.len()));
                self.body.push((location, filter));
            }
            Location::Header(name) => {
                numbers.push((filter, self.headers.len()));
                self.headers.push(name);
            }
        }
    }

    /// Returns the locations in the body with their filters, in the order of their slots.
    pub(super) fn body(&self) -> &[(&'a Location, Filter<'a>)] {
        &self.body
    }

    /// Returns the lists whose elements are errors.
    pub(super) fn lists(&self) -> &[&'a [Segment]] {
        &self.lists
    }

    /// Returns the headers that are read.
    pub(super) fn headers(&self) -> &[&'a str] {
        &self.headers
    }

    /// Returns the locations in the body as the table writes them.
    pub(super) fn written(&self) -> impl Iterator<Item = String> + '_ {
        self.body.iter().map(|(location, _)| write_location(location))
    }

    /// Writes the filters of the slots that do not keep every value.
    pub(super) fn write_filters(&self, writer: &mut ImageWriter) -> Span {
        let mut filters = Vec::new();
        for (slot, (_, filter)) in (0..).zip(&self.body) {
            match filter {
                Filter::All => {}
                Filter::Only(values) => {
                    let literals = writer.literals(values.iter().map(literal));
                    filters.push(FilterRow::only(slot, literals));
                }
                Filter::Not(none, success) => {
                    let codes = none.iter().chain(*success);
                    let literals = writer.literals(codes.map(|own| code(own).into()));
                    filters.push(FilterRow::not(slot, literals));
                }
            }
        }
        writer.add_filters(&filters)
    }

    /// Returns the slot of a location with this filter.
    pub(super) fn number(&self, location: &Location, filter: Filter<'_>) -> u32 {
        let filter = filter.at(location);
        let mut numbers = self.numbers.get(location).into_iter().flatten();
        let number = numbers.find(|(known, _)| *known == filter).map(|(_, number)| match location {
            Location::Body { .. } => *number,
            Location::Header(_) => self.body.len() + *number,
        });
        // Every location has been added, so there is a number.
        number.and_then(|number| u32::try_from(number).ok()).unwrap_or(NONE)
    }
}
