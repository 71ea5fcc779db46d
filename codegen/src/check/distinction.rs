//! The keys by which a response is identified as an entry.

use crate::ast::AstEntry;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::rules;
use crate::source::At;

/// Checks that a response can be identified as the entry.
pub(crate) fn check_identifiable(entry: &AstEntry, sink: &mut Diagnostics<'_>) {
    if entry.sound.is_err() || !is_indistinct(entry) {
        return;
    }
    let name = &entry.name;
    if !matches!(entry.codes, Ok(None)) {
        return;
    }
    let diagnostic = match (&entry.code, entry.without_code) {
        (Ok(None), Ok(None)) if matches!(entry.aliases, Ok(None)) => {
            let title = format!("no response can be identified as `{}`", name.value);
            Diagnostic::new(&rules::NOTHING_TO_TELL, name.span, title)
                .label("has neither `code`, `status`, `message` nor `when`")
        }
        (Ok(Some(_)), Ok(Some(At { value: true, span }))) => {
            let title = format!("no response without a code can be identified as `{}`", name.value);
            Diagnostic::new(&rules::NOTHING_TO_TELL, span, title)
                .label("every response without a code would be this entry")
                .related(name.span, "has neither `status`, `message` nor `when`")
                .help("give it a `status`, a `message` or a `when`, or remove `without_code`")
        }
        _ => return,
    };
    sink.report(diagnostic);
}

/// Checks that a response can be identified as the case, and not only as its entry.
pub(crate) fn check_case_differs(case: &AstEntry, sink: &mut Diagnostics<'_>) {
    if case.sound.is_ok() && is_indistinct(case) {
        let title = format!("the case `{}` does not differ from its entry", case.name.value);
        let diagnostic = Diagnostic::new(&rules::CASE_WITHOUT_DIFFERENCE, case.name.span, title)
            .label("has neither `status`, `message` nor `when` of its own");
        sink.report(diagnostic);
    }
}

/// Returns `true` for an entry that states nothing but its code.
fn is_indistinct(entry: &AstEntry) -> bool {
    matches!(entry.status, Ok(None)) && matches!(entry.message, Ok(None)) && matches!(entry.when, Ok(None))
}
