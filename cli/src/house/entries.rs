//! The rules about names, codes, statuses and retries, and about what is missing.

use errspec_codegen::model::{CodeClass, Entry, Retry, StatusRange};
use errspec_codegen::{CodePattern, Diagnostic, Model};

use super::codes::codes_of;
use super::glob::Glob;
use super::lints::LintKind;
use super::places::EntryPlace;
use super::settings::{Active, AllowedStatuses};

/// Returns what breaks a rule about an entry.
pub(super) fn check(rule: &Active, entry: &Entry, model: &Model, place: &EntryPlace<'_>) -> Vec<Diagnostic> {
    match rule.lint.check {
        LintKind::MissingText => missing(rule, entry, model, place),
        LintKind::EntryName => name(rule, &entry.name, place.header).into_iter().collect(),
        LintKind::VariantName => name(rule, &entry.variant, place.of("variant")).into_iter().collect(),
        LintKind::CodeForm => code_form(rule, entry, model, place),
        LintKind::StatusOfCode => status_of_code(rule, entry, model, place),
        LintKind::UndocumentedRetry => retry(rule, entry, place).into_iter().collect(),
        LintKind::Capital | LintKind::FullStop | LintKind::NoFullStop | LintKind::TextLength => Vec::new(),
    }
}

fn missing(rule: &Active, entry: &Entry, model: &Model, place: &EntryPlace<'_>) -> Vec<Diagnostic> {
    let is_missing = |key: &&String| match key.as_str() {
        "message" => entry.message.is_any(),
        "summary" => entry.summary.is_none(),
        "causes" => entry.causes.is_empty(),
        "action" => entry.action.is_none(),
        "notes" => entry.notes.is_empty(),
        "docs" => entry.docs.is_none() && model.docs.is_none(),
        "since" => entry.since.is_none(),
        "examples" => entry.examples.is_empty(),
        _ => false,
    };
    let report = |key: &String| {
        let what = if entry.parent.is_some() { "the case" } else { "the entry" };
        Diagnostic::new(rule.rule, place.header, format!("{what} `{}` has no `{key}`", entry.name))
            .help(format!("add `{key}`"))
    };
    rule.keys.iter().filter(is_missing).map(report).collect()
}

fn name(rule: &Active, name: &str, span: errspec_codegen::Span) -> Option<Diagnostic> {
    if rule.names.iter().any(|glob| glob.matches(name)) {
        return None;
    }
    let expected = list(rule.names.iter().map(Glob::as_str));
    Some(Diagnostic::new(rule.rule, span, format!("the name `{name}` is not of the form {expected}")))
}

fn code_form(rule: &Active, entry: &Entry, model: &Model, place: &EntryPlace<'_>) -> Vec<Diagnostic> {
    // The code of a case is that of its entry.
    let codes = codes_of(entry).filter(|_| entry.parent.is_none());
    let foreign = codes.filter(|code| !rule.codes.iter().any(|(_, pattern)| pattern.contains(code, model.case)));
    let key = if entry.code.is_some() { "code" } else { "codes" };
    let expected = list(rule.codes.iter().map(|(text, _)| text.as_str()));
    let report = |code: CodeClass| {
        Diagnostic::new(rule.rule, place.of(key), format!("{} is not of the form {expected}", named(&code)))
    };
    foreign.map(report).collect()
}

/// Returns codes as a message names them.
fn named(code: &CodeClass) -> String {
    match code {
        CodeClass::Code(code) => format!("the code {}", code.to_toml()),
        class => format!("the class of codes `{class}`"),
    }
}

fn status_of_code(rule: &Active, entry: &Entry, model: &Model, place: &EntryPlace<'_>) -> Vec<Diagnostic> {
    let own = |pattern: &CodePattern| codes_of(entry).find(|code| pattern.contains(code, model.case));
    let Some((AllowedStatuses { class, statuses: allowed, .. }, code)) =
        rule.statuses.iter().find_map(|allowed| Some((allowed, own(&allowed.pattern)?)))
    else {
        return Vec::new();
    };
    let is_within = |range: &StatusRange| {
        allowed.iter().any(|(_, other)| other.contains(range.first()) && other.contains(range.last()))
    };
    let expected = list(allowed.iter().map(|(text, _)| text.as_str()));
    let report = |range: &StatusRange| {
        let status = match range.first() == range.last() {
            true => range.first().get().to_string(),
            false => format!("{}xx", range.first().get() / 100),
        };
        let title = format!("{} has the status {status}", named(&code));
        Diagnostic::new(rule.rule, place.of("status"), title).help(format!("the statuses of `{class}` are {expected}"))
    };
    entry.statuses.iter().filter(|range| !is_within(range)).map(report).collect()
}

fn retry(rule: &Active, entry: &Entry, place: &EntryPlace<'_>) -> Option<Diagnostic> {
    let title = format!("`{}` does not say whether to try again", entry.name);
    (entry.retry == Retry::Unknown).then(|| Diagnostic::new(rule.rule, place.of("retry"), title))
}

/// Returns texts in backquotes, with `or` before the last.
fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.map(|text| format!("`{text}`")).collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
