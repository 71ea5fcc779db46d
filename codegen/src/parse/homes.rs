//! The key that was meant by one that a table does not have: a key with another name, or one of another table.

use toml::de::DeValue;

use super::foreign_keys::{foreign_key, value_of_entry};
use super::node::TomlNode;
use super::syntax;
use super::vocabulary::{HOMES, Home, VAGUE_WORDS, WORDS, fits, is_list, takes_locations};
use crate::diagnostics::{Diagnostic, Diagnostics, Edit, Rejected, Suggestion};
use crate::format::Section;
use crate::names;
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;
use crate::toml_text;

/// A key that a table does not have.
pub(super) struct UnknownKey<'a, 'k> {
    pub(super) key: &'k At<String>,
    pub(super) value: TomlNode<'a>,
    pub(super) section: Section,
    /// The keys that the section could have.
    pub(super) free: &'k [&'k str],
}

/// The most bytes before a key in which a header in a comment is searched.
const MOST_BYTES: usize = 4_000;

/// The most sections of one name in which a key is searched.
const MOST_SECTIONS: usize = 16;

/// Returns the header in a comment to which a key most likely belongs: the next one above it that has a line right below.
pub(super) fn header_in_comment(key: Span, sink: &Diagnostics<'_>) -> Option<Span> {
    let file = sink.source().file_span(key.start);
    let first = (file.start.max(key.start.saturating_sub(MOST_BYTES))..key.start)
        .find(|at| sink.text().is_char_boundary(*at))?;
    let (above, own) = sink.text().get(first..key.start)?.rsplit_once('\n')?;
    if own.contains('=') {
        return None;
    }
    let mut end = first + above.len();
    let mut below = "key";
    for line in above.rsplit('\n') {
        let start = end - line.len();
        let text = line.trim_start();
        let header = text.trim_start_matches(['#', ' ', '\t']);
        let is_header = header.starts_with('[') && header.trim_end().ends_with(']') && !header.contains('=');
        if text.starts_with('[') {
            return None;
        }
        // A header whose keys are comments, too, was left out on purpose.
        if is_header && text.starts_with('#') && !matches!(below.chars().next(), Some('#' | '[') | None) {
            let length = header.trim_end().len();
            return Some(Span { start: end - header.len(), end: end - header.len() + length });
        }
        below = text;
        end = start.saturating_sub(1);
    }
    None
}

