//! An outline, built from the events of a parser that goes on after a mistake.

use std::ops::Range;

use errspec_codegen::format::Section;
use toml_parser::decoder::Encoding;
use toml_parser::lexer::{Token, TokenKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, Source, Span};

use super::tree::{Header, Member, NamedKey, Node, NodeKind, Outline, OutlineSection, decoded};

/// The most levels of lists and inline tables that are read.
const MOST_LEVELS: u32 = 64;

impl Outline {
    /// Reads a text.
    pub(in crate::lsp) fn of(text: &str) -> Self {
        build(text)
    }
}

fn build(text: &str) -> Outline {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut builder = Builder::new(text);
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let next = (1..rest.len()).find(|at| begins_section(rest, *at, text)).unwrap_or(rest.len());
        let (own, after) = rest.split_at(next);
        parse_document(own, &mut RecursionGuard::new(&mut builder, MOST_LEVELS), &mut ());
        builder.end_statement();
        rest = after;
    }
    builder.finish()
}

/// Returns `true` for a token at which a header of a table begins, also after a bracket that is not closed yet.
fn begins_section(tokens: &[Token], at: usize, text: &str) -> bool {
    let kind = |at: usize| tokens.get(at).map(Token::kind);
    if kind(at) != Some(TokenKind::LeftSquareBracket) || kind(at.wrapping_sub(1)) != Some(TokenKind::Newline) {
        return false;
    }
    let first = if kind(at + 1) == Some(TokenKind::LeftSquareBracket) { at + 2 } else { at + 1 };
    let name = tokens.get(first).and_then(|token| text.get(range(token.span()))).unwrap_or_default();
    Section::File.key(name).is_some()
}

fn range(span: Span) -> Range<usize> {
    span.start()..span.end()
}

/// A list or an inline table that is not closed yet.
enum Open {
    List { start: usize, items: Vec<Node> },
    Table { start: usize, members: Vec<Member>, outer: PendingMember },
}

/// A member whose value has not been read yet.
#[derive(Default)]
struct PendingMember {
    keys: Vec<NamedKey>,
    equals: Option<usize>,
}

struct Builder<'t> {
    text: &'t str,
    outline: Outline,
    /// The header that is being read.
    header: Option<Header>,
    pending: PendingMember,
    open: Vec<Open>,
    /// The end of what was read.
    at: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let outline = Outline { sections: vec![OutlineSection::default()], comments: Vec::new() };
        Self { text, outline, header: None, pending: PendingMember::default(), open: Vec::new(), at: 0 }
    }

    /// Ends what is not closed.
    fn end_statement(&mut self) {
        self.end_header();
        while !self.open.is_empty() {
            self.close(self.at, false);
        }
        self.end_member();
    }

    fn end_header(&mut self) {
        if let Some(header) = self.header.take() {
            self.outline.sections.push(OutlineSection {
                span: header.span.clone(),
                header: Some(header),
                members: Vec::new(),
            });
        }
    }

    /// Adds a member without a value.
    fn end_member(&mut self) {
        if !self.pending.keys.is_empty() {
            self.add_member(None);
        }
    }

    fn add_member(&mut self, value: Option<Node>) {
        let PendingMember { keys, equals } = std::mem::take(&mut self.pending);
        let member = Member { keys, equals, value };
        match self.open.last_mut() {
            Some(Open::Table { members, .. }) => members.push(member),
            _ => {
                if let Some(section) = self.outline.sections.last_mut() {
                    section.members.push(member);
                }
            }
        }
    }

    fn add_value(&mut self, node: Node) {
        self.at = node.span.end;
        match self.open.last_mut() {
            Some(Open::List { items, .. }) => items.push(node),
            _ => self.add_member(Some(node)),
        }
    }

    /// Closes the innermost list or inline table.
    fn close(&mut self, end: usize, is_closed: bool) {
        if matches!(self.open.last(), Some(Open::Table { .. })) {
            self.end_member();
        }
        let (start, kind) = match self.open.pop() {
            Some(Open::List { start, items }) => (start, NodeKind::List(items)),
            Some(Open::Table { start, members, outer }) => {
                self.pending = outer;
                (start, NodeKind::Table(members))
            }
            None => return,
        };
        let node = Node { span: start..end.max(start), kind, is_closed };
        self.add_value(node);
    }

    fn open_header(&mut self, span: Span, is_list: bool) {
        self.end_statement();
        self.header = Some(Header { span: range(span), keys: Vec::new(), is_list });
    }

    fn close_header(&mut self, span: Span) {
        if let Some(header) = &mut self.header {
            header.span.end = span.end();
        }
        self.end_header();
    }

    fn finish(mut self) -> Outline {
        self.end_statement();
        let starts: Vec<usize> = self.outline.sections.iter().map(|section| section.span.start).collect();
        let ends = starts.into_iter().skip(1).chain([self.text.len()]);
        for (section, end) in self.outline.sections.iter_mut().zip(ends) {
            section.span.end = end;
        }
        self.outline
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, false);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, true);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let outer = std::mem::take(&mut self.pending);
        self.open.push(Open::Table { start: span.start(), members: Vec::new(), outer });
        self.at = span.end();
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span.end(), true);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open::List { start: span.start(), items: Vec::new() });
        self.at = span.end();
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span.end(), true);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let span = range(span);
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let name = match encoding {
            Some(_) => decoded(self.text, span.clone()).into_owned(),
            None => raw.to_owned(),
        };
        self.at = span.end;
        let key = NamedKey { name, span };
        match &mut self.header {
            Some(header) => {
                header.span.end = key.span.end;
                header.keys.push(key);
            }
            None => self.pending.keys.push(key),
        }
    }

    fn key_sep(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.at = span.end();
    }

    fn key_val_sep(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.pending.equals = Some(span.start());
        self.at = span.end();
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let kind = match encoding {
            Some(Encoding::LiteralString | Encoding::BasicString) => NodeKind::Text(1),
            Some(Encoding::MlLiteralString | Encoding::MlBasicString) => NodeKind::Text(3),
            None => NodeKind::Word,
        };
        self.add_value(Node { span: range(span), kind, is_closed: true });
    }

    fn value_sep(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if matches!(self.open.last(), Some(Open::Table { .. })) {
            self.end_member();
        }
        self.at = span.end();
    }

    fn comment(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.outline.comments.push(range(span));
    }

    fn newline(&mut self, _: Span, _: &mut dyn ErrorSink) {
        if self.open.is_empty() {
            self.end_header();
            self.end_member();
        }
    }
}
