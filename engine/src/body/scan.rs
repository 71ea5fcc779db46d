//! The JSON scanner: one pass over a JSON text that keeps the values of a layout.
//!
//! The scanner recurses only into the parts that the layout names, so the recursion is no deeper than the layout. A loop that keeps
//! one bit per level skips everything else. The scanner does not allocate, except to decode an escaped member name.

use super::groups::{Choice, Groups};
use super::mark::after_mark;
use super::members::Members;
use super::open_string::drop_open_string;
use super::slot::{Body, Slot};
use crate::json::{Step, Syntax, SyntaxError, Tokens, digits_end};
use crate::kind::Kind;
use crate::table::rows::{ElementRow, NONE, NodeRow, NodeSlots, Row};
use crate::table::{Filter, Layout, NodeBytes, Table};
use crate::visited::visit;

/// The maximum nesting of arrays and objects, the same as in most parsers.
const DEPTH: u32 = 128;

/// The errors found in a JSON text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JsonErrors {
    /// The error that ended the scan.
    pub fatal: Option<SyntaxError>,
    /// The first error that was tolerated.
    pub tolerated: Option<SyntaxError>,
}

impl JsonErrors {
    /// Returns the fatal error, or else the tolerated one.
    #[must_use]
    pub fn first(self) -> Option<SyntaxError> {
        self.fatal.or(self.tolerated)
    }
}

/// Reads `body`, and keeps the values of `layout` in `slots`. Writes to `errors` only if there are any.
#[inline(always)]
pub(crate) fn scan(layout: &Layout<'_>, body: &[u8], slots: &mut [Slot], errors: &mut JsonErrors) {
    let mut scanner = Scanner::new(layout, body, slots);
    scanner.document(body.len() - after_mark(body).len(), layout.root());
    if scanner.tokens.error.is_some() || scanner.tokens.in_string.is_some() || scanner.tolerated.is_some() {
        *errors = scanner.errors();
        drop_open_string(body, errors.fatal, slots);
    }
}

/// Returns the value of a JSON text, and the errors found in it.
///
/// ```
/// use errspec_engine::body::json_value;
///
/// let (value, errors) = json_value(br#" "text" "#);
/// assert_eq!(value.text(&br#" "text" "#[..]).as_deref(), Some("text"));
/// assert_eq!(errors.first(), None);
/// ```
#[must_use]
pub fn json_value(body: &[u8]) -> (Slot, JsonErrors) {
    let mut scanner = Scanner::new(&Layout::EMPTY, body, &mut []);
    let value = scanner.document(body.len() - after_mark(body).len(), None);
    (value, scanner.errors())
}

/// Returns the first error of a JSON text.
#[must_use]
pub fn check_json(body: &[u8]) -> Option<SyntaxError> {
    json_value(body).1.first()
}

/// Reads the value at byte `from` of `body` as the root value of `layout`, and keeps its values in `slots`.
///
/// The value has been read before as part of the body, so it is well-formed.
pub(crate) fn scan_value(layout: &Layout<'_>, body: &[u8], from: usize, slots: &mut [Slot]) {
    Scanner::new(layout, body, slots).value(from, layout.root(), 0);
}

/// A scanner of a JSON text.
pub(super) struct Scanner<'t, 'b, 's> {
    pub(super) tokens: Tokens<'b>,
    /// The layout whose values are kept.
    layout: &'s Layout<'t>,
    /// The table of the layout.
    table: &'t Table<'t>,
    has_filters: bool,
    slots: &'s mut [Slot],
    tolerated: Option<SyntaxError>,
}

impl<'t, 'b, 's> Scanner<'t, 'b, 's> {
    #[inline]
    pub(super) fn new(layout: &'s Layout<'t>, body: &'b [u8], slots: &'s mut [Slot]) -> Self {
        let (table, has_filters) = (layout.table(), layout.has_filters());
        Self { tokens: Tokens::new(body), layout, table, has_filters, slots, tolerated: None }
    }

    pub(super) fn errors(&self) -> JsonErrors {
        JsonErrors { fatal: self.tokens.error, tolerated: self.tolerated.or(self.tokens.in_string) }
    }

