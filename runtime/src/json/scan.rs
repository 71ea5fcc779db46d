//! One pass over a JSON text that notes where the values of a [`Layout`] stand.
//!
//! Down the layout the pass is recursive, no deeper than the layout is; what the layout does not ask for is passed over by
//! a loop that keeps one bit per level. Nothing is allocated.

use core::fmt;

use super::text::unescape;
use crate::code::Code;
use crate::slot::{Kind, Slot};
use crate::table::{Keep, Layout, NOWHERE, Node};

/// The most levels of arrays and objects that a body may have, as in most parsers.
const DEPTH: u32 = 128;

/// What is wrong with a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// The text ends within a value.
    UnexpectedEnd,
    /// A character that cannot stand there.
    UnexpectedCharacter,
    /// A number that is none.
    Number,
    /// An escape that is none.
    Escape,
    /// A control character within a string.
    ControlCharacter,
    /// More than 128 levels of arrays and objects.
    Depth,
    /// Something after the value.
    Trailing,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A member that stands twice, of those that the table reads.
    DuplicateMember,
    /// Bytes that are not UTF-8.
    Utf8,
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "the text ends within a value",
            Self::UnexpectedCharacter => "unexpected character",
            Self::Number => "malformed number",
            Self::Escape => "malformed escape in a string",
            Self::ControlCharacter => "control character in a string",
            Self::Depth => "more than 128 levels of arrays and objects",
            Self::Trailing => "something follows the value",
            Self::TrailingComma => "a comma before a closing bracket",
            Self::DuplicateMember => "a member that stands twice",
            Self::Utf8 => "bytes that are not UTF-8",
        })
    }
}

/// A fault and the byte where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) what: Syntax,
}

/// What a pass found beside the slots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    /// Why the pass ended before the end of the text.
    pub(crate) broken: Option<Fault>,
    /// The first thing that is wrong, and passed over.
    pub(crate) forgiven: Option<Fault>,
}

/// Reads `body`, and notes in `slots` where the values of `layout` stand in it.
#[inline]
pub(crate) fn scan(layout: &Layout, body: &[u8], slots: &mut [Slot]) -> Scan {
    let mut scanner = Scanner::new(layout, body, 0, slots);
    if body.starts_with(b"\xEF\xBB\xBF") {
        scanner.at = 3;
    }
    if scanner.value(scanner.node(0), 0).is_some() && scanner.peek().is_some() {
        scanner.fail::<()>(Syntax::Trailing);
    }
    Scan { broken: scanner.broken, forgiven: scanner.forgiven }
}

/// Reads the one value of `body` that begins at byte `from`, as what stands at node `start` of `layout`.
///
/// It has been read before as part of the body, so it is whole.
pub(crate) fn scan_value(layout: &Layout, start: u16, body: &[u8], from: usize, slots: &mut [Slot]) {
    let mut scanner = Scanner::new(layout, body, from, slots);
    scanner.value(scanner.node(start), 0);
}

/// Calls `each` with the name or index and the place of every element of the array, or member of the object, that stands
/// at `list` in `body`.
pub(crate) fn for_each_element(body: &[u8], list: Slot, each: &mut dyn FnMut(Slot, usize)) {
    static NOTHING: Layout = Layout { nodes: &[], locations: &[], filters: &[] };
    Scanner::new(&NOTHING, body, list.start, &mut []).elements(list.kind == Kind::Object, each);
}

/// `None` once the text is broken; what is wrong then stands in [`Scanner::broken`].
type Step<T = ()> = Option<T>;

struct Scanner<'b, 's> {
    body: &'b [u8],
    at: usize,
    layout: &'s Layout,
    slots: &'s mut [Slot],
    broken: Option<Fault>,
    forgiven: Option<Fault>,
}

impl<'b, 's> Scanner<'b, 's> {
    fn new(layout: &'s Layout, body: &'b [u8], at: usize, slots: &'s mut [Slot]) -> Self {
        Self { body, at, layout, slots, broken: None, forgiven: None }
    }

