//! The names in a table that refer to each other: those of entries, envelopes, fields with parameters, and files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use errspec_codegen::format::variant_of;

use super::documents::Document;
use super::outline::{KeyPath, Node, OutlineVisitor};
use super::template_parameters::parameters;

/// The values of an envelope. In a template of the envelope, a parameter of this name is the value itself.
const ENVELOPE_VALUES: &[&str] = &["code", "message", "name", "request_id", "status", "retry_after"];

/// The keys of an entry with texts for people, which may name entries in backquotes.
const PROSE: &[&str] = &["summary", "action", "causes", "notes", "deprecated"];

/// The subject of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// An entry or a case.
    Entry(String),
    /// An envelope, by its `id`.
    Envelope(String),
    /// A field, or a parameter of a message or of a template.
    Field {
        /// The entry; `None` for a value that is the same in all entries.
        entry: Option<String>,
        name: String,
    },
    /// A field of a sub-error.
    DetailField(String),
    /// A file that the table extends, as it is written.
    File(String),
}

impl Subject {
    /// Returns the name.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Entry(name) | Self::Envelope(name) | Self::DetailField(name) | Self::File(name) => name,
            Self::Field { name, .. } => name,
        }
    }
}

/// A place with a name.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) subject: Subject,
    /// The place of the name, within the quotes if it is a text.
    pub(super) span: Range<usize>,
    pub(super) role: MentionRole,
}

/// The role of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MentionRole {
    /// It defines the subject.
    Definition,
    /// It is a key that says more about the subject, or a parameter whose field is not declared.
    Part,
    /// It refers to the subject.
    Reference,
}

/// Returns the parameters in the templates of the envelopes, each of which is one value in the whole table.
pub(super) fn shared_parameters(document: &Document) -> BTreeSet<String> {
    let mut shared = SharedParameters { text: &document.text, names: BTreeSet::new() };
    document.outline().walk(&mut shared);
    shared.names
}

/// Returns the names in a text. `shared` are the [shared parameters](shared_parameters) of its table.
pub(super) fn mentions(document: &Document, shared: &BTreeSet<String>) -> Vec<Mention> {
    let mut collector = Collector { text: &document.text, shared, mentions: Vec::new() };
    document.outline().walk(&mut collector);
    with_definitions(collector.mentions)
}

/// Makes the first key with a name its definition.
fn with_definitions(mut mentions: Vec<Mention>) -> Vec<Mention> {
    let mut defined: BTreeMap<Subject, usize> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.role == MentionRole::Part) {
        defined.entry(mention.subject.clone()).or_insert(index);
    }
    for index in defined.into_values() {
        if let Some(mention) = mentions.get_mut(index) {
            mention.role = MentionRole::Definition;
        }
    }
    mentions
}

/// Returns the mention at an offset.
pub(super) fn mention_at(mentions: &[Mention], offset: usize) -> Option<&Mention> {
    mentions.iter().find(|mention| mention.span.start <= offset && offset <= mention.span.end)
}

fn names_of<'o>(path: &KeyPath<'o>) -> Vec<&'o str> {
    path.iter().map(|key| key.name.as_str()).collect()
}

struct SharedParameters<'t> {
    text: &'t str,
    names: BTreeSet<String>,
}

impl<'o> OutlineVisitor<'o> for SharedParameters<'_> {
    fn key(&mut self, _: &KeyPath<'o>) {}

    fn string(&mut self, path: &KeyPath<'o>, node: &'o Node) {
        if let ["envelope", .., "template"] = names_of(path).as_slice() {
            let names = parameters(self.text, node.inner()).map(|(name, _)| name);
            self.names.extend(names.filter(|name| !ENVELOPE_VALUES.contains(name)).map(str::to_owned));
        }
    }
}

struct Collector<'t> {
    text: &'t str,
    shared: &'t BTreeSet<String>,
    mentions: Vec<Mention>,
}

