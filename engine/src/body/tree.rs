//! Lookup in the tree of a layout by member name.

use super::slot::Slot;
use crate::table::rows::{MemberRow, NodeRow, NodeSlots, Row};
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
    keep_in(layout, NodeRow::values(node), slots, value);
}

/// Keeps the name of a value in those slots of a node that are empty.
pub(super) fn keep_name(layout: Layout<'_>, node: &NodeBytes, slots: &mut [Slot], name: Slot) {
    keep_in(layout, NodeRow::names(node), slots, name);
}

fn keep_in(layout: Layout<'_>, numbers: NodeSlots, slots: &mut [Slot], value: Slot) {
    layout.table().each_slot(numbers, |number| {
        if let Some(slot) = slots.get_mut(number as usize).filter(|slot| slot.is_absent()) {
            *slot = value;
        }
    });
}
