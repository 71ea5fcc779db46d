//! The locations that really occur: those of the recorded examples.

use std::collections::BTreeMap;

use lsp_types::CompletionItemKind;
use serde_json::Value;

use super::proposal::{Proposal, Site};
use crate::lsp::outline::{KeyPath, Node, OutlineVisitor};

/// The most bodies that are read.
const MOST_BODIES: usize = 1000;

/// The most bytes of a body that is read.
const LONGEST_BODY: usize = 1 << 16;

/// The most locations that are proposed.
const MOST_LOCATIONS: usize = 500;

/// The longest value that is shown.
const LONGEST_VALUE: usize = 40;

/// Returns the locations in the recorded bodies and headers. In `[detail]`, they begin at a sub-error.
pub(super) fn locations(site: &Site<'_>, path: &[&str]) -> Vec<Proposal> {
    let recorded = RecordedResponses::of(site);
    let mut found = BTreeMap::new();
    let is_detail = path.first() == Some(&"detail");
    for body in &recorded.bodies {
        match is_detail {
            false => collect(body, &mut String::new(), &mut found),
            true => {
                for element in recorded.details.iter().flat_map(|place| elements(body, place)) {
                    collect(element, &mut String::new(), &mut found);
                }
            }
        }
    }
    let shown = found.into_iter().map(|(location, value)| {
        let mut proposal = Proposal::new(location, CompletionItemKind::FIELD);
        proposal.detail = value;
        proposal
    });
    let headers = recorded.headers.iter().filter(|_| !is_detail);
    let headers = headers.map(|(name, value)| {
        let mut proposal = Proposal::new(format!("header:{name}"), CompletionItemKind::FIELD);
        proposal.detail.clone_from(value);
        proposal
    });
    shown.chain(headers).collect()
}

/// Returns the names of the recorded headers.
pub(super) fn headers(site: &Site<'_>) -> Vec<Proposal> {
    let recorded = RecordedResponses::of(site);
    recorded.headers.into_keys().map(|name| Proposal::new(name, CompletionItemKind::FIELD)).collect()
}

/// The recorded responses of a table.
#[derive(Default)]
struct RecordedResponses<'s> {
    text: &'s str,
    bodies: Vec<Value>,
    /// The names of headers, each with a value.
    headers: BTreeMap<String, Option<String>>,
    /// The locations of sub-errors.
    details: Vec<String>,
}

impl<'s> RecordedResponses<'s> {
    fn of(site: &'s Site<'_>) -> Self {
        let mut recorded = Self::default();
        for file in site.named {
            recorded.text = &file.document.text;
            file.document.outline().walk(&mut recorded);
        }
        recorded
    }
}

impl<'o> OutlineVisitor<'o> for RecordedResponses<'_> {
    fn key(&mut self, path: &KeyPath<'o>) {
        if let [.., examples, headers, name] = path
            && (examples.name.as_str(), headers.name.as_str()) == ("examples", "headers")
        {
            self.headers.entry(name.name.to_ascii_lowercase()).or_default();
        }
    }

    fn string(&mut self, path: &KeyPath<'o>, node: &'o Node) {
        let names: Vec<&str> = path.iter().map(|key| key.name.as_str()).collect();
        let text = || node.text(self.text).unwrap_or_default();
        match names.as_slice() {
            [.., "examples", "body"] if self.bodies.len() < MOST_BODIES && node.span.len() < LONGEST_BODY => {
                let body = serde_json::from_str(&text()).ok();
                self.bodies.extend(body);
            }
            [.., "examples", "headers", name] => {
                let value = shortened(&text());
                self.headers.insert(name.to_ascii_lowercase(), Some(value));
            }
            ["envelope", "details"] | ["envelope", "details", "at"] => {
                let place = text().into_owned();
                self.details.push(place);
            }
            _ => {}
        }
    }
}

/// Adds the locations of a value and of all below it. Of a list, the first element stands for all.
fn collect(value: &Value, pointer: &mut String, found: &mut BTreeMap<String, Option<String>>) {
    if found.len() >= MOST_LOCATIONS {
        return;
    }
    let shown = match value {
        Value::Object(_) | Value::Array(_) | Value::Null => None,
        plain => Some(shortened(&plain.to_string())),
    };
    found.entry(pointer.clone()).or_insert(shown);
    let length = pointer.len();
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                pointer.push('/');
                pointer.push_str(&escaped(name));
                collect(member, pointer, found);
                pointer.truncate(length);
            }
        }
        Value::Array(elements) => {
            if let Some(first) = elements.first() {
                pointer.push_str("/0");
                collect(first, pointer, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// Returns the name of a member as a location has it.
fn escaped(name: &str) -> String {
    let plain = name.replace('~', "~0").replace('/', "~1");
    if plain == "*" { "~2".to_owned() } else { plain }
}

/// Returns the elements of the list at a location.
fn elements<'v>(body: &'v Value, place: &str) -> Vec<&'v Value> {
    let place = place.split("/*").next().unwrap_or_default();
    match body.pointer(place) {
        Some(Value::Array(elements)) => elements.iter().collect(),
        Some(Value::Object(members)) => members.values().collect(),
        Some(other) => vec![other],
        None => Vec::new(),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::collect;

    #[test]
    fn the_locations_of_a_body_are_its_pointers() {
        let body = json!({ "error": { "a/b": 1, "~": "x" }, "list": [{ "c": null }, { "d": 1 }], "*": true });
        let mut found = BTreeMap::new();
        collect(&body, &mut String::new(), &mut found);
        let expected = ["", "/error", "/error/a~1b", "/error/~0", "/list", "/list/0", "/list/0/c", "/~2"];
        assert_eq!(found.keys().collect::<Vec<_>>(), expected);
        assert!(found.iter().all(|(location, _)| location == "/~2" || body.pointer(location).is_some()));
    }
}
