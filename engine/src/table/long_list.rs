//! Long lists of candidates, in which a message leads to the few that it can be.
//!
//! The fixed text with which a wording begins or ends restricts the messages that match it. The texts of a list are sorted. Those with which
//! a message begins are found from the greatest that is not above the message: it begins with all of them, and each row refers to the next
//! shorter one. At the end of messages it is the same, with the bytes from the last to the first.

use core::cmp::Ordering;

use super::image::Table;
use super::rows::{AffixRow, LongListRow, NumberRow, Row, SHORT_LIST, Span};

/// A list of more than [`SHORT_LIST`] candidates, with what their messages begin and end with.
#[derive(Clone, Copy)]
pub(crate) struct LongList<'t> {
    table: &'t Table<'t>,
    row: &'t <LongListRow as Row>::Bytes,
}

/// The end of a message at which a text is.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

impl<'t> Table<'t> {
    /// Returns the long list of candidates; `None` if the list is short, or if no message restricts it.
    pub(crate) fn long_list(&'t self, candidates: Span) -> Option<LongList<'t>> {
        let rows = self.long_lists.raw();
        let place = rows.binary_search_by_key(&candidates.first, LongListRow::candidates).ok()?;
        rows.get(place).filter(|_| candidates.count > SHORT_LIST).map(|row| LongList { table: self, row })
    }
}

impl<'t> LongList<'t> {
    /// Returns `true` if one of the candidates is in one envelope alone.
    pub(crate) fn is_any_in_one_envelope(self) -> bool {
        LongListRow::any_in_one_envelope(self.row) != 0
    }

    /// Returns the places of the candidates that a message can be, in ascending order; `None` if it begins and ends with so many texts of
    /// the list that it is simpler to try every candidate.
    pub(crate) fn places(self, message: &[u8]) -> Option<Places<'t>> {
        let mut places = Places { lists: [&[]; MOST_LISTS], count: 0 };
        places.add(self.table.numbers.span(LongListRow::others(self.row)))?;
        self.add_fitting(End::First, LongListRow::begins(self.row), message, &mut places)?;
        self.add_fitting(End::Last, LongListRow::ends(self.row), message, &mut places)?;
        Some(places)
    }

    /// Adds the places of the candidates that an end of a message leads to.
    fn add_fitting(self, end: End, affixes: Span, message: &[u8], places: &mut Places<'t>) -> Option<()> {
        let (rows, numbers) = (self.table.affixes.span(affixes), self.table.numbers);
        let above = rows.partition_point(|row| end.compare(self.affix(end, row), message).is_le());
        let Some(greatest) = above.checked_sub(1).and_then(|place| rows.get(place)) else { return Some(()) };
        let text = self.affix(end, greatest);
        let common = end.common(text, message);
        if common == text.len() && common == message.len() {
            places.add(numbers.span(AffixRow::whole(greatest)))?;
        }
        let mut affix = Some(greatest);
        while let Some(row) = affix {
            if AffixRow::length(row) as usize <= common {
                places.add(numbers.span(AffixRow::open(row)))?;
            }
            // The next one is shorter, so that this ends.
            let inner = self.table.affixes.row(AffixRow::inner(row));
            affix = inner.filter(|inner| AffixRow::length(inner) < AffixRow::length(row));
        }
        Some(())
    }

    fn affix(self, end: End, row: &<AffixRow as Row>::Bytes) -> &'t [u8] {
        let wording = self.table.text_bytes(self.table.numbered(AffixRow::wording(row)));
        let length = AffixRow::length(row) as usize;
        let affix = match end {
            End::First => wording.get(..length),
            End::Last => wording.len().checked_sub(length).and_then(|start| wording.get(start..)),
        };
        affix.unwrap_or_default()
    }
}

/// The most lists of places that are merged.
const MOST_LISTS: usize = 16;

/// Places in ascending order, merged from lists that are in ascending order.
pub(crate) struct Places<'t> {
    lists: [&'t [PlaceBytes]; MOST_LISTS],
    count: usize,
}

type PlaceBytes = <NumberRow as Row>::Bytes;

impl<'t> Places<'t> {
    /// Adds a list; `None` if there are too many.
    fn add(&mut self, list: &'t [PlaceBytes]) -> Option<()> {
        if !list.is_empty() {
            *self.lists.get_mut(self.count)? = list;
            self.count += 1;
        }
        Some(())
    }
}

impl Iterator for Places<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let lists = self.lists.get_mut(..self.count)?;
        let next = lists.iter().filter_map(|list| list.first().map(NumberRow::number)).min()?;
        for list in lists {
            // A candidate with several wordings may be in several lists.
            if let Some((first, rest)) = list.split_first()
                && NumberRow::number(first) == next
            {
                *list = rest;
            }
        }
        Some(next)
    }
}

impl End {
    /// Compares two texts from this end on.
    fn compare(self, one: &[u8], other: &[u8]) -> Ordering {
        match self {
            Self::First => one.cmp(other),
            Self::Last => one.iter().rev().cmp(other.iter().rev()),
        }
    }

    /// Returns the number of bytes that two texts have in common at this end.
    fn common(self, one: &[u8], other: &[u8]) -> usize {
        match self {
            Self::First => one.iter().zip(other).take_while(|(one, other)| one == other).count(),
            Self::Last => one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count(),
        }
    }
}
