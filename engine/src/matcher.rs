//! The matcher of texts against templates.

use alloc::vec::Vec;

use crate::backtrack;
use crate::gap::Gap;
use crate::repeats;
use crate::table::List;
use crate::template::{IGNORED, Piece, capture_index, fixed_length, split_first};
use crate::timed::Timed;

/// Returns `false` if the first byte shows that a text does not match a template, which most texts do.
#[inline]
pub(crate) fn may_fit(template: &[u8], text: &[u8]) -> bool {
    match template.first() {
        None | Some(0) => true,
        first => first == text.first(),
    }
}

/// Returns `true` if a text matches a template.
///
/// `captures` has an element for every parameter that is kept. After a match it holds the text of each parameter of the template.
pub(crate) fn fits<'t, 'g>(
    template: &str,
    text: &'t str,
    gap: &dyn Fn(u32) -> Gap<'g>,
    captures: &mut [Option<&'t str>],
) -> bool {
    captures.fill(None);
    let mut matcher = Matcher { gap, captures, repeats: Vec::new(), whole: text, choosing: 0 };
    match matcher.run(template, text, 0) {
        Outcome::Fits => matcher.repeats_agree() || repeats::fits(template, text, gap, captures),
        Outcome::NeedsSearch => {
            captures.fill(None);
            backtrack::fits(template, text, gap, captures)
        }
        Outcome::Fails | Outcome::FailsForGood => false,
    }
}

#[derive(PartialEq, Eq)]
enum Outcome {
    Fits,
    /// No match here. An earlier parameter may take more text.
    Fails,
    /// No match, wherever an earlier parameter ends.
    FailsForGood,
    /// A parameter is restricted or has several ends, so that a match takes a search.
    NeedsSearch,
}

struct Matcher<'m, 'g, 't> {
    gap: &'m dyn Fn(u32) -> Gap<'g>,
    captures: &'m mut [Option<&'t str>],
    /// The texts of repeated parameters. They are compared once at the end, since a comparison during the search would make the
    /// search backtrack for each of them.
    repeats: Vec<(u32, &'t str)>,
    /// The text as a whole.
    whole: &'t str,
    /// The number of parameters whose values are being tried.
    choosing: usize,
}

/// The most parameters whose values are tried in every combination.
const MOST_CHOOSING: usize = 2;

/// An occurrence of a parameter in a template.
#[derive(Clone, Copy)]
struct Occurrence {
    number: u32,
    /// `true` if the parameter has occurred before.
    repeated: bool,
}

/// The parameters that have occurred so far in a template, as a bit set.
type Seen = u128;

/// The rest of a template after a parameter.
#[derive(Clone, Copy)]
struct Rest<'r> {
    template: &'r str,
    seen: Seen,
}

