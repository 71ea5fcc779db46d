//! Syntax errors, and the part of the file that each makes unreadable.

use super::mistakes::Mistakes;
use crate::diagnostics::{Checked, Diagnostics};
use crate::source::Span;

/// Reports the mistakes of a text that begins at `start` of the source. Other errors in their places would only be consequences.
/// Returns `Err` if there are mistakes.
pub(crate) fn report_syntax(text: &str, start: usize, mistakes: &Mistakes, sink: &mut Diagnostics<'_>) -> Checked<()> {
    // A part that the file seems to lack may be one that could not be read.
    sink.mark_unreadable(first_line(text).shift(start));
    for unreadable in &mistakes.unreadable {
        sink.mark_unreadable(unreadable.shift(start));
    }
    let mut result = Ok(());
    for diagnostic in &mistakes.diagnostics {
        let mut diagnostic = diagnostic.clone();
        diagnostic.is_of_text = true;
        diagnostic.labels_mut().for_each(|label| label.span = label.span.shift(start));
        let edits = diagnostic.suggestions.iter_mut().flat_map(|suggestion| &mut suggestion.edits);
        edits.for_each(|edit| edit.span = edit.span.shift(start));
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Returns the first line of a text, at which errors of the file as a whole are shown.
pub(crate) fn first_line(text: &str) -> Span {
    Span { start: 0, end: text.find(['\r', '\n']).unwrap_or(text.len()) }
}
