//! The codes of entries, and statuses.

use errspec_codegen::model::{CodeClass, Entry, Status, StatusRange};

/// Iterates over the codes of an entry that are written or kept. Aliases are how a code was written before.
pub(super) fn codes_of(entry: &Entry) -> impl Iterator<Item = CodeClass> {
    entry.code.iter().cloned().map(CodeClass::Code).chain(entry.codes.iter().cloned())
}

/// Reads a status, `404`, or a class of statuses, `"4xx"`.
pub(super) fn statuses(text: &str) -> Option<StatusRange> {
    let (first, last) = match text.strip_suffix("xx") {
        Some(class) => (format!("{class}00"), format!("{class}99")),
        None => (text.to_owned(), text.to_owned()),
    };
    let status = |text: String| text.parse().ok().and_then(Status::new);
    StatusRange::new(status(first)?, status(last)?)
}
