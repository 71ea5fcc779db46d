//! Entries.

use std::num::NonZeroU8;

use errspec_engine::Applied;

use super::code::{Code, CodeClass};
use super::condition::Condition;
use super::field::Field;
use super::grpc::GrpcCode;
use super::lookup::EntryId;
use super::message::Message;
use super::retry::Retry;
use super::status::{Status, StatusRange};

/// An entry, or a case of one with everything that it inherits.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// The name, in `SCREAMING_SNAKE_CASE`.
    pub name: String,
    /// The variant, in `UpperCamelCase`.
    pub variant: String,
    /// For a case, its entry.
    pub parent: Option<EntryId>,
    /// The code that is written.
    pub code: Option<Code>,
    /// Instead of a code, the codes and classes of codes of an entry that keeps the code of the response.
    pub codes: Vec<CodeClass>,
    /// The codes that are read and never written.
    pub aliases: Vec<Code>,
    /// The statuses, of which the first is written. An empty list stands for any status.
    pub statuses: Vec<StatusRange>,
    /// `true` if only a response with one of `statuses` can be this entry. It is `false` for a case that inherits its
    /// statuses, where its entry alone has the code.
    pub states_status: bool,
    /// The gRPC code, if the table states one.
    pub grpc: Option<GrpcCode>,
    /// The exit status of a program that ends because of the error, if the table states one.
    pub exit: Option<NonZeroU8>,
    /// `true` if the entry is also found without its code. A case is, if its entry is.
    pub without_code: bool,
    /// `true` for an entry without a code that is also found by a code that no entry has. A case is, if its entry is.
    pub any_code: bool,
    /// The index of the envelope in which the entry is written.
    pub envelope: usize,
    /// The responses in which the entry is found.
    pub envelope_choice: EnvelopeChoice,
    /// The message.
    pub message: Message,
    /// The conditions that must all hold; a case has those of its entry, too. Several may be about one location only if it has
    /// a `*`, since each may hold for another element.
    pub when: Vec<Condition>,
    /// The values that the variant carries: the parameters in the order of the written wording, then the rest in the order of
    /// the table, then the fields that a case inherits, then the kept text.
    pub fields: Vec<Field>,
    /// One sentence.
    pub summary: Option<String>,
    /// The reasons why it happens.
    pub causes: Vec<String>,
    /// The advice to the caller.
    pub action: Option<String>,
    /// Further remarks.
    pub notes: Vec<String>,
    /// The way in which a caller may retry.
    pub retry: Retry,
    /// The effect that the failed call may have had.
    pub applied: Applied,
    /// The address of the documentation, with its `{code}` and `{name}` not yet filled in; `None` for that of the table.
    pub docs: Option<String>,
    /// The symbolic name in responses.
    pub symbol: Option<String>,
    /// The version of the API since which there is this entry.
    pub since: Option<String>,
    /// The deprecation, if the API no longer sends this entry.
    pub deprecated: Option<Deprecation>,
    /// The recorded responses.
    pub examples: Vec<Example>,
    /// The line on which the entry begins, if it is in a file.
    pub line: Option<SourceLine>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceLine {
    /// The path of the file, as reports show it.
    pub file: String,
    /// The number of the line, counted from 1.
    pub number: usize,
}

impl Entry {
    /// Returns the first property in which a response or a variant of the entry differs from that of an entry in another table. `None` if
    /// the two tables have the entry in common, such as that of a shared part.
    pub(crate) fn difference(&self, other: &Self) -> Option<&'static str> {
        let fields = |entry: &Self| -> Vec<_> {
            let fields = entry.fields.iter();
            fields.map(|field| (field.name.clone(), field.ident.clone(), field.ty, field.required)).collect()
        };
        let differences = [
            ("name", self.name != other.name),
            ("variant", self.variant != other.variant),
            ("code", (&self.code, &self.codes, &self.aliases) != (&other.code, &other.codes, &other.aliases)),
            ("status", (&self.statuses, self.grpc) != (&other.statuses, other.grpc)),
            ("message", self.message != other.message),
            ("fields", fields(self) != fields(other)),
            ("conditions", self.when != other.when),
            ("retry advice", (self.retry, self.applied) != (other.retry, other.applied)),
            ("deprecation", self.deprecated != other.deprecated),
        ];
        differences.into_iter().find_map(|(name, differs)| differs.then_some(name))
    }

    /// Returns `true` if the entry is found in its envelope alone.
    #[must_use]
    pub fn is_in_one_envelope(&self) -> bool {
        matches!(self.envelope_choice, EnvelopeChoice::Only | EnvelopeChoice::Bound)
    }

    /// Returns `true` if a response has a code of the entry.
    #[must_use]
    pub const fn has_code(&self) -> bool {
        self.code.is_some() || !self.codes.is_empty()
    }

    /// Iterates over the single codes by which the entry is found: its code and aliases, or those among its `codes`.
    pub fn single_codes(&self) -> impl Iterator<Item = &Code> {
        let of_codes = self.codes.iter().filter_map(|class| match class {
            CodeClass::Code(code) => Some(code),
            CodeClass::Range(..) | CodeClass::Template(_) => None,
        });
        self.code.iter().chain(&self.aliases).chain(of_codes)
    }
}

/// The way in which an entry states its envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum EnvelopeChoice {
    /// Not at all. The entry is found in all envelopes.
    #[default]
    Default,
    /// The `id`. The entry is found in all envelopes.
    Named,
    /// The `id`. The entry is found in this envelope alone, since entries of its code, or entries that are told from it by nothing else,
    /// name other envelopes.
    Bound,
    /// The `id`, with `only`. The entry is found in this envelope alone, which is a condition like others.
    Only,
}

/// The deprecation of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Deprecation {
    /// The replacement, in words.
    pub replacement: Option<String>,
}

/// A recorded response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Example {
    /// The status; `None` where the response did not come over HTTP.
    pub status: Option<Status>,
    /// The headers in the order of the table.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// The names and codes of entries that are gone. No entry may use them again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Reserved {
    /// The names of entries.
    pub names: Vec<String>,
    /// The codes, single ones and ranges.
    pub codes: Vec<CodeClass>,
}

/// The criteria for a response that is no error.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Success {
    /// The codes that mean success.
    pub codes: Vec<Code>,
    /// The conditions for a successful body.
    pub when: Vec<Condition>,
    /// The recorded responses that are no errors.
    pub examples: Vec<Example>,
}
