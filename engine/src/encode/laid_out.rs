//! The headers and the body of a response, laid out by its encode plan.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::piece::PlanValue;
use super::plan::{Assignment, Plan};
use crate::location::{Embedded, ITEM, PARENT_NAME, Segment, each_segment, segments};
use crate::table::{EmbeddedText, Table};

impl<'t, P: PlanValue<'t>> Plan<'t, P> {
    fn header_name(&self, slot: u32) -> Option<&'t str> {
        let place = (slot as usize).checked_sub(self.layout.slots())?;
        self.table?.headers().get(place)
    }

    /// Returns the path of a slot whose value is the name of a member; it is empty for the name of a sub-error.
    fn name_path(&self, slot: u32) -> Option<Vec<Segment<'t>>> {
        let location = self.layout.location(slot).filter(|_| self.is_name(slot));
        location.map(segments)
    }

    /// Returns `true` if the value of a slot is the name of a member.
    fn is_name(&self, slot: u32) -> bool {
        self.layout.location(slot).is_some_and(|location| location.ends_with("~#") && location != PARENT_NAME)
    }

    /// Returns the name of the sub-error.
    pub fn detail_name(&self) -> Option<&P> {
        let is_own =
            |assignment: &&Assignment<'t, P>| self.name_path(assignment.slot).is_some_and(|path| path.is_empty());
        self.assignments.iter().find(is_own).map(|assignment| &assignment.piece)
    }

    /// Returns the name of the member or element that encloses the sub-error.
    pub fn detail_parent(&self) -> Option<&P> {
        let is_parent = |assignment: &&Assignment<'t, P>| self.layout.location(assignment.slot) == Some(PARENT_NAME);
        self.assignments.iter().find(is_parent).map(|assignment| &assignment.piece)
    }

    /// Returns the headers that have a value.
    pub fn headers(&self) -> impl Iterator<Item = (&'t str, &P)> {
        let written = self.assignments.iter().filter(|assignment| !self.absent.contains(&assignment.slot));
        written.filter_map(|assignment| Some((self.header_name(assignment.slot)?, &assignment.piece)))
    }

    /// Returns the segment that replaces a `*`: the index of an element, or the name of an XML element.
    fn star(&self, element: usize) -> Cow<'static, str> {
        match (self.is_xml, element) {
            (false, 0) => Cow::Borrowed("0"),
            (false, _) => Cow::Owned(element.to_string()),
            (true, 0) => Cow::Borrowed(ITEM),
            (true, _) => Cow::Owned([ITEM, &element.to_string()].concat()),
        }
    }

    /// Returns the body and the names that replace a `*`; `None` if one of them is not known. The body omits the slots that conditions
    /// require to be absent.
    pub fn lay_out(mut self) -> Option<(Option<P::Body>, StarNames<'t>)> {
        let names = self.star_names()?;
        let mut body = None;
        for (path, _) in &names.named {
            body = Some(P::empty_object().set(body, &names.filled(path.clone()), &names.other));
        }
        let root = if self.is_xml { self.root() } else { None };
        for assignment in core::mem::take(&mut self.assignments) {
            let is_in_root = || {
                let is_own = |root: &Segment<'t>| self.root_of(&assignment).is_none_or(|own| own == *root);
                root.as_ref().is_none_or(is_own)
            };
            if !self.is_name(assignment.slot) && !self.absent.contains(&assignment.slot) && is_in_root() {
                body = self.set(body, assignment, &names, root.as_ref());
            }
        }
        Some((body, names))
    }

    /// Returns the root of the body. A document of XML has one, and a field may be in that of another envelope: the values of the own
    /// envelope are planned last.
    fn root(&self) -> Option<Segment<'t>> {
        self.assignments.iter().rev().find_map(|assignment| self.root_of(assignment))
    }

    /// Returns the root in which a value is; `None` for one outside of the body, and for one in any root.
    fn root_of(&self, assignment: &Assignment<'t, P>) -> Option<Segment<'t>> {
        let location = self.layout.location(assignment.slot).filter(|location| *location != PARENT_NAME)?;
        each_segment(location).next().filter(|segment| matches!(segment, Segment::Name(_)))
    }

    /// Returns the names that replace a `*`: those that are values. `None` if one of them is not known.
    fn star_names(&self) -> Option<StarNames<'t>> {
        let mut named = Vec::new();
        for assignment in &self.assignments {
            let Some(path) = self.name_path(assignment.slot).filter(|path| !path.is_empty()) else { continue };
            if !named.iter().any(|(other, _)| *other == path) {
                named.push((path, assignment.piece.text()?.into_owned()));
            }
        }
        Some(StarNames { named, other: self.star(0) })
    }

    /// Returns a body with a value set at its location, in which names replace each `*`, and the root a `*` in its place.
    fn set(
        &self,
        body: Option<P::Body>,
        assignment: Assignment<'t, P>,
        names: &StarNames<'t>,
        root: Option<&Segment<'t>>,
    ) -> Option<P::Body> {
        let Assignment { slot, piece, element, below, .. } = assignment;
        // A header has no location in the body, and a parent is outside of it.
        let Some(location) = self.layout.location(slot).filter(|it| *it != PARENT_NAME) else { return body };
        let star =
            |path: &[Segment<'t>]| if path.contains(&Segment::Any) { self.star(element) } else { Cow::Borrowed("") };
        let mut path = each_segment(location);
        // Most values are members of the body.
        if let (Some(only), None, true) = (path.next(), path.next(), below.is_empty() && names.named.is_empty()) {
            let path = [only];
            return Some(piece.set(body, &path, &star(&path)));
        }
        let mut path = names.filled(each_segment(location).chain(below).collect());
        if let (Some(first @ Segment::Any), Some(root)) = (path.first_mut(), root) {
            *first = root.clone();
        }
        Some(piece.set(body, &path, &star(&path)))
    }
}

