//! A table of hostile names and texts.

use std::error::Error;
use std::fmt::Write as _;

use errspec_codegen::{Source, read};

use crate::random::Random;
use crate::words::{ENTRIES, FIELDS, PIECES, TYPES};

/// The number of entries of a table.
const ENTRY_COUNT: usize = 8;

/// Returns the text of a valid table. An entry that makes the table invalid, because a rule forbids a name or two entries clash, is left out.
pub(crate) fn hostile(number: usize, random: &mut Random) -> Result<String, Box<dyn Error>> {
    let mut text = head(number, random);
    let (mut entries, mut attempts) = (0, 0);
    while entries < ENTRY_COUNT {
        attempts += 1;
        if attempts > 40 * ENTRY_COUNT {
            return Err(format!("no entry can be added to\n{text}").into());
        }
        let added = text.clone() + &entry(entries, random);
        if is_valid(&added) {
            text = added;
            entries += 1;
        }
    }
    // An entry that is named as its enum.
    Ok(format!("{text}[errors.HOSTILE_{number}_ERROR]\ncode = 99\n"))
}

fn is_valid(table: &str) -> bool {
    read(&Source::new("hostile.toml", table)).is_ok()
}

fn head(number: usize, random: &mut Random) -> String {
    let mut head = format!("[table]\nformat = 1\nallow = [\"literal-pattern\"]\nname = \"hostile-{number}\"\n");
    // A text that a rule forbids is left out with the whole head.
    for key in ["title", "description"] {
        let line = format!("{key} = {}\n", text(random));
        let tried = format!("{head}{line}[envelope]\ncode = \"/code\"\n[errors.ANY]\ncode = 1\n");
        if is_valid(&tried) {
            head += &line;
        }
    }
    head + "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\ndetails = \"/details\"\n[detail]\ntype = \"/type\"\nself_ = \"/self\"\n"
}

/// Returns a text as TOML.
fn text(random: &mut Random) -> String {
    let pieces: String = (0..=random.below(5)).map(|_| random.pick(PIECES)).collect();
    quoted(&pieces)
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\t' => out += "\\t",
            other => out.push(other),
        }
    }
    out + "\""
}

/// Returns an entry with parameters in its message, and fields of its own.
fn entry(number: usize, random: &mut Random) -> String {
    let mut out = format!("[errors.{}]\ncode = {}\n", random.pick(ENTRIES), 100 + number);
    let parameters: Vec<&str> = (0..random.below(3)).map(|_| random.pick(FIELDS)).collect();
    let mut message: String = random.pick(PIECES).to_owned();
    for name in &parameters {
        let _ = write!(message, "{{{name}}}{}", random.pick(PIECES));
    }
    let _ = writeln!(out, "message = {}", quoted(&message));
    for key in ["summary", "action", "since"] {
        if random.one_in(2) {
            let _ = writeln!(out, "{key} = {}", text(random));
        }
    }
    for key in ["causes", "notes"] {
        if random.one_in(3) {
            let _ = writeln!(out, "{key} = [{}, {}]", text(random), text(random));
        }
    }
    if random.one_in(4) {
        let _ = writeln!(out, "deprecated = {}", text(random));
    }
    for own in 0..random.below(4) {
        let required = if random.one_in(2) { ", required = true" } else { "" };
        let (name, ty) = (random.pick(FIELDS), random.pick(TYPES));
        let _ = writeln!(
            out,
            "fields.{name} = {{ at = \"/own{own}\", type = \"{ty}\"{required}, description = {} }}",
            text(random)
        );
    }
    out
}
