//! The changes of envelopes, and of the locations of values.

use errspec_codegen::Model;
use errspec_codegen::model::{Envelope, Place, ValueSource};

use super::change::Changes;
use super::rules::{
    ENVELOPE_ADDED, ENVELOPE_CHANGED, ENVELOPE_REMOVED, LOCATION_ADDED, LOCATION_CHANGED, LOCATION_DROPPED,
};
use super::text;

/// Adds the changes of all envelopes. Those with an `id` are known by it, the others by their order.
pub(super) fn compare_all(old: &Model, new: &Model, changes: &mut Changes) {
    let (olds, news) = keyed(old, new);
    for (key, _) in olds.iter().filter(|(key, _)| !news.iter().any(|(other, _)| other == key)) {
        changes.add(&ENVELOPE_REMOVED, &subject(key), (None, None));
    }
    for (key, after) in &news {
        match olds.iter().find(|(other, _)| other == key) {
            Some((_, before)) => compare(&subject(key), (before, after), changes),
            None => changes.add(&ENVELOPE_ADDED, &subject(key), (None, None)),
        }
    }
}

/// The `id` of an envelope, or its number among those without one.
type Key<'m> = (Option<&'m str>, usize);

type Keyed<'m> = (Key<'m>, &'m Envelope);

/// Returns the envelopes of two tables with their keys. Where one table has a single envelope, it is the first of the other: a table may
/// give it an `id`, or add others, at any time.
fn keyed<'m>(old: &'m Model, new: &'m Model) -> (Vec<Keyed<'m>>, Vec<Keyed<'m>>) {
    let (mut olds, mut news) = (keys(old), keys(new));
    adapt(&mut olds, &news);
    adapt(&mut news, &olds);
    (olds, news)
}

fn adapt<'m>(ones: &mut [Keyed<'m>], others: &[Keyed<'m>]) {
    if let ([(key, _)], Some((first, _))) = (ones, others.first())
        && !others.iter().any(|(other, _)| other == key)
    {
        *key = *first;
    }
}

fn keys(model: &Model) -> Vec<Keyed<'_>> {
    let mut unnamed = 0..;
    let key = |envelope: &'_ Envelope| if envelope.id.is_some() { 0 } else { unnamed.next().unwrap_or_default() };
    let numbers: Vec<usize> = model.envelopes.iter().map(key).collect();
    model.envelopes.iter().zip(numbers).map(|(envelope, number)| ((envelope.id.as_deref(), number), envelope)).collect()
}

fn subject((id, number): &Key<'_>) -> String {
    match id {
        Some(id) => format!("[envelope] {id}"),
        None if *number == 0 => "[envelope]".to_owned(),
        None => format!("[envelope] {}", number + 1),
    }
}

fn compare(subject: &str, (old, new): (&Envelope, &Envelope), changes: &mut Changes) {
    for (name, before, after) in [
        ("code", &old.code, &new.code),
        ("message", &old.message, &new.message),
        ("name", &old.name, &new.name),
        ("request_id", &old.request_id, &new.request_id),
        ("status", &old.status, &new.status),
        ("retry_after", &old.retry_after, &new.retry_after),
        ("details", &old.details, &new.details),
    ] {
        compare_source(&format!("{subject} {name}"), (before, after), changes);
    }
    for (name, before, after) in layout(old).into_iter().zip(layout(new)).map(|((name, a), (_, b))| (name, a, b)) {
        if before != after {
            changes.add(&ENVELOPE_CHANGED, &format!("{subject} {name}"), (before, after));
        }
    }
}

/// Returns what tells a layout from others and how it is written, beside the locations of its values.
fn layout(envelope: &Envelope) -> [(&'static str, Option<String>); 11] {
    let constants = envelope.constants.iter().map(|(at, value)| format!("`{at}` = {}", text::literal(value)));
    let retry = envelope.retry.iter().map(|conditions| text::conditions(conditions).unwrap_or_default());
    let retry: Vec<String> = retry.collect();
    [
        ("body", Some(format!("{:?}", envelope.body).to_lowercase())),
        ("parts", envelope.parts.map(|parts| format!("{parts:?}").to_lowercase())),
        ("when", text::conditions(&envelope.when)),
        ("no_code", text::list(&envelope.no_code)),
        ("status form", Some(format!("{:?}", envelope.status_form).to_lowercase())),
        ("retry", retry.iter().any(|text| !text.is_empty()).then(|| retry.join("; "))),
        ("details shape", Some(format!("{:?}", envelope.details_shape).to_lowercase())),
        ("errors", envelope.errors.as_ref().map(ToString::to_string)),
        ("in_2xx", Some(envelope.in_2xx.to_string())),
        ("media_type", Some(envelope.media_type.clone())),
        ("constants", text::list(constants)),
    ]
}

fn compare_source(subject: &str, (old, new): (&ValueSource, &ValueSource), changes: &mut Changes) {
    let written = |source: &ValueSource| source.places.iter().find(|place| !place.read_only).cloned();
    let (before, after) = (written(old), written(new));
    let text = |place: Option<&Place>| place.map(text::place);
    if before != after && before.is_some() {
        changes.add(&LOCATION_CHANGED, subject, (text(before.as_ref()), text(after.as_ref())));
    }
    let reads = |source: &ValueSource, place: &Place| source.places.iter().any(|other| is_same_place(other, place));
    for place in old.places.iter().filter(|place| !reads(new, place)) {
        changes.add(&LOCATION_DROPPED, subject, (Some(text::place(place)), None));
    }
    let is_new_written = |place: &Place| before.is_some() && after.as_ref() == Some(place);
    for place in new.places.iter().filter(|place| !reads(old, place) && !is_new_written(place)) {
        changes.add(&LOCATION_ADDED, subject, (None, Some(text::place(place))));
    }
}

/// Returns `true` if a value is read from both places in the same way.
fn is_same_place(one: &Place, other: &Place) -> bool {
    let mut one = one.clone();
    one.read_only = other.read_only;
    one == *other
}
