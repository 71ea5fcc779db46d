//! The groups of a layout: the slots below the children of a node that all get their values from one child.

use errspec_engine::table::rows::{GroupRow, NumberRow, Span};
use errspec_engine::table::{GroupKind, ImageWriter, Literal};

use super::branches::{Branches, Edge, MergedNode};
use super::filter::{Filter, SlotRole};
use super::paths::tested_member;
use super::slots::Slots;
use crate::model::{Location, Segment};
use crate::sorting::sort_by_key;

/// The groups of the nodes of a layout.
pub(super) struct Groups<'s, 'm> {
    branches: &'s Branches,
    slots: &'s Slots<'m>,
    /// The slots at and below each branch.
    below: Vec<Vec<u32>>,
}

/// A group of slots below a node.
pub(super) struct NodeGroup {
    kind: GroupKind,
    /// The slots: first those of codes, then those of messages, then all others.
    slots: Vec<u32>,
    codes: u32,
    messages: u32,
    /// The tested slot, or the node of the next object of a chain.
    target: u32,
    literal: String,
}

impl<'s, 'm> Groups<'s, 'm> {
    pub(super) fn new(branches: &'s Branches, slots: &'s Slots<'m>) -> Self {
        let mut below: Vec<Vec<u32>> = vec![Vec::new(); branches.iter().len()];
        // A branch has a greater number than the one it grows from.
        for (number, branch) in branches.iter().enumerate().rev() {
            let children = branch.next.values().filter(|child| **child != number);
            let inside = children.filter_map(|child| below.get(*child)).flatten();
            let all = branch.values.iter().chain(&branch.names).chain(inside).copied().collect();
            if let Some(own) = below.get_mut(number) {
                *own = all;
            }
        }
        Self { branches, slots, below }
    }

    /// Returns the groups of a node.
    pub(super) fn of(&self, node: &MergedNode) -> Vec<NodeGroup> {
        let mut groups = Vec::new();
        let mut starred = Vec::new();
        for number in &node.set {
            let Some(branch) = self.branches.get(*number) else { continue };
            for (edge, child) in &branch.next {
                let segment = match edge {
                    Edge::Segment(segment) => segment,
                    Edge::Element => &Segment::Any,
                };
                match segment {
                    Segment::Name(_) => groups.extend(self.repeated(*child)),
                    Segment::Parent => {}
                    Segment::Any => starred.extend(self.below(*child)),
                    Segment::Select { member, value } => groups.extend(self.select(*child, member, value)),
                    Segment::Chain(name) if child == number => {
                        let target = node.members.get(name).copied().unwrap_or_default();
                        let group = self.group(GroupKind::Chain, self.values(&self.below(*child)));
                        groups.push(NodeGroup { target, ..group });
                    }
                    Segment::Chain(_) => {}
                }
            }
        }
        let starred = self.values(&starred);
        let has_filter = |slot: &u32| self.slots.body().get(*slot as usize).is_some_and(|it| it.filter != Filter::All);
        let identifies = |slot: &u32| self.role(*slot) >= SlotRole::Message;
        // One slot alone keeps its first value anyway. Where elements have neither codes nor messages, as in a list of details of several
        // kinds, each value is in an element of its own.
        if (starred.len() > 1 && starred.iter().any(identifies)) || starred.iter().any(has_filter) {
            groups.push(self.group(GroupKind::Any, starred));
        }
        groups
    }

    fn below(&self, branch: usize) -> Vec<u32> {
        self.below.get(branch).cloned().unwrap_or_default()
    }

    fn role(&self, slot: u32) -> SlotRole {
        self.slots.body().get(slot as usize).map_or(SlotRole::Value, |slot| slot.role)
    }

    /// Returns the slots that are not those of conditions, which any element may meet.
    fn values(&self, slots: &[u32]) -> Vec<u32> {
        slots.iter().copied().filter(|slot| self.role(*slot) != SlotRole::Condition).collect()
    }

    /// Returns the group of a list of errors that are elements of XML: the values of one of those elements.
    fn repeated(&self, child: usize) -> Option<NodeGroup> {
        let path = &self.branches.get(child)?.path;
        self.slots.repeated().iter().find(|list| **list == path.as_slice())?;
        let is_inside = |slot: &u32| {
            let body = self.slots.body().get(*slot as usize);
            body.is_some_and(
                |body| matches!(&*body.location, Location::Body { path: own, .. } if own.len() > path.len()),
            )
        };
        let inside: Vec<u32> = self.values(&self.below(child)).into_iter().filter(is_inside).collect();
        Some(self.group(GroupKind::Any, inside))
    }

    fn select(&self, child: usize, member: &str, value: &str) -> Option<NodeGroup> {
        let tested = tested_member(&self.branches.get(child)?.path, member)?;
        let target = self.slots.number(&tested, Filter::All);
        Some(NodeGroup { target, literal: value.to_owned(), ..self.group(GroupKind::Select, self.below(child)) })
    }

    fn group(&self, kind: GroupKind, mut slots: Vec<u32>) -> NodeGroup {
        sort_by_key(&mut slots, |slot| (std::cmp::Reverse(self.role(*slot)), *slot));
        slots.dedup();
        let count = |role: SlotRole| {
            let count = slots.iter().filter(|slot| self.role(**slot) == role).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        NodeGroup {
            kind,
            codes: count(SlotRole::Code),
            messages: count(SlotRole::Message),
            slots,
            target: 0,
            literal: String::new(),
        }
    }
}

/// Writes the groups of a node. The numbers of nodes count from `root`.
pub(super) fn write(groups: &[NodeGroup], root: u32, writer: &mut ImageWriter) -> Span {
    let rows: Vec<GroupRow> = groups
        .iter()
        .map(|group| {
            let numbers: Vec<NumberRow> = group.slots.iter().map(|number| NumberRow { number: *number }).collect();
            let (target, literal) = match group.kind {
                GroupKind::Any => (0, Span::default()),
                GroupKind::Select => (group.target, writer.literals([Literal::of_selector(&group.literal)])),
                GroupKind::Chain => (root + group.target, Span::default()),
            };
            GroupRow {
                kind: group.kind.number(),
                slots: writer.add_numbers(&numbers),
                codes: group.codes,
                messages: group.messages,
                target,
                literal,
            }
        })
        .collect();
    writer.add_groups(&rows)
}
