//! One pass over a JSON text that notes where the values of a [`Layout`] stand.
//!
//! Down the layout the pass is recursive, no deeper than the layout is; what the layout does not ask for is passed over by
//! a loop that keeps one bit per level. Nothing is allocated.

use core::ops::Range;

use super::syntax::{Fault, Syntax};
use super::text::unescape;
use super::tokens::{Step, Tokens};
use crate::code::Key;
use crate::slot::{Kind, Slot};
use crate::table::{Keep, Layout, NOWHERE, Node};

/// The most levels of arrays and objects that a body may have, as in most parsers.
const DEPTH: u32 = 128;

/// What a pass found beside the slots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    /// Why the pass ended before the end of the text.
    pub(crate) broken: Option<Fault>,
    /// The first thing that is wrong, and passed over.
    pub(crate) forgiven: Option<Fault>,
}

/// Reads `body`, and notes in `slots` where the values of `layout` stand in it. What is wrong with it is left in `faults`,
/// which is not touched where nothing is.
pub(crate) fn scan(layout: &Layout, body: &[u8], slots: &mut [Slot], faults: &mut Scan) {
    let mut scanner = Scanner::new(layout, body, slots);
    let begin = if body.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    if let Some(end) = scanner.value(begin, scanner.node(0), 0) {
        let (end, _) = scanner.tokens.next(end);
        if end < body.len() {
            scanner.tokens.fail::<()>(end, Syntax::Trailing);
        }
    }
    if scanner.tokens.broken.is_some() || scanner.forgiven.is_some() {
        *faults = Scan { broken: scanner.tokens.broken, forgiven: scanner.forgiven };
    }
}

/// Reads the one value of `body` that begins at byte `from`, as what stands at node `start` of `layout`.
///
/// It has been read before as part of the body, so it is whole.
pub(crate) fn scan_value(layout: &Layout, start: u16, body: &[u8], from: usize, slots: &mut [Slot]) {
    let mut scanner = Scanner::new(layout, body, slots);
    scanner.value(from, scanner.node(start), 0);
}

/// The elements of an array, or members of an object, that has been read before.
pub(crate) struct Elements<'b> {
    body: &'b [u8],
    /// After the opening bracket or a comma; `None` after the last element.
    at: Option<usize>,
    close: u8,
    index: usize,
}

impl<'b> Elements<'b> {
    /// Those of what stands at `list`.
    pub(crate) fn new(body: &'b [u8], list: Slot) -> Self {
        let close = if list.kind == Kind::Object { b'}' } else { b']' };
        let (at, first) = Tokens::new(body).next(list.start + 1);
        Self { body, at: if first == close { None } else { Some(at) }, close, index: 0 }
    }

    /// Reads the next one as what stands at node `start` of `layout`. Its name or index, and the bytes of it.
    pub(crate) fn next(&mut self, layout: &Layout, start: u16, slots: &mut [Slot]) -> Option<(Slot, Range<usize>)> {
        let mut scanner = Scanner::new(layout, self.body, slots);
        let mut name = Slot { start: self.index, end: self.index, kind: Kind::Index };
        let mut at = self.at.take()?;
        if self.close == b'}' {
            (name, at) = scanner.key(at)?;
        }
        let (place, _) = scanner.tokens.next(at);
        let end = scanner.value(place, scanner.node(start), 0)?;
        let (after, last) = scanner.is_last(end, self.close)?;
        self.at = (!last).then_some(after);
        self.index += 1;
        Some((name, place..end))
    }
}

struct Scanner<'b, 's> {
    tokens: Tokens<'b>,
    layout: &'s Layout,
    slots: &'s mut [Slot],
    forgiven: Option<Fault>,
}

impl<'b, 's> Scanner<'b, 's> {
    #[inline]
    fn new(layout: &'s Layout, body: &'b [u8], slots: &'s mut [Slot]) -> Self {
        Self { tokens: Tokens::new(body), layout, slots, forgiven: None }
    }

