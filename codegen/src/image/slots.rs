//! Slots: the numbers of locations. The decoder stores the value at a location under its number.
//!
//! A location with `*` has several slots if more than its first value is read.

use std::borrow::Cow;
use std::collections::HashMap;

use errspec_engine::location::Embedded;
use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{FilterRow, NONE, Span};

use super::filter::{Filter, SlotRole};
use super::literal::{code, test_spec};
use super::paths::{body_path, is_embedded, paths_in_text, tested_members};
use crate::model::{BodyKind, Condition, Envelope, Field, Location, Model, Place, Segment, Success, ValueSource};

/// The numbers of the locations that are read: first those in the body, then the headers.
#[derive(Default)]
pub(super) struct Slots<'a> {
    body: Vec<BodySlot<'a>>,
    headers: Vec<Cow<'a, str>>,
    /// The texts that are bodies of their own. A text is in the body, in a header or in one of the texts before it.
    embedded: Vec<TextSlots<'a>>,
    numbers: HashMap<Cow<'a, Location>, Vec<(Filter<'a>, usize)>>,
    /// The lists whose elements are errors of their own.
    lists: Vec<&'a [Segment]>,
    /// The lists of errors in XML, whose elements repeat.
    repeated: Vec<&'a [Segment]>,
    /// The lists in texts.
    embedded_lists: Vec<&'a Location>,
    /// The ids of the envelopes.
    envelopes: Vec<Option<&'a str>>,
    /// The paths of codes and messages.
    identifying: Vec<&'a [Segment]>,
    /// The locations of codes and messages in texts.
    embedded_identifying: Vec<&'a Location>,
}

/// The locations in a text that is a body of its own.
pub(super) struct TextSlots<'a> {
    /// The location of the text.
    pub(super) outer: Location,
    pub(super) kind: Embedded,
    pub(super) slots: Slots<'a>,
}

impl TextSlots<'_> {
    fn is_of(&self, outer: &Location, kind: Embedded) -> bool {
        self.kind == kind && self.outer == *outer
    }
}

/// A slot of a value in the body.
pub(super) struct BodySlot<'a> {
    pub(super) location: Cow<'a, Location>,
    pub(super) filter: Filter<'a>,
    pub(super) role: SlotRole,
}

impl<'a> Slots<'a> {
    /// Collects the locations of a table, except those inside a sub-error.
    pub(super) fn of_model(model: &'a Model) -> Self {
        let mut slots = Self::default();
        let lists = model.envelopes.iter().filter_map(|envelope| envelope.errors.as_ref());
        slots.lists.extend(lists.clone().filter_map(body_path));
        slots.embedded_lists.extend(lists.filter(|list| is_embedded(list)));
        let xml = model.envelopes.iter().filter(|envelope| envelope.body == BodyKind::Xml);
        slots.repeated.extend(xml.filter_map(|envelope| envelope.errors.as_ref()).filter_map(body_path));
        slots.envelopes.extend(model.envelopes.iter().map(|envelope| envelope.id.as_deref()));
        let sources = model.envelopes.iter().flat_map(|envelope| [&envelope.code, &envelope.message]);
        let locations = sources.flat_map(|source| &source.places).flat_map(|place| &place.locations);
        slots.identifying.extend(locations.clone().filter_map(body_path));
        slots.embedded_identifying.extend(locations.filter(|location| is_embedded(location)));
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
        let mut slots = Self::default();
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
        self.first_embedded() + self.embedded.iter().map(|text| text.slots.len()).sum::<usize>()
    }

    /// Returns the slot of the first location in a text.
    fn first_embedded(&self) -> usize {
        self.body.len() + self.headers.len()
    }

