//! The rules about texts.

use errspec_codegen::{Diagnostic, Edit, Suggestion};

use super::lints::LintKind;
use super::places::{EntryPlace, PlacedText};
use super::settings::Active;

/// The key whose texts are compared with those of responses, so that to change them is no matter of style.
const MESSAGE: &str = "message";

/// Returns what breaks a rule about texts.
pub(super) fn check(rule: &Active, place: &EntryPlace<'_>) -> Vec<Diagnostic> {
    let found = rule.keys.iter().flat_map(|key| place.texts(key).into_iter().map(move |text| (key, text)));
    let found = found.filter_map(|(key, text)| match rule.lint.check {
        LintKind::Capital => capital(rule, key, &text),
        LintKind::FullStop => full_stop(rule, key, &text),
        LintKind::NoFullStop => no_full_stop(rule, key, &text),
        LintKind::TextLength => length(rule, key, &text),
        _ => None,
    });
    found.collect()
}

fn capital(rule: &Active, key: &str, text: &PlacedText<'_>) -> Option<Diagnostic> {
    let first = text.text.chars().next().filter(|first| first.is_lowercase())?;
    let title = format!("`{key}` begins with a small letter");
    let upper: String = first.to_uppercase().collect();
    let edit = text.start(&first.to_string()).map(|span| Edit::replace(span, upper.clone()));
    let fixed = |edit| Suggestion::new(format!("begin with `{upper}`"), vec![edit]);
    Some(with_fix(Diagnostic::new(rule.rule, text.span, title), key, edit.map(fixed)))
}

fn full_stop(rule: &Active, key: &str, text: &PlacedText<'_>) -> Option<Diagnostic> {
    let last = text.text.chars().next_back()?;
    // A parameter may end with a full stop itself.
    if matches!(last, '.' | '!' | '?' | '…') || key == MESSAGE && last == '}' {
        return None;
    }
    let edit = text.end(&last.to_string()).map(|span| Edit::insert(span.end, "."));
    let fixed = |edit| Suggestion::new("end with a full stop", vec![edit]);
    let edit = edit.filter(|_| last.is_alphanumeric() || matches!(last, '`' | ')'));
    Some(with_fix(Diagnostic::new(rule.rule, text.span, format!("`{key}` is no sentence")), key, edit.map(fixed)))
}

fn no_full_stop(rule: &Active, key: &str, text: &PlacedText<'_>) -> Option<Diagnostic> {
    let is_sentence = text.text.ends_with('.') && !text.text.ends_with("..") && text.text.len() > 1;
    let title = format!("`{key}` ends with a full stop");
    let edit = text.end(".").map(Edit::remove);
    let fixed = |edit| Suggestion::new("remove the full stop", vec![edit]);
    is_sentence.then(|| with_fix(Diagnostic::new(rule.rule, text.span, title), key, edit.map(fixed)))
}

fn length(rule: &Active, key: &str, text: &PlacedText<'_>) -> Option<Diagnostic> {
    let (count, most) = (text.text.chars().count(), rule.most);
    (count > most)
        .then(|| Diagnostic::new(rule.rule, text.span, format!("`{key}` has {count} characters, and at most {most}")))
}

/// Adds a fix. That of a message changes which responses are the entry.
fn with_fix(diagnostic: Diagnostic, key: &str, fix: Option<Suggestion>) -> Diagnostic {
    let Some(fix) = fix else { return diagnostic };
    diagnostic.suggest(if key == MESSAGE { fix.maybe_incorrect() } else { fix })
}
