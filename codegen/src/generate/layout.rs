//! The layout: the tree by which the values of a body are found.
//!
//! The locations of the table become a tree with one node per prefix. Where `*` stands beside names, the tree alone would have two ways to go:
//!
//! ```text
//!    /errors/*/code            "errors" ── any ── "code" (slot 0)
//!    /errors/0/id                     └─── "0" ── "id"   (slot 1)
//! ```
//!
//! so a node of the result stands for a *set* of such prefixes (the powerset construction of automata), and the way
//! that `*` leads is part of every named one:
//!
//! ```text
//!    "errors" ── any ── "code" (slot 0)
//!           └─── "0" ─┬ "code" (slot 0)
//!                     └ "id"   (slot 1)
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::slots::Slots;
use crate::model::{Location, Segment};

/// Leads nowhere.
pub(super) const NOWHERE: u16 = u16::MAX;

/// The tree by which slots are found; node 0 is the root.
pub(super) struct Layout {
    pub(super) nodes: Vec<Node>,
    /// Whether the tree has more nodes than can be numbered, so that some are missing.
    pub(super) exceeded: bool,
}

/// A node of a [`Layout`].
#[derive(Default)]
pub(super) struct Node {
    /// Where members lead, by name.
    pub(super) members: BTreeMap<String, u16>,
    /// Where everything else leads.
    pub(super) any: Option<u16>,
    /// The slots of the value.
    pub(super) values: Vec<u16>,
    /// The slots of its name.
    pub(super) names: Vec<u16>,
}

impl Node {
    /// The members whose names are indices.
    pub(super) fn elements(&self) -> Vec<(u32, u16)> {
        let indices = self.members.iter().filter_map(|(name, to)| canonical_index(name).map(|index| (index, *to)));
        let mut elements: Vec<_> = indices.collect();
        elements.sort_unstable();
        elements
    }
}

/// The index of an array that a name is: digits without a leading zero.
fn canonical_index(name: &str) -> Option<u32> {
    let index: u32 = name.parse().ok()?;
    (index.to_string() == name).then_some(index)
}

impl Layout {
    /// The tree of these locations.
    pub(super) fn new(slots: &Slots<'_>) -> Self {
        let mut branches = Branches::new();
        for (number, location) in slots.body().iter().enumerate() {
            if let (Location::Body { path, name }, Ok(slot)) = (location, u16::try_from(number)) {
                branches.insert(path, slot, *name);
            }
        }
        for list in slots.lists() {
            let end = branches.reach(list);
            branches.child(end, &first_element());
        }
        branches.merge()
    }

    /// The node of the first element of the list that stands there.
    pub(super) fn first_element(&self, list: &[Segment]) -> u16 {
        let mut at = 0;
        for segment in list.iter().chain([&first_element()]) {
            let node = self.nodes.get(usize::from(at));
            let next = node.and_then(|node| match segment {
                Segment::Any => node.any,
                Segment::Name(name) => node.members.get(name).copied().or(node.any),
            });
            match next {
                Some(next) => at = next,
                None => return NOWHERE,
            }
        }
        at
    }
}

fn first_element() -> Segment {
    Segment::Name("0".to_owned())
}

/// The tree before its `*` are merged. Branch 0 is the root.
struct Branches(Vec<Branch>);

/// A prefix of some locations.
#[derive(Default)]
struct Branch {
    next: BTreeMap<Segment, usize>,
    values: Vec<u16>,
    names: Vec<u16>,
}

/// The branches that a node of the result stands for.
type Set = BTreeSet<usize>;

impl Branches {
    fn new() -> Self {
        Self(vec![Branch::default()])
    }

    fn insert(&mut self, path: &[Segment], slot: u16, name: bool) {
        let end = self.reach(path);
        if let Some(branch) = self.0.get_mut(end) {
            let slots = if name { &mut branch.names } else { &mut branch.values };
            slots.push(slot);
        }
    }

    /// The branch at the end of a path.
    fn reach(&mut self, path: &[Segment]) -> usize {
        path.iter().fold(0, |at, segment| self.child(at, segment))
    }

    fn child(&mut self, at: usize, segment: &Segment) -> usize {
        let new = self.0.len();
        let Some(branch) = self.0.get_mut(at) else { return 0 };
        let child = *branch.next.entry(segment.clone()).or_insert(new);
        if child == new {
            self.0.push(Branch::default());
        }
        child
    }

    /// The tree with one way for every text.
    fn merge(&self) -> Layout {
        let mut merge = Merge::default();
        merge.number(Set::from([0]));
        let mut nodes = Vec::new();
        while let Some(set) = merge.sets.get(nodes.len()).cloned() {
            nodes.push(self.node(&set, &mut merge));
        }
        Layout { nodes, exceeded: merge.exceeded }
    }

    fn node(&self, set: &Set, merge: &mut Merge) -> Node {
        let branches: Vec<&Branch> = set.iter().filter_map(|at| self.0.get(*at)).collect();
        let anywhere: Set = branches.iter().filter_map(|branch| branch.next.get(&Segment::Any).copied()).collect();
        let mut members: BTreeMap<&String, Set> = BTreeMap::new();
        for (segment, child) in branches.iter().flat_map(|branch| &branch.next) {
            if let Segment::Name(name) = segment {
                members.entry(name).or_insert_with(|| anywhere.clone()).insert(*child);
            }
        }
        let mut node = Node {
            members: members.into_iter().map(|(name, set)| (name.clone(), merge.number(set))).collect(),
            any: (!anywhere.is_empty()).then(|| merge.number(anywhere)),
            values: branches.iter().flat_map(|branch| &branch.values).copied().collect(),
            names: branches.iter().flat_map(|branch| &branch.names).copied().collect(),
        };
        node.values.sort_unstable();
        node.names.sort_unstable();
        node
    }
}

/// The nodes of the result as they are found.
#[derive(Default)]
struct Merge {
    sets: Vec<Set>,
    numbers: HashMap<Set, u16>,
    exceeded: bool,
}

impl Merge {
    /// The node that stands for this set.
    fn number(&mut self, set: Set) -> u16 {
        if let Some(number) = self.numbers.get(&set) {
            return *number;
        }
        match u16::try_from(self.sets.len()) {
            Ok(number) if number != NOWHERE => {
                self.sets.push(set.clone());
                self.numbers.insert(set, number);
                number
            }
            _ => {
                self.exceeded = true;
                NOWHERE
            }
        }
    }
}
