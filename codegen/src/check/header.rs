//! The header of a table, `[table]`.

use super::name::check_variant;
use super::text::{check_docs, shown_text};
use crate::ast::{AstHeader, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::format::REQUIRABLE;
use crate::model::{CodeCase, UNKNOWN};
use crate::names;
use crate::rules::{self, RULES, Severity};
use crate::source::At;
use crate::suggest::list;

/// The values of a valid header.
#[derive(Debug)]
pub(crate) struct CheckedHeader {
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) docs: Option<String>,
    pub(crate) domains: Option<Vec<String>>,
    pub(crate) unknown: String,
    pub(crate) case: CodeCase,
}

/// Checks the header.
pub(crate) fn check_header(header: &AstHeader, sink: &mut Diagnostics<'_>) -> Checked<CheckedHeader> {
    let format = check_format(header, sink);
    let name = check_name(header, sink);
    let unknown = check_unknown(header, sink);
    let docs = check_docs(&header.docs, sink);
    let (title, description) = (shown_text(&header.title, sink), shown_text(&header.description, sink));
    let domains = check_domains(header, sink);
    check_require(header, sink);
    check_allow(header, sink);
    format?;
    header.ignore_case?;
    Ok(CheckedHeader {
        name: name?,
        title: title?,
        description: description?,
        docs: docs?,
        domains: domains?,
        unknown: unknown?,
        case: header.code_case(),
    })
}

/// Checks the version of the format.
pub(crate) fn check_format(header: &AstHeader, sink: &mut Diagnostics<'_>) -> Checked<()> {
    match header.format? {
        Some(At { value: 1, .. }) | None => Ok(()),
        Some(At { value, span }) => {
            let diagnostic = Diagnostic::new(&rules::FORMAT_VERSION, span, format!("unknown format {value}"))
                .label("this release reads format 1");
            Err(sink.report(diagnostic))
        }
    }
}

fn check_name(header: &AstHeader, sink: &mut Diagnostics<'_>) -> Checked<String> {
    let Some(name) = given(&header.name)? else { return Ok(String::new()) };
    if names::is_kebab(&name.value) {
        return Ok(name.value.clone());
    }
    let kebab = names::screaming(&name.value).map(|name| name.to_ascii_lowercase().replace('_', "-"));
    let title = format!("`{}` is not in kebab-case", name.value);
    let diagnostic = Diagnostic::new(&rules::BAD_NAME, name.span, title)
        .label("a name has lower-case letters and digits, and `-` between words")
        .suggest_some(kebab.map(|kebab| {
            Suggestion::string("write {}; use `title` for the name as people write it", name.span, &kebab)
        }));
    Err(sink.report(diagnostic))
}

/// The greatest length of a domain, that of a name in the DNS.
const LONGEST_DOMAIN: usize = 253;

fn check_domains(header: &AstHeader, sink: &mut Diagnostics<'_>) -> Checked<Option<Vec<String>>> {
    let Some(domains) = given(&header.domain)? else { return Ok(None) };
    if domains.value.is_empty() {
        let diagnostic = Diagnostic::new(&rules::BAD_DOMAIN, domains.span, "the table has no domain")
            .label("the list is empty")
            .help("name the service, or remove the key: without it, the domain is the `name` of the table");
        return Err(sink.report(diagnostic));
    }
    let checked: Vec<_> = domains.value.iter().map(|domain| check_domain(domain, &domains.value, sink)).collect();
    checked.into_iter().collect::<Checked<_>>().map(Some)
}

fn check_domain(domain: &At<String>, all: &[At<String>], sink: &mut Diagnostics<'_>) -> Checked<String> {
    let name = &domain.value;
    let is_name = !name.is_empty() && name.len() <= LONGEST_DOMAIN && name.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_name || name.contains('/') {
        let host = name.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or_default());
        let host = host.filter(|host| !host.is_empty()).map(|host| Suggestion::string("write {}", domain.span, host));
        let diagnostic = Diagnostic::new(&rules::BAD_DOMAIN, domain.span, format!("`{name}` is not a domain"))
            .label("expected the name of a service")
            .suggest_some(host);
        return Err(sink.report(diagnostic));
    }
    if let Some(first) = all.iter().take_while(|other| !std::ptr::eq(*other, domain)).find(|other| other.value == *name)
    {
        let diagnostic =
            Diagnostic::new(&rules::BAD_DOMAIN, domain.span, format!("the domain `{name}` is listed twice"))
                .label("is listed again")
                .related(first.span, "is listed here")
                .suggest(Suggestion::remove_element("remove one of them", sink.text(), domain.span));
        return Err(sink.report(diagnostic));
    }
    Ok(name.clone())
}

fn check_unknown(header: &AstHeader, sink: &mut Diagnostics<'_>) -> Checked<String> {
    match given(&header.unknown)? {
        Some(unknown) => check_variant(unknown, sink),
        None => Ok(UNKNOWN.to_owned()),
    }
}

fn check_require(header: &AstHeader, sink: &mut Diagnostics<'_>) {
    let Ok(Some(keys)) = &header.require else { return };
    for key in keys.iter().filter(|key| !REQUIRABLE.contains(&key.value.as_str())) {
        let title = format!("`{}` cannot be required", key.value);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_VALUE, key.span, title)
            .label("not a key that every entry can have")
            .suggest_word(key, REQUIRABLE);
        sink.report(diagnostic);
    }
}

/// Checks the warnings that are allowed. That one does not occur is no mistake: it may in another release of the table.
fn check_allow(header: &AstHeader, sink: &mut Diagnostics<'_>) {
    let Ok(Some(names)) = &header.allow else { return };
    for name in names {
        match RULES.iter().find(|rule| rule.id == name.value) {
            Some(rule) if rule.severity == Severity::Warning => sink.allow(name.clone()),
            known => _ = sink.report(not_allowed(name, known.is_some())),
        }
    }
}

/// Describes a name of no warning, which may be that of an error.
fn not_allowed(name: &At<String>, is_error: bool) -> Diagnostic {
    let warnings = || RULES.iter().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.id);
    let warnings: Vec<&str> = warnings().collect();
    if is_error {
        let title = format!("the error `{}` cannot be allowed", name.value);
        return Diagnostic::new(&rules::UNKNOWN_VALUE, name.span, title)
            .label("a table that breaks this rule is surely wrong")
            .help(format!("remove it; the warnings are {}", list(&warnings)));
    }
    Diagnostic::new(&rules::UNKNOWN_VALUE, name.span, format!("there is no warning `{}`", name.value))
        .label("expected the name of a warning")
        .suggest_word(name, &warnings)
}
