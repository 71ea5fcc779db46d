//! The keys of a TOML table. Known keys are read, and the others reported.

use toml::de::DeTable;

use super::expected::Expected;
use super::homes::{self, UnknownKey};
use super::node::{Origin, TomlNode};
use crate::ast::Given;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Rejected, Suggestion};
use crate::format::Section;
use crate::rules::{self, Rule};
use crate::sorting::sort_by_key;
use crate::source::{At, Span};

/// The tables of which each key can be there once.
const ONCE: &[&str] = &["table", "envelope", "success", "reserved"];

/// The keys of one table.
pub(crate) struct Keys<'a> {
    /// The place of errors of the table as a whole.
    pub(crate) span: Span,
    section: Section,
    items: Vec<(At<String>, TomlNode<'a>)>,
    /// `Err` if a key is unknown.
    sound: Checked<()>,
    /// `Err` if the value is no table, so that no key can be read.
    readable: Checked<()>,
    /// The keys that misspelled ones most likely stand for. They are not reported as missing.
    meant: Vec<String>,
}

/// A key that has no meaning where it is, but has one elsewhere.
pub(crate) struct Misplaced {
    pub(crate) key: &'static str,
    pub(crate) rule: &'static Rule,
    pub(crate) title: &'static str,
    pub(crate) help: &'static str,
}

