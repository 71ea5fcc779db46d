//! The locations of a value, with all that a source can say.

use crate::draw::Draw;

use super::families::root_of;
use super::template::{parts, restricted_parameter, restriction, whole_restriction};
use super::toml::{Inline, list, quoted};

/// The value that a source is for.
pub(super) struct Wanted<'w> {
    /// Its name in templates.
    pub(super) name: &'w str,
    /// Its usual location.
    pub(super) at: &'w str,
    /// The kind of body.
    pub(super) body: &'w str,
}

/// Returns a source of a value.
pub(super) fn source(wanted: &Wanted<'_>, draw: &mut Draw<'_>) -> String {
    let at = quoted(wanted.at);
    if wanted.body == "text" && wanted.at.is_empty() {
        return in_text(wanted, draw);
    }
    let root = root_of(wanted.body);
    match draw.byte() % 20 {
        0 | 1 => in_template(wanted, &at, draw).text(),
        2 => {
            let joined = list(&[at, quoted(&format!("{root}/sub"))]);
            let table = Inline::default().with("join", joined);
            let table =
                if draw.chance() { table.with("with", quoted(draw.word(&["-", ":", "", " / "]))) } else { table };
            table.text()
        }
        3 => list(&[at, quoted(&format!("{root}/second"))]),
        4 => {
            let first = Inline::default().with("at", quoted(&format!("{root}/inner"))).with("read_only", "true");
            list(&[first.text(), at])
        }
        5 => Inline::default().with("at", at).with("type", quoted(draw.word(&["string", "integer"]))).text(),
        6 => Inline::default().with("at", at).with_keys(whole_restriction(draw)).text(),
        7 => {
            let header = quoted(&format!("header:x-{}", wanted.name.replace('_', "-")));
            let encoding = quoted(draw.word(&["percent", "rfc8187", "iso-8859-1"]));
            let encoded = Inline::default().with("at", header).with("encoding", encoding).text();
            if draw.chance() { list(&[encoded, at]) } else { encoded }
        }
        8 if wanted.body == "xml" => Inline::default().with("at", at).with("trim", "false").text(),
        9 => {
            let second = in_template(wanted, &quoted(&format!("{root}/line")), draw).text();
            list(&[second, at])
        }
        10 => {
            let numbers = "type = \"number\", thousands = \",\"";
            Inline::default().with("at", at).with_keys(numbers).text()
        }
        _ => at,
    }
}

/// Returns sources of a field whose restrictions are those of the field.
pub(super) fn unrestricted_source(wanted: &Wanted<'_>, draw: &mut Draw<'_>) -> String {
    let at = quoted(wanted.at);
    let root = root_of(wanted.body);
    let header = quoted(&format!("header:x-{}-2", wanted.name));
    let other = quoted(&format!("{root}/inner"));
    match draw.byte() % 4 {
        0 => list(&[Inline::default().with("at", header).with("encoding", "\"percent\"").text(), at]),
        1 => list(&[Inline::default().with("at", other).with("read_only", "true").text(), at]),
        2 => list(&[at, other, header]),
        _ => {
            let template = draw.word(&["x-V", "{_}: V", "(V)"]).replace('V', &format!("{{{}}}", wanted.name));
            let part = Inline::default().with("at", other).with("template", quoted(&template));
            list(&[part.text(), at])
        }
    }
}

/// Returns a source that is a part of a text at a location.
fn in_template(wanted: &Wanted<'_>, at: &str, draw: &mut Draw<'_>) -> Inline {
    let templates = parts(wanted.name, draw);
    let others: Vec<&str> =
        ["rest", "other", "first"].into_iter().filter(|other| templates.iter().any(|it| it.contains(other))).collect();
    let quoted_ones: Vec<String> = templates.iter().map(|it| quoted(it)).collect();
    let written = match quoted_ones.as_slice() {
        [one] => one.clone(),
        several => list(several),
    };
    let ends = if others.is_empty() {
        restriction(draw)
    } else {
        draw.word(&["chars = \"^ :(\"", "chars = \"a-z0-9\"", "longest = true"])
    };
    let table = Inline::default().with("at", at).with("template", written).with_keys(ends);
    match others.first() {
        Some(other) if draw.chance() => {
            table.with("parameters", Inline::default().with(other, restricted_parameter(draw)).text())
        }
        _ => table,
    }
}

/// Returns a source in a body that is one text.
fn in_text(wanted: &Wanted<'_>, draw: &mut Draw<'_>) -> String {
    let template =
        draw.word(&["{code}: {message}", "{code} {message}", "[{code}] {message}", "{message} (code {code})"]);
    let table = Inline::default().with("at", "\"\"").with("template", quoted(template));
    let table = match wanted.name {
        "code" => table.with_keys(draw.word(&["chars = \"A-Za-z0-9_-\"", "type = \"integer\"", ""])),
        _ => table.with_keys(draw.word(&["", "not_empty = true", "trim = false"])),
    };
    table.text()
}
