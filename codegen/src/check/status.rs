//! Statuses.

use super::locations::with_parents;
use crate::ast::{AstEntry, AstEnvelope, AstTable, StatusWord, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::format::STATUS_CLASSES;
use crate::model::{Status, StatusRange};
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;

/// Returns the statuses of an entry.
pub(crate) fn check_status(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<Vec<StatusRange>> {
    let Some(list) = given(&entry.status)? else { return Ok(Vec::new()) };
    if list.value.is_empty() {
        let diagnostic = Diagnostic::new(&rules::BAD_STATUS, list.span, "empty list of statuses")
            .label("no status is one of these")
            .help("list a status, or remove the key to allow any status");
        return Err(sink.report(diagnostic));
    }
    let checked: Vec<_> = list.value.iter().map(|word| check_word(word, sink)).collect();
    let statuses = checked.into_iter().collect::<Checked<Vec<StatusRange>>>()?;
    for (number, (word, status)) in list.value.iter().zip(&statuses).enumerate() {
        let is_within = |other: &StatusRange| other.contains(status.first()) && other.contains(status.last());
        let Some(first) = statuses.iter().take(number).position(is_within) else { continue };
        let title = match &word.value {
            StatusWord::Number(number) => format!("the status {number} is already listed"),
            StatusWord::Word(class) => format!("the status `{class}` is already listed"),
        };
        let diagnostic = Diagnostic::new(&rules::BAD_STATUS, word.span, title);
        let first = list.value.get(first).map_or(list.span, |first| first.span);
        let suggestion = Suggestion::remove_element("remove it", sink.text(), word.span);
        return Err(sink.report(diagnostic.related(first, "is one of these").suggest(suggestion)));
    }
    Ok(statuses)
}

fn check_word(word: &At<StatusWord>, sink: &mut Diagnostics<'_>) -> Checked<StatusRange> {
    if let Some(status) = parse(&word.value) {
        return Ok(status);
    }
    let (written, help) = match &word.value {
        StatusWord::Number(number) => (number.to_string(), None),
        StatusWord::Word(text) => {
            let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 3);
            let digits = numbers.next().filter(|_| numbers.next().is_none()).unwrap_or_default();
            let number = digits.parse().ok().and_then(Status::new);
            let class = text.trim().chars().next().filter(|digit| ('1'..='5').contains(digit));
            let help = match (suggest::class_of_range(text), number, class) {
                (Some(class), ..) => Some(("a class is written {}", format!("\"{class}\""))),
                (None, Some(status), _) => Some(("write the number without quotes: {}", status.get().to_string())),
                (None, None, Some(class)) => Some(("a class is written {}", format!("\"{class}xx\""))),
                (None, None, None) => None,
            };
            (text.clone(), help)
        }
    };
    let diagnostic = Diagnostic::new(&rules::BAD_STATUS, word.span, format!("`{written}` is not an HTTP status"))
        .label("expected a number from 100 to 599, or a class")
        .suggest_some(help.map(|(message, status)| Suggestion::replace(message, word.span, &status)));
    Err(sink.report(diagnostic))
}

fn parse(word: &StatusWord) -> Option<StatusRange> {
    match word {
        StatusWord::Number(number) => Some(Status::new(u16::try_from(*number).ok()?)?.into()),
        StatusWord::Word(text) => {
            let class = STATUS_CLASSES.iter().position(|class| class == text)?;
            let first = 100 * (u16::try_from(class).ok()? + 1);
            StatusRange::new(Status::new(first)?, Status::new(first + 99)?)
        }
    }
}

/// Checks that an entry has a 2xx status only if an envelope allows errors in 2xx responses, and if the entry differs from a
/// successful response.
pub(crate) fn check_2xx(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let Ok(envelopes) = &table.envelopes else { return };
    if envelopes.iter().any(|envelope| envelope.in_2xx.is_err() || envelope.sound.is_err()) {
        return;
    }
    let in_2xx = |envelope: &&AstEnvelope| matches!(envelope.in_2xx, Ok(Some(At { value: true, .. })));
    let any = envelopes.iter().any(|envelope| in_2xx(&envelope));
    let unconditional = envelopes.iter().filter(in_2xx).any(|envelope| matches!(envelope.when, Ok(None)));

    for (entry, parent) in with_parents(table) {
        let Some(span) = stated_2xx(entry) else { continue };
        if !any {
            let diagnostic = Diagnostic::new(&rules::STATUS_2XX, span, "2xx responses are no errors in this table")
                .label("no envelope has `in_2xx = true`");
            sink.report(diagnostic);
        } else if unconditional && is_distinguished_by_status_alone(entry, parent) {
            let title = format!("every response with this status would be `{}`", entry.name.value);
            let diagnostic = Diagnostic::new(&rules::STATUS_2XX, span, title)
                .label("nothing else distinguishes it from a success")
                .help(match entry.code {
                    Ok(None) => "give it a `code`, a `message` or a `when`, or give the envelope a `when`",
                    _ => "remove `without_code`, give it a `message` or a `when`, or give the envelope a `when`",
                });
            sink.report(diagnostic);
        }
    }
}

fn stated_2xx(entry: &AstEntry) -> Option<Span> {
    let list = entry.status.as_ref().ok()?.as_ref()?;
    list.value
        .iter()
        .find(|word| parse(&word.value).is_some_and(|status| status.first().get() / 100 == 2))
        .map(|word| word.span)
}

fn is_distinguished_by_status_alone(entry: &AstEntry, parent: Option<&AstEntry>) -> bool {
    let without_code = |entry: &AstEntry| {
        matches!(entry.code, Ok(None)) || matches!(entry.without_code, Ok(Some(At { value: true, .. })))
    };
    let states_nothing_else =
        |entry: &AstEntry| without_code(entry) && matches!(entry.when, Ok(None)) && entry.sound.is_ok();
    states_nothing_else(entry) && matches!(entry.message, Ok(None)) && parent.is_none_or(states_nothing_else)
}
