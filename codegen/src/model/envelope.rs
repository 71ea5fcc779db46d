//! Envelopes.

use errspec_engine::table::{BodyKind, PartsKind};

use super::code::Code;
use super::condition::{Condition, Literal};
use super::location::{Location, ValueSource};
use super::status::Status;

/// The layout of an error in a body.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Envelope {
    /// The name by which entries choose it.
    pub id: Option<String>,
    /// The kind of body.
    pub body: BodyKind,
    /// The kind of parts of which an error is one.
    pub parts: Option<PartsKind>,
    /// The conditions under which a body has this layout.
    pub when: Vec<Condition>,
    /// The source of the code.
    pub code: ValueSource,
    /// The values that count as no code.
    pub no_code: Vec<Code>,
    /// The source of the message.
    pub message: ValueSource,
    /// The source of a symbolic name.
    pub name: ValueSource,
    /// The source of the request id.
    pub request_id: ValueSource,
    /// The source of the HTTP status, where a body repeats it.
    pub status: ValueSource,
    /// The form in which the status is written to a body.
    pub status_form: StatusForm,
    /// The conditions under which a response tells whether to retry.
    pub retry: RetryConditions,
    /// The source of the delay before a retry.
    pub retry_after: ValueSource,
    /// The source of the sub-errors.
    pub details: ValueSource,
    /// The shape of the value at `details`.
    pub details_shape: DetailsShape,
    /// The location of the list whose elements are errors of their own.
    pub errors: Option<Location>,
    /// Allows this layout to make an error of a 2xx response.
    pub in_2xx: bool,
    /// The status that is written for an entry without one.
    pub default_status: Option<Status>,
    /// The `content-type` that is written.
    pub media_type: String,
    /// The values that are written to every response, and not read.
    pub constants: Vec<(Location, Literal)>,
}

/// The conditions under which a response tells whether to retry, whatever its entry. The first that hold decide; no condition holds
/// for a list that is empty.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RetryConditions {
    /// A retry never helps.
    pub never: Vec<Condition>,
    /// A retry after a delay helps.
    pub after: Vec<Condition>,
    /// A retry after polling helps.
    pub poll: Vec<Condition>,
}

impl RetryConditions {
    /// Iterates over the lists of conditions, in the order in which they are tested.
    pub fn iter(&self) -> impl Iterator<Item = &[Condition]> {
        [&self.never, &self.after, &self.poll].into_iter().map(Vec::as_slice)
    }
}

/// The form of a status in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum StatusForm {
    /// A number.
    #[default]
    Number,
    /// A string of digits.
    String,
    /// A string of digits and the reason phrase, `"400 Bad Request"`.
    Phrase,
}

/// The shape of the details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DetailsShape {
    /// A list of sub-errors; anything else counts as a single one.
    #[default]
    List,
    /// A map whose members are sub-errors.
    Map,
}
