//! The layout: the tree that assigns the values of a body to slots.
//!
//! The locations of the table form a tree with one node for each prefix. If `*` is next to a name, two paths match the same
//! value:
//!
//! ```text
//!    /errors/*/code            "errors" ── any ── "code" (slot 0)
//!    /errors/0/id                     └─── "0" ── "id"   (slot 1)
//! ```
//!
//! A node of the layout therefore represents a *set* of prefixes (the powerset construction of automata theory). The nodes of a
//! named path contain those of the path through `*`, so that every value has one path:
//!
//! ```text
//!    "errors" ── any ── "code" (slot 0)
//!           └─── "0" ─┬ "code" (slot 0)
//!                     └ "id"   (slot 1)
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap};

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{ElementRow, LayoutRow, MemberRow, NONE, NodeRow};

use super::slots::Slots;
use crate::model::{Location, Segment};

/// The most nodes of a layout. Many `*` next to names can produce far more nodes than there are locations.
pub(super) const MOST_NODES: usize = 60_000;

/// The tree that assigns values to slots. Node 0 is the root.
pub(super) struct Layout {
    pub(super) nodes: Vec<Node>,
    /// `true` if the tree exceeds [`MOST_NODES`], so that nodes are missing.
    pub(super) exceeded: bool,
}

/// A node of a [`Layout`].
#[derive(Default)]
pub(super) struct Node {
    /// The nodes of named members.
    pub(super) members: BTreeMap<String, u32>,
    /// The node of every other member or element.
    pub(super) any: Option<u32>,
    /// The slots of the value.
    pub(super) values: Vec<u32>,
    /// The slots of the name of the value.
    pub(super) names: Vec<u32>,
}

impl Node {
    /// Returns the members whose names are indices.
    pub(super) fn elements(&self) -> Vec<(u32, u32)> {
        let indices = self.members.iter().filter_map(|(name, to)| canonical_index(name).map(|index| (index, *to)));
        let mut elements: Vec<_> = indices.collect();
        elements.sort_unstable();
        elements
    }
}

/// Returns the array index that a name represents: digits without a leading zero.
fn canonical_index(name: &str) -> Option<u32> {
    let index: u32 = name.parse().ok()?;
    (index.to_string() == name).then_some(index)
}

impl Layout {
    /// Creates the tree of all locations in a body.
    pub(super) fn new(slots: &Slots<'_>) -> Self {
        let mut branches = Branches::new();
        for (number, (location, _)) in slots.body().iter().enumerate() {
            if let Ok(slot) = u32::try_from(number) {
                branches.insert(location, slot);
            }
        }
        for list in slots.lists() {
            let end = branches.reach(list);
            branches.child(end, &first_element());
        }
        branches.merge()
    }

    /// Returns the node of the first element of a list.
    pub(super) fn first_element(&self, list: &[Segment]) -> Option<u32> {
        self.node_of(list.iter().chain([&first_element()]))
    }

    /// Returns the node of a path.
    pub(super) fn node_of<'p>(&self, path: impl IntoIterator<Item = &'p Segment>) -> Option<u32> {
        let mut at = 0;
        for segment in path {
            let node = self.nodes.get(at as usize);
            let next = node.and_then(|node| match segment {
                Segment::Any => node.any,
                Segment::Name(name) => node.members.get(name).copied().or(node.any),
            });
            match next {
                Some(next) => at = next,
                None => return None,
            }
        }
        Some(at)
    }

    /// Writes the nodes. Returns the row of the layout, with the number of its root. The numbers of all other nodes count from
    /// it.
    pub(super) fn write(&self, slots: &Slots<'_>, writer: &mut ImageWriter) -> LayoutRow {
        let root = writer.next_node();
        let rows: Vec<NodeRow> = self.nodes.iter().map(|node| node.row(root, writer)).collect();
        let root = writer.add_nodes(&rows).first;
        let locations: Vec<String> = slots.written().collect();
        let locations = writer.texts(locations.iter().map(String::as_str));
        LayoutRow { root, locations, filters: slots.write_filters(writer) }
    }
}

fn first_element() -> Segment {
    Segment::Name("0".to_owned())
}

