//! Exit statuses.

use std::num::NonZeroU8;

use crate::ast::AstEntry;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::rules;
use crate::source::At;

/// Returns the exit status of a program that ends because of an entry.
pub(crate) fn check_exit(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<Option<NonZeroU8>> {
    let Some(At { span, value }) = entry.exit? else { return Ok(None) };
    if let Some(status) = u8::try_from(value).ok().and_then(NonZeroU8::new) {
        return Ok(Some(status));
    }
    let diagnostic = Diagnostic::new(&rules::BAD_EXIT, span, format!("`{value}` is not the exit status of an error"));
    Err(sink.report(match value {
        0 => diagnostic.label("0 is the exit status of a success"),
        _ => diagnostic.label("expected a number from 1 to 255"),
    }))
}
