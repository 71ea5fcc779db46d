//! Reading a response: its body into slots, the envelope that fits, and the few values that every error has.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::body;
use crate::date::HttpDate;
use crate::find::Candidates;
use crate::headers::Headers;
use crate::json::{Scan, scan};
use crate::said::{Received, Said};
use crate::slot::{Body, Slot, with_slots};
use crate::table::{Alternative, BodyKind, Envelope, NOWHERE, Source, Table, Unit};
use crate::wire::Wire;

/// A response that has been read.
pub(crate) struct Reading<'b, 's> {
    pub(crate) table: &'static Table,
    pub(crate) wire: Wire<'b, 's>,
    /// The envelope that fits; where the body is broken, the one that would fit what could be read.
    pub(crate) envelope: Option<&'static Envelope>,
    /// What is wrong with the body as JSON.
    pub(crate) scan: &'s Scan,
}

/// Reads a response and hands it to `then`.
#[inline]
pub(crate) fn read<'b, R>(
    table: &'static Table,
    headers: &[(u16, String)],
    body: Body<'b>,
    then: impl FnOnce(&Reading<'b, '_>) -> R,
) -> R {
    with_slots(table.body.locations.len(), |slots| {
        let mut scan = Scan::default();
        let envelope = read_into(table, headers, body, slots, &mut scan);
        then(&Reading { table, wire: Wire { body, slots, headers }, envelope, scan: &scan })
    })
}

/// Reads a response into slots: the envelope that fits, and what is wrong with the body.
#[inline(always)]
fn read_into(
    table: &'static Table,
    headers: &[(u16, String)],
    body: Body<'_>,
    slots: &mut [Slot],
    faults: &mut Scan,
) -> Option<&'static Envelope> {
    scan(&table.body, body.bytes, slots, faults);
    let envelope = fitting(table, &Wire { body, slots, headers }, BodyKind::Json);
    if faults.broken.is_none() && envelope.is_some() {
        return envelope;
    }
    read_otherwise(table, headers, body, slots, envelope, faults)
}

/// Reads what is no JSON of the table.
#[cold]
fn read_otherwise(
    table: &'static Table,
    headers: &[(u16, String)],
    body: Body<'_>,
    slots: &mut [Slot],
    envelope: Option<&'static Envelope>,
    faults: &mut Scan,
) -> Option<&'static Envelope> {
    let other = if body.bytes.trim_ascii().is_empty() {
        table.envelopes.first()
    } else {
        other_kind(table, body, headers, slots)
    };
    if other.is_some() {
        *faults = Scan::default();
        return other;
    }
    // What a broken body holds before the fault is kept, though it is no error of the table.
    slots.fill(Slot::ABSENT);
    scan(&table.body, body.bytes, slots, faults);
    envelope
}

/// The slot of the header `date`, whether or not the table reads it; tables have fewer slots.
const DATE: u16 = NOWHERE - 1;

/// The headers that a table reads, by slot; none where the caller has none.
#[inline]
pub(crate) fn wanted_headers(table: &Table, headers: Option<&dyn Headers>) -> Vec<(u16, String)> {
    let Some(headers) = headers else { return Vec::new() };
    let mut wanted: Vec<(u16, String)> = Vec::new();
    for (place, name) in table.headers.iter().enumerate() {
        if let (Some(value), Ok(slot)) = (headers.header(name), u16::try_from(table.body.locations.len() + place)) {
            wanted.push((slot, value.into()));
        }
    }
    // A moment says how long to wait only beside the date on which the response was sent.
    let mut delays = table.envelopes.iter().flat_map(|envelope| envelope.retry_after);
    let is_moment = wanted.iter().any(|(_, value)| HttpDate::parse(value).is_some());
    if (is_moment || delays.any(|place| place.unit == Unit::Unix))
        && let Some(date) = headers.header("date")
    {
        wanted.push((DATE, date.into()));
    }
    wanted
}

