//! The restrictions of the texts that parameters match.

use std::collections::HashSet;

use crate::ast::{AstPlace, AstRestriction};
use crate::chars::parse_chars;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Suggestion};
use crate::model::{Restriction, Template, Type};
use crate::rules;
use crate::source::At;
use crate::suggest;
use crate::template::IGNORED;
use crate::toml_text;

/// Checks the restriction of the parameter with a name.
pub(crate) fn check_restriction(
    name: &str,
    written: &AstRestriction,
    sink: &mut Diagnostics<'_>,
) -> Checked<Restriction> {
    let ty = written.ty.map_or(Type::String, |ty| ty.value);
    let values = check_values(name, written.values.as_ref(), ty, sink);
    let chars = check_chars(name, written, ty, sink);
    let longest = check_longest(name, written, ty, sink);
    let not_empty = check_not_empty(name, written, ty, sink);
    let thousands = check_thousands(name, written, ty, sink);
    let (values, chars, longest) = (values?, chars?, longest?);
    Ok(Restriction { ty, values, chars, longest, not_empty: not_empty?, thousands: thousands? })
}

fn check_not_empty(name: &str, written: &AstRestriction, ty: Type, sink: &mut Diagnostics<'_>) -> Checked<bool> {
    let Some(not_empty) = written.not_empty.filter(|not_empty| not_empty.value) else { return Ok(false) };
    let help = match (&written.values, &written.chars) {
        _ if ty != Type::String && !ty.is_list() => "remove it: only a string or a list can be empty",
        (Some(_), _) => "remove it: a value is one of the `values`",
        (None, Some(_)) => "remove it: a text of certain `chars` has at least one",
        (None, None) => return Ok(true),
    };
    let title = format!("`not_empty` of `{name}` has no effect");
    Err(sink.report(Diagnostic::new(&rules::BAD_PARAMETER, not_empty.span, title).help(help)))
}

