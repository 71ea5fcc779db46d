//! Locations, and the sources of values that are made of them.

use std::fmt;

use errspec_engine::location::{Embedded, PARENT_NAME};
use errspec_engine::table::{Encoding, Unit};

use super::restriction::Restriction;
use super::template::Template;

/// A location in a response.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Location {
    /// A location in the body.
    Body {
        /// The segments of the pointer, unescaped.
        path: Vec<Segment>,
        /// `true` for the name of the member, `false` for its value.
        name: bool,
    },
    /// The header of this name, in lower case.
    Header(String),
    /// A location in a text that is a body of its own.
    Embedded {
        /// The location of the text.
        outer: Box<Location>,
        /// The kind of the text.
        kind: Embedded,
        /// The segments in it.
        path: Vec<Segment>,
        /// `true` for the name of the member, `false` for its value.
        name: bool,
    },
}

impl Location {
    /// Returns `true` if the location is a header, or in the text of one.
    #[must_use]
    pub fn is_in_header(&self) -> bool {
        match self {
            Self::Body { .. } => false,
            Self::Header(_) => true,
            Self::Embedded { outer, .. } => outer.is_in_header(),
        }
    }

    /// Returns `true` if a segment is `*`, so that the location has several values.
    #[must_use]
    pub fn has_star(&self) -> bool {
        match self {
            Self::Body { path, .. } => path.contains(&Segment::Any),
            Self::Header(_) => false,
            Self::Embedded { outer, path, .. } => path.contains(&Segment::Any) || outer.has_star(),
        }
    }
}

/// Writes the location as a table does.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header:{name}"),
            Self::Body { path, .. } if path.as_slice() == [Segment::Parent] => f.write_str(PARENT_NAME),
            Self::Body { path, name } => write_path(path, *name, f),
            Self::Embedded { outer, kind, path, name } => {
                write!(f, "{outer}/{}", kind.segment())?;
                write_path(path, *name, f)
            }
        }
    }
}

fn write_path(path: &[Segment], is_name: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for segment in path {
        write!(f, "/{segment}")?;
    }
    f.write_str(if is_name { "~#" } else { "" })
}

/// One segment of a JSON Pointer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Segment {
    /// The member of this name, or the element of this index.
    Name(String),
    /// `*`: any member or element.
    Any,
    /// `[member=value]`: the first element, or value of a member, whose member has this value.
    Select {
        /// The name of the member.
        member: String,
        /// The text of its value.
        value: String,
    },
    /// `..`: the member or element that encloses a gathered sub-error.
    Parent,
    /// `name**`: the member of this name, its member of the same name, and so on: the deepest of the chain.
    Chain(String),
}

/// Writes the segment as a table does.
impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::Parent => f.write_str(".."),
            Self::Chain(name) => write!(f, "{}**", escaped(name)),
            Self::Select { member, value } => write!(f, "[{}={}]", escaped(member), escaped(value)),
            Self::Name(name) if name == "*" => f.write_str("~2"),
            Self::Name(name) => match name.strip_suffix("**") {
                Some(chained) => write!(f, "{}*~2", escaped(chained)),
                None => f.write_str(&escaped_name(name)),
            },
        }
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Returns a name whose first character makes nothing else of it.
fn escaped_name(name: &str) -> String {
    let text = escaped(name);
    let first = match text.chars().next() {
        Some('*') if text.starts_with("**") => "~2",
        Some('[') => "~3",
        Some('(') => "~4",
        _ => return text,
    };
    [first, text.get(1..).unwrap_or_default()].concat()
}

/// The places from which one value is read: the first that has it counts. Without places, there is no such value.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ValueSource {
    /// The places in their order. The first that is not read-only is written.
    pub places: Vec<Place>,
}

/// One place of a [`ValueSource`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Place {
    /// One location, or several whose values are joined.
    pub locations: Vec<Location>,
    /// The text between joined values.
    pub with: String,
    /// The templates of the text around the value. Parameter 0 is the value itself.
    pub templates: Vec<Template>,
    /// The restrictions of the parameters by name; those of all others match any text. A place without a template has one if its value
    /// is restricted.
    pub parameters: Vec<(String, Restriction)>,
    /// The unit of a plain number, if the table states it.
    pub unit: Option<Unit>,
    /// The encoding of the value.
    pub encoding: Encoding,
    /// `true` if the white space at the ends of the text belongs to it.
    pub untrimmed: bool,
    /// `true` if nothing is written there.
    pub read_only: bool,
    /// `true` if a `*` leads to all elements of a list, and not to one value.
    pub is_gathered: bool,
    /// The `id` of the only envelope in whose responses the place is.
    pub envelope: Option<String>,
}

impl Place {
    /// Creates a place of the whole value at a location.
    pub(crate) fn at(location: Location) -> Self {
        Self {
            locations: vec![location],
            with: "/".to_owned(),
            templates: Vec::new(),
            parameters: Vec::new(),
            unit: None,
            encoding: Encoding::Plain,
            untrimmed: false,
            read_only: false,
            is_gathered: false,
            envelope: None,
        }
    }
}
