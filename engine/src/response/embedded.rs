//! Values in texts that are bodies of their own: JSON in a JSON string, the query of a URL in a header.

use alloc::borrow::Cow;
use alloc::string::String;

use super::values::Values;
use crate::body::{Body, Slot, gather, json_value};
use crate::escape::form;
use crate::kind::Kind;
use crate::location::{Embedded, EmbeddedLocation, Segment, segments, split_embedded};

/// The slot that says that a table has locations in texts that are bodies of their own. Tables have fewer slots.
pub(super) const EMBEDDED: u32 = u32::MAX - 3;

impl Values<'_, '_> {
    /// Returns `true` if a slot stands for a location in a text of the body, and has a value.
    #[inline]
    pub(super) fn is_embedded_in_body(&self, number: u32) -> bool {
        self.table.embedded() > 0
            && self.location_in_text(number).is_some_and(|it| !it.outer.starts_with("header:"))
            && self.embedded(number).is_some()
    }

    /// Returns the location that a slot stands for, if it is in a text.
    fn location_in_text(&self, number: u32) -> Option<EmbeddedLocation<'_>> {
        let headers = self.table.headers();
        let place = (number as usize).checked_sub(self.table.body().slots())?;
        let is_embedded = place + self.table.embedded() >= headers.len();
        headers.get(place).filter(|_| is_embedded).and_then(split_embedded)
    }

    /// Returns the value of a slot that stands for a location in a text.
    #[cold]
    pub(super) fn embedded(&self, number: u32) -> Option<String> {
        let (body, headers) = (self.table.body(), self.table.headers());
        let location = self.location_in_text(number)?;
        let outer = match location.outer.strip_prefix("header:") {
            Some(name) => {
                let slot = body.slots() + headers.iter().position(|header| header == name)?;
                let slot = u32::try_from(slot).ok()?;
                Cow::Borrowed(self.headers.iter().find(|header| header.slot == slot)?.value.as_str())
            }
            None => {
                let mut slots = self.slots.iter().zip(body.locations());
                let (slot, _) = slots.find(|(slot, own)| *own == location.outer && slot.is_text())?;
                slot.text(self.body)?
            }
        };
        value(&outer, location)
    }
}

/// Returns the first value at a location in a text.
fn value(text: &str, location: EmbeddedLocation<'_>) -> Option<String> {
    let further = split_embedded(location.inner);
    let path = further.map_or(location.inner, |further| further.outer);
    let found = match location.kind {
        Embedded::Json => {
            let (root, errors) = json_value(text.as_bytes());
            errors.fatal.is_none().then(|| first_in(text, root, path)).flatten()
        }
        Embedded::Xml if cfg!(feature = "xml") => {
            first_in(text, Slot { start: 0, end: text.len(), kind: Kind::Elements }, path)
        }
        Embedded::Xml => None,
        Embedded::Form => in_form(text, path),
        Embedded::Query => {
            let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
            let (_, query) = before.split_once('?').unwrap_or_default();
            in_form(query, path).or_else(|| in_form(fragment, path))
        }
    }?;
    match further {
        Some(further) => value(&found, further),
        None => Some(found),
    }
}

/// Returns the first text at a path in JSON or XML.
fn first_in(text: &str, root: Slot, path: &str) -> Option<String> {
    let body = Body::of_str(text);
    if path.is_empty() {
        return root.text(body).map(Cow::into_owned);
    }
    let is_name = path.ends_with("~#");
    let mut found = None;
    if root.is_container() {
        gather(body, root, &segments(path), &mut |gathered| {
            let slot = if is_name { gathered.name } else { gathered.value };
            if found.is_none() {
                found = slot.text(body).map(Cow::into_owned);
            }
        });
    }
    found
}

/// Returns the value of a key in a form.
fn in_form(text: &str, path: &str) -> Option<String> {
    let key = segments(path).into_iter().next()?;
    let is_wanted = |name: &str| match &key {
        Segment::Name(key) => name == key,
        Segment::Any => true,
        Segment::Select { .. } => false,
    };
    let mut pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let (name, value) = pairs.find(|(name, _)| is_wanted(&form::unescape(name.as_bytes())))?;
    let part = if path.ends_with("~#") { name } else { value };
    Some(form::unescape(part.as_bytes()).into_owned())
}
