//! A table that is made of choices. Its parts are picked from small pools, so that they often meet, and most tables are valid.

use std::fmt::Write as _;

use crate::draw::Draw;

const LOCATIONS: &[&str] = &[
    "/code",
    "/error/code",
    "/error",
    "/errors/0/code",
    "/errors/*/code",
    "/0",
    "/1/code",
    "/a~1b",
    "/m~0n",
    "/ä",
    "/",
    "header:x-code",
    "/message",
    "/error/message",
    "/detail",
    "/data/(json)/code",
    "/error/[kind=a]/code",
    "/text/(form)/code",
    "/type",
    "/list",
    "/list/*",
];

const BODIES: &[&str] = &["json", "json", "json", "xml", "form", "lines", "text"];

const TEMPLATES: &[&str] = &[
    "{a}",
    "{a} is wrong",
    "no {a}",
    "{a}: {b}",
    "{a} is {b}",
    "{a} or {a}?",
    "E{a}",
    "({a})",
    "{a}, {b} and {c}",
    "wait {n} s",
    "{_}#{a}",
    "fixed",
    "Fixed.",
    "{a}x",
    "x{a}x",
    "\\\"{a}\\\"",
    "{{{a}}}",
    "ä{a}ö",
    "{a} {n}",
    "{n} of {m}",
];

const TYPES: &[&str] = &["string", "integer", "number", "boolean", "list", "json", "duration", "time"];

/// Returns the text of a table.
pub(crate) fn table_text(draw: &mut Draw<'_>) -> String {
    let mut text =
        String::from("[table]\nformat = 1\nname = \"made\"\nallow = [\"literal-pattern\", \"page-message\"]\n");
    if draw.one_in(8) {
        text.push_str("ignore_case = true\n");
    }
    let envelopes = 1 + draw.below(3);
    for number in 0..envelopes {
        write_envelope(number, draw, &mut text);
    }
    if draw.one_in(3) {
        let _ = writeln!(text, "[fields]\ntrace = \"{}\"", draw.pick(LOCATIONS));
    }
    if draw.one_in(3) {
        text.push_str("[detail]\nfield = { at = \"/field\", required = true }\nissue = \"/issue\"\nnumber = { at = \"/n\", type = \"integer\" }\n");
    }
    if draw.one_in(4) {
        text.push_str("[success]\ncodes = [0, \"OK\"]\n");
    }
    for number in 0..=draw.below(4) {
        write_entry(number, draw, &mut text);
    }
    text
}

fn write_envelope(number: usize, draw: &mut Draw<'_>, text: &mut String) {
    let _ = writeln!(text, "[[envelope]]\nid = \"e{number}\"");
    let body = draw.pick(BODIES);
    let root = if *body == "xml" { "/E" } else { "" };
    let _ = writeln!(text, "body = \"{body}\"");
    if *body == "text" {
        let _ = writeln!(text, "message = \"\"");
        return;
    }
    let place = |draw: &mut Draw<'_>| {
        let location = draw.pick(LOCATIONS);
        if location.starts_with("header:") { (*location).to_owned() } else { format!("{root}{location}") }
    };
    let code = place(draw);
    let code = match draw.byte() % 8 {
        0 => format!("{{ at = \"{code}\", template = \"urn:{{code}}\" }}"),
        1 => format!("{{ join = [\"{code}\", \"{root}/sub\"], with = \"-\" }}"),
        2 => format!("[\"{code}\", \"{root}/second\"]"),
        _ => format!("\"{code}\""),
    };
    let _ = writeln!(text, "code = {code}\nmessage = \"{}\"", place(draw));
    for (key, chance) in [("request_id", 4), ("retry_after", 4), ("details", 3), ("status", 6), ("name", 6)] {
        if draw.one_in(chance) {
            let _ = writeln!(text, "{key} = \"{root}/{key}\"");
        }
    }
    if draw.one_in(4) {
        let _ = writeln!(text, "errors = \"{root}/errors\"");
    }
    if draw.one_in(4) {
        let _ = writeln!(
            text,
            "when = {{ \"{root}/ok\" = {} }}",
            draw.pick(&["false", "[\"no\", 0]", "{ present = true }", "{ present = false }"])
        );
    }
    if draw.one_in(4) {
        text.push_str("in_2xx = true\n");
    }
    if draw.one_in(6) {
        let _ = writeln!(text, "parts = \"{}\"", draw.pick(&["json-lines", "event-stream", "multipart"]));
    }
    if *body == "json" && draw.one_in(6) {
        let _ = writeln!(text, "media_type = \"application/{}\"", draw.pick(&["cbor", "msgpack", "vnd.made+json"]));
    }
}

fn write_entry(number: usize, draw: &mut Draw<'_>, text: &mut String) {
    let _ = writeln!(text, "[errors.E{number}]");
    match draw.byte() % 8 {
        0 => {}
        1 => _ = writeln!(text, "code = \"{}\"", draw.pick(&["a", "A", "E-7", "ä", "true", "07", "a/b"])),
        2 => _ = writeln!(text, "codes = {}", draw.pick(&["\"7..9\"", "[1, \"x\"]", "\"E*\""])),
        _ => _ = writeln!(text, "code = {}", 7 + number),
    }
    if draw.one_in(3) {
        let _ = writeln!(text, "status = {}", draw.pick(&["400", "404", "[400, 409]", "\"5xx\"", "200"]));
    }
    let template = draw.chance().then(|| draw.pick(TEMPLATES));
    if let Some(template) = template {
        let _ = writeln!(text, "message = \"{template}\"");
    }
    let mut field = |name: &str, with: String| _ = writeln!(text, "fields.{name} = {{ {with} }}");
    for name in ["a", "n", "m"] {
        if template.is_some_and(|template| template.contains(&format!("{{{name}}}"))) {
            let types = if name == "a" {
                &["string", "list\", separator = \",", "json", "string\", chars = \"a-z"][..]
            } else {
                TYPES
            };
            if name != "a" || draw.one_in(4) {
                field(name, format!("type = \"{}\"", draw.pick(types)));
            }
        }
    }
    if draw.chance() {
        let required = if draw.chance() { ", required = true" } else { "" };
        field("own", format!("at = \"/own\", type = \"{}\"{required}", draw.pick(TYPES)));
    }
    if draw.one_in(4) {
        field("header", "at = \"header:x-own\"".to_owned());
    }
    if draw.one_in(4) {
        let _ = writeln!(
            text,
            "when = {{ \"/kind\" = {} }}",
            draw.pick(&["\"a\"", "[1, true]", "{ present = true }", "{ not = \"b\" }"])
        );
    }
}
