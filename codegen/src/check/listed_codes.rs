//! Codes in the lists of a table that belong to no entry.

use super::code_class::check_unique;
use crate::ast::{AstEnvelope, AstTable};
use crate::diagnostics::Diagnostics;
use crate::model::Code;
use crate::source::At;

/// Checks that each list has a code once.
pub(crate) fn check_lists(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let case = table.header.code_case();
    let envelopes = || table.envelopes.iter().flatten();
    let success = table.success.codes.iter().flatten().map(Vec::as_slice);
    for list in envelopes().filter_map(no_code).chain(success) {
        _ = check_unique(list, case, sink);
    }
    // What is reserved in several files counts together, so each may repeat the codes of another.
    let reserved = table.reserved.codes.iter().flatten().map(Vec::as_slice).next().unwrap_or_default();
    let file = |code: &At<Code>| sink.source().file_at(code.span.start).start;
    let by_file: Vec<Vec<At<Code>>> =
        reserved.chunk_by(|one, other| file(one) == file(other)).map(<[_]>::to_vec).collect();
    for list in by_file {
        _ = check_unique(&list, case, sink);
    }
}

fn no_code(envelope: &AstEnvelope) -> Option<&[At<Code>]> {
    envelope.no_code.as_ref().ok()?.as_deref()
}
