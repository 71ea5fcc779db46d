//! The content of XML elements: elements that repeat, and elements as JSON.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::charset::Charset;
use crate::escape::xml::{content_reader, push_reference, unescape};
use crate::json::escape;
use crate::kind::Kind;

/// An element in the content of another. The ranges are those of bytes in the content.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Markup {
    /// The name, without prefix.
    pub(super) name: Range<usize>,
    /// The content.
    pub(super) content: Range<usize>,
    /// The kind of the content.
    pub(super) kind: Kind,
}

/// The content of an element, as far as it has been read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Content {
    pub(super) start: usize,
    pub(super) has_elements: bool,
    pub(super) has_text: bool,
}

impl Content {
    pub(super) fn starting_at(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    /// Returns the kind of the content. Nested elements without text are not a text.
    pub(super) fn kind(self) -> Kind {
        if self.has_elements && !self.has_text { Kind::Elements } else { Kind::Xml }
    }

    /// Takes note of a piece of text.
    pub(super) fn add_text(&mut self, piece: &Event<'_>) {
        self.has_text |= match piece {
            Event::Text(text) => !text.trim().is_empty(),
            Event::CData(text) => !text.trim().is_empty(),
            Event::GeneralRef(_) => true,
            _ => false,
        };
    }
}

/// Returns the position of a reader.
pub(super) fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Returns the byte range of a part of a text.
pub(super) fn range_in(text: &str, part: &str) -> Range<usize> {
    // The part is a slice of the text, so its offset is the distance of the two pointers.
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    match text.get(start..start.saturating_add(part.len())) {
        Some(found) if found == part => start..start + part.len(),
        _ => 0..0,
    }
}

/// Returns the contents of the elements that repeat in a range of a body: it begins in the content of the first, and ends with that of the
/// last.
pub(super) fn repeated(body: &[u8], range: Range<usize>, charset: Charset) -> Vec<Markup> {
    let text = charset.masked(body.get(range.clone()).unwrap_or_default());
    let mut siblings = Siblings::new(&text);
    // An empty element such as `<a/>` has no end tag in the range.
    let tag = charset.decode(body.get(start_tag(body, charset, range.start)).unwrap_or_default());
    if tag.ends_with("/>")
        && let Ok(Event::Empty(first)) = Reader::from_str(&tag).read_event()
    {
        let (local, mut found) = (first.local_name(), siblings.read());
        found.retain(|element| text.get(element.name.clone()) == Some(local.as_ref()));
        found.insert(0, Markup { name: 0..0, content: 0..0, kind: Kind::Xml });
        return scale(found, charset);
    }
    siblings.current = Some((0..0, Content::default()));
    let mut found = siblings.read();
    if let Some(first) = found.first() {
        let name = text.get(first.name.clone()).unwrap_or_default();
        found.retain(|element| text.get(element.name.clone()) == Some(name));
    }
    scale(found, charset)
}

/// Returns the elements of a content.
pub(super) fn children(raw: &[u8], charset: Charset) -> Vec<Markup> {
    scale(Siblings::new(&charset.masked(raw)).read(), charset)
}

/// Returns elements of a masked text with their ranges in the body.
fn scale(mut elements: Vec<Markup>, charset: Charset) -> Vec<Markup> {
    let width = charset.width();
    for element in &mut elements {
        for range in [&mut element.name, &mut element.content] {
            *range = range.start * width..range.end * width;
        }
    }
    elements
}

/// A reader of elements that are not nested in each other.
struct Siblings<'x> {
    text: &'x str,
    found: Vec<Markup>,
    /// The name and the content of the open element.
    current: Option<(Range<usize>, Content)>,
    depth: usize,
}

impl<'x> Siblings<'x> {
    fn new(text: &'x str) -> Self {
        Self { text, found: Vec::new(), current: None, depth: 0 }
    }

