//! Literals that look like patterns.

use std::ops::Range;

use super::code::all_codes;
use crate::ast::{AstCondition, AstEntry, AstEnvelope, AstTable, AstTest, Given};
use crate::diagnostics::{Diagnostic, Diagnostics, Edit, Suggestion};
use crate::model::{Code, Literal, Test};
use crate::rules;
use crate::source::{At, Span};
use crate::template::is_parameter_name;
use crate::toml_text::quoted;

/// The format's own means for patterns, of codes and of texts.
const OF_CODES: &str = "a class of codes is a range or a template, such as `codes = \"Neo.{_}\"`";
const OF_TEXTS: &str = "a part of a text is tested by `{ starts_with = \"…\" }` or `{ ends_with = \"…\" }`";

/// Signs of a pattern that are rare in codes and values. A `*` at an end is another sign.
const SIGNS: &[&str] = &[".*", ".+", "/*", "\\d+", "\\d*", "\\d{", "\\w+", "\\w*", "[0-9", "[a-z", "[A-Z"];

/// Parts of the names of members whose values are names of types.
const NAMES_OF_TYPES: &[&str] = &["type", "kind", "object", "class", "format", "schema", "resource", "model", "node"];

/// Warns of codes, of the values of conditions, and of media types that look like patterns: each is compared as it is.
pub(crate) fn check_patterns(table: &AstTable, sink: &mut Diagnostics<'_>) {
    for entry in &table.entries {
        all_codes(entry).filter(|code| is_pattern_code(code)).for_each(|code| warn_of_code(code, entry, sink));
    }
    for entry in table.entries_and_cases() {
        entry.message.iter().flatten().flatten().for_each(|wording| check_wording(wording, sink));
    }
    let no_codes = table.envelopes.iter().flatten().flat_map(|envelope| listed(&envelope.no_code));
    let other_codes = no_codes.chain(listed(&table.success.codes)).filter(|code| is_pattern_code(code));
    other_codes.for_each(|code| sink.warn(warning(code.span, &text_of(code)).help("list the codes")));
    for envelope in table.envelopes.iter().flatten() {
        check_media_type(envelope, sink);
    }
    conditions(table).for_each(|condition| check_condition(condition, sink));
}

/// Warns of a placeholder of another notation in a message, which is compared as it is.
fn check_wording(wording: &At<String>, sink: &mut Diagnostics<'_>) {
    let Some((start, name)) = foreign_placeholder(&wording.value) else { return };
    let length = if name.starts_with('%') { name.len() } else { name.len() + 4 };
    let shown = wording.value.get(start..start + length).unwrap_or_default();
    let span = sink.span_in(wording, start, start + length);
    let diagnostic = Diagnostic::new(&rules::LITERAL_PATTERN, span, format!("`{shown}` looks like a placeholder"))
        .label("is compared as it is");
    let diagnostic = match shown.starts_with('%') || span == wording.span {
        true => diagnostic.help("a parameter of a message is a name in braces: `{name}`"),
        false => {
            let parameter = format!("{{{name}}}");
            diagnostic.suggest(Suggestion::replace("for a parameter, write {}", span, &parameter).maybe_incorrect())
        }
    };
    sink.warn(diagnostic);
}

/// Returns the first placeholder of printf, `%s` or `%1$d`, or of Mustache, `{{name}}`, of which only the name is returned.
fn foreign_placeholder(text: &str) -> Option<(usize, &str)> {
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let mustache = text.match_indices("{{").find_map(|(start, _)| {
        let (name, _) = text.get(start + 2..)?.split_once("}}")?;
        (name.starts_with(|c: char| c.is_ascii_alphabetic()) && is_parameter_name(name)).then_some((start, name))
    });
    let printf = || {
        text.match_indices('%').find_map(|(start, _)| {
            let rest = text.get(start + 1..)?;
            let number = rest.split_once('$').map_or(0, |(number, _)| {
                if number.len() == 1 && number.as_bytes().is_ascii() && number.parse::<u8>().is_ok() { 2 } else { 0 }
            });
            if let Some(named) = rest.strip_prefix("msg").filter(|rest| is_end(rest)) {
                return text.get(start..text.len() - named.len()).map(|placeholder| (start, placeholder));
            }
            let verb = rest.get(number..)?.strip_prefix(['s', 'd', 'v', '@', 'i', 'u', 'q'])?;
            let before = text.get(..start)?.chars().next_back();
            let is_apart = before.is_none_or(|c| !c.is_alphanumeric() && c != '%');
            (is_apart && is_end(verb)).then_some((start, text.get(start..start + 2 + number)?))
        })
    };
    mustache.or_else(printf)
}

