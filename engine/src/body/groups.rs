//! The choice of the child from which the slots of a group are read.
//!
//! While a child is scanned, the slots of a group are empty; the values of the best child so far are set aside. After the child, the
//! better of the two is kept.

use alloc::vec::Vec;
use core::mem::swap;

use super::slot::{Body, Slot};
use crate::capture::value_within;
use crate::code::Key;
use crate::kind::Kind;
use crate::table::rows::{NodeRow, Span};
use crate::table::{Condition, Filter, Group, GroupKind, Item, Layout, NodeBytes};

/// The choice among the children of a node, in the loop of the scanner over them. The loop is compiled twice, so that nodes without
/// groups, as most are, pay nothing for it.
pub(super) trait Choice<'t> {
    /// Sets the values so far aside before a child with this node is scanned.
    fn enter(&mut self, child: Option<u32>, slots: &mut [Slot]);

    /// Keeps the values of the child, or those that were set aside.
    fn leave(&mut self, child: Option<u32>, layout: &Layout<'t>, body: Body<'_>, slots: &mut [Slot]);
}

/// No choice: all children are read.
impl Choice<'_> for () {
    #[inline(always)]
    fn enter(&mut self, _: Option<u32>, _: &mut [Slot]) {}

    #[inline(always)]
    fn leave(&mut self, _: Option<u32>, _: &Layout<'_>, _: Body<'_>, _: &mut [Slot]) {}
}

/// The groups of a node while its children are scanned.
pub(super) struct Groups<'t> {
    groups: Vec<State<'t>>,
}

/// A group, and the values that are set aside.
struct State<'t> {
    group: Group<'t>,
    aside: Vec<Slot>,
    /// The rank of the best child so far.
    best: ChildRank,
}

/// The rank of a child. The child with the highest rank is read; of several, the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ChildRank {
    /// The child has no value of the group.
    None,
    Value,
    Message,
    /// The child has a code that counts as one.
    Code,
}

impl<'t> Groups<'t> {
    /// Creates the groups of a node; `None` if it has none.
    #[inline(always)]
    pub(super) fn of(layout: &Layout<'t>, node: &NodeBytes) -> Option<Self> {
        let span = NodeRow::groups(node);
        (span.count > 0).then(|| Self::read(layout, span))
    }

    #[cold]
    fn read(layout: &Layout<'t>, span: Span) -> Self {
        let table = layout.table();
        let groups = table.groups.span(span).iter().map(|row| Group::read(table, row));
        let state = |group: Group<'t>| State {
            aside: alloc::vec![Slot::ABSENT; group.slots.len()],
            group,
            best: ChildRank::None,
        };
        Self { groups: groups.map(state).collect() }
    }

    /// Keeps the values of the next object of a chain, if it has any that count as much as those of this one.
    pub(super) fn finish(&mut self, layout: &Layout<'t>, body: Body<'_>, slots: &mut [Slot]) {
        let chains = self.groups.iter_mut().filter(|state| state.group.kind == GroupKind::Chain);
        chains.for_each(|state| {
            if state.best > ChildRank::None && state.best >= state.rank(layout, body, slots) {
                state.swap(slots);
            }
        });
    }
}

impl<'t> Choice<'t> for Groups<'t> {
    fn enter(&mut self, child: Option<u32>, slots: &mut [Slot]) {
        self.groups.iter_mut().filter(|state| state.applies(child)).for_each(|state| state.swap(slots));
    }

    fn leave(&mut self, child: Option<u32>, layout: &Layout<'t>, body: Body<'_>, slots: &mut [Slot]) {
        let left = self.groups.iter_mut().filter(|state| state.applies(child));
        left.for_each(|state| state.leave(layout, body, slots));
    }
}

impl<'t> State<'t> {
    fn applies(&self, child: Option<u32>) -> bool {
        self.group.kind != GroupKind::Chain || child == Some(self.group.target)
    }

    /// Exchanges the values in the slots with those that are set aside.
    fn swap(&mut self, slots: &mut [Slot]) {
        for (number, aside) in self.group.slots.iter().zip(&mut self.aside) {
            if let Some(slot) = slots.get_mut(number as usize) {
                swap(slot, aside);
            }
        }
    }

