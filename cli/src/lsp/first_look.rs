//! A first look at a large text: at the entries that changed, without the others.
//!
//! Most errors are where the text was just changed. They are shown at once, and the whole table is checked when nothing else waits.

use std::ops::Range;

use errspec_codegen::{Source, read_with_warnings};

use super::documents::Document;
use super::findings::{Finding, findings};
use super::sections::{alone, difference, needed, sections};

/// The fewest bytes of a text that is looked at first. A smaller one is checked soon enough.
pub(super) const LARGE: usize = 200_000;

/// Returns the findings of a document, as far as a first look tells: those of the sections that changed since `earlier`, and what was
/// `known` of the others. Returns `None` if too much has changed. `source_of` makes the source of a text.
pub(super) fn first_look(
    document: &Document,
    earlier: &str,
    known: &[Finding],
    source_of: impl FnOnce(String) -> Source,
) -> Option<Vec<Finding>> {
    let text = document.text.as_str();
    let (changed, before) = difference(earlier, text);
    let (touched, kept) = needed(&sections(text), &changed);
    if kept.iter().map(Range::len).sum::<usize>() > LARGE {
        return None;
    }
    let seen = match read_with_warnings(&source_of(alone(text, &kept))) {
        Ok(table) => table.warnings,
        Err(report) => Some(report),
    };
    let seen = seen.map(|report| findings(&report, document)).unwrap_or_default();
    let touched: Vec<Range<u32>> = touched.iter().map(|span| lines(document, span)).collect();
    let is_new = |finding: &Finding| finding.uri == document.uri && is_in(&touched, finding.line());
    let lines = LineChange::new(document, earlier, &changed, &before);
    let kept = known.iter().filter_map(|finding| match finding.uri == document.uri {
        true => lines.moved(finding).filter(|moved| !is_in(&touched, moved.line())),
        false => Some(finding.clone()),
    });
    Some(kept.chain(seen.into_iter().filter(is_new)).collect())
}

fn lines(document: &Document, span: &Range<usize>) -> Range<u32> {
    let range = document.range(span);
    range.start.line..range.end.line + u32::from(range.end.character > 0)
}

fn is_in(touched: &[Range<u32>], line: u32) -> bool {
    touched.iter().any(|lines| lines.contains(&line))
}

/// The lines that an edit moves.
struct LineChange {
    /// The first line after the edit in the earlier text.
    after: u32,
    /// The lines by which it is further down.
    more: i64,
}

impl LineChange {
    fn new(document: &Document, earlier: &str, changed: &Range<usize>, before: &Range<usize>) -> Self {
        let count = |text: Option<&str>| text.map_or(0, |text| text.matches('\n').count());
        let removed = count(earlier.get(before.clone()));
        let added = count(document.text.get(changed.clone()));
        let first = document.range(&(changed.start..changed.start)).start.line;
        let number = |count: usize| i64::try_from(count).unwrap_or_default();
        Self { after: first + u32::try_from(removed).unwrap_or_default(), more: number(added) - number(removed) }
    }

    /// Returns a finding of the earlier text where it is now. Its fixes follow with the whole check.
    fn moved(&self, finding: &Finding) -> Option<Finding> {
        if self.more == 0 || finding.line() < self.after {
            return Some(finding.clone());
        }
        let line = |line: u32| u32::try_from(i64::from(line) + self.more).ok();
        let mut moved = Finding { remedies: Vec::new(), ..finding.clone() };
        moved.diagnostic.data = None;
        moved.diagnostic.range.start.line = line(moved.diagnostic.range.start.line)?;
        moved.diagnostic.range.end.line = line(moved.diagnostic.range.end.line)?;
        Some(moved)
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use errspec_codegen::Source;
    use lsp_types::Uri;

    use super::first_look;
    use crate::lsp::documents::Document;
    use crate::lsp::findings::{Finding, findings};
    use crate::lsp::positions::ColumnUnit;

    const TABLE: &str = "[table]\nformat = 1\nname = \"a\"\n[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\nwrong = 1\n\
        [errors.B]\ncode = 2\n[errors.C]\ncode = 3\nwrong = 3\n";

    /// Returns the lines and rules of a first look, and those of a whole check.
    fn looks(before: &str, after: &str) -> Option<(Vec<String>, Vec<String>)> {
        let document = |text: &str| {
            Uri::from_str("untitled:a").ok().map(|uri| Document::new(uri, text.to_owned(), ColumnUnit::Byte))
        };
        let whole = |text: &str| -> Option<Vec<Finding>> {
            let (report, document) = (errspec_codegen::read(&Source::new("a", text)).err(), document(text)?);
            Some(report.map(|report| findings(&report, &document)).unwrap_or_default())
        };
        let shown = |found: Vec<Finding>| {
            let mut lines: Vec<String> =
                found.iter().map(|it| format!("{}: {}", it.line() + 1, it.diagnostic.message)).collect();
            lines.sort();
            lines
        };
        let look = first_look(&document(after)?, before, &whole(before)?, |text| Source::new("a", text))?;
        Some((shown(look), shown(whole(after)?)))
    }

    #[test]
    fn a_first_look_sees_what_the_whole_check_sees_of_an_entry() {
        for (old, new) in [
            ("code = 2\n", "cod = 2\n"),
            ("code = 2\n", "code = \n"),
            ("code = 2\n", "code = 2\nstatus = 9\n\n\n"),
            ("code = 2\n", ""),
            ("wrong = 1\n", ""),
            ("wrong = 1\n[errors.B]\ncode = 2\n", "[errors.D]\ncode = \"\"\n"),
            ("wrong = 3\n", "wrong = 3\n[errors.D]\n"),
            ("[errors.B]", "[errors.b]"),
            ("", ""),
        ] {
            let looks = looks(TABLE, &TABLE.replacen(old, new, 1));
            let Some((first, whole)) = looks else { unreachable!("{old}") };
            // In a text that is no TOML, only the mistakes there are told; what is known of the rest stays until then.
            let is_toml = !whole.iter().any(|line| line.contains("value"));
            assert!(
                if is_toml { first == whole } else { whole.iter().all(|it| first.contains(it)) },
                "{new}: {first:?} {whole:?}"
            );
        }
    }
}