fn check_thousands(
    name: &str,
    written: &AstRestriction,
    ty: Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<Option<String>> {
    let Some(thousands) = &written.thousands else { return Ok(None) };
    if let Type::Duration | Type::Time = ty {
        let what = if ty == Type::Duration { "a duration" } else { "a point in time" };
        let title = format!("`thousands` of `{name}`, which is {what}");
        let diagnostic = Diagnostic::new(&rules::BAD_PARAMETER, thousands.span, title)
            .label("its digits are never grouped: a comma may begin the fraction of a second")
            .help("remove `thousands`; for a number such as `172,800`, write `type = \"integer\"`");
        return Err(sink.report(diagnostic));
    }
    let is_number = matches!(ty, Type::Integer | Type::Number);
    let is_mark = thousands.value.chars().all(|letter| !letter.is_ascii_alphanumeric() && letter != '-');
    let help = match is_number {
        true if is_mark && thousands.value.chars().count() == 1 => return Ok(Some(thousands.value.clone())),
        true => "write the character between groups of three digits, such as `\",\"`",
        false => "add `type = \"integer\"` or `type = \"number\"`, or remove `thousands`",
    };
    let title = match is_number {
        true => format!("`thousands` of `{name}` is not one character between digits"),
        false => format!("`thousands` of `{name}`, which is not a number"),
    };
    Err(sink.report(Diagnostic::new(&rules::BAD_PARAMETER, thousands.span, title).help(help)))
}

fn check_values(
    name: &str,
    written: Option<&At<Vec<At<String>>>>,
    ty: Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<String>> {
    let Some(values) = written else { return Ok(Vec::new()) };
    let mut seen = HashSet::new();
    let repeated = values.value.iter().find(|value| !seen.insert(value.value.as_str()));
    let diagnostic = if ty != Type::String {
        let title = format!("`values` of `{name}`, which is not a string");
        Diagnostic::new(&rules::BAD_VALUES, values.span, title)
            .label("only a string has `values`")
            .help("remove `values`, or make it `type = \"string\"`")
    } else if values.value.is_empty() {
        Diagnostic::new(&rules::BAD_VALUES, values.span, "empty list of values")
            .label("no string is one of these")
            .help("list the values, or remove the key to allow any string")
    } else if let Some(value) = repeated {
        Diagnostic::new(&rules::BAD_VALUES, value.span, format!("duplicate value {:?}", value.value))
            .suggest(Suggestion::remove_element("remove one of them", sink.text(), value.span))
    } else {
        return Ok(values.value.iter().map(|value| value.value.clone()).collect());
    };
    Err(sink.report(diagnostic))
}

fn check_chars(
    name: &str,
    written: &AstRestriction,
    ty: Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<Option<Vec<(char, char)>>> {
    let Some(chars) = &written.chars else { return Ok(None) };
    let diagnostic = if ty != Type::String {
        let title = format!("`chars` of `{name}`, which is not a string");
        Diagnostic::new(&rules::BAD_CHARS, chars.span, title)
            .label("only a string has `chars`")
            .help("remove `chars`, or make it `type = \"string\"`")
    } else if let Some(values) = &written.values {
        Diagnostic::new(&rules::BAD_CHARS, chars.span, format!("both `chars` and `values` of `{name}`"))
            .label("says nothing more about the values")
            .related(values.span, "lists the values")
            .help("remove `chars`")
    } else {
        match parse_chars(&chars.value) {
            Ok(ranges) => return Ok(Some(ranges)),
            Err(bad) => {
                let span = sink.span_in(chars, bad.range.start, bad.range.end);
                // How often the characters may be repeated is lost, which is rarely why `chars` is written.
                let edit = |set: String| vec![Edit::replace(chars.span, toml_text::quoted(&set))];
                let meant = bad.meant.map(|set| Suggestion::new(bad.help.as_str(), edit(set)).without_lines());
                Diagnostic::new(&rules::BAD_CHARS, span, bad.title).help(bad.help).suggest_some(meant)
            }
        }
    };
    Err(sink.report(diagnostic))
}

fn check_longest(name: &str, written: &AstRestriction, ty: Type, sink: &mut Diagnostics<'_>) -> Checked<bool> {
    let Some(longest) = written.longest.filter(|longest| longest.value) else { return Ok(false) };
    let has_one_length = matches!(ty, Type::Integer | Type::Number | Type::Boolean | Type::Duration | Type::Time)
        || written.values.is_some();
    if !has_one_length {
        return Ok(true);
    }
    let title = format!("`longest` of `{name}`, which does not match any text");
    let diagnostic = Diagnostic::new(&rules::BAD_PARAMETER, longest.span, title)
        .label("a number, a boolean, a time and one of the `values` have one length")
        .help("remove `longest`");
    Err(sink.report(diagnostic))
}

/// Returns the restrictions of the parameters of a place. `own` is that of the value.
pub(crate) fn check_parameters(
    place: &AstPlace,
    (name, own): (&str, Restriction),
    templates: &[Template],
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<(String, Restriction)>> {
    let mut result = Ok(());
    let mut all = Vec::new();
    let mut own = Some(own).filter(|own| !own.is_none());
    for (parameter, written) in &place.parameters {
        if let Err(rejected) = check_named(&parameter.value, parameter, templates, sink) {
            result = Err(rejected);
            continue;
        }
        if written.says_nothing() {
            let title = format!("the restriction of the parameter `{}` says nothing", parameter.value);
            let help = "restrict it, such as by `chars = \"A-Z_\"`, or remove it";
            result = Err(sink.report(Diagnostic::new(&rules::BAD_PARAMETER, parameter.span, title).help(help)));
            continue;
        }
        if parameter.value == name && own.is_some() {
            let title = format!("the parameter `{name}` is restricted twice");
            let help = "remove one of the two: the keys of a value are those of its parameter";
            result = Err(sink.report(Diagnostic::new(&rules::BAD_PARAMETER, parameter.span, title).help(help)));
            continue;
        }
        match check_restriction(&parameter.value, written, sink) {
            Ok(restriction) if parameter.value == name => own = Some(restriction),
            Ok(restriction) => all.push((parameter.value.clone(), restriction)),
            Err(rejected) => result = Err(rejected),
        }
    }
    result?;
    all.extend(own.map(|own| (name.to_owned(), own)));
    Ok(all)
}

/// Checks that a parameter is in one of the templates.
fn check_named(name: &str, written: &At<String>, templates: &[Template], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let names = || templates.iter().flat_map(|template| &template.parameters).map(String::as_str);
    if name != IGNORED && names().any(|known| known == name) {
        return Ok(());
    }
    let title = format!("no template has the parameter `{{{name}}}`");
    let diagnostic = Diagnostic::new(&rules::BAD_PARAMETER, written.span, title);
    Err(sink.report(match suggest::nearest(name, names().filter(|name| *name != IGNORED)) {
        _ if templates.is_empty() => diagnostic.help("give the value a `template` with this parameter"),
        Some(similar) => diagnostic
            .suggest(Suggestion::key("a similar parameter exists: {}", written.span, similar).maybe_incorrect()),
        None => diagnostic.help(format!("put `{{{name}}}` into the template, or remove the restriction")),
    }))
}

/// Checks that a value that is a whole text does not take the longest part of one.
pub(crate) fn check_whole_text(longest: Option<At<bool>>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    match longest.filter(|longest| longest.value) {
        None => Ok(()),
        Some(longest) => {
            let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, longest.span, "`longest` without a template")
                .label("the value is the whole text")
                .help("remove it, or give the text around the value as a `template`");
            Err(sink.report(diagnostic))
        }
    }
}
