//! Entries and the ways to them as a few long literals: what a compiler takes in at once, however many entries there are.
//! `errspec-codegen` writes them (`pack.rs`).
//!
//! A value is read where it is asked for. What is out of bounds, which would be a fault of the generator, reads as nothing.

use crate::Code;
use crate::table::{Condition, Field, NONE};

/// The entries of a table, each followed by its cases, and the ways to them.
#[derive(Debug)]
pub struct Packed {
    /// All texts, one after the other.
    pub text: &'static str,
    /// Where each of them ends.
    pub ends: Words,
    /// `RECORD` words for each entry; see `Record`.
    pub entries: Words,
    /// `INTEGER_ROW` words for each integer code, ascending: the code, the lower half first, and a `Way`.
    pub integers: Words,
    /// `STRING_ROW` words for each string code, ascending by length, then bytes: the number of its text, and a `Way`.
    pub strings: Words,
    /// The entries of the rows, of each row the most specific first.
    pub candidates: Words,
    /// Entries that are found without a code, the most specific first.
    pub codeless: Words,
    /// Those of them that are found by a code that no entry has, too.
    pub any_code: Words,
    /// What entries have in common.
    pub lists: Lists,
}

/// Lists that entries refer to by number; the first of each kind is empty.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Lists {
    pub aliases: &'static [&'static [Code<'static>]],
    pub statuses: &'static [&'static [(u16, u16)]],
    pub when: &'static [&'static [Condition]],
    pub fields: &'static [&'static [Field]],
    /// Causes and notes of several entries, cut where an entry ends.
    pub texts: &'static [&'static [&'static str]],
}

/// Words of four bytes, the lowest byte first.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub &'static [u8]);

impl Words {
    #[inline]
    pub(crate) fn len(self) -> usize {
        self.0.len() / 4
    }

    #[inline]
    pub(crate) fn get(self, place: usize) -> Option<u32> {
        self.0.as_chunks().0.get(place).map(|word| u32::from_le_bytes(*word))
    }

    /// So many of them from this one on.
    #[inline]
    fn part(self, from: u32, count: u32) -> Self {
        let [from, count] = [from, count].map(|words| words as usize * 4);
        Self(self.0.get(from..).and_then(|rest| rest.get(..count)).unwrap_or_default())
    }

    #[inline]
    pub(crate) fn iter(self) -> impl Iterator<Item = u32> {
        self.0.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word))
    }
}

/// The words of an entry's record.
pub(crate) const RECORD: usize = 16;

/// The words of a row of an integer code.
pub(crate) const INTEGER_ROW: usize = 2 + WAY;

/// The words of a row of a string code.
pub(crate) const STRING_ROW: usize = 1 + WAY;

/// The words of a `Way`.
const WAY: usize = 3;

/// From a code to entries: the number of the first of its candidates, how many there are, and the entry that alone has the
/// code, or [`NONE`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    pub(crate) candidates: Words,
    pub(crate) owner: u32,
}

/// What is said of an entry: words in the order of the functions below.
///
/// Its texts stand together: name, variant, the code if it is a string, the messages, and then those of summary, action,
/// address, version and replacement that the flags say there are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record(&'static [u8; RECORD * 4]);

impl Packed {
    /// The number of entries.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.entries.len() / RECORD
    }

    #[inline]
    pub(crate) fn record(&self, number: u32) -> Option<Record> {
        self.entries.0.as_chunks().0.get(usize::try_from(number).ok()?).map(Record)
    }

    /// The text with this number.
    #[inline]
    pub(crate) fn text(&self, number: u32) -> &'static str {
        let (start, end) = self.place(number);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The bytes of it, which are had with less ado.
    #[inline]
    pub(crate) fn bytes(&self, number: u32) -> &'static [u8] {
        let (start, end) = self.place(number);
        self.text.as_bytes().get(start..end).unwrap_or_default()
    }

    #[inline]
    fn place(&self, number: u32) -> (usize, usize) {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends.get(before).unwrap_or_default());
        let end = self.ends.get(number).unwrap_or_default();
        (start as usize, end as usize)
    }

    /// The way from an integer code; `None` if no entry has it.
    #[inline]
    pub(crate) fn by_integer(&self, code: i64) -> Option<Way> {
        let (rows, _) = self.integers.0.as_chunks::<{ INTEGER_ROW * 4 }>();
        let code_of = |row: &[u8; INTEGER_ROW * 4]| row.first_chunk().map_or(0, |code| i64::from_le_bytes(*code));
        let row = rows.get(rows.partition_point(|row| code_of(row) < code))?;
        if code_of(row) == code { self.way(row) } else { None }
    }

    /// The way from a string code; `None` if no entry has it.
    #[inline]
    pub(crate) fn by_string(&self, code: &[u8]) -> Option<Way> {
        let (rows, _) = self.strings.0.as_chunks::<{ STRING_ROW * 4 }>();
        let code_of = |row: &[u8; STRING_ROW * 4]| {
            row.first_chunk().map_or(&[][..], |text| self.bytes(u32::from_le_bytes(*text)))
        };
        let below = |row: &[u8; STRING_ROW * 4]| {
            let own = code_of(row);
            (own.len(), own) < (code.len(), code)
        };
        let row = rows.get(rows.partition_point(below))?;
        if code_of(row) == code { self.way(row) } else { None }
    }

    /// What stands at the end of a row.
    #[inline]
    fn way(&self, row: &[u8]) -> Option<Way> {
        let [first, count, owner] = row.last_chunk::<{ WAY * 4 }>()?.as_chunks().0 else { return None };
        let word = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
        Some(Way { candidates: self.candidates.part(word(first), word(count)), owner: word(owner) })
    }
}