    #[inline]
    fn node(&self, number: u16) -> Option<&'static Node> {
        self.layout.nodes.get(usize::from(number))
    }

    #[cold]
    fn forgive(&mut self, what: Syntax, at: usize) {
        if self.forgiven.is_none() {
            self.forgiven = Some(Fault { at, what });
        }
    }

    /// One value, noted where `node` wants it.
    #[inline(always)]
    fn value(&mut self, at: usize, node: Option<&'static Node>, depth: u32) -> Step<usize> {
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
                (Slot { start, end, kind }, end)
            }
        };
        if let Some(node) = node {
            self.note(node.values, slot);
        }
        Some(after)
    }

    #[inline(never)]
    fn container(&mut self, at: usize, open: u8, node: Option<&'static Node>, depth: u32) -> Step<usize> {
        match node.filter(|node| leads_on(node, open)) {
            Some(node) if open == b'{' => self.object(at, node, depth + 1),
            Some(node) => self.array(at, node, depth + 1),
            None => self.pass_over(at, depth),
        }
    }

    /// The members of an object that `node` leads on from.
    fn object(&mut self, open: usize, node: &'static Node, depth: u32) -> Step<usize> {
        self.check_depth(open, depth)?;
        let (mut at, first) = self.tokens.next(open + 1);
        if first == b'}' {
            return Some(at + 1);
        }
        let mut seen = 0_u128;
        loop {
            let (key, value) = self.key(at)?;
            let child = self.member(node, key, &mut seen);
            let end = self.value(value, child, depth)?;
            if let Some(child) = child {
                self.note(child.names, key);
            }
            let (after, last) = self.is_last(end, b'}')?;
            if last {
                return Some(after);
            }
            at = after;
        }
    }

    /// A member's name, and the byte after its colon.
    #[inline(always)]
    fn key(&mut self, at: usize) -> Step<(Slot, usize)> {
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

    /// The node of a member, if it is asked for and has not been there before.
    #[inline(always)]
    fn member(&mut self, node: &'static Node, key: Slot, seen: &mut u128) -> Option<&'static Node> {
        let raw = self.tokens.body.get(key.start..key.end).unwrap_or_default();
        let mut members = node.members.iter().enumerate();
        let found = if key.kind == Kind::Escaped {
            let name = unescape(raw);
            members.find(|(_, (member, _))| *member == name)
        } else {
            members.find(|(_, (member, _))| same(member.as_bytes(), raw))
        };
        let Some((place, (_, child))) = found else {
            return self.node(node.any);
        };
        // Nobody asks for more members of one object; of those beyond, the parts that stand first count.
        let bit = if place < 128 { 1 << place } else { 0 };
        if *seen & bit != 0 {
            self.forgive(Syntax::DuplicateMember, key.start);
            return None;
        }
        *seen |= bit;
        self.node(*child)
    }

    /// The elements of an array that `node` leads on from.
    fn array(&mut self, open: usize, node: &'static Node, depth: u32) -> Step<usize> {
        self.check_depth(open, depth)?;
        let (mut at, first) = self.tokens.next(open + 1);
        if first == b']' {
            return Some(at + 1);
        }
        let mut index = 0_u32;
        loop {
            let named = node.elements.iter().find(|(element, _)| *element == index);
            let child = self.node(named.map_or(node.any, |(_, child)| *child));
            let end = self.value(at, child, depth)?;
            if let Some(child) = child {
                let place = usize::try_from(index).unwrap_or_default();
                self.note(child.names, Slot { start: place, end: place, kind: Kind::Index });
            }
            let (after, last) = self.is_last(end, b']')?;
            if last {
                return Some(after);
            }
            at = after;
            index = index.saturating_add(1);
        }
    }

    /// After a member or an element: where to go on, and whether the container has ended there.
    #[inline(always)]
    fn is_last(&mut self, at: usize, close: u8) -> Step<(usize, bool)> {
        let (at, byte) = self.tokens.next(at);
        if byte == b',' {
            let (next, byte) = self.tokens.next(at + 1);
            if byte == close {
                self.forgive(Syntax::TrailingComma, at);
                return Some((next + 1, true));
            }
            return Some((next, false));
        }
        if byte == close { Some((at + 1, true)) } else { self.tokens.fail(at, Syntax::UnexpectedCharacter) }
    }

    /// A whole array or object that nothing is wanted of.
    fn pass_over(&mut self, mut at: usize, depth: u32) -> Step<usize> {
        // A bit per open container, the innermost lowest: set for an object.
        let mut open = 0_u128;
        let mut levels = 0_u32;
        loop {
            let (start, first) = self.tokens.next(at);
            at = match first {
                b'"' => self.tokens.string(start + 1)?.0 + 1,
                b'{' | b'[' => {
                    levels += 1;
                    self.check_depth(start, depth + levels)?;
                    let object = first == b'{';
                    open = open << 1 | u128::from(object);
                    let (inside, byte) = self.tokens.next(start + 1);
                    if byte != closing(object) {
                        at = if object { self.key(inside)?.1 } else { inside };
                        continue;
                    }
                    open >>= 1;
                    levels -= 1;
                    inside + 1
                }
                _ => self.tokens.scalar(start, first)?.0,
            };
            // A value has ended: close what ends with it, then go on to the next.
            loop {
                if levels == 0 {
                    return Some(at);
                }
                let object = open & 1 == 1;
                let (after, last) = self.is_last(at, closing(object))?;
                if !last {
                    at = if object { self.key(after)?.1 } else { after };
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

    /// Notes a value in those of the slots that hold none.
    #[inline(always)]
    fn note(&mut self, wanted: &[u16], value: Slot) {
        for number in wanted {
            if !self.layout.filters.is_empty() && !self.passes(*number, value) {
                continue;
            }
            if let Some(slot) = self.slots.get_mut(usize::from(*number)).filter(|slot| slot.is_absent()) {
                *slot = value;
            }
        }
    }

    /// Whether a slot keeps a value.
    #[cold]
    fn passes(&self, slot: u16, value: Slot) -> bool {
        let filters = self.layout.filters;
        let place = filters.binary_search_by(|filter| filter.slot.cmp(&slot));
        match place.ok().and_then(|place| filters.get(place)).map(|filter| &filter.keep) {
            None => true,
            Some(Keep::Only(literals)) => literals.iter().any(|literal| value.is(*literal, self.tokens.body.into())),
            Some(Keep::Not(codes)) => {
                let text = value.text(self.tokens.body).unwrap_or_default();
                let code = Key::of_text(text.as_bytes());
                codes.iter().all(|none| none.key() != code)
            }
        }
    }
}

/// Whether two names are the same. Most have up to sixteen bytes, of which a call to compare them costs more than that.
#[inline(always)]
fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        // The first bytes and the last, which may be the same ones.
        4..=8 => one.first_chunk::<4>() == other.first_chunk::<4>() && one.last_chunk::<4>() == other.last_chunk::<4>(),
        9..=16 => {
            one.first_chunk::<8>() == other.first_chunk::<8>() && one.last_chunk::<8>() == other.last_chunk::<8>()
        }
        _ => one == other,
    }
}

/// The bracket that closes an object or an array.
#[inline]
fn closing(object: bool) -> u8 {
    if object { b'}' } else { b']' }
}

/// Whether anything within an array or object is asked for.
#[inline]
fn leads_on(node: &Node, open: u8) -> bool {
    node.any != NOWHERE || if open == b'{' { !node.members.is_empty() } else { !node.elements.is_empty() }
}
