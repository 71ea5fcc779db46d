//! The trial of a table: every entry is written and read back, and every recorded example is decoded, before code is generated.
//!
//! If several entries have the same shape and each has a unique code, the trial succeeds for all of them or for none. Only the first
//! of them is tried.

use std::collections::btree_map::Entry as MapEntry;
use std::collections::{BTreeMap, HashMap, HashSet};

use errspec_engine::Found;
use errspec_engine::body::check_json;
use errspec_engine::decode::{Decoded, Incoming, decode, detect};
use errspec_engine::encode::Encoded;
use errspec_engine::table::{BodyKind, Entry, Envelope, Example, Table};
use errspec_engine::template::{Piece, pieces};
use errspec_engine::trace::trace;
use errspec_engine::trial::{TrialError, TrialErrorKind, Untyped, accepts_refused_messages, try_entry};

use crate::ast::{AstEntry, AstExample, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::excluded::excluded_condition;
use crate::model::{EntryId, Model};
use crate::rules;
use crate::source::Span;

/// The most candidates of a code, or without a code, that are all tried. Each trial takes time for every candidate.
const MOST_CANDIDATES: usize = 64;

/// The most entries that are all tried because the table has a template for codes.
const MOST_TEMPLATES: usize = 1000;

/// The most entries that fail before the others are left for the next run.
const MOST_FAILURES: usize = 100;

/// Tries the entries and the recorded examples. `spans` has the span of the name of each entry in the model.
pub(crate) fn try_table(model: &Model, written: &AstTable, spans: &[Span], sink: &mut Diagnostics<'_>) {
    let table = model.table();
    let decoded = try_examples(&table, written, sink);
    let selection = Selection::new(model, &table);
    // If several entries of an envelope are not found, the cause is usually the envelope, so they share a diagnostic.
    let mut unknown: BTreeMap<usize, (Diagnostic, Vec<Span>)> = BTreeMap::new();
    let candidates = || {
        let entries = table.entries().zip(spans);
        entries.filter(|(entry, _)| is_readable(*entry) && !decoded.contains(&entry.number()))
    };
    // Entries that may be confused with others are more likely to fail, so they come before the limit.
    let contested = candidates().filter(|(entry, _)| selection.contested.contains(&entry.number()));
    let others = candidates().filter(|(entry, _)| selection.is_first_of_shape_only(*entry));
    let tried = contested.chain(others).take(most_entries(&table));
    let failed = tried.filter_map(|(entry, span)| Some((entry, span, try_entry(entry, &Untyped(&table)).err()?)));
    for (entry, span, error) in failed.take(MOST_FAILURES) {
        if !matches!(error.kind, TrialErrorKind::Unknown { .. }) || !entry.when().is_empty() {
            let excluded = excluded_condition(model, written, *span, sink);
            sink.report(excluded.unwrap_or_else(|| never_read_back(entry, *span, &error)));
            continue;
        }
        match unknown.entry(entry.envelope_number()) {
            MapEntry::Vacant(free) => _ = free.insert((never_read_back(entry, *span, &error), Vec::new())),
            MapEntry::Occupied(known) => known.into_mut().1.push(*span),
        }
    }
    for (first, related) in unknown.into_values() {
        sink.report(with_related(first, &related));
    }
}

/// Adds the other entries with the same error to a diagnostic.
fn with_related(first: Diagnostic, related: &[Span]) -> Diagnostic {
    const SHOWN: usize = 3;
    let diagnostic =
        related.iter().take(SHOWN).fold(first, |diagnostic, span| diagnostic.related(*span, "so does this one"));
    match related.len().saturating_sub(SHOWN) {
        0 => diagnostic,
        more => diagnostic.note(format!("so do {more} more entries of this envelope")),
    }
}

/// Returns the most entries that are tried, so that a trial takes about a tenth of the time of the other checks. A round trip takes
/// time for every location of the table, so that one of thousands of entries with locations of their own would take most of it.
fn most_entries(table: &Table<'_>) -> usize {
    const FLOOR: usize = 100;
    let budget = 2_000_000 + 300 * table.entries().count();
    let round_trip = 1500 + 4 * (table.body().slots() + table.headers().len());
    (budget / (2 * round_trip)).max(FLOOR)
}

/// Returns `true` if this build can read the body of an entry.
fn is_readable(entry: Entry<'_>) -> bool {
    let reads = |kind: BodyKind| kind != BodyKind::Xml || cfg!(feature = "xml");
    entry.envelope().is_some_and(|envelope| reads(envelope.body()))
}

/// The entries that are tried.
struct Selection {
    /// The entries that may be confused with another one.
    contested: HashSet<u32>,
    /// The first entry of each shape.
    first_of_shape: HashSet<u32>,
}

impl Selection {
    fn new(model: &Model, table: &Table<'_>) -> Self {
        let rows = model.lookup.rows.iter().map(|row| row.candidates.as_slice());
        let classes = model.lookup.classes.iter().map(|row| row.candidates.as_slice());
        let lists = rows.filter(|row| row.len() > 1).chain(classes).chain([model.lookup.codeless.as_slice()]);
        let contested = lists.filter(|list| list.len() <= MOST_CANDIDATES).flatten().copied();
        let mut selection = Self { contested: contested.map(number).collect(), first_of_shape: HashSet::new() };
        let shared = CodeSlots::new(table);
        let has_template = has_code_template(table);
        let depends_on_code = table.entries().filter(|entry| has_template || shared.are_used_by(*entry));
        selection.contested.extend(depends_on_code.take(MOST_TEMPLATES).map(|entry| entry.number()));
        let mut shapes: HashSet<Vec<u8>> = HashSet::new();
        let first_of_shape = table.entries().filter(|entry| shapes.insert(entry.shape()));
        selection.first_of_shape.extend(first_of_shape.map(|entry| entry.number()));
        selection
    }

    fn is_first_of_shape_only(&self, entry: Entry<'_>) -> bool {
        self.first_of_shape.contains(&entry.number()) && !self.contested.contains(&entry.number())
    }
}

/// The slots of codes and statuses in a body. If a condition or a field reads them too, the code of an entry decides if the entry is
/// found, and entries of the same shape do not stand for each other.
struct CodeSlots {
    slots: HashSet<u32>,
    /// The envelopes with a condition on such a slot.
    envelopes: HashSet<usize>,
}

impl CodeSlots {
    fn new(table: &Table<'_>) -> Self {
        let all = || table.envelopes().iter().enumerate();
        let sources = all().flat_map(|(_, envelope)| [envelope.code(), envelope.status()]);
        let slots: HashSet<u32> =
            sources.flat_map(|source| source.places().iter()).flat_map(|place| place.slots().iter()).collect();
        let has_condition = |envelope: &Envelope<'_>| envelope.when().iter().any(|it| slots.contains(&it.slot));
        let envelopes = all().filter(|(_, envelope)| has_condition(envelope)).map(|(number, _)| number).collect();
        Self { slots, envelopes }
    }

    fn are_used_by(&self, entry: Entry<'_>) -> bool {
        let places = || entry.carried().iter().filter_map(|field| field.source().written_in(entry.envelope()));
        self.envelopes.contains(&entry.envelope_number())
            || entry.when().iter().any(|condition| self.slots.contains(&condition.slot))
            || places().any(|place| place.slots().iter().any(|slot| self.slots.contains(&slot)))
            || entry.code().and_then(|code| code.as_str()).is_some_and(is_unusual)
    }
}

/// Returns `true` for a code that some kinds of bodies and headers do not keep as it is.
fn is_unusual(code: &str) -> bool {
    code.trim() != code || code.contains(char::is_control)
}

fn number(id: EntryId) -> u32 {
    u32::try_from(id.index()).unwrap_or(u32::MAX)
}

/// Returns `true` if codes are part of a text, encoded, restricted or joined. Then the text of a code decides if it can be read.
fn has_code_template(table: &Table<'_>) -> bool {
    let mut places = table.envelopes().iter().flat_map(|envelope| envelope.code().places());
    places.any(|place| !place.is_whole() || place.slots().len() > 1)
}

fn never_read_back(entry: Entry<'_>, span: Span, error: &TrialError) -> Diagnostic {
    let name = entry.name();
    let (title, help) = match &error.kind {
        TrialErrorKind::OtherEntry(other) => (
            format!("the response that is written for `{name}` decodes to `{other}`"),
            "distinguish the two by a `status` or a `message`, or make sure that all conditions of the `when` are written: by a \
             value, or by a field with `required = true`; if only the API can write them, record a response under `examples`",
        ),
        TrialErrorKind::Field { name: field, written: None, .. } => (
            format!("the field `{field}` of `{name}` has a value that was not written"),
            "something else is written at its location, such as a condition, a constant or the `symbol`: remove that, or set \
             `required = true` on the field",
        ),
        TrialErrorKind::Field { name: field, .. } => (
            format!("the field `{field}` of `{name}` does not have the value that was written"),
            "give the field a location of its own, or set `required = true` if the response always has it; in a template, the value \
             must differ from the text around it",
        ),
        TrialErrorKind::Success => (
            format!("the response that is written for `{name}` counts as a success"),
            "give the entry a status that is not 2xx; or set `in_2xx = true` on the envelope, and give the entry a code that does not \
             mean success, or the envelope a `when` that no success meets: a value, or `{ type = \"string\" }` for one that only an \
             error has",
        ),
        _ => (
            format!("the response that is written for `{name}` decodes to an unknown error"),
            "make sure that everything that the entry and its envelope require is written, and that no value is outside of what its \
             location allows (`values`, `chars`, `type`, the text of a template); if only the API can write it, record a response \
             under `examples`",
        ),
    };
    let is_field = matches!(error.kind, TrialErrorKind::Field { .. });
    let unwritten = || unwritten(entry).filter(|_| !is_field);
    let help = unwritten().or_else(|| refused_message(entry)).unwrap_or_else(|| help.to_owned());
    let diagnostic = Diagnostic::new(&rules::NEVER_READ_BACK, span, title).label(label(&error.kind)).help(help);
    diagnostic.note(format!("the response:\n{}", render(&error.response)))
}

/// Returns a help for a code or message that is never written, since no template of its place can be filled in.
fn unwritten(entry: Entry<'_>) -> Option<String> {
    let (envelope, table) = (entry.envelope()?, entry.of_table());
    let is_value = |name: &str| {
        ["code", "message", "request_id"].contains(&name)
            || entry.carried().iter().chain(table.fields().iter()).any(|field| field.name() == name)
    };
    let sources = [("code", envelope.code()), ("message", envelope.message())];
    sources.into_iter().find_map(|(value, source)| {
        let place = source.written().filter(|place| !place.templates().is_empty())?;
        let unfilled = |template: &str| {
            let mut numbers = pieces(template).filter_map(|piece| match piece {
                Piece::Parameter(number) if number > 0 => Some(number),
                _ => None,
            });
            numbers.find_map(|number| {
                let name = place.parameters().get(number as usize)?.name();
                (!is_value(name)).then_some(name)
            })
        };
        let unfilled: Option<Vec<&str>> = place.written_templates().map(unfilled).collect();
        let name = *unfilled?.first()?;
        Some(format!(
            "the {value} is not written: `{{{name}}}` in its `template` is no value of `{}`; declare `fields.{name}`, write first a \
             template without it, or record a response under `examples` if only the API can write it",
            entry.name()
        ))
    })
}

/// Returns a help for a message that is any text at locations that do not take all texts.
fn refused_message(entry: Entry<'_>) -> Option<String> {
    accepts_refused_messages(entry).then(|| {
        format!(
            "the message of `{}` is any text, and the `message` of the envelope takes only some (`type`, `values`, `chars`): give the \
             entry a wording, or the envelope a further location for other texts: `message = [{{ … }}, \"/text\"]`",
            entry.name()
        )
    })
}

fn label(kind: &TrialErrorKind) -> String {
    match kind {
        TrialErrorKind::OtherEntry(other) => format!("decodes to `{other}`"),
        TrialErrorKind::Field { written, read, .. } => {
            let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "no value".to_owned());
            format!("{} was written, {} was read", text(written), text(read))
        }
        TrialErrorKind::Unknown { reason } if !reason.is_empty() => reason.clone(),
        TrialErrorKind::Success => "counts as a success".to_owned(),
        _ => "decodes to an unknown error".to_owned(),
    }
}

