//! The header of a table, `[table]`.

use super::name::check_variant;
use super::required::REQUIRABLE;
use super::text::{check_docs, text};
use crate::ast::{AstHeader, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::CodeCase;
use crate::names;
use crate::rules;
use crate::source::At;
use crate::suggest;

/// The values of a valid header.
#[derive(Debug)]
pub(crate) struct CheckedHeader {
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) docs: Option<String>,
    pub(crate) unknown: String,
    pub(crate) case: CodeCase,
}

/// Checks the header.
pub(crate) fn check_header(header: &AstHeader, sink: &mut Diagnostics<'_>) -> Checked<CheckedHeader> {
    let format = check_format(header, sink);
    let name = check_name(header, sink);
    let unknown = check_unknown(header, sink);
    let docs = check_docs(&header.docs, sink);
    check_require(header, sink);
    format?;
    header.ignore_case?;
    Ok(CheckedHeader {
        name: name?,
        title: text(&header.title)?,
        description: text(&header.description)?,
        docs: docs?,
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
        .help_or_hint(kebab.map(|kebab| format!("write `{kebab}`; use `title` for the name as people write it")));
    Err(sink.report(diagnostic))
}

fn check_unknown(header: &AstHeader, sink: &mut Diagnostics<'_>) -> Checked<String> {
    match given(&header.unknown)? {
        Some(unknown) => check_variant(unknown, sink),
        None => Ok("Unknown".to_owned()),
    }
}

fn check_require(header: &AstHeader, sink: &mut Diagnostics<'_>) {
    let Ok(Some(keys)) = &header.require else { return };
    for key in keys.iter().filter(|key| !REQUIRABLE.contains(&key.value.as_str())) {
        let title = format!("`{}` cannot be required", key.value);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_VALUE, key.span, title)
            .label("not a key that every entry can have")
            .help(suggest::help(&key.value, REQUIRABLE));
        sink.report(diagnostic);
    }
}
