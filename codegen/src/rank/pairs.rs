//! The pairs of candidates that may share a text.
//!
//! Two candidates share none if the ends of their wordings differ, or if each requires another string at one location. Of thousands of
//! candidates, most pairs are so, and they are passed over without a look at each: for a candidate, the fewest candidates are gone through that
//! the beginning, the end or the required string leaves.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::{ControlFlow, Range};

use crate::model::{Entry, EntryId, Literal, Message, Test};
use crate::sorting::{group, sort, sort_by};
use crate::source::Span;

/// The ends of a wording, by which the wordings are found that may share a text with it.
#[derive(Debug)]
struct WordingEnds<'e> {
    prefix: &'e str,
    suffix: &'e str,
    /// `true` if the prefix is the whole text.
    fixed: bool,
    candidate: EntryId,
    discriminator: Option<Discriminator>,
}

impl WordingEnds<'_> {
    /// Returns `true` if a wording that follows in the order of prefixes may begin as this one.
    fn may_begin_as(&self, other: &Self) -> bool {
        let is_longer = other.prefix.len() > self.prefix.len();
        other.prefix.starts_with(self.prefix) && !(self.fixed && is_longer)
    }

    /// Returns `true` if another wording, which may begin as this one, may share a text with it.
    fn may_share_a_text(&self, other: &Self) -> bool {
        (self.suffix.ends_with(other.suffix) || other.suffix.ends_with(self.suffix))
            && self.candidate != other.candidate
            && !Discriminator::differ(self.discriminator, other.discriminator)
    }
}

/// The hashes of a location and of the one string that is required there. They distinguish thousands of entries that differ in
/// nothing else, without comparing their conditions.
#[derive(Debug, Clone, Copy)]
struct Discriminator {
    location: u64,
    value: u64,
}

impl Discriminator {
    fn of(entry: &Entry) -> Option<Self> {
        let hash = |value: &dyn Fn(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            value(&mut hasher);
            hasher.finish()
        };
        // The elements at a `*` may have different strings.
        entry.when.iter().filter(|it| !it.location.has_star() && it.others.is_empty()).find_map(|condition| {
            match &condition.test {
                // A number in a string counts as the number, so such a string may equal an integer.
                Test::Is(values) => match values.as_slice() {
                    [Literal::String(text)] if text.parse::<i64>().is_err() => Some(Self {
                        location: hash(&|hasher| condition.location.hash(hasher)),
                        value: hash(&|hasher| text.hash(hasher)),
                    }),
                    _ => None,
                },
                _ => None,
            }
        })
    }

    fn differ(one: Option<Self>, other: Option<Self>) -> bool {
        matches!((one, other), (Some(one), Some(other)) if one.location == other.location && one.value != other.value)
    }
}

/// Calls a function for every pair of candidates that may share a text, until it breaks.
pub(super) fn for_each_pair(
    entries: &[(Entry, Span)],
    candidates: &[EntryId],
    call: impl FnMut(EntryId, EntryId) -> ControlFlow<()>,
) {
    each_pair(&wordings(entries, candidates), call);
}

