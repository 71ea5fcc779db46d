//! The rows of long lists of candidates: the texts with which their messages begin and end, by which a message leads to the few candidates that
//! it can be.

use std::collections::{BTreeMap, HashMap};

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{AffixRow, LongListRow, NONE, NumberRow, SHORT_LIST, Span};

use super::lookup::ids;
use crate::model::{Entry, EntryId, Lookup, Model, Template};
use crate::sorting::group;

#[cfg(test)]
mod tests;

/// Writes the rows of all long lists that messages restrict. `messages` has the number of the first message of each entry.
pub(super) fn write(model: &Model, messages: &[u32], writer: &mut ImageWriter) {
    let mut rows: BTreeMap<u32, LongListRow> = BTreeMap::new();
    for candidates in long_lists(&model.lookup) {
        // The list has been written, so that its span is found again. Several codes may have the same one.
        let written = ids(candidates, writer);
        if rows.contains_key(&written.first) {
            continue;
        }
        let list = LongList { entries: &model.entries, messages, candidates };
        if let Some(row) = list.write(writer) {
            rows.insert(written.first, LongListRow { candidates: written.first, ..row });
        }
    }
    writer.add_long_lists(&rows.into_values().collect::<Vec<_>>());
}

/// Returns the lists of more candidates than are tried one after the other.
fn long_lists(lookup: &Lookup) -> impl Iterator<Item = &[EntryId]> {
    let of_codes = lookup.rows.iter().map(|row| &row.candidates);
    let of_classes = lookup.classes.iter().map(|row| &row.candidates);
    let lists = of_codes.chain(of_classes).chain([&lookup.codeless, &lookup.any_code]);
    lists.map(Vec::as_slice).filter(|list| u32::try_from(list.len()).is_ok_and(|count| count > SHORT_LIST))
}

/// A long list of candidates.
struct LongList<'m> {
    entries: &'m [Entry],
    messages: &'m [u32],
    candidates: &'m [EntryId],
}

/// A wording of a candidate.
struct Wording<'m> {
    template: &'m Template,
    /// The number of its text.
    number: u32,
    /// The place of the candidate in the list.
    place: u32,
}

/// The number of wordings of a list that begin with a text, and of those that end with it.
type Counts<'m> = HashMap<&'m str, (usize, usize)>;

impl<'m> LongList<'m> {
    /// Writes the rows of the list; `None` if no message restricts it.
    fn write(&self, writer: &mut ImageWriter) -> Option<LongListRow> {
        let mut others = Vec::new();
        let mut wordings = Vec::new();
        for (place, candidate) in (0..).zip(self.candidates) {
            match self.restricted(*candidate, place) {
                Some(restricted) => wordings.extend(restricted),
                None => others.push(place),
            }
        }
        let mut counts = Counts::new();
        for Wording { template, .. } in &wordings {
            counts.entry(template.prefix()).or_default().0 += 1;
            counts.entry(template.suffix()).or_default().1 += 1;
        }
        let (begins, ends): (Vec<_>, Vec<_>) = wordings.iter().partition(|it| is_found_by_prefix(it.template, &counts));
        let begins = affixes(begins, |template| template.prefix().as_bytes().to_vec());
        let ends = affixes(ends, |template| template.suffix().bytes().rev().collect());
        if begins.is_empty() && ends.is_empty() {
            return None;
        }
        let in_one_envelope = |id: &EntryId| self.entry(*id).is_some_and(Entry::is_in_one_envelope);
        Some(LongListRow {
            candidates: 0,
            begins: write_affixes(begins, writer),
            ends: write_affixes(ends, writer),
            others: write_places(&others, writer),
            any_in_one_envelope: self.candidates.iter().any(in_one_envelope).into(),
        })
    }

    fn entry(&self, id: EntryId) -> Option<&'m Entry> {
        self.entries.get(id.index())
    }

    /// Returns the wordings of a candidate; `None` if a message without their fixed texts can be the candidate.
    fn restricted(&self, id: EntryId, place: u32) -> Option<Vec<Wording<'m>>> {
        let entry = self.entry(id)?;
        let wordings = entry.message.wordings()?;
        let is_open = |it: &Template| !it.is_fixed() && it.prefix().is_empty() && it.suffix().is_empty();
        if self.is_found_by_code(id) || wordings.iter().any(is_open) {
            return None;
        }
        let numbers = *self.messages.get(id.index())?..;
        Some(numbers.zip(wordings.iter()).map(|(number, template)| Wording { template, number, place }).collect())
    }

    /// Returns `true` for an entry that alone has the code, with its cases. Its message may not matter.
    fn is_found_by_code(&self, id: EntryId) -> bool {
        let root = |id: EntryId| self.entry(id).and_then(|entry| entry.parent).unwrap_or(id);
        root(id) == id && self.candidates.iter().all(|candidate| root(*candidate) == id)
    }
}

/// Returns `true` if fewer wordings share the prefix of a template than its suffix. A fixed text is all prefix.
fn is_found_by_prefix(template: &Template, counts: &Counts<'_>) -> bool {
    let (prefix, suffix) = (template.prefix(), template.suffix());
    let sharing = |text: &str| counts.get(text).copied().unwrap_or_default();
    template.is_fixed() || suffix.is_empty() || (!prefix.is_empty() && sharing(prefix).0 <= sharing(suffix).1)
}

/// A text with which messages begin, or the reverse of one with which they end.
struct Affix {
    bytes: Vec<u8>,
    wording: u32,
    whole: Vec<u32>,
    open: Vec<u32>,
}

/// Groups wordings by the bytes of their affixes, in ascending order.
fn affixes(wordings: Vec<&Wording<'_>>, bytes: impl Fn(&Template) -> Vec<u8>) -> Vec<Affix> {
    let groups = group(wordings.into_iter().map(|wording| (bytes(wording.template), wording)));
    let affix = |(bytes, wordings): (Vec<u8>, Vec<&Wording<'_>>)| {
        let places = |is_whole: bool| {
            let places = wordings.iter().filter(|it| it.template.is_fixed() == is_whole).map(|it| it.place);
            let mut places: Vec<u32> = places.collect();
            // Several wordings of a candidate may share the text.
            places.dedup();
            places
        };
        let wording = wordings.first().map_or(NONE, |wording| wording.number);
        Affix { bytes, wording, whole: places(true), open: places(false) }
    };
    groups.into_iter().map(affix).collect()
}

/// Writes affixes that are in ascending order, so that one follows all those with which it begins.
fn write_affixes(affixes: Vec<Affix>, writer: &mut ImageWriter) -> Span {
    let first = writer.next_affix();
    let mut rows: Vec<AffixRow> = Vec::with_capacity(affixes.len());
    // The affixes with open places that the current one begins with, from the shortest to the longest.
    let mut around: Vec<(u32, &[u8])> = Vec::new();
    for (number, affix) in (first..).zip(&affixes) {
        while around.last().is_some_and(|(_, shorter)| !affix.bytes.starts_with(shorter)) {
            around.pop();
        }
        rows.push(AffixRow {
            wording: affix.wording,
            length: u32::try_from(affix.bytes.len()).unwrap_or(u32::MAX),
            inner: around.last().map_or(NONE, |(number, _)| *number),
            whole: write_places(&affix.whole, writer),
            open: write_places(&affix.open, writer),
        });
        if !affix.open.is_empty() {
            around.push((number, &affix.bytes));
        }
    }
    writer.add_affixes(&rows)
}

fn write_places(places: &[u32], writer: &mut ImageWriter) -> Span {
    writer.add_numbers(&places.iter().map(|place| NumberRow { number: *place }).collect::<Vec<_>>())
}
