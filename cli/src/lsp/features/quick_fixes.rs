//! Quick fixes, which are the suggestions of diagnostics, and one fix of all that is sure.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Range, TextEdit, Uri, WorkspaceEdit,
};

use crate::lsp::checks::findings_in;
use crate::lsp::documents::key_of;
use crate::lsp::findings::Finding;
use crate::lsp::state::State;

/// The kind of the fix of all that is sure.
pub(in crate::lsp) const FIX_ALL: &str = "source.fixAll.errspec";

/// Returns the fixes of the diagnostics in a range.
pub(in crate::lsp) fn quick_fixes(state: &State, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let wanted = params.context.only.as_deref();
    let is_wanted = |kind: &str| wanted.is_none_or(|kinds| kinds.iter().any(|wanted| includes(wanted.as_str(), kind)));
    let findings = findings_in(&state.checks, &key_of(&params.text_document.uri));
    let mut actions = Vec::new();
    if is_wanted(CodeActionKind::QUICKFIX.as_str()) {
        let touched = findings.iter().filter(|finding| touch(finding.diagnostic.range, params.range));
        actions.extend(touched.flat_map(|finding| fixes_of(finding)));
    }
    if is_wanted(FIX_ALL) {
        actions.extend(fix_all(&findings));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Returns `true` if a kind is another one, or a part of it.
fn includes(wanted: &str, kind: &str) -> bool {
    kind.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.is_empty())
}

fn touch(a: Range, b: Range) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn fixes_of(finding: &Finding) -> impl Iterator<Item = CodeAction> {
    finding.remedies.iter().enumerate().map(|(number, remedy)| CodeAction {
        title: capitalized(&remedy.message),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![finding.diagnostic.clone()]),
        edit: Some(edit_of(&remedy.edits)),
        is_preferred: Some(number == 0 && remedy.is_safe()),
        ..CodeAction::default()
    })
}

/// Returns the fix of all that is sure. Of two that change one place, the first is taken; the other follows with the next check.
fn fix_all(findings: &[&Finding]) -> Option<CodeAction> {
    let mut edits: Vec<(Uri, TextEdit)> = Vec::new();
    let mut fixed = Vec::new();
    for finding in findings {
        let Some(remedy) = finding.remedies.first().filter(|remedy| remedy.is_safe()) else { continue };
        if remedy.edits.iter().any(|edit| edits.iter().any(|other| overlap(other, edit))) {
            continue;
        }
        edits.extend(remedy.edits.iter().cloned());
        fixed.push(finding.diagnostic.clone());
    }
    (!fixed.is_empty()).then(|| CodeAction {
        title: match fixed.len() {
            1 => "Fix the error whose fix is sure".to_owned(),
            count => format!("Fix all {count} errors whose fix is sure"),
        },
        kind: Some(CodeActionKind::new(FIX_ALL)),
        diagnostics: Some(fixed),
        edit: Some(edit_of(&edits)),
        ..CodeAction::default()
    })
}

fn overlap((uri, edit): &(Uri, TextEdit), (other_uri, other): &(Uri, TextEdit)) -> bool {
    let is_same_start = edit.range.start == other.range.start;
    uri == other_uri && (is_same_start || (edit.range.start < other.range.end && other.range.start < edit.range.end))
}

#[allow(clippy::mutable_key_type, reason = "the protocol has the addresses as keys")]
fn edit_of(edits: &[(Uri, TextEdit)]) -> WorkspaceEdit {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (uri, edit) in edits {
        changes.entry(uri.clone()).or_default().push(edit.clone());
    }
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
