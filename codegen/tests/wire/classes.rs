//! Classes of codes against a naive model of the rule in the reference: random tables, and random and hostile codes.

use errspec_codegen::{Model, Source, read};
use errspec_engine::Found;
use errspec_engine::decode::{Decoded, decode};
use errspec_engine::encode::{EncodeRequest, Extras};

use crate::incoming;

/// An element of `codes`.
#[derive(Debug, Clone)]
enum Class {
    Code(String),
    Range(i64, i64),
    /// The fixed texts. There is a parameter between two of them.
    Template(Vec<String>),
}

/// A random table: the classes of each entry.
#[derive(Debug)]
struct Random {
    ignore_case: bool,
    entries: Vec<Vec<Class>>,
}

/// Knuth's linear congruential generator.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound
    }

    fn of<T: Clone>(&mut self, items: &[T]) -> T {
        let number = self.below(items.len());
        items.get(number).cloned().expect("the number is below the length")
    }

    fn text(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.below(most + 1)).map(|_| self.of(pieces)).collect()
    }

    fn integer(&mut self) -> i64 {
        match self.below(12) {
            0 => i64::MIN,
            1 => i64::MAX,
            2 => self.of(&[i64::MIN + 1, i64::MAX - 1, -1_000, 1_000]),
            _ => i64::try_from(self.below(40)).unwrap_or_default() - 15,
        }
    }

    fn class(&mut self) -> Class {
        match self.below(6) {
            0 => Class::Code(self.integer().to_string()),
            1 => Class::Code([self.text(&["a", "b", "A", "1"], 2), "a".into()].concat()),
            2 | 3 => {
                let (one, other) = (self.integer(), self.integer());
                Class::Range(one.min(other), one.max(other))
            }
            _ => {
                let last = 1 + self.below(3);
                let fixed = |numbers: &mut Self, place: usize| {
                    let text = numbers.text(&["a", "b", "A", "1", "-"], 2);
                    let is_inside = place > 0 && place < last;
                    if is_inside && text.is_empty() { "a".to_owned() } else { text }
                };
                Class::Template((0..=last).map(|place| fixed(self, place)).collect())
            }
        }
    }

    fn table(&mut self) -> Random {
        let entry = |numbers: &mut Self| (0..=numbers.below(3)).map(|_| numbers.class()).collect();
        let ignore_case = self.below(4) == 0;
        Random { ignore_case, entries: (0..2 + self.below(3)).map(|_| entry(self)).collect() }
    }

    /// Returns a code as a text, and as JSON.
    fn code(&mut self) -> (String, String) {
        const PIECES: [&str; 14] = ["a", "b", "A", "1", "-", "0", "a", "b", "1", "\0", "\u{1}", "é", "\"", "{_}"];
        let text = match self.below(8) {
            0 | 1 => self.integer().to_string(),
            2 => self.of(&["9223372036854775808", "-9223372036854775809", "-0", "007", "1.5", "", "null"]).to_owned(),
            3 => self.text(&["a", "b"], 40),
            _ => self.text(&PIECES, 5),
        };
        let is_number = text.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            && text.rfind('-').is_none_or(|place| place == 0)
            && (text == "0" || !text.trim_start_matches('-').starts_with('0'));
        if is_number && self.below(2) == 0 {
            return (text.clone(), text);
        }
        let escaped = text.chars().map(|character| match character {
            '"' | '\\' => format!("\\{character}"),
            _ if character < ' ' || self.below(6) == 0 => format!("\\u{:04x}", u32::from(character)),
            _ => character.to_string(),
        });
        let json = format!("\"{}\"", escaped.collect::<String>());
        (text, json)
    }
}

impl Random {
    fn to_toml(&self) -> String {
        let class = |class: &Class| match class {
            Class::Code(code) if code.parse::<i64>().is_ok() => code.clone(),
            Class::Code(code) => format!("{code:?}"),
            Class::Range(first, last) => format!("\"{first}..{last}\""),
            Class::Template(texts) => format!("{:?}", texts.join("{_}")),
        };
        let entry = |(number, classes): (usize, &Vec<Class>)| {
            let codes: Vec<String> = classes.iter().map(class).collect();
            format!("[errors.E{number}]\ncodes = [{}]\n", codes.join(", "))
        };
        let entries: String = self.entries.iter().enumerate().map(entry).collect();
        let ignore_case = self.ignore_case;
        format!(
            "[table]\nformat = 1\nname = \"acme\"\nignore_case = {ignore_case}\n\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n\n{entries}"
        )
    }

