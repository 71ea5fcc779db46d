//! The values of an encode plan, and their sources.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::code::Code;
use crate::location::{Embedded, Segment};
use crate::table::{Encoding, Envelope, Field, Literal, Place};

/// A value of a plan by a table with the lifetime `'t`.
pub trait PlanValue<'t>: Clone {
    /// The type of a body.
    type Body;

    /// Returns the number and the value of the first of some templates whose parameters all have values; `None` if there is none.
    fn fill(templates: &[&str], parameter: &mut dyn FnMut(u32) -> Option<Self>) -> Option<(usize, Self)>;

    /// Returns the value in an encoding.
    #[must_use]
    fn encoded(self, encoding: Encoding) -> Self;

    /// Splits a value that is written to `count` slots at a separator.
    fn split(&self, count: usize, separator: &str) -> Vec<Self>;

    /// Returns the elements of a list; none if they are not known.
    fn elements(&self) -> Vec<Self>;

    /// Returns `true` if the value can be `other`, the value of a condition.
    fn can_be(&self, other: &Self) -> bool;

    /// Returns the text of the value, if it is known.
    fn text(&self) -> Option<Cow<'_, str>>;

    /// Returns an object without members.
    fn empty_object() -> Self;

    /// Returns the text of a body, which is a value in another.
    fn embed(kind: Embedded, body: Option<Self::Body>) -> Self;

    /// Returns the body with the value set at a path; `star` replaces a `*`.
    fn set(self, body: Option<Self::Body>, path: &[Segment<'t>], star: &str) -> Self::Body;
}

/// The source of the values of a response.
pub trait Material<'t> {
    /// The type of a value.
    type Piece: PlanValue<'t>;

    /// Returns the value of a code.
    fn code(&self, code: Code<'t>) -> Self::Piece;

    /// Returns the code that an error keeps; `None` if the value is not a code of its entry.
    fn kept_code(&self, number: usize, field: &Field<'t>) -> Option<Self::Piece>;

    /// Returns the value that meets a condition.
    fn literal(&self, literal: Literal<'t>) -> Self::Piece;

    /// Returns the value of a top-level field of the table.
    fn top_level_field(&self, field: &Field<'t>) -> Option<Self::Piece>;

    /// Returns the value of a field of the entry.
    fn field(&self, number: usize, field: &Field<'t>) -> Option<Self::Piece>;

    /// Returns the message.
    fn message(&self) -> Option<Self::Piece>;

    /// Returns the request id.
    fn request_id(&self) -> Option<Self::Piece>;

    /// Returns the delay before a retry, in the unit of a place.
    fn retry_after(&self, place: &Place<'t>, target: Target) -> Option<Self::Piece>;

    /// Returns the status.
    fn status(&self, envelope: &Envelope<'t>) -> Option<Self::Piece>;

    /// Returns the details.
    fn details(&self, envelope: &Envelope<'t>) -> Option<Self::Piece>;

    /// Returns the sub-errors that are gathered through a path, each with its own path.
    fn gathered_details(&self, path: &[Segment<'t>], is_xml: bool) -> Vec<(Vec<Segment<'t>>, Self::Piece)>;
}

/// The part of a response that a value is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The body.
    Body,
    /// A header.
    Header,
}
