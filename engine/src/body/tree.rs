//! Lookup in the tree of a layout by member name.

use super::slot::{Body, Slot};
use crate::table::rows::{MemberRow, NodeRow, NodeSlots, Row};
use crate::table::{Filter, Layout, NodeBytes};

/// Returns the child node of a member.
pub(super) fn child<'t>(layout: Layout<'t>, node: &NodeBytes, name: &str) -> Option<&'t NodeBytes> {
    let (table, node) = (layout.table(), NodeRow::read(node));
    let mut members = table.members.span(node.members).iter().map(MemberRow::read);
    let named = members.find(|member| table.text(member.name) == name);
    table.node(named.map_or(node.any, |member| member.node))
}

/// Keeps a value in those slots of a node that are empty.
pub(super) fn keep(layout: Layout<'_>, node: &NodeBytes, slots: &mut [Slot], value: Slot, body: Body<'_>) {
    keep_in(layout, NodeRow::values(node), slots, value, body);
}

/// Keeps the value of an attribute of the element at a node. A `*` is any element, but no attribute.
#[cfg(feature = "xml")]
pub(super) fn keep_attribute(
    layout: Layout<'_>,
    node: &NodeBytes,
    name: &str,
    slots: &mut [Slot],
    (value, body): (Slot, Body<'_>),
) {
    let table = layout.table();
    let mut members = table.members.span(NodeRow::members(node)).iter().map(MemberRow::read);
    let named = members.find(|member| table.text(member.name).strip_prefix('@') == Some(name));
    let Some(node) = named.and_then(|member| table.node(member.node)) else { return };
    table.each_slot(NodeRow::values(node), |number| {
        // The slots of locations with `*` are merged into those of their named siblings.
        let is_named = layout.location(number).is_some_and(|location| !location.ends_with('*'));
        if !is_named || !passes(layout, number, value, body) {
            return;
        }
        if let Some(slot) = slots.get_mut(number as usize).filter(|slot| slot.is_absent()) {
            *slot = value;
        }
    });
}

/// Extends the elements in the slots of a node to one that repeats them within the same element, whose content begins at `parent`.
#[cfg(feature = "xml")]
pub(super) fn extend(layout: Layout<'_>, node: &NodeBytes, slots: &mut [Slot], value: Slot, parent: usize) {
    layout.table().each_slot(NodeRow::values(node), |number| {
        // The elements of a `*` may have several names.
        let is_star = || layout.location(number).is_some_and(|location| location.ends_with('*'));
        if let Some(slot) = slots.get_mut(number as usize)
            && !slot.is_absent()
            && slot.start >= parent
            && !is_star()
        {
            slot.end = value.end;
        }
    });
}

/// Keeps the name of a value in those slots of a node that are empty.
pub(super) fn keep_name(layout: Layout<'_>, node: &NodeBytes, slots: &mut [Slot], name: Slot, body: Body<'_>) {
    keep_in(layout, NodeRow::names(node), slots, name, body);
}

fn keep_in(layout: Layout<'_>, numbers: NodeSlots, slots: &mut [Slot], value: Slot, body: Body<'_>) {
    layout.table().each_slot(numbers, |number| {
        if !passes(layout, number, value, body) {
            return;
        }
        if let Some(slot) = slots.get_mut(number as usize).filter(|slot| slot.is_absent()) {
            *slot = value;
        }
    });
}

/// Returns `true` if a value passes the filter of a slot.
fn passes(layout: Layout<'_>, slot: u32, value: Slot, body: Body<'_>) -> bool {
    match layout.has_filters().then(|| layout.filter(slot)).flatten() {
        Some(Filter::Only(test)) => value.passes(test, body),
        // The group of the slot decides which code it keeps.
        Some(Filter::Not(_)) | None => true,
    }
}