impl<'g, 't> Matcher<'_, 'g, 't> {
    fn run(&mut self, mut template: &str, mut text: &'t str, mut seen: Seen) -> Outcome {
        loop {
            match strip_fixed(template, text) {
                Some(rest) => (template, text) = rest,
                None => return Outcome::Fails,
            }
            let Some((Piece::Parameter(number), rest)) = split_first(template) else {
                return if text.is_empty() { Outcome::Fits } else { Outcome::Fails };
            };
            let bit = if number < IGNORED { 1 << number } else { 0 };
            let parameter = Occurrence { number, repeated: seen & bit != 0 };
            seen |= bit;
            let after = match (self.gap)(number) {
                Gap::Any => return self.any(parameter, Rest { template: rest, seen }, text),
                Gap::Values(values) => return self.values(parameter, values, Rest { template: rest, seen }, text),
                Gap::Run(_) => return Outcome::NeedsSearch,
                gap if gap.has_shorter_end(self.whole, self.whole.len() - text.len(), next_text(rest)) => {
                    return Outcome::NeedsSearch;
                }
                Gap::Timed(timed) => self.timed(parameter, timed, rest, text),
                typed => self.typed(parameter, typed, text),
            };
            match after {
                Some(after) => (template, text) = (rest, after),
                None => return Outcome::Fails,
            }
        }
    }

    /// Returns `true` if every occurrence of a parameter has the same text.
    fn repeats_agree(&self) -> bool {
        let kept = |number| self.captures.get(capture_index(number)).copied().flatten();
        self.repeats.iter().all(|(number, value)| kept(*number) == Some(*value))
    }

    fn keep(&mut self, parameter: Occurrence, value: &'t str) {
        if parameter.repeated {
            self.repeats.push((parameter.number, value));
        } else if let Some(capture) = self.captures.get_mut(capture_index(parameter.number)) {
            *capture = Some(value);
        }
    }

    /// Matches a parameter of any text with the shortest text for which the rest matches.
    ///
    /// Once the rest has reached the next parameter of any text, it does not help to take more text here: the next parameter can
    /// take that text as well. So each position is tried once, and the search is linear.
    fn any(&mut self, parameter: Occurrence, rest: Rest<'_>, text: &'t str) -> Outcome {
        let Some((Piece::Text(next), after)) = split_first(rest.template) else {
            // The parameter is the last piece, since two parameters are never adjacent.
            self.keep(parameter, text);
            return Outcome::Fits;
        };
        let repeats = self.repeats.len();
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|text| text.find(next)) {
            let (value, tail) = text.split_at(from + found);
            self.repeats.truncate(repeats);
            self.keep(parameter, value);
            match self.run(after, tail.strip_prefix(next).unwrap_or_default(), rest.seen) {
                Outcome::Fails => from += found + next.chars().next().map_or(1, char::len_utf8),
                decided => return decided,
            }
        }
        Outcome::FailsForGood
    }

    /// Matches a parameter with each of its values in turn. With several such parameters, their values would be tried in every
    /// combination, so that a search is needed. It is also needed if the text after one of the values fails wherever a parameter before it
    /// ends: that does not hold for the text after a shorter value.
    fn values(&mut self, parameter: Occurrence, values: List<'g, &'g str>, rest: Rest<'_>, text: &'t str) -> Outcome {
        if self.choosing == MOST_CHOOSING {
            return Outcome::NeedsSearch;
        }
        self.choosing += 1;
        let (repeats, mut fails) = (self.repeats.len(), Outcome::Fails);
        for value in values {
            if let (Some(after), Some(value)) = (text.strip_prefix(value), text.get(..value.len())) {
                self.repeats.truncate(repeats);
                self.keep(parameter, value);
                match self.run(rest.template, after, rest.seen) {
                    Outcome::Fails => {}
                    Outcome::FailsForGood => fails = Outcome::NeedsSearch,
                    decided => return decided,
                }
            }
        }
        self.choosing -= 1;
        fails
    }

    /// Matches a number or a boolean, and returns the text after it.
    fn typed(&mut self, parameter: Occurrence, gap: Gap<'_>, text: &'t str) -> Option<&'t str> {
        let length = gap.typed_length(text)?;
        let (value, after) = (text.get(..length)?, text.get(length..)?);
        self.keep(parameter, value);
        Some(after)
    }
}

