//! Slots: the numbers of locations. The decoder stores the value at a location under its number.
//!
//! A location with `*` has several slots if more than its first value is read.

use std::borrow::Cow;
use std::collections::HashMap;

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{FilterRow, NONE, Span};

use super::literal::{code, test_spec};
use crate::location::write_location;
use crate::model::{
    BodyKind, Code, Condition, Envelope, Field, Location, Model, Place, Segment, Success, Test, ValueSource,
};

/// The numbers of the locations that are read: first those in the body, then the headers.
pub(super) struct Slots<'a> {
    body: Vec<BodySlot<'a>>,
    headers: Vec<Cow<'a, str>>,
    /// The locations in texts that are bodies of their own.
    embedded: Vec<String>,
    numbers: HashMap<Cow<'a, Location>, Vec<(Filter<'a>, usize)>>,
    /// The lists whose elements are errors of their own.
    lists: Vec<&'a [Segment]>,
    /// The lists of errors in XML, whose elements repeat.
    repeated: Vec<&'a [Segment]>,
    /// The ids of the envelopes.
    envelopes: Vec<Option<&'a str>>,
    /// The paths of codes and messages.
    identifying: Vec<&'a [Segment]>,
}

/// A slot of a value in the body.
pub(super) struct BodySlot<'a> {
    pub(super) location: Cow<'a, Location>,
    pub(super) filter: Filter<'a>,
    pub(super) role: Role,
}

/// The role of a slot in the choice of the element from which a `*` is read. If a slot has several, the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A condition, which any element may meet.
    Condition,
    Value,
    Message,
    Code,
}

/// A filter of the values at a location with `*`. The slot keeps the first value that passes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Filter<'a> {
    /// All values pass.
    All,
    /// Only the values that pass the test of a condition.
    Only(&'a Test),
    /// All values pass, except the codes that count as no code in an envelope, and those that mean success.
    Not(&'a [Code], &'a [Code]),
}

impl<'a> Filter<'a> {
    /// Returns the filter of a condition. Two conditions on one location with `*` may be met by different elements.
    pub(super) fn of_condition(condition: &'a Condition) -> Self {
        match &condition.test {
            Test::Present(_) => Self::All,
            test => Self::Only(test),
        }
    }

    /// Returns the filter of the code of an envelope.
    pub(super) fn of_code(envelope: &'a Envelope, success: &'a Success) -> Self {
        match (envelope.no_code.as_slice(), success.codes.as_slice()) {
            ([], []) => Self::All,
            (none, success) => Self::Not(none, success),
        }
    }
}

impl<'a> Slots<'a> {
    /// Collects the locations of a table, except those inside a sub-error.
    pub(super) fn of_model(model: &'a Model) -> Self {
        let mut slots = Self::empty();
        let lists = model.envelopes.iter().filter_map(|envelope| envelope.errors.as_ref());
        slots.lists.extend(lists.filter_map(body_path));
        let xml = model.envelopes.iter().filter(|envelope| envelope.body == BodyKind::Xml);
        slots.repeated.extend(xml.filter_map(|envelope| envelope.errors.as_ref()).filter_map(body_path));
        slots.envelopes.extend(model.envelopes.iter().map(|envelope| envelope.id.as_deref()));
        let sources = model.envelopes.iter().flat_map(|envelope| [&envelope.code, &envelope.message]);
        let places = sources.flat_map(|source| &source.places);
        slots.identifying.extend(places.flat_map(|place| &place.locations).filter_map(body_path));
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

    /// Returns the number of the envelope with this id; [`NONE`] without one.
    pub(super) fn envelope(&self, id: Option<&str>) -> u32 {
        let place = id.and_then(|id| self.envelopes.iter().position(|known| *known == Some(id)));
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NONE)
    }

    /// Returns the number of slots.
    pub(super) fn len(&self) -> usize {
        self.body.len() + self.headers.len() + self.embedded.len()
    }

    fn empty() -> Self {
        Self {
            body: Vec::new(),
            headers: Vec::new(),
            embedded: Vec::new(),
            numbers: HashMap::new(),
            lists: Vec::new(),
            repeated: Vec::new(),
            envelopes: Vec::new(),
            identifying: Vec::new(),
        }
    }