/// The first envelope of a kind that fits.
#[inline(always)]
#[allow(clippy::manual_find, reason = "a loop is inlined, as the search with a closure is not")]
fn fitting(table: &'static Table, wire: &Wire<'_, '_>, kind: BodyKind) -> Option<&'static Envelope> {
    for envelope in table.envelopes {
        if envelope.body == kind && fits(envelope, wire) {
            return Some(envelope);
        }
    }
    None
}

#[inline(always)]
fn fits(envelope: &Envelope, wire: &Wire<'_, '_>) -> bool {
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
    body: Body<'_>,
    headers: &[(u16, String)],
    slots: &mut [Slot],
) -> Option<&'static Envelope> {
    let mut others = table.envelopes.iter().filter(|envelope| envelope.body != BodyKind::Json);
    others.find(|envelope| {
        body::read(envelope.body, &table.body, body.bytes, slots) && fits(envelope, &Wire { body, slots, headers })
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
            0 => self.said(|envelope| envelope.status).and_then(|text| text.as_str().parse().ok()).unwrap_or(0),
            status => status,
        }
    }

    /// What a source of the envelope finds.
    #[inline(always)]
    pub(crate) fn said(&self, source: fn(&Envelope) -> Source) -> Option<Said<'b>> {
        self.wire.said(source(self.envelope?))
    }

    /// Leaves in `place` what a source of the envelope finds.
    #[inline(always)]
    pub(crate) fn say(&self, source: fn(&Envelope) -> Source, place: &mut Option<Said<'b>>) {
        let Some(envelope) = self.envelope else { return };
        if source(envelope).is_empty() {
            return;
        }
        match self.wire.plain(source(envelope)) {
            Some(bytes) => *place = Some(Said::Plain(bytes)),
            None => *place = self.wire.other_said(source(envelope)),
        }
    }

    /// The entries that the response can be: those of the first code that the table knows. The code as it came is left in
    /// `received`.
    #[inline(always)]
    pub(crate) fn code(&self, received: &mut Option<Received<'b>>) -> Candidates {
        if let Some(envelope) = self.envelope {
            for place in envelope.code {
                let Some(code) = self.wire.code(place) else { continue };
                let key = code.key();
                if envelope.no_code.iter().any(|none| none.key() == key) {
                    continue;
                }
                if let Some(candidates) = Candidates::of_code(self.table, key) {
                    received.get_or_insert(code);
                    return candidates;
                }
                received.get_or_insert(code);
            }
        }
        match received {
            None => Candidates::without_code(self.table),
            Some(_) => Candidates::of_unknown_code(self.table),
        }
    }

    /// The delay before a retry that the response asks for.
    #[inline]
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let source = self.envelope.or(self.table.envelopes.first())?.retry_after;
        source.iter().find_map(|place| self.delay(self.wire.alternative(place)?.text.as_str(), place))
    }

    /// The delay that a text says: a number, or a date as RFC 9110 has it in `Retry-After`.
    #[cold]
    fn delay(&self, text: &str, place: &Alternative) -> Option<Duration> {
        let sent = || self.wire.header(DATE).and_then(HttpDate::parse);
        let Ok(number) = text.trim().parse::<f64>() else { return delay_until(HttpDate::parse(text)?, sent()) };
        match place.unit {
            Unit::Seconds => Duration::try_from_secs_f64(number).ok(),
            Unit::Milliseconds => Duration::try_from_secs_f64(number / 1000.0).ok(),
            Unit::Unix => {
                // Whole seconds, rounded up, so that nobody comes too early.
                let end = Duration::try_from_secs_f64(number).ok()?;
                let end = end.as_secs().checked_add(u64::from(end.subsec_nanos() > 0))?;
                let end = i64::try_from(end).ok()?;
                time_left(sent(), end, |_| end)
            }
        }
    }
}

/// The delay until a date, from the one on which the response was sent, so that the clocks of both ends need not agree; where that
/// is not said, from now. None is left of one that is past.
pub(crate) fn delay_until(date: HttpDate, sent: Option<HttpDate>) -> Option<Duration> {
    time_left(sent, date.seconds(0), |sent| date.seconds(sent))
}

/// The delay until a moment that may depend on when the response was sent; `about` is that moment as far as it is known before.
fn time_left(sent: Option<HttpDate>, about: i64, end: impl FnOnce(i64) -> i64) -> Option<Duration> {
    let now = clock();
    let sent = sent.map(|sent| sent.seconds(now.unwrap_or(about))).or(now)?;
    Some(Duration::from_secs(u64::try_from(end(sent).saturating_sub(sent)).unwrap_or(0)))
}

/// The seconds since the beginning of 1970, where there is a clock.
fn clock() -> Option<i64> {
    #[cfg(feature = "std")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok();
    #[cfg(not(feature = "std"))]
    let now: Option<Duration> = None;
    i64::try_from(now?.as_secs()).ok()
}