/// Reports an unknown key as one of the header in a comment above it. What the header would begin is not missing.
pub(super) fn report_in_comment(header: Span, unknown: Diagnostic, sink: &mut Diagnostics<'_>) -> Rejected {
    let text = sink.text();
    let line = text.get(..header.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let message = format!("remove the `#` before `{}`", text.get(header.start..header.end).unwrap_or_default());
    let remove = Edit::remove(Span { start: line, end: header.start });
    let file = sink.source().file_span(header.start);
    let first = text.get(file.start..file.end).map(syntax::first_line).unwrap_or_default();
    let diagnostic = Diagnostic::new(unknown.rule, unknown.label.span, unknown.title)
        .related(header, "this header is a comment, so that the keys below it belong to the section above")
        .suggest(Suggestion::new(message, vec![remove]).maybe_incorrect().without_lines());
    let rejected = sink.report(diagnostic);
    sink.mark_unreadable(first.shift(file.start));
    rejected
}

/// Returns `true` for a key of an envelope in a file without any.
pub(super) fn is_of_absent_envelope(key: &At<String>, value: TomlNode<'_>, sink: &Diagnostics<'_>) -> bool {
    let file = sink.source().file_span(key.span.start);
    let known = Section::Envelope.key(&key.value);
    known.is_some_and(|key| takes_locations(key) && fits(key.forms, value.value))
        && header_in_comment(key.span, sink).is_none()
        && toml_text::headers(sink.source(), file, &["envelope"]).next().is_none()
}

/// Reports the first key of an envelope whose header is missing above it. The envelope is then not missing.
pub(super) fn report_absent_envelope(key: &At<String>, sink: &mut Diagnostics<'_>) -> Rejected {
    let text = sink.text();
    let file = sink.source().file_span(key.span.start);
    let line = text.get(..key.span.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let is_first = text.get(line..key.span.start).is_some_and(|before| before.trim().is_empty());
    let edits = if is_first { vec![Edit::insert(line, "[envelope]\n")] } else { Vec::new() };
    let first = text.get(file.start..file.end).map(syntax::first_line).unwrap_or_default();
    let title = format!("`{}` is not a key of `[table]`", key.value);
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, key.span, title).label("belongs to `[envelope]`");
    let help = "write the header `[envelope]` above it";
    let rejected = sink.report(match edits.is_empty() {
        true => diagnostic.help(help),
        false => diagnostic.suggest(Suggestion::new(help, edits).maybe_incorrect().without_lines()),
    });
    sink.mark_unreadable(first.shift(file.start));
    rejected
}

impl UnknownKey<'_, '_> {
    /// Returns the diagnostic, and the key of the table that is most likely meant.
    pub(super) fn diagnostic(&self, known: &[&str], sink: &Diagnostics<'_>) -> (Diagnostic, Option<String>) {
        let (key, section) = (self.key, self.section);
        let title = format!("unknown key `{}` in {}", key.value, section.name());
        let unknown = Diagnostic::new(&rules::UNKNOWN_KEY, key.span, title);
        let known_kind = self.misplaced_entry(sink).or_else(|| self.misplaced_case(sink));
        let foreign = || foreign_key(key, self.value, (section, self.free), sink);
        if let Some(diagnostic) = known_kind.or_else(|| self.header(sink)).or_else(foreign) {
            return (diagnostic, None);
        }
        if key.value == "envelopes" && section == Section::File {
            return (unknown.help("write each envelope as a section `[[envelope]]`, with an `id`"), None);
        }
        if let Some(meant) = self.other_word().filter(|meant| self.takes(meant) || self.home(true).is_none()) {
            if !self.takes(meant)
                && let Some(takes) = section.key(meant).map(|key| key.example).filter(|it| !it.is_empty())
            {
                return (unknown.help(format!("`{meant}` takes {takes}")), Some(meant.to_owned()));
            }
            return (unknown.suggest(self.rename(meant, "write {}", sink)), Some(meant.to_owned()));
        }
        if let Some(home) = self.home(true) {
            return (self.misplaced(home, sink), None);
        }
        let similar = suggest::nearest(&key.value, self.free.iter().copied());
        // A word with a known one in it may be another word.
        if let Some(similar) = similar.filter(|it| self.takes(it) || suggest::is_slip(&key.value, it)) {
            if similar == "errors" && matches!(self.value.value, DeValue::Array(_)) {
                let help = "write each entry as a table of its own: `[errors.NAME]`";
                return (unknown.help(help), Some(similar.to_owned()));
            }
            return (unknown.suggest(self.rename(similar, "a similar key exists: {}", sink)), Some(similar.to_owned()));
        }
        let taken = suggest::nearest(&key.value, known.iter().copied());
        match (self.home(false), taken.filter(|taken| suggest::is_slip(&key.value, taken))) {
            (Some(home), _) => (self.misplaced(home, sink), None),
            (None, Some(similar)) => (unknown.help(format!("remove it: `{similar}` is there already")), None),
            (None, None) => match self.only_missing() {
                Some(missing) => (unknown.suggest(self.rename(missing, "write {}", sink)), Some(missing.to_owned())),
                None => {
                    let unknown = unknown.help(format!("known keys: {}", suggest::list(known)));
                    (value_of_entry(key, self.value, section, known).unwrap_or(unknown), None)
                }
            },
        }
    }

    /// Recognizes an entry, or a part of one, at the top level.
    fn misplaced_entry(&self, sink: &Diagnostics<'_>) -> Option<Diagnostic> {
        let key = &self.key.value;
        if self.section != Section::File || matches!(self.value.value, DeValue::String(_) | DeValue::Integer(_)) {
            return None;
        }
        let title = format!("`{key}` is not a section of the table");
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, self.key.span, title);
        if matches!(key.as_str(), "cases" | "examples") {
            return Some(diagnostic.label("belongs to an entry").suggest_some(self.to_entry_before(sink)).help(
                match key.as_str() {
                    "cases" => "the cases of an entry are tables such as `[errors.NAME.cases.CASE]`",
                    _ => "the examples of an entry are tables such as `[[errors.NAME.examples]]`",
                },
            ));
        }
        let table = self.value.value.as_table()?;
        let is_entry = ["code", "status", "message", "summary"].iter().any(|key| table.contains_key(*key));
        let name = names::variant_of(key).map(|_| key.clone()).ok().or_else(|| names::screaming(key))?;
        let is_known = !is_entry || suggest::nearest(key, self.free.iter().copied()).is_some();
        if is_known && names::variant_of(key).is_err() {
            return None;
        }
        let edits = self.in_headers(sink, |header| Edit::replace(header.part, format!("errors.{name}")))?;
        let suggestion = Suggestion::new(format!("write `[errors.{name}]`"), edits).without_lines();
        Some(diagnostic.label("an entry is a table of `errors`").suggest(suggestion))
    }

    /// Recognizes a case that is right below its entry, and entries within one.
    fn misplaced_case(&self, sink: &Diagnostics<'_>) -> Option<Diagnostic> {
        let key = &self.key.value;
        if key == "errors" && matches!(self.section, Section::Entry | Section::Case) && self.value.is_table() {
            let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, self.key.span, "entries within an entry");
            let help = "write `[errors.NAME]` for an entry of its own, or `[errors.NAME.cases.CASE]` for a case of one";
            return Some(diagnostic.label("belongs to the top level").help(help));
        }
        let is_case = self.section == Section::Entry && self.value.is_table() && names::variant_of(key).is_ok();
        let file = sink.source().file_span(self.key.span.start);
        let before = Span { end: self.key.span.start, ..file };
        let line = sink.source().header_lines(&[], before).last().filter(|_| is_case)?;
        let header = toml_text::headers(sink.source(), *line, &[]).next()?;
        (self.key.span.end <= header.all.end).then_some(())?;
        let diagnostic =
            Diagnostic::new(&rules::MISPLACED_KEY, self.key.span, format!("`{key}` is not a key of an entry"));
        let suggestion = Suggestion::new(
            format!("write `cases.{key}` in the header"),
            vec![Edit::insert(self.key.span.start, "cases.")],
        );
        Some(diagnostic.label("a case is below `cases`").suggest(suggestion.maybe_incorrect().without_lines()))
    }

    /// Recognizes the name of a header where a location is expected.
    fn header(&self, sink: &Diagnostics<'_>) -> Option<Diagnostic> {
        let is_source = matches!(self.section, Section::Source | Section::Field) && self.free.contains(&"at");
        let name = self
            .value
            .value
            .as_str()
            .filter(|_| is_source && matches!(self.key.value.as_str(), "header" | "headers"))?;
        let name = name.trim_start_matches("header:").to_ascii_lowercase();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let text = sink.text().get(self.key.span.start..self.value.span.end).filter(|_| is_name)?;
        let between = text
            .get(self.key.span.end - self.key.span.start..text.len() - (self.value.span.end - self.value.span.start))?;
        let whole = Span { start: self.key.span.start, end: self.value.span.end };
        let title = format!("unknown key `{}` in {}", self.key.value, self.section.name());
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_KEY, self.key.span, title).label("a header is a location");
        Some(diagnostic.suggest(Suggestion::replace("write {}", whole, &format!("at{between}\"header:{name}\""))))
    }

    /// Moves a part of an entry into the entry above it.
    fn to_entry_before(&self, sink: &Diagnostics<'_>) -> Option<Suggestion> {
        let file = sink.source().file_span(self.key.span.start);
        let above = Span { end: self.key.span.start, ..file };
        let header = toml_text::headers(sink.source(), above, &["errors"]).next_back().filter(|it| !it.is_last)?;
        let rest = sink.text().get(header.part.end..header.all.end)?;
        let name = rest.trim_start_matches('.').split(['.', ']']).next()?.trim();
        let edits = self.in_headers(sink, |header| Edit::insert(header.part.start, format!("errors.{name}.")))?;
        let message = format!("write `errors.{name}.{}` in its header", self.key.value);
        Some(Suggestion::new(message, edits).maybe_incorrect().without_lines())
    }

    /// Returns the key that people write this word for.
    fn other_word(&self) -> Option<&'static str> {
        let written = self.key.value.to_ascii_lowercase().replace(['-', ' '], "_");
        let (_, words) = WORDS.iter().find(|(sections, _)| sections.contains(&self.section))?;
        let (meant, _) = words.iter().find(|(_, words)| words.contains(&written.as_str()))?;
        self.free.contains(meant).then_some(*meant)
    }

    /// Returns `true` if a key of the section takes the value. `format = "xml"` of an envelope is its `body`, `format = 1` that of the
    /// table.
    fn takes(&self, key: &str) -> bool {
        self.section.key(key).is_some_and(|key| fits(key.forms, self.value.value))
    }

    /// Returns `true` if another word for a key can only mean this one.
    fn is_sure(&self, meant: &str) -> bool {
        let of_word = || self.other_word() == Some(meant) && !VAGUE_WORDS.contains(&self.key.value.as_str());
        let is_vague = matches!(self.section, Section::File | Section::Header | Section::Envelope);
        suggest::is_sure(&self.key.value, meant) || !is_vague && of_word() && self.takes(meant)
    }

    /// Returns another table that has the key, with such a value if that counts.
    fn home(&self, by_value: bool) -> Option<&'static Home> {
        let takes = |home: &Home| {
            let key = home.section.key(&self.key.value);
            key.is_some_and(|key| !by_value || fits(key.forms, self.value.value))
        };
        HOMES.iter().find(|home| home.section != self.section && takes(home))
    }

    /// Returns the required key that the table lacks, if it is the only one, and takes such a value.
    fn only_missing(&self) -> Option<&'static str> {
        let is_free = |name: &str| self.free.contains(&name);
        let mut missing = self.section.keys().iter().filter(|key| key.is_required && is_free(key.name));
        match (missing.next(), missing.next()) {
            (Some(key), None) => fits(key.forms, self.value.value).then_some(key.name),
            _ => None,
        }
    }

    fn rename(&self, meant: &str, message: &str, sink: &Diagnostics<'_>) -> Suggestion {
        let suggestion = Suggestion::key(message, self.key.span, meant);
        let mut suggestion = if self.is_sure(meant) { suggestion } else { suggestion.maybe_incorrect() };
        if self.section == Section::File {
            suggestion.edits =
                self.in_headers(sink, |header| Edit::replace(header.part, meant)).unwrap_or(suggestion.edits);
        }
        let is_scalar = !matches!(self.value.value, DeValue::Array(_) | DeValue::Table(_));
        match self.value.value {
            DeValue::Boolean(flag) if meant == "retry" => {
                let word = if *flag { "\"after\"" } else { "\"never\"" };
                suggestion.edits.push(Edit::replace(self.value.span, word));
                suggestion.message = format!("write `retry = {word}`");
            }
            _ if is_scalar && self.section.key(meant).is_some_and(is_list) => {
                let Span { start, end } = self.value.span;
                suggestion.edits.extend([Edit::insert(start, "["), Edit::insert(end, "]")]);
                let written = sink.text().get(start..end).unwrap_or_default();
                suggestion.message = format!("write `{meant} = [{written}]`");
            }
            // The elements of a list in a JSON Schema are described by a table.
            DeValue::Table(table) if meant == "of" && table.len() == 1 => {
                if let Some(ty) = table.get("type").and_then(|ty| ty.get_ref().as_str()) {
                    suggestion.edits.push(Edit::replace(self.value.span, toml_text::quoted(ty)));
                    suggestion.message = format!("write `of = \"{ty}\"`");
                }
            }
            _ => {}
        }
        suggestion
    }

    /// Returns an edit for each header that begins with the key.
    fn in_headers(&self, sink: &Diagnostics<'_>, edit: impl Fn(toml_text::Header) -> Edit) -> Option<Vec<Edit>> {
        let file = sink.source().file_span(self.key.span.start);
        let edits: Vec<Edit> = toml_text::headers(sink.source(), file, &[self.key.value.as_str()]).map(edit).collect();
        (!edits.is_empty()).then_some(edits)
    }

    /// Says in which table the key belongs.
    fn misplaced(&self, home: &Home, sink: &Diagnostics<'_>) -> Diagnostic {
        let key = &self.key.value;
        let title = format!("`{key}` is not a key of {}", self.section.name().replace("the table", "the top level"));
        if key == "name" && matches!(self.section, Section::Entry | Section::Case) {
            return Diagnostic::new(&rules::MISPLACED_KEY, self.key.span, title).help(
                "the name of an entry is in its header, `[errors.NAME]`; one that the response has beside the code is its `symbol`, \
                 and `name = \"/…\"` of `[envelope]` is the location of it",
            );
        }
        let diagnostic =
            Diagnostic::new(&rules::MISPLACED_KEY, self.key.span, title).label(format!("belongs to {}", home.name));
        if home.header.is_some_and(|header| self.is_there(header, sink)) {
            return diagnostic
                .help(format!("{} has a `{key}`: remove this one, or write both as one value there", home.name));
        }
        match home.header.and_then(|header| self.moved(header, sink)) {
            Some(edits) => {
                let suggestion = Suggestion::new(format!("move it to {}", home.name), edits);
                // What is written in an entry may be meant for this one alone.
                let is_vague =
                    matches!(self.section, Section::Entry | Section::Case | Section::Field | Section::Source);
                let is_sure = !is_vague && self.home(true).is_some_and(|it| it.section == home.section);
                let suggestion = if is_sure { suggestion } else { suggestion.maybe_incorrect() };
                diagnostic.suggest(suggestion.without_lines())
            }
            None => diagnostic.help(format!("write it in {}", home.name)),
        }
    }

    /// Returns `true` if the section has the key already.
    fn is_there(&self, section: &str, sink: &Diagnostics<'_>) -> bool {
        let (text, file) = (sink.text(), sink.source().file_span(self.key.span.start));
        let headers = self.sections(section, sink);
        let is_key = |line: &str| {
            let rest = line.trim_start().strip_prefix(self.key.value.as_str());
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let has =
            |after: &str| after.lines().skip(1).take_while(|line| !line.trim_start().starts_with('[')).any(is_key);
        headers.iter().any(|header| text.get(header.line_end..file.end).is_some_and(has))
    }

    /// Returns the headers of a section at the top level of the file. Of many, the first count.
    fn sections(&self, section: &str, sink: &Diagnostics<'_>) -> Vec<toml_text::Header> {
        let file = sink.source().file_span(self.key.span.start);
        let path = [section];
        let headers = toml_text::headers(sink.source(), file, &path).filter(|header| header.is_last);
        headers.take(MOST_SECTIONS).collect()
    }

    /// Returns the edits that move the key to a section, if there is exactly one.
    fn moved(&self, section: &str, sink: &Diagnostics<'_>) -> Option<Vec<Edit>> {
        let (text, key, value) = (sink.text(), self.key.span, self.value.span);
        let is_line = text.get(key.end..value.start)?.trim() == "=";
        let member = text.get(key.start..value.end).filter(|_| is_line)?;
        let remove = Edit::remove(toml_text::member(text, key, value));
        match self.sections(section, sink).as_slice() {
            [header] => Some(vec![remove, Edit::insert(header.line_end, format!("\n{member}"))]),
            _ => None,
        }
    }
}
