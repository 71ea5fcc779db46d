//! Locations, and the sources of values.

use std::collections::HashSet;

use super::delay_unit::check_delay_unit;
use super::header_text::check_place_text;
use super::message::{MOST_PARAMETERS, check_distinct, check_template};
use super::numeral::{Numeral, check_between_numbers};
use super::reach::{Reach, check_location_within, reach_in_text};
use super::restriction::{check_parameters, check_restriction, check_whole_text};
use super::unit::check_unit;

use crate::ast::{AstPlace, AstRestriction, AstSource, Given, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Suggestion};
use crate::model::{Encoding, Location, Place, Restriction, Segment, Template, Type, Unit, ValueSource};
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;
use crate::template::IGNORED;

/// The properties of a value that its source depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ValueSpec<'n> {
    /// The name of the value, and of its parameter in templates.
    pub(crate) name: &'n str,
    pub(crate) ty: Type,
    pub(crate) role: SourceRole,
    pub(crate) reach: Reach,
    /// For a field, the texts that it may have; those of any other value are restricted at its place.
    pub(crate) restriction: Option<&'n Restriction>,
}

/// The role of a value, on which the keys of its source depend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SourceRole {
    Plain,
    /// Takes `type`.
    Status,
    /// Takes `unit`.
    Delay,
    /// A duration or a point in time, which takes `unit`.
    Timed,
    /// Takes `map`. A `*` leads to all sub-errors.
    Details,
    /// A list, of which a `*` leads to all elements.
    List,
}

/// Checks the source of a value.
pub(crate) fn check_source(
    written: &Given<AstSource>,
    value: ValueSpec<'_>,
    sink: &mut Diagnostics<'_>,
) -> Checked<ValueSource> {
    let Some(source) = given(written)? else { return Ok(ValueSource::default()) };
    if source.places.is_empty() {
        let diagnostic = Diagnostic::new(&rules::EMPTY_SOURCE, source.span, "empty list of locations");
        return Err(sink.report(diagnostic));
    }
    let checked: Vec<_> = source.places.iter().map(|place| check_place(place, value, sink)).collect();
    let places = checked.into_iter().collect::<Checked<Vec<Place>>>()?;
    for (number, (place, written)) in places.iter().zip(&source.places).enumerate() {
        let Some(first) = places.iter().take(number).position(|first| first == place) else { continue };
        let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, written.span, "this location is in the list twice");
        let first = source.places.get(first).map_or(source.span, |first| first.span);
        let suggestion = Suggestion::remove_element("remove one of them", sink.text(), written.span);
        return Err(sink.report(diagnostic.related(first, "is read first").suggest(suggestion)));
    }
    Ok(ValueSource { places })
}

fn check_place(written: &AstPlace, value: ValueSpec<'_>, sink: &mut Diagnostics<'_>) -> Checked<Place> {
    let misplaced = check_role(written, value.role, sink);
    let misplaced = misplaced.and(check_own_keys(written, value, sink)).and(check_reading(written, value, sink));
    let templates: Vec<_> =
        written.template.iter().map(|text| check_source_template(written, text, value, sink)).collect();
    let templates = templates.into_iter().collect::<Checked<Vec<_>>>();
    // An invalid template of a source without a location may be the location.
    if written.at.is_none() && written.join.is_none() {
        templates.as_ref().map_err(|rejected| *rejected)?;
    }
    let locations = check_locations(written, value.reach, sink);
    misplaced?;
    let templates = templates?;
    check_total(written, &templates, sink)?;
    check_distinct(&written.template, sink)?;
    let locations = locations?;
    check_joined(written, &locations, sink)?;
    check_charset(written, &locations, sink)?;
    check_selected(written, &locations, value, sink)?;
    check_place_text(written, &locations, sink)?;
    let parameters = check_place_parameters(written, value, &templates, sink)?;
    let is_gathered = check_gathered(written, &locations, value, sink)?;
    if value.role == SourceRole::Delay {
        check_delay_unit(written, &templates, sink)?;
    }
    let unit = check_unit(written.unit.filter(|_| value.role == SourceRole::Timed), value.name, value.ty, sink)?
        .or(written.unit.map(|unit| unit.value));
    // The end of a delay is never written: that would take a clock.
    let is_end = value.role == SourceRole::Delay && unit.is_some_and(Unit::is_moment);
    Ok(Place {
        locations,
        is_gathered,
        envelope: written.envelope.as_ref().map(|id| id.value.clone()),
        with: written.with.as_ref().map_or_else(|| "/".to_owned(), |with| with.value.clone()),
        templates,
        parameters,
        encoding: written.encoding.map(|encoding| encoding.value).unwrap_or_default(),
        untrimmed: written.trim.is_some_and(|trim| !trim.value),
        unit,
        read_only: is_end || written.read_only.is_some_and(|it| it.value),
    })
}