/// Renders a response for a message.
fn render(response: &Encoded) -> String {
    let mut out = format!("status {}\n", response.status);
    for (name, value) in &response.headers {
        out.push_str(&format!("{name}: {value}\n"));
    }
    out + &response.body_text()
}

/// Decodes the recorded examples. Returns the numbers of the entries to which one of their examples decodes.
fn try_examples(table: &Table<'_>, written: &AstTable, sink: &mut Diagnostics<'_>) -> HashSet<u32> {
    let mut decoded = HashSet::new();
    let mut examples = WrittenExamples::new(written);
    for example in table.examples() {
        let written = examples.next(example);
        // Without the feature, an example of such a table cannot be checked.
        if !cfg!(feature = "xml") && table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Xml) {
            decoded.extend(example.entry().map(|entry| entry.number()));
            continue;
        }
        match (decode_example(table, example), example.entry()) {
            (Some(Found::Entry(found)), Some(entry)) if found.number() == entry.number() => {
                decoded.insert(entry.number());
                if let Some(warning) = written.and_then(|written| other_status(entry, written)) {
                    sink.warn(warning);
                }
            }
            (None, None) => {}
            (found, entry) => {
                if let Some(written) = written {
                    let (why, help) = (why_stray(table, example), unreadable_body(found, example));
                    let body = written.body.as_ref().ok().and_then(Option::as_ref).filter(|_| help.is_some());
                    let span = body.map_or(written.span, |body| body.span);
                    sink.report(stray_example(found, entry, span).note(why).help_or_hint(help));
                }
            }
        }
    }
    decoded
}

