//! The encode plan of a response: which value goes to which slot.
//!
//! The same walk over an entry and its envelope serves the encoder and the schemas. A [`Material`] supplies the values.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::piece::{Material, PlanValue, Target};
use crate::gap::can_have;
use crate::location::{Embedded, Segment, resolve, resolve_elements, segments};
use crate::table::{
    BodyKind, Condition, EmbeddedText, Entry, Envelope, Field, Layout, List, Literal, Place, Source, Table, Test,
};
use crate::template::{self, pieces};

/// The encode plan: the values of a response by slot. If a slot has two values, the later one is written.
#[derive(Debug, Clone)]
pub struct Plan<'t, P> {
    pub(super) layout: Layout<'t>,
    pub(super) envelope: Option<Envelope<'t>>,
    pub(super) is_xml: bool,
    /// The table, if the plan is that of a response, which has headers and texts that are bodies of their own.
    pub(super) table: Option<&'t Table<'t>>,
    pub(super) assignments: Vec<Assignment<'t, P>>,
    /// The slots that conditions require to be absent.
    pub(super) absent: Vec<u32>,
}

/// A value and the slot to which it is written.
#[derive(Debug, Clone)]
pub(super) struct Assignment<'t, P> {
    pub(super) slot: u32,
    pub(super) piece: P,
    /// The index that replaces a `*` where no name is given.
    pub(super) element: usize,
    /// The path from the slot to one of several gathered values.
    pub(super) below: Vec<Segment<'t>>,
    /// The place and its template, if the value is the text of one. The values of the other parameters are written with it.
    pub(super) template: Option<(Place<'t>, &'t str)>,
}

/// The number of values that most responses have at most.
const FEW: usize = 6;

impl<P> Assignment<'_, P> {
    pub(super) fn new(slot: u32, piece: P) -> Self {
        Self { slot, piece, element: 0, below: Vec::new(), template: None }
    }
}

/// Plans the response of an entry.
pub fn plan_entry<'t, M: Material<'t>>(entry: Entry<'t>, envelope: &Envelope<'t>, material: &M) -> Plan<'t, M::Piece> {
    let table = entry.of_table();
    let mut plan = Plan::new(table.body());
    plan.table = Some(table);
    plan.envelope = Some(*envelope);
    plan.is_xml = envelope.body() == BodyKind::Xml;
    let code = match entry.code() {
        Some(code) => Some(material.code(code)),
        None => entry.code_field().and_then(|(number, field)| material.kept_code(number, &field)),
    };
    let message = material.message();
    let field = |name: &str| own_field(entry, name, material).or_else(|| top_level_field(table, name, material));
    let other = |name: &str| match name {
        "code" => code.clone(),
        "message" => message.clone(),
        "request_id" => field(name).or_else(|| material.request_id()),
        _ => field(name),
    };
    // Every other value takes the place of a constant.
    for condition in envelope.constants() {
        plan.condition(&condition, material);
    }
    plan.retry(entry, envelope, material);
    for field in table.fields() {
        let value = material.top_level_field(&field);
        plan.value(field.source(), value, &|name| top_level_field(table, name, material).or_else(|| other(name)));
    }
    for (number, field) in entry.carried().iter().enumerate() {
        let value = material.field(number, &field);
        plan.value(field.source(), value, &|name| own_field(entry, name, material).or_else(|| other(name)));
    }
    plan.value(envelope.message(), message.clone().filter(|message| plan.has_use_of(envelope, message)), &other);
    for condition in envelope.when().iter().chain(entry.when()) {
        plan.condition(&condition, material);
    }
    let symbol = entry.symbol().map(|symbol| material.literal(Literal::String(symbol)));
    plan.value(envelope.name(), symbol, &other);
    plan.value(envelope.request_id(), material.request_id(), &other);
    let mut delays = envelope.retry_after().places().iter().filter(|place| !place.is_read_only());
    delays.find(|place| match material.retry_after(place, plan.target(place)) {
        Some(piece) => plan.value_at(place, piece, &other).is_ok(),
        None => true,
    });
    plan.value(envelope.code(), code.clone(), &other);
    plan.value(envelope.status(), material.status(envelope), &other);
    plan.details(envelope, material);
    plan.embed(table);
    plan
}

/// Returns the value of a field of an entry.
fn own_field<'t, M: Material<'t>>(entry: Entry<'t>, name: &str, material: &M) -> Option<M::Piece> {
    let (number, field) = entry.carried().iter().enumerate().find(|(_, field)| field.name() == name)?;
    material.field(number, &field)
}

fn top_level_field<'t, M: Material<'t>>(table: &'t Table<'t>, name: &str, material: &M) -> Option<M::Piece> {
    material.top_level_field(&table.fields().iter().find(|field| field.name() == name)?)
}