/// Calls a function for every pair of wordings in the order of prefixes that may share a text, until it breaks.
fn each_pair(wordings: &[WordingEnds<'_>], mut call: impl FnMut(EntryId, EntryId) -> ControlFlow<()>) {
    let groups = (wordings.len() > FEW).then(|| WordingGroups::new(wordings));
    for (index, one) in wordings.iter().enumerate() {
        let following = wordings.get(index + 1..).unwrap_or_default();
        let beginning = following.partition_point(|other| one.may_begin_as(other));
        let following = index + 1..index + 1 + beginning;
        let partners = match &groups {
            Some(groups) => groups.partners(one, following),
            None => following.collect(),
        };
        for other in partners.into_iter().filter_map(|partner| wordings.get(partner)) {
            if one.may_share_a_text(other) && call(one.candidate, other.candidate).is_break() {
                return;
            }
        }
    }
}

/// Returns the ends of all wordings, in the order of their prefixes.
fn wordings<'e>(entries: &'e [(Entry, Span)], candidates: &[EntryId]) -> Vec<WordingEnds<'e>> {
    let mut wordings: Vec<WordingEnds<'_>> = Vec::with_capacity(candidates.len());
    for &candidate in candidates {
        let Some((entry, _)) = entries.get(candidate.index()) else { continue };
        let discriminator = Discriminator::of(entry);
        let Message::Wordings(stated) = &entry.message else {
            wordings.push(WordingEnds { prefix: "", suffix: "", fixed: false, candidate, discriminator });
            continue;
        };
        wordings.extend(stated.iter().map(|template| WordingEnds {
            prefix: template.prefix(),
            suffix: template.suffix(),
            fixed: template.is_fixed(),
            candidate,
            discriminator,
        }));
    }
    sort_by_prefix(&mut wordings);
    wordings
}

