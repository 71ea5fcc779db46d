//! A body under construction: values are set at locations, then written in the order in which they were first set.

use alloc::borrow::{Cow, ToOwned};
use alloc::vec::Vec;
use core::{iter, mem};

use crate::body::{Body, Elements, Slot, json_value};
use crate::kind::Kind;
use crate::location::Segment;
use crate::number::integer;
use crate::table::{BodyKind, Literal};

/// The limit of an array index in a location. A larger number is the name of a member.
pub const ELEMENTS: usize = 1024;

/// A part of a body.
#[derive(Debug, Clone, Default)]
pub enum Tree<'v> {
    /// No value.
    #[default]
    Empty,
    /// The JSON of a value.
    Value(Cow<'v, str>),
    /// A string, without quotes and escapes.
    Text(Cow<'v, str>),
    /// An integer.
    Integer(i64),
    /// The members of an object in order.
    Object(Vec<(Cow<'v, str>, Tree<'v>)>),
    /// The elements of an array in order.
    Array(Vec<Tree<'v>>),
}

/// The member name of the text of an XML element with attributes.
pub(super) const TEXT: &str = "";

impl<'v> Tree<'v> {
    /// Creates a string.
    #[must_use]
    pub fn string(text: impl Into<Cow<'v, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Returns the body with a value set at a path; `star` replaces a `*`.
    #[must_use]
    pub fn set(self, path: &[Segment<'v>], star: &str, value: Self) -> Self {
        let Some((first, rest)) = path.split_first() else { return self.replace(value) };
        let name = match first {
            Segment::Name(name) => name.clone(),
            Segment::Any => Cow::Owned(star.to_owned()),
            Segment::Select { member, value: text } => {
                let (elements, index) = self.selected(member, text);
                return Self::set_element(elements, index, rest, star, value);
            }
        };
        let own = self.opened();
        let index = integer(&name).and_then(|index| usize::try_from(index).ok());
        match (index.filter(|index| *index < ELEMENTS), own) {
            (Some(index), Tree::Array(elements)) => Self::set_element(elements, index, rest, star, value),
            (Some(index), Tree::Empty) => Self::set_element(Vec::new(), index, rest, star, value),
            (_, Tree::Object(members)) => Self::set_member(members, name, rest, star, value),
            (_, text @ (Tree::Value(_) | Tree::Text(_) | Tree::Integer(_))) if name.starts_with('@') => {
                Self::set_member(alloc::vec![(TEXT.into(), text)], name, rest, star, value)
            }
            (_, _) => Self::set_member(Vec::new(), name, rest, star, value),
        }
    }

    /// Returns the value that replaces this one. What has been set at locations below it stays, and so do the attributes of an XML
    /// element.
    fn replace(self, value: Self) -> Self {
        match (self, value) {
            (Tree::Empty | Tree::Value(_) | Tree::Text(_) | Tree::Integer(_), value) => value,
            // An object is empty while the name of a member is all that is known of it.
            (Tree::Object(own), value) if own.is_empty() => value,
            (own, value @ (Tree::Value(_) | Tree::Text(_) | Tree::Integer(_)))
                if own.has_attributes() && !value.is_container() =>
            {
                own.set(&[Segment::Name(TEXT.into())], "", value)
            }
            (own, value) => own.over(value),
        }
    }

    /// Returns a value with those that have been set at locations below it. The latter are kept, since they tell which error it is.
    fn over(self, value: Self) -> Self {
        match (self, value.opened()) {
            (Tree::Empty, value) => value,
            (Tree::Object(own), Tree::Object(mut members)) => {
                for (name, member) in own {
                    match members.iter_mut().find(|(other, _)| *other == name) {
                        Some((_, below)) => *below = member.over(mem::take(below)),
                        None => members.push((name, member)),
                    }
                }
                Tree::Object(members)
            }
            (Tree::Array(own), Tree::Array(mut elements)) => {
                let missing = own.len().saturating_sub(elements.len());
                elements.extend(iter::repeat_n(Tree::Empty, missing));
                for (below, element) in elements.iter_mut().zip(own) {
                    *below = element.over(mem::take(below));
                }
                Tree::Array(elements)
            }
            (own, _) => own,
        }
    }

    fn has_attributes(&self) -> bool {
        matches!(self, Tree::Object(members) if members.iter().any(|(name, _)| name.starts_with('@')))
    }

    /// Returns `true` for an object or an array.
    fn is_container(&self) -> bool {
        match self {
            Tree::Value(json) => json.starts_with(['{', '[']),
            Tree::Object(_) | Tree::Array(_) => true,
            Tree::Empty | Tree::Text(_) | Tree::Integer(_) => false,
        }
    }

    /// Returns the JSON of an object or an array as its members or elements; any other value as it is.
    fn opened(self) -> Self {
        let json = match self {
            Tree::Value(json) if json.starts_with(['{', '[']) => json,
            other => return other,
        };
        let body = Body::of_str(&json);
        let (value, errors) = json_value(body.bytes);
        if errors.fatal.is_some() {
            return Tree::Value(json);
        }
        let tree = |value: Slot| value.json(body).map_or(Tree::Empty, |json| Tree::Value(json.into()));
        let parts = Elements::new(body.bytes, value);
        match value.kind {
            Kind::Array => Tree::Array(parts.map(|part| tree(part.value)).collect()),
            _ => Tree::Object(
                parts
                    .map(|part| (part.name.text(body).unwrap_or_default().into_owned().into(), tree(part.value)))
                    .collect(),
            ),
        }
    }

    /// Returns the elements with the index of the one whose member has the text; without one, of a new element.
    fn selected(self, member: &Cow<'v, str>, text: &Cow<'v, str>) -> (Vec<Self>, usize) {
        let mut elements = match self.opened() {
            Tree::Array(elements) => elements,
            _ => Vec::new(),
        };
        let tested = match Literal::of_selector(text) {
            Literal::Boolean(_) | Literal::Integer(_) => Tree::Value(text.clone()),
            Literal::String(_) => Tree::Text(text.clone()),
        };
        let has_value = |element: &Self| match element {
            Tree::Object(members) => members.iter().any(|(name, value)| name == member && *value == tested),
            _ => false,
        };
        let index = elements.iter().position(has_value).unwrap_or(elements.len());
        if index == elements.len() {
            elements.push(Tree::Object(alloc::vec![(member.clone(), tested)]));
        }
        (elements, index)
    }

    fn set_element(mut elements: Vec<Self>, index: usize, rest: &[Segment<'v>], star: &str, value: Self) -> Self {
        if elements.len() <= index {
            elements.resize_with(index + 1, Tree::default);
        }
        if let Some(element) = elements.get_mut(index) {
            *element = mem::take(element).set(rest, star, value);
        }
        Tree::Array(elements)
    }

    fn set_member(
        mut members: Vec<(Cow<'v, str>, Self)>,
        name: Cow<'v, str>,
        rest: &[Segment<'v>],
        star: &str,
        value: Self,
    ) -> Self {
        match members.iter_mut().find(|(other, _)| *other == name) {
            Some((_, member)) => *member = mem::take(member).set(rest, star, value),
            None => members.push((name, Tree::Empty.set(rest, star, value))),
        }
        Tree::Object(members)
    }

    /// Returns the body with its texts owned.
    #[must_use]
    pub fn into_owned(self) -> Tree<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Tree::Empty => Tree::Empty,
            Tree::Value(json) => Tree::Value(owned(json)),
            Tree::Text(text) => Tree::Text(owned(text)),
            Tree::Integer(number) => Tree::Integer(number),
            Tree::Object(members) => {
                Tree::Object(members.into_iter().map(|(name, member)| (owned(name), member.into_owned())).collect())
            }
            Tree::Array(elements) => Tree::Array(elements.into_iter().map(Tree::into_owned).collect()),
        }
    }

    /// Returns a body that borrows the texts of this one.
    #[must_use]
    pub fn borrowed(&self) -> Tree<'_> {
        match self {
            Tree::Empty => Tree::Empty,
            Tree::Value(json) => Tree::Value(Cow::Borrowed(json)),
            Tree::Text(text) => Tree::Text(Cow::Borrowed(text)),
            Tree::Integer(number) => Tree::Integer(*number),
            Tree::Object(members) => {
                Tree::Object(members.iter().map(|(name, member)| (Cow::Borrowed(&**name), member.borrowed())).collect())
            }
            Tree::Array(elements) => Tree::Array(elements.iter().map(Tree::borrowed).collect()),
        }
    }
}

/// Trees are equal if their JSON is, whether or not it has been written yet.
impl PartialEq for Tree<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Tree::Empty, Tree::Empty) => true,
            (Tree::Value(own), Tree::Value(other)) | (Tree::Text(own), Tree::Text(other)) => own == other,
            (Tree::Integer(own), Tree::Integer(other)) => own == other,
            (Tree::Value(json), value @ (Tree::Text(_) | Tree::Integer(_)))
            | (value @ (Tree::Text(_) | Tree::Integer(_)), Tree::Value(json)) => *json == *value.write(BodyKind::Json),
            (Tree::Object(own), Tree::Object(other)) => own == other,
            (Tree::Array(own), Tree::Array(other)) => own == other,
            _ => false,
        }
    }
}
