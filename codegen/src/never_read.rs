//! Helps for entries that are not read back, where the cause can be told.

use errspec_engine::decode::Incoming;
use errspec_engine::table::{BodyKind, Entry, Place, Source};
use errspec_engine::template::{Piece, pieces};
use errspec_engine::trace::{EnvelopeTrace, Verdict, trace};
use errspec_engine::trial::{TrialError, TrialErrorKind, accepts_refused_messages};

/// The names of values that every response may have. Each of them also writes the text that it is part of.
const OF_EVERY_RESPONSE: [&str; 6] = ["code", "message", "request_id", "status", "name", "retry_after"];

/// Returns what to do about an entry that is not read back, if its cause is known.
pub(crate) fn help_for(entry: Entry<'_>, error: &TrialError) -> Option<String> {
    match &error.kind {
        TrialErrorKind::Field { name, .. } if name == "message" => {
            refused_message(entry).or_else(|| unwritable_message(entry)).or_else(|| unfit_envelope(entry, error))
        }
        TrialErrorKind::Field { name, .. } => other_root(entry, name),
        TrialErrorKind::OtherEntry(other) => {
            let told = unwritten(entry).or_else(|| refused_message(entry)).or_else(|| unfit_envelope(entry, error));
            told.or_else(|| less_specific(entry, other))
        }
        TrialErrorKind::Success => unwritten(entry).or_else(|| refused_message(entry)),
        _ => unwritten(entry).or_else(|| refused_message(entry)).or_else(|| unfit_envelope(entry, error)),
    }
}

/// Returns a help for an entry whose response is not read with the envelope in which it is written.
fn unfit_envelope(entry: Entry<'_>, error: &TrialError) -> Option<String> {
    let response = &error.response;
    let header = |name: &str| {
        let found = response.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    };
    let incoming =
        Incoming { status: Some(response.status), headers: Some(&header), body: &response.body, clock: || None };
    let trace = trace(entry.of_table(), &incoming);
    let own = trace.envelopes.iter().find(|it| it.number == entry.envelope_number() + 1)?;
    let named = if trace.envelopes.len() == 1 { "the envelope".to_owned() } else { name_of(own) };
    match own.verdict {
        Verdict::Condition => {
            let unmet = own.checks.iter().find(|check| !check.passes)?;
            Some(format!(
                "{named} does not fit the response: {}; only a value that must be equal to something is written for a condition: \
                 give the entry a field at that location with `required = true`, or record a response under `examples`",
                unmet.text
            ))
        }
        Verdict::NoValue => unnamed_member(entry),
        Verdict::AlsoFits => {
            let used = trace.envelopes.iter().find(|it| it.verdict == Verdict::Used)?;
            Some(format!(
                "{} fits the response, too, and comes first: put {named} before it, or tell the two apart by a `when`",
                name_of(used)
            ))
        }
        _ => None,
    }
}

fn name_of(trace: &EnvelopeTrace<'_>) -> String {
    match trace.envelope.id() {
        Some(id) => format!("the envelope `{id}`"),
        None => format!("the envelope number {}", trace.number),
    }
}

/// Returns a help for a message below a `*`, which is an element of an array, in a body that is an object.
fn unnamed_member(entry: Entry<'_>) -> Option<String> {
    let envelope = entry.envelope()?;
    let place = envelope.message().written()?;
    let location = entry.of_table().location(place.slots().first()?)?;
    (envelope.body() == BodyKind::Json && location.split('/').any(|segment| segment == "*")).then(|| {
        format!(
            "`*` of `{location}` is written as an element of an array, and something else makes an object of it: put a location with \
             the name of a member first, or record a response under `examples`"
        )
    })
}