/// A number from its halves.
#[inline]
fn whole(low: u32, high: u32) -> i64 {
    (u64::from(high) << 32 | u64::from(low)).cast_signed()
}

impl Record {
    #[inline(always)]
    fn word(self, at: usize) -> u32 {
        self.0.as_chunks().0.get(at).map_or(0, |word| u32::from_le_bytes(*word))
    }

    #[inline]
    pub(crate) fn flags(self) -> u32 {
        self.word(0)
    }

    #[inline]
    pub(crate) fn has(self, flag: u32) -> bool {
        self.flags() & flag != 0
    }

    /// The number of its first text.
    #[inline]
    pub(crate) fn texts(self) -> u32 {
        self.word(1)
    }

    /// The code if it is an integer.
    #[inline]
    pub(crate) fn integer(self) -> i64 {
        whole(self.word(2), self.word(3))
    }

    /// For a case: its entry.
    #[inline]
    pub(crate) fn parent(self) -> Option<u32> {
        Some(self.word(4)).filter(|parent| *parent != NONE)
    }

    #[inline]
    pub(crate) fn aliases(self, lists: &Lists) -> &'static [Code<'static>] {
        list(lists.aliases, self.word(5))
    }

    #[inline]
    pub(crate) fn statuses(self, lists: &Lists) -> &'static [(u16, u16)] {
        list(lists.statuses, self.word(6))
    }

    #[inline]
    pub(crate) fn when(self, lists: &Lists) -> &'static [Condition] {
        list(lists.when, self.word(7))
    }

    #[inline]
    pub(crate) fn fields(self, lists: &Lists) -> &'static [Field] {
        list(lists.fields, self.word(8))
    }

    /// How many messages there are.
    #[inline]
    pub(crate) fn messages(self) -> u32 {
        self.word(9)
    }

    /// The number of the wording that is written.
    #[inline]
    pub(crate) fn written(self) -> u32 {
        self.word(10) & 0xffff
    }

    /// The number of the envelope in which it is written.
    #[inline]
    pub(crate) fn envelope(self) -> usize {
        (self.word(10) >> 16) as usize
    }

    /// The causes, and the notes that follow them: the list, the place in it, how many there are of each.
    pub(crate) fn causes_and_notes(self, lists: &Lists) -> (&'static [&'static str], &'static [&'static str]) {
        let from_causes = list(lists.texts, self.word(11)).get(self.word(12) as usize..).unwrap_or_default();
        let counts = self.word(13);
        let (causes, notes) = ((counts & 0xffff) as usize, (counts >> 16) as usize);
        let Some((causes, rest)) = from_causes.split_at_checked(causes) else { return (&[], &[]) };
        (causes, rest.get(..notes).unwrap_or_default())
    }

    /// Milliseconds.
    #[inline]
    pub(crate) fn retry_after(self) -> Option<u64> {
        self.has(flag::RETRY_AFTER).then(|| whole(self.word(14), self.word(15)).cast_unsigned())
    }
}

#[inline]
fn list<T>(lists: &'static [&'static [T]], number: u32) -> &'static [T] {
    lists.get(number as usize).copied().unwrap_or_default()
}

/// What a record says in a bit or two.
pub(crate) mod flag {
    pub(crate) const INTEGER: u32 = 1;
    pub(crate) const STRING: u32 = 1 << 1;
    pub(crate) const STATES_STATUS: u32 = 1 << 6;
    pub(crate) const ANY_TEXT: u32 = 1 << 7;
    pub(crate) const RETRY_AFTER: u32 = 1 << 8;
    pub(crate) const SUMMARY: u32 = 1 << 9;
    pub(crate) const ACTION: u32 = 1 << 10;
    pub(crate) const DOCS: u32 = 1 << 11;
    pub(crate) const SINCE: u32 = 1 << 12;
    pub(crate) const DEPRECATED: u32 = 1 << 13;
}
