//! The target `message`: a message is matched against a template as a matcher does that tries everything.

use errspec_codegen::{Source, read};
use errspec_engine::decode::{Decoded, Incoming, decode};
use errspec_engine::{FieldValues, Found, Value};

use crate::checks::message;
use crate::draw::Draw;

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq)]
enum MadePiece {
    Text(&'static str),
    /// A parameter, by its number in the names.
    Parameter(usize),
}

/// The texts that a parameter takes.
#[derive(Debug, Clone, Copy)]
enum MadeGap {
    Any,
    NotEmpty,
    Letters,
    Longest,
    Values,
}

const GAPS: [MadeGap; 5] = [MadeGap::Any, MadeGap::NotEmpty, MadeGap::Letters, MadeGap::Longest, MadeGap::Values];
const NAMES: [&str; 3] = ["a", "b", "c"];
const TEXTS: [&str; 10] = ["x", " ", "xx", "x y", "y", ".", "ä", "-", "ab", "b"];
const VALUES: [&str; 3] = ["ab", "a", "x-b"];

impl MadeGap {
    /// Returns the keys of the field.
    fn keys(self) -> &'static str {
        match self {
            Self::Any => "type = \"string\"",
            Self::NotEmpty => "not_empty = true",
            Self::Letters => "chars = \"a-c\"",
            Self::Longest => "longest = true",
            Self::Values => "values = [\"ab\", \"a\", \"x-b\"]",
        }
    }

    fn takes(self, text: &str) -> bool {
        match self {
            Self::Any | Self::Longest => true,
            Self::NotEmpty => !text.is_empty(),
            Self::Letters => !text.is_empty() && text.chars().all(|letter| ('a'..='c').contains(&letter)),
            Self::Values => VALUES.contains(&text),
        }
    }
}

/// Matches a message against one template, and compares the outcome with the reference.
pub fn check_message(input: &[u8]) {
    let mut draw = Draw::new(input);
    let gaps: Vec<MadeGap> = NAMES.iter().map(|_| *draw.pick(&GAPS)).collect();
    let count = 1 + draw.below(6);
    let pieces: Vec<MadePiece> = (0..count)
        .map(|_| match draw.chance() {
            true => MadePiece::Parameter(draw.below(NAMES.len())),
            false => MadePiece::Text(draw.word(&TEXTS)),
        })
        .collect();
    let template = pieces.iter().map(|piece| match piece {
        MadePiece::Text(text) => (*text).to_owned(),
        MadePiece::Parameter(number) => format!("{{{}}}", NAMES.get(*number).unwrap_or(&"")),
    });
    let fields = NAMES.iter().zip(&gaps).filter(|(name, _)| used(&pieces, name));
    let fields: String = fields.map(|(name, gap)| format!("fields.{name} = {{ {} }}\n", gap.keys())).collect();
    let text = format!(
        "[table]\nformat = 1\nname = \"made\"\n[envelope]\nmessage = \"/m\"\n[errors.MADE]\nmessage = \"{}\"\n{fields}",
        template.collect::<String>()
    );
    let Ok(model) = read(&Source::new("made.toml", text.as_str())) else { return };
    let made = made_message(&pieces, &mut draw);
    let body = serde_json::json!({ "m": made }).to_string();
    let table = model.table();
    let incoming = Incoming { status: Some(400), headers: None, body: body.as_bytes(), clock: || None };
    let mut out = Decoded::new(body.as_bytes());
    let found = decode(&table, &incoming, &mut out);
    let expected = fits(&pieces, &gaps, &made, &mut [None; NAMES.len()]);
    assert_eq!(matches!(found, Found::Entry(_)), expected, "{made:?} by\n{text}");
    let Found::Entry(entry) = found else { return };
    assert_eq!(message(entry, &out.fields), made, "by\n{text}");
    for (number, field) in entry.carried().iter().enumerate() {
        let gap = NAMES.iter().position(|name| *name == field.name()).and_then(|own| gaps.get(own));
        if let (Some(gap), Some(Value::String(value))) = (gap, out.fields.value(number)) {
            assert!(gap.takes(&value), "{} is {value:?} in {made:?} by\n{text}", field.name());
        }
    }
}

fn used(pieces: &[MadePiece], name: &str) -> bool {
    pieces.iter().any(|piece| matches!(piece, MadePiece::Parameter(number) if NAMES.get(*number) == Some(&name)))
}

/// Returns a message that often matches: the texts of the template with short texts between them.
fn made_message(pieces: &[MadePiece], draw: &mut Draw<'_>) -> String {
    const MOST: usize = 20;
    let mut message = String::new();
    for piece in pieces {
        match piece {
            MadePiece::Text(text) if !draw.one_in(32) => message.push_str(text),
            MadePiece::Text(_) => {}
            MadePiece::Parameter(_) => (0..draw.below(3)).for_each(|_| message.push_str(draw.word(&TEXTS))),
        }
    }
    message.chars().take(MOST).collect()
}

/// Returns `true` if there are texts for the parameters with which the template is the text. Every end of every parameter is tried.
fn fits<'x>(pieces: &[MadePiece], gaps: &[MadeGap], text: &'x str, taken: &mut [Option<&'x str>; NAMES.len()]) -> bool {
    let Some((first, rest)) = pieces.split_first() else { return text.is_empty() };
    let number = match first {
        MadePiece::Text(fixed) => {
            return text.strip_prefix(fixed).is_some_and(|after| fits(rest, gaps, after, taken));
        }
        MadePiece::Parameter(number) => *number,
    };
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.into_iter().any(|end| {
        let (value, after) = text.split_at(end);
        let Some(slot) = taken.get_mut(number) else { return false };
        let before = *slot;
        let agrees = before.is_none_or(|own| own == value) && gaps.get(number).is_some_and(|gap| gap.takes(value));
        *slot = Some(value);
        let found = agrees && fits(rest, gaps, after, taken);
        if let Some(slot) = taken.get_mut(number) {
            *slot = before;
        }
        found
    })
}
