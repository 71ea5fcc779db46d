//! The tree of the locations of a body, and the merge of its paths.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::slots::Slots;
use crate::model::{Location, Segment};

/// The most nodes of a layout.
pub(super) const MOST_NODES: usize = 60_000;

/// The most nodes that several branches have in common. Each `*` next to a name can double their number, so that a table of 20 lines would
/// make a program of megabytes.
const MOST_COMMON: usize = 4_000;

/// The nodes of which a layout has too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// Nodes.
    Nodes,
    /// Nodes that several branches have in common.
    Common,
}

/// The tree before its paths are merged. Branch 0 is the root. A branch has a greater number than the one it grows from.
pub(super) struct Branches(Vec<Branch>);

/// A prefix of some locations.
#[derive(Default)]
pub(super) struct Branch {
    /// The branches of the next segments. A chain leads back to the branch itself.
    pub(super) next: BTreeMap<Edge, usize>,
    /// The slots of the value.
    pub(super) values: Vec<u32>,
    /// The slots of the name of the value.
    pub(super) names: Vec<u32>,
    /// The segments that lead to the branch.
    pub(super) path: Vec<Segment>,
}

/// A step from a branch to the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    Segment(Segment),
    /// Any element of a list of errors, which is an array.
    Element,
}

/// The branches that a node of the layout represents.
pub(super) type BranchSet = BTreeSet<usize>;

/// The paths that a node of the layout represents, and the nodes of its children.
pub(super) struct MergedNode {
    pub(super) set: BranchSet,
    /// The nodes of named members.
    pub(super) members: BTreeMap<String, u32>,
    /// The node of every other member.
    pub(super) any: Option<u32>,
    /// The node of every other element.
    pub(super) any_element: Option<u32>,
}

impl Branches {
    /// Creates the tree of all locations in a body.
    pub(super) fn of(slots: &Slots<'_>) -> Self {
        let mut branches = Self(vec![Branch::default()]);
        for (slot, body) in (0..).zip(slots.body()) {
            branches.insert(&body.location, slot, slots.lists());
        }
        for list in slots.lists() {
            let end = branches.reach(list.iter().cloned().map(Edge::Segment));
            branches.child(end, Edge::Element);
        }
        branches
    }

    /// Returns a branch.
    pub(super) fn get(&self, number: usize) -> Option<&Branch> {
        self.0.get(number)
    }

    /// Returns the branches in their order.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Branch> + ExactSizeIterator {
        self.0.iter()
    }

    /// Adds a location. The first element of a list of errors stands for the one that is read.
    fn insert(&mut self, location: &Location, slot: u32, lists: &[&[Segment]]) {
        let Location::Body { path, name } = location else { return };
        if path.first() == Some(&Segment::Parent) {
            return;
        }
        let is_element = |place: usize| {
            let list = path.get(..place).unwrap_or_default();
            path.get(place) == Some(&Segment::Name("0".to_owned())) && lists.contains(&list)
        };
        let edges = path.iter().enumerate().map(|(place, segment)| match is_element(place) {
            true => Edge::Element,
            false => Edge::Segment(segment.clone()),
        });
        let end = self.reach(edges);
        if let Some(branch) = self.0.get_mut(end) {
            let slots = if *name { &mut branch.names } else { &mut branch.values };
            slots.push(slot);
        }
    }

    /// Returns the branch at the end of a path, which is created if it is missing.
    fn reach(&mut self, path: impl Iterator<Item = Edge>) -> usize {
        path.fold(0, |at, edge| self.child(at, edge))
    }

    /// Returns the next branch, which is created if it is missing.
    fn child(&mut self, at: usize, edge: Edge) -> usize {
        let new = self.0.len();
        let Some(branch) = self.0.get_mut(at) else { return 0 };
        let segment = match &edge {
            Edge::Segment(segment) => segment.clone(),
            Edge::Element => Segment::Name("0".to_owned()),
        };
        let path = branch.path.iter().cloned().chain([segment]).collect();
        let child = *branch.next.entry(edge.clone()).or_insert(new);
        if child == new {
            let mut branch = Branch { path, ..Branch::default() };
            if let Edge::Segment(Segment::Chain(_)) = edge {
                branch.next.insert(edge, new);
            }
            self.0.push(branch);
        }
        child
    }

    /// Merges the paths, so that every value has one path. Nodes are missing if there would be too many.
    pub(super) fn merge(&self) -> (Vec<MergedNode>, Option<Excess>) {
        let mut merge = Merge::default();
        merge.number(BranchSet::from([0]));
        let mut nodes = Vec::new();
        while let Some(set) = merge.sets.get(nodes.len()).cloned() {
            nodes.push(self.node(set, &mut merge));
        }
        (nodes, merge.excess)
    }

    /// Creates the node of a set of branches. Their children with the same name form one node, with the children of `*` and of
    /// selectors.
    fn node(&self, set: BranchSet, merge: &mut Merge) -> MergedNode {
        let branches = set.iter().filter_map(|at| self.0.get(*at));
        let edges: Vec<(&Edge, usize)> =
            branches.flat_map(|branch| branch.next.iter().map(|(edge, child)| (edge, *child))).collect();
        let leads_anywhere = |edge: &Edge| matches!(edge, Edge::Segment(Segment::Any | Segment::Select { .. }));
        let all = |is_wanted: &dyn Fn(&Edge) -> bool| -> BranchSet {
            edges.iter().filter(|(edge, _)| is_wanted(edge)).map(|(_, child)| *child).collect()
        };
        let any = all(&leads_anywhere);
        let any_element = all(&|edge| leads_anywhere(edge) || *edge == Edge::Element);
        let mut members: BTreeMap<&String, BranchSet> = BTreeMap::new();
        for (edge, child) in &edges {
            if let Edge::Segment(Segment::Name(name) | Segment::Chain(name)) = edge {
                members.entry(name).or_insert_with(|| any_of(name, &any, &any_element)).insert(*child);
            }
        }
        let mut number = |set: BranchSet| (!set.is_empty()).then(|| merge.number(set));
        let members = members.into_iter().filter_map(|(name, set)| Some((name.clone(), number(set)?))).collect();
        let (any, any_element) = (number(any), number(any_element));
        MergedNode { set, members, any, any_element }
    }
}

/// Returns the branches that lead to a name besides its own: those of an element, if it can be the index of one.
fn any_of(name: &str, any: &BranchSet, any_element: &BranchSet) -> BranchSet {
    if name.bytes().all(|byte| byte.is_ascii_digit()) { any_element.clone() } else { any.clone() }
}

/// The state of a merge: the sets of branches, each of which is a node.
#[derive(Default)]
struct Merge {
    sets: Vec<BranchSet>,
    numbers: HashMap<BranchSet, u32>,
    /// The number of sets of several branches.
    common: usize,
    excess: Option<Excess>,
}

impl Merge {
    /// Returns the number of the node that represents a set, which is added if it is new.
    fn number(&mut self, set: BranchSet) -> u32 {
        if let Some(number) = self.numbers.get(&set) {
            return *number;
        }
        self.common += usize::from(set.len() > 1);
        match u32::try_from(self.sets.len()) {
            Ok(number) if self.sets.len() < MOST_NODES && self.common <= MOST_COMMON => {
                self.sets.push(set.clone());
                self.numbers.insert(set, number);
                number
            }
            _ => {
                self.excess = Some(if self.common > MOST_COMMON { Excess::Common } else { Excess::Nodes });
                0
            }
        }
    }
}
