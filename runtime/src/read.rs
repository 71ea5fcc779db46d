//! Reading a response: its body into slots, the envelope that fits, and the few values that every error has.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::body;
use crate::decoded::Received;
use crate::find::Candidates;
use crate::headers::Headers;
use crate::json::{Scan, scan};
use crate::slot::Slot;
use crate::table::{Alternative, BodyKind, Envelope, NOWHERE, Source, Table};
use crate::wire::{Text, Wire};

/// A response that has been read.
pub(crate) struct Reading<'b, 's> {
    pub(crate) table: &'static Table,
    pub(crate) wire: Wire<'b, 's>,
    /// The envelope that fits; where the body is broken, the one that would fit what could be read.
    pub(crate) envelope: Option<&'static Envelope>,
    /// What is wrong with the body as JSON.
    pub(crate) scan: Scan,
}

/// Reads a response and hands it to `then`.
///
/// The slots of most tables have their place on the stack, and no more of it is cleared than needed.
pub(crate) fn read<'b, R>(
    table: &'static Table,
    headers: &[(u16, String)],
    body: &'b [u8],
    then: impl FnOnce(&Reading<'b, '_>) -> R,
) -> R {
    match table.body.locations.len() {
        count @ 0..=6 => {
            let mut slots = [Slot::ABSENT; 6];
            then(&read_into(table, headers, body, slots.get_mut(..count).unwrap_or_default()))
        }
        count @ 7..=32 => {
            let mut slots = [Slot::ABSENT; 32];
            then(&read_into(table, headers, body, slots.get_mut(..count).unwrap_or_default()))
        }
        count => then(&read_into(table, headers, body, &mut alloc::vec![Slot::ABSENT; count])),
    }
}

#[inline]

fn read_into<'b, 's>(
    table: &'static Table,
    headers: &'s [(u16, String)],
    body: &'b [u8],
    slots: &'s mut [Slot],
) -> Reading<'b, 's> {
    let mut scanned = scan(&table.body, body, slots);
    let mut envelope = fitting(table, Wire { body, slots, headers }, BodyKind::Json);
    if scanned.broken.is_some() || envelope.is_none() {
        if body.trim_ascii().is_empty() {
            envelope = table.envelopes.first();
            scanned = Scan::default();
        } else if let Some(other) = other_kind(table, body, headers, slots) {
            envelope = Some(other);
            scanned = Scan::default();
        } else {
            // What a broken body holds before the fault is kept, though it is no error of the table.
            slots.fill(Slot::ABSENT);
            scan(&table.body, body, slots);
        }
    }
    Reading { table, wire: Wire { body, slots, headers }, envelope, scan: scanned }
}

/// The headers that a table reads, by slot.
pub(crate) fn wanted_headers(table: &Table, headers: &dyn Headers) -> Vec<(u16, String)> {
    let first = table.body.locations.len();
    let named = table.headers.iter().enumerate();
    named
        .filter_map(|(place, name)| Some((u16::try_from(first + place).ok()?, headers.header(name)?.into())))
        .collect()
}

/// The first envelope of a kind that fits.
#[inline]
fn fitting(table: &'static Table, wire: Wire<'_, '_>, kind: BodyKind) -> Option<&'static Envelope> {
    table.envelopes.iter().find(|envelope| envelope.body == kind && fits(envelope, wire))
}

#[inline]

fn fits(envelope: &Envelope, wire: Wire<'_, '_>) -> bool {
    if !envelope.when.is_empty() {
        return wire.holds(envelope.when);
    }
    let (errors, _) = envelope.errors;
    wire.stands(envelope.code)
        || wire.stands_in_body(envelope.message)
        || wire.stands_in_body(envelope.name)
        || wire.stands_in_body(envelope.request_id)
        || wire.raw(envelope.details).is_container()
        || (errors != NOWHERE && wire.slot(errors).is_list())
}

/// The first envelope that is not JSON and fits; the slots then hold what it reads.
fn other_kind(
    table: &'static Table,
    body: &[u8],
    headers: &[(u16, String)],
    slots: &mut [Slot],
) -> Option<&'static Envelope> {
    let mut others = table.envelopes.iter().filter(|envelope| envelope.body != BodyKind::Json);
    others.find(|envelope| {
        body::read(envelope.body, &table.body, body, slots) && fits(envelope, Wire { body, slots, headers })
    })
}

impl<'b> Reading<'b, '_> {
    /// Whether an envelope fits and the body is whole.
    #[inline]
    pub(crate) fn is_whole(&self) -> bool {
        self.envelope.is_some() && self.scan.broken.is_none()
    }

    /// The status, also where only the body says it.
    #[inline]
    pub(crate) fn status(&self, transport: u16) -> u16 {
        match transport {
            0 => self.text(|envelope| envelope.status).and_then(|text| text.text.parse().ok()).unwrap_or(0),
            status => status,
        }
    }

    /// What a source of the envelope finds.
    #[inline]
    pub(crate) fn text(&self, source: fn(&Envelope) -> Source) -> Option<Text<'b>> {
        self.wire.text(source(self.envelope?))
    }

    /// The code as it came, and the entries that the response can be: those of the first code that the table knows.
    #[inline]
    pub(crate) fn code(&self) -> (Option<Received<'b>>, Candidates) {
        let mut received = None;
        if let Some(envelope) = self.envelope {
            for place in envelope.code {
                let Some(code) = self.code_at(envelope, place) else { continue };
                if let Some(candidates) = Candidates::of_code(self.table, code.key()) {
                    return (Some(received.unwrap_or_else(|| Received::new(code))), candidates);
                }
                received = received.or_else(|| Some(Received::new(code)));
            }
        }
        let candidates = match received {
            None => Candidates::without_code(self.table),
            Some(_) => Candidates::of_unknown_code(self.table),
        };
        (received, candidates)
    }

    #[inline]

    fn code_at(&self, envelope: &Envelope, place: &Alternative) -> Option<Text<'b>> {
        let code = self.wire.alternative(place).filter(|code| !code.text.is_empty())?;
        let none = !envelope.no_code.is_empty() && envelope.no_code.iter().any(|none| none.key() == code.key());
        if none { None } else { Some(code) }
    }

    /// The delay before a retry that the response asks for.
    #[inline]
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let source = self.envelope.or(self.table.envelopes.first())?.retry_after;
        source.iter().find_map(|place| {
            let text = self.wire.alternative(place)?;
            let number: f64 = text.text.trim().parse().ok()?;
            let seconds = if place.milliseconds { number / 1000.0 } else { number };
            Duration::try_from_secs_f64(seconds).ok()
        })
    }
}
