//! Locations and sources.

use super::message::check_template;
use crate::ast::{AstPlace, AstSource, Given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::location::parse_location;
use crate::model::{Location, Place, Segment, Template, Type, Unit, ValueSource};
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;

/// What a value is, as far as its source must know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ValueSpec<'n> {
    /// Its name: the parameter that stands for it in templates.
    pub(crate) name: &'n str,
    pub(crate) ty: Type,
    pub(crate) role: SourceRole,
    pub(crate) reach: Reach,
}

/// Which of the keys of a source mean something for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SourceRole {
    Plain,
    /// `type`
    Status,
    /// `unit`
    Delay,
    /// `map`
    Details,
}

/// Which locations there are where a value is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Any.
    Response,
    /// The whole body, or a header.
    Text,
    /// A key at the top of the body, or a header.
    Pairs,
    /// A key before the `:` or `=` of a line, or a header.
    Lines,
    /// Elements and attributes by their names, or a header.
    Xml,
    /// Relative to a sub-error, whose own key can be asked for, and which has no headers.
    Detail,
}

/// Reads a location of a response.
pub(crate) fn check_location(text: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<Location> {
    check_location_within(text, Reach::Response, sink)
}

/// Reads a location and asks whether it exists where it is looked for.
pub(crate) fn check_location_within(text: &At<String>, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<Location> {
    let location = parse_location(&text.value).map_err(|bad| {
        sink.report(Diagnostic::new(&rules::BAD_LOCATION, text.span, bad.title).help_or_hint(bad.help))
    })?;
    let problem = match (&location, reach) {
        (Location::Header(_), Reach::Detail) => Some((
            "a sub-error has no headers",
            "give a location relative to the sub-error, or declare the value under the top-level `[fields]`",
        )),
        (
            Location::Body { path, name: true },
            Reach::Response | Reach::Text | Reach::Pairs | Reach::Lines | Reach::Xml,
        ) if path.is_empty() => Some(("the body as a whole has no name", "`~#` is the name of a member: `/*~#`")),
        (Location::Body { path, .. }, Reach::Text) if !path.is_empty() => {
            Some(("a plain text has no members", "use `\"\"` for the whole text; a `template` takes it apart"))
        }
        (Location::Body { path, .. }, Reach::Pairs | Reach::Lines) if path.len() > 1 => {
            Some(("a body of keys and values has one level", "give the key alone: `/key`"))
        }
        (Location::Body { path, .. }, Reach::Lines)
            if names(path).any(|name| name.contains([':', '=', '\n', '\r'])) =>
        {
            Some(("no line has this key", "a key ends before the `:` or `=` of its line"))
        }
        (Location::Body { path, .. }, Reach::Xml) if !names(path).all(is_xml_name) => Some((
            "this is no name of an element or attribute",
            "an element is named by letters, digits, `-`, `_`, `.` and `:`: `/Error/Code`; an attribute has an `@` before \
             its name: `/Error/@code`",
        )),
        _ => None,
    };
    match problem {
        None => Ok(location),
        Some((title, help)) => Err(sink.report(Diagnostic::new(&rules::BAD_LOCATION, text.span, title).help(help))),
    }
}

fn names(path: &[Segment]) -> impl Iterator<Item = &str> {
    path.iter().filter_map(|segment| match segment {
        Segment::Name(name) => Some(name.as_str()),
        Segment::Any => None,
    })
}

/// Whether an element or, with `@` before it, an attribute can have this name.
fn is_xml_name(name: &str) -> bool {
    let name = name.strip_prefix('@').unwrap_or(name);
    name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '\u{b7}') || !c.is_ascii())
        && !name.contains(char::is_whitespace)
}

