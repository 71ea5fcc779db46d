//! The JSON scanner: one pass over a JSON text that keeps the values of a layout.
//!
//! The scanner recurses only into the parts that the layout names, so the recursion is no deeper than the layout. A loop that keeps
//! one bit per level skips everything else. The scanner does not allocate, except to decode an escaped member name.

use super::groups::{Choice, Groups};
use super::mark::after_mark;
use super::slot::{Body, Slot};
use crate::json::{Step, Syntax, SyntaxError, Tokens, unescape};
use crate::kind::Kind;
use crate::table::rows::{ElementRow, MemberRow, NONE, NodeRow, NodeSlots, Row};
use crate::table::{Filter, Layout, NodeBytes, Table};

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
pub(crate) fn scan(layout: &Layout<'_>, body: &[u8], slots: &mut [Slot], errors: &mut JsonErrors) {
    let mut scanner = Scanner::new(layout, body, slots);
    scanner.document(body.len() - after_mark(body).len(), layout.root());
    if scanner.tokens.error.is_some() || scanner.tolerated.is_some() {
        *errors = scanner.errors();
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
        JsonErrors { fatal: self.tokens.error, tolerated: self.tolerated }
    }

    /// Reads the text from `begin` on as one value.
    #[inline(always)]
    pub(super) fn document(&mut self, begin: usize, root: Option<&'t NodeBytes>) -> Slot {
        let body = self.tokens.body;
        let Some((value, end)) = self.value(begin, root, 0) else { return Slot::ABSENT };
        let (end, _) = self.tokens.next(end);
        if end < body.len() {
            self.tokens.fail::<()>(end, Syntax::Trailing);
        }
        value
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
        let (slot, after) = match first {
            b'"' => {
                let (end, kind) = self.tokens.string(start + 1)?;
                (Slot { start: start + 1, end, kind }, end + 1)
            }
            b'{' | b'[' => {
                let end = self.container(start, first, node, depth)?;
                (Slot { start, end, kind: if first == b'{' { Kind::Object } else { Kind::Array } }, end)
            }
            _ => {
                let (end, kind) = self.tokens.scalar(start, first)?;
                self.tokens.check_end(end, kind, depth > 0)?;
                (Slot { start, end, kind }, end)
            }
        };
        if let Some(node) = node {
            self.keep_value(node, slot);
        }
        Some((slot, after))
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
        let (members, any) = (self.table.members.span(NodeRow::members(node)), NodeRow::any(node));
        let mut seen = 0_u128;
        loop {
            let (key, value) = self.key(at)?;
            let number = self.member(members, any, key, &mut seen);
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
        let (colon, byte) = self.tokens.next(end + 1);
        if byte != b':' {
            return self.tokens.fail(colon, Syntax::UnexpectedCharacter);
        }
        Some((Slot { start: quote + 1, end, kind }, colon + 1))
    }

    /// Returns the number of the node of a member, if the layout has one and the member is not a duplicate.
    #[inline(always)]
    fn member(&mut self, members: &[<MemberRow as Row>::Bytes], any: u32, key: Slot, seen: &mut u128) -> Option<u32> {
        let raw = self.tokens.body.get(key.start..key.end).unwrap_or_default();
        let table = self.table;
        let mut members = members.iter().map(MemberRow::read).enumerate();
        let found = if key.kind == Kind::Escaped {
            let name = unescape(raw);
            members.find(|(_, member)| table.text(member.name) == name)
        } else {
            // Most names differ in length.
            members.find(|(_, member)| {
                member.name.length as usize == raw.len() && is_same_name(table.text_bytes(member.name), raw)
            })
        };
        let Some((place, MemberRow { node: child, .. })) = found else {
            return (any != NONE).then_some(any);
        };
        // Tables do not read more than 128 members of one object. A duplicate of a member beyond that is not detected; the slots keep
        // the first values.
        let bit = if place < 128 { 1 << place } else { 0 };
        if *seen & bit != 0 {
            self.tolerate(Syntax::DuplicateMember, key.start);
            return None;
        }
        *seen |= bit;
        Some(child)
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

    /// Skips an array or object in which the layout has no locations. Returns the position after it.
    fn skip_container(&mut self, mut at: usize, depth: u32) -> Step<usize> {
        // One bit per open container, the innermost in the lowest bit; the bit of an object is set.
        let mut open = 0_u128;
        let mut levels = 0_u32;
        loop {
            let (start, first) = self.tokens.next(at);
            at = match first {
                b'"' => self.tokens.string(start + 1)?.0 + 1,
                b'{' | b'[' => {
                    levels += 1;
                    self.check_depth(start, depth + levels)?;
                    let is_object = first == b'{';
                    open = open << 1 | u128::from(is_object);
                    let (inside, byte) = self.tokens.next(start + 1);
                    if byte != closing_bracket(first) {
                        at = if is_object { self.key(inside)?.1 } else { inside };
                        continue;
                    }
                    open >>= 1;
                    levels -= 1;
                    inside + 1
                }
                _ => self.tokens.scalar(start, first)?.0,
            };
            // A value has ended. Closes the containers that end with it, then continues with the next value.
            loop {
                if levels == 0 {
                    return Some(at);
                }
                let is_object = open & 1 == 1;
                let (after, last) = self.is_last(at, if is_object { b'}' } else { b']' })?;
                if !last {
                    at = if is_object { self.key(after)?.1 } else { after };
                    break;
                }
                at = after;
                open >>= 1;
                levels -= 1;
            }
        }
    }

    #[inline]
    fn check_depth(&mut self, at: usize, depth: u32) -> Step<()> {
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
        self.table.each_slot(slots, |number| {
            if self.has_filters && !self.passes(number, value) {
                return;
            }
            if let Some(slot) = self.slots.get_mut(number as usize).filter(|slot| slot.is_absent()) {
                *slot = value;
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

/// Returns `true` if two names are equal. Most names have up to sixteen bytes; comparing those inline is faster than a call.
#[inline(always)]
fn is_same_name(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        // The first and the last bytes may overlap.
        4..=8 => one.first_chunk::<4>() == other.first_chunk::<4>() && one.last_chunk::<4>() == other.last_chunk::<4>(),
        9..=16 => {
            one.first_chunk::<8>() == other.first_chunk::<8>() && one.last_chunk::<8>() == other.last_chunk::<8>()
        }
        _ => one == other,
    }
}

/// Returns the bracket that closes an object or an array.
#[inline]
fn closing_bracket(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
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
