//! The trace of a response: each envelope and why it fits or not, where each location leads, and the entries that have the code, each with
//! what it demands of the response. For a table that does not do what its author thinks.
//!
//! Decoding knows nothing of it. The trace is a walk of its own over a response that was decoded.
//!
//! ```text
//! candidates  the entries that a response can be
//! envelopes   the envelopes
//! outcome     what was decoded, and what else decided it
//! tree        the trace as a tree, for people
//! locations   where the locations of an envelope lead
//! conditions  conditions as texts
//! departure   where a message departs from a wording
//! shown       values that arrived, as texts
//! ```

mod candidates;
mod check;
mod conditions;
mod departure;
mod envelopes;
mod locations;
mod outcome;
mod shown;
mod tree;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use self::candidates::candidates_of;
pub use self::candidates::{CandidateTrace, CodeKnowledge};
pub use self::check::Check;
use self::envelopes::envelopes_of;
pub use self::envelopes::{EnvelopeTrace, Verdict};
pub use self::locations::PlaceTrace;
pub use self::outcome::{BodyTrace, TraceOutcome};
use self::outcome::{body_of, notes_of, outcome_of};
pub use self::tree::{Mark, Origin, TraceNode};
use crate::decode::{Decoded, Incoming, decode};
use crate::response::read;
use crate::table::Table;

/// The trace of a response. `Display` writes it as a tree.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Trace<'t> {
    /// The result of decoding the response.
    pub outcome: TraceOutcome<'t>,
    /// The status: that of the transport, or else the one in the body.
    pub status: Option<u16>,
    /// The body.
    pub body: BodyTrace,
    /// The envelopes, in the order of the table.
    pub envelopes: Vec<EnvelopeTrace<'t>>,
    /// The code as received.
    pub code: Option<String>,
    /// The knowledge that the table has of the code.
    pub knowledge: CodeKnowledge,
    /// The message as received.
    pub message: Option<String>,
    /// The entries that the response could be: the one that was found, then the others, the nearest miss first.
    pub candidates: Vec<CandidateTrace<'t>>,
    /// Further facts that decided the outcome.
    pub notes: Vec<String>,
}

/// Traces a response: decodes it, and walks over everything that decided what it is.
#[must_use]
pub fn trace<'t>(table: &'t Table<'t>, incoming: &Incoming<'_, '_>) -> Trace<'t> {
    let mut out = Decoded::new(incoming.body);
    let found = decode(table, incoming, &mut out);
    let parts = &out.parts;
    // The values are in the body that decoding has chosen: a part of the whole, or its form in JSON.
    read(table, parts.headers_by_slot(), parts.body(), |reading| {
        let outcome = outcome_of(table, incoming, found);
        let (knowledge, candidates) = candidates_of(reading, parts.status(), found);
        let notes = notes_of(outcome, (knowledge, &candidates), reading, incoming.status);
        Trace {
            outcome,
            status: parts.status(),
            body: body_of(reading, incoming.body),
            envelopes: envelopes_of(reading),
            code: parts.code().map(|code| code.to_string()),
            knowledge,
            message: parts.message().map(ToString::to_string),
            candidates,
            notes,
        }
    })
}
