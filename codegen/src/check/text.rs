//! Texts for people.

use crate::ast::{Given, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::rules;
use crate::source::At;
use crate::suggest;

/// The parameters of an address.
const ADDRESS_PARAMETERS: &[&str] = &["{code}", "{name}"];

/// Returns the text of a key without its place.
pub(crate) fn text(written: &Given<At<String>>) -> Checked<Option<String>> {
    Ok(given(written)?.map(|text| text.value.clone()))
}

/// Returns the text of a key without its place, and checks that it says something.
pub(crate) fn shown_text(written: &Given<At<String>>, sink: &mut Diagnostics<'_>) -> Checked<Option<String>> {
    given(written)?.map_or(Ok(()), |text| check_says_something(text, sink))?;
    text(written)
}

/// Checks that a text for people is not empty.
pub(crate) fn check_says_something(text: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    if !text.value.trim().is_empty() {
        return Ok(());
    }
    Err(sink.report(Diagnostic::new(&rules::EMPTY_TEXT, text.span, "empty text").label("says nothing")))
}

/// Checks that an address has no other parameters than `{code}` and `{name}`.
pub(crate) fn check_docs(docs: &Given<At<String>>, sink: &mut Diagnostics<'_>) -> Checked<Option<String>> {
    let Some(docs) = given(docs)? else { return Ok(None) };
    check_says_something(docs, sink)?;
    let mut result = Ok(());
    let mut position = 0;
    while let Some(start) = docs.value.get(position..).and_then(|rest| rest.find('{')).map(|at| at + position) {
        let rest = docs.value.get(start + 1..).unwrap_or_default();
        let Some(length) = rest.find('}') else { break };
        position = start + length + 2;
        let name = docs.value.get(start..position).unwrap_or_default();
        if ADDRESS_PARAMETERS.contains(&name) {
            continue;
        }
        let span = sink.span_in(docs, start, position);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_PARAMETER, span, format!("unknown parameter `{name}`"))
            .label("not a parameter of an address");
        let similar = suggest::meant(name, ADDRESS_PARAMETERS).filter(|_| span != docs.span);
        result = Err(sink.report(match similar {
            Some(known) => {
                let suggestion = Suggestion::replace("did you mean {}?", span, known);
                let is_sure = name.eq_ignore_ascii_case(known);
                diagnostic.suggest(if is_sure { suggestion } else { suggestion.maybe_incorrect() })
            }
            None => diagnostic.help(suggest::expected(ADDRESS_PARAMETERS)),
        }));
    }
    result.map(|()| Some(docs.value.clone()))
}

/// Checks that a text has no leftovers of a formatter. Go's writes `%!s(MISSING)`, `%!d(string=x)` or `%!(EXTRA …)` where verb
/// and value do not fit, and error catalogues were published with such texts.
pub(crate) fn check_corruption(text: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let Some((start, end)) = find_leftover(&text.value) else { return Ok(()) };
    let found = text.value.get(start..end).unwrap_or_default();
    let span = sink.span_in(text, start, end);
    let diagnostic = Diagnostic::new(&rules::CORRUPT_MESSAGE, span, format!("`{found}` is left over by a formatter"))
        .label("no API sends this text");
    Err(sink.report(diagnostic))
}

fn find_leftover(text: &str) -> Option<(usize, usize)> {
    text.match_indices("%!").find_map(|(start, mark)| {
        let rest = text.get(start + mark.len()..)?;
        let after_verb = rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest);
        after_verb.strip_prefix('(')?;
        let end = rest.find(')').map_or(text.len(), |close| start + mark.len() + close + 1);
        Some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::find_leftover;

    #[test]
    fn leftovers_of_a_formatter_are_found() {
        assert_eq!(find_leftover("a %!s(MISSING) b"), Some((2, 14)));
        assert_eq!(find_leftover("%!d(string=x"), Some((0, 12)));
        assert_eq!(find_leftover("%!(EXTRA int=1)"), Some((0, 15)));
        assert_eq!(find_leftover("100%! (really)"), None);
    }
}
