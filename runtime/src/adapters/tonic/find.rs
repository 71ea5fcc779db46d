//! The search for the entry of a status.

use alloc::vec::Vec;

use ::tonic::Code;
use errspec_engine::table::Table;
use errspec_engine::{Code as ErrorCode, MatchedWording};
use tonic_types::ErrorInfo;

use super::code::code as code_of_status;
use super::size::ELLIPSIS;
use crate::adapters::shared::named::Parameters;
use crate::entries::Entry;

/// The parts of a status that decide which entry it is.
pub(super) struct StatusMatch<'s> {
    pub(super) info: Option<&'s ErrorInfo>,
    pub(super) grpc: Code,
    pub(super) message: &'s str,
    /// The code in the metadata.
    pub(super) code: Option<ErrorCode<'s>>,
}

impl<'s> StatusMatch<'s> {
    /// Finds the entry of the status, and the texts of the parameters in its message.
    pub(super) fn find(&self, table: &'static Table<'static>) -> Option<(Entry, Parameters<'s>)> {
        let Some(info) = self.info else {
            return self.best(table.entries().filter(|entry| entry.grpc() == Some(self.grpc as u32)));
        };
        match self.by_name(table, &info.reason).or_else(|| table.owner_of_code(self.code?.key())) {
            Some(entry) => Some(self.with_parameters(entry)),
            None => self.by_reason(table, &info.reason),
        }
    }

    /// Returns the entry with the name, which is soonest found among those with the code.
    fn by_name(&self, table: &'static Table<'static>, name: &str) -> Option<Entry> {
        let code = self.code.map(ErrorCode::key);
        let with_code = table.entries_of_code(code).and_then(|mut entries| entries.find(|entry| entry.name() == name));
        with_code.or_else(|| table.entry_by_name(name))
    }

    /// Finds the entry whose code, or else whose symbolic name, is the reason.
    fn by_reason(&self, table: &'static Table<'static>, reason: &str) -> Option<(Entry, Parameters<'s>)> {
        let key = ErrorCode::String(reason).key();
        let of_code = table.entries_of_code(Some(key)).filter(|_| !reason.is_empty());
        let of_code = of_code.and_then(|entries| {
            let best = self.best(entries.filter(|entry| self.has_grpc(*entry)));
            best.or_else(|| Some(self.with_parameters(table.owner_of_code(key)?)))
        });
        let has_symbol = |entry: &Entry| entry.symbol() == Some(reason);
        of_code.or_else(|| self.best(table.entries().filter(has_symbol)))
    }

    /// Returns `true` if the gRPC code is that of the entry, which may follow from its statuses.
    fn has_grpc(&self, entry: Entry) -> bool {
        let mut statuses = entry.statuses().iter().flat_map(|range| range.first()..=range.last());
        match entry.grpc() {
            Some(number) => number == self.grpc as u32,
            None => !entry.states_status() || statuses.any(|status| code_of_status(status) == self.grpc),
        }
    }

    /// Returns the entry whose wording the message matches, that with most text; else the only one that accepts any text.
    fn best(&self, entries: impl Iterator<Item = Entry>) -> Option<(Entry, Parameters<'s>)> {
        let mut best: Option<(Entry, MatchedWording<'s>)> = None;
        let mut others = Vec::new();
        for entry in entries {
            if entry.accepts_any_text() {
                others.push(entry);
            } else if let Some(wording) = MatchedWording::of(entry, self.message)
                && best.as_ref().is_none_or(|(_, known)| wording.fixed > known.fixed)
            {
                best = Some((entry, wording));
            }
        }
        match (best, others.as_slice()) {
            (Some((entry, wording)), _) => Some((entry, wording.parameters)),
            (None, [entry]) => Some((*entry, Vec::new())),
            (None, _) => None,
        }
    }

    /// Returns an entry with the texts of the parameters. A message that is truncated has none.
    fn with_parameters(&self, entry: Entry) -> (Entry, Parameters<'s>) {
        let is_whole = !self.message.ends_with(ELLIPSIS);
        let wording = is_whole.then(|| MatchedWording::of(entry, self.message)).flatten();
        (entry, wording.map(|wording| wording.parameters).unwrap_or_default())
    }
}
