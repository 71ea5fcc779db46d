//! The envelope that a response fits.

use super::values::Values;
use crate::table::{BodyKind, Envelope};

/// Returns the first envelope of a body kind that matches.
#[inline(always)]
#[allow(clippy::manual_find, reason = "the loop is inlined; a search with a closure is not")]
pub(super) fn matching_envelope<'t>(values: &Values<'t, '_, '_>, kind: BodyKind) -> Option<Envelope<'t>> {
    for envelope in values.table.envelopes() {
        if envelope.body() == kind && matches(&envelope, values) {
            return Some(envelope);
        }
    }
    None
}

/// Returns `true` if the values of a response match an envelope.
#[inline(always)]
pub(crate) fn matches(envelope: &Envelope<'_>, values: &Values<'_, '_, '_>) -> bool {
    if !envelope.when().is_empty() {
        return values.meets(envelope.when());
    }
    values.has(envelope.code())
        || values.body_has(envelope.message())
        || values.body_has(envelope.name())
        || values.body_has(envelope.request_id())
        || values.has_container(envelope.details())
        || envelope.errors().is_some_and(|(errors, _)| values.is_list_of_errors(errors))
}