    fn add_envelope(&mut self, envelope: &'a Envelope, success: &'a Success) {
        self.add_conditions(&envelope.when);
        envelope.retry.iter().for_each(|conditions| self.add_conditions(conditions));
        self.add_source(&envelope.code, Filter::of_code(envelope, success), Role::Code);
        let Envelope { message, name, request_id, status, retry_after, details, .. } = envelope;
        self.add_source(message, Filter::All, Role::Message);
        for source in [name, request_id, status, retry_after, details] {
            self.add_source(source, Filter::All, Role::Value);
        }
        for (location, _) in &envelope.constants {
            self.add(Cow::Borrowed(location), Filter::All, Role::Value);
        }
        if let Some(list) = &envelope.errors {
            self.add(Cow::Borrowed(list), Filter::All, Role::Value);
        }
    }

    fn add_fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.add_source(&field.source, Filter::All, Role::Value);
        }
    }

    fn add_conditions(&mut self, conditions: &'a [Condition]) {
        for condition in conditions {
            let filter = self.filter_at(&condition.location, Filter::of_condition(condition));
            let role = if filter == Filter::All { Role::Value } else { Role::Condition };
            self.add(Cow::Borrowed(&condition.location), filter, role);
            for other in &condition.others {
                self.add(Cow::Borrowed(other), Filter::All, Role::Value);
            }
        }
    }

    fn add_source(&mut self, source: &'a ValueSource, filter: Filter<'a>, role: Role) {
        for place in &source.places {
            if let Some((container, _)) = self.gathered(place) {
                self.add(Cow::Owned(container), Filter::All, Role::Value);
                continue;
            }
            for location in &place.locations {
                self.add(Cow::Borrowed(location), self.filter_at(location, filter), role);
            }
        }
    }

    /// Returns the location of the container from which a list is gathered, and the path from it to the elements.
    ///
    /// A `*` that leads to a code or a message as well stands for one element, so the list is gathered within that element. At the end of the
    /// location, it stands for all elements.
    pub(super) fn gathered(&self, place: &Place) -> Option<(Location, Location)> {
        let (true, [Location::Body { path, name }]) = (place.is_gathered, place.locations.as_slice()) else {
            return None;
        };
        let identifies = |end: &usize| {
            let path = path.get(..=*end).unwrap_or_default();
            self.identifying.iter().any(|other| other.starts_with(path))
        };
        let mut stars = path.iter().enumerate().filter(|(_, segment)| **segment == Segment::Any).map(|(end, _)| end);
        let is_gathered = |end: &usize| *end + 1 == path.len() || !identifies(end);
        let (before, after) = path.split_at_checked(stars.find(is_gathered)?)?;
        let container = Location::Body { path: before.to_vec(), name: false };
        Some((container, Location::Body { path: after.to_vec(), name: *name }))
    }

    /// Returns the filter for a location. If a location has only one value, all its sources share a slot without a filter.
    fn filter_at<'f>(&self, location: &Location, filter: Filter<'f>) -> Filter<'f> {
        let Location::Body { path, .. } = location else { return Filter::All };
        let is_listed = |list: &&[Segment]| path.len() > list.len() && path.starts_with(list);
        match filter {
            _ if path.contains(&Segment::Any) => filter,
            Filter::Not(..) if self.lists.iter().any(is_listed) => filter,
            _ => Filter::All,
        }
    }

    fn add(&mut self, location: Cow<'a, Location>, filter: Filter<'a>, role: Role) {
        let numbers = self.numbers.entry(location.clone()).or_default();
        if let Some((_, number)) = numbers.iter().find(|(known, _)| *known == filter) {
            if let Some(slot) = self.body.get_mut(*number).filter(|_| matches!(*location, Location::Body { .. })) {
                slot.role = slot.role.max(role);
            }
            if let Location::Embedded { outer, .. } = &*location {
                self.add(Cow::Owned((**outer).clone()), Filter::All, role);
            }
            return;
        }
        match &*location {
            Location::Body { .. } => {
                numbers.push((filter, self.body.len()));
                let tested = tested_members(&location);
                self.body.push(BodySlot { location, filter, role });
                tested.into_iter().for_each(|member| self.add(Cow::Owned(member), Filter::All, Role::Value));
            }
            Location::Header(name) => {
                numbers.push((filter, self.headers.len()));
                self.headers.push(match &location {
                    Cow::Borrowed(Location::Header(name)) => Cow::Borrowed(name.as_str()),
                    _ => Cow::Owned(name.clone()),
                });
            }
            Location::Embedded { outer, .. } => {
                numbers.push((filter, self.embedded.len()));
                self.embedded.push(write_location(&location));
                self.add(Cow::Owned((**outer).clone()), Filter::All, role);
            }
        }
    }

    /// Returns the slots of the body in their order.
    pub(super) fn body(&self) -> &[BodySlot<'a>] {
        &self.body
    }

    /// Returns the slots of the name of the parent of a sub-error.
    pub(super) fn parents(&self) -> Vec<u32> {
        let is_parent = |slot: &BodySlot<'_>| matches!(&*slot.location, Location::Body { path, .. } if path.as_slice() == [Segment::Parent]);
        (0..).zip(&self.body).filter(|(_, slot)| is_parent(slot)).map(|(number, _)| number).collect()
    }

    /// Returns the lists whose elements are errors.
    pub(super) fn lists(&self) -> &[&'a [Segment]] {
        &self.lists
    }

    /// Returns the lists of errors that are elements of XML that repeat.
    pub(super) fn repeated(&self) -> &[&'a [Segment]] {
        &self.repeated
    }

    /// Returns the headers that are read.
    pub(super) fn headers(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(|name| &**name)
    }

    /// Returns the locations in texts that are bodies of their own.
    pub(super) fn embedded(&self) -> impl Iterator<Item = &str> {
        self.embedded.iter().map(String::as_str)
    }

    /// Returns the locations in the body as the table writes them.
    pub(super) fn written(&self) -> impl Iterator<Item = String> + '_ {
        self.body.iter().map(|slot| write_location(&slot.location))
    }

    /// Writes the filters of the slots that do not keep every value.
    pub(super) fn write_filters(&self, writer: &mut ImageWriter) -> Span {
        let mut filters = Vec::new();
        for (slot, BodySlot { filter, .. }) in (0..).zip(&self.body) {
            match filter {
                Filter::All => {}
                Filter::Only(test) => filters.push(FilterRow::only(slot, &test_spec(test, writer))),
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
        let filter = self.filter_at(location, filter);
        let mut numbers = self.numbers.get(location).into_iter().flatten();
        let number = numbers.find(|(known, _)| *known == filter).map(|(_, number)| match location {
            Location::Body { .. } => *number,
            Location::Header(_) => self.body.len() + *number,
            Location::Embedded { .. } => self.body.len() + self.headers.len() + *number,
        });
        // Every location has been added, so there is a number.
        number.and_then(|number| u32::try_from(number).ok()).unwrap_or(NONE)
    }
}

/// Returns the location of the member that decides if an element is selected, for each selector of a location.
pub(super) fn tested_members(location: &Location) -> Vec<Location> {
    let Location::Body { path, .. } = location else { return Vec::new() };
    let selectors = path.iter().enumerate().filter_map(|(place, segment)| match segment {
        Segment::Select { member, .. } => Some((place, member)),
        _ => None,
    });
    selectors.filter_map(|(place, member)| tested_member(path.get(..=place)?, member)).collect()
}

/// Returns the location of the tested member below a selector.
pub(super) fn tested_member(selector: &[Segment], member: &str) -> Option<Location> {
    let path = selector.iter().cloned().chain([Segment::Name(member.to_owned())]).collect();
    (!selector.is_empty()).then_some(Location::Body { path, name: false })
}

fn body_path(location: &Location) -> Option<&[Segment]> {
    match location {
        Location::Body { path, .. } => Some(path),
        Location::Header(_) | Location::Embedded { .. } => None,
    }
}
