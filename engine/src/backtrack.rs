//! The search for a match of a template with restricted parameters.
//!
//! A parameter may have several ends. They are tried in turn, each of them once, since whether the rest of the template matches does not
//! depend on the place at which the parameter begins. So the search takes time linear in the text, for each piece of the template. It takes
//! one bit for each byte of the text and each parameter that can have several ends: a text of 16 MiB takes 2 MiB for each of them, and there
//! are at most 120.

use alloc::vec::Vec;

use crate::gap::{Gap, Run};
use crate::repeats;
use crate::template::{IGNORED, Piece, pieces};

/// Returns `true` if a text matches a template. After a match, `captures` holds the text of each parameter.
#[cold]
pub(crate) fn fits<'t, 'g>(
    template: &str,
    text: &'t str,
    gap: &dyn Fn(u32) -> Gap<'g>,
    captures: &mut [Option<&'t str>],
) -> bool {
    let steps: Vec<MatchStep<'_, 'g>> = pieces(template).map(|piece| MatchStep::new(piece, gap)).collect();
    let mut search = Search::new(&steps, text);
    search.run() && (search.capture(captures) || repeats::fits(template, text, gap, captures))
}

/// A piece of a template.
enum MatchStep<'s, 'g> {
    Text(&'s str),
    Parameter(u32, Gap<'g>),
}

impl<'s, 'g> MatchStep<'s, 'g> {
    fn new(piece: Piece<'s>, gap: &dyn Fn(u32) -> Gap<'g>) -> Self {
        match piece {
            Piece::Text(text) => Self::Text(text),
            Piece::Parameter(number) => Self::Parameter(number, gap(number)),
        }
    }
}

impl MatchStep<'_, '_> {
    fn has_several_ends(&self) -> bool {
        !matches!(self, Self::Text(_) | Self::Parameter(_, Gap::Integer | Gap::Boolean))
    }
}

/// The ends of a parameter that are left to try.
enum RemainingEnds {
    /// The ends from `low` to `high`.
    Ends { step: usize, low: usize, high: usize, longest: bool },
    /// The values from number `next` on, for a parameter that begins at `start`.
    Values { step: usize, start: usize, next: usize },
}

/// The step to match next, and its place in the text.
type Next = Option<(usize, usize)>;

struct Search<'s, 'g, 't> {
    steps: &'s [MatchStep<'s, 'g>],
    text: &'t str,
    /// The place in the text at which each step begins, and the end of the last.
    starts: Vec<usize>,
    choices: Vec<RemainingEnds>,
    /// The row of the bits of each step that can have several ends.
    rows: Vec<usize>,
    /// For each row and each place, a bit: the rest has been tried from there.
    tried: Vec<u64>,
}

impl<'s, 'g, 't> Search<'s, 'g, 't> {
    fn new(steps: &'s [MatchStep<'s, 'g>], text: &'t str) -> Self {
        let mut count = 0;
        let rows = steps.iter().map(|step| {
            let row = count;
            count += usize::from(step.has_several_ends());
            row
        });
        let rows = rows.collect();
        let bits = count * (text.len() + 1);
        let (starts, tried) = (alloc::vec![0; steps.len() + 1], alloc::vec![0; bits.div_ceil(64)]);
        Self { steps, text, starts, choices: Vec::new(), rows, tried }
    }

    fn run(&mut self) -> bool {
        let mut next = Some((0, 0));
        loop {
            next = match next {
                Some((step, at)) => {
                    if let Some(start) = self.starts.get_mut(step) {
                        *start = at;
                    }
                    match self.steps.get(step) {
                        None if at == self.text.len() => return true,
                        None => None,
                        Some(MatchStep::Text(fixed)) => {
                            self.rest(at).starts_with(fixed).then_some((step + 1, at + fixed.len()))
                        }
                        Some(MatchStep::Parameter(_, gap)) => self.enter(step, *gap, at),
                    }
                }
                None => match self.choices.pop() {
                    Some(choice) => self.choose(choice),
                    None => return false,
                },
            };
        }
    }

    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Begins a parameter. If it can have several ends, they become a choice.
    fn enter(&mut self, step: usize, gap: Gap<'g>, at: usize) -> Next {
        match gap {
            Gap::Any => self.enter_run(step, Run { chars: None, not_empty: false, longest: false }, at),
            Gap::Run(run) => self.enter_run(step, run, at),
            Gap::Values(_) => {
                if self.is_new(step, at) {
                    self.choices.push(RemainingEnds::Values { step, start: at, next: 0 });
                }
                None
            }
            Gap::Integer | Gap::Boolean => Some((step + 1, at + gap.typed_length(self.rest(at))?)),
            Gap::Timed(_) | Gap::Number | Gap::Grouped(_) => {
                if self.is_new(step, at) {
                    let first = self.choices.len();
                    let ends = gap.ends(self.text, at, self.fixed(step + 1));
                    self.choices.extend(ends.map(|end| RemainingEnds::Ends {
                        step,
                        low: end,
                        high: end,
                        longest: false,
                    }));
                    // The longest is tried first.
                    self.choices.get_mut(first..).unwrap_or_default().reverse();
                }
                None
            }
        }
    }

    /// Returns the fixed text of a step; an empty one at the end of the template.
    fn fixed(&self, step: usize) -> &'s str {
        match self.steps.get(step) {
            Some(MatchStep::Text(fixed)) => fixed,
            _ => "",
        }
    }

    /// Begins a parameter of certain characters. Its ends are those up to the first one that has been tried: all after that have
    /// been tried, too.
    fn enter_run(&mut self, step: usize, run: Run<'g>, at: usize) -> Next {
        let mut letters = self.rest(at).chars().take_while(|letter| run.has(*letter));
        let low = if run.chars.is_some() || run.not_empty { at + letters.next()?.len_utf8() } else { at };
        let (mut end, mut high) = (low, None);
        while self.is_new(step, end) {
            high = Some(end);
            match letters.next() {
                Some(letter) => end += letter.len_utf8(),
                None => break,
            }
        }
        self.choices.push(RemainingEnds::Ends { step, low, high: high?, longest: run.longest });
        None
    }

    /// Marks a place of a step as tried. Returns `false` if it was.
    fn is_new(&mut self, step: usize, at: usize) -> bool {
        let Some(row) = self.rows.get(step) else { return false };
        let bit = row * (self.text.len() + 1) + at;
        let Some(word) = self.tried.get_mut(bit / 64) else { return false };
        let mask = 1 << (bit % 64);
        let is_new = *word & mask == 0;
        *word |= mask;
        is_new
    }

    /// Takes the first end of a choice, and leaves the others.
    fn choose(&mut self, choice: RemainingEnds) -> Next {
        match choice {
            RemainingEnds::Ends { step, low, high, longest: false } => {
                let length = self.rest(low).chars().next().map_or(1, char::len_utf8);
                if low + length <= high {
                    self.choices.push(RemainingEnds::Ends { step, low: low + length, high, longest: false });
                }
                Some((step + 1, low))
            }
            RemainingEnds::Ends { step, low, high, longest: true } => {
                let before = self.text.get(..high).and_then(|text| text.chars().next_back());
                let lower = before.and_then(|letter| high.checked_sub(letter.len_utf8()));
                if let Some(lower) = lower.filter(|lower| *lower >= low) {
                    self.choices.push(RemainingEnds::Ends { step, low, high: lower, longest: true });
                }
                Some((step + 1, high))
            }
            RemainingEnds::Values { step, start, next } => {
                let Some(MatchStep::Parameter(_, Gap::Values(values))) = self.steps.get(step) else { return None };
                let value = values.get(next)?;
                self.choices.push(RemainingEnds::Values { step, start, next: next + 1 });
                self.rest(start).starts_with(value).then_some((step + 1, start + value.len()))
            }
        }
    }

    /// Keeps the texts of the parameters. Returns `false` if a parameter that occurs twice has two texts.
    fn capture(&self, captures: &mut [Option<&'t str>]) -> bool {
        let ends = self.starts.iter().zip(self.starts.iter().skip(1));
        self.steps.iter().enumerate().zip(ends).all(|((index, step), (start, end))| {
            let MatchStep::Parameter(number, gap) = step else { return true };
            let capture = captures.get_mut(*number as usize).filter(|_| *number != IGNORED);
            let value = match gap {
                // Its unit is in the texts beside it.
                Gap::Timed(timed) => {
                    let range = (*start, end.saturating_add(1));
                    timed.longest_before(self.text, range, self.fixed(index + 1)).map(|(_, value)| value)
                }
                _ => self.text.get(*start..*end),
            };
            let (Some(capture), Some(value)) = (capture, value) else { return true };
            *capture.get_or_insert(value) == value
        })
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    /// Matches by trying every end of every parameter in the order of preference.
    fn by_trial<'t>(steps: &[MatchStep<'_, '_>], text: &'t str, taken: &mut Vec<&'t str>) -> bool {
        let Some((first, rest)) = steps.split_first() else { return text.is_empty() };
        let gap = match first {
            MatchStep::Text(fixed) => {
                return text.strip_prefix(fixed).is_some_and(|after| by_trial(rest, after, taken));
            }
            MatchStep::Parameter(_, gap) => gap,
        };
        let mut ends: Vec<usize> = (0..=text.len()).collect();
        match gap {
            Gap::Run(run) if run.longest => ends.reverse(),
            Gap::Any | Gap::Run(_) => {}
            _ => ends = gap.typed_length(text).into_iter().collect(),
        }
        ends.into_iter().any(|end| {
            let (value, after) = text.split_at(end);
            taken.push(value);
            let fits = gap.is(value) && by_trial(rest, after, taken);
            if !fits {
                taken.pop();
            }
            fits
        })
    }

    /// Returns the next of a fixed sequence of numbers that look random.
    fn next(seed: &mut u64, below: usize) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).unwrap_or(0) % below
    }

    #[test]
    fn a_search_takes_one_bit_for_each_byte_and_open_parameter() {
        let run = Gap::Run(Run { chars: Some("az  "), not_empty: false, longest: true });
        let steps = [
            MatchStep::Parameter(0, run),
            MatchStep::Text(" a"),
            MatchStep::Parameter(1, Gap::Integer),
            MatchStep::Text(" "),
            MatchStep::Parameter(2, Gap::Any),
            MatchStep::Text("!"),
        ];
        let text = "a ".repeat(1 << 20);
        let mut search = Search::new(&steps, &text);
        assert!(!search.run());
        assert_eq!(search.tried.len(), (2 * (text.len() + 1)).div_ceil(64));
        assert!(search.choices.capacity() <= 8, "{}", search.choices.capacity());
    }

    #[test]
    fn a_search_finds_what_trying_every_end_finds() {
        let run = |chars, not_empty, longest| Gap::Run(Run { chars, not_empty, longest });
        let gaps = [
            Gap::Any,
            Gap::Integer,
            run(None, false, true),
            run(None, true, false),
            run(Some("ab"), false, false),
            run(Some("ab"), false, true),
            run(Some("-1"), false, true),
        ];
        let letters = ["a", "b", "-", "1"];
        let mut seed = 7;
        let mut matches = 0;
        for _ in 0..20_000 {
            let mut text = |count: usize| -> String {
                (0..count).map(|_| letters.get(next(&mut seed, 4)).copied().unwrap_or_default()).collect()
            };
            let (fixed, body) = ([text(1), text(1), text(2)], text(9));
            let (count, chosen) = (
                next(&mut seed, 3) + 1,
                [(); 3].map(|()| gaps.get(next(&mut seed, gaps.len())).copied().unwrap_or(Gap::Any)),
            );
            let pairs = chosen.iter().zip(&fixed).take(count).zip(0..);
            let steps: Vec<MatchStep<'_, '_>> = pairs
                .flat_map(|((gap, fixed), number)| [MatchStep::Parameter(number, *gap), MatchStep::Text(fixed)])
                .take(2 * count - next(&mut seed, 2))
                .collect();
            let mut expected = Vec::new();
            let is_expected = by_trial(&steps, &body, &mut expected);
            let mut search = Search::new(&steps, &body);
            let mut captures = [None; 3];
            let found = search.run() && search.capture(&mut captures);
            assert_eq!(found, is_expected, "{body}");
            matches += usize::from(found);
            if found {
                assert_eq!(captures.into_iter().flatten().collect::<Vec<_>>(), expected, "{body}");
            }
        }
        assert!(matches > 1000, "{matches}");
    }
}
