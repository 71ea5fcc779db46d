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

use std::collections::BTreeMap;

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{ElementRow, LayoutRow, MemberRow, NONE, NodeRow};

use super::branches::{Branch, Branches, Excess, MergedNode};
use super::group::{self, Groups, NodeGroup};
use super::slots::Slots;
use crate::model::Segment;
use crate::sorting::sort;

/// The tree that assigns values to slots. Node 0 is the root.
pub(super) struct Layout {
    pub(super) nodes: Vec<Node>,
    /// The nodes of which the tree has too many, so that some are missing.
    pub(super) excess: Option<Excess>,
}

/// A node of a [`Layout`].
#[derive(Default)]
pub(super) struct Node {
    /// The nodes of named members.
    pub(super) members: BTreeMap<String, u32>,
    /// The node of every other member.
    pub(super) any: Option<u32>,
    /// The node of every other element.
    pub(super) any_element: Option<u32>,
    /// The slots of the value.
    pub(super) values: Vec<u32>,
    /// The slots of the name of the value.
    pub(super) names: Vec<u32>,
    /// The groups of slots that are read from one child alone.
    pub(super) groups: Vec<NodeGroup>,
}

impl Node {
    /// Returns the members whose names are indices.
    pub(super) fn elements(&self) -> Vec<(u32, u32)> {
        let indices = self.members.iter().filter_map(|(name, to)| canonical_index(name).map(|index| (index, *to)));
        let mut elements: Vec<_> = indices.collect();
        sort(&mut elements);
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
        let branches = Branches::of(slots);
        let (merged, excess) = branches.merge();
        let groups = Groups::new(&branches, slots);
        let slots_of = |node: &MergedNode, of: fn(&Branch) -> &Vec<u32>| {
            let mut slots: Vec<u32> =
                node.set.iter().filter_map(|at| branches.get(*at)).flat_map(of).copied().collect();
            sort(&mut slots);
            slots
        };
        let node = |node: MergedNode| Node {
            values: slots_of(&node, |branch| &branch.values),
            names: slots_of(&node, |branch| &branch.names),
            groups: groups.of(&node),
            members: node.members,
            any: node.any,
            any_element: node.any_element,
        };
        Self { nodes: merged.into_iter().map(node).collect(), excess }
    }

    /// Returns the node of the elements of a list of errors.
    pub(super) fn element_of(&self, list: &[Segment]) -> Option<u32> {
        self.nodes.get(self.node_of(list)? as usize)?.any_element
    }

    /// Returns the node of a path.
    pub(super) fn node_of(&self, path: &[Segment]) -> Option<u32> {
        path.iter().try_fold(0_u32, |at, segment| {
            let node = self.nodes.get(at as usize)?;
            match segment {
                Segment::Name(name) => node.members.get(name).copied().or(node.any),
                Segment::Any | Segment::Select { .. } | Segment::Chain(_) | Segment::Parent => None,
            }
        })
    }

    /// Writes the nodes. Returns the row of the layout, with the number of its root. The numbers of all other nodes count from
    /// it.
    pub(super) fn write(&self, slots: &Slots<'_>, writer: &mut ImageWriter) -> LayoutRow {
        let root = writer.next_node();
        let rows: Vec<NodeRow> = self.nodes.iter().map(|node| node.row(root, writer)).collect();
        let root = writer.add_nodes(&rows).first;
        let locations: Vec<String> = slots.written().collect();
        let locations = writer.texts(locations.iter().map(String::as_str));
        LayoutRow {
            root,
            locations,
            filters: slots.write_filters(writer),
            parents: writer.node_slots(&slots.parents()),
        }
    }
}

impl Node {
    fn row(&self, root: u32, writer: &mut ImageWriter) -> NodeRow {
        let members: Vec<MemberRow> = self.members.iter().map(|(name, to)| writer.member(name, root + to)).collect();
        let elements: Vec<ElementRow> =
            self.elements().into_iter().map(|(index, to)| ElementRow { index, node: root + to }).collect();
        NodeRow {
            members: writer.add_members(&members),
            elements: writer.add_elements(&elements),
            any: self.any.map_or(NONE, |any| root + any),
            any_element: self.any_element.map_or(NONE, |any| root + any),
            values: writer.node_slots(&self.values),
            names: writer.node_slots(&self.names),
            groups: group::write(&self.groups, root, writer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Node};
    use crate::image::slots::Slots;
    use crate::model::{Field, Location, Place, Segment, ValueSource};

    fn path(text: &str) -> Vec<Segment> {
        let segment = |name: &str| if name == "*" { Segment::Any } else { Segment::Name(name.to_owned()) };
        text.split('/').skip(1).map(segment).collect()
    }

    fn field(text: &str) -> Field {
        let plain = text.trim_end_matches("~#");
        let location = Location::Body { path: path(plain), name: plain != text };
        Field { source: ValueSource { places: vec![Place::at(location)] }, ..Field::new(text) }
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
        assert_eq!(layout(&["/a"]).element_of(&path("/a")), None);
        assert_ne!(layout(&["/a/*/b"]).element_of(&path("/a")), None);
    }
}
