//! Lookup in the tree of a layout by member name.

use super::slot::Slot;
use crate::table::rows::{MemberRow, NodeRow, Row};
use crate::table::{Layout, NodeBytes};

/// Returns the child node of a member.
pub(super) fn child<'t>(layout: Layout<'t>, node: &NodeBytes, name: &str) -> Option<&'t NodeBytes> {
    let (table, node) = (layout.table(), NodeRow::read(node));
    let mut members = table.members.span(node.members).iter().map(MemberRow::read);
    let named = members.find(|member| table.text(member.name) == name);
    table.node(named.map_or(node.any, |member| member.node))
}

/// Keeps a value in those slots of a node that are empty.
pub(super) fn keep(layout: Layout<'_>, node: &NodeBytes, slots: &mut [Slot], value: Slot) {
    layout.table().each_slot(NodeRow::values(node), |number| {
        if let Some(slot) = slots.get_mut(number as usize).filter(|slot| slot.is_absent()) {
            *slot = value;
        }
    });
}