/// Returns a help for a message of any text, if each place of the envelope's message is a part of a text that is never written.
fn unwritable_message(entry: Entry<'_>) -> Option<String> {
    let message = entry.envelope()?.message();
    let is_written = |place: &Place<'_>| place.templates().is_empty() || place.written_templates().next().is_some();
    let mut places = message.places().iter().filter(|place| !place.is_read_only());
    (!message.places().is_empty() && !places.any(|place| is_written(&place))).then(|| {
        "the message is not written, since each `template` of it has a `{_}`: write a template without one first, such as \
         `\"{message}\"`, which matches no page of HTML; or state the `message` of the entry"
            .to_owned()
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

/// Returns a help for an entry that is told by its message from one that is told by conditions.
fn less_specific(entry: Entry<'_>, other: &str) -> Option<String> {
    let found = entry.of_table().entries().find(|entry| entry.name() == other)?;
    let is_less = entry.when().is_empty() && !found.when().is_empty() && entry.wordings().next().is_some();
    is_less.then(|| {
        format!(
            "`{other}` has a `when`, and conditions count before a message: give `{}` the same `when`, or make it a case of \
             `{other}`",
            entry.name()
        )
    })
}

/// Returns a help for a field of XML whose location is not below the root of the body.
fn other_root(entry: Entry<'_>, field: &str) -> Option<String> {
    let envelope = entry.envelope().filter(|envelope| envelope.body() == BodyKind::Xml)?;
    let location = |source: Source<'_>| {
        let slot = source.written_in(entry.envelope())?.slots().first()?;
        entry.of_table().location(slot)
    };
    let field = entry.carried().iter().find(|own| own.name() == field)?;
    let (own, other) = (location(envelope.code()).or_else(|| location(envelope.message()))?, location(field.source())?);
    let own = root(&own)?;
    (root(&other)? != own).then(|| {
        format!(
            "`{other}` is not written, since the body has the root `{own}`, and a document of XML has one: begin the location with \
             `/{own}`"
        )
    })
}

/// Returns the name of the outermost element of a location; `None` for any.
fn root(location: &str) -> Option<&str> {
    location.strip_prefix('/')?.split('/').next().filter(|root| *root != "*")
}

/// The values without which a template is not written.
#[derive(Default)]
struct Lacking<'t> {
    /// The parameters that are no values.
    unknown: Vec<&'t str>,
    /// The fields of the entry that a response may lack.
    optional: Vec<&'t str>,
}

/// Returns a help for a code or message that is not written with the required fields of an entry alone.
fn unwritten(entry: Entry<'_>) -> Option<String> {
    let envelope = entry.envelope()?;
    let sources = [("code", envelope.code()), ("message", envelope.message())];
    sources.into_iter().find_map(|(value, source)| {
        let place = source.written().filter(|place| !place.templates().is_empty())?;
        let all: Vec<Lacking<'_>> = place.written_templates().map(|it| lacking(entry, &place, it)).collect();
        let nearest = all.into_iter().min_by_key(|it| (it.unknown.len(), it.optional.len()))?;
        // An entry with a code is found without its message.
        let identifies = value == "code" || entry.code().is_none();
        match (nearest.unknown.as_slice(), nearest.optional.as_slice()) {
            ([], []) => None,
            ([], optional) => identifies.then(|| of_optional(value, optional)),
            (unknown, _) => Some(of_unknown(value, unknown, entry.name())),
        }
    })
}

fn lacking<'t>(entry: Entry<'t>, place: &Place<'t>, template: &str) -> Lacking<'t> {
    let table = entry.of_table();
    let mut lacking = Lacking::default();
    for piece in pieces(template) {
        let Piece::Parameter(number @ 1..) = piece else { continue };
        let Some(parameter) = place.parameters().get(number as usize) else { continue };
        let name = parameter.name();
        if OF_EVERY_RESPONSE.contains(&name) {
            continue;
        }
        match entry.carried().iter().find(|field| field.name() == name) {
            Some(field) if field.is_required() => {}
            Some(_) => lacking.optional.push(name),
            None if table.fields().iter().any(|field| field.name() == name) => {}
            None => lacking.unknown.push(name),
        }
    }
    lacking
}

fn of_unknown(value: &str, unknown: &[&str], entry: &str) -> String {
    let (parameters, fields) = (listed(unknown, |it| format!("`{{{it}}}`")), listed(unknown, |it| format!("`{it}`")));
    let (are, them) = match unknown {
        [_] => ("is no value", "it"),
        _ => ("are no values", "them"),
    };
    format!(
        "the {value} is not written: {parameters} in its `template` {are} of `{entry}`; declare {fields} at the same location, in \
         `[fields]` or, with `required = true`, as {}; write first a template without {them}; or record a response under \
         `examples` if only the API can write it",
        listed(unknown, |it| format!("`fields.{it}`"))
    )
}

fn of_optional(value: &str, optional: &[&str]) -> String {
    let (fields, them) =
        (listed(optional, |it| format!("`fields.{it}`")), if optional.len() > 1 { "them" } else { "it" });
    format!(
        "the {value} is not written without {fields}, since its `template` has {them}: set `required = true` on {them}, or add a \
         template without {them} if the API leaves {them} out"
    )
}

fn listed(names: &[&str], shown: impl Fn(&&str) -> String) -> String {
    let shown: Vec<String> = names.iter().map(shown).collect();
    match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}
