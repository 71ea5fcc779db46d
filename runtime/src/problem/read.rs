//! The members of a problem document.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::json::{Elements, Scan, WHOLE, scan};
use crate::said::{Received, Said};
use crate::slot::{Body, Kind, Slot};
use crate::table::{Field, Layout, NOWHERE, Node};
use crate::value::Value;
use crate::wire::{from_slot, whole};

/// The members of a problem document, each a slot.
pub(super) mod member {
    pub(in super::super) const TYPE: usize = 0;
    pub(in super::super) const TITLE: usize = 1;
    pub(in super::super) const STATUS: usize = 2;
    pub(in super::super) const DETAIL: usize = 3;
    pub(in super::super) const INSTANCE: usize = 4;
    pub(in super::super) const NAME: usize = 5;
    pub(in super::super) const CODE: usize = 6;
    pub(in super::super) const FIELDS: usize = 7;
    pub(in super::super) const REQUEST_ID: usize = 8;
    pub(in super::super) const RETRY_AFTER: usize = 9;
    pub(in super::super) const DETAILS: usize = 10;
    pub(in super::super) const COUNT: usize = 11;
}

const fn leaf(slots: &'static [u16]) -> Node {
    Node { members: &[], elements: &[], any: NOWHERE, values: slots, names: &[] }
}

static LAYOUT: Layout = Layout {
    nodes: &[
        Node {
            members: &[
                ("type", 1),
                ("title", 2),
                ("status", 3),
                ("detail", 4),
                ("instance", 5),
                ("name", 6),
                ("code", 7),
                ("fields", 8),
                ("request_id", 9),
                ("retry_after", 10),
                ("details", 11),
            ],
            elements: &[],
            any: NOWHERE,
            values: &[],
            names: &[],
        },
        leaf(&[0]),
        leaf(&[1]),
        leaf(&[2]),
        leaf(&[3]),
        leaf(&[4]),
        leaf(&[5]),
        leaf(&[6]),
        leaf(&[7]),
        leaf(&[8]),
        leaf(&[9]),
        leaf(&[10]),
    ],
    locations: &[""; member::COUNT],
    filters: &[],
};

/// A document that has been read.
pub(super) struct Reading<'b> {
    pub(super) body: Body<'b>,
    slots: [Slot; member::COUNT],
    /// What stands in `fields`, by name.
    fields: Vec<(Cow<'b, str>, Slot)>,
}

impl<'b> Reading<'b> {
    /// Of a body that is not JSON nothing is read.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let (mut slots, mut outcome) = ([Slot::ABSENT; member::COUNT], Scan::default());
        scan(&LAYOUT, bytes, &mut slots, &mut outcome);
        if outcome.broken.is_some() {
            slots = [Slot::ABSENT; member::COUNT];
        }
        let mut reading = Self { body: Body::new(bytes), slots, fields: Vec::new() };
        let object = reading.slot(member::FIELDS);
        if object.kind == Kind::Object {
            let (mut elements, mut value) = (Elements::new(bytes, object), [Slot::ABSENT]);
            while let Some((name, _)) = elements.next(&WHOLE, 0, &mut value) {
                let [found] = core::mem::replace(&mut value, [Slot::ABSENT]);
                if let Some(name) = name.text(reading.body) {
                    reading.fields.push((name, found));
                }
            }
        }
        reading
    }

    pub(super) fn slot(&self, member: usize) -> Slot {
        self.slots.get(member).copied().unwrap_or(Slot::ABSENT)
    }

    /// A member that is a string; RFC 9457 has it that one of another type is passed over.
    pub(super) fn said(&self, member: usize) -> Option<Said<'b>> {
        let slot = self.slot(member);
        if !matches!(slot.kind, Kind::Plain | Kind::Escaped) {
            return None;
        }
        slot.text(self.body).map(Said::Made)
    }

    pub(super) fn code(&self) -> Option<Received<'b>> {
        let slot = self.slot(member::CODE);
        let text = slot.text(self.body).filter(|_| slot.is_text())?;
        match whole(&text).filter(|_| slot.kind == Kind::Number) {
            Some(number) => Some(Received::Integer(number)),
            None => Some(Received::String(Said::Made(text))),
        }
    }

    pub(super) fn number(&self, member: usize) -> Option<Cow<'b, str>> {
        let slot = self.slot(member);
        slot.text(self.body).filter(|_| slot.kind == Kind::Number)
    }

    pub(super) fn field(&self, field: &Field) -> Option<Value<'b>> {
        let (_, slot) = self.fields.iter().find(|(name, _)| name == field.name)?;
        if slot.is_absent() { None } else { from_slot(field, *slot, self.body) }
    }
}
