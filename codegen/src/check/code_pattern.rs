//! The patterns of codes that a table allows: `ACME-{1000..9999}`.

use std::ops::{Range, RangeInclusive};

use super::code_class::range_of;
use crate::model::{CodeCase, CodeClass, Part, Template};

/// A pattern of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePattern(PatternForm);

#[derive(Debug, Clone, PartialEq, Eq)]
enum PatternForm {
    /// The integers of a range.
    Integers(RangeInclusive<i64>),
    /// The texts that consist of these pieces.
    Text(Vec<Piece>),
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// This letter.
    Letter(char),
    /// Any text that is not empty.
    Any,
    /// A number of a range. Where the range has zeros in front, the number has as many digits as its ends.
    Number { range: RangeInclusive<u64>, digits: Option<usize> },
}

/// A mistake in a pattern: its place in the text, and how to fix it.
#[derive(Debug, PartialEq, Eq)]
pub struct PatternMistake {
    pub(super) place: Range<usize>,
    pub(super) kind: MistakeKind,
    /// The mistake.
    pub title: String,
    /// The fix.
    pub help: String,
}

/// The kind of a mistake in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MistakeKind {
    Braces,
    Range,
}

/// A letter of a code, or a part of a class of codes that may be any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    Letter(char),
    AnyText,
}

impl CodePattern {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// Returns the first mistake.
    pub fn parse(text: &str) -> Result<Self, PatternMistake> {
        if let (Some((first, last)), None) = (range_of(text), text.find('{')) {
            return match first <= last {
                true => Ok(Self(PatternForm::Integers(first..=last))),
                false => Err(empty_range(0..text.len(), text, &format!("{last}..{first}"))),
            };
        }
        if let Some(mistake) = without_braces(text) {
            return Err(mistake);
        }
        let mut pieces = Vec::new();
        let mut rest = text.char_indices().peekable();
        while let Some((start, letter)) = rest.next() {
            match letter {
                '{' | '}' if rest.next_if(|(_, next)| *next == letter).is_some() => pieces.push(Piece::Letter(letter)),
                '{' => {
                    let inner: String =
                        std::iter::from_fn(|| rest.next_if(|(_, next)| *next != '}')).map(|it| it.1).collect();
                    let place = start..(start + inner.len() + 2).min(text.len());
                    if rest.next().is_none() {
                        return Err(braces(place, "unclosed `{`"));
                    }
                    pieces.push(parse_piece(&inner, place)?);
                }
                '}' => return Err(braces(start..start + 1, "unmatched `}`")),
                letter => pieces.push(Piece::Letter(letter)),
            }
        }
        Ok(Self(match pieces.as_slice() {
            [Piece::Number { range, digits: None }] => {
                PatternForm::Integers(range.start().cast_signed()..=range.end().cast_signed())
            }
            _ => PatternForm::Text(pieces),
        }))
    }

    /// Returns `true` if every code of a class fits. It may be `false` for a template all of whose texts fit.
    #[must_use]
    pub fn contains(&self, class: &CodeClass, case: CodeCase) -> bool {
        match class {
            CodeClass::Code(code) => self.fits(&letters(&code.to_string()), case),
            CodeClass::Range(first, last) => self.fits_range(*first, *last, case),
            CodeClass::Template(template) => self.fits(&symbols(template), case),
        }
    }

    /// Returns `true` if every text of these symbols fits. It is not exact for symbols that stand for any text: it may be `false` then.
    pub(super) fn fits(&self, symbols: &[Symbol], case: CodeCase) -> bool {
        match &self.0 {
            PatternForm::Integers(range) => integer_of(symbols).is_some_and(|number| range.contains(&number)),
            PatternForm::Text(pieces) => fits(pieces, symbols, case),
        }
    }

    /// Returns `true` if every integer of a range fits.
    fn fits_range(&self, first: i64, last: i64, case: CodeCase) -> bool {
        match &self.0 {
            PatternForm::Integers(range) => range.contains(&first) && range.contains(&last),
            PatternForm::Text(_) => self.fits(&symbols_of_range(first, last), case),
        }
    }

    /// Returns the text before the first part that varies.
    pub(super) fn prefix(&self) -> String {
        let PatternForm::Text(pieces) = &self.0 else { return String::new() };
        pieces.iter().map_while(|piece| if let Piece::Letter(letter) = piece { Some(*letter) } else { None }).collect()
    }
}