    /// Reads the text from `begin` on as one value.
    #[inline(always)]
    pub(super) fn document(&mut self, begin: usize, root: Option<&'t NodeBytes>) -> Slot {
        let (start, first) = self.tokens.next(begin);
        let read = match first {
            b'{' | b'[' => self.kept_container(start, first, root, 0),
            _ => self.only_leaf(start, first, root),
        };
        let Some((value, end)) = read else { return Slot::ABSENT };
        if end < self.tokens.body.len() {
            self.check_rest(end);
        }
        value
    }

    /// Reads a string, a number or a literal that is the whole text.
    #[cold]
    fn only_leaf(&mut self, start: usize, first: u8, root: Option<&'t NodeBytes>) -> Step<(Slot, usize)> {
        self.leaf(start, first, root, 0)
    }

    /// Checks that nothing follows the value that ends at `end`.
    #[inline(never)]
    fn check_rest(&mut self, end: usize) {
        let (end, _) = self.tokens.next(end);
        if end < self.tokens.body.len() {
            self.tokens.fail::<()>(end, Syntax::Trailing);
        }
    }

    #[cold]
    pub(super) fn tolerate(&mut self, syntax: Syntax, offset: usize) {
        if self.tolerated.is_none() {
            self.tolerated = Some(SyntaxError { offset, syntax });
        }
    }

    /// Reads a value, and keeps it in the slots of `node`. Returns the value and the position after it.
    #[inline(always)]
    pub(super) fn value(&mut self, at: usize, node: Option<&'t NodeBytes>, depth: u32) -> Step<(Slot, usize)> {
        let (start, first) = self.tokens.next(at);
        match first {
            b'{' | b'[' => self.kept_container(start, first, node, depth),
            _ => self.leaf(start, first, node, depth),
        }
    }

    /// Reads a string, a number or a literal that begins with `first`.
    #[inline(always)]
    fn leaf(&mut self, start: usize, first: u8, node: Option<&'t NodeBytes>, depth: u32) -> Step<(Slot, usize)> {
        let (slot, after) = if first == b'"' {
            let (end, kind) = self.tokens.string(start + 1)?;
            (Slot { start: start + 1, end, kind }, end + 1)
        } else {
            let slot = self.bare_leaf(start, first, depth > 0)?;
            (slot, slot.end)
        };
        if let Some(node) = node {
            self.keep_value(node, slot);
        }
        Some((slot, after))
    }

    /// Reads a number or a literal that begins with `first`.
    #[inline(always)]
    fn bare_leaf(&mut self, start: usize, first: u8, is_inside: bool) -> Step<Slot> {
        // The most common number is a code: digits, and the comma, the bracket or the white space after them.
        if let b'1'..=b'9' = first {
            let end = digits_end(self.tokens.body, start + 1);
            if let Some(b',' | b'}' | b'\n' | b'\r' | b' ') = self.tokens.body.get(end) {
                return Some(Slot { start, end, kind: Kind::Number });
            }
        }
        self.other_leaf(start, first, is_inside)
    }

    #[inline(never)]
    fn other_leaf(&mut self, start: usize, first: u8, is_inside: bool) -> Step<Slot> {
        let (end, kind) = self.tokens.scalar(start, first)?;
        self.tokens.check_end(end, kind, is_inside)?;
        Some(Slot { start, end, kind })
    }

    /// Reads an array or object that begins with `first`.
    #[inline(always)]
    fn kept_container(
        &mut self,
        start: usize,
        first: u8,
        node: Option<&'t NodeBytes>,
        depth: u32,
    ) -> Step<(Slot, usize)> {
        let end = self.container(start, first, node, depth)?;
        let slot = Slot { start, end, kind: if first == b'{' { Kind::Object } else { Kind::Array } };
        if let Some(node) = node {
            self.keep_value(node, slot);
        }
        Some((slot, end))
    }

    #[inline(never)]
    fn container(&mut self, at: usize, open: u8, node: Option<&'t NodeBytes>, depth: u32) -> Step<usize> {
        match node.filter(|node| has_children(node, open)) {
            None => self.skip_container(at, depth),
            Some(node) => match Groups::of(self.layout, node) {
                None if open == b'{' => self.object(at, node, depth + 1, &mut ()),
                None => self.array(at, node, depth + 1, &mut ()),
                Some(groups) => self.grouped(at, node, depth + 1, groups),
            },
        }
    }

