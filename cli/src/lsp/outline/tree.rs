//! The parts of an outline.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::{Raw, Span};

/// The outline of a text.
#[derive(Debug, Default)]
pub(in crate::lsp) struct Outline {
    /// The sections in the order of the text. The first has no header.
    pub(in crate::lsp) sections: Vec<OutlineSection>,
    /// The places of comments.
    pub(super) comments: Vec<Range<usize>>,
}

/// A header with what is below it, up to the next one.
#[derive(Debug, Default)]
pub(in crate::lsp) struct OutlineSection {
    pub(in crate::lsp) header: Option<Header>,
    pub(in crate::lsp) members: Vec<Member>,
    /// The place, up to the next header.
    pub(in crate::lsp) span: Range<usize>,
}

/// A header: `[errors.NAME]`.
#[derive(Debug)]
pub(in crate::lsp) struct Header {
    /// The place, with the brackets that are there.
    pub(in crate::lsp) span: Range<usize>,
    pub(in crate::lsp) keys: Vec<NamedKey>,
    /// `true` for `[[…]]`.
    pub(in crate::lsp) is_list: bool,
}

/// A key with its value: `fields.name = "…"`.
#[derive(Debug)]
pub(in crate::lsp) struct Member {
    pub(in crate::lsp) keys: Vec<NamedKey>,
    /// The place of the `=`, if there is one.
    pub(in crate::lsp) equals: Option<usize>,
    pub(in crate::lsp) value: Option<Node>,
}

/// A key, or a part of a dotted one. Its name is empty where one is missing.
#[derive(Debug)]
pub(in crate::lsp) struct NamedKey {
    pub(in crate::lsp) name: String,
    /// The place, with its quotes.
    pub(in crate::lsp) span: Range<usize>,
}

/// A value.
#[derive(Debug)]
pub(in crate::lsp) struct Node {
    pub(in crate::lsp) span: Range<usize>,
    pub(in crate::lsp) kind: NodeKind,
    /// `false` for a list or an inline table without its last bracket.
    pub(in crate::lsp) is_closed: bool,
}

/// The kind of a value.
#[derive(Debug)]
pub(in crate::lsp) enum NodeKind {
    /// A string, with the length of its quotes.
    Text(usize),
    /// A number, a boolean, a date, or a word without quotes.
    Word,
    List(Vec<Node>),
    Table(Vec<Member>),
}

impl Outline {
    /// Returns `true` for the offset of a comment.
    pub(in crate::lsp) fn is_comment(&self, offset: usize) -> bool {
        let after = self.comments.partition_point(|comment| comment.start < offset);
        after.checked_sub(1).and_then(|last| self.comments.get(last)).is_some_and(|comment| offset <= comment.end)
    }

    /// Returns the section with an offset.
    pub(in crate::lsp) fn section_at(&self, offset: usize) -> Option<&OutlineSection> {
        let after = self.sections.partition_point(|section| section.span.start <= offset);
        self.sections.get(after.checked_sub(1)?)
    }

    /// Iterates over the sections with exactly this header.
    pub(in crate::lsp) fn sections_named<'o>(
        &'o self,
        path: &'o [&'o str],
    ) -> impl Iterator<Item = &'o OutlineSection> {
        self.sections.iter().filter(move |section| section.path().eq(path.iter().copied()))
    }
}

impl OutlineSection {
    /// Iterates over the names in the header.
    pub(in crate::lsp) fn path(&self) -> impl Iterator<Item = &str> {
        self.header.iter().flat_map(|header| &header.keys).map(|key| key.name.as_str())
    }

    /// Returns the value of a key.
    pub(in crate::lsp) fn value(&self, name: &str) -> Option<&Node> {
        value_of(&self.members, name)
    }
}

/// Returns the value of a key that is not dotted.
pub(in crate::lsp) fn value_of<'o>(members: &'o [Member], name: &str) -> Option<&'o Node> {
    let is_named = |member: &&Member| matches!(member.keys.as_slice(), [key] if key.name == name);
    members.iter().find(is_named)?.value.as_ref()
}

impl Node {
    /// Returns the place within the quotes of a string, and of the whole of another value.
    pub(in crate::lsp) fn inner(&self) -> Range<usize> {
        let quotes = if let NodeKind::Text(quotes) = self.kind { quotes } else { 0 };
        let start = (self.span.start + quotes).min(self.span.end);
        start..self.span.end.saturating_sub(quotes).max(start)
    }

    /// Returns the text of a string.
    pub(in crate::lsp) fn text<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        matches!(self.kind, NodeKind::Text(_)).then(|| decoded(text, self.span.clone()))
    }

    /// Returns the value as it is written.
    pub(in crate::lsp) fn written<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.clone()).unwrap_or_default()
    }

    /// Iterates over the strings of a string or a list.
    pub(in crate::lsp) fn strings(&self) -> Vec<&Self> {
        match &self.kind {
            NodeKind::Text(_) => vec![self],
            NodeKind::List(items) => items.iter().flat_map(Self::strings).collect(),
            NodeKind::Word | NodeKind::Table(_) => Vec::new(),
        }
    }
}

/// Returns the content of a string or a quoted key.
pub(super) fn decoded(text: &str, span: Range<usize>) -> Cow<'_, str> {
    let raw = text.get(span.clone()).unwrap_or_default();
    let encoding = encoding_of(raw);
    let mut content = Cow::Borrowed("");
    let span = Span::new_unchecked(span.start, span.end);
    _ = Raw::new_unchecked(raw, Some(encoding), span).decode_scalar(&mut content, &mut ());
    content
}

fn encoding_of(raw: &str) -> Encoding {
    match raw {
        _ if raw.starts_with("'''") => Encoding::MlLiteralString,
        _ if raw.starts_with("\"\"\"") => Encoding::MlBasicString,
        _ if raw.starts_with('\'') => Encoding::LiteralString,
        _ => Encoding::BasicString,
    }
}
