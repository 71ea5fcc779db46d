//! The codes that a table allows its entries, `table.codes`.

use super::code_pattern::{CodePattern, MistakeKind, PatternMistake, letters};
use crate::ast::{AstTable, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::model::{Code, CodeCase, CodeClass, Entry};
use crate::rules;
use crate::source::{At, Span};

/// The most patterns that a message lists.
const MOST_LISTED: usize = 5;

/// Checks that every entry has codes that the table allows. Aliases may be any: they are how a code was written before.
pub(crate) fn check_table_codes(table: &AstTable, entries: &[(Entry, Span)], sink: &mut Diagnostics<'_>) {
    let Ok(Some(allowed)) = Allowed::read(table, sink) else { return };
    let written = table.entries.iter().map(|entry| (entry.name.span, entry));
    let places: std::collections::HashMap<Span, _> = written.collect();
    for (entry, span) in entries.iter().filter(|(entry, _)| entry.parent.is_none()) {
        let Some(written) = places.get(span) else { continue };
        let code = written.code.as_ref().ok().and_then(Option::as_ref);
        let codes = written.codes.as_ref().ok().and_then(Option::as_ref);
        let spans = code.into_iter().chain(codes.into_iter().flat_map(|codes| &codes.value)).map(|code| code.span);
        let classes = entry.code.iter().cloned().map(CodeClass::Code).chain(entry.codes.iter().cloned());
        for (class, span) in classes.zip(spans).filter(|(class, _)| !allowed.contains(class)) {
            sink.report(allowed.diagnostic(&class, span));
        }
    }
}

/// The codes that a table allows.
struct Allowed {
    patterns: Vec<(String, CodePattern)>,
    span: Span,
    case: CodeCase,
}

impl Allowed {
    /// Reads the patterns of a table.
    fn read(table: &AstTable, sink: &mut Diagnostics<'_>) -> Checked<Option<Self>> {
        let Some(codes) = given(&table.header.codes)? else { return Ok(None) };
        if codes.value.is_empty() {
            let diagnostic = Diagnostic::new(&rules::EMPTY_CODE, codes.span, "`table.codes` is an empty list")
                .label("no code is one of these")
                .help("write a class of codes such as `\"ACME-{1000..9999}\"`, or remove the key to allow any code");
            return Err(sink.report(diagnostic));
        }
        let checked: Vec<_> = codes.value.iter().map(|text| check_pattern(text, sink)).collect();
        let patterns = checked.into_iter().collect::<Checked<Vec<_>>>()?;
        Ok(Some(Self { patterns, span: codes.span, case: table.header.code_case() }))
    }

    fn contains(&self, class: &CodeClass) -> bool {
        self.patterns.iter().any(|(_, pattern)| pattern.contains(class, self.case))
    }

    fn diagnostic(&self, class: &CodeClass, span: Span) -> Diagnostic {
        let title = match class {
            CodeClass::Code(_) => format!("the table does not allow the code `{}`", class.write()),
            _ => format!("the table does not allow all codes of `{}`", class.write()),
        };
        let listed = self.patterns.iter().take(MOST_LISTED).map(|(text, _)| format!("`{text}`"));
        let more = if self.patterns.len() > MOST_LISTED { " or another" } else { "" };
        let help = match class {
            CodeClass::Code(code) => self.meant(code),
            _ => None,
        };
        let range = match class {
            CodeClass::Code(code) => range_of(&code.to_string()),
            _ => None,
        };
        let range = range.map(|range| Suggestion::string("a range of integers has two dots: {}", span, &range));
        let help = help.filter(|_| range.is_none());
        Diagnostic::new(&rules::FOREIGN_CODE, span, title)
            .suggest_some(range.map(Suggestion::maybe_incorrect))
            .label(format!("expected {}{more}", listed.collect::<Vec<_>>().join(" or ")))
            .related(self.span, "the codes of the table")
            .help_or_hint(help)
    }

    /// Returns a help with the code that is most likely meant.
    fn meant(&self, code: &Code) -> Option<String> {
        let text = code.to_string();
        let end = text.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or(&text);
        let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let candidates = self.patterns.iter().flat_map(|(_, pattern)| {
            let prefix = pattern.prefix();
            let padded = (1..=8).map(|width| format!("{digits:0>width$}"));
            let ends = [text.clone(), end.to_owned()].into_iter().chain(padded).collect::<Vec<_>>();
            ends.into_iter().map(move |end| format!("{prefix}{end}"))
        });
        let cases = [text.to_ascii_uppercase(), text.to_ascii_lowercase()];
        let mut candidates = cases.into_iter().chain(candidates).filter(|candidate| *candidate != text);
        let fits =
            |candidate: &String| self.patterns.iter().any(|(_, pattern)| pattern.fits(&letters(candidate), self.case));
        let found = candidates.find(fits)?;
        Some(format!("write `\"{found}\"`; a spelling that is only read is one of the `aliases`"))
    }
}

fn check_pattern(text: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<(String, CodePattern)> {
    if text.value.is_empty() {
        let diagnostic = Diagnostic::new(&rules::EMPTY_CODE, text.span, "this code is empty");
        return Err(sink.report(diagnostic.label("an empty string counts as no code")));
    }
    CodePattern::parse(&text.value).map(|pattern| (text.value.clone(), pattern)).map_err(|mistake| {
        let PatternMistake { place, kind, title, help } = mistake;
        let rule = match kind {
            MistakeKind::Braces => &rules::BAD_TEMPLATE,
            MistakeKind::Range => &rules::EMPTY_RANGE,
        };
        let span = sink.span_in(text, place.start, place.end);
        sink.report(Diagnostic::new(rule, span, title).help(help))
    })
}

/// Returns the range that is written with a dash, as in `1000-1999`.
fn range_of(text: &str) -> Option<String> {
    let (first, last) = text.split_once('-')?;
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(first) && is_number(last)).then(|| format!("{first}..{last}"))
}
