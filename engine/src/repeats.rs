//! The match of a template in which a parameter occurs several times, each time with the same text.
//!
//! The other ways to match find where each occurrence can end, whatever the others are. If their texts differ, this search tries the ends of
//! the first occurrence, in turn, and looks for its text at the others. The work is bounded: a text that takes more matches no template.

use alloc::vec::Vec;

use crate::gap::Gap;
use crate::template::{Piece, capture_index, pieces};

/// The bytes that the search may visit for each byte of the text.
const VISITS: usize = 64;

/// Returns `true` if a text matches a template. After a match, `captures` holds the text of each parameter.
#[cold]
pub(crate) fn fits<'t, 'g>(
    template: &str,
    text: &'t str,
    gap: &dyn Fn(u32) -> Gap<'g>,
    captures: &mut [Option<&'t str>],
) -> bool {
    captures.fill(None);
    let pieces: Vec<Piece<'_>> = pieces(template).collect();
    let visits = VISITS * (template.len() + text.len());
    RepeatSearch { pieces: &pieces, text, gap, captures, visits }.fits(0, 0)
}

struct RepeatSearch<'s, 'g, 't> {
    pieces: &'s [Piece<'s>],
    text: &'t str,
    gap: &'s dyn Fn(u32) -> Gap<'g>,
    captures: &'s mut [Option<&'t str>],
    /// The bytes that may still be visited.
    visits: usize,
}

