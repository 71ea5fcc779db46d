//! The shape of a JSON value.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::encode::ELEMENTS;
use errspec_engine::location::Segment;

use crate::json::Json;

/// The shape of a JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Any,
    /// One of these strings, numbers or truth values.
    Values(Vec<Json>),
    /// A string, with a regular expression (ECMA-262) that it matches, and an example.
    Text {
        pattern: Option<String>,
        example: Option<String>,
    },
    /// A timestamp of RFC 3339.
    DateTime,
    /// A duration of ISO 8601.
    Duration,
    Integer,
    Number,
    Boolean,
    /// Any number of elements.
    List(Box<Shape>),
    /// Any number of members.
    Map(Box<Shape>),
    Object(Vec<Member>),
    /// The first elements, and the least number of them that is present.
    Tuple(Vec<Shape>, usize),
    /// One of several shapes; exactly one if they are exclusive.
    Choice {
        of: Vec<Shape>,
        exclusive: bool,
    },
    /// An entry's body.
    Titled {
        title: &'static str,
        description: Option<&'static str>,
        /// The name of the shape among the schemas of a description.
        component: String,
        of: Box<Shape>,
    },
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
}

impl Shape {
    /// Any string.
    pub(crate) const STRING: Self = Self::Text { pattern: None, example: None };

    /// Returns the name among the schemas of a description; it is empty for a shape that is not that of an entry.
    pub(super) fn component(&self) -> &str {
        match self {
            Self::Titled { component, .. } => component,
            _ => "",
        }
    }

    /// Returns the union of several shapes.
    pub(crate) fn choice(mut of: Vec<Self>, exclusive: bool) -> Self {
        match of.pop() {
            Some(one) if of.is_empty() => one,
            last => {
                of.extend(last);
                Self::Choice { of, exclusive }
            }
        }
    }

    /// Sets the shape of a value at a place, as the encoder sets the value in a body. `star` is the name for a `*`. A value that
    /// is not required may be absent.
    pub(super) fn set(old: Option<Self>, path: &[Segment<'_>], star: &str, value: Self, required: bool) -> Self {
        let Some((first, rest)) = path.split_first() else { return Self::replaced(old, value, required) };
        let name = match first {
            Segment::Name(name) => name,
            Segment::Any => star,
            // The elements that are not selected may have any shape.
            Segment::Select { .. } => return Self::Any,
        };
        let index = errspec_engine::integer(name).and_then(|index| usize::try_from(index).ok());
        match (index.filter(|index| *index < ELEMENTS), old) {
            (Some(index), Some(Self::Tuple(elements, least))) => {
                Self::set_element(elements, least, index, |old| Self::set(old, rest, star, value, required), required)
            }
            (Some(index), None) => {
                Self::set_element(Vec::new(), 0, index, |old| Self::set(old, rest, star, value, required), required)
            }
            (_, Some(Self::Object(members))) => {
                Self::set_member(members, name, |old| Self::set(old, rest, star, value, required), required)
            }
            // A union has no single place for the value, so the shape becomes any value.
            (_, Some(Self::Choice { .. } | Self::Any)) => Self::Any,
            (_, old) => {
                let object =
                    Self::set_member(Vec::new(), name, |old| Self::set(old, rest, star, value, required), required);
                Self::replaced(old, object, required)
            }
        }
    }

    /// Replaces the shape of a place if the value is required; else returns the union of both.
    fn replaced(old: Option<Self>, value: Self, required: bool) -> Self {
        match old {
            Some(old) if !required && old != value => Self::choice(alloc::vec![old, value], false),
            _ => value,
        }
    }

    fn set_element(
        mut elements: Vec<Self>,
        least: usize,
        index: usize,
        set: impl FnOnce(Option<Self>) -> Self,
        required: bool,
    ) -> Self {
        let old = elements.get(index).cloned();
        if elements.len() <= index {
            // The encoder writes `null` for the elements before the value that are absent.
            elements.resize(index + 1, Self::Any);
        }
        let shape = set(old);
        if let Some(element) = elements.get_mut(index) {
            *element = shape;
        }
        Self::Tuple(elements, if required { least.max(index + 1) } else { least })
    }

    fn set_member(
        mut members: Vec<Member>,
        name: &str,
        set: impl FnOnce(Option<Self>) -> Self,
        required: bool,
    ) -> Self {
        match members.iter_mut().find(|member| member.name == name) {
            Some(member) => {
                let old = core::mem::replace(&mut member.shape, Self::Any);
                member.shape = set(Some(old));
                member.required |= required;
            }
            None => members.push(Member { name: name.to_owned(), shape: set(None), required }),
        }
        Self::Object(members)
    }

    /// Returns the only value that a place can have.
    pub(super) fn constant(&self, path: &[Segment<'_>], star: &str) -> Option<&Json> {
        let Some((first, rest)) = path.split_first() else {
            return match self {
                Self::Values(values) => values.first().filter(|_| values.len() == 1),
                _ => None,
            };
        };
        let name = match first {
            Segment::Name(name) => name,
            Segment::Any => star,
            Segment::Select { .. } => return None,
        };
        match self {
            Self::Object(members) => {
                let member = members.iter().find(|member| member.name == name && member.required)?;
                member.shape.constant(rest, star)
            }
            Self::Tuple(elements, least) => {
                let index = name.parse().ok().filter(|index| index < least)?;
                elements.get::<usize>(index)?.constant(rest, star)
            }
            _ => None,
        }
    }
}
