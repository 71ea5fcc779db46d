//! XML bodies. The path of a value is the names of the elements around it.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::groups::{Choice, Groups};
use super::markup::{Content, Markup, children, position, range_in, repeated, start_tag};
use super::slot::{Body, Slot};
use super::tree::{child, extend, keep, keep_attribute, keep_name};
use crate::json::{Syntax, SyntaxError};
use crate::kind::Kind;
use crate::table::{Layout, NodeBytes};

/// The maximum nesting of elements.
const DEPTH: usize = 128;

/// Reads an XML body, and keeps its values in `slots`. At an error, the values before it are kept. Text before the document, such as a notice of
/// PHP, is passed over, and returned as an error that is tolerated.
pub(crate) fn read_xml(
    layout: Layout<'_>,
    body: Body<'_>,
    slots: &mut [Slot],
) -> Result<Option<SyntaxError>, SyntaxError> {
    let mark = body.charset.mark(body.bytes);
    let text = body.charset.masked(body.bytes.get(mark..).unwrap_or_default());
    let read = |start: usize, slots: &mut [Slot]| {
        let begin = mark + start * body.charset.width();
        let mut scanner = XmlScanner::new(layout, body, begin..body.bytes.len(), slots);
        let result = scanner.read(text.get(start..).unwrap_or_default(), Part::Document);
        result.map_err(|(place, syntax)| SyntaxError { offset: scanner.place(place), syntax })
    };
    let Err(error) = read(0, slots) else { return Ok(None) };
    let Some(start) = document_after_text(&text) else { return Err(error) };
    slots.fill(Slot::ABSENT);
    let tolerated = SyntaxError { offset: mark, syntax: Syntax::LeadingText };
    read(start, slots).map(|()| Some(tolerated))
}

/// Returns the position of a document after other text: of its declaration, or of the first element after text without any.
fn document_after_text(text: &str) -> Option<usize> {
    let begin = text.len() - text.trim_start().len();
    let declared = text.get(begin..)?.find("<?xml ").map(|place| begin + place);
    declared.or_else(|| text.find('<')).filter(|start| *start > begin)
}

/// Reads the content of an element as the value of node `start` of `layout`, and keeps its values in `slots`.
///
/// The element has been read before as part of the body, so it is well-formed.
pub(crate) fn read_element(layout: Layout<'_>, start: u32, body: Body<'_>, element: Slot, slots: &mut [Slot]) {
    let Some(root) = layout.table().node(start) else { return };
    keep(layout, root, slots, element, body);
    // The attributes of the element itself.
    let tag = start_tag(body.bytes, body.charset, element.start);
    let text = body.charset.masked(body.bytes.get(tag.clone()).unwrap_or_default());
    let mut scanner = XmlScanner::new(layout, body, tag, slots);
    if let Ok(Event::Start(start) | Event::Empty(start)) = Reader::from_str(&text).read_event() {
        scanner.attributes(&text, root, &start);
    }
    let text = body.charset.masked(body.raw(element));
    let mut scanner = XmlScanner::new(layout, body, element.start..element.end, slots);
    scanner.root = Some(root);
    // The content is well-formed.
    let _ = scanner.read(&text, Part::Content);
}

/// Returns the elements that repeat in a slot.
pub(crate) fn repeated_elements(body: Body<'_>, slot: Slot) -> Vec<Slot> {
    let found = repeated(body.bytes, slot.start..slot.end, body.charset);
    found.into_iter().map(|element| element_at(slot.start, element).1).collect()
}

/// Returns the names and the contents of the elements within an element.
pub(crate) fn child_elements(body: Body<'_>, element: Slot) -> Vec<(Slot, Slot)> {
    let found = children(body.raw(element), body.charset);
    found.into_iter().map(|child| element_at(element.start, child)).collect()
}

