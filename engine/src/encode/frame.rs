//! The body of most responses: the frame of their envelope, with a few values put in. It is written in one walk, without a plan.

use alloc::string::String;
use alloc::vec::Vec;

use super::concrete::Concrete;
use super::headers::{HeaderText, push_header};
use super::piece::{Material, Target};
use super::tree::Tree;
use super::written::Written;
use crate::table::Place;
use crate::template::{Piece, pieces};

/// A value that the frame of an envelope leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FramePart {
    /// The code.
    Code,
    /// The message.
    Message,
    /// The status.
    Status,
}

impl FramePart {
    /// Returns the number of the parameter in the template.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Code => 0,
            Self::Message => 1,
            Self::Status => 2,
        }
    }
}

/// The number of pieces that a frame has at most: the parts, and the texts around them.
const MOST_PIECES: usize = 7;

impl<'t: 'e, 'e> Concrete<'t, 'e> {
    /// Returns the headers and the body of a response whose body is the frame of its envelope; `None` for another one.
    pub(super) fn framed(&self) -> Option<(Vec<HeaderText<'t>>, String)> {
        if !self.entry.is_framed() || !self.extras.are_those_of_a_frame() {
            return None;
        }
        let body = self.framed_body(self.envelope.frame()?)?;
        Some((self.framed_headers(), body))
    }

    /// Returns the body; `None` for an error whose message is not written.
    fn framed_body(&self, frame: &str) -> Option<String> {
        let message = Tree::Text(self.message?.into());
        let code = self.entry.code().map_or(Tree::Empty, |code| self.code(code).json);
        let status = self.status(&self.envelope).map_or(Tree::Empty, |status| status.json);
        // In the order of the numbers of the parts.
        let parts = [code, message, status];
        let part = |number: u32| parts.get(number as usize).unwrap_or(&Tree::Empty);
        let (mut list, mut length) = ([Piece::Text(""); MOST_PIECES], 0);
        for (place, piece) in list.iter_mut().zip(pieces(frame)) {
            *place = piece;
            length += match piece {
                Piece::Text(text) => text.len(),
                Piece::Parameter(number) => part(number).length(),
            };
        }
        // A buffer of just this length becomes the body of an answer without a further allocation.
        let mut body = String::with_capacity(length);
        for piece in list {
            match piece {
                Piece::Text(text) => body.push_str(text),
                Piece::Parameter(number) => part(number).write_json(&mut body),
            }
        }
        Some(body)
    }

    /// Returns the values that are in headers: fields, and the delay before a retry. All others are in the body.
    fn framed_headers(&self) -> Vec<HeaderText<'t>> {
        let (table, mut headers) = (self.entry.of_table(), Vec::new());
        let mut add = |place: &Place<'t>, value: Written<'_>| {
            if let Some(name) = place.plain().and_then(|slot| table.header_of(slot)) {
                push_header(&mut headers, name, value.into_text());
            }
        };
        for (number, field) in self.entry.carried().iter().enumerate() {
            if let Some(place) = field.source().written()
                && let Some(value) = self.field(number, &field)
            {
                add(&place, value);
            }
        }
        if self.entry.retry_after().is_some()
            && let Some(place) = self.envelope.retry_after().written()
            && let Some(value) = self.retry_after(&place, Target::Header)
        {
            add(&place, value);
        }
        headers
    }
}