    /// Reads an object or an array of which a group chooses a child. Returns the position after it.
    #[cold]
    fn grouped(&mut self, at: usize, node: &'t NodeBytes, depth: u32, mut groups: Groups<'t>) -> Step<usize> {
        let end = match self.tokens.body.get(at) {
            Some(b'{') => self.object(at, node, depth, &mut groups),
            _ => self.array(at, node, depth, &mut groups),
        };
        groups.finish(self.layout, Body::from(self.tokens.body), self.slots);
        end
    }

    /// Reads an object that has members in the layout. Returns the position after it.
    fn object(&mut self, open: usize, node: &'t NodeBytes, depth: u32, choice: &mut impl Choice<'t>) -> Step<usize> {
        self.check_depth(open, depth)?;
        let (mut at, first) = self.tokens.next(open + 1);
        if first == b'}' {
            return Some(at + 1);
        }
        let mut members = Members::of(self.table, node);
        loop {
            let (key, value, number) = self.member(at, &mut members)?;
            let child = number.and_then(|number| self.table.node(number));
            choice.enter(number, self.slots);
            let read = self.value(value, child, depth);
            if let (Some(child), Some(_)) = (child, read) {
                self.keep_name(child, key);
            }
            choice.leave(number, self.layout, Body::from(self.tokens.body), self.slots);
            let (_, end) = read?;
            let (after, last) = self.is_last(end, b'}')?;
            if last {
                return Some(after);
            }
            at = after;
        }
    }

    /// Reads the name of a member and its colon. Returns the name and the position after the colon.
    #[inline(always)]
    pub(super) fn key(&mut self, at: usize) -> Step<(Slot, usize)> {
        let (quote, first) = self.tokens.next(at);
        if first != b'"' {
            return self.tokens.fail(quote, Syntax::UnexpectedCharacter);
        }
        let (end, kind) = self.tokens.string(quote + 1)?;
        Some((Slot { start: quote + 1, end, kind }, self.colon(end + 1)?))
    }

    /// Reads a colon. Returns the position after it.
    #[inline(always)]
    fn colon(&mut self, at: usize) -> Step<usize> {
        let (colon, byte) = self.tokens.next(at);
        if byte != b':' {
            return self.tokens.fail(colon, Syntax::UnexpectedCharacter);
        }
        Some(colon + 1)
    }

    /// Reads the name of a member that begins at `at`, and its colon. Returns the name, the position after the colon, and the number of the
    /// node of the member, if the layout has one and the member is not a duplicate.
    #[inline(always)]
    fn member(&mut self, at: usize, members: &mut Members<'t>) -> Step<(Slot, usize, Option<u32>)> {
        let Some([b'"', text @ ..]) = self.tokens.body.get(at..) else { return self.other_member(at, members) };
        let Some((member, length)) = members.at_start(text) else { return self.other_member(at, members) };
        visit(length);
        let (start, end) = (at + 1, at + 1 + length);
        let value = self.colon(end + 1)?;
        let number = members.take(member);
        if number.is_none() {
            self.tolerate(Syntax::DuplicateMember, start);
        }
        Some((Slot { start, end, kind: Kind::Plain }, value, number))
    }

    /// Reads the same for a member that is not found by the start of its name.
    #[inline(never)]
    fn other_member(&mut self, at: usize, members: &mut Members<'t>) -> Step<(Slot, usize, Option<u32>)> {
        let (key, value) = self.key(at)?;
        let raw = self.tokens.body.get(key.start..key.end).unwrap_or_default();
        let found = if key.kind == Kind::Escaped { members.escaped(raw) } else { members.named(raw) };
        let Some(member) = found else { return Some((key, value, members.any())) };
        let number = members.take(member);
        if number.is_none() {
            self.tolerate(Syntax::DuplicateMember, key.start);
        }
        Some((key, value, number))
    }