/// Returns the name and the value of an attribute of an element.
pub(super) fn attribute(body: Body<'_>, element: Slot, name: &str) -> Option<(Slot, Slot)> {
    let tag = start_tag(body.bytes, body.charset, element.start);
    let text = body.charset.masked(body.bytes.get(tag.clone()).unwrap_or_default());
    let (Event::Start(start) | Event::Empty(start)) = Reader::from_str(&text).read_event().ok()? else { return None };
    let mut attributes = start.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    let slot = |part: &str| {
        let (range, width) = (range_in(&text, part), body.charset.width());
        Slot { start: tag.start + range.start * width, end: tag.start + range.end * width, kind: Kind::Xml }
    };
    match &found.value {
        Cow::Borrowed(value) => Some((slot(found.key.local_name().into_inner()), slot(value))),
        Cow::Owned(_) => None,
    }
}

/// Returns the name and the content of an element in a text that begins at byte `start`.
fn element_at(start: usize, element: Markup) -> (Slot, Slot) {
    let slot = |range: Range<usize>, kind| Slot { start: start + range.start, end: start + range.end, kind };
    (slot(element.name, Kind::Xml), slot(element.content, element.kind))
}

/// The part of a body that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The body, which has one element at its root.
    Document,
    /// The content of an element.
    Content,
}

/// An open element.
struct Open<'t> {
    node: Option<&'t NodeBytes>,
    name: Range<usize>,
    content: Content,
    /// The groups that choose one of the elements within it.
    groups: Option<Groups<'t>>,
}

struct XmlScanner<'t, 'b, 's> {
    layout: Layout<'t>,
    body: Body<'b>,
    /// The position of the text in the body.
    begin: usize,
    slots: &'s mut [Slot],
    root: Option<&'t NodeBytes>,
    /// The groups that choose one of the elements at the root.
    root_groups: Option<Groups<'t>>,
    open: Vec<Open<'t>>,
}

/// The place of an error in a text, and its kind.
type Failure = (usize, Syntax);

impl<'t, 'b, 's> XmlScanner<'t, 'b, 's> {
    fn new(layout: Layout<'t>, body: Body<'b>, range: Range<usize>, slots: &'s mut [Slot]) -> Self {
        let root = layout.root();
        Self { layout, body, begin: range.start, slots, root, root_groups: None, open: Vec::new() }
    }

    /// Returns the position in the body of a position in the text.
    fn place(&self, position: usize) -> usize {
        (self.begin + position * self.body.charset.width()).min(self.body.bytes.len())
    }

    fn slot(&self, range: Range<usize>, kind: Kind) -> Slot {
        Slot { start: self.place(range.start), end: self.place(range.end), kind }
    }

    fn read(&mut self, text: &str, part: Part) -> Result<(), Failure> {
        self.root_groups = self.root.and_then(|root| Groups::of(&self.layout, root));
        let result = self.read_events(text, part);
        // An element that is cut off is not kept, but what is in it is.
        while self.open.pop().is_some() {
            self.leave();
        }
        result
    }

