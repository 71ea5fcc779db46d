//! The text of a body, for every kind of body.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::tree::{TEXT, Tree};
use crate::body::{Body, Elements, Slot, json_value};
use crate::escape::{form, lines, parameters, xml};
use crate::json::{escape, unescape};
use crate::kind::Kind;
use crate::table::BodyKind;

impl Tree<'_> {
    /// Returns the text of the body. Values that the kind of body cannot represent are omitted.
    #[must_use]
    pub fn write(&self, kind: BodyKind) -> String {
        let mut out = String::with_capacity(self.length());
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

    /// Returns about the length of the text, which is more only if characters are escaped.
    pub(super) fn length(&self) -> usize {
        match self {
            Tree::Empty => 4,
            Tree::Integer(number) => {
                let digits = number.unsigned_abs().checked_ilog10().unwrap_or_default() as usize + 1;
                digits + usize::from(*number < 0)
            }
            Tree::Value(json) => json.len(),
            Tree::Text(text) => text.len() + 2,
            Tree::Object(members) => {
                members.iter().map(|(name, member)| name.len() + 4 + member.length()).sum::<usize>() + 2
            }
            Tree::Array(elements) => elements.iter().map(|element| element.length() + 1).sum::<usize>() + 2,
        }
    }

    pub(super) fn write_json(&self, out: &mut String) {
        match self {
            Tree::Empty => out.push_str("null"),
            Tree::Value(json) => out.push_str(json),
            Tree::Text(text) => escape(text, out),
            // Writing to a `String` does not fail.
            Tree::Integer(number) => drop(write!(out, "{number}")),
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
            Tree::Text(text) => Cow::Borrowed(text),
            Tree::Integer(number) => Cow::Owned(number.to_string()),
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
                Tree::Integer(number) => out.push_str(&number.to_string()),
                text => parameters::quote(&text.text(), &mut out),
            }
        }
        out
    }

    /// Returns the objects and arrays of a JSON value as such.
    fn of_json(body: Body<'_>, value: Slot) -> Tree<'_> {
        let parts = || Elements::new(body.bytes, value);
        match value.kind {
            Kind::Object => Tree::Object(
                parts()
                    .map(|part| (part.name.text(body).unwrap_or_default(), Tree::of_json(body, part.value)))
                    .collect(),
            ),
            Kind::Array => Tree::Array(parts().map(|part| Tree::of_json(body, part.value)).collect()),
            Kind::Absent => Tree::Empty,
            _ => Tree::Text(value.text(body).unwrap_or_default()),
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
                let tree = Tree::of_json(Body::of_str(json), json_value(json.as_bytes()).0);
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