/// Decodes an example. Returns `None` if it is not an error.
fn decode_example<'t>(table: &'t Table<'t>, example: Example<'t>) -> Option<Found<'t>> {
    let headers = example.headers();
    let body = example.body().as_bytes();
    let incoming = Incoming { status: example.status(), headers: Some(&headers), body, clock: || None };
    let mut out = Decoded::new(body);
    match example.entry() {
        Some(_) if example.status().is_none() => Some(decode(table, &incoming, &mut out)),
        _ => detect(table, &incoming, &mut out),
    }
}

/// Returns a warning about an example that has another error status than its entry. Its code or its message has told the entry nevertheless.
/// An API that sends an error with a 2xx status is no contradiction: the status of the entry is then the one that its meaning has.
fn other_status(entry: Entry<'_>, written: &AstExample) -> Option<Diagnostic> {
    let status = written.status.as_ref().ok()?.as_ref()?;
    let recorded = u16::try_from(status.value).ok().filter(|status| *status >= 400)?;
    let has_own = entry.envelope().is_some_and(|envelope| envelope.status().places().iter().next().is_some());
    if entry.statuses().is_empty() || has_own || entry.statuses().iter().any(|range| range.contains(recorded)) {
        return None;
    }
    let stated: Vec<String> = entry.statuses().iter().map(|range| range.to_string()).collect();
    let title = format!("this example of `{}` has the status {recorded}", entry.name());
    Some(
        Diagnostic::new(&rules::EXAMPLE_STATUS, status.span, title)
            .label(format!("the entry has {}", stated.join(", "))),
    )
}

