//! A walk over all keys and values of an outline.

use super::tree::{Member, NamedKey, Node, NodeKind, Outline};

/// The keys from the root of a table to a key or a value. A list adds none.
pub(in crate::lsp) type KeyPath<'o> = [&'o NamedKey];

/// The receiver of the keys and strings of a walk.
pub(in crate::lsp) trait OutlineVisitor<'o> {
    /// A key, which is the last of the path. One in a header comes with every section that has it.
    fn key(&mut self, path: &KeyPath<'o>);
    /// A string. The path leads to it.
    fn string(&mut self, path: &KeyPath<'o>, node: &'o Node);
}

impl Outline {
    /// Visits all keys and strings in the order of the text.
    pub(in crate::lsp) fn walk<'o>(&'o self, visitor: &mut dyn OutlineVisitor<'o>) {
        for section in &self.sections {
            let mut path: Vec<&NamedKey> = Vec::new();
            for key in section.header.iter().flat_map(|header| &header.keys) {
                path.push(key);
                visitor.key(&path);
            }
            members(&section.members, &mut path, visitor);
        }
    }
}

fn members<'o>(list: &'o [Member], path: &mut Vec<&'o NamedKey>, visitor: &mut dyn OutlineVisitor<'o>) {
    for member in list {
        let outer = path.len();
        for key in &member.keys {
            path.push(key);
            visitor.key(path);
        }
        if let Some(value) = &member.value {
            node(value, path, visitor);
        }
        path.truncate(outer);
    }
}

fn node<'o>(value: &'o Node, path: &mut Vec<&'o NamedKey>, visitor: &mut dyn OutlineVisitor<'o>) {
    match &value.kind {
        NodeKind::Text(_) => visitor.string(path, value),
        NodeKind::Word => {}
        NodeKind::List(items) => items.iter().for_each(|item| node(item, path, visitor)),
        NodeKind::Table(list) => members(list, path, visitor),
    }
}