/// Describes a range within a text that is not in braces: `ACME-1000..1999`.
fn without_braces(text: &str) -> Option<PatternMistake> {
    let (before, after) = text.split_once("..").filter(|_| !text.contains('{'))?;
    let digits = |letter: &char| letter.is_ascii_digit();
    let first = before.chars().rev().take_while(digits).count();
    let last = after.chars().take_while(digits).count();
    let start = before.len() - first;
    let place = start..before.len() + 2 + last;
    let range = text.get(place.clone()).filter(|_| first > 0 && last > 0)?;
    let help = format!("write `{}`", text.replace(range, &format!("{{{range}}}")));
    let title = "a range within a text is in braces".to_owned();
    Some(PatternMistake { place, kind: MistakeKind::Braces, title, help })
}

/// Returns the letters of a code as symbols.
pub(super) fn letters(code: &str) -> Vec<Symbol> {
    code.chars().map(Symbol::Letter).collect()
}

/// Returns the symbols of a template.
fn symbols(template: &Template) -> Vec<Symbol> {
    let parts = template.parts.iter().flat_map(|part| match part {
        Part::Text(text) => letters(text),
        Part::Parameter(_) => vec![Symbol::AnyText],
    });
    parts.collect()
}

/// Returns the symbols that stand for all integers of a range: what their digits have in common, and any text.
fn symbols_of_range(first: i64, last: i64) -> Vec<Symbol> {
    let (first, last) = (first.to_string(), last.to_string());
    if first == last {
        return letters(&first);
    }
    let common = first.chars().zip(last.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one);
    let common = common.take(if first.len() == last.len() { usize::MAX } else { 0 });
    common.map(Symbol::Letter).chain([Symbol::AnyText]).collect()
}