/// The names that replace a `*` in the locations of a body.
#[derive(Debug, Clone)]
pub struct StarNames<'t> {
    /// The paths to the members whose names are values, with these.
    named: Vec<(Vec<Segment<'t>>, String)>,
    /// The name where none is a value.
    other: Cow<'static, str>,
}

impl<'t> StarNames<'t> {
    /// Returns a path in which each `*` has its name, if that is a value.
    #[must_use]
    pub fn filled(&self, mut path: Vec<Segment<'t>>) -> Vec<Segment<'t>> {
        let has_name = |(named, _): &&(Vec<Segment<'t>>, String)| {
            named.last() == Some(&Segment::Any) && path.get(..named.len()) == Some(named.as_slice())
        };
        let places: Vec<(usize, String)> =
            self.named.iter().filter(has_name).map(|(named, name)| (named.len() - 1, name.clone())).collect();
        for (place, name) in places {
            if let Some(segment) = path.get_mut(place) {
                *segment = Segment::Name(Cow::Owned(name));
            }
        }
        path
    }

    /// Returns the name of a `*` where none is a value.
    #[must_use]
    pub fn other(&self) -> &str {
        &self.other
    }
}

impl<'t, P: PlanValue<'t>> Plan<'t, P> {
    /// Plans the texts in which values are, each as one value. A text may be in another one, which is before it.
    pub(super) fn embed(&mut self, table: &'t Table<'t>) {
        if !table.has_embedded() {
            return;
        }
        for text in table.embedded().iter().rev() {
            let Some(inside) = self.inside(text) else { continue };
            let body = inside.lay_out().and_then(|(body, _)| body);
            self.assignments.push(Assignment::new(text.outer(), P::embed(text.kind(), body)));
        }
    }

    /// Returns the plan of the values in a text; `None` if there are none.
    fn inside(&self, text: EmbeddedText<'t>) -> Option<Self> {
        let mut plan = Plan::new(text.layout());
        plan.is_xml = text.kind() == Embedded::Xml;
        plan.absent = self.absent.iter().filter_map(|slot| text.own_slot(*slot)).collect();
        let inside = self.assignments.iter().filter_map(|assignment| {
            let slot = text.own_slot(assignment.slot)?;
            (!self.absent.contains(&assignment.slot)).then(|| Assignment { slot, ..assignment.clone() })
        });
        plan.assignments = inside.collect();
        (!plan.assignments.is_empty()).then_some(plan)
    }
}
