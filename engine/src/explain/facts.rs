//! The facts about an entry, as texts.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use crate::retry::{Applied, Retry};
use crate::table::{Entry, Field};

/// Returns the properties of an entry that take few words, each with its name.
pub(super) fn facts(entry: Entry<'_>) -> Vec<(&'static str, String)> {
    let facts = [
        ("Case of", entry.parent().map(|parent| parent.name().to_string())),
        ("Codes", joined(entry.codes().iter())),
        ("Also written", joined(entry.aliases().iter())),
        ("Exit status", entry.exit().map(|status| status.to_string())),
        ("HTTP status", joined(entry.statuses().iter())),
        ("Retry", retry(entry)),
        ("Applied", applied(entry.applied())),
        ("Since", entry.since().map(ToString::to_string)),
        ("Deprecated", entry.deprecated().map(deprecated)),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Joins texts; returns `None` if there are none.
fn joined(texts: impl Iterator<Item = impl ToString>) -> Option<String> {
    let texts: Vec<String> = texts.map(|text| text.to_string()).collect();
    if texts.is_empty() { None } else { Some(texts.join(", ")) }
}

fn retry(entry: Entry<'_>) -> Option<String> {
    let words = match entry.retry() {
        Retry::Never => "never",
        Retry::After => "after a delay",
        Retry::Poll => "after polling",
        _ => return None,
    };
    Some(match entry.retry_after() {
        Some(delay) if entry.retry() == Retry::Poll => format!("{words}, every {}", seconds(delay)),
        Some(delay) => format!("{words} of {}", seconds(delay)),
        None => words.into(),
    })
}

fn seconds(delay: Duration) -> String {
    let (whole, rest) = (delay.as_secs(), delay.subsec_millis());
    if rest == 0 { format!("{whole} s") } else { format!("{whole}.{} s", format!("{rest:03}").trim_end_matches('0')) }
}

fn applied(applied: Applied) -> Option<String> {
    match applied {
        Applied::No => Some("no, the failed call has not taken effect".into()),
        Applied::Yes => Some("yes, the failed call has taken effect".into()),
        _ => None,
    }
}

fn deprecated(replacement: &str) -> String {
    if replacement.is_empty() { "yes".into() } else { format!("use {replacement}") }
}

/// Returns a field with its type.
pub(super) fn field(field: &Field<'_>) -> String {
    let optional = if field.is_required() { "" } else { ", optional" };
    let values = joined(field.restriction().values().iter().map(|value| format!("`{value}`")));
    let values = values.map_or_else(String::new, |values| format!(", one of {values}"));
    format!("{}: {}{optional}{values}", field.name(), field.ty().name())
}
