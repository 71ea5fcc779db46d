//! Text in XML.

use alloc::borrow::Cow;
use alloc::string::String;

#[cfg(feature = "xml")]
use quick_xml::Reader;
#[cfg(feature = "xml")]
use quick_xml::events::Event;

/// Appends a text, escaped as the content of an element or the value of an attribute.
///
/// A reader of XML makes a line feed of a carriage return, and in an attribute a blank of each of them, unless they are references. The other
/// control characters cannot be in XML at all, not even as references: they become U+FFFD.
pub(crate) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push(char::REPLACEMENT_CHARACTER),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Appends a text, escaped as the value of an attribute.
pub(crate) fn escape_attribute(text: &str, out: &mut String) {
    for piece in text.split_inclusive(['\t', '\n']) {
        let plain = piece.strip_suffix(['\t', '\n']).unwrap_or(piece);
        escape(plain, out);
        match piece.as_bytes().get(plain.len()) {
            Some(b'\t') => out.push_str("&#9;"),
            Some(_) => out.push_str("&#10;"),
            None => {}
        }
    }
}

/// Returns the text of an element or attribute. Without the feature `xml` no body is read as XML, so nothing is decoded.
#[cfg(not(feature = "xml"))]
pub(crate) fn unescape(text: Cow<'_, str>) -> Cow<'_, str> {
    text
}

/// Returns the text of an element or attribute, without nested elements and surrounding white space. The text ends where the element
/// ends.
#[cfg(feature = "xml")]
pub(crate) fn unescape(text: Cow<'_, str>) -> Cow<'_, str> {
    match untrimmed(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().into()),
    }
}

/// Returns the text of an element or attribute. Without the feature `xml` no body is read as XML, so nothing is decoded.
#[cfg(not(feature = "xml"))]
pub(crate) fn untrimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    text
}

/// Returns the text of an element or attribute, without nested elements.
#[cfg(feature = "xml")]
pub(crate) fn untrimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return text;
    }
    let (marks, mut reader) = content_reader(&text);
    let mut out = String::from(marks);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Text(piece)) if depth == 0 => out.push_str(&piece),
            Ok(Event::CData(piece)) if depth == 0 => out.push_str(&piece),
            Ok(Event::GeneralRef(name)) if depth == 0 => push_reference(&mut out, &name),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Cow::Owned(out)
}

/// Returns a reader of the content of an element, and the byte order marks at its beginning, which the reader would take away. They are text.
#[cfg(feature = "xml")]
pub(crate) fn content_reader(text: &str) -> (&str, Reader<&[u8]>) {
    let content = text.trim_start_matches('\u{feff}');
    let marks = text.get(..text.len() - content.len()).unwrap_or_default();
    (marks, Reader::from_str(content))
}

/// Appends the character of a reference. An unknown reference is kept as it is.
#[cfg(feature = "xml")]
pub(crate) fn push_reference(out: &mut String, reference: &quick_xml::events::BytesRef<'_>) {
    let name: &str = reference;
    match (reference.resolve_char_ref(), quick_xml::escape::resolve_xml_entity(name)) {
        (Ok(Some(character)), _) => out.push(character),
        (_, Some(text)) => out.push_str(text),
        _ => {
            out.push('&');
            out.push_str(name);
            out.push(';');
        }
    }
}
