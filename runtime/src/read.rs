//! Reading a response: its body into slots, the envelope that fits, and the few values that every error has.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::body;
use crate::find::knows;
use crate::headers::Headers;
use crate::json::{Scan, scan};
use crate::slot::Slot;
use crate::table::{BodyKind, Envelope, NOWHERE, Source, Table};
use crate::wire::{Text, Wire};

/// How many slots have their place on the stack; a table with more has them on the heap.
const INLINE: usize = 24;

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
pub(crate) fn read<'b, R>(
    table: &'static Table,
    headers: &dyn Headers,
    body: &'b [u8],
    then: impl FnOnce(Reading<'b, '_>) -> R,
) -> R {
    let count = table.body.locations.len();
    let mut inline = [Slot::ABSENT; INLINE];
    let mut heap = Vec::new();
    let slots = match inline.get_mut(..count) {
        Some(slots) => slots,
        None => {
            heap.resize(count, Slot::ABSENT);
            heap.as_mut_slice()
        }
    };
    let headers = wanted_headers(table, headers);
    let mut scanned = scan(&table.body, body, slots);
    let mut envelope = fitting(table, Wire { body, slots, headers: &headers }, BodyKind::Json);
    if body.trim_ascii().is_empty() {
        envelope = table.envelopes.first();
        scanned = Scan::default();
    } else if scanned.broken.is_some() || envelope.is_none() {
        if let Some(other) = other_kind(table, body, &headers, slots) {
            envelope = Some(other);
            scanned = Scan::default();
        } else {
            // What a broken body holds before the fault is kept, though it is no error of the table.
            slots.fill(Slot::ABSENT);
            scan(&table.body, body, slots);
        }
    }
    then(Reading { table, wire: Wire { body, slots, headers: &headers }, envelope, scan: scanned })
}

/// The headers that the table reads, by slot.
fn wanted_headers(table: &Table, headers: &dyn Headers) -> Vec<(u16, String)> {
    let first = table.body.locations.len();
    let named = table.headers.iter().enumerate();
    named
        .filter_map(|(place, name)| Some((u16::try_from(first + place).ok()?, headers.header(name)?.into())))
        .collect()
}

/// The first envelope of a kind that fits.
fn fitting(table: &'static Table, wire: Wire<'_, '_>, kind: BodyKind) -> Option<&'static Envelope> {
    let kinds = table.envelopes.iter().filter(|envelope| envelope.body == kind);
    kinds.into_iter().find(|envelope| fits(envelope, wire))
}

fn fits(envelope: &Envelope, wire: Wire<'_, '_>) -> bool {
    if !envelope.when.is_empty() {
        return wire.holds(envelope.when);
    }
    let (errors, _) = envelope.errors;
    wire.stands(envelope.code)
        || wire.stands(envelope.message)
        || wire.stands(envelope.details)
        || (errors != NOWHERE && wire.is_present(errors))
}

/// The first envelope that is not JSON and fits; the slots then hold what it reads.
fn other_kind(
    table: &'static Table,
    body: &[u8],
    headers: &[(u16, String)],
    slots: &mut [Slot],
) -> Option<&'static Envelope> {
    let others = table.envelopes.iter().filter(|envelope| envelope.body != BodyKind::Json);
    others.into_iter().find(|envelope| {
        body::read(envelope.body, &table.body, body, slots) && fits(envelope, Wire { body, slots, headers })
    })
}

impl<'b> Reading<'b, '_> {
    /// Whether an envelope fits and the body is whole.
    pub(crate) fn is_whole(&self) -> bool {
        self.envelope.is_some() && self.scan.broken.is_none()
    }

    /// The status, also where only the body says it.
    pub(crate) fn status(&self, transport: u16) -> u16 {
        match transport {
            0 => self.text(|envelope| envelope.status).and_then(|text| text.text.parse().ok()).unwrap_or(0),
            status => status,
        }
    }

    /// What a source of the envelope finds.
    pub(crate) fn text(&self, source: fn(&Envelope) -> Source) -> Option<Text<'b>> {
        self.wire.text(source(self.envelope?))
    }

    /// The code as it came, and the one that an entry is looked for by: the first that the table knows.
    pub(crate) fn codes(&self) -> (Option<Text<'b>>, Option<Text<'b>>) {
        let Some(envelope) = self.envelope else { return (None, None) };
        let mut received: Option<Text<'b>> = None;
        for place in envelope.code {
            let Some(code) = self.wire.alternative(place) else { continue };
            let none = envelope.no_code.iter().any(|none| none.key() == code.code().key());
            if none || code.text.is_empty() {
                continue;
            }
            if knows(self.table, code.code()) {
                return (Some(received.unwrap_or_else(|| code.clone())), Some(code));
            }
            received = received.or(Some(code));
        }
        (received.clone(), received)
    }

    /// The delay before a retry that the response asks for.
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
