//! Classes of codes, of which the most specific that contains a code is used.

use std::cmp::Ordering;

use super::compare::ends_agree;
use super::overlap::{Pattern, common_text};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Code, CodeCase, CodeClass, Entry, EntryId, Template};
use crate::rules;
use crate::source::Span;

/// The most overlaps that are reported.
const MOST_OVERLAPS: usize = 50;

/// Returns the classes of all entries with the entries of each, the most specific class first.
pub(super) fn group_by_class(entries: &[(Entry, Span)], case: CodeCase) -> Vec<(CodeClass, Vec<EntryId>)> {
    let mut classes: Vec<(CodeClass, Vec<EntryId>)> = Vec::new();
    for (index, (entry, _)) in entries.iter().enumerate() {
        for class in entry.codes.iter().filter(|class| !matches!(class, CodeClass::Code(_))) {
            let class = case.class(class);
            match classes.iter_mut().find(|(known, _)| *known == class) {
                Some((_, candidates)) => candidates.push(EntryId::new(index)),
                None => classes.push((class, vec![EntryId::new(index)])),
            }
        }
    }
    classes.sort_by(|(one, _), (other, _)| compare_specificity(other, one));
    classes
}

/// Compares how specific two classes are: a range is more specific than a template, a range of fewer codes more than one of more, and
/// templates are compared as those of messages.
fn compare_specificity(one: &CodeClass, other: &CodeClass) -> Ordering {
    match (one, other) {
        (CodeClass::Template(one), CodeClass::Template(other)) => specificity(one).cmp(&specificity(other)),
        (CodeClass::Template(_), _) => Ordering::Less,
        (_, CodeClass::Template(_)) => Ordering::Greater,
        _ => width(other).cmp(&width(one)),
    }
}

fn width(class: &CodeClass) -> i128 {
    match class {
        CodeClass::Range(first, last) => i128::from(*last) - i128::from(*first),
        _ => 0,
    }
}

/// Checks that no code is in two classes of different entries of which neither is more specific.
pub(super) fn check_overlaps(
    entries: &[(Entry, Span)],
    classes: &[(CodeClass, Vec<EntryId>)],
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let pairs =
        classes.iter().enumerate().flat_map(|(index, one)| classes.iter().skip(index + 1).map(move |b| (one, b)));
    let overlaps = pairs.filter_map(|((one, of_one), (other, of_other))| {
        let roots = |candidates: &[EntryId]| candidates.first().map(|id| root(entries, *id));
        let (first, second) = (roots(of_one)?, roots(of_other)?);
        (first != second).then_some(())?;
        Some((first.min(second), first.max(second), shared_code(one, other)?))
    });
    let mut result = Ok(());
    for (first, second, code) in overlaps.take(MOST_OVERLAPS) {
        let named = |id: EntryId| entries.get(id.index()).map(|(entry, span)| (entry.name.as_str(), *span));
        let (Some((first, first_span)), Some((second, second_span))) = (named(first), named(second)) else { continue };
        let title = format!("the codes of `{first}` and `{second}` overlap, and neither is more specific");
        let diagnostic = Diagnostic::new(&rules::AMBIGUOUS, second_span, title)
            .label("has the code")
            .related(first_span, "has the code, too")
            .note(format!("for example the code {}", code.to_toml()))
            .help("change one of them so that it contains the other, or has none of its codes");
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Returns a code that is in two classes of which neither is more specific.
fn shared_code(one: &CodeClass, other: &CodeClass) -> Option<Code> {
    match (one, other) {
        (CodeClass::Range(first, last), CodeClass::Range(low, high)) => {
            let (start, end) = (*first.max(low), *last.min(high));
            let contains = |outer: (&i64, &i64), inner: (&i64, &i64)| outer.0 <= inner.0 && inner.1 <= outer.1;
            let nested = contains((first, last), (low, high)) || contains((low, high), (first, last));
            (start <= end && !nested).then_some(Code::Integer(start))
        }
        (CodeClass::Template(one), CodeClass::Template(other)) => {
            let is_equal = specificity(one) == specificity(other) && ends_agree(one, other);
            let text = is_equal.then(|| common_text(&pattern(one), &pattern(other))).flatten()?;
            Some(Code::String(text))
        }
        _ => None,
    }
}

/// Returns a code of a class.
pub(super) fn sample(class: &CodeClass) -> Code {
    match class {
        CodeClass::Code(code) => code.clone(),
        CodeClass::Range(first, _) => Code::Integer(*first),
        CodeClass::Template(template) => {
            Code::String(common_text(&pattern(template), &Pattern::any()).unwrap_or_default())
        }
    }
}

/// Returns how specific a template of codes is. Its only parameter matches any text.
fn specificity(template: &Template) -> impl Ord + use<> {
    template.specificity(|_| false)
}

fn pattern(template: &Template) -> Pattern<'_> {
    Pattern::new(template, &[])
}

/// Returns the entry of a candidate: itself or, for a case, its parent.
pub(super) fn root(entries: &[(Entry, Span)], id: EntryId) -> EntryId {
    entries.get(id.index()).and_then(|(entry, _)| entry.parent).unwrap_or(id)
}
