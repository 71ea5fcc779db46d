//! Envelopes.

use errspec_engine::table::BodyKind;

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

/// The form of a status in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatusForm {
    /// A number.
    #[default]
    Number,
    /// A string of digits.
    String,
}

/// The shape of the details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DetailsShape {
    /// A list of sub-errors; anything else counts as a single one.
    #[default]
    List,
    /// A map whose members are sub-errors.
    Map,
}
