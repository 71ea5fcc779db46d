//! Codes that other codes of an entry contain, and classes of which no code is left.

use super::code::all_codes;
use super::code_class::range_of;
use crate::ast::{AstEntry, AstTable};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Code, CodeCase, CodeClass, Part, Template};
use crate::rules;
use crate::sorting::sort_by_key;
use crate::source::{At, Span};
use crate::template::parse_template;

/// The most errors that are reported.
const MOST_ERRORS: usize = 50;

/// A code or class as it is written, and its meaning.
type WrittenClass<'t> = (&'t At<Code>, CodeClass);

/// Checks that every code and class of an entry with `codes` contributes a code.
pub(crate) fn check_covered(table: &AstTable, sink: &mut Diagnostics<'_>) {
    let keeping = || table.entries.iter().enumerate().filter(|(_, entry)| matches!(entry.codes, Ok(Some(_))));
    if keeping().next().is_none() {
        return;
    }
    let case = table.header.code_case();
    let entries: Vec<Vec<WrittenClass<'_>>> = table.entries.iter().map(|entry| classes(entry, case)).collect();
    let mut found = Vec::new();
    for (number, _) in keeping() {
        let own = entries.get(number).map(Vec::as_slice).unwrap_or_default();
        let is_taken = |class: &CodeClass| {
            let others = entries.iter().enumerate().filter(|(other, _)| *other != number);
            others.flat_map(|(_, classes)| classes).any(|(_, other)| overlap(class, other))
        };
        let redundant = own.iter().enumerate().filter_map(|(index, it)| redundant(index, it, own, &is_taken));
        found.extend(redundant.take(MOST_ERRORS.saturating_sub(found.len())));
    }
    let taken = Taken::new(table, &entries, case);
    for (number, entry) in keeping() {
        let own = entries.get(number).into_iter().flatten();
        let empty = own.filter_map(|(code, class)| taken.diagnose((code.span, class), number, &entry.name.value));
        found.extend(empty.take(MOST_ERRORS.saturating_sub(found.len())));
    }
    found.into_iter().for_each(|diagnostic| _ = sink.report(diagnostic));
}

/// Returns the codes and classes of an entry. Those that are wrong are reported elsewhere.
fn classes(entry: &AstEntry, case: CodeCase) -> Vec<WrittenClass<'_>> {
    let keeps = matches!(entry.codes, Ok(Some(_)));
    all_codes(entry)
        .filter_map(|code| {
            Some((code, if keeps { class(&code.value, case)? } else { CodeClass::Code(case.key(&code.value)) }))
        })
        .collect()
}

fn class(code: &Code, case: CodeCase) -> Option<CodeClass> {
    let Code::String(text) = code else { return Some(CodeClass::Code(code.clone())) };
    if let Some((first, last)) = range_of(text) {
        return Some(CodeClass::Range(first, last));
    }
    if !text.contains(['{', '}']) {
        return Some(CodeClass::Code(case.key(code)));
    }
    let template = parse_template(text).ok()?.template;
    (!template.parameters.is_empty()).then(|| case.class(&CodeClass::Template(template)))
}

