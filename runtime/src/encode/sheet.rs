//! A response being written: values marked at the places that a table has for them.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::tree::{Tree, segments};
use crate::Entry;
use crate::code::Code;
use crate::json::escape;
use crate::table::{Alternative, Condition, Envelope, Field, Layout, Literal, Source, Table, Test, Type};
use crate::template;
use crate::value::Value;

/// A response on which values are marked where a table has them, and then laid out.
pub(super) struct Sheet {
    layout: &'static Layout,
    headers: &'static [&'static str],
    marks: Vec<Mark>,
    code: Option<String>,
    message: Option<String>,
}

/// A value at a slot: JSON for the body, text for a header or a name.
struct Mark {
    slot: u16,
    json: Tree,
    text: String,
}

impl Sheet {
    /// A body and the headers of a table.
    pub(super) fn new(table: &'static Table) -> Self {
        Self { headers: table.headers, ..Self::of(&table.body) }
    }

    /// A JSON text of this layout.
    pub(super) fn of(layout: &'static Layout) -> Self {
        Self { layout, headers: &[], marks: Vec::new(), code: None, message: None }
    }

    /// Says what `{code}` and `{message}` are in the template of another value.
    pub(super) fn code_and_message(&mut self, code: Option<Code<'_>>, message: Option<&str>) {
        self.code = code.map(|code| code.to_string());
        self.message = message.map(ToOwned::to_owned);
    }

    fn header_name(&self, slot: u16) -> Option<&'static str> {
        self.headers.get(usize::from(slot).checked_sub(self.layout.locations.len())?).copied()
    }

    pub(super) fn is_header(&self, place: &Alternative) -> bool {
        place.slots.first().is_some_and(|slot| self.header_name(*slot).is_some())
    }

    fn set(&mut self, slot: u16, json: Tree, text: &str) {
        self.marks.push(Mark { slot, json, text: text.to_owned() });
    }

    /// The headers, and the body without what the conditions want absent.
    pub(super) fn lay_out(self, absent: &[u16]) -> (Vec<(String, String)>, Tree) {
        let location = |slot: u16| self.layout.locations.get(usize::from(slot)).copied();
        let is_name = |mark: &&Mark| location(mark.slot).is_some_and(|location| location.ends_with("~#"));
        // A `*` stands for the name that a location ending in `~#` gives, else for the first element.
        let star = self.marks.iter().find(is_name).map_or_else(|| "0".to_owned(), |mark| mark.text.clone());
        let (mut headers, mut body) = (Vec::new(), Tree::Empty);
        for mark in &self.marks {
            if let Some(name) = self.header_name(mark.slot) {
                headers.retain(|(own, _)| own != name);
                // A line break would begin another header.
                headers.push((name.to_owned(), mark.text.replace(char::is_control, " ")));
            }
        }
        for place in self.marks.iter().filter(is_name).filter_map(|mark| location(mark.slot)) {
            body = body.set(&segments(place), &star, Tree::Object(Vec::new()));
        }
        for mark in self.marks {
            let place = self.layout.locations.get(usize::from(mark.slot)).filter(|place| !place.ends_with("~#"));
            if let Some(place) = place.filter(|_| !absent.contains(&mark.slot)) {
                body = body.set(&segments(place), &star, mark.json);
            }
        }
        (headers, body)
    }

    pub(super) fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            let Test::Is(literals) = condition.test else { continue };
            let Some(literal) = literals.first() else { continue };
            let value = match literal {
                Literal::String(text) => Value::from(*text),
                Literal::Integer(number) => Value::Integer(*number),
                Literal::Boolean(flag) => Value::Boolean(*flag),
            };
            self.set(condition.slot, json_tree(&value), &value.to_string());
        }
    }

    pub(super) fn code(&mut self, source: Source, code: Code<'_>) {
        match (code, written(source)) {
            (Code::Integer(number), Some(place)) if place.templates.is_empty() && place.slots.len() == 1 => {
                self.value(source, &Value::Integer(number));
            }
            _ => self.text(source, &code.to_string()),
        }
    }

    pub(super) fn text(&mut self, source: Source, text: &str) {
        self.value(source, &Value::from(text));
    }

    pub(super) fn value(&mut self, source: Source, value: &Value<'_>) {
        if let Some(place) = written(source) {
            let (code, message) = (self.code.clone(), self.message.clone());
            self.alternative(place, value, ", ", &|other| match other {
                "code" => code.clone(),
                "message" => message.clone(),
                _ => None,
            });
        }
    }

    pub(super) fn tree(&mut self, source: Source, tree: Tree) {
        if let Some(slot) = written(source).and_then(|place| place.slots.first()) {
            self.set(*slot, tree, "");
        }
    }

    pub(super) fn field(&mut self, field: &Field, value: &Value<'_>, other: &dyn Fn(&str) -> Option<String>) {
        let Some(place) = written(field.source) else { return };
        match (field.ty, field.separator) {
            (Type::List, Some(separator)) if place.templates.is_empty() => {
                let mut text = String::new();
                let _ = value.write_text(separator, &mut text);
                self.alternative(place, &Value::from(text.as_str()), separator, other);
            }
            (_, separator) => self.alternative(place, value, separator.unwrap_or(", "), other),
        }
    }

    /// Writes a value at its place: within its template, or split over several locations.
    fn alternative(
        &mut self,
        place: &Alternative,
        value: &Value<'_>,
        separator: &str,
        other: &dyn Fn(&str) -> Option<String>,
    ) {
        let mut text = String::new();
        let _ = value.write_text(separator, &mut text);
        let mut value = value.clone();
        if let Some(template) = place.templates.get(usize::from(place.written)) {
            let Some(whole) = fill(template, place.names, &text, other) else { return };
            text = whole;
            value = Value::String(text.clone().into());
        }
        match place.slots {
            [slot] => self.set(*slot, json_tree(&value), &text),
            slots => {
                for (slot, part) in slots.iter().zip(text.splitn(slots.len(), place.with)) {
                    self.set(*slot, json_tree(&Value::from(part)), part);
                }
            }
        }
    }

    pub(super) fn finish(self, envelope: &Envelope, entry: Entry) -> (Vec<(String, String)>, Vec<u8>) {
        let conditions = envelope.when.iter().chain(entry.when());
        let absent: Vec<u16> = conditions
            .filter(|condition| matches!(condition.test, Test::Present(false)))
            .map(|condition| condition.slot)
            .collect();
        let (written, body) = self.lay_out(&absent);
        let mut headers = alloc::vec![("content-type".to_owned(), envelope.media_type.to_owned())];
        headers.extend(written);
        (headers, body.write(envelope.body).into_bytes())
    }
}

/// The place of a value that is written.
pub(crate) fn written(source: Source) -> Option<&'static Alternative> {
    source.iter().find(|place| !place.read_only)
}

pub(super) fn json_tree(value: &Value<'_>) -> Tree {
    if let Value::String(text) = value {
        let mut out = String::new();
        escape(text, &mut out);
        return Tree::Value(out);
    }
    Tree::Value(value.to_json().as_str().to_owned())
}

/// A template with its own value and those of others; `None` if one of those is not to be had.
fn fill(template: &str, names: &[&str], own: &str, other: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    for piece in template::pieces(template) {
        match piece {
            template::Piece::Text(text) => out.push_str(text),
            template::Piece::Parameter(0) => out.push_str(own),
            template::Piece::Parameter(number) => out.push_str(&other(names.get(usize::try_from(number).ok()?)?)?),
        }
    }
    Some(out)
}