    fn read_events(&mut self, text: &str, part: Part) -> Result<(), Failure> {
        if part == Part::Document && !text.trim_start().starts_with('<') {
            return Err((0, Syntax::UnexpectedCharacter));
        }
        let mut reader = Reader::from_str(text);
        let mut has_root = part == Part::Content;
        loop {
            let before = position(&reader);
            let event = reader.read_event();
            let after = position(&reader);
            match event {
                Ok(Event::Start(start) | Event::Empty(start)) if self.is_outside(part) && has_root => {
                    let _ = start;
                    return Err((before, Syntax::Trailing));
                }
                Ok(Event::Start(_) | Event::Empty(_)) if self.open.len() >= DEPTH => {
                    return Err((before, Syntax::Depth));
                }
                Ok(Event::Start(start)) => {
                    has_root = true;
                    self.start(text, &start, after);
                }
                Ok(Event::Empty(start)) => {
                    has_root = true;
                    self.start(text, &start, after);
                    self.end(after);
                }
                Ok(Event::End(_)) => self.end(before),
                Ok(Event::Eof) if self.open.is_empty() && has_root => return Ok(()),
                Ok(Event::Eof) => return Err((text.len(), Syntax::UnexpectedEnd)),
                Ok(Event::Text(piece)) if self.is_outside(part) && !piece.trim().is_empty() => {
                    return Err((before, if has_root { Syntax::Trailing } else { Syntax::LeadingText }));
                }
                Ok(piece) => {
                    if let Some(open) = self.open.last_mut() {
                        open.content.add_text(&piece);
                    }
                }
                // What is unfinished at the end is cut off.
                Err(quick_xml::Error::Syntax(_)) => return Err((text.len(), Syntax::UnexpectedEnd)),
                Err(_) => return Err((before, Syntax::UnexpectedCharacter)),
            }
        }
    }

    /// Returns `true` outside the root element of a body.
    fn is_outside(&self, part: Part) -> bool {
        part == Part::Document && self.open.is_empty()
    }

    /// Opens an element within the innermost open one.
    fn start(&mut self, text: &str, start: &BytesStart<'_>, after: usize) {
        let parent = match self.open.last_mut() {
            Some(open) => {
                open.content.has_elements = true;
                open.node
            }
            None => self.root,
        };
        let name = start.local_name();
        let range = range_in(text, name.as_ref());
        let node = parent.and_then(|parent| {
            let name = self.body.charset.decode(self.body.raw(self.slot(range.clone(), Kind::Xml)));
            child(self.layout, parent, &name)
        });
        if let Some((groups, slots)) = self.groups() {
            groups.enter(None, slots);
        }
        if let Some(node) = node {
            self.attributes(text, node, start);
        }
        let groups = node.and_then(|node| Groups::of(&self.layout, node));
        self.open.push(Open { node, name: range, content: Content::starting_at(after), groups });
    }

    /// Returns the groups that choose one of the elements within the innermost open one, and the slots.
    fn groups(&mut self) -> Option<(&mut Groups<'t>, &mut [Slot])> {
        let groups = match self.open.last_mut() {
            Some(open) => open.groups.as_mut(),
            None => self.root_groups.as_mut(),
        };
        groups.map(|groups| (groups, &mut *self.slots))
    }

    /// Leaves an element: the groups around it keep its values, or those of a better one.
    fn leave(&mut self) {
        let (layout, body) = (self.layout, self.body);
        if let Some((groups, slots)) = self.groups() {
            groups.leave(None, &layout, body, slots);
        }
    }

    fn attributes(&mut self, text: &str, node: &NodeBytes, start: &BytesStart<'_>) {
        for attribute in start.attributes().with_checks(false).flatten() {
            if let Cow::Borrowed(value) = &attribute.value {
                let value = self.slot(range_in(text, value), Kind::Xml);
                let name = attribute.key.local_name().into_inner();
                keep_attribute(self.layout, node, name, self.slots, (value, self.body));
            }
        }
    }

    /// Closes the innermost element, and keeps its content.
    fn end(&mut self, before: usize) {
        let Some(open) = self.open.pop() else { return };
        self.keep_element(&open, before);
        self.leave();
    }

    fn keep_element(&mut self, open: &Open<'t>, before: usize) {
        let Open { node: Some(node), name, content, .. } = open else { return };
        let value = self.slot(content.start..before, content.kind());
        let parent = self.open.last().map_or(0, |open| open.content.start);
        let parent = self.place(parent);
        // The range of an element goes on to the last of those that repeat it in the same element.
        extend(self.layout, node, self.slots, value, parent);
        keep(self.layout, node, self.slots, value, self.body);
        let name = self.slot(name.clone(), Kind::Xml);
        keep_name(self.layout, node, self.slots, name, self.body);
    }
}