    fn add_envelope(&mut self, envelope: &'a Envelope, success: &'a Success) {
        self.add_conditions(&envelope.when);
        envelope.retry.iter().for_each(|conditions| self.add_conditions(conditions));
        self.add_source(&envelope.code, Filter::of_code(envelope, success), SlotRole::Code);
        let Envelope { message, name, request_id, status, retry_after, details, .. } = envelope;
        self.add_source(message, Filter::All, SlotRole::Message);
        for source in [name, request_id, status, retry_after, details] {
            self.add_source(source, Filter::All, SlotRole::Value);
        }
        for (location, _) in &envelope.constants {
            self.add(Cow::Borrowed(location), Filter::All, SlotRole::Value);
        }
        if let Some(list) = &envelope.errors {
            self.add(Cow::Borrowed(list), Filter::All, SlotRole::Value);
        }
    }

    fn add_fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.add_source(&field.source, Filter::All, SlotRole::Value);
        }
    }

    fn add_conditions(&mut self, conditions: &'a [Condition]) {
        for condition in conditions {
            let filter = self.filter_at(&condition.location, Filter::of_condition(condition));
            let role = if filter == Filter::All { SlotRole::Value } else { SlotRole::Condition };
            self.add(Cow::Borrowed(&condition.location), filter, role);
            for other in &condition.others {
                self.add(Cow::Borrowed(other), Filter::All, SlotRole::Value);
            }
        }
    }

    fn add_source(&mut self, source: &'a ValueSource, filter: Filter<'a>, role: SlotRole) {
        for place in &source.places {
            if let Some((container, _)) = self.gathered(place) {
                self.add(Cow::Owned(container), Filter::All, SlotRole::Value);
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
        match (place.is_gathered, place.locations.as_slice()) {
            (true, [Location::Body { path, name }]) => self.gathered_path(path, *name),
            (true, [Location::Embedded { outer, kind, path, name }]) => {
                let own = self.embedded.iter().find(|text| text.is_of(outer, *kind));
                // The text is added with its first location.
                let gathered = match own {
                    Some(text) => text.slots.gathered_path(path, *name),
                    None => self.text_slots(outer, *kind).gathered_path(path, *name),
                };
                let (container, rest) = gathered?;
                let Location::Body { path, name } = container else { return None };
                Some((Location::Embedded { outer: outer.clone(), kind: *kind, path, name }, rest))
            }
            _ => None,
        }
    }

    fn gathered_path(&self, path: &[Segment], name: bool) -> Option<(Location, Location)> {
        let identifies = |end: &usize| {
            let path = path.get(..=*end).unwrap_or_default();
            self.identifying.iter().any(|other| other.starts_with(path))
        };
        let mut stars = path.iter().enumerate().filter(|(_, segment)| **segment == Segment::Any).map(|(end, _)| end);
        let is_gathered = |end: &usize| *end + 1 == path.len() || !identifies(end);
        let (before, after) = path.split_at_checked(stars.find(is_gathered)?)?;
        let container = Location::Body { path: before.to_vec(), name: false };
        Some((container, Location::Body { path: after.to_vec(), name }))
    }

    /// Returns the filter for a location. If a location has only one value, all its sources share a slot without a filter.
    fn filter_at<'f>(&self, location: &Location, filter: Filter<'f>) -> Filter<'f> {
        let (path, lists) = match location {
            Location::Body { path, .. } => (path, Cow::Borrowed(&self.lists)),
            Location::Embedded { outer, kind, path, .. } => (path, Cow::Owned(self.lists_in_text(outer, *kind))),
            Location::Header(_) => return Filter::All,
        };
        let is_listed = |list: &&[Segment]| path.len() > list.len() && path.starts_with(list);
        match filter {
            _ if path.contains(&Segment::Any) => filter,
            Filter::Not(..) if lists.iter().any(is_listed) => filter,
            _ => Filter::All,
        }
    }

    fn lists_in_text(&self, outer: &Location, kind: Embedded) -> Vec<&'a [Segment]> {
        paths_in_text(&self.embedded_lists, outer, kind)
    }

    /// Creates the slots of a text, without locations.
    fn text_slots(&self, outer: &Location, kind: Embedded) -> Self {
        let lists = self.lists_in_text(outer, kind);
        let identifying = paths_in_text(&self.embedded_identifying, outer, kind);
        let repeated = if kind == Embedded::Xml { lists.clone() } else { Vec::new() };
        Self { lists, repeated, identifying, ..Self::default() }
    }

    /// Adds a location in a text, and the text itself before it.
    fn add_embedded(
        &mut self,
        (outer, kind): (&Location, Embedded),
        inner: Location,
        filter: Filter<'a>,
        role: SlotRole,
    ) {
        self.add(Cow::Owned(outer.clone()), Filter::All, role);
        let number = match self.embedded.iter().position(|text| text.is_of(outer, kind)) {
            Some(number) => number,
            None => {
                let slots = self.text_slots(outer, kind);
                self.embedded.push(TextSlots { outer: outer.clone(), kind, slots });
                self.embedded.len() - 1
            }
        };
        if let Some(text) = self.embedded.get_mut(number) {
            let filter = text.slots.filter_at(&inner, filter);
            text.slots.add(Cow::Owned(inner), filter, role);
        }
    }

    fn add(&mut self, location: Cow<'a, Location>, filter: Filter<'a>, role: SlotRole) {
        if let Location::Embedded { outer, kind, path, name } = &*location {
            let inner = Location::Body { path: path.clone(), name: *name };
            return self.add_embedded((outer, *kind), inner, filter, role);
        }
        let numbers = self.numbers.entry(location.clone()).or_default();
        if let Some((_, number)) = numbers.iter().find(|(known, _)| *known == filter) {
            if let Some(slot) = self.body.get_mut(*number).filter(|_| matches!(*location, Location::Body { .. })) {
                slot.role = slot.role.max(role);
            }
            return;
        }
        match &*location {
            Location::Body { .. } => {
                numbers.push((filter, self.body.len()));
                let tested = tested_members(&location);
                self.body.push(BodySlot { location, filter, role });
                tested.into_iter().for_each(|member| self.add(Cow::Owned(member), Filter::All, SlotRole::Value));
            }
            Location::Header(name) => {
                numbers.push((filter, self.headers.len()));
                self.headers.push(match &location {
                    Cow::Borrowed(Location::Header(name)) => Cow::Borrowed(name.as_str()),
                    _ => Cow::Owned(name.clone()),
                });
            }
            Location::Embedded { .. } => {}
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

    /// Returns the texts that are bodies of their own, each with the slot of its first location.
    pub(super) fn embedded(&self) -> impl Iterator<Item = (usize, &TextSlots<'a>)> {
        self.embedded.iter().scan(self.first_embedded(), |next, text| {
            let first = *next;
            *next += text.slots.len();
            Some((first, text))
        })
    }

    /// Returns the number of a text.
    pub(super) fn embedded_number(&self, outer: &Location, kind: Embedded) -> Option<usize> {
        self.embedded.iter().position(|text| text.is_of(outer, kind))
    }

    /// Returns the locations in the body as the table writes them.
    pub(super) fn written(&self) -> impl Iterator<Item = String> + '_ {
        self.body.iter().map(|slot| slot.location.to_string())
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
        if let Location::Embedded { outer, kind, path, name } = location {
            let inner = Location::Body { path: path.clone(), name: *name };
            let text = self.embedded().find(|(_, text)| text.is_of(outer, *kind));
            let number =
                text.and_then(|(first, text)| Some((u32::try_from(first).ok()?, text.slots.number(&inner, filter))));
            return number.map_or(NONE, |(first, own)| own.saturating_add(first));
        }
        let filter = self.filter_at(location, filter);
        let mut numbers = self.numbers.get(location).into_iter().flatten();
        let number = numbers.find(|(known, _)| *known == filter).map(|(_, number)| match location {
            Location::Body { .. } => *number,
            Location::Header(_) | Location::Embedded { .. } => self.body.len() + *number,
        });
        // Every location has been added, so there is a number.
        number.and_then(|number| u32::try_from(number).ok()).unwrap_or(NONE)
    }
}