impl Collector<'_> {
    fn add(&mut self, subject: Subject, span: Range<usize>, role: MentionRole) {
        self.mentions.push(Mention { subject, span, role });
    }

    fn field(&self, entry: Option<&str>, name: &str) -> Subject {
        let entry = entry.filter(|_| !self.shared.contains(name)).map(str::to_owned);
        Subject::Field { entry, name: name.to_owned() }
    }

    fn templates(&mut self, node: &Node, subject: impl Fn(&Self, &str) -> Subject) {
        for (name, span) in parameters(self.text, node.inner()) {
            self.add(subject(self, name), span, MentionRole::Reference);
        }
    }

    /// Adds the entries that a text for people names in backquotes.
    fn prose(&mut self, node: &Node) {
        let inner = node.inner();
        let text = self.text.get(inner.clone()).unwrap_or_default();
        let mut at = inner.start;
        for (number, piece) in text.split('`').enumerate() {
            if number % 2 == 1 && is_entry_name(piece) {
                self.add(Subject::Entry(piece.to_owned()), at..at + piece.len(), MentionRole::Reference);
            }
            at += piece.len() + 1;
        }
    }

    fn of_entry(&mut self, entry: &str, below: &[&str], node: &Node) {
        let inner = || node.inner();
        match below {
            ["message"] => self.templates(node, |this, name| this.field(Some(entry), name)),
            ["fields", .., "template"] => self.templates(node, |this, name| this.field(Some(entry), name)),
            ["envelope"] | ["envelope", "id"] | ["fields", .., "envelope"] => {
                self.reference(Subject::Envelope, node);
            }
            ["deprecated"] if self.text.get(inner()).is_some_and(is_entry_name) => {
                self.reference(Subject::Entry, node);
            }
            [key] if PROSE.contains(key) => self.prose(node),
            _ => {}
        }
    }

    fn reference(&mut self, subject: fn(String) -> Subject, node: &Node) {
        let name = node.text(self.text).unwrap_or_default().into_owned();
        self.add(subject(name), node.inner(), MentionRole::Reference);
    }
}

impl<'o> OutlineVisitor<'o> for Collector<'_> {
    fn key(&mut self, path: &KeyPath<'o>) {
        let Some(last) = path.last().filter(|last| !last.name.is_empty()) else { return };
        let name = last.name.as_str();
        let subject = match names_of(path).as_slice() {
            ["errors", _] | ["errors", _, "cases", _] => Subject::Entry(name.to_owned()),
            ["errors", entry, "fields", _] | ["errors", entry, "cases", _, "fields", _] => {
                self.field(Some(entry), name)
            }
            ["errors", entry, .., "parameters", _] => self.field(Some(entry), name),
            ["fields", _] | ["fields" | "envelope", .., "parameters", _] => self.field(None, name),
            ["detail", _] | ["detail", .., "parameters", _] => Subject::DetailField(name.to_owned()),
            _ => return,
        };
        self.add(subject, within_quotes(self.text, &last.span), MentionRole::Part);
    }

    fn string(&mut self, path: &KeyPath<'o>, node: &'o Node) {
        match names_of(path).as_slice() {
            ["table", "extends"] => self.reference(Subject::File, node),
            ["envelope", "id"] => {
                let id = node.text(self.text).unwrap_or_default().into_owned();
                self.add(Subject::Envelope(id), node.inner(), MentionRole::Part);
            }
            ["envelope", .., "template"] => {
                let names: Vec<(&str, Range<usize>)> = parameters(self.text, node.inner()).collect();
                for (name, span) in names.into_iter().filter(|(name, _)| !ENVELOPE_VALUES.contains(name)) {
                    self.add(self.field(None, name), span, MentionRole::Reference);
                }
            }
            ["errors", entry, "cases", _, below @ ..] | ["errors", entry, below @ ..] => {
                self.of_entry(entry, below, node);
            }
            ["fields" | "detail", .., "envelope"] => self.reference(Subject::Envelope, node),
            ["fields", .., "template"] => self.templates(node, |this, name| this.field(None, name)),
            ["detail", .., "template"] => self.templates(node, |_, name| Subject::DetailField(name.to_owned())),
            _ => {}
        }
    }
}

/// Returns the place of a key without its quotes.
fn within_quotes(text: &str, span: &Range<usize>) -> Range<usize> {
    let is_quoted = text.get(span.clone()).is_some_and(|raw| raw.len() > 1 && raw.starts_with(['"', '\'']));
    if is_quoted { span.start + 1..span.end - 1 } else { span.clone() }
}

/// Returns `true` for the name of an entry.
pub(super) fn is_entry_name(name: &str) -> bool {
    variant_of(name).is_some()
}