    /// Reads an array that has elements in the layout. Returns the position after it.
    fn array(&mut self, open: usize, node: &'t NodeBytes, depth: u32, choice: &mut impl Choice<'t>) -> Step<usize> {
        self.check_depth(open, depth)?;
        let (mut at, first) = self.tokens.next(open + 1);
        if first == b']' {
            return Some(at + 1);
        }
        let mut index = 0_u32;
        loop {
            let child = self.element(node, index);
            choice.enter(None, self.slots);
            let read = self.value(at, child, depth);
            if let (Some(child), Some(_)) = (child, read) {
                let place = index as usize;
                self.keep_name(child, Slot { start: place, end: place, kind: Kind::Index });
            }
            choice.leave(None, self.layout, Body::from(self.tokens.body), self.slots);
            let (_, end) = read?;
            let (after, last) = self.is_last(end, b']')?;
            if last {
                return Some(after);
            }
            at = after;
            index = index.saturating_add(1);
        }
    }

    /// Returns the node of an element.
    #[inline(always)]
    fn element(&self, node: &NodeBytes, index: u32) -> Option<&'t NodeBytes> {
        let table = self.table;
        let mut elements = table.elements.span(NodeRow::elements(node)).iter().map(ElementRow::read);
        let named = elements.find(|element| element.index == index);
        table.node(named.map_or(NodeRow::any_element(node), |element| element.node))
    }

    /// Reads the comma or the closing bracket after a member or an element. Returns the position after it, and `true` if the
    /// container has ended.
    #[inline(always)]
    pub(super) fn is_last(&mut self, at: usize, close: u8) -> Step<(usize, bool)> {
        let (at, byte) = self.tokens.next(at);
        if byte == b',' {
            let (next, byte) = self.tokens.next(at + 1);
            if byte == close {
                self.tolerate(Syntax::TrailingComma, at);
                return Some((next + 1, true));
            }
            return Some((next, false));
        }
        if byte == close { Some((at + 1, true)) } else { self.tokens.fail(at, Syntax::UnexpectedCharacter) }
    }

    #[inline]
    pub(super) fn check_depth(&mut self, at: usize, depth: u32) -> Step<()> {
        if depth > DEPTH { self.tokens.fail(at, Syntax::Depth) } else { Some(()) }
    }

    #[inline(always)]
    fn keep_value(&mut self, node: &NodeBytes, value: Slot) {
        self.keep(NodeRow::values(node), value);
    }

    #[inline(always)]
    fn keep_name(&mut self, node: &NodeBytes, name: Slot) {
        self.keep(NodeRow::names(node), name);
    }

    /// Keeps a value in those of the given slots that are empty.
    #[inline(always)]
    fn keep(&mut self, slots: NodeSlots, value: Slot) {
        match slots.count {
            0 => {}
            1 if !self.has_filters => self.keep_in(slots.first, value),
            _ => self.keep_filtered(slots, value.start, value.end, value.kind),
        }
    }

    /// Keeps a value in a slot if that is empty.
    #[inline(always)]
    fn keep_in(&mut self, number: u32, value: Slot) {
        if let Some(slot) = self.slots.get_mut(number as usize)
            && slot.is_absent()
        {
            *slot = value;
        }
    }

    /// Keeps a value in those of several slots, or of those with filters, that are empty. The parts of the value are passed in registers, so
    /// that the common way does not store it.
    #[inline(never)]
    fn keep_filtered(&mut self, slots: NodeSlots, start: usize, end: usize, kind: Kind) {
        let value = Slot { start, end, kind };
        self.table.each_slot(slots, |number| {
            if !self.has_filters || self.passes(number, value) {
                self.keep_in(number, value);
            }
        });
    }

    /// Returns `true` if a value passes the filter of a slot.
    #[cold]
    fn passes(&self, slot: u32, value: Slot) -> bool {
        match self.layout.filter(slot) {
            Some(Filter::Only(test)) => value.passes(test, Body::from(self.tokens.body)),
            // The group of the slot decides which code it keeps.
            Some(Filter::Not(_)) | None => true,
        }
    }
}

/// Returns `true` if the layout has locations within the array or object at a node.
#[inline]
fn has_children(node: &NodeBytes, open: u8) -> bool {
    let (children, any) = match open {
        b'{' => (NodeRow::members(node), NodeRow::any(node)),
        _ => (NodeRow::elements(node), NodeRow::any_element(node)),
    };
    children.count > 0 || any != NONE
}
