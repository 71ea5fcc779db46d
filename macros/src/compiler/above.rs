//! The source code with the macro that is expanded, and the part above it.

use std::fs;
use std::path::PathBuf;

use proc_macro2::Span;

/// Returns the text of the file in which the running macro is called.
pub(super) fn text() -> Option<String> {
    // A test runs outside of the compiler.
    if !proc_macro::is_available() {
        return None;
    }
    let place = Span::call_site().unwrap();
    let file = place.local_file().or_else(|| Some(PathBuf::from(place.file())).filter(|file| file.is_file()))?;
    fs::read_to_string(file).ok()
}

/// Returns the text of the file up to the place where the running macro is called.
pub(super) fn text_above() -> Option<String> {
    let text = text()?;
    let place = Span::call_site().unwrap();
    let (line, column) = (place.line().checked_sub(1)?, place.column().checked_sub(1)?);
    let mut lines = text.split_inclusive('\n');
    let mut above: String = lines.by_ref().take(line).collect();
    above.extend(lines.next()?.chars().take(column));
    Some(above)
}
