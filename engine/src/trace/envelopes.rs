//! The envelopes of a table, and why each of them fits a response or not.

use alloc::vec::Vec;

use super::check::Check;
use super::conditions::checks_of;
use super::locations::{PlaceTrace, places_of};
use crate::response::{Reading, Values, fits, is_readable, read_as};
use crate::table::{BodyKind, Envelope};

/// An envelope, and why it fits a response or not.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EnvelopeTrace<'t> {
    /// The envelope.
    pub envelope: Envelope<'t>,
    /// The number of the envelope in its table, counted from 1.
    pub number: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// The conditions of the envelope.
    pub checks: Vec<Check>,
    /// The places to which its locations lead.
    pub places: Vec<PlaceTrace>,
}

/// The verdict on whether an envelope fits a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The response is read by the envelope.
    Used,
    /// The envelope fits, too, but another one comes first.
    AlsoFits,
    /// The envelope has a value that is no text in the place of one, and another envelope is used.
    NoText,
    /// A condition of the envelope is not met.
    Condition,
    /// The body has none of the values by which the envelope is recognized.
    NoValue,
    /// The body is not of the kind of the envelope.
    OtherBody(BodyKind),
}

/// Traces the envelopes of a table.
pub(super) fn envelopes_of<'t>(reading: &Reading<'t, '_, '_>) -> Vec<EnvelopeTrace<'t>> {
    let envelopes = reading.table().envelopes().iter().zip(1..);
    envelopes.map(|(envelope, number)| envelope_of(reading, envelope, number)).collect()
}

fn envelope_of<'t>(reading: &Reading<'t, '_, '_>, envelope: Envelope<'t>, number: usize) -> EnvelopeTrace<'t> {
    if reading.envelope() == Some(envelope) {
        return with_verdict((envelope, number), Verdict::Used, &reading.values);
    }
    let values = &reading.values;
    let mut traced = None;
    read_as(values, envelope.body(), &mut |is_of_kind, values| {
        let verdict = match () {
            () if !is_of_kind => Verdict::OtherBody(envelope.body()),
            () if is_readable(&envelope, values) => Verdict::AlsoFits,
            () if fits(&envelope, values) => Verdict::NoText,
            () if envelope.when().is_empty() => Verdict::NoValue,
            () => Verdict::Condition,
        };
        traced = Some(with_verdict((envelope, number), verdict, values));
    });
    traced.unwrap_or_else(|| with_verdict((envelope, number), Verdict::OtherBody(envelope.body()), values))
}

fn with_verdict<'t>(
    (envelope, number): (Envelope<'t>, usize),
    verdict: Verdict,
    values: &Values<'t, '_, '_>,
) -> EnvelopeTrace<'t> {
    let (mut checks, mut places) = (Vec::new(), Vec::new());
    if !matches!(verdict, Verdict::OtherBody(_)) {
        checks = checks_of(values, envelope.when());
        places = places_of(values, envelope);
    }
    EnvelopeTrace { envelope, number, verdict, checks, places }
}
