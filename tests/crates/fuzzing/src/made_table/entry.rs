//! Entries and their cases.

use std::fmt::Write as _;

use crate::draw::Draw;

use super::condition::conditions;
use super::envelope::Layout;
use super::families::root_of;
use super::field::{own_field, parameter};
use super::template::WORDINGS;
use super::toml::{list, quoted};

/// Keys that say something about an error, and do not change how it is found.
const FACTS: &[&str] = &[
    "summary = \"A [summary] */.\"",
    "causes = [\"One.\", \"Another `\"]",
    "action = \"Do # it.\"",
    "notes = [\"A note.\\nOf two lines.\"]",
    "retry = \"never\"",
    "retry = \"after\"\nretry_after = 1.5",
    "retry = \"poll\"",
    "applied = \"no\"",
    "applied = \"yes\"",
    "docs = \"https://x.test/e\"",
    "since = \"2021-03\"",
    "deprecated = true",
    "deprecated = \"`E0`\"",
    "exit = 65",
    "grpc = \"ALREADY_EXISTS\"",
    "symbol = \"Symbol\"",
];

/// Writes an entry. The candidates of a long list have one code.
pub(super) fn write_entry(number: usize, is_long: bool, layouts: &[Layout], draw: &mut Draw<'_>, text: &mut String) {
    let _ = writeln!(text, "[errors.E{number}]");
    let has_code = is_long || write_code(number, draw, text);
    if is_long {
        text.push_str("code = 7\n");
    }
    let layout = draw.pick(layouts);
    if draw.one_in(6) {
        let id = &layout.id;
        let _ = match draw.chance() {
            true => writeln!(text, "envelope = \"{id}\""),
            false => writeln!(text, "envelope = {{ id = \"{id}\", only = true }}"),
        };
    }
    if draw.one_in(8) {
        text.push_str(if has_code { "without_code = true\n" } else { "any_code = true\n" });
    }
    if draw.one_in(16) {
        let _ = writeln!(text, "variant = \"Variant{number}\"");
    }
    write_statement(number, is_long, layout, draw, text);
    if layout.is_plain && !is_long && draw.chance() {
        let body = format!("{{\"code\":{},\"message\":\"{}\"}}", 7 + number, draw.word(&["fixed", "a: b", "x"]));
        let headers = draw.word(&["", ", headers = { x-a = \"b\" }", ", headers = { x-a = [\"b\", \"c\"] }"]);
        let _ = writeln!(text, "examples = [{{ status = 400{headers}, body = {} }}]", quoted(&body));
    }
    for case in 0..if draw.one_in(6) { 1 + draw.below(2) } else { 0 } {
        let _ = writeln!(text, "[errors.E{number}.cases.E{number}_C{case}]");
        if draw.one_in(4) {
            let _ = writeln!(text, "variant = \"Case{number}{case}\"");
        }
        if draw.one_in(4) {
            let _ = writeln!(text, "envelope = \"{}\"", layout.id);
        }
        if layout.is_plain && draw.chance() {
            let body = format!("{{\"code\":{},\"message\":\"case {case}\"}}", 7 + number);
            let body = quoted(&body);
            let _ = writeln!(text, "message = \"case {case}\"\nexamples = [{{ status = 400, body = {body} }}]");
            continue;
        }
        write_statement(10 * (number + 1) + case, false, layout, draw, text);
    }
}

/// Writes the code of an entry, if it has one.
fn write_code(number: usize, draw: &mut Draw<'_>, text: &mut String) -> bool {
    const TEXTS: &[&str] = &["a", "A", "E-7", "ä", "true", "07", "a/b", "7.0", " x", "1e3"];
    const CLASSES: &[&str] = &[
        "\"7..9\"",
        "[1, \"x\"]",
        "\"E{_}\"",
        "[\"100..199\", 250]",
        "\"{_}.Exception\"",
        "[\"E-{_}\", \"-5..5\"]",
        "\"40{_}\"",
    ];
    match draw.byte() % 10 {
        0 => return false,
        1 => _ = writeln!(text, "code = {}", quoted(draw.word(TEXTS))),
        2 => _ = writeln!(text, "codes = {}", draw.word(CLASSES)),
        3 => _ = writeln!(text, "code = {}", draw.word(&["-1", "7", "9007199254740993", "9223372036854775807"])),
        4 => _ = writeln!(text, "code = {}\naliases = [\"old{number}\", {}]", 7 + number, 70 + number),
        _ => _ = writeln!(text, "code = {}", 7 + number),
    }
    true
}

/// Writes what an entry or a case states beside its code.
fn write_statement(number: usize, has_long_list: bool, layout: &Layout, draw: &mut Draw<'_>, text: &mut String) {
    const STATUSES: &[&str] = &["400", "404", "[400, 409]", "\"5xx\"", "[\"4xx\", 503]", "400", "200"];
    if draw.one_in(3) {
        let _ = writeln!(text, "status = {}", draw.word(STATUSES));
    }
    let count = if has_long_list { 1 } else { [0, 1, 1, 1, 2, 3].get(draw.below(6)).copied().unwrap_or_default() };
    let first = draw.below(WORDINGS.len());
    let wordings: Vec<String> = (0..count)
        .map(|place| {
            let wording = WORDINGS.get((first + 5 * place) % WORDINGS.len()).copied().unwrap_or_default();
            // The candidates of a long list share their first words.
            if has_long_list {
                format!("{}{wording} e{number}", draw.word(&["", "The ", "Theä "]))
            } else {
                wording.to_owned()
            }
        })
        .collect();
    let last = (count > 1 && !draw.one_in(8)).then(|| format!("out of range {number}"));
    let quoted_ones: Vec<String> = wordings.iter().chain(&last).map(|it| quoted(it)).collect();
    match quoted_ones.as_slice() {
        [] => {}
        [one] => _ = writeln!(text, "message = {one}"),
        several => _ = writeln!(text, "message = {}", list(several)),
    }
    for name in ["a", "b", "c", "n", "m", "l"] {
        if wordings.iter().any(|wording| wording.contains(&format!("{{{name}}}"))) {
            let keys = parameter(name, layout, draw);
            if !keys.is_empty() {
                let _ = writeln!(text, "fields.{name} = {{ {keys} }}");
            }
        }
    }
    for name in ["own", "second"].iter().take(draw.below(3)) {
        let _ = writeln!(text, "fields.{name} = {}", own_field(name, layout, draw));
    }
    if draw.one_in(5) {
        let root = root_of(layout.body);
        let locations: &[&str] =
            if layout.body == "text" { &["header:x-kind"] } else { &["/kind", "/own", "/type", "header:x-kind"] };
        let _ = writeln!(text, "when = {}", conditions(root, locations, draw));
    }
    if draw.chance() {
        let _ = writeln!(text, "{}", draw.word(FACTS));
    } else if draw.one_in(4) {
        let _ = writeln!(text, "symbol = \"Symbol{number}\"");
    }
}
