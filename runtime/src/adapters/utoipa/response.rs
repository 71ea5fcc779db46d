//! Responses of OpenAPI.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use ::utoipa::openapi::extensions::Extensions;
use ::utoipa::openapi::header::Header;
use ::utoipa::openapi::{Content, Response, ResponseBuilder};

use super::convert::schema_of;
use super::mark::{component, marked};
use crate::adapters::schema::{EntrySchema, HeaderSchema, common_headers, union};

/// Returns the response that describes the entries of one status.
pub(super) fn response(status: u16, entries: &[EntrySchema]) -> Response {
    let (mut lines, mut owners): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut media_types: Vec<(&str, Vec<EntrySchema>)> = Vec::new();
    for schema in entries {
        let line = line(schema);
        if !lines.contains(&line) {
            lines.push(line);
        }
        if !owners.contains(&schema.owner.as_str()) {
            owners.push(&schema.owner);
        }
        match media_types.iter_mut().find(|(own, _)| *own == schema.media_type) {
            Some((_, group)) => group.push(schema.clone()),
            None => media_types.push((schema.media_type, alloc::vec![schema.clone()])),
        }
    }
    let name = component(&format!("{}.{status}", owners.join("-")));
    let mut response = ResponseBuilder::new().description(lines.join("\n")).extensions(Some(marked(&name)));
    for header in common_headers(entries) {
        response = response.header(header.name.clone(), header_of(header));
    }
    for (media_type, group) in media_types {
        response = response.content(media_type, Content::new(Some(schema_of(&union(&group)))));
    }
    response.build()
}

/// Returns the item of the description that stands for an entry.
fn line(schema: &EntrySchema) -> String {
    match schema.entry.summary() {
        Some(summary) => format!("- `{}`: {summary}", schema.entry.name()),
        None => format!("- `{}`", schema.entry.name()),
    }
}

fn header_of(header: HeaderSchema) -> Header {
    let mut built = Header::new(schema_of(&header.shape));
    built.description = header.about;
    if header.required {
        // The type has no such member. What is among the extensions is written beside the other members.
        built.extensions = Some(Extensions::from_iter([("required", true)]));
    }
    built
}
