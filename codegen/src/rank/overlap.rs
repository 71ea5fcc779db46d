//! Texts that fit two templates.
//!
//! Both templates become automata. A text that both accept is searched breadth first, so that a short one is found. Two uses of
//! one parameter count as two parameters. So two templates may be found to share a text although they do not, but never the
//! other way round.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use crate::model::{Field, Part, Template, Type};

/// The automaton of a template. State 0 is the start.
#[derive(Debug)]
pub(crate) struct Pattern<'f> {
    edges: Vec<Vec<StateEdge<'f>>>,
    end: usize,
}

#[derive(Debug, Clone, Copy)]
struct StateEdge<'f> {
    /// The characters that it reads; `None` reads nothing.
    class: Option<Class<'f>>,
    to: usize,
}

#[derive(Debug, Clone, Copy)]
enum Class<'f> {
    One(char),
    Digit,
    /// A character of one of these ranges.
    Ranges(&'f [(char, char)]),
    Any,
}

/// The ASCII digits.
const DIGITS: &[(char, char)] = &[('0', '9')];

impl Class<'_> {
    /// Returns a character that is in both classes.
    fn meet(self, other: Self) -> Option<char> {
        match (self, other) {
            (Self::One(one), Self::One(other)) => (one == other).then_some(one),
            (Self::One(one), Self::Digit) | (Self::Digit, Self::One(one)) => one.is_ascii_digit().then_some(one),
            (Self::One(one), Self::Any) | (Self::Any, Self::One(one)) => Some(one),
            (Self::One(one), Self::Ranges(ranges)) | (Self::Ranges(ranges), Self::One(one)) => {
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&one)).then_some(one)
            }
            (Self::Ranges(ranges), Self::Digit) | (Self::Digit, Self::Ranges(ranges)) => shared(ranges, DIGITS),
            (Self::Ranges(ranges), Self::Ranges(others)) => shared(ranges, others),
            (Self::Ranges(ranges), Self::Any) | (Self::Any, Self::Ranges(ranges)) => {
                ranges.first().map(|range| range.0)
            }
            (Self::Any, Self::Any) => Some('x'),
            (Self::Digit, Self::Digit | Self::Any) | (Self::Any, Self::Digit) => Some('1'),
        }
    }
}

/// Returns a character that is in a range of both.
fn shared(ranges: &[(char, char)], others: &[(char, char)]) -> Option<char> {
    let pairs = ranges.iter().flat_map(|range| others.iter().map(move |other| (range, other)));
    pairs
        .map(|(one, other)| (one.0.max(other.0), one.1.min(other.1)))
        .find(|(first, last)| first <= last)
        .map(|it| it.0)
}

impl<'f> Pattern<'f> {
    /// Creates the automaton of a template whose parameters are these fields.
    pub(crate) fn new(template: &Template, fields: &'f [Field]) -> Self {
        let mut pattern = Self { edges: vec![Vec::new()], end: 0 };
        for part in &template.parts {
            match part {
                Part::Text(text) => pattern.end = pattern.chain(pattern.end, text),
                Part::Parameter(index) => {
                    let name = template.parameters.get(*index);
                    pattern.gap(fields.iter().find(|field| Some(&field.name) == name));
                }
            }
        }
        pattern
    }

    /// Creates the automaton of any text.
    pub(crate) fn any() -> Self {
        let mut pattern = Self { edges: vec![Vec::new()], end: 0 };
        pattern.gap(None);
        pattern
    }

    fn state(&mut self) -> usize {
        self.edges.push(Vec::new());
        self.edges.len() - 1
    }

    fn edge(&mut self, from: usize, class: impl Into<Option<Class<'f>>>, to: usize) {
        if let Some(edges) = self.edges.get_mut(from) {
            edges.push(StateEdge { class: class.into(), to });
        }
    }

    /// Adds a path that reads a text, and returns its last state.
    fn chain(&mut self, from: usize, text: &str) -> usize {
        text.chars().fold(from, |from, letter| {
            let to = self.state();
            self.edge(from, Class::One(letter), to);
            to
        })
    }

