//! The members of a problem document.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use errspec_engine::body::{Body, Elements, Slot, json_value};
use errspec_engine::response::field_from_slot;
use errspec_engine::table::Field;
use errspec_engine::{Code, Kind, Value, whole};

use super::reference::BLANK;

/// The members with a meaning of their own, which are no fields.
const RESERVED: [&str; 11] =
    ["type", "title", "status", "detail", "instance", "name", "code", "fields", "request_id", "retry_after", "details"];

/// The members of a problem document, found in its body.
pub(super) struct Document<'b> {
    pub(super) body: Body<'b>,
    members: Vec<(Cow<'b, str>, Slot)>,
    /// The members of `fields`.
    fields: Vec<(Cow<'b, str>, Slot)>,
}

impl<'b> Document<'b> {
    /// Reads a document. A body that is not JSON has no members.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let body = Body::new(bytes);
        let (value, errors) = json_value(bytes);
        let members = if errors.fatal.is_none() { members_of(value, body) } else { Vec::new() };
        let mut document = Self { body, members, fields: Vec::new() };
        document.fields = members_of(document.member("fields"), body);
        document
    }

    /// Returns the first member of this name.
    pub(super) fn member(&self, name: &str) -> Slot {
        find(&self.members, name)
    }

    /// Returns a member that is a string. A member of another type is ignored (RFC 9457, section 3.1).
    pub(super) fn text(&self, name: &str) -> Option<Cow<'b, str>> {
        let slot = self.member(name);
        if !matches!(slot.kind, Kind::Plain | Kind::Escaped) {
            return None;
        }
        slot.text(self.body)
    }

    /// Returns the text of the code.
    pub(super) fn code(&self) -> Option<Cow<'b, str>> {
        let slot = self.member("code");
        slot.text(self.body).filter(|_| slot.is_text())
    }

    /// Returns the code with this text: an integer if the document has a number.
    pub(super) fn code_of<'c>(&self, text: &'c str) -> Code<'c> {
        match whole(text).filter(|_| self.member("code").kind == Kind::Number) {
            Some(number) => Code::Integer(number),
            None => Code::String(text),
        }
    }

    /// Returns a member that is a number.
    pub(super) fn number(&self, name: &str) -> Option<Cow<'b, str>> {
        let slot = self.member(name);
        slot.text(self.body).filter(|_| slot.kind == Kind::Number)
    }

    /// Returns the value of a field: a member of `fields`, or else of the document, as in a document of another server.
    pub(super) fn field(&self, field: &Field<'_>) -> Option<Value<'b>> {
        let name = field.name();
        let own = find(&self.fields, name);
        let slot = if own.is_absent() && !RESERVED.contains(&name) { self.member(name) } else { own };
        if slot.is_absent() { None } else { field_from_slot(field, slot, self.body) }
    }

    /// Returns the type of the problem, if it tells more than the status does.
    pub(super) fn kind(&self) -> Option<Cow<'b, str>> {
        self.text("type").filter(|kind| kind != BLANK)
    }
}

/// The members of an object; none if the value is not an object.
fn members_of(value: Slot, body: Body<'_>) -> Vec<(Cow<'_, str>, Slot)> {
    if value.kind != Kind::Object {
        return Vec::new();
    }
    let members = Elements::new(body.bytes, value);
    members.filter_map(|member| Some((member.name.text(body)?, member.value))).collect()
}

fn find(members: &[(Cow<'_, str>, Slot)], name: &str) -> Slot {
    members.iter().find(|(own, _)| own == name).map_or(Slot::ABSENT, |(_, slot)| *slot)
}