/// Describes a code or class that adds nothing to another of its entry. It does add something if another entry has some of its codes:
/// what is written out, and the more specific class, come first.
fn redundant(
    index: usize,
    (code, class): &WrittenClass<'_>,
    own: &[WrittenClass<'_>],
    is_taken: &dyn Fn(&CodeClass) -> bool,
) -> Option<Diagnostic> {
    let others = || own.iter().enumerate().filter(|(other, _)| *other != index).map(|(other, it)| (other < index, it));
    if let Some((_, (outer, _))) = others().find(|(_, (_, outer))| outer != class && contains(outer, class)) {
        let title = format!("{} is contained in {}", code.value.to_toml(), outer.value.to_toml());
        let diagnostic = Diagnostic::new(&rules::DUPLICATE_CODE, code.span, title)
            .label("adds no code to the entry")
            .related(outer.span, "contains it")
            .help("remove it");
        return Some(diagnostic).filter(|_| !is_taken(class));
    }
    let CodeClass::Range(first, last) = class else { return None };
    let (low, high, outer) =
        others().filter(|(is_before, _)| *is_before).find_map(|(_, (outer, other))| match other {
            CodeClass::Range(low, high) if low <= last && first <= high && outer.value != code.value => {
                Some((low, high, outer))
            }
            _ => None,
        })?;
    let title = format!("the ranges {} and {} have codes in common", outer.value.to_toml(), code.value.to_toml());
    let diagnostic = Diagnostic::new(&rules::DUPLICATE_CODE, code.span, title)
        .related(outer.span, "the other range")
        .help(format!("write one range: `\"{}..{}\"`", first.min(low), last.max(high)));
    Some(diagnostic).filter(|_| !contains(class, &CodeClass::Range(*low, *high)) && !is_taken(class))
}

/// Returns `true` if each code of a class is one of another.
fn contains(outer: &CodeClass, inner: &CodeClass) -> bool {
    match (outer, inner) {
        (CodeClass::Range(first, last), CodeClass::Code(Code::Integer(number))) => (first..=last).contains(&number),
        (CodeClass::Range(first, last), CodeClass::Range(low, high)) => first <= low && high <= last,
        (CodeClass::Template(outer), CodeClass::Code(Code::String(text))) => fits(outer, text),
        (CodeClass::Template(outer), CodeClass::Code(Code::Integer(number))) => fits(outer, &number.to_string()),
        (CodeClass::Template(outer), CodeClass::Template(inner)) => fits(outer, &sample(inner)),
        _ => false,
    }
}

/// Returns `true` if two classes may have a code in common.
fn overlap(one: &CodeClass, other: &CodeClass) -> bool {
    match (one, other) {
        (CodeClass::Code(one), CodeClass::Code(other)) => one == other,
        (CodeClass::Code(_), class) => contains(class, one),
        (class, CodeClass::Code(_)) => contains(class, other),
        (CodeClass::Range(first, last), CodeClass::Range(low, high)) => low <= last && first <= high,
        (CodeClass::Range(..), CodeClass::Template(template))
        | (CodeClass::Template(template), CodeClass::Range(..)) => {
            fixed(template).all(|text| text.chars().all(|c| c.is_ascii_digit() || c == '-'))
        }
        (CodeClass::Template(one), CodeClass::Template(other)) => {
            let begins = |template: &Template| match template.parts.first() {
                Some(Part::Text(text)) => text.clone(),
                _ => String::new(),
            };
            let (one, other) = (begins(one), begins(other));
            one.starts_with(&other) || other.starts_with(&one)
        }
    }
}

fn fixed(template: &Template) -> impl Iterator<Item = &str> {
    template.parts.iter().filter_map(|part| match part {
        Part::Text(text) => Some(text.as_str()),
        Part::Parameter(_) => None,
    })
}

/// Returns a text of a template that only a template with all of its texts fits: no table writes the character that fills it.
fn sample(template: &Template) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Parameter(_) => '\u{10ffff}'.to_string(),
    };
    template.parts.iter().map(part).collect()
}

/// Returns `true` if a text fits a template whose parameters match anything.
fn fits(template: &Template, text: &str) -> bool {
    let mut rest = text;
    let mut is_open = false;
    for (index, part) in template.parts.iter().enumerate() {
        let Part::Text(fixed) = part else {
            is_open = true;
            continue;
        };
        let is_last = index + 1 == template.parts.len();
        let found = match (is_open, is_last) {
            (false, _) => rest.starts_with(fixed.as_str()).then_some(0),
            (true, true) => rest.ends_with(fixed.as_str()).then(|| rest.len() - fixed.len()),
            (true, false) => rest.find(fixed.as_str()),
        };
        let Some(after) = found.and_then(|at| rest.get(at + fixed.len()..)) else { return false };
        (rest, is_open) = (after, false);
    }
    is_open || rest.is_empty()
}