/// Reads a source.
pub(crate) fn check_source(
    given: &Given<AstSource>,
    value: ValueSpec<'_>,
    sink: &mut Diagnostics<'_>,
) -> Checked<ValueSource> {
    let Some(source) = given.as_ref().map_err(|rejected| *rejected)? else { return Ok(ValueSource::default()) };
    if source.places.is_empty() {
        let diagnostic =
            Diagnostic::new(&rules::EMPTY_SOURCE, source.span, "this source is empty").label("no location");
        return Err(sink.report(diagnostic));
    }
    let checked: Vec<_> = source.places.iter().map(|it| check_place(it, value, sink)).collect();
    Ok(ValueSource { places: checked.into_iter().collect::<Checked<_>>()? })
}

fn check_place(written: &AstPlace, value: ValueSpec<'_>, sink: &mut Diagnostics<'_>) -> Checked<Place> {
    let misplaced = check_role(written, value.role, sink);
    let locations = check_locations(written, value.reach, sink);
    let templates: Vec<_> = written.template.iter().map(|it| check_own_template(it, value, sink)).collect();
    misplaced?;
    let unit = written.unit.map(|unit| unit.value).unwrap_or_default();
    Ok(Place {
        locations: locations?,
        with: written.with.as_ref().map_or_else(|| "/".to_owned(), |with| with.value.clone()),
        templates: templates.into_iter().collect::<Checked<_>>()?,
        unit,
        // What ends at a moment is not written: that would take a clock.
        read_only: unit == Unit::Unix || written.read_only.is_some_and(|it| it.value),
    })
}

fn check_locations(written: &AstPlace, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<Vec<Location>> {
    let locations: Vec<&At<String>> = match (&written.at, &written.join) {
        (Some(at), _) => vec![at],
        (None, Some(join)) => join.value.iter().collect(),
        (None, None) => Vec::new(),
    };
    if locations.is_empty() {
        let span = written.join.as_ref().map_or(written.span, |join| join.span);
        let diagnostic = Diagnostic::new(&rules::EMPTY_SOURCE, span, "this source does not say where its value stands")
            .help("give it `at = \"/…\"`, or `join = [\"/…\", \"/…\"]`");
        return Err(sink.report(diagnostic));
    }
    let checked: Vec<_> = locations.into_iter().map(|location| check_location_within(location, reach, sink)).collect();
    checked.into_iter().collect()
}

/// `unit`, `map` and `type` mean something for one value each.
fn check_role(written: &AstPlace, role: SourceRole, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut result = Ok(());
    let mut misplaced = |span: Option<Span>, home: SourceRole, key: &str, place: &str| {
        let Some(span) = span.filter(|_| role != home) else { return };
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, format!("`{key}` means nothing here"))
            .help(format!("remove it: `{key}` goes with {place}"));
        result = Err(sink.report(diagnostic));
    };
    misplaced(written.unit.map(|it| it.span), SourceRole::Delay, "unit", "`envelope.retry_after`");
    misplaced(written.shape.map(|it| it.span), SourceRole::Details, "map", "`envelope.details`");
    misplaced(
        written.form.map(|it| it.span),
        SourceRole::Status,
        "type",
        "`envelope.status`; the type of a field stands beside its `at`",
    );
    result
}

/// A template of a source: it must have the parameter that is the value.
fn check_own_template(text: &At<String>, value: ValueSpec<'_>, sink: &mut Diagnostics<'_>) -> Checked<Template> {
    let types = |name: &str| if name == value.name { value.ty } else { Type::String };
    let mut template = check_template(text, &types, sink)?.template;
    if !template.parameters.iter().any(|name| name == value.name) {
        let others: Vec<&str> = template.parameters.iter().map(String::as_str).filter(|name| *name != "_").collect();
        let help = match suggest::nearest(value.name, others.iter().copied()) {
            Some(other) => format!("did you mean `{{{}}}` where it says `{{{other}}}`?", value.name),
            None => format!("put `{{{}}}` where the value stands in the text", value.name),
        };
        let diagnostic = Diagnostic::new(
            &rules::TEMPLATE_WITHOUT_VALUE,
            text.span,
            format!("this template has no parameter `{{{}}}`", value.name),
        )
        .label("nothing here is the value")
        .help(help);
        return Err(sink.report(diagnostic));
    }
    template.lead_with(value.name);
    Ok(template)
}