/// Returns `true` if the value is a list whose elements are gathered through `*`.
fn check_gathered(
    written: &AstPlace,
    locations: &[Location],
    value: ValueSpec<'_>,
    sink: &mut Diagnostics<'_>,
) -> Checked<bool> {
    let is_in_pairs = |location: &Location| matches!(location, Location::Embedded { kind, .. } if kind.is_pairs());
    let is_list = matches!(value.role, SourceRole::List | SourceRole::Details);
    if is_list && locations.iter().any(is_in_pairs) {
        let title = "a list in a text of keys and values";
        let help =
            "the values of keys are texts: give the list the `separator` between its elements, or another `type`";
        return Err(sink.report(Diagnostic::new(&rules::BAD_LOCATION, written.span, title).help(help)));
    }
    let (path, reach) = match locations {
        [Location::Body { path, .. }] => (path, value.reach),
        [Location::Embedded { path, kind, .. }] => (path, reach_in_text(*kind)),
        _ => return Ok(false),
    };
    let has_lists = matches!(reach, Reach::Response | Reach::Detail | Reach::Xml);
    let Some(star) = path.iter().position(|it| *it == Segment::Any).filter(|_| is_list && has_lists) else {
        return Ok(false);
    };
    if let Some(template) = written.template.first() {
        let title = "a template takes one text apart, and this list has several";
        let help = "remove the `template`, or give the field another `type` to read the first text";
        return Err(sink.report(Diagnostic::new(&rules::MISPLACED_KEY, template.span, title).help(help)));
    }
    if path.iter().skip(star).any(|segment| matches!(segment, Segment::Chain(_))) {
        let title = "a chain after a `*`";
        let help =
            "the elements of a list are gathered through names, `*` and selectors; put `name**` before the first `*`";
        return Err(sink.report(Diagnostic::new(&rules::BAD_LOCATION, written.span, title).help(help)));
    }
    Ok(true)
}

/// Checks that a header has the charset of its source. A body has that of its media type.
fn check_charset(written: &AstPlace, locations: &[Location], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let Some(encoding) = written.encoding.filter(|encoding| encoding.value == Encoding::Latin1) else { return Ok(()) };
    if locations.iter().all(Location::is_in_header) {
        return Ok(());
    }
    let title = "`encoding = \"iso-8859-1\"` of a value that is not in a header";
    let help = "remove it: a body is read in the `charset` of its `content-type`, and written in UTF-8";
    Err(sink.report(Diagnostic::new(&rules::MISPLACED_KEY, encoding.span, title).help(help)))
}

/// Checks that a selector, which selects an object, is not the location of a single value.
fn check_selected(
    written: &AstPlace,
    locations: &[Location],
    value: ValueSpec<'_>,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let ends = |location: &Location| match location {
        Location::Body { path, name: false } | Location::Embedded { path, name: false, .. } => {
            matches!(path.last(), Some(Segment::Select { .. }))
        }
        _ => false,
    };
    if value.role == SourceRole::Details || value.ty == Type::Json || !locations.iter().any(ends) {
        return Ok(());
    }
    let at = written.at.as_ref().map_or(written.span, |at| at.span);
    let text = written.at.as_ref().map_or("/…", |at| at.value.as_str());
    let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, at, "a selector is not the location of a value")
        .label("is the object that has this member")
        .help(format!("add the member with the value: `{text}/value`"));
    Err(sink.report(diagnostic))
}

/// Checks that several locations are joined.
fn check_joined(written: &AstPlace, locations: &[Location], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let Some(join) = &written.join else { return Ok(()) };
    let diagnostic = match (join.value.as_slice(), locations) {
        ([only], _) => Diagnostic::new(&rules::MISPLACED_KEY, join.span, "`join` of one location")
            .label("there is nothing to join it with")
            .help(format!("write `at = {:?}`", only.value)),
        (written, locations) => {
            let repeats = |(number, it): (usize, &Location)| locations.iter().take(number).any(|first| first == it);
            let place = locations.iter().enumerate().position(repeats);
            let Some(again) = place.and_then(|place| written.get(place)) else { return Ok(()) };
            Diagnostic::new(&rules::BAD_LOCATION, again.span, "this location is joined twice")
                .suggest(Suggestion::remove_element("remove one of them", sink.text(), again.span))
        }
    };
    Err(sink.report(diagnostic))
}