    fn leave(&mut self, layout: &Layout<'t>, body: Body<'_>, slots: &mut [Slot]) {
        let rank = self.rank(layout, body, slots);
        if self.group.kind == GroupKind::Chain || rank <= self.best {
            self.swap(slots);
        }
        self.best = self.best.max(rank);
        if self.group.kind != GroupKind::Chain {
            self.aside.fill(Slot::ABSENT);
        }
    }

    fn rank(&self, layout: &Layout<'t>, body: Body<'_>, slots: &[Slot]) -> ChildRank {
        let Group { kind, slots: numbers, codes, messages, target, literal } = self.group;
        let slot = |number: u32| slots.get(number as usize).copied().unwrap_or(Slot::ABSENT);
        if kind == GroupKind::Select {
            let meets = literal.is_some_and(|literal| slot(target).equals(literal, body));
            return if meets { ChildRank::Value } else { ChildRank::None };
        }
        let mut rank = ChildRank::None;
        let mut is_success = false;
        for (place, number) in numbers.iter().enumerate() {
            let value = slot(number);
            if value.is_absent() {
                continue;
            }
            rank = rank.max(match place {
                _ if place < codes && is_code(layout, number, value, body) => ChildRank::Code,
                _ if place < codes => {
                    is_success |= means_success(layout, number, value, body);
                    ChildRank::Value
                }
                _ if (codes..codes + messages).contains(&place) && value.is_text() => ChildRank::Message,
                _ => ChildRank::Value,
            });
        }
        // The message beside a code that means success is not that of an error.
        let is_success = (is_success && rank == ChildRank::Message)
            || (rank >= ChildRank::Message && kind == GroupKind::Any && self.meets_success(layout, body, slots));
        if is_success { ChildRank::Value } else { rank }
    }

    /// Returns `true` if the conditions of a success that are about the child hold.
    fn meets_success(&self, layout: &Layout<'t>, body: Body<'_>, slots: &[Slot]) -> bool {
        let conditions = layout.table().success_when();
        if conditions.is_empty() || !layout.is_of_response() {
            return false;
        }
        let is_own = |condition: &Condition<'_>| self.group.slots.iter().any(|slot| slot == condition.slot);
        let mut own = conditions.iter().filter(is_own).peekable();
        let slot = |number: u32| slots.get(number as usize).copied().unwrap_or(Slot::ABSENT);
        own.peek().is_some() && own.all(|condition| slot(condition.slot).passes(condition.test, body))
    }
}

/// Returns `true` if a value is a code that means success.
fn means_success(layout: &Layout<'_>, number: u32, value: Slot, body: Body<'_>) -> bool {
    let table = layout.table();
    if table.success_codes().is_empty() || !value.is_text() {
        return false;
    }
    let text = value.text(body).unwrap_or_default();
    let means =
        |text: &str| table.success_codes().iter().any(|code| table.is_code(code, Key::of_text(text.as_bytes())));
    means(&text) || parts(layout, number, &text).any(means)
}

/// Returns `true` if a value is a code, and not one that counts as no code or means success.
fn is_code(layout: &Layout<'_>, number: u32, value: Slot, body: Body<'_>) -> bool {
    // An index has an empty range. The text itself may be long, and is the same at every level of a chain.
    if !value.is_text() || (value.start == value.end && value.kind != Kind::Index) {
        return false;
    }
    let Some(Filter::Not(codes)) = layout.filter(number) else { return true };
    let text = value.text(body).unwrap_or_default();
    let code = Key::of_text(text.as_bytes());
    let is_excluded = |code: Key<'_>| codes.iter().any(|excluded| layout.table().is_code(excluded, code));
    !is_excluded(code) && !parts(layout, number, &text).any(|part| is_excluded(Key::of_text(part.as_bytes())))
}

/// Returns the codes that are a part of the text at a slot.
fn parts<'x>(layout: &Layout<'_>, number: u32, text: &'x str) -> impl Iterator<Item = &'x str> {
    let places = layout.table().envelopes().iter().flat_map(|envelope| envelope.code().places().iter());
    let places = places.filter(move |place| place.slots().iter().any(|slot| slot == number));
    places.filter_map(move |place| value_within(&place, text))
}
