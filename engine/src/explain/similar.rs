//! The codes and names that are most like a text.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::table::Table;

/// The most suggestions.
const MOST: usize = 3;

/// The most characters of a text to which others are compared.
const LONGEST: usize = 64;

/// The least length of an end by which a code is suggested: `1042` for `ACME-1042`.
const LEAST_END: usize = 2;

/// Returns the codes and names that are most like a text.
pub fn similar<'t>(tables: &[&'t Table<'t>], text: &str) -> Vec<String> {
    let words = tables.iter().flat_map(|table| table.entries()).flat_map(|entry| {
        let codes = entry.code().into_iter().chain(entry.aliases()).map(|code| code.to_string());
        codes.chain([entry.name().to_string()])
    });
    similar_words(text, words)
}

/// Returns the words that are most like a text.
pub fn similar_words(text: &str, words: impl Iterator<Item = String>) -> Vec<String> {
    let written = folded(text);
    if written.is_empty() || written.len() > LONGEST {
        return Vec::new();
    }
    let mut found: BTreeSet<(usize, String)> = BTreeSet::new();
    for own in words {
        if let Some(difference) = difference(&written, &own) {
            found.insert((difference, own));
        }
    }
    let best = found.first().map_or(0, |(difference, _)| *difference);
    found.into_iter().filter(|(difference, _)| *difference == best).take(MOST).map(|(_, own)| own).collect()
}

/// Returns the letters of a text that people do not overlook: not case, hyphens and underscores.
fn folded(text: &str) -> Vec<char> {
    text.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Returns the difference of two texts; `None` if they are too different.
fn difference(written: &[char], own: &str) -> Option<usize> {
    let own = folded(own);
    if own.len() > LONGEST {
        return None;
    }
    if written.len() >= LEAST_END && own.ends_with(written) {
        return Some(0);
    }
    let most = written.len().max(own.len()) / 3;
    if written.len().abs_diff(own.len()) > most {
        return None;
    }
    Some(distance(written, &own)).filter(|distance| *distance <= most)
}

/// Returns how many letters must be changed, inserted or deleted.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut left = row + 1;
        let mut next = alloc::vec![left];
        for (pair, other) in last.windows(2).zip(to) {
            let [diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(letter != other)).min(above + 1).min(left + 1);
            next.push(left);
        }
        last = next;
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{difference, folded};

    #[test]
    fn spellings_that_people_mix_up_are_close() {
        for (written, own, expected) in [
            ("TLY-003", "TLY-0003", Some(1)),
            ("tly0003", "TLY-0003", Some(0)),
            ("0003", "TLY-0003", Some(0)),
            ("NOT_A_NUMBR", "NOT_A_NUMBER", Some(1)),
            ("TLY-0003", "OUTPUT_FAILED", None),
            ("3", "TLY-0003", None),
        ] {
            assert_eq!(difference(&folded(written), own), expected, "{written} {own}");
        }
    }
}
