//! The envelope that a response fits.

use super::values::Values;
use crate::table::{BodyKind, Envelope};

/// Returns the first envelope of a body kind that matches: one that is recognized by a value that can be read, or else by any value.
#[inline(always)]
#[allow(clippy::manual_find, reason = "the loop is inlined; a search with a closure is not")]
pub(super) fn matching_envelope<'t>(values: &Values<'t, '_, '_>, kind: BodyKind) -> Option<Envelope<'t>> {
    for envelope in values.table.envelopes() {
        if envelope.body() == kind && is_readable(&envelope, values) {
            return Some(envelope);
        }
    }
    if values.has_body_values() { first_recognized(values, kind) } else { None }
}

/// Returns the first envelope of a body kind that is recognized by a value that cannot be read, such as an object in the place of the code.
#[cold]
fn first_recognized<'t>(values: &Values<'t, '_, '_>, kind: BodyKind) -> Option<Envelope<'t>> {
    values.table.envelopes().iter().find(|envelope| envelope.body() == kind && is_recognized(envelope, values))
}

/// Returns `true` if the values of a response match an envelope.
pub(crate) fn matches(envelope: &Envelope<'_>, values: &Values<'_, '_, '_>) -> bool {
    is_readable(envelope, values) || is_recognized(envelope, values)
}

/// Returns `true` if the conditions of an envelope are met; or, if it has none, if it has a value that can be read: a text, details, or a list
/// of errors.
#[inline(always)]
pub(crate) fn is_readable(envelope: &Envelope<'_>, values: &Values<'_, '_, '_>) -> bool {
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

/// Returns `true` if an envelope without conditions has a value that is no text in the place of one.
fn is_recognized(envelope: &Envelope<'_>, values: &Values<'_, '_, '_>) -> bool {
    let sources = [envelope.code(), envelope.message(), envelope.name(), envelope.request_id()];
    envelope.when().is_empty() && sources.into_iter().any(|source| values.body_has_other_than_text(source))
}