/// Returns the place in a message of the parameter with a name in the notation of another language: `%(name)s`, `%{name}`, `:name`.
pub(super) fn named_placeholder(text: &str, name: &str) -> Option<Range<usize>> {
    let notations = [
        ("%(", ")s"),
        ("%(", ")d"),
        ("%{", "}"),
        ("#{", "}"),
        ("{{", "}}"),
        ("{{ ", " }}"),
        ("<", ">"),
        ("[", "]"),
        ("%", "%"),
        (":", ""),
    ];
    notations.iter().find_map(|(before, after)| {
        let placeholder = format!("{before}{name}{after}");
        let start = text.find(&placeholder)?;
        let end = start + placeholder.len();
        let is_end = !after.is_empty() || !text.get(end..)?.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        is_end.then_some(start..end)
    })
}

/// Returns `true` for a text that is most likely meant as a pattern.
fn is_pattern(text: &str) -> bool {
    let has_star = (text.starts_with('*') || text.ends_with('*')) && text.contains(char::is_alphanumeric);
    has_star || SIGNS.iter().any(|sign| text.contains(sign)) || (text.starts_with('^') && text.ends_with('$'))
}

fn is_pattern_code(code: &At<Code>) -> bool {
    is_pattern(&text_of(code))
}

fn text_of(code: &At<Code>) -> String {
    match &code.value {
        Code::String(text) => text.clone(),
        Code::Integer(_) => String::new(),
    }
}

fn listed(codes: &Given<Vec<At<Code>>>) -> impl Iterator<Item = &At<Code>> {
    codes.iter().flatten().flatten()
}

fn warning(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(&rules::LITERAL_PATTERN, span, format!("`{text}` looks like a pattern"))
        .label("is compared as it is")
}

/// Warns of a code, and suggests the class of codes if the only part of the pattern is a `*`.
fn warn_of_code(code: &At<Code>, entry: &AstEntry, sink: &mut Diagnostics<'_>) {
    let text = text_of(code);
    // A template is a class already.
    if text.contains(['{', '}']) {
        return;
    }
    let class = (text.matches('*').count() == 1 && !text.contains(['\\', '[', '^'])).then(|| text.replace('*', "{_}"));
    let is_code = entry.code.as_ref().is_ok_and(|own| own.as_ref().is_some_and(|own| own.span == code.span));
    let suggestion = class.and_then(|class| match &entry.codes {
        Ok(Some(_)) => Some(Suggestion::string("for a class, write {}", code.span, &class).maybe_incorrect()),
        _ if is_code && matches!(entry.aliases, Ok(None)) => {
            let key = sink.key_of(code.span);
            let edits = vec![Edit::replace(key, "codes"), Edit::replace(code.span, quoted(&class))];
            let message = format!("for a class, write `codes = {}`", quoted(&class));
            (key != code.span).then(|| Suggestion::new(message, edits).maybe_incorrect().without_lines())
        }
        _ => None,
    });
    sink.warn(warning(code.span, &text).help(OF_CODES).suggest_some(suggestion));
}

/// Warns of a media type that is a range of them, which no body has.
fn check_media_type(envelope: &AstEnvelope, sink: &mut Diagnostics<'_>) {
    let Ok(Some(written)) = &envelope.media_type else { return };
    if !is_pattern(&written.value) {
        return;
    }
    let without = written.value.trim_end_matches('*');
    let suggestion = (!without.ends_with(['/', '+']) && !without.contains('*'))
        .then(|| Suggestion::string("write {}", written.span, without).maybe_incorrect());
    let diagnostic = warning(written.span, &written.value).label("is sent as the `content-type`");
    sink.warn(diagnostic.help("write the media type of the body").suggest_some(suggestion));
}

/// Iterates over the conditions of a table.
fn conditions(table: &AstTable) -> impl Iterator<Item = &AstCondition> {
    let envelopes = table.envelopes.iter().flatten().flat_map(of_envelope);
    let entries = table.entries_and_cases().map(|entry| &entry.when);
    envelopes.chain([&table.success.when]).chain(entries).flat_map(|when| when.iter().flatten().flatten())
}

fn of_envelope(envelope: &AstEnvelope) -> impl Iterator<Item = &Given<Vec<AstCondition>>> {
    let retry = envelope.retry.as_ref().ok().and_then(Option::as_ref);
    let retry = retry.map(|retry| [&retry.never, &retry.after, &retry.poll]);
    std::iter::once(&envelope.when).chain(retry.into_iter().flatten())
}

