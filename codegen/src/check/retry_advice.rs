//! The retry of an entry whose response says something else.

use std::collections::HashMap;

use super::locations::with_parents;
use crate::ast::{AstEntry, AstTable, given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Code, Condition, Entry, Envelope, Literal, Retry, Test};
use crate::rules;
use crate::source::Span;
use crate::value_test::{can_both_pass, implies};

/// Checks that no entry states a retry beside values of its response that mean another one, which has precedence.
pub(super) fn check_retry_advice(
    table: &AstTable,
    envelopes: &[Envelope],
    entries: &[(Entry, Span)],
    sink: &mut Diagnostics<'_>,
) {
    if envelopes.iter().all(|envelope| lists(envelope).iter().all(|(_, conditions)| conditions.is_empty())) {
        return;
    }
    let written: HashMap<usize, &AstEntry> = with_parents(table).map(|(it, _)| (it.name.span.start, it)).collect();
    for (entry, span) in entries {
        let Some(envelope) = envelopes.get(entry.envelope) else { continue };
        let written = written.get(&span.start);
        let Some(stated) = written.and_then(|written| given(&written.retry).ok().flatten()) else { continue };
        let Some((advice, conditions)) = advice(entry, envelope).filter(|(advice, _)| *advice != word(entry.retry))
        else {
            continue;
        };
        let at = conditions.first().map(|condition| condition.location.to_string());
        let title = format!("the response of `{}` says `{advice}`", entry.name);
        let diagnostic = Diagnostic::new(&rules::CONTRADICTION, stated.span, title)
            .label("never applies: the response has precedence")
            .note(format!(
                "`envelope.retry.{advice}` tests the value at `{}`, which this entry fixes",
                at.unwrap_or_default()
            ));
        sink.report(diagnostic.help("remove it, or take the value out of the `retry` of the envelope"));
    }
}

fn lists(envelope: &Envelope) -> [(&'static str, &[Condition]); 3] {
    let retry = &envelope.retry;
    [("never", &retry.never), ("after", &retry.after), ("poll", &retry.poll)]
}

fn word(retry: Retry) -> &'static str {
    match retry {
        Retry::Unknown => "unknown",
        Retry::Never => "never",
        Retry::After(_) => "after",
        Retry::Poll(_) => "poll",
    }
}

/// Returns the advice of every response of an entry, if its code and its conditions decide it.
fn advice<'e>(entry: &Entry, envelope: &'e Envelope) -> Option<(&'static str, &'e [Condition])> {
    let code = code_condition(entry, envelope);
    let known = || entry.when.iter().chain(&envelope.when).chain(&code);
    let about = |needed: &Condition| {
        let needed = needed.clone();
        known().filter(move |it| it.is_about_the_value_of(&needed))
    };
    for (word, conditions) in lists(envelope) {
        if !conditions.is_empty() && conditions.iter().all(|it| about(it).any(|known| implies(&known.test, &it.test))) {
            return Some((word, conditions));
        }
        let is_excluded = |it: &Condition| about(it).any(|known| !can_both_pass(&known.test, &it.test));
        if !conditions.is_empty() && !conditions.iter().any(is_excluded) {
            return None;
        }
    }
    None
}

/// Returns the condition that a response has a code of the entry.
fn code_condition(entry: &Entry, envelope: &Envelope) -> Option<Condition> {
    let place = envelope.code.places.iter().find(|place| !place.read_only)?;
    let [location] = place.locations.as_slice() else { return None };
    if !place.templates.is_empty() || entry.code.is_none() {
        return None;
    }
    let literal = |code: &Code| match code {
        Code::Integer(number) => Literal::Integer(*number),
        Code::String(text) => Literal::String(text.clone()),
    };
    let codes = entry.code.iter().chain(&entry.aliases).map(literal).collect();
    Some(Condition { location: location.clone(), others: Vec::new(), test: Test::Is(codes) })
}
