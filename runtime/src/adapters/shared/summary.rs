//! The summary of an error, for formats other than the table's own.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use core::time::Duration;

use errspec_engine::Code;
use errspec_engine::encode::message_of;

use crate::encoder::Request;
use crate::entries::Entry;
use crate::instance::{code_of, entry_of};
use crate::unknown::Unknown;

/// The facts of an error to encode, and of its response.
pub(in crate::adapters) struct Summary<'e> {
    /// The status; `None` if neither the error nor the caller gives one.
    pub(in crate::adapters) status: Option<u16>,
    /// The entry; for an unknown error, the only entry that has its code.
    pub(in crate::adapters) entry: Option<Entry>,
    pub(in crate::adapters) name: &'e str,
    pub(in crate::adapters) code: Option<Code<'e>>,
    /// The message; `None` if the variant has none.
    pub(in crate::adapters) message: Option<String>,
    pub(in crate::adapters) retry_after: Option<Duration>,
}

impl<'e> Summary<'e> {
    pub(in crate::adapters) fn new(request: &Request<'e>) -> Self {
        let (own, unknown) = (entry_of(request.error), request.error.as_unknown());
        let entry = own.or_else(|| unknown?.entry());
        let message = match (own, unknown) {
            (Some(entry), _) => message_of(entry, &request.error).map(Cow::into_owned),
            (None, unknown) => unknown.and_then(Unknown::message).map(ToOwned::to_owned),
        };
        let status = request.for_entry(|request| request.status());
        Self {
            status: status.or(request.extras.status).or_else(|| unknown?.status()),
            entry,
            name: entry.map(|entry| entry.name()).or_else(|| unknown?.name()).unwrap_or("UNKNOWN"),
            code: unknown.map_or_else(|| code_of(request.error), Unknown::code),
            message,
            retry_after: request.extras.retry_after.or(entry.and_then(|entry| entry.retry_after())),
        }
    }

    /// Returns a sentence that is the same for every error of the entry: the summary, else the name.
    pub(in crate::adapters) fn title(&self) -> &str {
        self.entry.and_then(|entry| entry.summary()).unwrap_or(self.name)
    }

    /// Returns the address of the documentation.
    pub(in crate::adapters) fn docs(&self) -> Option<String> {
        self.entry?.docs_url_of(self.code)
    }
}
