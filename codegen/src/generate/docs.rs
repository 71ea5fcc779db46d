//! The documentation of the generated items, which an editor shows on hover.
//!
//! A text of the table may contain anything. It becomes Markdown that shows the text unchanged. Code spans and links remain,
//! but nothing becomes an HTML tag, a link to a Rust item, or a code block, which rustdoc would run as a test.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use super::target::Target;
use crate::model::{Applied, CodeClass, Entry, Field, Model, Retry, StatusRange, ValueSource};

/// Returns the documentation of the enum, which follows that of the user.
pub(super) fn for_enum(models: &[&Model]) -> String {
    models.iter().map(|model| for_table(model)).collect()
}

fn for_table(model: &Model) -> String {
    let mut out = format!("\nThe errors of {}, from the table `{}`.\n", prose(&model.title), model.name);
    if let Some(description) = &model.description {
        let _ = write!(out, "\n{}\n", paragraphs(description));
    }
    // An address with parameters is different for each error, so the variants link to it.
    if let Some(docs) = model.docs.as_ref().filter(|docs| !docs.contains('{')) {
        let _ = write!(out, "\n{}\n", link(docs));
    }
    out
}

/// Returns the documentation of a variant: everything that the table states about the error. `tables` are the names of its tables, if they
/// are to be told.
pub(super) fn for_variant(entry: &Entry, model: &Model, tables: &[&str], target: &Target) -> String {
    let mut out = for_constructor(entry);
    out.push_str("\n\n");
    fact("Table", &tables.iter().map(|table| code_span(table)).collect::<Vec<_>>(), &mut out);
    facts(entry, &mut out);
    list("Causes", &entry.causes, &mut out);
    if let Some(action) = &entry.action {
        let _ = write!(out, "\n**Action**: {}\n", paragraphs(action));
    }
    list("Notes", &entry.notes, &mut out);
    if let Some(address) = address(entry, model) {
        let _ = write!(out, "\n{}\n", link(&address));
    }
    if let Some(line) = entry.line.as_ref().filter(|_| target.lines) {
        let _ = write!(out, "\nTable: {}, line {}\n", code_span(shown_file(&line.file)), line.number);
    }
    out
}

/// Returns the path of a file as it is shown: that of a file outside of the project would be another one on each machine.
fn shown_file(path: &str) -> &str {
    let name = || Path::new(path).file_name()?.to_str();
    if Path::new(path).is_absolute() { name().unwrap_or(path) } else { path }
}

/// Returns the documentation of a constructor, which is the first paragraph of that of its variant.
pub(super) fn for_constructor(entry: &Entry) -> String {
    match &entry.summary {
        Some(summary) => paragraphs(summary),
        None => format!("`{}`", entry.name),
    }
}

/// Returns the documentation of a field of a variant.
pub(super) fn for_variant_field(field: &Field, entry: &Entry) -> String {
    let is_whole_message = field.parameter && entry.message.is_any();
    match field.description {
        None if is_whole_message => with_values("The message.".to_owned(), field),
        _ => for_field(field),
    }
}

/// Returns the documentation of a field.
pub(super) fn for_field(field: &Field) -> String {
    let text = match &field.description {
        Some(description) => paragraphs(description),
        None if field.is_code => "The code of the response.".to_owned(),
        None if field.parameter => format!("`{{{}}}` of the message.", field.name),
        None => match place(&field.source) {
            Some(place) => format!("The value at {place}."),
            None => format!("`{}`", field.name),
        },
    };
    with_values(text, field)
}

/// Appends the only values that a field can have.
fn with_values(mut out: String, field: &Field) -> String {
    if !field.values.is_empty() {
        let values: Vec<String> = field.values.iter().map(|value| code_span(value)).collect();
        let _ = write!(out, "\n\nOne of {}.", values.join(", "));
    }
    if let Some(chars) = &field.chars {
        let shown = |letter: &char| code_span(&letter.escape_debug().to_string());
        let ranges = chars.iter().map(|(first, last)| match first == last {
            true => shown(first),
            false => format!("{} to {}", shown(first), shown(last)),
        });
        let _ = write!(out, "\n\nIts characters are {}.", ranges.collect::<Vec<_>>().join(", "));
    }
    out
}

/// Returns the first location of a source.
fn place(source: &ValueSource) -> Option<String> {
    let location = source.places.first()?.locations.first()?;
    let written = location.to_string();
    Some(if written.is_empty() { "the root".to_owned() } else { code_span(&written) })
}

