//! The codes of entries that have many: classes of codes, and the entries that have a code.

use alloc::string::{String, ToString};

use crate::code::{Code, Key};
use crate::gap::Gap;
use crate::matcher::{fits, may_fit};
use crate::table::{Candidates, ClassTest, Entry, Field, Table};
use crate::template::{Piece, pieces};
use crate::value::Value;

/// Returns the candidates of a code: the entries that have it, or else those of the most specific class that contains it.
pub(crate) fn candidates(table: &Table<'_>, code: Key<'_>) -> Option<Candidates> {
    match table.candidates(code) {
        None if table.has_other_codes() => other_candidates(table, code),
        candidates => candidates,
    }
}

/// Returns the candidates of a code that the table does not have as it is.
#[cold]
#[inline(never)]
pub(crate) fn other_candidates(table: &Table<'_>, code: Key<'_>) -> Option<Candidates> {
    with_case(table, code, |code| {
        let of_class =
            || table.classes().iter().find(|class| contains(&class.test(), code)).map(|class| class.candidates());
        table.candidates(code).or_else(of_class)
    })
}

/// Calls a function with the code in the case in which the table finds it.
fn with_case<R>(table: &Table<'_>, code: Key<'_>, then: impl FnOnce(Key<'_>) -> R) -> R {
    match code {
        Key::String(text) if table.ignores_case() => then(Key::String(&text.to_ascii_lowercase())),
        code => then(code),
    }
}

fn contains(class: &ClassTest<'_>, code: Key<'_>) -> bool {
    match (class, code) {
        (ClassTest::Range(range), Key::Integer(number)) => range.contains(&number),
        (ClassTest::Range(_), Key::String(_)) => false,
        (ClassTest::Template(template), Key::Integer(number)) => fits_template(template, &number.to_string()),
        (ClassTest::Template(template), Key::String(text)) => {
            core::str::from_utf8(text).is_ok_and(|text| fits_template(template, text))
        }
    }
}

fn fits_template(template: &str, code: &str) -> bool {
    may_fit(template.as_bytes(), code.as_bytes()) && fits(template, code, &|_| Gap::Any, &mut [])
}

impl<'t> Table<'t> {
    /// Returns the entries that a response with this code, or without a code, can be, the most specific first; `None` if no entry has
    /// the code.
    pub fn entries_of_code(&'t self, code: Option<Key<'_>>) -> Option<impl Iterator<Item = Entry<'t>> + use<'t>> {
        let found = match code {
            Some(code) => candidates(self, code)?,
            None => self.candidates_without_code(),
        };
        Some(self.numbers.iter(found.entries).filter_map(|row| self.entry(row.number)))
    }

    /// Returns the only entry with this code; `None` if several entries have it.
    #[must_use]
    pub fn owner_of_code(&'t self, code: Key<'_>) -> Option<Entry<'t>> {
        self.entry(candidates(self, code)?.owner)
    }
}

impl<'t> Entry<'t> {
    /// Returns the field that is the code of the response, with its number.
    #[must_use]
    pub fn code_field(&self) -> Option<(usize, Field<'t>)> {
        if !self.keeps_code() {
            return None;
        }
        self.carried().iter().enumerate().find(|(_, field)| field.is_code())
    }
}

/// Returns `true` if a value is a code of an entry that keeps its code.
pub(crate) fn is_code_of(entry: Entry<'_>, value: &Value<'_>) -> bool {
    let code = match value {
        Value::Integer(number) => Code::Integer(*number),
        Value::String(text) => Code::String(text),
        _ => return false,
    };
    has_code(entry, code.key())
}

fn has_code(entry: Entry<'_>, code: Key<'_>) -> bool {
    let table = entry.of_table();
    let has = |candidates: Candidates| table.has_candidate(candidates, entry.number());
    with_case(table, code, |code| {
        let mut classes = table.classes().iter();
        table.candidates(code).is_some_and(has)
            || classes.any(|class| has(class.candidates()) && contains(&class.test(), code))
    })
}

/// The most codes of a range that are tried for a sample.
const MOST_SAMPLES: usize = 100;

/// Returns a code by which an entry that keeps its code is found, as a text. `word` stands for the parameters of a template, and
/// `number` chooses among the classes.
pub(crate) fn sample_code(entry: Entry<'_>, word: &str, number: usize) -> Option<String> {
    let table = entry.of_table();
    let has = |candidates: Candidates| table.has_candidate(candidates, entry.number());
    let is_found = |code: &String| candidates(table, Key::of_text(code.as_bytes())).is_some_and(has);
    let classes = table.classes().iter().filter(|class| has(class.candidates()));
    let of_classes = classes.filter_map(|class| match class.test() {
        ClassTest::Range(mut range) => {
            let skipped = range.clone().nth(number).filter(|_| number > 0);
            let others = range.by_ref().take(MOST_SAMPLES).map(|code| code.to_string());
            skipped.map(|code| code.to_string()).into_iter().chain(others).find(&is_found)
        }
        ClassTest::Template(template) => Some(fill(template, word)),
    });
    // A range and a template are texts among the codes, too.
    let is_alone =
        |code: &String| with_case(table, Key::of_text(code.as_bytes()), |code| table.candidates(code).is_some_and(has));
    let alone = entry.codes().iter().map(ToString::to_string).filter(is_alone);
    let mut all: alloc::vec::Vec<String> = alone.chain(of_classes).collect();
    let place = number.checked_rem(all.len())?;
    Some(all.swap_remove(place))
}

/// Returns the text of a template with a word for each of its parameters.
fn fill(template: &str, word: &str) -> String {
    let parts = pieces(template).map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Parameter(_) => word,
    });
    parts.collect()
}
