//! The order in which the entries of each code are tried.

use std::collections::{BTreeMap, HashSet};

use super::classes::{check_overlaps, group_by_class, root, sample};
use super::order::{Ordered, put_in_order};
use super::witness;
use crate::diagnostics::{Checked, Diagnostics};
use crate::model::{ClassRow, Code, CodeCase, Entry, EntryId, EnvelopeChoice, Lookup, Row};
use crate::source::Span;

/// Returns the order in which the entries of each code are tried, or reports those that cannot be distinguished.
pub(crate) fn check_ambiguity(
    entries: &mut [(Entry, Span)],
    case: CodeCase,
    sink: &mut Diagnostics<'_>,
) -> Checked<Lookup> {
    let codes = group_by_code(entries, case);
    let codeless = ids(entries, |entry| !entry.has_code() || entry.without_code);
    let classes = group_by_class(entries, case);
    for candidates in codes.values().chain(classes.iter().map(|(_, candidates)| candidates)) {
        let bound = bound_to_envelopes(entries, candidates);
        keep_apart(entries, bound);
    }
    require_inherited_statuses(entries, codes.values().chain(classes.iter().map(|(_, candidates)| candidates)));

    let mut result = Ok(());
    let mut known = HashSet::new();
    let mut rows = Vec::with_capacity(codes.len());
    for (code, candidates) in codes {
        let Ordered { candidates, conflicts, by_envelope } = put_in_order(entries, &candidates, &mut known);
        keep_apart(entries, by_envelope);
        if let Err(rejected) = witness::report_conflicts(entries, Some(&code), conflicts, sink) {
            result = Err(rejected);
        }
        let owner = owner(entries, &candidates);
        rows.push(Row { code, candidates, owner });
    }
    let overlaps = check_overlaps(entries, &classes, sink);
    let mut class_rows = Vec::with_capacity(classes.len());
    for (class, candidates) in classes {
        let Ordered { candidates, conflicts, by_envelope } = put_in_order(entries, &candidates, &mut known);
        keep_apart(entries, by_envelope);
        if let Err(rejected) = witness::report_conflicts(entries, Some(&sample(&class)), conflicts, sink) {
            result = Err(rejected);
        }
        let owner = owner(entries, &candidates);
        class_rows.push(ClassRow { class, candidates, owner });
    }
    result = result.and(overlaps);
    let Ordered { candidates: codeless, conflicts, by_envelope } = put_in_order(entries, &codeless, &mut known);
    keep_apart(entries, by_envelope);
    let result = witness::report_conflicts(entries, None, conflicts, sink).and(result);
    let any_code =
        codeless.iter().copied().filter(|id| entries.get(id.index()).is_some_and(|it| it.0.any_code)).collect();
    result.map(|()| Lookup { rows, classes: class_rows, codeless, any_code })
}

/// Returns the entries of a code that name an envelope while another entry of the code names another one: each means the code in its own
/// layout, whatever else it states.
fn bound_to_envelopes(entries: &[(Entry, Span)], candidates: &[EntryId]) -> Vec<EntryId> {
    let named = |id: EntryId| {
        let (entry, _) = entries.get(id.index())?;
        (entry.envelope_choice != EnvelopeChoice::Default).then(|| (root(entries, id), entry.envelope))
    };
    // Two entries for each envelope are enough to tell if there is one besides any other.
    let mut others: BTreeMap<usize, Vec<EntryId>> = BTreeMap::new();
    for (entry, envelope) in candidates.iter().filter_map(|id| named(*id)) {
        let known = others.entry(envelope).or_default();
        if known.len() < 2 && !known.contains(&entry) {
            known.push(entry);
        }
    }
    let is_bound = |id: &EntryId| {
        let Some((own, envelope)) = named(*id) else { return false };
        others.iter().any(|(other, entries)| *other != envelope && entries.iter().any(|entry| *entry != own))
    };
    candidates.iter().copied().filter(is_bound).collect()
}

/// Makes entries that only the envelopes tell apart require their envelopes.
fn keep_apart(entries: &mut [(Entry, Span)], by_envelope: Vec<EntryId>) {
    for id in by_envelope {
        if let Some((entry, _)) = entries.get_mut(id.index())
            && !entry.is_in_one_envelope()
        {
            entry.envelope_choice = EnvelopeChoice::Bound;
        }
    }
}

fn ids(entries: &[(Entry, Span)], wanted: impl Fn(&Entry) -> bool) -> Vec<EntryId> {
    entries.iter().enumerate().filter(|(_, (entry, _))| wanted(entry)).map(|(index, _)| EntryId::new(index)).collect()
}

fn group_by_code(entries: &[(Entry, Span)], case: CodeCase) -> BTreeMap<Code, Vec<EntryId>> {
    let mut codes: BTreeMap<Code, Vec<EntryId>> = BTreeMap::new();
    for (index, (entry, _)) in entries.iter().enumerate() {
        for code in entry.single_codes() {
            codes.entry(case.key(code)).or_default().push(EntryId::new(index));
        }
    }
    codes
}

/// Returns the entry to which all candidates belong, if there is only one.
fn owner(entries: &[(Entry, Span)], candidates: &[EntryId]) -> Option<EntryId> {
    let first = root(entries, *candidates.first()?);
    candidates.iter().all(|candidate| root(entries, *candidate) == first).then_some(first)
}

/// Makes cases require the statuses that they inherit, where the entry shares its code with others or has none: there the status
/// distinguishes the entry, and so its cases. Elsewhere the entry is found with any status, and so are its cases.
fn require_inherited_statuses<'a>(entries: &mut [(Entry, Span)], codes: impl Iterator<Item = &'a Vec<EntryId>>) {
    let shared: HashSet<EntryId> =
        codes.filter(|candidates| owner(entries, candidates).is_none()).flatten().copied().collect();
    for (index, (entry, _)) in entries.iter_mut().enumerate() {
        if !entry.has_code() || shared.contains(&EntryId::new(index)) {
            entry.states_status = !entry.statuses.is_empty();
        }
    }
}
