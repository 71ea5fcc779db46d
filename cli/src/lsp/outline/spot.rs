//! The key or the value at an offset.

use super::tree::{Member, NamedKey, Node, NodeKind, Outline};

/// The key or the value at an offset, or the one that belongs there.
#[derive(Debug)]
pub(in crate::lsp) enum Spot<'o> {
    /// A key.
    Key {
        /// The keys of the table in which it is.
        parents: Vec<&'o str>,
        /// The key; `None` where there is none yet.
        key: Option<&'o NamedKey>,
        place: KeyPlace,
    },
    /// A value.
    Value {
        /// The keys that lead to it.
        path: Vec<&'o str>,
        /// The innermost value; `None` where there is none yet.
        node: Option<&'o Node>,
    },
}

/// The place of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lsp) enum KeyPlace {
    /// In a header, which the brackets of a list begin or not.
    Header { is_list: bool },
    /// Before an `=`.
    Assigned,
    /// In a line without an `=` so far.
    Unassigned,
}

impl Outline {
    /// Returns what stands at an offset of the text. `None` in a comment.
    pub(in crate::lsp) fn spot(&self, text: &str, offset: usize) -> Option<Spot<'_>> {
        if self.is_comment(offset) {
            return None;
        }
        let section = self.section_at(offset)?;
        let mut path: Vec<&str> = Vec::new();
        if let Some(header) = &section.header {
            if offset <= header.span.end {
                let place = KeyPlace::Header { is_list: header.is_list };
                return Some(in_keys(&header.keys, offset, path, place));
            }
            path = section.path().collect();
        }
        Some(Cursor { text, offset }.in_members(&section.members, path))
    }
}

struct Cursor<'t> {
    text: &'t str,
    offset: usize,
}

impl Cursor<'_> {
    fn in_members<'o>(&self, members: &'o [Member], mut path: Vec<&'o str>) -> Spot<'o> {
        let after = members.partition_point(|member| member.start() <= self.offset);
        let member = after.checked_sub(1).and_then(|last| members.get(last)).filter(|member| self.is_in(member));
        let Some(member) = member else {
            return Spot::Key { parents: path, key: None, place: KeyPlace::Unassigned };
        };
        match member.equals {
            Some(equals) if self.offset > equals => {
                path.extend(member.keys.iter().map(|key| key.name.as_str()));
                self.in_value(member.value.as_ref(), path)
            }
            Some(_) => in_keys(&member.keys, self.offset, path, KeyPlace::Assigned),
            None => in_keys(&member.keys, self.offset, path, KeyPlace::Unassigned),
        }
    }

    /// Returns `true` within a member. One without a value, or with one that is not closed, goes on to the end of its line.
    fn is_in(&self, member: &Member) -> bool {
        let is_complete = member.value.as_ref().is_some_and(|value| value.is_closed);
        let between = self.text.get(member.end()..self.offset).unwrap_or_default();
        self.offset <= member.end()
            || (!is_complete && !between.contains('\n') && (member.value.is_some() || !between.contains(['}', ','])))
    }

    fn in_value<'o>(&self, value: Option<&'o Node>, path: Vec<&'o str>) -> Spot<'o> {
        let Some(node) = value else { return Spot::Value { path, node: None } };
        let is_within = node.span.start < self.offset && (self.offset < node.span.end || !node.is_closed);
        match &node.kind {
            NodeKind::Table(members) if is_within => self.in_members(members, path),
            NodeKind::List(items) if is_within => {
                let after = items.partition_point(|item| item.span.start <= self.offset);
                let item = after.checked_sub(1).and_then(|last| items.get(last));
                let item = item.filter(|item| self.offset <= item.span.end || !item.is_closed);
                self.in_value(item, path)
            }
            _ => Spot::Value { path, node: Some(node) },
        }
    }
}

fn in_keys<'o>(keys: &'o [NamedKey], offset: usize, mut parents: Vec<&'o str>, place: KeyPlace) -> Spot<'o> {
    let at = keys.iter().position(|key| offset <= key.span.end).unwrap_or(keys.len().saturating_sub(1));
    parents.extend(keys.iter().take(at).map(|key| key.name.as_str()));
    Spot::Key { parents, key: keys.get(at), place }
}

impl Member {
    fn start(&self) -> usize {
        self.keys.first().map_or(0, |key| key.span.start)
    }

    /// Returns the end of what there is of the member.
    fn end(&self) -> usize {
        let end = self.keys.last().map_or(0, |key| key.span.end);
        match (&self.value, self.equals) {
            (Some(value), _) => value.span.end,
            (None, Some(equals)) => equals + 1,
            (None, None) => end,
        }
    }
}