fn integer_of(symbols: &[Symbol]) -> Option<i64> {
    let letter = |symbol: &Symbol| if let Symbol::Letter(letter) = symbol { Some(*letter) } else { None };
    let text: String = symbols.iter().map(letter).collect::<Option<String>>()?;
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

/// Returns `true` if symbols fit pieces. It keeps the positions that the pieces so far can reach, so that it takes no longer than
/// their product.
fn fits(pieces: &[Piece], symbols: &[Symbol], case: CodeCase) -> bool {
    let mut reached = vec![false; symbols.len() + 1];
    reached.iter_mut().take(1).for_each(|start| *start = true);
    for piece in pieces {
        let mut next = vec![false; symbols.len() + 1];
        for start in (0..reached.len()).filter(|start| reached.get(*start) == Some(&true)) {
            let rest = symbols.get(start..).unwrap_or_default();
            for length in lengths(piece, rest, case) {
                next.iter_mut().skip(start + length).take(1).for_each(|end| *end = true);
            }
            if *piece == Piece::Any {
                // It reaches everything after the first start.
                break;
            }
        }
        reached = next;
    }
    reached.last() == Some(&true)
}

/// Returns how many symbols a piece can take.
fn lengths(piece: &Piece, symbols: &[Symbol], case: CodeCase) -> Vec<usize> {
    match piece {
        Piece::Any => (1..=symbols.len()).collect(),
        Piece::Letter(letter) => {
            let is_equal = |other: char| match case {
                CodeCase::Exact => other == *letter,
                CodeCase::Ignored => other.eq_ignore_ascii_case(letter),
            };
            let fits = matches!(symbols.first(), Some(Symbol::Letter(other)) if is_equal(*other));
            if fits { vec![1] } else { Vec::new() }
        }
        Piece::Number { range, digits } => {
            let mut number = String::new();
            let mut lengths = Vec::new();
            for symbol in symbols.iter().take(MOST_DIGITS) {
                let Symbol::Letter(digit @ '0'..='9') = symbol else { break };
                number.push(*digit);
                let is_written = match digits {
                    Some(digits) => number.len() == *digits,
                    None => number == "0" || !number.starts_with('0'),
                };
                if is_written && number.parse().is_ok_and(|number| range.contains(&number)) {
                    lengths.push(number.len());
                }
            }
            lengths
        }
    }
}

/// The most digits of a number.
const MOST_DIGITS: usize = 18;

fn parse_piece(inner: &str, place: Range<usize>) -> Result<Piece, PatternMistake> {
    if inner == "_" {
        return Ok(Piece::Any);
    }
    let Some((first, last)) = inner.split_once("..") else {
        return Err(braces(place, &format!("the parameter `{{{inner}}}` in a class of codes")));
    };
    let number = |digits: &str| {
        let is_number = digits.len() <= MOST_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { digits.parse::<u64>().ok() } else { None }
    };
    let (Some(low), Some(high)) = (number(first), number(last)) else {
        return Err(braces(place, &format!("`{{{inner}}}` is not a range of numbers")));
    };
    if low > high {
        return Err(empty_range(place, inner, &format!("{last}..{first}")));
    }
    let is_padded = |digits: &str| digits.len() > 1 && digits.starts_with('0');
    let padded = is_padded(first) || is_padded(last);
    if padded && first.len() != last.len() {
        let width = first.len().max(last.len());
        return Err(PatternMistake {
            place,
            kind: MistakeKind::Range,
            title: format!("the ends of `{inner}` have different numbers of digits"),
            help: format!("with zeros in front, both have as many digits: `{{{low:0width$}..{high:0width$}}}`"),
        });
    }
    Ok(Piece::Number { range: low..=high, digits: padded.then_some(first.len()) })
}

fn braces(place: Range<usize>, title: &str) -> PatternMistake {
    PatternMistake {
        place,
        kind: MistakeKind::Braces,
        title: title.to_owned(),
        help: "write `{_}` for any text, a range such as `{1000..9999}` for a number, or `{{` for a brace that is part of the code"
            .to_owned(),
    }
}

fn empty_range(place: Range<usize>, range: &str, fixed: &str) -> PatternMistake {
    PatternMistake {
        place,
        kind: MistakeKind::Range,
        title: format!("the range `{range}` is empty"),
        help: format!("write the lower end first: `{fixed}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::{CodePattern, Symbol, letters};
    use crate::model::CodeCase;

    fn fits(pattern: &str, code: &str) -> bool {
        CodePattern::parse(pattern).is_ok_and(|pattern| pattern.fits(&letters(code), CodeCase::Exact))
    }

    #[test]
    fn codes_fit_their_pattern() {
        for (pattern, codes) in [
            ("ACME-{1000..1999}", &["ACME-1000", "ACME-1999"][..]),
            ("E{0001..0999}", &["E0001", "E0308"]),
            ("{1..20}", &["1", "20"]),
            ("{_}-{1..99}", &["A-1", "A-B-12"]),
            ("urn:{_}:{_}", &["urn:a:b", "urn:a:b:c"]),
            ("a{{b}}{_}", &["a{b}c"]),
            ("-5..20", &["-5", "0", "20"]),
            ("ready", &["ready"]),
        ] {
            codes.iter().for_each(|code| assert!(fits(pattern, code), "{pattern} {code}"));
        }
    }

    #[test]
    fn other_codes_do_not() {
        for (pattern, codes) in [
            (
                "ACME-{1000..1999}",
                &["ACME-999", "ACME-2000", "ACM-1000", "ACME-", "ACME-01000", "ACME-1000x", "acme-1000"][..],
            ),
            ("E{0001..0999}", &["E1", "E308", "E00001", "E0000"]),
            ("{_}-{1..99}", &["-1", "A-", "A-100"]),
            ("urn:{_}:{_}", &["urn:a", "urn::"]),
            ("-5..20", &["-6", "21", "020", "x"]),
        ] {
            codes.iter().for_each(|code| assert!(!fits(pattern, code), "{pattern} {code}"));
        }
    }

    #[test]
    fn a_class_fits_if_all_its_codes_do() {
        let class = |text: &str| -> Vec<Symbol> {
            text.chars().map(|c| if c == '*' { Symbol::AnyText } else { Symbol::Letter(c) }).collect()
        };
        let fits = |pattern: &str, text: &str| {
            CodePattern::parse(pattern).is_ok_and(|pattern| pattern.fits(&class(text), CodeCase::Exact))
        };
        assert!(fits("ACME-{_}", "ACME-*") && fits("ACME-{_}", "ACME-9*x") && fits("{_}", "*"));
        assert!(!fits("ACME-{_}", "AC*") && !fits("ACME-{1..9}", "ACME-*"));
        let range = |pattern: &str, first, last| {
            CodePattern::parse(pattern).is_ok_and(|pattern| pattern.fits_range(first, last, CodeCase::Exact))
        };
        assert!(range("40000..49999", 40000, 40099) && range("4{_}", 40000, 40099) && range("4{_}", 45, 49));
        assert!(!range("40000..49999", 40000, 50000) && !range("4{_}", 45, 411) && !range("4{_}9", 419, 439));
    }

    #[test]
    fn time_is_the_product_of_both_lengths() {
        let pattern = "{_}a".repeat(400) + "b";
        assert!(!fits(&pattern, &"a".repeat(4000)));
    }

    #[test]
    fn mistakes_have_their_place() {
        for (pattern, place) in [
            ("A-{", 2..3),
            ("A-{1..", 2..6),
            ("A}", 1..2),
            ("A-{n}", 2..5),
            ("A-{9..1}", 2..8),
            ("A-{01..100}", 2..11),
            ("A-{-1..5}", 2..9),
            ("9..1", 0..4),
        ] {
            assert_eq!(CodePattern::parse(pattern).map_err(|mistake| mistake.place), Err(place), "{pattern}");
        }
    }
}
