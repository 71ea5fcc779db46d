//! Diagnostics of ambiguities: both places, and a response that fits both.

use super::compare::Witness;
use super::order::{Conflict, MOST_CONFLICTS};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Code, Condition, Entry, EntryId, Literal, Test};
use crate::rules;
use crate::source::Span;

/// Reports the candidates of one code that cannot be distinguished.
pub(crate) fn report_conflicts(
    entries: &[(Entry, Span)],
    code: Option<&Code>,
    conflicts: Vec<Conflict>,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let mut result = Ok(());
    for (number, conflict) in conflicts.into_iter().enumerate() {
        let diagnostic = describe_conflict(entries, code, conflict);
        let last = number + 1 == MOST_CONFLICTS;
        result = Err(sink.report(if last {
            diagnostic.note("there may be more ambiguities: the other entries were not compared")
        } else {
            diagnostic
        }));
    }
    result
}

fn describe_conflict(entries: &[(Entry, Span)], code: Option<&Code>, conflict: Conflict) -> Diagnostic {
    let named = |id: EntryId| match entries.get(id.index()) {
        Some((entry, span)) => (entry.name.as_str(), *span),
        None => ("", Span::default()),
    };
    let ((first, first_span), (second, second_span)) = (named(conflict.pair.0), named(conflict.pair.1));
    match conflict.witness {
        Some(witness) => {
            let title = format!("a response could be both `{first}` and `{second}`, and neither is more specific");
            let envelope = |id: EntryId| entries.get(id.index()).map(|(entry, _)| entry.envelope);
            let diagnostic = Diagnostic::new(&rules::AMBIGUOUS, second_span, title)
                .label("fits the response")
                .related(first_span, "fits the response, too")
                .note(format!("for example a response with {}", describe(code, &witness)));
            match envelope(conflict.pair.0) == envelope(conflict.pair.1) {
                true => diagnostic,
                false => diagnostic.help("give both their `envelope`, if each is found in its own alone; or make one of them more specific: with a `status`, a longer `message`, or a `when`"),
            }
        }
        None => {
            let title =
                format!("`{first}` and `{second}` are in a cycle, in which each is more specific than the next");
            Diagnostic::new(&rules::AMBIGUOUS, second_span, title)
                .label("more specific by one rule")
                .related(first_span, "more specific by another rule")
        }
    }
}

fn describe(code: Option<&Code>, witness: &Witness) -> String {
    let mut parts = Vec::new();
    parts.push(match witness.status {
        Some(status) => format!("status {}", status.get()),
        None => "any status".to_owned(),
    });
    parts.push(match code {
        Some(code) => format!("code {}", code.to_toml()),
        None => "no code".to_owned(),
    });
    parts.push(match &witness.message {
        Some(message) => format!("message {message:?}"),
        None => "any message".to_owned(),
    });
    let mut text = parts.join(", ");
    if !witness.conditions.is_empty() {
        let conditions: Vec<String> = witness.conditions.iter().map(write_condition).collect();
        text.push_str(&format!(", and {}", conditions.join(", ")));
    }
    text
}

fn first(texts: &[String]) -> &str {
    texts.first().map_or("", String::as_str)
}

fn write_condition(condition: &Condition) -> String {
    let location = condition.location.to_string();
    match &condition.test {
        Test::Present(true) => format!("something at \"{location}\""),
        Test::Present(false) => format!("nothing at \"{location}\""),
        Test::Is(values) => match values.first() {
            Some(Literal::String(text)) => format!("{text:?} at \"{location}\""),
            Some(Literal::Integer(number)) => format!("{number} at \"{location}\""),
            Some(Literal::Boolean(value)) => format!("{value} at \"{location}\""),
            None => String::new(),
        },
        Test::Not(_) => format!("another value at \"{location}\""),
        Test::StartsWith(texts) => format!("\"{}…\" at \"{location}\"", first(texts)),
        Test::EndsWith(texts) => format!("\"…{}\" at \"{location}\"", first(texts)),
        Test::MediaType(types) => format!("{:?} at \"{location}\"", first(types)),
        Test::Type(types) => format!("a {} at \"{location}\"", types.first().map_or("value", |ty| ty.name())),
    }
}
