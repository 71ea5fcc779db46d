//! An error as a status of gRPC, with the details of google.rpc.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use std::collections::HashMap;

use ::tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt as _};

use super::Encoder;
use super::draft::Draft;
use super::tree::Tree;
use crate::generated::{Generated, Instance};
use crate::named::is_message;
use crate::render::{display, entry_of};
use crate::table::BodyKind;
use crate::tonic::{code, key};
use crate::value::Value;

/// The longest message, and the most that values and violations may take together, in bytes.
const MESSAGE: usize = 1024;
const DETAILS: usize = 2048;

/// Members of a sub-error that say where it is, and what it is.
const PLACES: &[&str] = &["field", "location", "issueLocation", "path", "pointer", "param", "parameter", "property"];
const TEXTS: &[&str] = &["description", "message", "issue", "detail", "reason", "title", "error"];

/// The error with what the encoder was given.
///
/// ```
/// use tonic_types::StatusExt;
///
/// # #[errspec::table("../../../specs/frankieone.toml")] pub enum FrankieOneError {}
/// let status = tonic::Status::from(FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0"));
/// assert_eq!(status.get_details_request_info().unwrap().request_id, "01GVEDZ0");
/// ```
impl<E: Generated> From<Encoder<'_, E>> for Status {
    fn from(encoder: Encoder<'_, E>) -> Self {
        encoder.draft.grpc_status()
    }
}

impl Draft<'_> {
    fn grpc_status(&self) -> Status {
        let facts = self.facts();
        let message = facts.message.clone().unwrap_or_else(|| Shown(self.error).to_string());
        let message = cut(&message);
        let mut details = ErrorDetails::new();
        let mut metadata = self.metadata(&message);
        if let Some(code) = facts.code {
            metadata.insert("code".to_owned(), code.to_string());
        }
        details.set_error_info(facts.name, self.error.table().name, metadata);
        if let Some(delay) = facts.retry_after {
            details.set_retry_info(Some(delay));
        }
        if let Some(id) = &self.request_id {
            details.set_request_info(id, "");
        }
        if let Some(docs) = facts.docs() {
            details.add_help_link(facts.title(), docs);
        }
        if (400..500).contains(&facts.status) {
            self.violations(&mut details);
        }
        let code = if facts.status == 0 { Code::Unknown } else { code(facts.status) };
        Status::with_error_details(code, message, details)
    }

    /// The values of the variant that the message alone does not say.
    fn metadata(&self, message: &str) -> HashMap<String, String> {
        let (mut metadata, mut room) = (HashMap::new(), DETAILS);
        let Some(entry) = entry_of(self.error) else { return metadata };
        for (number, field) in entry.carried().iter().enumerate() {
            let Some(value) = self.error.field(number) else { continue };
            let text = match &value {
                Value::List(_) => value.to_json().as_str().to_owned(),
                Value::Json(json) => json.as_str().to_owned(),
                value => value.to_string(),
            };
            let said = is_message(entry, field) && text == message;
            let size = text.len() + field.name.len();
            if !said && size <= room {
                room -= size;
                metadata.insert(key(field).to_owned(), text);
            }
        }
        metadata
    }

    fn violations(&self, details: &mut ErrorDetails) {
        let (mut violations, mut room) = (alloc::vec::Vec::new(), DETAILS);
        for (name, tree) in &self.details {
            let field = name.clone().or_else(|| member(tree, PLACES)).unwrap_or_default();
            let description = member(tree, TEXTS).or_else(|| text(tree));
            let description = description.unwrap_or_else(|| tree.write(BodyKind::Json));
            let size = field.len() + description.len();
            if size > room {
                break;
            }
            room -= size;
            violations.push(FieldViolation::new(field, description));
        }
        if !violations.is_empty() {
            details.set_bad_request(violations);
        }
    }
}

/// The error's message, also where it keeps none.
struct Shown<'e>(&'e dyn Instance);

impl core::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        display(self.0, f)
    }
}

/// A message that is not too long.
fn cut(message: &str) -> String {
    const SIGN: &str = "…";
    if message.len() <= MESSAGE {
        return message.to_owned();
    }
    let end = (0..=MESSAGE - SIGN.len()).rev().find(|end| message.is_char_boundary(*end)).unwrap_or_default();
    let mut short = message.get(..end).unwrap_or_default().to_owned();
    short.push_str(SIGN);
    short
}

/// The text of the first of these members that has one.
fn member(tree: &Tree, names: &[&str]) -> Option<String> {
    let Tree::Object(members) = tree else { return None };
    names.iter().find_map(|wanted| text(members.iter().find(|(name, _)| name == wanted).map(|(_, member)| member)?))
}

/// The text of a string.
fn text(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Value(json) => crate::Json::from_valid(json.clone()).as_string(),
        _ => None,
    }
}
