//! Limits: what the run-time form of a table has no room for.
//!
//! No table comes near them; one that does is told so instead of being cut short.

use super::Context;
use super::layout::NOWHERE;
use super::template::IGNORED;
use crate::model::{Entry, Template, ValueSource};

/// What is exceeded, in words for the user.
pub(super) fn check(cx: &Context<'_>) -> Option<String> {
    let name = &cx.model.name;
    let room = usize::from(NOWHERE);
    let details = cx.detail.iter().map(|(slots, layout)| (slots, layout));
    for (slots, layout) in details.chain([(&cx.body, &cx.layout)]) {
        if slots.len() >= room || layout.exceeded {
            return Some(format!(
                "errspec: the table `{name}` reads more values than a decoder can tell apart ({room})"
            ));
        }
    }
    if cx.model.entries.len() >= u32::MAX as usize {
        return Some(format!("errspec: the table `{name}` has more than {} entries", u32::MAX));
    }
    let most = IGNORED as usize;
    let wide = cx.model.entries.iter().find(|entry| parameters(entry) > most)?;
    Some(format!(
        "errspec: the entry `{}` of the table `{name}` has a text with more than {most} parameters",
        wide.name
    ))
}

/// The most parameters that any text of an entry needs numbers for.
fn parameters(entry: &Entry) -> usize {
    // A parameter's number is that of its field, so it is the place of the last one that counts.
    let last = |template: &Template| {
        let place = |name: &String| entry.fields.iter().position(|field| field.name == *name).map_or(0, |at| at + 1);
        template.parameters.iter().map(place).max().unwrap_or_default()
    };
    let messages = entry.message.templates().iter().map(last).max().unwrap_or_default();
    let sources = entry.fields.iter().map(|field| alternatives(&field.source)).max().unwrap_or_default();
    messages.max(sources)
}

fn alternatives(source: &ValueSource) -> usize {
    let templates = source.places.iter().flat_map(|alternative| &alternative.templates);
    templates.map(|template| template.parameters.len()).max().unwrap_or_default()
}