/// Returns the members of a table in the order in which they are written.
pub(crate) fn in_order<'a>(table: &'a DeTable<'a>, origin: Origin) -> Vec<(At<String>, TomlNode<'a>)> {
    let mut items: Vec<(usize, At<String>, TomlNode<'a>)> = table
        .iter()
        .map(|(key, value)| {
            let start = key.span().start;
            let span = origin.span(key.span());
            (start, At { span, value: key.get_ref().as_ref().to_owned() }, TomlNode::new(value, origin))
        })
        .collect();
    sort_by_key(&mut items, |(start, ..)| *start);
    items.into_iter().map(|(_, key, node)| (key, node)).collect()
}

impl<'a> Keys<'a> {
    /// Returns the keys of a value, which must be a table.
    pub(crate) fn of(node: TomlNode<'a>, span: Span, section: Section, sink: &mut Diagnostics<'_>) -> Self {
        match node.table(Expected::TABLE, sink) {
            Ok(table) => Self::new(table, span, section, node.origin),
            Err(rejected) => Self::unreadable(span, section, rejected),
        }
    }

    /// Returns the keys of a table.
    pub(crate) fn new(table: &'a DeTable<'a>, span: Span, section: Section, origin: Origin) -> Self {
        let items = in_order(table, origin);
        Self { span, section, items, sound: Ok(()), readable: Ok(()), meant: Vec::new() }
    }

    /// Returns the keys of a table that is absent.
    pub(crate) fn absent(span: Span, section: Section) -> Self {
        Self { span, section, items: Vec::new(), sound: Ok(()), readable: Ok(()), meant: Vec::new() }
    }

    /// Returns the keys of a table that cannot be read, which has been reported.
    pub(crate) fn unreadable(span: Span, section: Section, rejected: Rejected) -> Self {
        Self { span, section, items: Vec::new(), sound: Err(rejected), readable: Err(rejected), meant: Vec::new() }
    }

    /// Reports the keys that the section does not have.
    pub(crate) fn only_known(self, misplaced: &[Misplaced], sink: &mut Diagnostics<'_>) -> Self {
        let known = self.section.key_names();
        self.only(&known, misplaced, sink)
    }

    /// Reports the keys other than these.
    pub(crate) fn only(mut self, known: &[&str], misplaced: &[Misplaced], sink: &mut Diagnostics<'_>) -> Self {
        let present: Vec<(&str, TomlNode<'a>)> =
            known.iter().filter_map(|name| Some((*name, self.get(name)?.1))).collect();
        let mut last_comment: Option<Span> = None;
        let mut envelope_keys: Option<Checked<()>> = None;
        for (key, node) in &self.items {
            if known.contains(&key.value.as_str()) {
                continue;
            }
            if self.section == Section::Header && homes::is_of_absent_envelope(key, *node, sink) {
                self.sound = envelope_keys.unwrap_or_else(|| Err(homes::report_absent_envelope(key, sink)));
                envelope_keys = Some(self.sound);
                continue;
            }
            let comment = homes::header_in_comment(key.span, sink);
            // The keys are in order, and so are the headers above them.
            if comment.is_some() && comment == last_comment {
                continue;
            }
            let diagnostic = match misplaced.iter().find(|misplaced| misplaced.key == key.value) {
                Some(it) => Diagnostic::new(it.rule, key.span, it.title).help(it.help),
                None => {
                    // A key that is there would be there twice. A table with another header goes on.
                    let is_free = |name: &&str| match present.iter().find(|(known, _)| known == name) {
                        Some((_, other)) => node.is_table() && other.is_table() && !ONCE.contains(name),
                        None => true,
                    };
                    let free: Vec<&str> = known.iter().copied().filter(is_free).collect();
                    let unknown = UnknownKey { key, value: *node, section: self.section, free: &free };
                    let (diagnostic, meant) = unknown.diagnostic(known, sink);
                    self.meant.extend(meant);
                    diagnostic
                }
            };
            self.sound = Err(match comment {
                Some(comment) => homes::report_in_comment(comment, diagnostic, sink),
                None => sink.report(diagnostic),
            });
            last_comment = comment.or(last_comment);
        }
        self
    }

    /// Returns `Err` if a key is unknown.
    pub(crate) fn sound(&self) -> Checked<()> {
        self.sound
    }

    /// Returns the names of the keys.
    pub(crate) fn names(&self) -> Vec<String> {
        self.items.iter().map(|(key, _)| key.value.clone()).collect()
    }

    /// Returns the names of the keys with their places.
    pub(crate) fn placed_names(&self) -> Vec<At<String>> {
        self.items.iter().map(|(key, _)| key.clone()).collect()
    }

    /// Returns a key and its value.
    pub(crate) fn get(&self, name: &str) -> Option<(&At<String>, TomlNode<'a>)> {
        self.items.iter().find(|(key, _)| key.value == name).map(|(key, node)| (key, *node))
    }

    /// Reads the value of a key, if it is present.
    pub(crate) fn read<T>(
        &self,
        name: &str,
        sink: &mut Diagnostics<'_>,
        read: impl FnOnce(TomlNode<'a>, &mut Diagnostics<'_>) -> Checked<T>,
    ) -> Given<T> {
        self.readable?;
        match self.get(name) {
            Some((_, node)) => read(node, sink).map(Some),
            None => Ok(None),
        }
    }

    /// Reads the value of a key, which must be present.
    pub(crate) fn read_required<T>(
        &self,
        name: &str,
        sink: &mut Diagnostics<'_>,
        read: impl FnOnce(TomlNode<'a>, &mut Diagnostics<'_>) -> Checked<T>,
    ) -> Given<T> {
        if let Some(value) = self.read(name, sink, read)? {
            return Ok(Some(value));
        }
        let title = format!("missing key `{name}` in {}", self.section.name());
        let missing = Diagnostic::new(&rules::MISSING_KEY, self.span, title)
            .label(format!("`{name}` is missing"))
            .help(format!("add `{name} = …`"))
            .suggest_some(self.insertion(name, sink));
        Err(self.report_missing(name, missing, sink))
    }

    /// Suggests a key after the header of a table.
    fn insertion(&self, name: &str, sink: &Diagnostics<'_>) -> Option<Suggestion> {
        let text = sink.text();
        let start = text.get(..self.span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
        let header = text.get(start..)?.lines().next()?;
        let message = format!("add `{name} = …`");
        let edit = Edit::insert(start + header.len(), format!("\n{name} = …"));
        let suggestion = || Suggestion::new(message, vec![edit]).without_lines().with_placeholders();
        header.trim_start().starts_with('[').then(suggestion)
    }

    /// Reports that a key is missing, unless a misspelled key that was reported most likely stands for it.
    pub(crate) fn report_missing(&self, name: &str, missing: Diagnostic, sink: &mut Diagnostics<'_>) -> Rejected {
        match self.sound {
            Err(rejected) if self.meant.iter().any(|meant| meant == name) => rejected,
            _ => sink.report(missing),
        }
    }
}
