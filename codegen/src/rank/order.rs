//! The candidates of one code: their pairs are compared, and they are put in order.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;

use super::compare::{Verdict, Witness, breadth, compare, prefix, suffix};
use crate::model::{Entry, EntryId, Literal, Message, Part, Test, Wordings};
use crate::source::Span;

/// Two candidates of which neither is more specific.
#[derive(Debug)]
pub(crate) struct Conflict {
    /// The one further up in the table, and the other.
    pub(crate) pair: (EntryId, EntryId),
    /// What fits both; `None` if they are part of a circle, in which each is more specific than the next.
    pub(crate) witness: Option<Witness>,
}

/// Puts candidates in order, the most specific first, or says which have none.
pub(crate) fn put_in_order(
    entries: &[(Entry, Span)],
    candidates: &[EntryId],
    known: &mut HashSet<(EntryId, EntryId)>,
) -> (Vec<EntryId>, Vec<Conflict>) {
    let mut ordered = candidates.to_vec();
    ordered.sort_by_cached_key(|id| entries.get(id.index()).map(|(entry, _)| natural_rank(entry)));
    if ordered.len() < 2 {
        return (ordered, Vec::new());
    }
    let (edges, mut conflicts) = compare_pairs(entries, candidates, known);
    if conflicts.is_empty() {
        match sort_by_edges(&ordered, &edges) {
            Ok(sorted) => ordered = sorted,
            Err(pair) => conflicts.push(Conflict { pair, witness: None }),
        }
    }
    (ordered, conflicts)
}

/// An order that is near to the right one, and decides where nothing else does.
fn natural_rank(entry: &Entry) -> impl Ord + use<> {
    let message = entry.message.wordings().and_then(Wordings::most_specific).map(|best| best.specificity());
    (Reverse(entry.parent.is_some()), Reverse(entry.when.len()), Reverse(message), breadth(entry))
}

/// The most conflicts of one code that are looked for; who has more begins with these.
pub(crate) const MOST_CONFLICTS: usize = 100;

/// Which candidate comes before which.
type Edges = Vec<(EntryId, EntryId)>;

/// Compares the candidates that may have a text in common. A later one is reported against one earlier one only.
fn compare_pairs(
    entries: &[(Entry, Span)],
    candidates: &[EntryId],
    known: &mut HashSet<(EntryId, EntryId)>,
) -> (Edges, Vec<Conflict>) {
    // A case comes before its entry, which may be found whatever the text.
    let mut edges: Edges =
        candidates.iter().filter_map(|&case| Some((case, entries.get(case.index())?.0.parent?))).collect();
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut reported = vec![false; entries.len()];
    let mut compared = HashSet::new();
    let entry = |id: EntryId| entries.get(id.index()).map(|(entry, _)| entry);
    for_each_pair(entries, candidates, |a, b| {
        let (first, second) = (a.min(b), a.max(b));
        if conflicts.len() == MOST_CONFLICTS {
            return ControlFlow::Break(());
        }
        if reported.get(second.index()) == Some(&true) {
            return ControlFlow::Continue(());
        }
        let (Some(one), Some(other)) = (entry(first), entry(second)) else { return ControlFlow::Continue(()) };
        if other.parent == Some(first) {
            return ControlFlow::Continue(());
        }
        // Entries of several wordings are compared as a whole when the first two of these meet.
        if (has_several_wordings(one) || has_several_wordings(other)) && !compared.insert((first, second)) {
            return ControlFlow::Continue(());
        }
        match compare(one, other) {
            Verdict::Apart => {}
            Verdict::First => edges.push((first, second)),
            Verdict::Second => edges.push((second, first)),
            Verdict::Ambiguous(witness) => {
                if let Some(reported) = reported.get_mut(second.index()) {
                    *reported = true;
                }
                // Entries that share several codes are told so once.
                if known.insert((first, second)) {
                    conflicts.push(Conflict { pair: (first, second), witness: Some(witness) });
                }
            }
        }
        ControlFlow::Continue(())
    });
    (edges, conflicts)
}

fn has_several_wordings(entry: &Entry) -> bool {
    entry.message.wordings().is_some_and(|wordings| wordings.len() > 1)
}

/// A wording, as far as it is needed to find those with which it may share a text.
struct Wording<'e> {
    prefix: &'e str,
    suffix: &'e str,
    /// Whether the text ends with the prefix.
    fixed: bool,
    candidate: EntryId,
    discriminator: Option<Discriminator>,
}

/// The hashes of a location and of the one string that must stand there: thousands of entries that differ in nothing else
/// are told apart by it without a look at their conditions.
#[derive(Clone, Copy)]
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
        // Of the elements that a `*` stands for, each may hold another string.
        entry.when.iter().filter(|condition| !condition.location.has_star()).find_map(|condition| {
            match &condition.test {
                // A number in a string counts as the number, so such a string may meet an integer.
                Test::Is(values) => match values.as_slice() {
                    [Literal::String(text)] if text.parse::<i64>().is_err() => Some(Self {
                        location: hash(&|hasher| condition.location.hash(hasher)),
                        value: hash(&|hasher| text.hash(hasher)),
                    }),
                    _ => None,
                },
                Test::Present(_) => None,
            }
        })
    }

    fn tells_apart(one: Option<Self>, other: Option<Self>) -> bool {
        matches!((one, other), (Some(one), Some(other)) if one.location == other.location && one.value != other.value)
    }
}

