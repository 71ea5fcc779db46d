//! A body under construction: values are set at locations, then written in the order in which they were first set.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::{iter, mem};

use crate::body::{Body, Elements, Slot, json_value};
use crate::escape::{form, lines, parameters, xml};
use crate::json::{escape, unescape};
use crate::kind::Kind;
use crate::location::Segment;
use crate::number::integer;
use crate::table::{BodyKind, Literal};

/// The limit of an array index in a location. A larger number is the name of a member.
pub const ELEMENTS: usize = 1024;

/// A part of a body.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Tree {
    /// No value.
    #[default]
    Empty,
    /// The JSON of a value.
    Value(String),
    /// The members of an object in order.
    Object(Vec<(String, Tree)>),
    /// The elements of an array in order.
    Array(Vec<Tree>),
}

/// The member name of the text of an XML element with attributes.
const TEXT: &str = "";

impl Tree {
    /// Creates the JSON string of a text.
    #[must_use]
    pub fn string(text: &str) -> Self {
        let mut json = String::new();
        escape(text, &mut json);
        Self::Value(json)
    }

    /// Returns the body with a value set at a path; `star` replaces a `*`.
    #[must_use]
    pub fn set(self, path: &[Segment<'_>], star: &str, value: Tree) -> Self {
        let Some((first, rest)) = path.split_first() else { return self.replace(value) };
        let name = match first {
            Segment::Name(name) => name,
            Segment::Any => star,
            Segment::Select { member, value: text } => {
                let (elements, index) = self.selected(member, text);
                return Self::set_element(elements, index, rest, star, value);
            }
        };
        let own = self.opened();
        let index = integer(name).and_then(|index| usize::try_from(index).ok());
        match (index.filter(|index| *index < ELEMENTS), own) {
            (Some(index), Tree::Array(elements)) => Self::set_element(elements, index, rest, star, value),
            (Some(index), Tree::Empty) => Self::set_element(Vec::new(), index, rest, star, value),
            (_, Tree::Object(members)) => Self::set_member(members, name, rest, star, value),
            (_, text @ Tree::Value(_)) if name.starts_with('@') => {
                Self::set_member(alloc::vec![(TEXT.to_owned(), text)], name, rest, star, value)
            }
            (_, _) => Self::set_member(Vec::new(), name, rest, star, value),
        }
    }

    /// Returns the value that replaces this one. What has been set at locations below it stays, and so do the attributes of an XML
    /// element.
    fn replace(self, value: Tree) -> Self {
        match (self, value) {
            (Tree::Empty | Tree::Value(_), value) => value,
            // An object is empty while the name of a member is all that is known of it.
            (Tree::Object(own), value) if own.is_empty() => value,
            (own, value @ Tree::Value(_)) if own.has_attributes() && !value.is_container() => {
                own.set(&[Segment::Name(TEXT.into())], "", value)
            }
            (own, value) => own.over(value),
        }
    }

    /// Returns a value with those that have been set at locations below it. The latter are kept, since they tell which error it is.
    fn over(self, value: Tree) -> Self {
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
            Tree::Empty => false,
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
        let tree = |value: Slot| value.json(body).map_or(Tree::Empty, Tree::Value);
        let parts = Elements::new(body.bytes, value);
        match value.kind {
            Kind::Array => Tree::Array(parts.map(|part| tree(part.value)).collect()),
            _ => Tree::Object(
                parts.map(|part| (part.name.text(body).unwrap_or_default().into(), tree(part.value))).collect(),
            ),
        }
    }

    /// Returns the elements with the index of the one whose member has the text; without one, of a new element.
    fn selected(self, member: &str, text: &str) -> (Vec<Tree>, usize) {
        let mut elements = match self.opened() {
            Tree::Array(elements) => elements,
            _ => Vec::new(),
        };
        let tested = match Literal::of_selector(text) {
            Literal::Boolean(_) | Literal::Integer(_) => Tree::Value(text.to_owned()),
            Literal::String(text) => Tree::string(text),
        };
        let has_value = |element: &Tree| match element {
            Tree::Object(members) => members.iter().any(|(name, value)| name == member && *value == tested),
            _ => false,
        };
        let index = elements.iter().position(has_value).unwrap_or(elements.len());
        if index == elements.len() {
            elements.push(Tree::Object(alloc::vec![(member.to_owned(), tested.clone())]));
        }
        (elements, index)
    }

    fn set_element(mut elements: Vec<Tree>, index: usize, rest: &[Segment<'_>], star: &str, value: Tree) -> Self {
        if elements.len() <= index {
            elements.resize_with(index + 1, Tree::default);
        }
        if let Some(element) = elements.get_mut(index) {
            *element = mem::take(element).set(rest, star, value);
        }
        Tree::Array(elements)
    }

    fn set_member(mut members: Vec<(String, Tree)>, name: &str, rest: &[Segment<'_>], star: &str, value: Tree) -> Self {
        match members.iter_mut().find(|(other, _)| other == name) {
            Some((_, member)) => *member = mem::take(member).set(rest, star, value),
            None => members.push((name.to_owned(), Tree::Empty.set(rest, star, value))),
        }
        Tree::Object(members)
    }

    /// Returns the text of the body. Values that the kind of body cannot represent are omitted.
    #[must_use]
    pub fn write(&self, kind: BodyKind) -> String {
        let mut out = String::new();
        match kind {
            BodyKind::Json if matches!(self, Tree::Empty) => out.push_str("{}"),
            BodyKind::Json => self.write_json(&mut out),
            BodyKind::Text => out = self.text().into_owned(),
            BodyKind::Form => self.write_pairs(&mut out, '&', form::escape),
            BodyKind::Lines => self.write_pairs(&mut out, '\n', lines::escape),
            BodyKind::Xml => self.write_xml(None, &mut out),
        }
        out
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Tree::Empty => out.push_str("null"),
            Tree::Value(json) => out.push_str(json),
            Tree::Object(members) => {
                out.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    escape(name, out);
                    out.push(':');
                    member.write_json(out);
                }
                out.push('}');
            }
            Tree::Array(elements) => {
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    element.write_json(out);
                }
                out.push(']');
            }
        }
    }

