//! Layouts.

use std::fmt::Write as _;

use crate::draw::Draw;

use super::condition::{conditions, retry_conditions};
use super::families::{Family, family_for, root_of};
use super::source::{Wanted, source};
use super::toml::{Inline, list, quoted};

/// What entries and fields have to know of an envelope.
pub(super) struct Layout {
    pub(super) id: String,
    pub(super) body: &'static str,
    pub(super) family: Family,
    pub(super) has_details: bool,
    /// `true` if the code is the value at `/code`, and the body is JSON.
    pub(super) is_plain: bool,
}

const BODIES: &[&str] = &["json", "json", "json", "json", "xml", "form", "lines", "text"];

const PRESETS: &[&str] = &[
    "rfc9457",
    "google-rpc",
    "json-api",
    "graphql",
    "json-rpc",
    "oauth2",
    "kubernetes",
    "aws-json",
    "s3",
    "soap",
    "scim",
];

/// Writes an envelope.
pub(super) fn write_envelope(number: usize, draw: &mut Draw<'_>, text: &mut String) -> Layout {
    let id = format!("e{number}");
    let _ = writeln!(text, "[[envelope]]\nid = \"{id}\"");
    if draw.one_in(12) {
        let preset = draw.word(PRESETS);
        let _ = writeln!(text, "preset = \"{preset}\"");
        let body = if matches!(preset, "s3" | "soap") { "xml" } else { "json" };
        return Layout { id, body, family: family_for("text", draw), has_details: false, is_plain: false };
    }
    let body = draw.word(BODIES);
    let _ = writeln!(text, "body = \"{body}\"");
    let family = family_for(body, draw);
    let plain = quoted(family.code);
    let code = if body == "text" && draw.chance() {
        let _ = writeln!(text, "message = \"\"");
        String::new()
    } else {
        let code = source(&Wanted { name: "code", at: family.code, body }, draw);
        let _ = writeln!(text, "code = {code}");
        if !draw.one_in(8) {
            let message = source(&Wanted { name: "message", at: family.message, body }, draw);
            let _ = writeln!(text, "message = {message}");
        }
        code
    };
    let has_details = write_places(body, &family, draw, text);
    write_rest(body, &family, draw, text);
    Layout { id, body, family, has_details, is_plain: body == "json" && code == plain && family.code == "/code" }
}

/// Writes the locations beside code and message. Returns `true` if there are details.
fn write_places(body: &'static str, family: &Family, draw: &mut Draw<'_>, text: &mut String) -> bool {
    let root = root_of(body);
    for (name, chance) in [("request_id", 4), ("name", 6)] {
        if body != "text" && draw.one_in(chance) {
            let at = format!("{}/{name}", if draw.chance() { family.base } else { root });
            let _ = writeln!(text, "{name} = {}", source(&Wanted { name, at: &at, body }, draw));
        }
    }
    if body != "text" && draw.one_in(6) {
        let words = ["integer", "string", "phrase"];
        let status =
            Inline::default().with("at", quoted(&format!("{root}/status"))).with("type", quoted(draw.word(&words)));
        let status = if draw.chance() { status.text() } else { quoted(&format!("{}/status", family.base)) };
        let _ = writeln!(text, "status = {status}");
    }
    if draw.one_in(4) {
        let _ = writeln!(text, "retry_after = {}", delay(root, draw));
    }
    let has_details = matches!(body, "json" | "xml") && draw.one_in(3);
    if has_details {
        let details = match draw.byte() % 6 {
            0 => format!("{{ at = \"{root}/details\", map = true }}"),
            1 => list(&[quoted(&format!("{root}/details")), quoted(&format!("{root}/problems"))]),
            2 if body != "xml" => quoted("/details/*/problems/*"),
            3 if body != "xml" => quoted("/details/*/*"),
            4 => quoted(&format!("{}/details", family.base)),
            _ => quoted(&format!("{root}/details")),
        };
        let _ = writeln!(text, "details = {details}");
    }
    if draw.one_in(2) && (!family.errors.is_empty() || family.base == "/0") {
        let _ = writeln!(text, "errors = {}", quoted(family.errors));
    }
    has_details
}

/// Returns a source of a delay.
fn delay(root: &str, draw: &mut Draw<'_>) -> String {
    let unit = quoted(draw.word(&["s", "ms", "iso8601", "unix", "unix_ms"]));
    let header = Inline::default().with("at", quoted("header:x-wait")).with("unit", unit).text();
    let body = quoted(&format!("{root}/wait"));
    match draw.byte() % 5 {
        0 => header,
        1 => list(&[header, body]),
        2 => {
            let template =
                draw.word(&["{_}in {retry_after}.", "{retry_after}s", "PT{retry_after}S", "{_}: {retry_after}"]);
            let part = Inline::default().with("at", body).with("template", quoted(template)).with("read_only", "true");
            list(&[part.text(), quoted("header:retry-after")])
        }
        3 => quoted("header:retry-after"),
        _ => body,
    }
}

/// Writes the keys that are no locations of values.
fn write_rest(body: &str, family: &Family, draw: &mut Draw<'_>, text: &mut String) {
    let root = root_of(body);
    if draw.one_in(4) {
        let locations: &[&str] = match body {
            "text" => &["header:x-kind", "header:content-type"],
            _ => &["/ok", "/kind", "/type", "header:x-kind"],
        };
        let _ = writeln!(text, "when = {}", conditions(root, locations, draw));
    }
    if body != "text" && draw.one_in(8) {
        let _ = writeln!(text, "retry = {}", retry_conditions(root, draw));
    }
    if body != "text" && draw.one_in(8) {
        let value = draw.word(&["\"2.0\"", "1", "true", "\"\""]);
        let _ = writeln!(text, "write = {{ {} = {value} }}", quoted(&format!("{root}/version")));
    }
    if !family.code.is_empty() && draw.one_in(8) {
        text.push_str("no_code = [0, \"about:blank\"]\n");
    }
    if draw.one_in(4) {
        text.push_str("in_2xx = true\n");
    }
    if draw.one_in(8) {
        let _ = writeln!(text, "default_status = {}", draw.word(&["400", "200", "503"]));
    }
    if draw.one_in(6) {
        let kinds: &[&str] = if body == "json" { &["json-lines", "event-stream", "multipart"] } else { &["multipart"] };
        let _ = writeln!(text, "parts = \"{}\"", draw.pick(kinds));
    } else if body == "json" && draw.one_in(6) {
        let _ = writeln!(text, "media_type = \"application/{}\"", draw.word(&["cbor", "msgpack", "vnd.made+json"]));
    }
}
