//! The elements of a JSON array, or the members of an object.

use core::ops::Range;

use super::scan::Scanner;
use super::slot::Slot;
use crate::json::Tokens;
use crate::kind::Kind;
use crate::table::{Layout, NodeBytes};

/// An iterator over the elements of an array or the members of an object. The array or object has been read before, so it is well-formed.
#[derive(Debug)]
pub struct Elements<'b> {
    body: &'b [u8],
    /// The position after the opening bracket or a comma; `None` after the last element.
    at: Option<usize>,
    close: u8,
    index: usize,
}

/// An element of an array, or a member of an object.
#[derive(Debug, Clone)]
pub struct Element {
    /// The name of a member, or the index of an element.
    pub name: Slot,
    /// The value.
    pub value: Slot,
    /// The byte range of the value.
    pub range: Range<usize>,
}

impl<'b> Elements<'b> {
    /// Creates the iterator over the array or object in a slot.
    #[must_use]
    pub fn new(body: &'b [u8], list: Slot) -> Self {
        let close = if list.kind == Kind::Object { b'}' } else { b']' };
        let (at, first) = Tokens::new(body).next(list.start + 1);
        Self { body, at: if first == close { None } else { Some(at) }, close, index: 0 }
    }

    /// Reads the next element as the value of node `start` of `layout`, and keeps its values in `slots`.
    pub(crate) fn next_in(&mut self, layout: Layout<'_>, start: u32, slots: &mut [Slot]) -> Option<Element> {
        let node = layout.table().node(start);
        self.read(&layout, node, slots)
    }

    #[inline]
    fn read<'t>(&mut self, layout: &Layout<'t>, node: Option<&'t NodeBytes>, slots: &mut [Slot]) -> Option<Element> {
        let mut scanner = Scanner::new(layout, self.body, slots);
        let mut name = Slot { start: self.index, end: self.index, kind: Kind::Index };
        let mut at = self.at.take()?;
        if self.close == b'}' {
            (name, at) = scanner.key(at)?;
        }
        let (place, _) = scanner.tokens.next(at);
        let (value, end) = scanner.value(place, node, 0)?;
        let (after, last) = scanner.is_last(end, self.close)?;
        self.at = (!last).then_some(after);
        self.index += 1;
        Some(Element { name, value, range: place..end })
    }
}

impl Iterator for Elements<'_> {
    type Item = Element;

    fn next(&mut self) -> Option<Element> {
        self.read(&Layout::EMPTY, None, &mut [])
    }
}

/// Reads the value at byte `from` of `body` as that of node `node` of `layout`. It has been read before as well.
#[cold]
pub(crate) fn scan_as(layout: Layout<'_>, node: u32, body: &[u8], from: usize, slots: &mut [Slot]) {
    Scanner::new(&layout, body, slots).value(from, layout.table().node(node), 0);
}
