//! What a document other than the table's own says of an error.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::time::Duration;

use super::draft::Draft;
use crate::code::Code;
use crate::render::entry_of;
use crate::{Entry, Unknown};

/// What there is to say of the error that is written, and of the response that it is written for.
pub(crate) struct Facts<'e> {
    /// The status; 0 where neither the error nor the caller knows one.
    pub(crate) status: u16,
    /// Its entry; of the unknown, the one entry that has the code.
    pub(crate) entry: Option<Entry>,
    pub(crate) name: &'e str,
    pub(crate) code: Option<Code<'e>>,
    /// The message; `None` where the variant keeps none.
    pub(crate) message: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

impl<'e> Draft<'e> {
    pub(super) fn facts(&self) -> Facts<'e> {
        let (own, unknown) = (entry_of(self.error), self.error.as_unknown());
        let entry = own.or_else(|| unknown?.entry());
        let message = match (own, unknown) {
            (Some(entry), _) => self.message(entry),
            (None, unknown) => unknown.and_then(Unknown::message).map(ToOwned::to_owned),
        };
        let none = unknown.is_some_and(|unknown| unknown.status() == 0) && self.status.is_none();
        Facts {
            status: if none { 0 } else { self.response().status },
            entry,
            name: entry.as_ref().map(Entry::name).or_else(|| unknown?.name()).unwrap_or("UNKNOWN"),
            code: unknown.map_or_else(|| entry?.code(), Unknown::code),
            message,
            retry_after: self.retry_after.or(entry.and_then(|entry| entry.retry_after())),
        }
    }
}

impl Facts<'_> {
    /// One sentence that does not change from one occurrence to the other.
    pub(crate) fn title(&self) -> &str {
        self.entry.and_then(|entry| entry.summary()).unwrap_or(self.name)
    }

    /// The address of the documentation.
    pub(crate) fn docs(&self) -> Option<String> {
        self.entry?.docs_url()
    }
}
