//! Values in texts that are bodies of their own: JSON in a JSON string, the query of a URL in a header.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::body::{Body, Slot, gather, json_value};
use crate::escape::form;
use crate::kind::Kind;
use crate::location::{Embedded, EmbeddedLocation, Segment, segments, split_embedded};

/// Returns the first value at a location in a text.
pub(super) fn value_in_text(text: &str, location: EmbeddedLocation<'_>) -> Option<String> {
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
        Some(further) => value_in_text(&found, further),
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