/// Calls for every pair of candidates whose wordings begin and end alike. Fixed texts meet only their equals, so thousands of them
/// take no longer than sorting them.
fn for_each_pair(
    entries: &[(Entry, Span)],
    candidates: &[EntryId],
    mut call: impl FnMut(EntryId, EntryId) -> ControlFlow<()>,
) {
    let mut wordings: Vec<Wording<'_>> = Vec::with_capacity(candidates.len());
    for &candidate in candidates {
        let Some((entry, _)) = entries.get(candidate.index()) else { continue };
        let discriminator = Discriminator::of(entry);
        let Message::Wordings(stated) = &entry.message else {
            wordings.push(Wording { prefix: "", suffix: "", fixed: false, candidate, discriminator });
            continue;
        };
        wordings.extend(stated.iter().map(|template| Wording {
            prefix: prefix(template),
            suffix: suffix(template),
            fixed: !template.parts.iter().any(|part| matches!(part, Part::Parameter(_))),
            candidate,
            discriminator,
        }));
    }
    wordings.sort_by(|a, b| a.prefix.cmp(b.prefix).then(a.candidate.cmp(&b.candidate)));
    for (index, one) in wordings.iter().enumerate() {
        for other in wordings.iter().skip(index + 1) {
            let begins_alike = one.prefix.is_empty() || other.prefix.starts_with(one.prefix);
            if !begins_alike || (one.fixed && other.prefix.len() > one.prefix.len()) {
                break;
            }
            let ends_alike = one.suffix.ends_with(other.suffix) || other.suffix.ends_with(one.suffix);
            let may_meet = ends_alike
                && one.candidate != other.candidate
                && !Discriminator::tells_apart(one.discriminator, other.discriminator);
            if may_meet && call(one.candidate, other.candidate).is_break() {
                return;
            }
        }
    }
}

/// Sorts so that every edge leads onward, keeping to the given order where edges allow. Fails with two of a circle.
fn sort_by_edges(ordered: &[EntryId], edges: &Edges) -> Result<Vec<EntryId>, (EntryId, EntryId)> {
    if edges.is_empty() {
        return Ok(ordered.to_vec());
    }
    let mut places: Vec<(EntryId, usize)> =
        ordered.iter().enumerate().map(|(place, candidate)| (*candidate, place)).collect();
    places.sort_unstable();
    let place = |candidate: EntryId| {
        places
            .binary_search_by_key(&candidate, |(candidate, _)| *candidate)
            .ok()
            .and_then(|at| places.get(at))
            .map(|(_, place)| *place)
    };
    let mut onward: Vec<(usize, usize)> =
        edges.iter().filter_map(|(before, after)| Some((place(*before)?, place(*after)?))).collect();
    onward.sort_unstable();
    onward.dedup();
    let mut waiting = vec![0_usize; ordered.len()];
    for (_, after) in &onward {
        if let Some(count) = waiting.get_mut(*after) {
            *count += 1;
        }
    }
    let mut ready: BinaryHeap<Reverse<usize>> =
        waiting.iter().enumerate().filter(|(_, count)| **count == 0).map(|(place, _)| Reverse(place)).collect();
    let mut sorted = Vec::with_capacity(ordered.len());
    while let Some(Reverse(place)) = ready.pop() {
        sorted.extend(ordered.get(place));
        let from = onward.partition_point(|(before, _)| *before < place);
        for (_, after) in onward.iter().skip(from).take_while(|(before, _)| *before == place) {
            let Some(count) = waiting.get_mut(*after) else { continue };
            *count -= 1;
            if *count == 0 {
                ready.push(Reverse(*after));
            }
        }
    }
    if sorted.len() == ordered.len() {
        return Ok(sorted);
    }
    Err(find_cycle(ordered, &onward, &waiting))
}

/// Two neighbours in a circle: from any place that still waits, the way back leads into one.
fn find_cycle(ordered: &[EntryId], onward: &[(usize, usize)], waiting: &[usize]) -> (EntryId, EntryId) {
    let waits = |place: usize| waiting.get(place).is_some_and(|count| *count > 0);
    let before = |place: usize| onward.iter().find(|(a, b)| *b == place && waits(*a)).map(|(a, _)| *a);
    let mut place = waiting.iter().position(|count| *count > 0).unwrap_or_default();
    for _ in 0..ordered.len() {
        place = before(place).unwrap_or(place);
    }
    let next = before(place).unwrap_or(place);
    let candidate = |place: usize| ordered.get(place).copied().unwrap_or(EntryId::new(0));
    (candidate(place).min(candidate(next)), candidate(place).max(candidate(next)))
}