fn check_locations(written: &AstPlace, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<Vec<Location>> {
    let locations: Vec<&At<String>> = match (&written.at, &written.join) {
        (Some(at), _) => vec![at],
        (None, Some(join)) => join.value.iter().collect(),
        (None, None) => Vec::new(),
    };
    if locations.is_empty() {
        let span = written.join.as_ref().map_or(written.span, |join| join.span);
        let diagnostic = Diagnostic::new(&rules::EMPTY_SOURCE, span, "this source has no location")
            .help("give it `at = \"/…\"`, or `join = [\"/…\", \"/…\"]`");
        return Err(sink.report(diagnostic));
    }
    let checked: Vec<_> = locations.into_iter().map(|location| check_location_within(location, reach, sink)).collect();
    checked.into_iter().collect()
}

/// Checks that `unit`, `map` and `type` are only used for the one value that takes them.
fn check_role(written: &AstPlace, role: SourceRole, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut result = Ok(());
    let mut misplaced = |span: Option<Span>, takes_it: SourceRole, key: &str, place: &str| {
        let Some(span) = span.filter(|_| role != takes_it) else { return };
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, format!("`{key}` has no meaning here"))
            .help(format!("remove it: `{key}` belongs to {place}"));
        result = Err(sink.report(diagnostic));
    };
    if role != SourceRole::Timed {
        misplaced(
            written.unit.map(|it| it.span),
            SourceRole::Delay,
            "unit",
            "`envelope.retry_after`, and to a field with `type = \"duration\"` or `\"time\"`",
        );
    }
    if let (SourceRole::Details, Some(shape), Some(template)) = (role, written.shape, written.template.first()) {
        let title = "a `template` of sub-errors that are the members of an object";
        let diagnostic =
            Diagnostic::new(&rules::MISPLACED_KEY, template.span, title).related(shape.span, "an object is no text");
        return Err(sink.report(diagnostic.help("remove the `template`, or `map`")));
    }
    misplaced(written.shape.map(|it| it.span), SourceRole::Details, "map", "`envelope.details`");
    misplaced(written.phrase, SourceRole::Status, "type = \"phrase\"", "`envelope.status`");
    result
}

/// Checks that a place has the keys of its value only where they are not elsewhere.
fn check_own_keys(written: &AstPlace, value: ValueSpec<'_>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let AstRestriction { ty, values, chars, longest, not_empty, thousands } = &written.own;
    let stated = [
        ("type", ty.map(|it| it.span)),
        ("values", values.as_ref().map(|it| it.span)),
        ("chars", chars.as_ref().map(|it| it.span)),
        ("longest", longest.map(|it| it.span)),
        ("not_empty", not_empty.map(|it| it.span)),
        ("thousands", thousands.as_ref().map(|it| it.span)),
    ];
    let mut result = Ok(());
    for (key, span) in stated.into_iter().filter_map(|(key, span)| Some((key, span?))) {
        let help = match value.role {
            _ if value.restriction.is_some() => format!("remove it: the `{key}` of a field is next to its `at`"),
            SourceRole::Delay if matches!(key, "type" | "values" | "thousands") => {
                "remove it: a delay is a delay".to_owned()
            }
            SourceRole::Details => "remove it: sub-errors are described in `[detail]`".to_owned(),
            _ => continue,
        };
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, format!("`{key}` has no meaning here"));
        result = Err(sink.report(diagnostic.help(help)));
    }
    let is_other = |ty: &At<Type>| !matches!(ty.value, Type::String | Type::Integer);
    if let Some(ty) = ty.filter(|ty| value.role == SourceRole::Status && is_other(ty)) {
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_VALUE, ty.span, "a status is an integer or a string");
        result = Err(sink
            .report(diagnostic.help(
                "write `type = \"string\"` if it is written as a string, or `\"phrase\"` with its reason phrase",
            )));
    }
    result
}

/// Checks that the text is decoded, or kept with its blanks, only where it is a text.
fn check_reading(written: &AstPlace, value: ValueSpec<'_>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let is_text = !matches!(value.role, SourceRole::Details | SourceRole::List) && value.ty != Type::Json;
    let mut result = Ok(());
    let mut misplaced = |span: Span, key: &str, help: &str| {
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, span, format!("`{key}` has no meaning here"));
        result = Err(sink.report(diagnostic.help(help)));
    };
    let is_charset = |encoding: &At<Encoding>| encoding.value == Encoding::Latin1;
    let is_encoded = |encoding: &At<Encoding>| (is_text && value.role != SourceRole::Delay) || is_charset(encoding);
    if let Some(encoding) = written.encoding.filter(|encoding| !is_encoded(encoding)) {
        misplaced(encoding.span, "encoding", "remove it: only a text can be encoded");
    }
    if let Some(trim) = written.trim {
        if !is_text {
            misplaced(trim.span, "trim", "remove it: only the ends of a text are trimmed");
        } else if matches!(value.reach, Reach::Pairs | Reach::Lines) {
            misplaced(trim.span, "trim", "remove it: the blanks around a value belong to the form or line");
        }
    }
    result
}

