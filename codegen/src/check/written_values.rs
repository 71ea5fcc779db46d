//! The values of an envelope that are written to places which exclude each other.

use super::locations::places;
use super::written_fields::is_member;
use crate::ast::{AstEnvelope, AstSource, AstTable, Given};
use crate::diagnostics::{Diagnostic, Diagnostics, Edit, Suggestion};
use crate::location::parse_location;
use crate::model::{BodyKind, Location, Segment};
use crate::rules;
use crate::source::At;

/// A value of an envelope: its name, the location to which it is written, and that location as it is read.
struct WrittenValue<'t> {
    name: &'static str,
    at: &'t At<String>,
    location: Location,
}

/// Checks that the values of each envelope can be written together.
pub(crate) fn check_written_values(table: &AstTable, sink: &mut Diagnostics<'_>) {
    for envelope in table.envelopes.iter().flatten() {
        let Ok(body) = envelope.body else { continue };
        let values = values(envelope);
        let problem = same(&values).or_else(|| match body.map(|body| body.value) {
            None | Some(BodyKind::Json) => within(&values, BodyKind::Json),
            Some(BodyKind::Xml) => other_root(&values, sink).or_else(|| within(&values, BodyKind::Xml)),
            _ => None,
        });
        if let Some(diagnostic) = problem {
            sink.report(diagnostic);
        }
    }
}

/// Returns the texts and numbers that are written, each as the whole value of its location.
fn values(envelope: &AstEnvelope) -> Vec<WrittenValue<'_>> {
    let AstEnvelope { code, message, name, request_id, status, retry_after, .. } = envelope;
    let sources = [
        ("code", code),
        ("message", message),
        ("name", name),
        ("request_id", request_id),
        ("status", status),
        ("retry_after", retry_after),
    ];
    sources.into_iter().filter_map(|(name, source)| written(name, source)).collect()
}

fn written<'t>(name: &'static str, source: &'t Given<AstSource>) -> Option<WrittenValue<'t>> {
    let place = { places(source) }.find(|place| !place.read_only.is_some_and(|it| it.value))?;
    let at = place.at.as_ref().filter(|_| place.template.is_empty())?;
    Some(WrittenValue { name, at, location: parse_location(&at.value).ok()? })
}

/// Describes a value at the location of the code or the message, of which one replaces the other. A status may be the code.
fn same(values: &[WrittenValue<'_>]) -> Option<Diagnostic> {
    let is_main = |value: &&WrittenValue<'_>| matches!(value.name, "code" | "message");
    let others = values.iter().filter(|value| matches!(value.name, "name" | "request_id" | "retry_after"));
    let mut pairs = others.flat_map(|other| values.iter().filter(is_main).map(move |main| (other, main)));
    let (other, main) = pairs.find(|(other, main)| other.location == main.location)?;
    let title = format!("`{}` is at the location of the {}", other.name, main.name);
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, other.at.span, title)
        .label("only one of the two can be written")
        .related(main.at.span, format!("the {}", main.name));
    Some(diagnostic.help(match other.name {
        "name" => "remove `name`: it is the location of a further name, beside the code",
        _ => "give it a location of its own; a part of a text has a `template`",
    }))
}

/// Describes a text or number with a member, or the text of an element of XML that has elements.
fn within(values: &[WrittenValue<'_>], body: BodyKind) -> Option<Diagnostic> {
    let mut pairs = values.iter().flat_map(|outer| values.iter().map(move |inner| (outer, inner)));
    let (outer, inner) = pairs.find(|(outer, inner)| is_member(&inner.location, &outer.location, body))?;
    let (needed, label) = match body {
        BodyKind::Xml => ("an element with elements", "an element has text or elements"),
        _ => ("an object or a list", "a text or a number has no members"),
    };
    let title = format!("`{}` is where `{}` needs {needed}", outer.name, inner.at.value);
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, outer.at.span, title)
        .label(label)
        .related(inner.at.span, "is written within it");
    Some(diagnostic.help(format!(
        "write `{}` to a location of its own, and keep this one behind it: `[\"/…\", {:?}]`",
        outer.name, outer.at.value
    )))
}

/// Describes the values in another root element than most.
fn other_root(values: &[WrittenValue<'_>], sink: &Diagnostics<'_>) -> Option<Diagnostic> {
    let rooted: Vec<_> = values.iter().filter_map(|value| Some((value, root(&value.location)?))).collect();
    let count = |root: &str| rooted.iter().filter(|(_, own)| *own == root).count();
    let (first, first_root) = rooted.first()?;
    let (second, second_root) = rooted.iter().find(|(_, root)| root != first_root)?;
    let title = "a body has one root element";
    let Some((usual, root)) = rooted.iter().find(|(_, root)| 2 * count(root) > rooted.len()) else {
        return Some(
            Diagnostic::new(&rules::BAD_LOCATION, second.at.span, title)
                .label(format!("`{}` is written to the root `{second_root}`", second.name))
                .related(first.at.span, format!("`{}` is written to the root `{first_root}`", first.name))
                .help(format!(
                    "begin both with `/{first_root}`, or both with `/{second_root}`; a location that is only read has `read_only = true`"
                )),
        );
    };
    let odd: Vec<_> = rooted.iter().filter(|(_, own)| own != root).collect();
    let (other, other_root) = odd.first()?;
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, other.at.span, title)
        .label(format!("is written to the root `{other_root}`"))
        .related(usual.at.span, format!("the root is `{root}` here"));
    // Names of elements that differ in the case of a letter are rarely meant.
    let is_case = odd.iter().all(|(_, own)| own.eq_ignore_ascii_case(root));
    let sure = |suggestion: Suggestion| if is_case { suggestion } else { suggestion.maybe_incorrect() };
    if let Some(rest) = other.at.value.strip_prefix(&format!("/{other_root}")).filter(|_| odd.len() == 1) {
        let message = "write {}; a location that is only read has `read_only = true`";
        return Some(diagnostic.suggest(sure(Suggestion::string(message, other.at.span, &format!("/{root}{rest}")))));
    }
    let named = |(value, own): &&&(&WrittenValue<'_>, &str)| {
        let is_plain = value.at.value.get(1..).is_some_and(|path| path.starts_with(own));
        is_plain.then(|| Edit::replace(sink.span_in(value.at, 1, 1 + own.len()), *root))
    };
    let edits: Option<Vec<Edit>> = odd.iter().map(|it| named(&it)).collect();
    let message = format!("write `/{root}` for `/{other_root}`; a location that is only read has `read_only = true`");
    let suggestion = edits.map(|edits| Suggestion::new(message.clone(), edits));
    Some(diagnostic.help(message).suggest_some(suggestion.map(sure)))
}

fn root(location: &Location) -> Option<&str> {
    match location {
        Location::Body { path, .. } => match path.first()? {
            Segment::Name(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}