/// Writes the properties of an entry as a list.
fn facts(entry: &Entry, out: &mut String) {
    fact("Code", &code_texts(entry).map(|code| code_span(&code)).collect::<Vec<_>>(), out);
    fact("Status", &entry.statuses.iter().map(status_text).collect::<Vec<_>>(), out);
    fact("Exit status", &entry.exit.map(|status| format!("`{status}`")).into_iter().collect::<Vec<_>>(), out);
    if let Some(wordings) = entry.message.wordings() {
        let messages: Vec<_> = wordings.written_first().map(|message| code_span(&message.write())).collect();
        fact("Message", &messages, out);
    }
    let retry = match entry.retry {
        Retry::Unknown => None,
        Retry::Never => Some("never".to_owned()),
        Retry::After(None) => Some("after a delay".to_owned()),
        Retry::After(Some(delay)) => Some(format!("after a delay of {}", seconds(delay))),
        Retry::Poll(None) => Some("after polling".to_owned()),
        Retry::Poll(Some(delay)) => Some(format!("after polling, every {}", seconds(delay))),
    };
    fact("Retry", retry.as_slice(), out);
    match entry.applied {
        Applied::No => fact("Applied", &["no, the failed call has not taken effect"], out),
        Applied::Yes => fact("Applied", &["yes, the failed call has taken effect"], out),
        _ => {}
    }
    fact("Since", entry.since.as_ref().map(|since| prose(since)).as_slice(), out);
}

fn fact(name: &str, values: &[impl AsRef<str>], out: &mut String) {
    if !values.is_empty() {
        let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
        let _ = writeln!(out, "- {name}: {}", values.join(", "));
    }
}

fn list(name: &str, items: &[String], out: &mut String) {
    if !items.is_empty() {
        let _ = write!(out, "\n**{name}**\n\n");
        for item in items {
            let _ = writeln!(out, "- {}", prose(item));
        }
    }
}

/// Returns the codes and classes of codes of an entry.
pub(super) fn code_texts(entry: &Entry) -> impl Iterator<Item = String> {
    let codes = entry.code.iter().chain(&entry.aliases).map(ToString::to_string);
    codes.chain(entry.codes.iter().map(CodeClass::write))
}

pub(super) fn status_text(range: &StatusRange) -> String {
    match (range.first().get(), range.last().get()) {
        (low, high) if low == high => format!("`{low}`"),
        (low, high) if low % 100 == 0 && high == low + 99 => format!("`{}xx`", low / 100),
        (low, high) => format!("`{low}` to `{high}`"),
    }
}

fn seconds(delay: Duration) -> String {
    let (whole, rest) = (delay.as_secs(), delay.subsec_millis());
    if rest == 0 { format!("{whole} s") } else { format!("{}.{} s", whole, format!("{rest:03}").trim_end_matches('0')) }
}

/// Returns the address of the documentation of an entry; `None` if it requires a code and the entry has none.
fn address(entry: &Entry, model: &Model) -> Option<String> {
    let address = entry.docs.as_ref().or(model.docs.as_ref())?;
    let named = address.replace("{name}", &entry.name);
    match &entry.code {
        Some(code) => Some(named.replace("{code}", &code.to_string())),
        None => (!named.contains("{code}")).then_some(named),
    }
}

fn link(address: &str) -> String {
    let mut out = String::from("[Documentation](<");
    for next in address.trim().chars() {
        match next {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            next if next.is_whitespace() => out.push_str("%20"),
            next => out.push(next),
        }
    }
    out.push_str(">)");
    out
}

/// Returns a code span that shows a text. Its fence has more backticks than any sequence of them in the text.
pub(super) fn code_span(text: &str) -> String {
    if is_plain(text) {
        return format!("`{text}`");
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|next| next != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns Markdown that shows a text in paragraphs.
fn paragraphs(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out: Vec<String> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            out.push(prose(&lines.join(" ")));
            lines.clear();
        }
    }
    out.join("\n\n")
}

