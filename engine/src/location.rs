//! Locations in a body, in the syntax of a table (a JSON Pointer, RFC 6901, with `*`, selectors and chains).

use alloc::borrow::{Cow, ToOwned};
use alloc::string::ToString;
use alloc::vec::Vec;

/// The location of the name of the member or element that encloses a gathered sub-error.
pub const PARENT_NAME: &str = "..~#";

/// The kind of a text that is a body of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Embedded {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// A form (`application/x-www-form-urlencoded`).
    Form,
    /// The query of a URL, and its fragment.
    Query,
    /// The parameters of a header: `Bearer realm="a", error="b"`.
    Parameters,
}

impl Embedded {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Json, Self::Xml, Self::Form, Self::Query, Self::Parameters];

    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Json => 0,
            Self::Xml => 1,
            Self::Form => 2,
            Self::Query => 3,
            Self::Parameters => 4,
        }
    }

    /// Returns `true` if a text of this kind has keys and values alone.
    #[must_use]
    pub fn is_pairs(self) -> bool {
        matches!(self, Self::Form | Self::Query | Self::Parameters)
    }

    /// Returns the segment of a location that reads a text as one of this kind.
    #[must_use]
    pub fn segment(self) -> &'static str {
        match self {
            Self::Json => "(json)",
            Self::Xml => "(xml)",
            Self::Form => "(form)",
            Self::Query => "(query)",
            Self::Parameters => "(parameters)",
        }
    }
}

/// A segment of a location in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment<'t> {
    /// The member of this name, or the element of this index.
    Name(Cow<'t, str>),
    /// `*`: any member or element.
    Any,
    /// `[member=value]`: the element whose member has this value.
    Select {
        /// The name of the member.
        member: Cow<'t, str>,
        /// The text of its value.
        value: Cow<'t, str>,
    },
}

/// Returns the segments of a location. A final `~#` is dropped. A chain has one segment, the name of its first object.
#[must_use]
pub fn segments(location: &str) -> Vec<Segment<'_>> {
    each_segment(location).collect()
}

/// Returns the same as an iterator.
pub(crate) fn each_segment(location: &str) -> impl Iterator<Item = Segment<'_>> {
    let pointer = location.strip_suffix("~#").unwrap_or(location);
    pointer.split('/').skip(1).map(segment)
}

fn segment(text: &str) -> Segment<'_> {
    if text == "*" {
        return Segment::Any;
    }
    let selector = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')?.split_once('='));
    match selector {
        Some((member, value)) => Segment::Select { member: unescape_segment(member), value: unescape_segment(value) },
        None => Segment::Name(unescape_segment(text.strip_suffix("**").unwrap_or(text))),
    }
}

fn unescape_segment(segment: &str) -> Cow<'_, str> {
    if segment.as_bytes().contains(&b'~') {
        let escapes = [("~4", "("), ("~3", "["), ("~2", "*"), ("~1", "/"), ("~0", "~")];
        Cow::Owned(escapes.iter().fold(segment.to_owned(), |text, (escape, plain)| text.replace(escape, plain)))
    } else {
        Cow::Borrowed(segment)
    }
}

/// Returns a path in which `names` replace the last `*`, the one before it, and so on; `0` replaces the others.
pub(crate) fn resolve<'t>(path: &[Segment<'t>], names: &[&str]) -> Vec<Segment<'t>> {
    let mut names = names.iter();
    let mut resolved: Vec<Segment<'t>> = Vec::with_capacity(path.len());
    for segment in path.iter().rev() {
        resolved.push(match segment {
            Segment::Any => Segment::Name(Cow::Owned((*names.next().unwrap_or(&"0")).to_owned())),
            other => other.clone(),
        });
    }
    resolved.reverse();
    resolved
}

/// The name of an element that is written for a `*` in XML, where an element of any name is read for one.
pub(crate) const ITEM: &str = "item";

/// Returns a path in XML in which `names` replace the last `*`, the one before it, and so on. Without a name, the last is the element
/// number `index` of several of one name.
pub(crate) fn resolve_elements<'t>(path: &[Segment<'t>], names: &[Option<&str>], index: usize) -> Vec<Segment<'t>> {
    let name_of = |name: &str| Segment::Name(Cow::Owned(name.to_owned()));
    let mut names = names.iter().copied();
    let mut is_last = true;
    let mut resolved: Vec<Segment<'t>> = Vec::with_capacity(path.len() + 1);
    for segment in path.iter().rev() {
        if *segment != Segment::Any {
            resolved.push(segment.clone());
            continue;
        }
        let name = names.next().flatten();
        if is_last && name.is_none() {
            resolved.push(name_of(&index.to_string()));
        }
        resolved.push(name_of(name.unwrap_or(ITEM)));
        is_last = false;
    }
    resolved.reverse();
    resolved
}