/// Returns the restrictions of the parameters of a place.
fn check_place_parameters(
    written: &AstPlace,
    value: ValueSpec<'_>,
    templates: &[Template],
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<(String, Restriction)>> {
    let own = match value.restriction {
        // The field tests its value itself, if the place has no template.
        Some(_) if templates.is_empty() => Restriction::of_type(Type::String),
        Some(own) => own.clone(),
        // The `type` of a status is that in which it is written.
        None if value.role == SourceRole::Status => {
            let own = AstRestriction { ty: None, ..written.own.clone() };
            check_restriction(value.name, &own, sink)?
        }
        None => check_restriction(value.name, &written.own, sink)?,
    };
    if templates.is_empty() {
        check_whole_text(written.own.longest, sink)?;
    }
    check_parameters(written, (value.name, own), templates, sink)
}

/// Checks the number of parameters of all templates of a place, which share their values.
fn check_total(written: &AstPlace, templates: &[Template], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let names: HashSet<&String> = templates.iter().flat_map(|template| &template.parameters).collect();
    if names.len() <= MOST_PARAMETERS {
        return Ok(());
    }
    let title = format!("the templates of this source have {} parameters", names.len());
    let diagnostic = Diagnostic::new(&rules::TOO_MANY_FIELDS, written.span, title);
    Err(sink.report(diagnostic.label(format!("at most {MOST_PARAMETERS}"))))
}

/// Checks a template of a source, which must have the parameter for the value.
fn check_source_template(
    written: &AstPlace,
    text: &At<String>,
    value: ValueSpec<'_>,
    sink: &mut Diagnostics<'_>,
) -> Checked<Template> {
    let restricted = |name: &str| written.parameters.iter().find(|(parameter, _)| parameter.value == name);
    let stated = |name: &str| match restricted(name) {
        Some((_, restriction)) => restriction.ty,
        None if name == value.name && value.role != SourceRole::Status => written.own.ty,
        None => None,
    };
    let types = |name: &str| match stated(name) {
        Some(ty) => ty.value,
        None if name == value.name => value.ty,
        None => Type::String,
    };
    let thousands = |name: &str| match (restricted(name), value.restriction) {
        (Some((_, restriction)), _) => restriction.thousands.as_ref().map(|mark| mark.value.as_str()),
        (None, Some(own)) if name == value.name => own.thousands.as_deref(),
        (None, None) if name == value.name => written.own.thousands.as_ref().map(|mark| mark.value.as_str()),
        (None, _) => None,
    };
    let parsed = check_template(text, &types, sink)?;
    check_between_numbers(text, &parsed, &|name| Numeral { ty: types(name), thousands: thousands(name) }, sink)?;
    let mut template = parsed.template;
    if template.parameters.iter().any(|name| name == value.name) {
        template.lead_with(value.name);
        return Ok(template);
    }
    let others = template.parameters.iter().map(String::as_str).filter(|name| *name != IGNORED);
    let similar = suggest::nearest(value.name, others).map(|other| format!("{{{other}}}"));
    let place = similar.and_then(|other| text.value.find(&other).map(|start| (start, other)));
    let title = format!("this template has no parameter `{{{}}}`", value.name);
    let diagnostic = match place {
        Some((start, other)) => {
            let span = sink.span_in(text, start, start + other.len());
            let edit = Edit::replace(span, format!("{{{}}}", value.name));
            let message = format!("did you mean `{{{}}}` instead of `{other}`?", value.name);
            let suggestion = (span != text.span).then(|| Suggestion::new(&message, vec![edit]).maybe_incorrect());
            Diagnostic::new(&rules::TEMPLATE_WITHOUT_VALUE, span, title)
                .help(message)
                .suggest_some(suggestion.map(Suggestion::without_lines))
        }
        None => Diagnostic::new(&rules::TEMPLATE_WITHOUT_VALUE, text.span, title)
            .help(format!("put `{{{}}}` where the value is in the text", value.name)),
    };
    Err(sink.report(diagnostic.label("no part of this text is the value")))
}