impl Node {
    fn row(&self, root: u32, writer: &mut ImageWriter) -> NodeRow {
        let members: Vec<MemberRow> =
            self.members.iter().map(|(name, to)| MemberRow { name: writer.text(name), node: root + to }).collect();
        let elements: Vec<ElementRow> =
            self.elements().into_iter().map(|(index, to)| ElementRow { index, node: root + to }).collect();
        NodeRow {
            members: writer.add_members(&members),
            elements: writer.add_elements(&elements),
            any: self.any.map_or(NONE, |any| root + any),
            values: writer.node_slots(&self.values),
            names: writer.node_slots(&self.names),
        }
    }
}

/// The tree before its paths are merged. Branch 0 is the root.
struct Branches(Vec<Branch>);

/// A prefix of some locations.
#[derive(Default)]
struct Branch {
    next: BTreeMap<Segment, usize>,
    values: Vec<u32>,
    names: Vec<u32>,
}

/// The branches that a node of the layout represents.
type BranchSet = BTreeSet<usize>;

impl Branches {
    fn new() -> Self {
        Self(vec![Branch::default()])
    }

    fn insert(&mut self, location: &Location, slot: u32) {
        let Location::Body { path, name } = location else { return };
        let end = self.reach(path);
        if let Some(branch) = self.0.get_mut(end) {
            let slots = if *name { &mut branch.names } else { &mut branch.values };
            slots.push(slot);
        }
    }

    /// Returns the branch at the end of a path, which is created if it is missing.
    fn reach(&mut self, path: &[Segment]) -> usize {
        path.iter().fold(0, |at, segment| self.child(at, segment))
    }

    /// Returns the branch of a segment, which is created if it is missing.
    fn child(&mut self, at: usize, segment: &Segment) -> usize {
        let new = self.0.len();
        let Some(branch) = self.0.get_mut(at) else { return 0 };
        let child = *branch.next.entry(segment.clone()).or_insert(new);
        if child == new {
            self.0.push(Branch::default());
        }
        child
    }

    /// Merges the paths, so that every value has one path.
    fn merge(&self) -> Layout {
        let mut merge = Merge::default();
        merge.number(BranchSet::from([0]));
        let mut nodes = Vec::new();
        while let Some(set) = merge.sets.get(nodes.len()).cloned() {
            nodes.push(self.node(&set, &mut merge));
        }
        Layout { nodes, exceeded: merge.exceeded }
    }

    /// Creates the node of a set of branches. Their children with the same name form one node, with the children of `*`.
    fn node(&self, set: &BranchSet, merge: &mut Merge) -> Node {
        let branches: Vec<&Branch> = set.iter().filter_map(|at| self.0.get(*at)).collect();
        let anywhere: BranchSet =
            branches.iter().filter_map(|branch| branch.next.get(&Segment::Any).copied()).collect();
        let mut members: BTreeMap<&String, BranchSet> = BTreeMap::new();
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

/// The state of a merge: the sets of branches, each of which is a node.
#[derive(Default)]
struct Merge {
    sets: Vec<BranchSet>,
    numbers: HashMap<BranchSet, u32>,
    exceeded: bool,
}

impl Merge {
    /// Returns the number of the node that represents a set, which is added if it is new.
    fn number(&mut self, set: BranchSet) -> u32 {
        if let Some(number) = self.numbers.get(&set) {
            return *number;
        }
        match u32::try_from(self.sets.len()) {
            Ok(number) if self.sets.len() < MOST_NODES => {
                self.sets.push(set.clone());
                self.numbers.insert(set, number);
                number
            }
            _ => {
                self.exceeded = true;
                0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Node};
    use crate::image::slots::Slots;
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

    /// Returns the node at the end of a path.
    fn walk<'l>(layout: &'l Layout, text: &str) -> Option<&'l Node> {
        path(text).iter().try_fold(layout.nodes.first()?, |node, segment| {
            let Segment::Name(name) = segment else { return None };
            layout.nodes.get(node.members.get(name).copied().or(node.any)? as usize)
        })
    }

    fn values(layout: &Layout, text: &str) -> Vec<u32> {
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
        assert_eq!(layout(&["/a"]).first_element(&path("/a")), None);
        assert_ne!(layout(&["/a/*/b"]).first_element(&path("/a")), None);
    }
}