impl<'s, 't> RepeatSearch<'s, '_, 't> {
    /// Returns `true` if the text from `at` on matches the pieces from number `piece` on.
    fn fits(&mut self, piece: usize, at: usize) -> bool {
        let Some(rest) = self.text.get(at..) else { return false };
        match self.pieces.get(piece) {
            None => rest.is_empty(),
            Some(Piece::Text(fixed)) => {
                self.visit(fixed.len()) && rest.starts_with(fixed) && self.fits(piece + 1, at + fixed.len())
            }
            Some(Piece::Parameter(number)) => {
                let known = self.captures.get(capture_index(*number)).copied().flatten();
                match ((self.gap)(*number), known) {
                    (gap @ Gap::Timed(_), _)
                    | (gap @ (Gap::Number | Gap::Grouped(_) | Gap::Integer | Gap::Boolean), None) => {
                        self.fits_typed(piece, at, (*number, gap, known))
                    }
                    (_, Some(value)) => self.fits_again(piece, at, value),
                    (Gap::Values(values), None) => values.iter().any(|value| {
                        self.visit(value.len()) && {
                            let found = self.text.get(at..at + value.len()).filter(|found| *found == value);
                            found.is_some_and(|found| self.fits_with(piece, at + value.len(), (*number, found)))
                        }
                    }),
                    (gap, None) => self.fits_open(piece, at, (*number, gap)),
                }
            }
        }
    }

    /// Takes note of visits. Returns `false` if no more are allowed.
    fn visit(&mut self, bytes: usize) -> bool {
        let left = self.visits.checked_sub(bytes + 1);
        self.visits = left.unwrap_or_default();
        left.is_some()
    }

    /// Matches a further occurrence of a parameter, which has the text of the first.
    fn fits_again(&mut self, piece: usize, at: usize, value: &str) -> bool {
        let is_here = self.text.get(at..).is_some_and(|rest| rest.starts_with(value));
        self.visit(value.len()) && is_here && self.fits(piece + 1, at + value.len())
    }

    /// Matches a number, a boolean, a duration or a point in time with each of its ends in turn.
    fn fits_typed(&mut self, piece: usize, at: usize, (number, gap, known): (u32, Gap<'_>, Option<&'t str>)) -> bool {
        let (text, next) = (self.text, self.next_text(piece));
        let ends: Vec<usize> = gap.ends(text, at, next).collect();
        ends.into_iter().any(|end| {
            let value = match gap {
                // Its unit is in the texts beside it.
                Gap::Timed(timed) => timed.longest_before(text, (at, end + 1), next).map(|(_, value)| value),
                _ => text.get(at..end),
            };
            let value = value.filter(|value| known.is_none_or(|known| known == *value));
            value.is_some_and(|value| self.visit(value.len()) && self.fits_with(piece, end, (number, value)))
        })
    }

    /// Matches the first occurrence of a parameter of any text, or of certain characters: it ends before the fixed text that follows.
    fn fits_open(&mut self, piece: usize, at: usize, (number, gap): (u32, Gap<'_>)) -> bool {
        let (text, next) = (self.text, self.next_text(piece));
        let is_longest = matches!(gap, Gap::Run(run) if run.longest);
        // At the end of the template, the parameter takes the rest.
        let mut from = if next.is_empty() { text.len() } else { at };
        let mut to = text.len();
        loop {
            let Some(window) = text.get(from..to).filter(|_| from <= to) else { return false };
            let found = if is_longest { window.rfind(next) } else { window.find(next) };
            // A search in vain has visited all of it.
            let visited = match found {
                None => window.len(),
                Some(found) if is_longest => window.len() - found,
                Some(found) => found,
            };
            if !self.visit(visited) {
                return false;
            }
            let Some(found) = found else { return false };
            let end = from + found;
            let value = text.get(at..end).unwrap_or_default();
            let is_value = matches!(gap, Gap::Any) || (self.visit(value.len()) && gap.is(value));
            if is_value && self.fits_with(piece, end, (number, value)) {
                return true;
            }
            if next.is_empty() {
                return false;
            }
            match is_longest {
                // The occurrence before this one may overlap with it.
                true => to = (end + next.len()).saturating_sub(next.chars().next_back().map_or(1, char::len_utf8)),
                false => from = end + next.chars().next().map_or(1, char::len_utf8),
            }
        }
    }

    /// Matches the rest, from `end` on, with this text for a parameter.
    fn fits_with(&mut self, piece: usize, end: usize, (number, value): (u32, &'t str)) -> bool {
        let Some(capture) = self.captures.get_mut(capture_index(number)) else { return self.fits(piece + 1, end) };
        let before = capture.replace(value);
        let fits = self.fits(piece + 1, end);
        if !fits && let Some(capture) = self.captures.get_mut(capture_index(number)) {
            *capture = before;
        }
        fits
    }

    /// Returns the fixed text after a piece; an empty one at the end of the template.
    fn next_text(&self, piece: usize) -> &'s str {
        match self.pieces.get(piece + 1) {
            Some(Piece::Text(next)) => next,
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;

    use super::*;
    use crate::gap::Run;

    /// Matches a text with a template in which `{n}` is parameter `n`; `gaps` holds the gap of each parameter.
    fn take<'t>(template: &str, gaps: &[Gap<'_>], text: &'t str) -> Option<Vec<&'t str>> {
        let mut compiled = String::from(template);
        for number in 0_u8..4 {
            compiled = compiled.replace(&format!("{{{number}}}"), &format!("\0{}", char::from(number + 1)));
        }
        let mut captures = alloc::vec![None; gaps.len()];
        let gap = |number: u32| gaps.get(number as usize).copied().unwrap_or(Gap::Any);
        crate::matcher::fits(&compiled, text, &gap, &mut captures).then(|| captures.into_iter().flatten().collect())
    }

    #[test]
    fn a_repeated_parameter_may_have_the_text_after_it() {
        let any = [Gap::Any; 3];
        assert_eq!(take("{0} or {0}?", &any[..1], "x or y or x or y?"), Some(alloc::vec!["x or y"]));
        assert_eq!(take("{0} or {0}?", &any[..1], "x or x or x or x or x or x?"), Some(alloc::vec!["x or x or x"]));
        assert_eq!(take("{0} or {1} or {0}?", &any[..2], "x or y or z or x or y?"), Some(alloc::vec!["x or y", "z"]));
        assert_eq!(take("{0} is {1}, {1}", &any[..2], "x is y is z, z"), Some(alloc::vec!["x is y", "z"]));
        assert_eq!(take("{0} or {0}?", &any[..1], "x or y or x or z?"), None);
        let longest = Gap::Run(Run { chars: None, not_empty: true, longest: true });
        assert_eq!(take("{0}: {0}: {1}", &[longest, Gap::Any], "a: a: b"), Some(alloc::vec!["a", "b"]));
        assert_eq!(
            take("{0}: {0}: {1}", &[longest, Gap::Any], "ä: b: ä: b: ä: b: c"),
            Some(alloc::vec!["ä: b", "ä: b: c"])
        );
        assert_eq!(take("{1}={0}, {0}", &[Gap::Number, Gap::Any], "x=1=2, 2"), Some(alloc::vec!["2", "x=1"]));
    }

    #[test]
    fn the_text_after_a_repeated_parameter_may_overlap_with_itself() {
        let longest = Gap::Run(Run { chars: None, not_empty: false, longest: true });
        for (text, value) in [("xaaaxa", "xa"), ("axaaax", "ax"), ("xaaaaxaa", "xaa")] {
            assert_eq!(take("{0}aa{0}", &[Gap::Any], text), Some(alloc::vec![value]), "{text}");
            assert_eq!(take("{0}aa{0}", &[longest], text), Some(alloc::vec![value]), "{text}");
        }
        for (text, value) in [("xäääxä", "xä"), ("äxäääx", "äx")] {
            assert_eq!(take("{0}ää{0}", &[Gap::Any], text), Some(alloc::vec![value]), "{text}");
            assert_eq!(take("{0}ää{0}", &[longest], text), Some(alloc::vec![value]), "{text}");
        }
        let letters = Gap::Run(Run { chars: Some("az"), not_empty: true, longest: false });
        assert_eq!(take("{0}-{0}-{1}", &[letters, Gap::Any], "a-a-b"), Some(alloc::vec!["a", "b"]));
        assert_eq!(take("{0}-{0}-{1}", &[letters, Gap::Any], "A-A-b"), None);
        assert_eq!(take("{0}-{0}-{1}", &[letters, Gap::Any], "--b"), None);
    }

    #[test]
    fn a_hostile_text_takes_bounded_work() {
        let text = "a or ".repeat(5_000);
        for template in
            ["{0} or {0}?", "{0} or {1} or {0} {1}", "{0} {1} {2} {0}{1}{2}", "{0} or {1} {0} or {1} {2} {1}"]
        {
            assert_eq!(take(template, &[Gap::Any; 3], &text), None, "{template}");
        }
        let pieces =
            [Piece::Parameter(0), Piece::Text(" "), Piece::Parameter(1), Piece::Text(" "), Piece::Parameter(0)];
        let gap = |_: u32| Gap::Any;
        let mut captures = [None; 2];
        let visits = VISITS * text.len();
        let mut search = RepeatSearch { pieces: &pieces, text: &text, gap: &gap, captures: &mut captures, visits };
        assert!(!search.fits(0, 0) && search.visits == 0);
    }

    #[test]
    fn a_search_in_vain_counts_as_work() {
        let text = format!("x{}b{}c", "a".repeat(1_000), "y".repeat(100_000));
        let pieces = [
            Piece::Parameter(0),
            Piece::Text("a"),
            Piece::Parameter(1),
            Piece::Text("b"),
            Piece::Parameter(2),
            Piece::Text("c"),
            Piece::Parameter(0),
        ];
        let gap = |_: u32| Gap::Any;
        let mut captures = [None; 3];
        let visits = VISITS * text.len();
        let mut search = RepeatSearch { pieces: &pieces, text: &text, gap: &gap, captures: &mut captures, visits };
        assert!(!search.fits(0, 0));
        // Of each of the thousand ends of the first parameter, all that follows is searched, until no more work is allowed.
        assert_eq!(search.visits, 0);
    }
}