/// The integer codes that do not belong to a range which contains them.
struct Taken {
    /// The first and the last code, sorted by the first, with the entry that has them, if any.
    codes: Vec<(i64, i64, Option<usize>, Span)>,
}

impl Taken {
    fn new(table: &AstTable, entries: &[Vec<WrittenClass<'_>>], case: CodeCase) -> Self {
        let envelopes = table.envelopes.iter().flatten();
        let no_codes = envelopes.filter_map(|envelope| envelope.no_code.as_ref().ok()?.as_ref()).flatten();
        let ignored = no_codes.chain(table.success.codes.iter().flatten().flatten());
        let ignored = ignored.filter_map(|code| match case.key(&code.value) {
            Code::Integer(number) => Some((number, number, None, code.span)),
            Code::String(_) => None,
        });
        let of_entries = entries.iter().enumerate().flat_map(|(entry, classes)| {
            classes.iter().filter_map(move |(code, class)| match class {
                CodeClass::Code(Code::Integer(number)) => Some((*number, *number, Some(entry), code.span)),
                CodeClass::Range(first, last) => Some((*first, *last, Some(entry), code.span)),
                _ => None,
            })
        });
        let mut codes: Vec<_> = ignored.chain(of_entries).collect();
        sort_by_key(&mut codes, |(first, last, ..)| (*first, *last));
        Self { codes }
    }

    /// Describes a range of which every code means something else, or belongs to another entry.
    fn diagnose(&self, (span, class): (Span, &CodeClass), owner: usize, name: &str) -> Option<Diagnostic> {
        let CodeClass::Range(first, last) = class else { return None };
        let start = self.codes.partition_point(|(low, ..)| low < first);
        let mut next = Some(*first).filter(|_| first < last);
        let (mut ignored, mut owned) = (None, None);
        for (low, high, entry, other) in self.codes.iter().skip(start) {
            let is_inside = *high <= *last && (low, high) != (first, last) && *entry != Some(owner);
            match next {
                Some(next) if next > *last || *low > next => break,
                Some(free) if is_inside && *high >= free => next = high.checked_add(1),
                _ => continue,
            }
            let taken_by = if entry.is_some() { &mut owned } else { &mut ignored };
            taken_by.get_or_insert(*other);
        }
        if next.is_some_and(|next| next <= *last) {
            return None;
        }
        let title = format!("no code of `{first}..{last}` is left for `{name}`");
        let diagnostic = match (owned, ignored) {
            (Some(other), _) => Diagnostic::new(&rules::EMPTY_RANGE, span, title)
                .label("each code belongs to an entry that states it more narrowly")
                .related(other, "such as this one")
                .help("remove the range, or make it wider"),
            (None, other) => Diagnostic::new(&rules::CODE_MEANS_SUCCESS, span, title)
                .label("the entry is never found by these codes")
                .related(other?, "means success, or counts as no code"),
        };
        Some(diagnostic)
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeCase, class, contains};
    use crate::model::Code;

    #[test]
    fn a_class_contains_its_codes_and_narrower_classes() {
        let of = |text: &str| class(&Code::String(text.to_owned()), CodeCase::Exact).unwrap_or_else(|| unreachable!());
        for (outer, inner) in [
            ("1..9", "5"),
            ("1..9", "2..3"),
            ("Neo.{_}", "Neo.A"),
            ("Neo.{_}", "Neo.A.{_}"),
            ("{_}.{_}", "a.{_}.b"),
            ("{_}", "{_}.{_}"),
            ("a{_}b{_}c", "abc"),
            ("4{_}", "42"),
        ] {
            assert!(contains(&of(outer), &of(inner)), "{outer} {inner}");
        }
        for (outer, inner) in
            [("1..9", "10"), ("Neo.{_}", "Ne{_}"), ("a{_}b", "ab{_}"), ("a{_}a", "a"), ("{_}a{_}b", "{_}b")]
        {
            assert!(!contains(&of(outer), &of(inner)), "{outer} {inner}");
        }
    }
}
