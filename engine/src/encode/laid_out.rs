//! The headers and the body of a response, laid out by its encode plan.

use alloc::borrow::Cow;
use alloc::string::ToString;
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
        self.named(|path| path.is_empty())
    }

    /// Returns the name of the member or element that encloses the sub-error.
    pub fn detail_parent(&self) -> Option<&P> {
        let is_parent = |assignment: &&Assignment<'t, P>| self.layout.location(assignment.slot) == Some(PARENT_NAME);
        self.assignments.iter().find(is_parent).map(|assignment| &assignment.piece)
    }

    /// Returns the value that is the name of a member.
    fn named(&self, is_wanted: impl Fn(&[Segment<'_>]) -> bool) -> Option<&P> {
        let is_name =
            |assignment: &&Assignment<'t, P>| self.name_path(assignment.slot).is_some_and(|path| is_wanted(&path));
        self.assignments.iter().find(is_name).map(|assignment| &assignment.piece)
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

    /// Returns the body and the name that replaces a `*`; `None` if that name is not known. The body omits the slots that conditions
    /// require to be absent.
    pub fn lay_out(mut self) -> Option<(Option<P::Body>, Cow<'static, str>)> {
        let has_names = self.assignments.iter().any(|assignment| self.is_name(assignment.slot));
        let (mut body, mut name) = (None, None);
        if has_names {
            if let Some(known) = self.named(|path| !path.is_empty()) {
                name = Some(Cow::Owned(known.text()?.into_owned()));
            }
            let star = name.clone().unwrap_or_else(|| self.star(0));
            let paths = self.assignments.iter().filter_map(|assignment| self.name_path(assignment.slot));
            for path in paths.filter(|path| !path.is_empty()) {
                body = Some(P::empty_object().set(body, &path, &star));
            }
        }
        for assignment in core::mem::take(&mut self.assignments) {
            if !self.is_name(assignment.slot) && !self.absent.contains(&assignment.slot) {
                body = self.set(body, assignment, name.as_ref());
            }
        }
        Some((body, name.unwrap_or_else(|| self.star(0))))
    }

    /// Returns a body with a value set at its location, in which `name` replaces a `*`.
    fn set(
        &self,
        body: Option<P::Body>,
        assignment: Assignment<'t, P>,
        name: Option<&Cow<'static, str>>,
    ) -> Option<P::Body> {
        let Assignment { slot, piece, element, below, .. } = assignment;
        // A header has no location in the body, and a parent is outside of it.
        let Some(location) = self.layout.location(slot).filter(|it| *it != PARENT_NAME) else { return body };
        let star = |path: &[Segment<'t>]| match name {
            _ if !path.contains(&Segment::Any) => Cow::Borrowed(""),
            Some(name) => name.clone(),
            None => self.star(element),
        };
        let mut path = each_segment(location);
        // Most values are members of the body.
        if let (Some(only), None, true) = (path.next(), path.next(), below.is_empty()) {
            let path = [only];
            return Some(piece.set(body, &path, &star(&path)));
        }
        let path: Vec<Segment<'t>> = each_segment(location).chain(below).collect();
        Some(piece.set(body, &path, &star(&path)))
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
