//! The outline of a text: its sections, keys and values, with their places. It is read as far as a text is TOML, since most texts
//! are not while they are written.

mod build;
mod spot;
mod walk;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use self::spot::{KeyPlace, Spot};
pub(super) use self::walk::{KeyPath, OutlineVisitor};

/// The most levels of lists and inline tables that are read.
const MOST_LEVELS: u32 = 64;

/// The outline of a text.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The sections in the order of the text. The first has no header.
    pub(super) sections: Vec<Section>,
    /// The places of comments.
    comments: Vec<Range<usize>>,
}

/// A header with what is below it, up to the next one.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) header: Option<Header>,
    pub(super) members: Vec<Member>,
    /// The place, up to the next header.
    pub(super) span: Range<usize>,
}

/// A header: `[errors.NAME]`.
#[derive(Debug)]
pub(super) struct Header {
    /// The place, with the brackets that are there.
    pub(super) span: Range<usize>,
    pub(super) keys: Vec<NamedKey>,
    /// `true` for `[[…]]`.
    pub(super) is_list: bool,
}

/// A key with its value: `fields.name = "…"`.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) keys: Vec<NamedKey>,
    /// The place of the `=`, if there is one.
    pub(super) equals: Option<usize>,
    pub(super) value: Option<Node>,
}

/// A key, or a part of a dotted one. Its name is empty where one is missing.
#[derive(Debug)]
pub(super) struct NamedKey {
    pub(super) name: String,
    /// The place, with its quotes.
    pub(super) span: Range<usize>,
}

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) kind: NodeKind,
    /// `false` for a list or an inline table without its last bracket.
    pub(super) is_closed: bool,
}

/// The kind of a value.
#[derive(Debug)]
pub(super) enum NodeKind {
    /// A string, with the length of its quotes.
    Text(usize),
    /// A number, a boolean, a date, or a word without quotes.
    Word,
    List(Vec<Node>),
    Table(Vec<Member>),
}

impl Outline {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        build::build(text)
    }

    /// Returns `true` for the offset of a comment.
    pub(super) fn is_comment(&self, offset: usize) -> bool {
        let after = self.comments.partition_point(|comment| comment.start < offset);
        after.checked_sub(1).and_then(|last| self.comments.get(last)).is_some_and(|comment| offset <= comment.end)
    }

    /// Returns the section with an offset.
    pub(super) fn section_at(&self, offset: usize) -> Option<&Section> {
        let after = self.sections.partition_point(|section| section.span.start <= offset);
        self.sections.get(after.checked_sub(1)?)
    }

    /// Iterates over the sections with exactly this header.
    pub(super) fn sections_named<'o>(&'o self, path: &'o [&'o str]) -> impl Iterator<Item = &'o Section> {
        self.sections.iter().filter(move |section| section.path().eq(path.iter().copied()))
    }
}

impl Section {
    /// Iterates over the names in the header.
    pub(super) fn path(&self) -> impl Iterator<Item = &str> {
        self.header.iter().flat_map(|header| &header.keys).map(|key| key.name.as_str())
    }

    /// Returns the value of a key.
    pub(super) fn value(&self, name: &str) -> Option<&Node> {
        value_of(&self.members, name)
    }
}

/// Returns the value of a key that is not dotted.
pub(super) fn value_of<'o>(members: &'o [Member], name: &str) -> Option<&'o Node> {
    let is_named = |member: &&Member| matches!(member.keys.as_slice(), [key] if key.name == name);
    members.iter().find(is_named)?.value.as_ref()
}

impl Node {
    /// Returns the place within the quotes of a string, and of the whole of another value.
    pub(super) fn inner(&self) -> Range<usize> {
        let quotes = if let NodeKind::Text(quotes) = self.kind { quotes } else { 0 };
        let start = (self.span.start + quotes).min(self.span.end);
        start..self.span.end.saturating_sub(quotes).max(start)
    }

    /// Returns the text of a string.
    pub(super) fn text<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        matches!(self.kind, NodeKind::Text(_)).then(|| build::decoded(text, self.span.clone()))
    }

    /// Returns the value as it is written.
    pub(super) fn written<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.clone()).unwrap_or_default()
    }

    /// Iterates over the strings of a string or a list.
    pub(super) fn strings(&self) -> Vec<&Self> {
        match &self.kind {
            NodeKind::Text(_) => vec![self],
            NodeKind::List(items) => items.iter().flat_map(Self::strings).collect(),
            NodeKind::Word | NodeKind::Table(_) => Vec::new(),
        }
    }
}
