//! The order of the candidates of one code, which follows from comparing their pairs.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::ops::ControlFlow;

use super::compare::{Verdict, Witness, breadth, compare, name_different_envelopes, specificity};
use super::pairs::for_each_pair;
use crate::model::{Entry, EntryId, Wordings};
use crate::sorting::{sort, sort_by_key};
use crate::source::Span;

/// Two candidates of which neither is more specific.
#[derive(Debug)]
pub(crate) struct Conflict {
    /// The two candidates, in the order of the table.
    pub(crate) pair: (EntryId, EntryId),
    /// A response that fits both; `None` if the two are part of a cycle, in which each is more specific than the next.
    pub(crate) witness: Option<Witness>,
}

/// Candidates in the order in which they are tried.
#[derive(Debug, Default)]
pub(crate) struct Ordered {
    /// The candidates, the most specific first.
    pub(crate) candidates: Vec<EntryId>,
    /// The candidates that cannot be sorted.
    pub(crate) conflicts: Vec<Conflict>,
    /// The candidates that are told from others by nothing but the envelopes that they name.
    pub(crate) by_envelope: Vec<EntryId>,
}

/// Sorts candidates, the most specific first.
pub(crate) fn put_in_order(
    entries: &[(Entry, Span)],
    candidates: &[EntryId],
    known: &mut HashSet<(EntryId, EntryId)>,
) -> Ordered {
    let mut ordered = candidates.to_vec();
    sort_by_key(&mut ordered, |id| entries.get(id.index()).map(|(entry, _)| natural_rank(entry)));
    if ordered.len() < 2 {
        return Ordered { candidates: ordered, ..Ordered::default() };
    }
    let Compared { edges, mut conflicts, by_envelope } = compare_pairs(entries, candidates, known);
    if conflicts.is_empty() {
        match sort_by_edges(&ordered, &edges) {
            Ok(sorted) => ordered = sorted,
            Err(pair) => conflicts.push(Conflict { pair, witness: None }),
        }
    }
    Ordered { candidates: ordered, conflicts, by_envelope }
}

/// Returns a sort key that approximates the order, and decides where nothing else does.
fn natural_rank(entry: &Entry) -> impl Ord + use<> {
    let message = entry.message.wordings().and_then(Wordings::most_specific).map(|best| specificity(best, entry));
    (
        Reverse(entry.parent.is_some()),
        Reverse(entry.when.len() + usize::from(entry.is_in_one_envelope())),
        Reverse(message),
        breadth(entry),
    )
}

/// The most conflicts that are searched for one code.
pub(crate) const MOST_CONFLICTS: usize = 100;

/// Pairs of candidates of which the first comes before the second.
type Edges = Vec<(EntryId, EntryId)>;

/// The result of comparing the candidates of a code.
struct Compared {
    edges: Edges,
    conflicts: Vec<Conflict>,
    by_envelope: Vec<EntryId>,
}

/// Compares the candidates that may share a text. A candidate is reported in conflict with one earlier candidate only.
fn compare_pairs(
    entries: &[(Entry, Span)],
    candidates: &[EntryId],
    known: &mut HashSet<(EntryId, EntryId)>,
) -> Compared {
    // A case comes before its entry, which may accept any text.
    let mut edges: Edges =
        candidates.iter().filter_map(|&case| Some((case, entries.get(case.index())?.0.parent?))).collect();
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut by_envelope = Vec::new();
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
        // Entries with several wordings are compared as a whole, when the first pair of their wordings comes up.
        if (has_several_wordings(one) || has_several_wordings(other)) && !compared.insert((first, second)) {
            return ControlFlow::Continue(());
        }
        match compare(one, other) {
            Verdict::Apart => {}
            Verdict::First => edges.push((first, second)),
            Verdict::Second => edges.push((second, first)),
            Verdict::Ambiguous(_) if name_different_envelopes(one, other) => by_envelope.extend([first, second]),
            Verdict::Ambiguous(witness) => {
                if let Some(reported) = reported.get_mut(second.index()) {
                    *reported = true;
                }
                // Entries that share several codes are reported once.
                if known.insert((first, second)) {
                    conflicts.push(Conflict { pair: (first, second), witness: Some(witness) });
                }
            }
        }
        ControlFlow::Continue(())
    });
    Compared { edges, conflicts, by_envelope }
}

fn has_several_wordings(entry: &Entry) -> bool {
    entry.message.wordings().is_some_and(|wordings| wordings.len() > 1)
}

/// Sorts topologically, and keeps the given order where the edges allow it. Fails with two candidates of a cycle.
fn sort_by_edges(ordered: &[EntryId], edges: &Edges) -> Result<Vec<EntryId>, (EntryId, EntryId)> {
    if edges.is_empty() {
        return Ok(ordered.to_vec());
    }
    let mut places: Vec<(EntryId, usize)> =
        ordered.iter().enumerate().map(|(place, candidate)| (*candidate, place)).collect();
    sort(&mut places);
    let place = |candidate: EntryId| {
        places
            .binary_search_by_key(&candidate, |(candidate, _)| *candidate)
            .ok()
            .and_then(|at| places.get(at))
            .map(|(_, place)| *place)
    };
    let mut forward: Vec<(usize, usize)> =
        edges.iter().filter_map(|(before, after)| Some((place(*before)?, place(*after)?))).collect();
    sort(&mut forward);
    forward.dedup();
    let mut waiting = vec![0_usize; ordered.len()];
    for (_, after) in &forward {
        if let Some(count) = waiting.get_mut(*after) {
            *count += 1;
        }
    }
    let mut ready: BinaryHeap<Reverse<usize>> =
        waiting.iter().enumerate().filter(|(_, count)| **count == 0).map(|(place, _)| Reverse(place)).collect();
    let mut sorted = Vec::with_capacity(ordered.len());
    while let Some(Reverse(place)) = ready.pop() {
        sorted.extend(ordered.get(place));
        let from = forward.partition_point(|(before, _)| *before < place);
        for (_, after) in forward.iter().skip(from).take_while(|(before, _)| *before == place) {
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
    Err(find_cycle(ordered, &forward, &waiting))
}

/// Returns two neighbors in a cycle: from any place that still waits, going backward leads into one.
fn find_cycle(ordered: &[EntryId], forward: &[(usize, usize)], waiting: &[usize]) -> (EntryId, EntryId) {
    let waits = |place: usize| waiting.get(place).is_some_and(|count| *count > 0);
    let before = |place: usize| forward.iter().find(|(a, b)| *b == place && waits(*a)).map(|(a, _)| *a);
    let mut place = waiting.iter().position(|count| *count > 0).unwrap_or_default();
    for _ in 0..ordered.len() {
        place = before(place).unwrap_or(place);
    }
    let next = before(place).unwrap_or(place);
    let candidate = |place: usize| ordered.get(place).copied().unwrap_or(EntryId::new(0));
    (candidate(place).min(candidate(next)), candidate(place).max(candidate(next)))
}