fn check_condition(condition: &AstCondition, sink: &mut Diagnostics<'_>) {
    match &condition.test {
        Ok(AstTest::Is(values)) => {
            check_values(values, sink);
            check_type_name(&condition.location, values, sink);
        }
        Ok(AstTest::All(tests)) => {
            let text = tests.iter().find_map(pattern_of_test);
            text.into_iter().for_each(|text| sink.warn(warning(condition.location.span, text).help(OF_TEXTS)));
        }
        Err(_) => {}
    }
}

fn check_values(values: &At<Vec<Literal>>, sink: &mut Diagnostics<'_>) {
    let Some(text) = pattern_of(&values.value) else { return };
    if let Some(negated) = negated(text) {
        // No suggestion: a location with this test may need a field, so that an error can be written.
        let help = format!("any other value is tested by `{{ not = {} }}`", quoted(negated));
        return sink.warn(warning(values.span, text).help(help));
    }
    // In `{ is = … }` there can be no other test.
    let key = sink.key_of(values.span);
    let is_short = sink.text().get(key.start..key.end).is_some_and(|key| key != "is");
    let (first, last) = (text.trim_start_matches('*'), text.trim_end_matches('*'));
    let test = match (first.len() < text.len(), last.len() < text.len()) {
        (true, false) => Some(("ends_with", first)),
        (false, true) => Some(("starts_with", last)),
        _ => None,
    };
    let is_one = is_short && values.value.len() == 1;
    let suggestion = test.filter(|(_, part)| is_one && !is_pattern(part)).map(|(test, part)| {
        let test = format!("{{ {test} = {} }}", quoted(part));
        Suggestion::replace("for a part of the text, write {}", values.span, &test).maybe_incorrect()
    });
    sink.warn(warning(values.span, text).help(OF_TEXTS).suggest_some(suggestion));
}

/// Warns of the name of a type that a value is compared with, unless the location is that of a name.
fn check_type_name(location: &At<String>, values: &At<Vec<Literal>>, sink: &mut Diagnostics<'_>) {
    let [Literal::String(text)] = values.value.as_slice() else { return };
    let ty = match text.as_str() {
        "array" => "list",
        "object" | "string" | "boolean" | "number" => text,
        _ => return,
    };
    let member = location.value.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    if NAMES_OF_TYPES.iter().any(|name| member.contains(name)) {
        return;
    }
    // No suggestion: a location with this test may need a field, so that an error can be written.
    let help = format!("the type of a value is tested by `{{ type = \"{ty}\" }}`");
    let diagnostic = Diagnostic::new(&rules::LITERAL_PATTERN, values.span, format!("`{text}` is compared as a text"));
    sink.warn(diagnostic.label("the name of a type").help(help));
}

/// Returns the text after a `!`, which other languages write for "not".
fn negated(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("!=").or_else(|| text.strip_prefix('!'))?.trim_start();
    rest.starts_with(|c: char| c.is_ascii_alphanumeric()).then_some(rest)
}

fn pattern_of(values: &[Literal]) -> Option<&str> {
    values.iter().find_map(|value| match value {
        Literal::String(text) if is_pattern(text) || negated(text).is_some() => Some(text.as_str()),
        _ => None,
    })
}

fn pattern_of_test(test: &Test) -> Option<&str> {
    match test {
        Test::Is(values) | Test::Not(values) => pattern_of(values),
        Test::StartsWith(texts) | Test::EndsWith(texts) => {
            texts.iter().map(String::as_str).find(|text| is_pattern(text))
        }
        Test::Present(_) | Test::Type(_) | Test::MediaType(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{foreign_placeholder, is_pattern};

    #[test]
    fn placeholders_of_other_notations_are_told_from_text() {
        let found = |text| foreign_placeholder(text).map(|(_, name)| name);
        assert_eq!(found("user %s is unknown"), Some("%s"));
        assert_eq!(found("%1$d of 5"), Some("%1$d"));
        assert_eq!(found("verb %msg"), Some("%msg"));
        assert_eq!(found("user {{name}} is unknown"), Some("name"));
        for text in [
            "100% sure",
            "50%",
            "100%d",
            "5%discount",
            "{{}}",
            "{{{name}}}",
            "{{ \"a\": 1 }}",
            "%%s",
            "a %20b",
            "{name}",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn patterns_are_told_from_codes_and_values() {
        for pattern in ["Neo.*", "text/html*", "*/*", "application/*", "*Exception", "E[0-9]+", "^E.$", "E\\d+", "5.+"]
        {
            assert!(is_pattern(pattern), "{pattern}");
        }
        for literal in ["Neo.X", "****", "*", "a*b", "C++", "$ref", "^top", "U\\dave", "[object Object]", "what?", ""] {
            assert!(!is_pattern(literal), "{literal}");
        }
    }
}