    /// Returns a value as text: a string without its quotes.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Tree::Value(json) => match json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) {
                Some(inside) => Cow::Owned(unescape(inside.as_bytes())),
                None => Cow::Borrowed(json),
            },
            // An attribute has one text.
            Tree::Array(elements) => {
                let texts: Vec<_> = elements.iter().map(Tree::text).collect();
                Cow::Owned(texts.join(", "))
            }
            _ => Cow::Borrowed(""),
        }
    }

    fn write_pairs(&self, out: &mut String, between: char, write: fn(&str, &mut String)) {
        let Tree::Object(members) = self else { return };
        for (number, (name, member)) in members.iter().enumerate() {
            if number > 0 {
                out.push(between);
            }
            write(name, out);
            out.push('=');
            write(&member.text(), out);
        }
    }

    /// Returns the members as the parameters of a header. That without a name stands before them.
    #[must_use]
    pub(super) fn write_parameters(&self) -> String {
        let mut out = String::new();
        let Tree::Object(members) = self else { return out };
        let (heads, named): (Vec<_>, Vec<_>) = members.iter().partition(|(name, _)| name.is_empty());
        heads.into_iter().for_each(|(_, head)| out.push_str(&head.text()));
        for (number, (name, member)) in named.into_iter().enumerate() {
            out.push_str(if number > 0 {
                ", "
            } else if out.is_empty() {
                ""
            } else {
                " "
            });
            out.push_str(name);
            out.push('=');
            match member {
                Tree::Value(json) if !json.starts_with('"') => out.push_str(json),
                text => parameters::quote(&text.text(), &mut out),
            }
        }
        out
    }

    /// Returns the objects and arrays of a JSON value as such.
    fn of_json(body: Body<'_>, value: Slot) -> Self {
        let parts = || Elements::new(body.bytes, value);
        match value.kind {
            Kind::Object => Tree::Object(
                parts()
                    .map(|part| (part.name.text(body).unwrap_or_default().into(), Self::of_json(body, part.value)))
                    .collect(),
            ),
            Kind::Array => Tree::Array(parts().map(|part| Self::of_json(body, part.value)).collect()),
            Kind::Absent => Tree::Empty,
            _ => Tree::string(&value.text(body).unwrap_or_default()),
        }
    }

    /// Returns `true` if all names of members can be names of elements or attributes.
    fn has_element_names(&self) -> bool {
        let is_name = |name: &str| {
            let name = name.strip_prefix('@').unwrap_or(name);
            name.starts_with(|first: char| first.is_alphabetic() || first == '_')
                && name.chars().all(|other| other.is_alphanumeric() || matches!(other, '-' | '_' | '.'))
        };
        match self {
            Tree::Object(members) => {
                members.iter().all(|(name, member)| (name == TEXT || is_name(name)) && member.has_element_names())
            }
            Tree::Array(elements) => elements.iter().all(Tree::has_element_names),
            _ => true,
        }
    }

    /// Writes members as elements. A member whose name begins with `@` is an attribute of the enclosing element.
    fn write_xml(&self, name: Option<&str>, out: &mut String) {
        let members = match self {
            Tree::Value(json) if json.starts_with(['{', '[']) => {
                let tree = Self::of_json(Body::of_str(json), json_value(json.as_bytes()).0);
                // A value with names that no element can have is written as the text of its JSON.
                if tree.has_element_names() {
                    return tree.write_xml(name, out);
                }
                &[]
            }
            Tree::Object(members) => members.as_slice(),
            Tree::Array(elements) if name.is_some() => {
                return elements.iter().for_each(|element| element.write_xml(name, out));
            }
            _ => &[],
        };
        if let Some(name) = name {
            out.push('<');
            out.push_str(name);
            for (name, value) in members {
                if let Some(name) = name.strip_prefix('@') {
                    out.push(' ');
                    out.push_str(name);
                    out.push_str("=\"");
                    xml::escape_attribute(&value.text(), out);
                    out.push('"');
                }
            }
            out.push('>');
        }
        let text = members.iter().find(|(name, _)| name == TEXT).map_or(self, |(_, text)| text);
        xml::escape(&text.text(), out);
        for (name, member) in members.iter().filter(|(name, _)| name != TEXT && !name.starts_with('@')) {
            member.write_xml(Some(name), out);
        }
        if let Some(name) = name {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}