    /// Returns the entry of a code by the rule of the reference.
    fn expected(&self, code: &str) -> Option<usize> {
        if code.is_empty() {
            return None;
        }
        let folded = |text: &str| if self.ignore_case { text.to_ascii_lowercase() } else { text.to_owned() };
        let code = folded(code);
        let all =
            || self.entries.iter().enumerate().flat_map(|(entry, own)| own.iter().map(move |class| (entry, class)));
        let exact = all().find(|(_, class)| matches!(class, Class::Code(own) if folded(own) == code));
        if let Some((entry, _)) = exact {
            return Some(entry);
        }
        let integer = code.parse::<i64>().ok().filter(|number| number.to_string() == code);
        let rank = |class: &Class| match class {
            Class::Range(first, last) if integer.is_some_and(|number| (*first..=*last).contains(&number)) => {
                Some((1, -(i128::from(*last) - i128::from(*first)), 0))
            }
            Class::Template(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| folded(text)).collect();
                let fixed: usize = texts.iter().map(|text| text.chars().count()).sum();
                let ranked = (0, i128::try_from(fixed).ok()?, -i128::try_from(texts.len()).ok()?);
                is_match(&texts, &code).then_some(ranked)
            }
            Class::Range(..) | Class::Code(_) => None,
        };
        let best = all().filter_map(|(_, class)| rank(class)).max()?;
        let mut entries: Vec<usize> =
            all().filter(|(_, class)| rank(class) == Some(best)).map(|(entry, _)| entry).collect();
        entries.dedup();
        assert_eq!(entries.len(), 1, "{code:?} is in classes of several entries: {self:?}");
        entries.pop()
    }
}

/// Returns `true` if a code is the fixed texts with any text between them, by trying every length.
fn is_match(texts: &[String], code: &str) -> bool {
    let Some((first, rest)) = texts.split_first() else { return false };
    let Some(after) = code.strip_prefix(first.as_str()) else { return false };
    if rest.is_empty() {
        return after.is_empty();
    }
    after.char_indices().map(|(place, _)| place).chain([after.len()]).any(|place| {
        let tail = after.get(place..).unwrap_or_default();
        is_match(rest, tail)
    })
}

/// Checks what a code decodes to, and that it is written as it came.
fn check(random: &Random, model: &Model, (code, json): &(String, String)) -> bool {
    let table = model.table();
    let body = format!(r#"{{"code":{json},"message":"m"}}"#);
    let mut out = Decoded::new(body.as_bytes());
    let found = decode(&table, &incoming(400, &body), &mut out);
    let name = |found: &Found<'_>| match found {
        Found::Entry(entry) => Some(entry.name().to_owned()),
        Found::Unknown(_) => None,
    };
    let expected = random.expected(code).map(|number| format!("E{number}"));
    assert_eq!(name(&found), expected, "{body} in\n{}", random.to_toml());
    let Found::Entry(entry) = found else { return false };
    let response = EncodeRequest { entry, values: &out.fields, extras: &Extras::default() }.encode();
    let written = String::from_utf8(response.body).expect("a body is UTF-8");
    let mut again = Decoded::new(written.as_bytes());
    let found = decode(&table, &incoming(response.status, &written), &mut again);
    assert_eq!(name(&found), expected, "{written} for {body} in\n{}", random.to_toml());
    assert_eq!(again.parts.code_key(), out.parts.code_key(), "{written} for {body} in\n{}", random.to_toml());
    true
}

#[test]
fn random_codes_decode_to_the_entry_of_the_rule_and_back() {
    let mut numbers = Numbers(11);
    let (mut tables, mut entries, mut unknown) = (0, 0, 0);
    for _ in 0..1_000 {
        let random = numbers.table();
        // Many tables are ambiguous.
        let Ok(model) = read(&Source::new("table.toml", random.to_toml())) else { continue };
        tables += 1;
        for _ in 0..60 {
            let code = numbers.code();
            match check(&random, &model, &code) {
                true => entries += 1,
                false => unknown += 1,
            }
        }
    }
    assert!(
        tables > 300 && entries > 3_000 && unknown > 3_000,
        "{tables} tables, {entries} entries, {unknown} unknown"
    );
}