    fn gap(&mut self, field: Option<&'f Field>) {
        let from = self.end;
        self.end = match field {
            Some(field) if !field.values.is_empty() => self.one_of(from, field.values.iter().map(String::as_str)),
            Some(Field { ty: Type::Boolean, .. }) => self.one_of(from, ["true", "false"].into_iter()),
            Some(Field { ty: Type::Integer, .. }) => {
                let digits = self.sign(from, "-");
                self.digits(digits)
            }
            Some(Field { ty: Type::Number, .. }) => self.number(from),
            // The forms are many, so their first characters stand for them.
            Some(Field { ty: Type::Duration, .. }) => self.begins_with(from, "P"),
            Some(Field { ty: Type::Time, .. }) => self.begins_with(from, "-MTWFS"),
            Some(Field { not_empty: true, .. }) => {
                let to = self.state();
                self.edge(from, Class::Any, to);
                self.edge(to, Class::Any, to);
                to
            }
            Some(Field { chars: Some(ranges), .. }) => {
                let to = self.state();
                self.edge(from, Class::Ranges(ranges), to);
                self.edge(to, Class::Ranges(ranges), to);
                to
            }
            _ => {
                self.edge(from, Class::Any, from);
                from
            }
        };
    }

    fn one_of<'v>(&mut self, from: usize, values: impl Iterator<Item = &'v str>) -> usize {
        let end = self.state();
        for value in values {
            let last = self.chain(from, value);
            self.edge(last, None, end);
        }
        end
    }

    /// Adds edges that read one of these signs, or nothing.
    fn sign(&mut self, from: usize, signs: &str) -> usize {
        let to = self.state();
        self.edge(from, None, to);
        for sign in signs.chars() {
            self.edge(from, Class::One(sign), to);
        }
        to
    }

    /// Adds edges that read a digit or one of these letters, and then any text.
    fn begins_with(&mut self, from: usize, letters: &str) -> usize {
        let to = self.state();
        self.edge(from, Class::Digit, to);
        for letter in letters.chars() {
            self.edge(from, Class::One(letter), to);
        }
        self.edge(to, Class::Any, to);
        to
    }

    /// Adds edges that read one or more digits.
    fn digits(&mut self, from: usize) -> usize {
        let to = self.state();
        self.edge(from, Class::Digit, to);
        self.edge(to, Class::Digit, to);
        to
    }

    /// Adds a path that reads a JSON number.
    fn number(&mut self, from: usize) -> usize {
        let first = self.sign(from, "-");
        let whole = self.state();
        let more = self.state();
        for digit in '1'..='9' {
            self.edge(first, Class::One(digit), more);
        }
        self.edge(more, Class::Digit, more);
        self.edge(more, None, whole);
        let zero = self.chain(first, "0");
        self.edge(zero, None, whole);

        let point = self.chain(whole, ".");
        let fraction = self.digits(point);
        let before_exponent = self.state();
        self.edge(whole, None, before_exponent);
        self.edge(fraction, None, before_exponent);

        let end = self.state();
        self.edge(before_exponent, None, end);
        for letter in ["e", "E"] {
            let exponent = self.chain(before_exponent, letter);
            let exponent = self.sign(exponent, "+-");
            let exponent = self.digits(exponent);
            self.edge(exponent, None, end);
        }
        end
    }

    fn edges(&self, state: usize) -> &[StateEdge<'f>] {
        self.edges.get(state).map_or(&[], Vec::as_slice)
    }
}

type Pair = (usize, usize);

/// The pair of states and the letter from which each pair of states was first reached.
type Paths = HashMap<Pair, (Pair, Option<char>), BuildHasherDefault<PairHasher>>;

/// A fast hasher for pairs of small numbers. They are many, and do not come from an attacker.
#[derive(Default)]
struct PairHasher(u64);

impl Hasher for PairHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = (self.0.rotate_left(5) ^ number as u64).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// Returns a shortest text that both accept, if there is one.
pub(crate) fn common_text(one: &Pattern<'_>, other: &Pattern<'_>) -> Option<String> {
    let start = (0, 0);
    let mut paths: Paths = std::iter::once((start, (start, None))).collect();
    let mut reached = vec![start];
    while !reached.is_empty() {
        reach_without_reading(one, other, &mut paths, &mut reached);
        if reached.contains(&(one.end, other.end)) {
            return Some(trace(&paths, (one.end, other.end)));
        }
        reached = read_one_letter(one, other, &mut paths, &reached);
    }
    None
}

