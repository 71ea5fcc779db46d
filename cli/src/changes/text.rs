//! Values of a table as text.

use std::fmt::Display;

use errspec_codegen::model::{Applied, Condition, JsonType, Literal, Place, Retry, Test, ValueSource};

/// Joins values with commas; `None` if there is none.
pub(super) fn list<T: Display>(values: impl IntoIterator<Item = T>) -> Option<String> {
    let texts: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// Returns a duration in seconds, without zeros at its end.
fn seconds(duration: std::time::Duration) -> String {
    format!("{}s", duration.as_secs_f64())
}

pub(super) fn retry(retry: Retry) -> Option<String> {
    let with_delay = |name: &str, delay: Option<std::time::Duration>| match delay {
        Some(delay) => format!("{name} {}", seconds(delay)),
        None => name.to_owned(),
    };
    match retry {
        Retry::Never => Some("never".to_owned()),
        Retry::After(delay) => Some(with_delay("after", delay)),
        Retry::Poll(delay) => Some(with_delay("poll", delay)),
        _ => None,
    }
}

pub(super) fn applied(applied: Applied) -> Option<String> {
    match applied {
        Applied::No => Some("no".to_owned()),
        Applied::Yes => Some("yes".to_owned()),
        Applied::Maybe => Some("maybe".to_owned()),
        _ => None,
    }
}

/// Returns the places of a source as a table writes them.
pub(super) fn source(source: &ValueSource) -> Option<String> {
    list(source.places.iter().map(place))
}

/// Returns a place as a table writes it, with its form in parentheses.
pub(super) fn place(place: &Place) -> String {
    let locations: Vec<String> = place.locations.iter().map(ToString::to_string).collect();
    let mut text = match locations.join(&place.with) {
        root if root.is_empty() => "the whole body".to_owned(),
        joined => joined,
    };
    let mut form: Vec<String> = place.templates.iter().map(|template| format!("`{template}`")).collect();
    form.extend(place.unit.map(|unit| format!("in {}", unit.name())));
    form.extend(place.read_only.then(|| "read only".to_owned()));
    form.extend(place.envelope.as_ref().map(|id| format!("in `{id}`")));
    if !form.is_empty() {
        text.push_str(&format!(" ({})", form.join(", ")));
    }
    text
}

/// Returns conditions, each in words.
pub(super) fn conditions(conditions: &[Condition]) -> Option<String> {
    let texts: Vec<String> = conditions.iter().map(condition).collect();
    (!texts.is_empty()).then(|| texts.join(" and "))
}

fn condition(condition: &Condition) -> String {
    let location = list(std::iter::once(&condition.location).chain(&condition.others)).unwrap_or_default();
    let words = |texts: &[String]| texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(" or ");
    let literals = |values: &[Literal]| values.iter().map(literal).collect::<Vec<_>>().join(" or ");
    match &condition.test {
        Test::Is(values) => format!("`{location}` is {}", literals(values)),
        Test::Not(values) => format!("`{location}` is not {}", literals(values)),
        Test::Present(true) => format!("`{location}` is there"),
        Test::Present(false) => format!("`{location}` is absent"),
        Test::StartsWith(texts) => format!("`{location}` begins with {}", words(texts)),
        Test::EndsWith(texts) => format!("`{location}` ends with {}", words(texts)),
        Test::MediaType(texts) => format!("`{location}` is the media type {}", words(texts)),
        Test::Type(types) => {
            let names: Vec<&str> = types.iter().copied().map(JsonType::name).collect();
            format!("`{location}` is of type {}", names.join(" or "))
        }
        _ => format!("`{location}`"),
    }
}

pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(value) => value.to_string(),
        other => format!("{other:?}"),
    }
}
