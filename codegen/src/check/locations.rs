//! The locations that a table writes.

use crate::ast::{AstChoice, AstCondition, AstEntry, AstEnvelope, AstField, AstPlace, AstSource, AstTable, Given};
use crate::sorting::sort_by_key;
use crate::source::At;

/// The envelopes in whose responses a location is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope<'t> {
    All,
    /// The envelope with this `id`.
    Named(&'t str),
    One(&'t AstEnvelope),
}

impl Scope<'_> {
    /// Returns `true` if a location is read in the responses of an envelope.
    pub(super) fn has(self, envelope: &AstEnvelope) -> bool {
        match self {
            Self::All => true,
            Self::Named(id) => envelope.id.as_ref().is_ok_and(|it| it.as_ref().is_some_and(|it| it.value == id)),
            Self::One(one) => std::ptr::eq(one, envelope),
        }
    }
}

/// A location, as it is written, and where it is read.
pub(super) type WrittenLocation<'t> = (&'t At<String>, Scope<'t>);

/// Returns the locations of the values of an envelope.
pub(super) fn of_values(envelope: &AstEnvelope) -> impl Iterator<Item = WrittenLocation<'_>> {
    let AstEnvelope { code, message, name, request_id, status, retry_after, details, .. } = envelope;
    let sources = [code, message, name, request_id, status, retry_after, details];
    sources.into_iter().flat_map(places).flat_map(of_place).map(|text| (text, Scope::One(envelope)))
}

/// Returns the locations of all conditions and fields of a table, but for those of `[detail]`.
pub(super) fn of_conditions_and_fields(table: &AstTable) -> impl Iterator<Item = WrittenLocation<'_>> {
    let envelopes = table.envelopes.iter().flatten().flat_map(of_tests);
    let success = of_conditions(&table.success.when).map(|text| (text, Scope::All));
    let fields = of_fields(&table.fields, Scope::All);
    let entries = table.entries.iter().flat_map(|entry| {
        let own = only(entry).unwrap_or(Scope::All);
        let cases = entry.cases.iter().flat_map(move |case| of_entry(case, only(case).unwrap_or(own)));
        of_entry(entry, own).chain(cases)
    });
    envelopes.chain(success).chain(fields).chain(entries)
}

/// Returns the locations that an envelope tests.
fn of_tests(envelope: &AstEnvelope) -> impl Iterator<Item = WrittenLocation<'_>> {
    let retry = envelope.retry.as_ref().ok().and_then(Option::as_ref);
    let retry = retry.into_iter().flat_map(|retry| [&retry.never, &retry.after, &retry.poll]);
    let tested = std::iter::once(&envelope.when).chain(retry).flat_map(of_conditions);
    tested.map(|text| (text, Scope::One(envelope)))
}

/// Returns the locations with `*`, those with the most of them first.
pub(crate) fn with_most_stars(table: &AstTable) -> Vec<&At<String>> {
    let values = table.envelopes.iter().flatten().flat_map(of_values);
    let detail = of_fields(table.detail.as_deref().unwrap_or_default(), Scope::All);
    let all = values.chain(of_conditions_and_fields(table)).chain(detail).map(|(text, _)| text);
    let count = |text: &At<String>| text.value.split('/').filter(|segment| segment.starts_with('*')).count();
    let mut stars: Vec<&At<String>> = all.filter(|text| count(text) > 0).collect();
    sort_by_key(&mut stars, |text| std::cmp::Reverse(count(text)));
    stars
}

fn of_entry<'t>(entry: &'t AstEntry, scope: Scope<'t>) -> impl Iterator<Item = WrittenLocation<'t>> {
    of_conditions(&entry.when).map(move |text| (text, scope)).chain(of_fields(&entry.fields, scope))
}

/// Returns the envelope in which alone an entry is found.
pub(super) fn only(entry: &AstEntry) -> Option<Scope<'_>> {
    match &entry.envelope {
        Ok(Some(AstChoice { id, only: true })) => Some(Scope::Named(&id.value)),
        _ => None,
    }
}

fn of_conditions(conditions: &Given<Vec<AstCondition>>) -> impl Iterator<Item = &At<String>> {
    let conditions = conditions.as_ref().ok().and_then(Option::as_ref).into_iter().flatten();
    conditions
        .flat_map(|condition| std::iter::once(&condition.location).chain(condition.others.iter().flatten().flatten()))
}

fn of_fields<'t>(fields: &'t [AstField], scope: Scope<'t>) -> impl Iterator<Item = WrittenLocation<'t>> {
    fields.iter().flat_map(|field| places(&field.source)).flat_map(move |place| {
        let scope = place.envelope.as_ref().map_or(scope, |id| Scope::Named(&id.value));
        of_place(place).map(move |text| (text, scope))
    })
}

/// Iterates over the places of a source.
pub(super) fn places(source: &Given<AstSource>) -> impl Iterator<Item = &AstPlace> {
    source.as_ref().ok().and_then(Option::as_ref).into_iter().flat_map(|source| &source.places)
}

/// Returns the locations of a place.
pub(super) fn of_place(place: &AstPlace) -> impl Iterator<Item = &At<String>> {
    place.at.iter().chain(place.join.iter().flat_map(|join| &join.value))
}

/// Returns the place to which a value is written.
pub(super) fn written_place(source: &Given<AstSource>) -> Option<&AstPlace> {
    { places(source) }.find(|place| !place.read_only.is_some_and(|it| it.value))
}

/// Returns all entries, each with `None`, and followed by its cases with the entry.
pub(super) fn with_parents(table: &AstTable) -> impl Iterator<Item = (&AstEntry, Option<&AstEntry>)> {
    table
        .entries
        .iter()
        .flat_map(|entry| std::iter::once((entry, None)).chain(entry.cases.iter().map(move |case| (case, Some(entry)))))
}

/// Returns the envelope in which an entry is written. A case without an envelope has that of its entry.
pub(super) fn envelope_of<'t>(
    table: &'t AstTable,
    entry: &AstEntry,
    parent: Option<&AstEntry>,
) -> Option<&'t AstEnvelope> {
    let envelopes = table.envelopes.as_deref().ok()?;
    let chosen = |entry: &AstEntry| Some(entry.envelope.as_ref().ok()?.as_ref()?.id.value.clone());
    match chosen(entry).or_else(|| chosen(parent?)) {
        Some(id) => {
            envelopes.iter().find(|it| it.id.as_ref().is_ok_and(|it| it.as_ref().is_some_and(|it| it.value == id)))
        }
        None => envelopes.get(entry.default_envelope),
    }
}