fn sort_by_prefix(wordings: &mut [WordingEnds<'_>]) {
    sort_by(wordings, |a, b| a.prefix.cmp(b.prefix).then(a.candidate.cmp(&b.candidate)));
}

/// The number of wordings up to which all that may begin as one are gone through.
const FEW: usize = 16;

/// The wordings by their suffixes and by what they require. Each is given by its place in the order of prefixes, and the places of a group are
/// in ascending order.
struct WordingGroups {
    /// By the bytes of the suffix from the last to the first, in their order.
    suffixes: Vec<(Vec<u8>, Vec<usize>)>,
    /// For each suffix, the number of the longest shorter one with which it ends.
    shorter: Vec<Option<usize>>,
    /// By the location of the required string, if there is one.
    locations: Vec<(Option<u64>, Vec<usize>)>,
    /// By the location and the required string.
    values: Vec<((u64, u64), Vec<usize>)>,
}

impl WordingGroups {
    fn new(wordings: &[WordingEnds<'_>]) -> Self {
        let all = || wordings.iter().enumerate();
        let suffixes = group(all().map(|(place, wording)| (reversed(wording.suffix), place)));
        let discriminated = all().filter_map(|(place, wording)| Some((wording.discriminator?, place)));
        Self {
            shorter: shorter(&suffixes),
            suffixes,
            locations: group(all().map(|(place, wording)| (wording.discriminator.map(|it| it.location), place))),
            values: group(discriminated.map(|(it, place)| ((it.location, it.value), place))),
        }
    }

    /// Returns places in a range, in ascending order, among them all at which a wording may share a text with this one.
    fn partners<'g>(&'g self, one: &WordingEnds<'_>, range: Range<usize>) -> Vec<usize> {
        let most = range.len();
        if most <= FEW {
            return range.collect();
        }
        let choices = [self.by_suffix(one.suffix, most), self.by_value(one.discriminator, most)];
        let within = |groups: Vec<&'g [usize]>| -> Vec<&'g [usize]> {
            groups.into_iter().map(|places| part_within(places, &range)).collect()
        };
        let count = |groups: &Vec<&[usize]>| groups.iter().map(|places| places.len()).sum::<usize>();
        // Only the choice with the fewest places is copied.
        let fewest = choices.into_iter().flatten().map(within).min_by_key(count);
        match fewest.filter(|groups| count(groups) < most) {
            Some(groups) => {
                let mut places = groups.concat();
                sort(&mut places);
                places
            }
            None => range.collect(),
        }
    }

    /// Returns the places of the wordings that may end as one with this suffix; `None` if they are in more groups than `most`.
    fn by_suffix(&self, suffix: &str, most: usize) -> Option<Vec<&[usize]>> {
        let suffix = reversed(suffix);
        let own = self.suffixes.partition_point(|(other, _)| *other < suffix);
        let from_own = self.suffixes.get(own..)?;
        let longer = from_own.partition_point(|(other, _)| other.starts_with(&suffix));
        let mut groups: Vec<&[usize]> =
            from_own.iter().take(longer.min(most)).map(|(_, places)| places.as_slice()).collect();
        let mut shorter = self.shorter_of(own);
        while let Some(number) = shorter.filter(|_| groups.len() < most) {
            groups.extend(self.suffixes.get(number).map(|(_, places)| places.as_slice()));
            shorter = self.shorter_of(number);
        }
        (longer < most && shorter.is_none()).then_some(groups)
    }

    fn shorter_of(&self, suffix: usize) -> Option<usize> {
        self.shorter.get(suffix).copied().flatten()
    }

    /// Returns the places of the wordings that may require the same string as one; `None` if they are in more groups than `most`, or if it
    /// requires none.
    fn by_value(&self, own: Option<Discriminator>, most: usize) -> Option<Vec<&[usize]>> {
        let Discriminator { location, value } = own?;
        if self.locations.len() >= most {
            return None;
        }
        let elsewhere = self.locations.iter().filter(|(other, _)| *other != Some(location));
        let here = self.values.binary_search_by_key(&(location, value), |(key, _)| *key).ok();
        let here = here.and_then(|number| self.values.get(number)).map(|(_, places)| places.as_slice());
        Some(elsewhere.map(|(_, places)| places.as_slice()).chain(here).collect())
    }
}

/// Returns the bytes of a text from the last to the first.
fn reversed(text: &str) -> Vec<u8> {
    text.bytes().rev().collect()
}

/// Returns for each group the number of that with the longest key with which its own begins.
fn shorter(groups: &[(Vec<u8>, Vec<usize>)]) -> Vec<Option<usize>> {
    let mut around: Vec<usize> = Vec::new();
    let key = |number: usize| groups.get(number).map_or(&[][..], |(key, _)| key.as_slice());
    let mut shorter = Vec::with_capacity(groups.len());
    for number in 0..groups.len() {
        while around.last().is_some_and(|last| !key(number).starts_with(key(*last))) {
            around.pop();
        }
        shorter.push(around.last().copied());
        around.push(number);
    }
    shorter
}

/// Returns the part of ascending places that is in a range.
fn part_within<'p>(places: &'p [usize], range: &Range<usize>) -> &'p [usize] {
    let [start, end] = [range.start, range.end].map(|bound| places.partition_point(|place| *place < bound));
    places.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const ENDS: [&str; 9] = ["", "", "a", "aa", "ba", "aba", "b", "ab", "c"];

    fn wording() -> impl Strategy<Value = WordingEnds<'static>> {
        let discriminator = prop::option::of((0..2_u64, 0..4_u64));
        (select(&ENDS[..]), select(&ENDS[..]), prop::bool::weighted(0.2), 0..60_usize, discriminator).prop_map(
            |(prefix, suffix, fixed, candidate, discriminator)| WordingEnds {
                prefix,
                suffix: if fixed { prefix } else { suffix },
                fixed,
                candidate: EntryId::new(candidate),
                discriminator: discriminator.map(|(location, value)| Discriminator { location, value }),
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_pairs_are_those_of_all_that_may_share_a_text(mut wordings in prop::collection::vec(wording(), 0..80)) {
            sort_by_prefix(&mut wordings);
            let mut expected = Vec::new();
            for (index, one) in wordings.iter().enumerate() {
                let following = wordings.iter().skip(index + 1);
                let others = following.filter(|other| one.may_begin_as(other) && one.may_share_a_text(other));
                expected.extend(others.map(|other| (one.candidate, other.candidate)));
            }
            let mut found = Vec::new();
            each_pair(&wordings, |one, other| {
                found.push((one, other));
                ControlFlow::Continue(())
            });
            prop_assert_eq!(found, expected);
        }
    }
}