/// Plans a sub-error from the values of its fields.
pub fn plan_detail<'t, P: PlanValue<'t>>(
    layout: Layout<'t>,
    fields: List<'t, Field<'t>>,
    field: &dyn Fn(usize, &Field<'t>) -> Option<P>,
) -> Plan<'t, P> {
    let mut plan = Plan::new(layout);
    for (number, own) in fields.iter().enumerate() {
        plan.value(own.source(), field(number, &own), &|name| {
            let (number, other) = fields.iter().enumerate().find(|(_, field)| field.name() == name)?;
            field(number, &other)
        });
    }
    plan
}

impl<'t, P: PlanValue<'t>> Plan<'t, P> {
    pub(super) fn new(layout: Layout<'t>) -> Self {
        Self {
            layout,
            envelope: None,
            is_xml: false,
            table: None,
            assignments: Vec::with_capacity(FEW),
            absent: Vec::new(),
        }
    }

    /// Returns `true` if a message says something: an empty one in the body makes it an error, one in a header nothing.
    fn has_use_of(&self, envelope: &Envelope<'t>, message: &P) -> bool {
        let place = envelope.message().written_in(self.envelope);
        let Some(mut slot) = place.and_then(|place| place.slots().first()) else { return true };
        while let Some(text) = self.text_with(slot) {
            slot = text.outer();
        }
        (slot as usize) < self.layout.slots() || message.text().is_none_or(|text| !text.is_empty())
    }

    /// Plans the sub-errors: as one value, or each at a place from which it is gathered.
    fn details<M: Material<'t, Piece = P>>(&mut self, envelope: &Envelope<'t>, material: &M) {
        let Some(place) = envelope.details().written() else { return };
        let Some(slot) = place.slots().first() else { return };
        if let Some(rest) = place.rest() {
            let gathered = material.gathered_details(&segments(rest), self.is_xml_at(slot)).into_iter();
            let assignments = gathered.map(|(below, piece)| Assignment { below, ..Assignment::new(slot, piece) });
            self.assignments.extend(assignments);
        } else if let Some(piece) = material.details(envelope) {
            self.assignments.push(Assignment::new(slot, piece));
        }
    }

    /// Plans a value at the first place of its source at which it can be written. If no place can have it, that is the first of all.
    fn value(&mut self, source: Source<'t>, piece: Option<P>, other: &dyn Fn(&str) -> Option<P>) {
        let Some(mut piece) = piece else { return };
        let envelope = self.envelope;
        let (mut places, mut is_possible) = (source.places().iter(), false);
        while let Some(place) = places.find(|place| {
            !place.is_read_only() && place.is_in(envelope) && piece.text().is_none_or(|text| can_have(place, &text))
        }) {
            is_possible = true;
            match self.value_at(&place, piece, other) {
                Ok(()) => return,
                Err(unwritten) => piece = unwritten,
            }
        }
        if let (false, Some(place)) = (is_possible, source.written_in(envelope)) {
            let _ = self.value_at(&place, piece, other);
        }
    }

    /// Plans a value at a place: in a template, or split over several slots. Returns the value if no template has all its values.
    fn value_at(&mut self, place: &Place<'t>, piece: P, other: &dyn Fn(&str) -> Option<P>) -> Result<(), P> {
        if let Some(slot) = place.plain() {
            self.assignments.push(Assignment::new(slot, piece));
            return Ok(());
        }
        let mut template = None;
        let piece = if place.templates().is_empty() {
            piece.encoded(place.encoding())
        } else {
            if self.is_written_with_others(place) {
                return Ok(());
            }
            let own = piece.clone().encoded(place.encoding());
            let templates: Vec<&str> = place.written_templates().collect();
            let filled = P::fill(&templates, &mut |number| match number {
                0 => Some(own.clone()),
                number => other(place.parameters().get(number as usize)?.name()),
            });
            let Some((number, filled)) = filled else { return Err(piece) };
            template = templates.get(number).map(|template| (*place, *template));
            filled
        };
        let slots = place.slots();
        if let (Some(slot), Some(rest)) = (slots.first(), place.rest()) {
            self.gathered(slot, rest, &piece);
        } else if let (Some(slot), 1) = (slots.first(), slots.len()) {
            self.assignments.push(Assignment { template, ..Assignment::new(slot, piece) });
        } else {
            let slots: Vec<u32> = slots.iter().filter(|slot| self.can_write(*slot)).collect();
            let parts = piece.split(slots.len(), place.separator());
            self.assignments.extend(slots.into_iter().zip(parts).map(|(slot, piece)| Assignment::new(slot, piece)));
        }
        Ok(())
    }

    /// Returns `true` if the body can have a value at the location of a slot, which may be that of another kind of body.
    fn can_write(&self, slot: u32) -> bool {
        let Some(location) = self.layout.location(slot) else { return true };
        match self.envelope.map(|envelope| envelope.body()) {
            Some(BodyKind::Form | BodyKind::Lines) => matches!(segments(location).as_slice(), [Segment::Name(_)]),
            Some(BodyKind::Text) => location.is_empty(),
            Some(BodyKind::Json | BodyKind::Xml) | None => true,
        }
    }

    /// Returns `true` if the value of a place has been written to its slot as a part of another value's text.
    fn is_written_with_others(&self, place: &Place<'t>) -> bool {
        let (Some(own), Some(slot)) = (place.parameters().first(), place.slots().first()) else { return false };
        let has_own = |(other, template): (Place<'t>, &'t str)| {
            let mut parameters = (0..).zip(other.parameters().iter());
            let number = parameters.find(|(_, parameter)| parameter.name() == own.name()).map(|(number, _)| number);
            number.is_some_and(|number| pieces(template).any(|piece| piece == template::Piece::Parameter(number)))
        };
        let last = self.assignments.iter().rev().find(|assignment| assignment.slot == slot);
        place.slots().len() == 1 && last.and_then(|assignment| assignment.template).is_some_and(has_own)
    }

    /// Plans the values by which a response tells whether to retry, if it is so for the entry. All other values replace them, and a
    /// field at their location is left alone, also without a value.
    fn retry<M: Material<'t, Piece = P>>(&mut self, entry: Entry<'t>, envelope: &Envelope<'t>, material: &M) {
        let of_entry = envelope.retry().filter(|(retry, _)| *retry == entry.retry()).flat_map(|(_, list)| list.iter());
        for condition in of_entry.filter(|condition| condition.test.written().is_some()) {
            let is_there = |field: Field<'t>| {
                field
                    .source()
                    .written_in(self.envelope)
                    .is_some_and(|place| place.slots().iter().any(|slot| slot == condition.slot))
            };
            if !entry.carried().iter().any(is_there) {
                self.condition(&condition, material);
            }
        }
    }

    /// Plans the values of a list at the places from which they are gathered: one in each element of the last `*`.
    fn gathered(&mut self, slot: u32, rest: &'t str, piece: &P) {
        let path = segments(rest);
        for (index, piece) in piece.elements().into_iter().enumerate() {
            let name = piece.text().filter(|_| rest.ends_with("~#"));
            let below = match (self.is_xml_at(slot), &name) {
                (true, name) => resolve_elements(&path, &[name.as_deref()], index),
                (false, Some(name)) => resolve(&path, &[name]),
                (false, None) => resolve(&path, &[&index.to_string()]),
            };
            let piece = if name.is_some() { P::empty_object() } else { piece };
            self.assignments.push(Assignment { below, ..Assignment::new(slot, piece) });
        }
    }

    fn condition<M: Material<'t, Piece = P>>(&mut self, condition: &Condition<'t>, material: &M) {
        let Some(literal) = condition.test.written() else {
            if let Test::Absent = condition.test {
                self.absent.push(condition.slot);
            }
            return;
        };
        if matches!(condition.test, Test::Is(literals) if self.meets(condition.slot, literals, material)) {
            return;
        }
        let (piece, element) = (material.literal(literal), self.free_element(condition.slot));
        self.assignments.push(Assignment { element, ..Assignment::new(condition.slot, piece) });
    }

    /// Returns `true` if a slot has a value that a condition with several literals accepts: a field keeps its value.
    fn meets<M: Material<'t, Piece = P>>(&self, slot: u32, literals: List<'t, Literal<'t>>, material: &M) -> bool {
        let assigned = self.assignments.iter().rev().find(|assignment| assignment.slot == slot);
        let can_be = |piece: &P| literals.iter().any(|literal| piece.can_be(&material.literal(literal)));
        literals.len() > 1 && assigned.is_some_and(|assignment| can_be(&assignment.piece))
    }

    /// Returns the element for the value of a condition. Conditions on several slots of one location with `*` need several elements.
    fn free_element(&self, slot: u32) -> usize {
        let has_star = |location: &&str| location.strip_suffix("~#").unwrap_or(location).split('/').any(|it| it == "*");
        let (layout, first) = self.layout_of(slot);
        let location = |slot: u32| layout.location(slot.checked_sub(first)?);
        let Some(own) = location(slot).filter(has_star) else { return 0 };
        let others = self.assignments.iter().filter(|assignment| location(assignment.slot) == Some(own));
        others.filter(|assignment| assignment.slot != slot).map(|assignment| assignment.element + 1).max().unwrap_or(0)
    }

    /// Returns the text that has a slot, if it is that of a location in one.
    fn text_with(&self, slot: u32) -> Option<EmbeddedText<'t>> {
        self.table?.text_with(slot)
    }

    /// Returns the layout that has a slot, and the slot of its first location.
    fn layout_of(&self, slot: u32) -> (Layout<'t>, u32) {
        self.text_with(slot).map_or((self.layout, 0), |text| (text.layout(), text.first()))
    }

    /// Returns `true` if the location of a slot is in XML.
    fn is_xml_at(&self, slot: u32) -> bool {
        self.text_with(slot).map_or(self.is_xml, |text| text.kind() == Embedded::Xml)
    }

    fn target(&self, place: &Place<'_>) -> Target {
        let slot = place.slots().first();
        let is_in_body = |slot| (slot as usize) < self.layout.slots();
        if slot.is_some_and(|slot| !is_in_body(slot)) { Target::Header } else { Target::Body }
    }
}
