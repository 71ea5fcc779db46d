//! The usual layout of a table, as `errspec fmt` gives it.

use lsp_types::{TextEdit, Uri};

use crate::formatting::format;
use crate::lsp::refusal::Refusal;
use crate::lsp::state::State;

/// Returns the edit that formats a document. Only the lines between the first and the last that change are replaced.
pub(in crate::lsp) fn formatting(state: &State, uri: &Uri) -> Result<Vec<TextEdit>, Refusal> {
    let document = state.document(uri)?;
    let old = document.text.as_str();
    let new = format(old).map_err(|_| Refusal::failed("the text is not TOML: fix its errors first"))?;
    if new == old {
        return Ok(Vec::new());
    }
    let start: usize = same_lines(old.split_inclusive('\n'), new.split_inclusive('\n'));
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = same_lines(old_rest.split_inclusive('\n').rev(), new_rest.split_inclusive('\n').rev());
    let replaced = start..old.len().saturating_sub(end).max(start);
    let new_text = new.get(start..new.len().saturating_sub(end)).unwrap_or_default().to_owned();
    Ok(vec![TextEdit { range: document.range(&replaced), new_text }])
}

/// Returns the length of the first lines that two texts have in common.
fn same_lines<'t>(old: impl Iterator<Item = &'t str>, new: impl Iterator<Item = &'t str>) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).map(|(line, _)| line.len()).sum()
}