fn reach_without_reading(one: &Pattern<'_>, other: &Pattern<'_>, paths: &mut Paths, reached: &mut Vec<Pair>) {
    let mut next = 0;
    while let Some(&pair) = reached.get(next) {
        next += 1;
        let of_one = one.edges(pair.0).iter().filter(|edge| edge.class.is_none()).map(|edge| (edge.to, pair.1));
        let of_other = other.edges(pair.1).iter().filter(|edge| edge.class.is_none()).map(|edge| (pair.0, edge.to));
        for to in of_one.chain(of_other) {
            if let Entry::Vacant(path) = paths.entry(to) {
                path.insert((pair, None));
                reached.push(to);
            }
        }
    }
}

fn read_one_letter(one: &Pattern<'_>, other: &Pattern<'_>, paths: &mut Paths, reached: &[Pair]) -> Vec<Pair> {
    let mut next = Vec::new();
    for &pair in reached {
        for edge in one.edges(pair.0) {
            for other_edge in other.edges(pair.1) {
                let (Some(class), Some(other_class)) = (edge.class, other_edge.class) else { continue };
                let Some(letter) = class.meet(other_class) else { continue };
                let to = (edge.to, other_edge.to);
                if let Entry::Vacant(path) = paths.entry(to) {
                    path.insert((pair, Some(letter)));
                    next.push(to);
                }
            }
        }
    }
    next
}

fn trace(paths: &Paths, end: Pair) -> String {
    let mut letters: Vec<char> = Vec::new();
    let mut pair = end;
    while let Some((before, letter)) = paths.get(&pair).filter(|(before, _)| *before != pair) {
        letters.extend(letter);
        pair = *before;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Pattern, common_text};
    use crate::model::{Field, Type, ValueSource};
    use crate::template::parse_template;

    fn field(name: &str, ty: Type, values: &[&str]) -> Field {
        Field {
            name: name.into(),
            ident: name.into(),
            ty,
            source: ValueSource::default(),
            parameter: true,
            is_code: false,
            required: true,
            quoted: false,
            separator: None,
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            unit: None,
            chars: (name == "c").then(|| vec![('A', 'Z'), ('_', '_')]),
            longest: false,
            not_empty: false,
            thousands: None,
            description: None,
        }
    }

    fn common(one: &str, other: &str) -> Option<String> {
        let fields = [
            field("i", Type::Integer, &[]),
            field("n", Type::Number, &[]),
            field("b", Type::Boolean, &[]),
            field("v", Type::String, &["red", "green"]),
            field("d", Type::Duration, &[]),
            field("m", Type::Time, &[]),
            field("c", Type::String, &[]),
        ];
        let pattern = |text: &str| parse_template(text).map(|it| Pattern::new(&it.template, &fields)).ok();
        common_text(&pattern(one)?, &pattern(other)?)
    }

    #[test]
    fn a_shortest_common_text_is_found() {
        for (one, other, text) in [
            ("a", "a", "a"),
            ("{s}", "abc", "abc"),
            ("user {s} not found", "user {t} not {u}", "user  not found"),
            ("{s} is {t}", "a {u}", "a is "),
            ("in {i} s", "in {s}", "in 1 s"),
            ("{i}", "{n}", "1"),
            ("{n}", "-1.5e+3", "-1.5e+3"),
            ("{b}", "{s}e", "true"),
            ("{v}", "{s}n", "green"),
            ("in {d}", "in {i}s", "in 1s"),
            ("at {m}", "at {s}", "at 1"),
            ("{c}", "{s}", "A"),
            ("{c}!", "X_{s}", "X_!"),
        ] {
            assert_eq!(common(one, other).as_deref(), Some(text), "{one} and {other}");
        }
    }

    #[test]
    fn templates_without_a_common_text_are_distinct() {
        for (one, other) in [
            ("a", "b"),
            ("a{s}", "b{s}"),
            ("{s}a", "{s}b"),
            ("{i}", "{b}"),
            ("{i}", "1.5"),
            ("{n}", "01"),
            ("{v}", "blue"),
            ("{v}", "{i}"),
            ("in {d}", "in {b}"),
            ("at {m}", "at dawn"),
            ("{c}", "{i}"),
            ("{c}", "{v}"),
            ("{c}", ""),
            ("a {i} b", "a {s} c {t} b {i} d"),
        ] {
            assert_eq!(common(one, other), None, "{one} and {other}");
        }
    }
}
