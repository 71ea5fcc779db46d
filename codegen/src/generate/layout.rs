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
        for (number, (location, _)) in slots.body().iter().enumerate() {
            if let (Location::Body { path, name }, Ok(slot)) = (*location, u16::try_from(number)) {
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

#[cfg(test)]
mod tests {
    use super::{Layout, NOWHERE, Node};
    use crate::generate::slots::Slots;
    use crate::model::{Field, Location, Place, Segment, Type, Unit, ValueSource};

    fn path(text: &str) -> Vec<Segment> {
        let segment = |name: &str| if name == "*" { Segment::Any } else { Segment::Name(name.to_owned()) };
        text.split('/').skip(1).map(segment).collect()
    }

    fn field(text: &str) -> Field {
        let plain = text.trim_end_matches("~#");
        let location = Location::Body { path: path(plain), name: plain != text };
        let place = Place {
            locations: vec![location],
            with: String::new(),
            templates: Vec::new(),
            unit: Unit::Seconds,
            read_only: false,
        };
        Field {
            name: text.to_owned(),
            ident: String::new(),
            ty: Type::String,
            source: ValueSource { places: vec![place] },
            parameter: false,
            required: false,
            separator: None,
            values: Vec::new(),
            description: None,
        }
    }

    fn layout(locations: &[&str]) -> Layout {
        let fields: Vec<Field> = locations.iter().map(|location| field(location)).collect();
        Layout::new(&Slots::of_detail(&fields))
    }

    /// The node to which a text of this shape leads.
    fn walk<'l>(layout: &'l Layout, text: &str) -> Option<&'l Node> {
        path(text).iter().try_fold(layout.nodes.first()?, |node, segment| {
            let Segment::Name(name) = segment else { return None };
            layout.nodes.get(usize::from(node.members.get(name).copied().or(node.any)?))
        })
    }

    fn values(layout: &Layout, text: &str) -> Vec<u16> {
        walk(layout, text).map(|node| node.values.clone()).unwrap_or_default()
    }

    #[test]
    fn a_star_leads_through_its_named_siblings() {
        let layout = layout(&["/errors/*/code", "/errors/0/id", "/errors/0"]);
        assert_eq!(values(&layout, "/errors/0/code"), [0]);
        assert_eq!(values(&layout, "/errors/0/id"), [1]);
        assert_eq!(values(&layout, "/errors/0"), [2]);
        assert_eq!(values(&layout, "/errors/1/code"), [0]);
        assert_eq!(values(&layout, "/errors/1/id"), []);
        let list = walk(&layout, "/errors").map(Node::elements).unwrap_or_default();
        assert_eq!(list.len(), 1);
    }

    #[test]
    fn stars_meet() {
        let layout = layout(&["/*/b/*", "/a/*/c", "/*/*/d"]);
        assert_eq!(values(&layout, "/a/b/c"), [0, 1]);
        assert_eq!(values(&layout, "/x/b/c"), [0]);
        assert_eq!(values(&layout, "/a/x/c"), [1]);
        assert_eq!(values(&layout, "/a/b/d"), [0, 2]);
        assert_eq!(values(&layout, "/x/y/d"), [2]);
    }

    #[test]
    fn names_stand_beside_values() {
        let layout = layout(&["/*~#", "/*", "", "/itemNotFound/message"]);
        let node = walk(&layout, "/itemNotFound");
        assert_eq!(node.map(|node| (node.names.clone(), node.values.clone())), Some((vec![0], vec![1])));
        assert_eq!(values(&layout, ""), [2]);
    }

    #[test]
    fn only_plain_digits_are_an_index() {
        let layout = layout(&["/0", "/10", "/2", "/01", "/-1", "/4294967296"]);
        let indices: Vec<u32> =
            layout.nodes.first().map(Node::elements).unwrap_or_default().iter().map(|it| it.0).collect();
        assert_eq!(indices, [0, 2, 10]);
    }

    #[test]
    fn an_element_that_is_not_there_leads_nowhere() {
        assert_eq!(layout(&["/a"]).first_element(&path("/a")), NOWHERE);
        assert_ne!(layout(&["/a/*/b"]).first_element(&path("/a")), NOWHERE);
    }
}