fn stray_example(found: Option<Found<'_>>, entry: Option<Entry<'_>>, span: Span) -> Diagnostic {
    let outcome = match found {
        Some(Found::Entry(entry)) => format!("decodes to `{}`", entry.name()),
        Some(Found::Unknown(_)) => "decodes to an unknown error".to_owned(),
        None => "counts as a success".to_owned(),
    };
    let title = match entry {
        Some(entry) => format!("this example of `{}` {outcome}", entry.name()),
        None => format!("this example of a success {outcome}"),
    };
    let diagnostic = Diagnostic::new(&rules::STRAY_EXAMPLE, span, title).label(outcome);
    match found {
        None => diagnostic.help(
            "if the API sends errors with a 2xx status, set `in_2xx = true` on the envelope, and make sure that neither \
             `success.codes` nor `success.when` fits the example",
        ),
        Some(_) => diagnostic,
    }
}

/// Returns why an example is not its entry: the trace of its response, with its entry and the one that was found.
fn why_stray(table: &Table<'_>, example: Example<'_>) -> String {
    let headers = example.headers();
    let body = example.body().as_bytes();
    let incoming = Incoming { status: example.status(), headers: Some(&headers), body, clock: || None };
    let mut trace = trace(table, &incoming);
    trace.candidates.sort_by_key(|candidate| Some(candidate.entry) != example.entry());
    format!("why:\n{}", trace.tree_with(2)).trim_end().to_owned()
}

/// Returns what to do about the body of an example that looks like JSON and is none, or is empty.
fn unreadable_body(found: Option<Found<'_>>, example: Example<'_>) -> Option<String> {
    let body = example.body().trim();
    matches!(found, Some(Found::Unknown(_))).then_some(())?;
    if body.is_empty() {
        return Some(
            "its body is empty: write the recorded one; an entry without a body has the wording `\"\"`".to_owned(),
        );
    }
    let error = check_json(body.as_bytes()).filter(|_| body.starts_with(['{', '[']))?;
    Some(format!("its body is {error}: write the body as it was recorded"))
}

/// The examples as they are written, in the order of the examples under each entry.
struct WrittenExamples<'t> {
    success: std::slice::Iter<'t, AstExample>,
    of_entries: HashMap<&'t str, std::slice::Iter<'t, AstExample>>,
}

impl<'t> WrittenExamples<'t> {
    fn new(table: &'t AstTable) -> Self {
        let examples = |entry: &'t AstEntry| entry.examples.as_deref().unwrap_or_default().iter();
        Self {
            success: table.success.examples.as_deref().unwrap_or_default().iter(),
            of_entries: table.entries_and_cases().map(|entry| (entry.name.value.as_str(), examples(entry))).collect(),
        }
    }

    fn next(&mut self, example: Example<'_>) -> Option<&'t AstExample> {
        match example.entry() {
            Some(entry) => self.of_entries.get_mut(entry.name())?.next(),
            None => self.success.next(),
        }
    }
}
