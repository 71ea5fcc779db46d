//! The body of most responses: the frame of their envelope, with a few values put in. It is written in one walk, without a plan.

use alloc::string::String;
use alloc::vec::Vec;
use core::iter;

use super::concrete::Concrete;
use super::encoder::{HeaderText, headers_of};
use super::piece::{Material, Target};
use super::tree::Tree;
use super::written::Written;
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

impl<'t: 'e, 'e> Concrete<'t, 'e> {
    /// Returns the headers and the body of a response whose body is the frame of its envelope; `None` for another one.
    pub(super) fn framed(&self) -> Option<(Vec<HeaderText<'t>>, String)> {
        if !self.entry.is_framed() || !self.extras.are_those_of_a_frame() {
            return None;
        }
        let body = self.framed_body(self.envelope.frame()?)?;
        Some((headers_of(self.framed_headers()), body))
    }

    /// Returns the body; `None` for an error whose message is not written.
    fn framed_body(&self, frame: &str) -> Option<String> {
        let message = Tree::Text(self.message?.into());
        let code = self.entry.code().map_or(Tree::Empty, |code| self.code(code).json);
        let status = self.status(&self.envelope).map_or(Tree::Empty, |status| status.json);
        // In the order of the numbers of the parts.
        let parts = [code, message, status];
        let part = |number: u32| parts.get(number as usize).unwrap_or(&Tree::Empty);
        let lengths = pieces(frame).map(|piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Parameter(number) => part(number).length(),
        });
        // A buffer of just this length becomes the body of an answer without a further allocation.
        let mut body = String::with_capacity(lengths.sum());
        for piece in pieces(frame) {
            match piece {
                Piece::Text(text) => body.push_str(text),
                Piece::Parameter(number) => part(number).write_json(&mut body),
            }
        }
        Some(body)
    }

    /// Returns the values of headers: fields, and the delay before a retry. All other values are in the body.
    fn framed_headers(&self) -> impl Iterator<Item = (&'t str, Written<'e>)> {
        let table = self.entry.of_table();
        let fields = self.entry.carried().iter().enumerate().filter_map(move |(number, field)| {
            let place = field.source().written()?;
            Some((table.header_of(place.plain()?)?, self.field(number, &field)?))
        });
        let delay = move || {
            let place = self.envelope.retry_after().written()?;
            Some((table.header_of(place.plain()?)?, self.retry_after(&place, Target::Header)?))
        };
        fields.chain(iter::once_with(delay).flatten())
    }
}