/// Returns `true` for a line that has no special meaning in Markdown. This is a fast path, since most texts are such lines.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b',' | b';' | b'(' | b')' | b'\'' | b'/' | b'{' | b'}' | b'?' | b'!' | b'_')
            || (before != b' ' && matches!(byte, b' ' | b'-' | b'='));
        if !plain {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// Returns Markdown that shows a text in one line.
pub(super) fn prose(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    // Escapes the start of a heading, a list, a quotation or a code block.
    if text.starts_with(['#', '-', '+', '>', '~', '=', '|']) || text.starts_with("* ") {
        out.push('\\');
    }
    let mut rest = text.as_str();
    while let Some(next) = rest.chars().next() {
        let length = markup_length(rest);
        let (markup, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if length > 0 {
            out.push_str(markup);
            rest = after;
            continue;
        }
        if let Some(address) = web_address(rest) {
            let _ = write!(out, "<{address}>");
            rest = rest.strip_prefix(address).unwrap_or_default();
            continue;
        }
        // A sequence of backticks without an end is a text as a whole: a part of it could find an end.
        let ticks = backticks(rest);
        if ticks > 0 {
            out.push_str(&"\\`".repeat(ticks));
            rest = rest.trim_start_matches('`');
            continue;
        }
        if matches!(next, '<' | '>' | '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(next);
        rest = rest.strip_prefix(next).unwrap_or_default();
    }
    out
}

/// Returns the length of the code span or link at the start of a text; 0 if there is none.
fn markup_length(text: &str) -> usize {
    let ticks = backticks(text);
    if ticks > 0 {
        return code_span_length(text, ticks).unwrap_or_default();
    }
    let link = || {
        let inside = text.strip_prefix('[')?;
        let (label, target) = inside.split_once("](")?;
        let (target, _) = target.split_once(')')?;
        let plain = !label.contains(['[', ']', '<', '`']) && target.starts_with("http") && !target.contains(['<', ' ']);
        plain.then_some(label.len() + target.len() + "[]()".len())
    };
    link().unwrap_or_default()
}

/// Returns the number of backticks at the start of a text.
fn backticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Returns the length of the code span at the start of a text, up to the next sequence of as many backticks. A longer or a shorter one is part
/// of the code.
fn code_span_length(text: &str, ticks: usize) -> Option<usize> {
    let mut end = ticks;
    loop {
        end += text.get(end..)?.find('`')?;
        let found = backticks(text.get(end..)?);
        end += found;
        if found == ticks {
            return Some(end);
        }
    }
}

/// Returns the web address at the start of a text, without the punctuation after it.
fn web_address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|next: char| next.is_whitespace() || "<>\"`[]{}|\\^()".contains(next)).unwrap_or(text.len());
    let address = text.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    (address.len() > scheme.len()).then_some(address)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{code_span, link, paragraphs, prose, seconds};

    #[test]
    fn texts_are_shown_unchanged() {
        for (text, shown) in [
            ("plain, with `code` and **weight**", "plain, with `code` and **weight**"),
            ("Vec<String> of [T] and a ` alone", "Vec\\<String\\> of \\[T\\] and a \\` alone"),
            ("see https://a.b/c?d=e. Then", "see <https://a.b/c?d=e>. Then"),
            ("(http://a.b)", "(<http://a.b>)"),
            ("[the page](https://a.b/c)", "[the page](https://a.b/c)"),
            ("[not a page](Item)", "\\[not a page\\](Item)"),
            ("# no heading", "\\# no heading"),
            ("```\nlet no = test;\n```", "``` let no = test; ```"),
            ("``` no [end]", "\\`\\`\\` no \\[end\\]"),
            ("`a`` [b]`", "`a`` [b]`"),
            ("``a` [b]", "\\`\\`a\\` \\[b\\]"),
            ("    no\n    code block", "no code block"),
            ("a\\b", "a\\\\b"),
            ("", ""),
        ] {
            assert_eq!(prose(text), shown);
        }
        assert_eq!(paragraphs("one\ntwo\n\n\n    three\n"), "one two\n\nthree");
    }

    #[test]
    fn code_spans_contain_backticks() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a `b` c"), "``a `b` c``");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(code_span(""), "`  `");
        assert_eq!(code_span("a\n\n\tb"), "`a b`");
    }

    #[test]
    fn links_escape_their_address() {
        assert_eq!(link("https://a.b/(c) d>"), "[Documentation](<https://a.b/(c)%20d%3E>)");
    }

    #[test]
    fn delays() {
        assert_eq!(
            [1000, 1500, 20, 0].map(|milliseconds| seconds(Duration::from_millis(milliseconds))),
            ["1 s", "1.5 s", "0.02 s", "0 s"]
        );
    }
}
