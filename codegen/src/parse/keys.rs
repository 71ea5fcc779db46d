//! The keys of a TOML table: those that are known are read, the others reported.

use toml::de::DeTable;

use super::expected::Expected;
use super::node::TomlNode;
use crate::ast::Given;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Rejected};
use crate::rules::{self, Rule};
use crate::source::{At, Span};
use crate::suggest;

/// The keys of one table.
pub(crate) struct Keys<'a> {
    /// What stands for the table in reports.
    pub(crate) span: Span,
    items: Vec<(At<String>, TomlNode<'a>)>,
    /// Whether every key is known; where the table is not even one, nothing can be read.
    sound: Checked<()>,
    readable: Checked<()>,
    /// Keys that a misspelled one most likely stands for: they are not missing.
    meant: Vec<String>,
}

/// A key that is known not to belong where it stands.
pub(crate) struct Misplaced {
    pub(crate) key: &'static str,
    pub(crate) rule: &'static Rule,
    pub(crate) title: &'static str,
    pub(crate) help: &'static str,
}

/// The members of a table in the order in which they are written.
pub(crate) fn in_order<'a>(table: &'a DeTable<'a>, origin: Option<Span>) -> Vec<(At<String>, TomlNode<'a>)> {
    let mut items: Vec<(usize, At<String>, TomlNode<'a>)> = table
        .iter()
        .map(|(key, value)| {
            let start = key.span().start;
            let span = origin.unwrap_or_else(|| key.span().into());
            (start, At { span, value: key.get_ref().as_ref().to_owned() }, TomlNode::new(value, origin))
        })
        .collect();
    items.sort_by_key(|(start, ..)| *start);
    items.into_iter().map(|(_, key, node)| (key, node)).collect()
}

impl<'a> Keys<'a> {
    /// The keys of a table that must be one.
    pub(crate) fn of(node: TomlNode<'a>, span: Span, expected: Expected, sink: &mut Diagnostics<'_>) -> Self {
        match node.table(expected, sink) {
            Ok(table) => Self::new(table, span, node.origin),
            Err(rejected) => Self::unreadable(span, rejected),
        }
    }

    pub(crate) fn new(table: &'a DeTable<'a>, span: Span, origin: Option<Span>) -> Self {
        Self { span, items: in_order(table, origin), sound: Ok(()), readable: Ok(()), meant: Vec::new() }
    }

    /// Of a table that is not there.
    pub(crate) fn absent(span: Span) -> Self {
        Self { span, items: Vec::new(), sound: Ok(()), readable: Ok(()), meant: Vec::new() }
    }

    /// Whether a misspelled key most likely stands for this one.
    pub(crate) fn means(&self, name: &str) -> bool {
        self.meant.iter().any(|meant| meant == name)
    }

    /// Of a table that cannot be read, which has been reported.
    pub(crate) fn unreadable(span: Span, rejected: Rejected) -> Self {
        Self { span, items: Vec::new(), sound: Err(rejected), readable: Err(rejected), meant: Vec::new() }
    }

    /// Reports the keys that are not among the known.
    pub(crate) fn only(
        mut self,
        place: &str,
        known: &[&str],
        misplaced: &[Misplaced],
        sink: &mut Diagnostics<'_>,
    ) -> Self {
        for (key, _) in &self.items {
            if known.contains(&key.value.as_str()) {
                continue;
            }
            let diagnostic = match misplaced.iter().find(|misplaced| misplaced.key == key.value) {
                Some(it) => Diagnostic::new(it.rule, key.span, it.title).help(it.help),
                None => {
                    let near = suggest::nearest(&key.value, known.iter().copied());
                    self.meant.extend(near.map(str::to_owned));
                    Diagnostic::new(&rules::UNKNOWN_KEY, key.span, format!("{place} has no key `{}`", key.value))
                        .label("unknown key")
                        .help(suggest::help_with(near, known))
                }
            };
            self.sound = Err(sink.report(diagnostic));
        }
        self
    }

    /// Whether all keys are known.
    pub(crate) fn sound(&self) -> Checked<()> {
        self.sound
    }

    /// The names of the keys.
    pub(crate) fn names(&self) -> Vec<String> {
        self.items.iter().map(|(key, _)| key.value.clone()).collect()
    }

    pub(crate) fn get(&self, name: &str) -> Option<(&At<String>, TomlNode<'a>)> {
        self.items.iter().find(|(key, _)| key.value == name).map(|(key, node)| (key, *node))
    }

    /// Reads the value of a key, if it is there.
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

    /// Reads the value of a key that must be there.
    pub(crate) fn need<T>(
        &self,
        place: &str,
        name: &str,
        sink: &mut Diagnostics<'_>,
        read: impl FnOnce(TomlNode<'a>, &mut Diagnostics<'_>) -> Checked<T>,
    ) -> Given<T> {
        let given = self.read(name, sink, read)?;
        match (given, self.sound) {
            (Some(value), _) => Ok(Some(value)),
            (None, Err(rejected)) if self.means(name) => Err(rejected),
            (None, _) => {
                let diagnostic = Diagnostic::new(&rules::MISSING_KEY, self.span, format!("{place} has no `{name}`"))
                    .label(format!("`{name}` is missing"))
                    .help(format!("add `{name} = …`"));
                Err(sink.report(diagnostic))
            }
        }
    }
}