    fn read(mut self) -> Vec<Markup> {
        let mut reader = Reader::from_str(self.text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            let before = position(&reader);
            match reader.read_event() {
                Ok(Event::Start(start)) => self.start(&start, position(&reader)),
                Ok(Event::Empty(start)) => {
                    let after = position(&reader);
                    self.start(&start, after);
                    self.end("", after);
                }
                Ok(Event::End(end)) => self.end(end.local_name().as_ref(), before),
                Ok(Event::Eof) | Err(_) => {
                    self.depth = 0;
                    self.end("", self.text.len());
                    return self.found;
                }
                Ok(event) => {
                    if let (0, Some((_, content))) = (self.depth, &mut self.current) {
                        content.add_text(&event);
                    }
                }
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, after: usize) {
        match &mut self.current {
            Some((_, content)) => {
                content.has_elements = true;
                self.depth += 1;
            }
            None => {
                let name = range_in(self.text, start.local_name().as_ref());
                self.current = Some((name, Content::starting_at(after)));
            }
        }
    }

    fn end(&mut self, name: &str, before: usize) {
        if self.depth > 0 {
            self.depth -= 1;
        } else if let Some((own, content)) = self.current.take() {
            // The start of the first element may be outside the text.
            let name = if own.is_empty() { range_in(self.text, name) } else { own };
            self.found.push(Markup { name, content: content.start..before, kind: content.kind() });
        }
    }
}

/// Returns the byte range of the start tag of the element whose content begins at byte `at`.
pub(super) fn start_tag(body: &[u8], charset: Charset, at: usize) -> Range<usize> {
    let width = charset.width();
    let before = body.get(..at).unwrap_or_default();
    // No attribute has a `<`.
    let length = before.rchunks(width).position(|unit| charset.opens_tag(unit));
    length.and_then(|length| at.checked_sub((length + 1) * width)).unwrap_or(at)..at
}

/// Returns the elements in a range of a body as JSON: a text as a string, one with attributes or nested elements as an object. Elements
/// that repeat are an array.
pub(super) fn markup_json(body: &[u8], range: Range<usize>, charset: Charset) -> String {
    let all = repeated(body, range.clone(), charset);
    let mut json: Vec<String> = Vec::with_capacity(all.len());
    for Markup { content, .. } in all {
        let (start, end) = (range.start + content.start, range.start + content.end);
        let tag = charset.decode(body.get(start_tag(body, charset, start)).unwrap_or_default());
        let object = match Reader::from_str(&tag).read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => Object::of(&tag),
            _ => Object::default(),
        };
        json.push(element_json(object, &charset.decode(body.get(start..end).unwrap_or_default())));
    }
    match json.as_slice() {
        [only] => only.clone(),
        several => ["[", &several.join(","), "]"].concat(),
    }
}

/// Returns the JSON of an element with these attributes and this content.
fn element_json(mut content: Object, text: &str) -> String {
    let (marks, mut reader) = content_reader(text);
    content.text.push_str(marks);
    let mut open: Vec<(String, Object)> = Vec::new();
    loop {
        let (event, innermost) = (reader.read_event(), open.last_mut().map_or(&mut content, |(_, object)| object));
        match event {
            Ok(Event::Start(start)) => open.push((start.local_name().as_ref().to_string(), Object::of(&start))),
            Ok(Event::Empty(start)) => innermost.add(start.local_name().as_ref(), Object::of(&start).json()),
            Ok(Event::End(_)) => {
                let Some((name, object)) = open.pop() else { break };
                open.last_mut().map_or(&mut content, |(_, object)| object).add(&name, object.json());
            }
            Ok(Event::Text(piece)) => innermost.text.push_str(&piece),
            Ok(Event::CData(piece)) => innermost.text.push_str(&piece),
            Ok(Event::GeneralRef(name)) => push_reference(&mut innermost.text, &name),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    content.json()
}

/// The JSON object of an element.
#[derive(Default)]
struct Object {
    members: Vec<(String, Vec<String>)>,
    /// The places of the members by name.
    places: BTreeMap<String, usize>,
    text: String,
}

impl Object {
    /// Creates the object of an element with the element's attributes.
    fn of(start: &BytesStart<'_>) -> Self {
        let mut object = Self::default();
        for attribute in start.attributes().with_checks(false).flatten() {
            let mut json = String::new();
            escape(&unescape(Cow::Borrowed(&*attribute.value)), &mut json);
            object.add(&["@", attribute.key.local_name().into_inner()].concat(), json);
        }
        object
    }

    fn add(&mut self, name: &str, json: String) {
        let place = *self.places.entry(name.to_string()).or_insert(self.members.len());
        match self.members.get_mut(place) {
            Some((_, values)) => values.push(json),
            None => self.members.push((name.to_string(), alloc::vec![json])),
        }
    }

    fn json(mut self) -> String {
        let mut out = String::new();
        let text = self.text.trim().to_string();
        if self.members.is_empty() {
            escape(&text, &mut out);
            return out;
        }
        if !text.is_empty() {
            let mut json = String::new();
            escape(&text, &mut json);
            self.add("", json);
        }
        for (number, (name, values)) in self.members.iter().enumerate() {
            out.push(if number == 0 { '{' } else { ',' });
            escape(name, &mut out);
            out.push(':');
            match values.as_slice() {
                [only] => out.push_str(only),
                several => out.push_str(&["[", &several.join(","), "]"].concat()),
            }
        }
        out.push('}');
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(raw: &str, elements: Vec<Markup>) -> Vec<(&str, &str, Kind)> {
        let part = |range: Range<usize>| raw.get(range).unwrap_or_default();
        elements.into_iter().map(|element| (part(element.name), part(element.content), element.kind)).collect()
    }

    #[test]
    fn elements_that_repeat_are_found_again() {
        let raw = "one</E><x><E>no</E></x><E/><p:E a='1'><y/></p:E><E>f<b/></E><E>cut";
        let expected = [
            ("E", "one", Kind::Xml),
            ("E", "", Kind::Xml),
            ("E", "<y/>", Kind::Elements),
            ("E", "f<b/>", Kind::Xml),
            ("E", "cut", Kind::Xml),
        ];
        assert_eq!(parts(raw, repeated(raw.as_bytes(), 0..raw.len(), Charset::Utf8)), expected);
        assert_eq!(parts("a &b", repeated(b"a &b", 0..4, Charset::Utf8)), [("", "a &b", Kind::Xml)]);
        let raw = "t<a>1</a><b/>";
        assert_eq!(parts(raw, children(raw.as_bytes(), Charset::Utf8)), [("a", "1", Kind::Xml), ("b", "", Kind::Xml)]);
    }

    #[test]
    fn elements_are_json() {
        let json = |raw: &str| markup_json(raw.as_bytes(), 0..raw.len(), Charset::Utf8);
        assert_eq!(json(" a &lt; b "), r#""a < b""#);
        assert_eq!(
            json("<a>1</a><b c='2'>x</b><a/><d><e>5</e></d>"),
            r#"{"a":["1",""],"b":{"@c":"2","":"x"},"d":{"e":"5"}}"#
        );
        assert_eq!(json("x</E><E><a>1</a>"), r#"["x",{"a":"1"}]"#);
        let body = "<r><a>1</a><E k='v > w'>x</E></r>";
        assert_eq!(markup_json(body.as_bytes(), 24..25, Charset::Utf8), r#"{"@k":"v > w","":"x"}"#);
    }

    #[test]
    fn elements_that_repeat_do_not_overlap() {
        for piece in ["<E>x</E>", "<E/>", "<E><E>", "</E>", "<E a='<'>", "<E><![CDATA[", "<F><E></F>"] {
            let raw = ["x</E>", &piece.repeat(2_000)].concat();
            let mut at = 0;
            for element in repeated(raw.as_bytes(), 0..raw.len(), Charset::Utf8) {
                assert!(element.content.start >= at && element.content.end <= raw.len(), "{piece}");
                at = element.content.end;
            }
        }
    }
}
