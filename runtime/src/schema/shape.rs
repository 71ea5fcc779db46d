//! What is known of a JSON value.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Json;

/// The most elements that an index of a location may ask for, as the encoder has it.
const ELEMENTS: usize = 1024;

/// What is known of a JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Any,
    /// One of these strings, numbers or truth values.
    Values(Vec<Json>),
    /// A string, maybe one that a regular expression fits (ECMA-262), and what it may look like.
    Text {
        pattern: Option<String>,
        example: Option<String>,
    },
    Integer,
    Number,
    Boolean,
    /// Any number of elements.
    List(Box<Shape>),
    /// Any number of members.
    Map(Box<Shape>),
    Object(Vec<Member>),
    /// The first elements, and how many of them there are at least.
    Tuple(Vec<Shape>, usize),
    /// One of several, exactly one if they are exclusive.
    Choice {
        of: Vec<Shape>,
        exclusive: bool,
    },
    /// An entry's body.
    Titled {
        title: &'static str,
        description: Option<&'static str>,
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

    /// One of several.
    pub(crate) fn choice(mut of: Vec<Self>, exclusive: bool) -> Self {
        match of.pop() {
            Some(one) if of.is_empty() => one,
            last => {
                of.extend(last);
                Self::Choice { of, exclusive }
            }
        }
    }

    /// With a value set at a place, as `Tree::set` of the encoder does: `star` stands for a `*`. What is not required may be
    /// there or not.
    pub(super) fn set(old: Option<Self>, path: &[Option<String>], star: &str, value: Self, required: bool) -> Self {
        let Some((first, rest)) = path.split_first() else { return Self::replaced(old, value, required) };
        let name = first.as_deref().unwrap_or(star);
        let index = crate::code::integer(name).and_then(|index| usize::try_from(index).ok());
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
            // What stands within one of several is not followed up.
            (_, Some(Self::Choice { .. } | Self::Any)) => Self::Any,
            (_, old) => {
                let object =
                    Self::set_member(Vec::new(), name, |old| Self::set(old, rest, star, value, required), required);
                Self::replaced(old, object, required)
            }
        }
    }

    /// A value in the place of another: instead of it if it is always there, else maybe.
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
            // Those before that nothing is set in are `null`.
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

    /// The one value that always stands at a place.
    pub(super) fn constant(&self, path: &[Option<String>], star: &str) -> Option<&Json> {
        let Some((first, rest)) = path.split_first() else {
            return match self {
                Self::Values(values) => values.first().filter(|_| values.len() == 1),
                _ => None,
            };
        };
        let name = first.as_deref().unwrap_or(star);
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
