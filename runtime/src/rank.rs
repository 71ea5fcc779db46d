//! The degree to which a table matches a response, by which one of several tables is chosen.

use errspec_engine::decode::ResponseParts;
use errspec_engine::{Found, MatchedWording};

use crate::entries::Entry;

/// The degree to which a table matches a response, the lowest first. Of two tables with the same, the first is chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Not at all.
    Nothing,
    /// An envelope matches.
    Envelope,
    /// Entries have the code.
    Code,
    /// An entry matches, for which the type has no variant.
    NoVariant,
    /// An entry without a code matches, such as by its status, and no envelope.
    Alone,
    /// An entry without a code matches in an envelope.
    InEnvelope,
    /// An entry matches by its code alone: the status or the message is another.
    ByCode,
    /// An entry matches by its code, its status and its message.
    Exactly,
}

impl Rank {
    /// Returns the rank of a table with an entry whose variant can be built.
    pub(crate) fn of_entry(entry: Entry, parts: &ResponseParts<'_, '_>) -> Self {
        if entry.has_code() && parts.code().is_some() {
            if has_status(entry, parts) && has_message(entry, parts) { Self::Exactly } else { Self::ByCode }
        } else if parts.envelope().is_some() {
            Self::InEnvelope
        } else {
            Self::Alone
        }
    }

    /// Returns the rank of a table that gives no variant.
    pub(crate) fn of_unknown(found: Found<'_>, parts: &ResponseParts<'_, '_>) -> Self {
        match found {
            Found::Entry(_) => Self::NoVariant,
            Found::Unknown(Some(_)) => Self::Code,
            Found::Unknown(None) if parts.envelope().is_some() => Self::Envelope,
            Found::Unknown(None) => Self::Nothing,
        }
    }
}

/// Returns `true` if a response has one of the statuses of an entry.
fn has_status(entry: Entry, parts: &ResponseParts<'_, '_>) -> bool {
    let is_own = |status: u16| entry.statuses().iter().any(|own| own.contains(status));
    entry.statuses().is_empty() || parts.status().is_none_or(is_own)
}

/// Returns `true` if a response has one of the messages of an entry.
fn has_message(entry: Entry, parts: &ResponseParts<'_, '_>) -> bool {
    let is_own = |message: &str| MatchedWording::of(entry, message).is_some();
    entry.accepts_any_text() || entry.messages().is_empty() || parts.message().is_none_or(is_own)
}