    fn node(&self, number: u16) -> Option<&'static Node> {
        self.layout.nodes.get(usize::from(number))
    }

    #[cold]
    fn fail<T>(&mut self, what: Syntax) -> Step<T> {
        let end = self.at >= self.body.len() && what != Syntax::Depth;
        let what = if end { Syntax::UnexpectedEnd } else { what };
        self.broken = Some(Fault { at: self.at.min(self.body.len()), what });
        None
    }

    #[cold]
    fn forgive(&mut self, what: Syntax, at: usize) {
        if self.forgiven.is_none() {
            self.forgiven = Some(Fault { at, what });
        }
    }

    /// The next byte that is no white space, not yet taken.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        let mut rest = self.body.get(self.at..).unwrap_or_default().iter();
        let found = rest.position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.at += found.unwrap_or(self.body.len().saturating_sub(self.at));
        self.body.get(self.at).copied()
    }

    /// One value, noted where `node` wants it.
    #[inline]
    fn value(&mut self, node: Option<&'static Node>, depth: u32) -> Step {
        let slot = match self.peek() {
            Some(b'"') => self.string()?,
            Some(open @ (b'{' | b'[')) => self.container(open, node, depth)?,
            _ => {
                let start = self.at;
                let kind = self.scalar()?;
                Slot { start, end: self.at, kind }
            }
        };
        if let Some(node) = node {
            self.note(node.values, slot);
        }
        Some(())
    }

    fn container(&mut self, open: u8, node: Option<&'static Node>, depth: u32) -> Step<Slot> {
        let start = self.at;
        match node.filter(|node| leads_on(node, open)) {
            Some(node) if open == b'{' => self.object(node, depth + 1)?,
            Some(node) => self.array(node, depth + 1)?,
            None => self.pass_over(depth)?,
        }
        Some(Slot { start, end: self.at, kind: if open == b'{' { Kind::Object } else { Kind::Array } })
    }

    /// A number, `true`, `false` or `null`.
    #[inline]
    fn scalar(&mut self) -> Step<Kind> {
        let (word, kind): (&[u8], Kind) = match self.body.get(self.at) {
            Some(b't') => (b"true", Kind::True),
            Some(b'f') => (b"false", Kind::False),
            Some(b'n') => (b"null", Kind::Absent),
            _ => return self.number().map(|()| Kind::Number),
        };
        let rest = self.body.get(self.at..).unwrap_or_default();
        if rest.starts_with(word) {
            self.at += word.len();
            return Some(kind);
        }
        self.at += rest.iter().zip(word).take_while(|(a, b)| a == b).count();
        self.fail(Syntax::UnexpectedCharacter)
    }

    #[inline]

    fn number(&mut self) -> Step {
        let begin = self.at;
        if self.body.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        match self.body.get(self.at) {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ if self.at == begin => return self.fail(Syntax::UnexpectedCharacter),
            _ => return self.fail(Syntax::Number),
        }
        match self.body.get(self.at) {
            Some(b'.' | b'e' | b'E') => self.fraction(),
            _ => Some(()),
        }
    }

    /// The fraction and the exponent of a number.
    fn fraction(&mut self) -> Step {
        if self.body.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.body.get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.body.get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    #[inline]
    fn digits(&mut self) -> Step {
        let begin = self.at;
        while let Some(b'0'..=b'9') = self.body.get(self.at) {
            self.at += 1;
        }
        if self.at == begin { self.fail(Syntax::Number) } else { Some(()) }
    }

    /// A string that begins here.
    #[inline]
    fn string(&mut self) -> Step<Slot> {
        let start = self.at + 1;
        self.at = start + plain_prefix(self.body.get(start..).unwrap_or_default());
        let kind = match self.body.get(self.at) {
            Some(b'"') => Kind::Plain,
            _ => {
                self.rest_of_string()?;
                Kind::Escaped
            }
        };
        self.at += 1;
        Some(Slot { start, end: self.at - 1, kind })
    }

    /// From an escape in a string to its closing quote.
    fn rest_of_string(&mut self) -> Step {
        loop {
            match self.body.get(self.at) {
                Some(b'"') => return Some(()),
                Some(b'\\') => self.escape()?,
                _ => return self.fail(Syntax::ControlCharacter),
            }
            self.at += plain_prefix(self.body.get(self.at..).unwrap_or_default());
        }
    }

    fn escape(&mut self) -> Step {
        let digits = match self.body.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 0,
            Some(b'u') => 4,
            _ => {
                self.at += 1;
                return self.fail(Syntax::Escape);
            }
        };
        self.at += 2;
        for _ in 0..digits {
            if !self.body.get(self.at).is_some_and(u8::is_ascii_hexdigit) {
                return self.fail(Syntax::Escape);
            }
            self.at += 1;
        }
        Some(())
    }

    /// The members of an object that `node` leads on from.
    #[inline]
    fn object(&mut self, node: &'static Node, depth: u32) -> Step {
        self.check_depth(depth)?;
        self.at += 1;
        let mut seen = 0_u64;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Some(());
        }
        loop {
            let key = self.key()?;
            let child = self.member(node, key, &mut seen);
            self.value(child, depth)?;
            if let Some(child) = child {
                self.note(child.names, key);
            }
            if self.is_last(b'}')? {
                return Some(());
            }
        }
    }

    /// A member's name and its colon.
    #[inline]
    fn key(&mut self) -> Step<Slot> {
        if self.peek() != Some(b'"') {
            return self.fail(Syntax::UnexpectedCharacter);
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return self.fail(Syntax::UnexpectedCharacter);
        }
        self.at += 1;
        Some(key)
    }

    /// The node of a member, if it is asked for and has not been there before.
    #[inline]
    fn member(&mut self, node: &'static Node, key: Slot, seen: &mut u64) -> Option<&'static Node> {
        let raw = self.body.get(key.start..key.end).unwrap_or_default();
        let found = if key.kind == Kind::Escaped {
            let name = unescape(raw);
            node.members.iter().position(|(member, _)| *member == name)
        } else {
            node.members.iter().position(|(member, _)| member.as_bytes() == raw)
        };
        let Some(place) = found else {
            return self.node(node.any);
        };
        let bit = 1_u64.checked_shl(u32::try_from(place).unwrap_or(u32::MAX)).unwrap_or(0);
        if *seen & bit != 0 {
            self.forgive(Syntax::DuplicateMember, key.start);
            return None;
        }
        *seen |= bit;
        node.members.get(place).and_then(|(_, child)| self.node(*child))
    }

    /// The elements of an array that `node` leads on from.
    #[inline]
    fn array(&mut self, node: &'static Node, depth: u32) -> Step {
        self.check_depth(depth)?;
        self.at += 1;
        if self.peek() == Some(b']') {
            self.at += 1;
            return Some(());
        }
        let mut index = 0_u32;
        loop {
            let named = node.elements.iter().find(|(element, _)| *element == index);
            let child = self.node(named.map_or(node.any, |(_, child)| *child));
            self.value(child, depth)?;
            if let Some(child) = child {
                let place = usize::try_from(index).unwrap_or_default();
                self.note(child.names, Slot { start: place, end: place, kind: Kind::Index });
            }
            if self.is_last(b']')? {
                return Some(());
            }
            index = index.saturating_add(1);
        }
    }

    /// The elements of any array, or members of any object, each shown to `each` and passed over.
    fn elements(&mut self, object: bool, each: &mut dyn FnMut(Slot, usize)) -> Step {
        let close = if object { b'}' } else { b']' };
        self.at += 1;
        if self.peek() == Some(close) {
            return Some(());
        }
        let mut index = 0;
        loop {
            let name = if object { self.key()? } else { Slot { start: index, end: index, kind: Kind::Index } };
            self.peek();
            each(name, self.at);
            self.value(None, 0)?;
            if self.is_last(close)? {
                return Some(());
            }
            index += 1;
        }
    }

    /// After a member or an element: whether the container ends here, with its bracket taken.
    #[inline]
    fn is_last(&mut self, close: u8) -> Step<bool> {
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                if self.peek() == Some(close) {
                    self.forgive(Syntax::TrailingComma, comma);
                    self.at += 1;
                    return Some(true);
                }
                Some(false)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Some(true)
            }
            _ => self.fail(Syntax::UnexpectedCharacter),
        }
    }

    /// A whole array or object that nothing is wanted of.
    fn pass_over(&mut self, depth: u32) -> Step {
        // A bit per open container, the innermost lowest: set for an object.
        let mut open = 0_u128;
        let mut levels = 0_u32;
        loop {
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    levels += 1;
                    self.check_depth(depth + levels)?;
                    open = open << 1 | u128::from(bracket == b'{');
                    self.at += 1;
                    let close = if bracket == b'{' { b'}' } else { b']' };
                    if self.peek() == Some(close) {
                        self.at += 1;
                        open >>= 1;
                        levels -= 1;
                    } else {
                        if bracket == b'{' {
                            self.key()?;
                        }
                        continue;
                    }
                }
                Some(b'"') => {
                    self.string()?;
                }
                _ => {
                    self.scalar()?;
                }
            }
            // A value has ended: close what ends with it, then go on to the next.
            loop {
                if levels == 0 {
                    return Some(());
                }
                let object = open & 1 == 1;
                if !self.is_last(if object { b'}' } else { b']' })? {
                    if object {
                        self.key()?;
                    }
                    break;
                }
                open >>= 1;
                levels -= 1;
            }
        }
    }

    #[inline]
    fn check_depth(&mut self, depth: u32) -> Step {
        if depth > DEPTH { self.fail(Syntax::Depth) } else { Some(()) }
    }

    /// Notes a value in those of the slots that hold none.
    #[inline]
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
    fn passes(&self, slot: u16, value: Slot) -> bool {
        let filters = self.layout.filters;
        let place = filters.binary_search_by(|filter| filter.slot.cmp(&slot));
        match place.ok().and_then(|place| filters.get(place)).map(|filter| &filter.keep) {
            None => true,
            Some(Keep::Only(literals)) => literals.iter().any(|literal| value.is(*literal, self.body)),
            Some(Keep::Not(codes)) => {
                let text = value.text(self.body).unwrap_or_default();
                let code = Code::String(&text).key();
                codes.iter().all(|none| none.key() != code)
            }
        }
    }
}

/// Whether anything within an array or object is asked for.
fn leads_on(node: &Node, open: u8) -> bool {
    node.any != NOWHERE || if open == b'{' { !node.members.is_empty() } else { !node.elements.is_empty() }
}

/// How many bytes there are before a quote, a backslash or a control character; eight at a time.
#[inline]
fn plain_prefix(text: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*chunk);
        // A byte is zero exactly where the subtraction borrows into its high bit and the byte had none.
        let quote = word ^ (ONES * 0x22);
        let backslash = word ^ (ONES * 0x5C);
        let marks = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        if marks & HIGH != 0 {
            // Borrows run upwards, so the lowest mark is right even where a higher one is not.
            return text.len() - rest.len() + ((marks & HIGH).trailing_zeros() / 8) as usize;
        }
        rest = after;
    }
    let special = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F));
    text.len() - rest.len() + special.unwrap_or(rest.len())
}