impl<'t> Matcher<'_, '_, 't> {
    /// Matches a duration or a point in time with the longest text of its type after which the template goes on, and returns the text
    /// after it. A unit that the template states beside the parameter is kept with it.
    #[cold]
    fn timed(&mut self, parameter: Occurrence, timed: Timed, rest: &str, text: &'t str) -> Option<&'t str> {
        let start = self.whole.len().checked_sub(text.len())?;
        let (end, value) = timed.longest(self.whole, start, next_text(rest))?;
        self.keep(parameter, value);
        self.whole.get(end..)
    }
}

/// Returns the fixed text with which a part of a template begins; an empty one at its end.
fn next_text(template: &str) -> &str {
    match split_first(template) {
        Some((Piece::Text(next), _)) => next,
        _ => "",
    }
}

/// Strips the fixed text at the beginning of a template from the template and from a text that begins with it.
#[inline]
fn strip_fixed<'t, 'x>(template: &'t str, text: &'x str) -> Option<(&'t str, &'x str)> {
    // Most texts differ in the first byte. Then there is no need to find the end of the fixed text.
    match template.as_bytes().first() {
        None | Some(0) => return Some((template, text)),
        first if first != text.as_bytes().first() => return None,
        _ => {}
    }
    let (fixed, rest) = template.split_at(fixed_length(template));
    Some((rest, text.strip_prefix(fixed)?))
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;

    use super::*;
    use crate::gap::Run;
    use crate::table::ImageWriter;
    use crate::table::rows::HeadRow;

    /// Matches a text with a template in which `{n}` is parameter `n`; `gaps` holds the gap of each parameter.
    fn take(template: &str, gaps: &[Gap<'_>], text: &'static str) -> Option<Vec<&'static str>> {
        let compiled = compile(template);
        let mut captures = alloc::vec![None; gaps.len()];
        let gap = |number: u32| gaps.get(number as usize).copied().unwrap_or(Gap::Any);
        fits(&compiled, text, &gap, &mut captures).then(|| captures.into_iter().flatten().collect())
    }

    fn compile(template: &str) -> String {
        let mut out = String::from(template);
        for number in 0_u8..4 {
            out = out.replace(&format!("{{{number}}}"), &format!("\0{}", char::from(number + 1)));
        }
        out.replace("{_}", "\0\u{7F}")
    }

    #[test]
    fn a_parameter_takes_the_shortest_text_for_which_the_rest_matches() {
        let any = [Gap::Any, Gap::Any];
        assert_eq!(take("{0} is {1}", &any, "x is y is z"), Some(alloc::vec!["x", "y is z"]));
        assert_eq!(take("{0}.", &any, "a.b."), Some(alloc::vec!["a.b"]));
        assert_eq!(take("hash: {0}", &any, "hash: "), Some(alloc::vec![""]));
        assert_eq!(take("user {0} not found", &any, "user  not found"), Some(alloc::vec![""]));
        assert_eq!(take("user {0} not found", &any, "user 1 not found."), None);
        assert_eq!(take("{_}#{0}", &any, "ns#Name"), Some(alloc::vec!["Name"]));
    }

    #[test]
    fn a_typed_parameter_takes_only_text_of_its_type() {
        let gaps = [Gap::Any, Gap::Integer];
        assert_eq!(take("{0} {1} left", &gaps, "foo bar 3 left"), Some(alloc::vec!["foo bar", "3"]));
        assert_eq!(take("{0} {1} left", &gaps, "foo bar left"), None);
        assert_eq!(take("{1} h", &gaps, "-24 h"), Some(alloc::vec!["-24"]));
        assert_eq!(take("{1} h", &gaps, "9223372036854775808 h"), Some(alloc::vec!["9223372036854775808"]));
        assert_eq!(take("{1} h", &gaps, "340282366920938463463374607431768211456 h"), None);
        assert_eq!(take("{0}", &[Gap::Number], "6.5e+1"), Some(alloc::vec!["6.5e+1"]));
        assert_eq!(take("{0}.", &[Gap::Number], "64.57."), Some(alloc::vec!["64.57"]));
        assert_eq!(take("{0}", &[Gap::Number], "-0.5"), Some(alloc::vec!["-0.5"]));
        assert_eq!(take("{0}", &[Gap::Number], "007"), None);
        assert_eq!(take("{0}!", &[Gap::Boolean], "true!"), Some(alloc::vec!["true"]));
        assert_eq!(take("{0}!", &[Gap::Boolean], "yes!"), None);
        let mut writer = ImageWriter::new();
        let headers = writer.texts(["A", "An"]);
        let image = writer.finish(&HeadRow { headers, ..HeadRow::default() });
        let table = image.table();
        let article = [Gap::Values(table.headers()), Gap::Any];
        assert_eq!(take("{0} {1} exists", &article, "An item exists"), Some(alloc::vec!["An", "item"]));
        assert_eq!(take("{0} {1} exists", &article, "The item exists"), None);
    }

    #[test]
    fn a_repeated_parameter_has_the_same_text_each_time() {
        assert_eq!(take("{0} or {0}?", &[Gap::Any], "a or a?"), Some(alloc::vec!["a"]));
        assert_eq!(take("{0} or {0}?", &[Gap::Any], "a or b?"), None);
        assert_eq!(take("{0}, {0}, {0}.", &[Gap::Any], "a, a, a."), Some(alloc::vec!["a"]));
        assert_eq!(take("{0}, {0}, {0}.", &[Gap::Any], "a, b, a."), None);
        assert_eq!(take("{1} {0} is not {1}", &[Gap::Any, Gap::Integer], "1 x is not 1"), Some(alloc::vec!["x", "1"]));
    }

    #[test]
    fn a_restricted_parameter_takes_only_its_characters() {
        let name = Gap::Run(Run { chars: Some("AZ__"), not_empty: false, longest: false });
        assert_eq!(
            take("{0} ({1})", &[Gap::Any, name], "no (more) room (FULL_DISK)"),
            Some(alloc::vec!["no (more) room", "FULL_DISK"])
        );
        assert_eq!(take("{0} ({1})", &[Gap::Any, name], "no ()"), None);
        assert_eq!(take("{1}A", &[Gap::Any, name], "AAA"), Some(alloc::vec!["AA"]));
        assert_eq!(take("{1}A{0}", &[Gap::Any, name], "AAA"), Some(alloc::vec!["A", "A"]));
        let values = [Gap::Any, name, Gap::Integer];
        assert_eq!(take("{0}-{2} {1}", &values, "a-b-12 X"), Some(alloc::vec!["a-b", "X", "12"]));
        assert_eq!(take("{1} {1}", &values, "A B"), None);
        assert_eq!(take("{1} {1}", &values, "A A"), Some(alloc::vec!["A"]));
    }

    #[test]
    fn a_longest_parameter_takes_the_longest_text_for_which_the_rest_matches() {
        let longest = Gap::Run(Run { chars: None, not_empty: false, longest: true });
        assert_eq!(take("{0}: {1}", &[longest, Gap::Any], "a: b: c"), Some(alloc::vec!["a: b", "c"]));
        assert_eq!(take("{0}: {1}", &[longest, longest], "ä: ö"), Some(alloc::vec!["ä", "ö"]));
        assert_eq!(take("{0}", &[longest], ""), Some(alloc::vec![""]));
        assert_eq!(take("{0}: {1}", &[longest, Gap::Any], "a"), None);
    }

    #[test]
    fn a_search_takes_linear_time() {
        let text: &'static str = String::leak("a ".repeat(200_000));
        for longest in [false, true] {
            let run = Gap::Run(Run { chars: Some("az  "), not_empty: false, longest });
            assert_eq!(take("{0} a{1} a{2} a {3}b", &[run; 4], text), None);
            assert_eq!(take("{0}a{1}{_}b", &[Gap::Any, run], text), None);
        }
    }

    #[test]
    fn the_values_of_many_parameters_are_not_tried_in_every_combination() {
        let mut writer = ImageWriter::new();
        let headers = writer.texts(["a", "a-a"]);
        let image = writer.finish(&HeadRow { headers, ..HeadRow::default() });
        let table = image.table();
        let gaps = [Gap::Values(table.headers()); 40];
        let names: Vec<String> = (1_u8..=40).map(|number| format!("\0{}", char::from(number))).collect();
        let template = names.join("-") + "!";
        for (count, is_expected) in [(39, true), (60, true), (80, true), (81, false)] {
            let text = alloc::vec!["a"; count.max(40)].join("-") + if is_expected { "!" } else { "?" };
            let gap = |number: u32| gaps.get(number as usize).copied().unwrap_or(Gap::Any);
            assert_eq!(fits(&template, &text, &gap, &mut [None; 40]), is_expected, "{count}");
        }
    }

    #[test]
    fn a_hostile_text_is_matched_in_linear_time() {
        let text: &'static str = String::leak("a ".repeat(200_000));
        let any = [Gap::Any, Gap::Any, Gap::Any, Gap::Any];
        assert_eq!(take("{0} a {1} a {2} a {3} b", &any, text), None);
        let text: &'static str = String::leak("x".repeat(200_000) + " " + &"x".repeat(400_000));
        assert_eq!(take("{0} {1}x{0}y", &any, text), None);
    }
}
