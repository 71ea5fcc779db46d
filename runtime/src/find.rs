//! Which entry a response is: the rule that the format reference writes down under "How a response finds its entry".

use alloc::borrow::Cow;
use core::cell::OnceCell;

use crate::code::Key;
use crate::generated::Fields;
use crate::said::Said;
use crate::table::{Entry, NONE, Table};
use crate::template::{self, Gap};
use crate::wire::Wire;

/// What of a response tells its entry.
pub(crate) struct Clues<'c, 'w> {
    pub(crate) wire: &'w Wire<'c, 'w>,
    pub(crate) status: u16,
    pub(crate) candidates: Candidates,
    pub(crate) message: Option<Message<'c>>,
}

/// A message: its bytes, which most entries are told by, and the text that they are, once it has been asked for.
pub(crate) struct Message<'c> {
    bytes: &'c [u8],
    text: OnceCell<&'c str>,
}

impl<'c> Message<'c> {
    /// One whose text is known.
    pub(crate) fn new(text: &'c str) -> Self {
        Self { bytes: text.as_bytes(), text: OnceCell::from(text) }
    }

    /// One that lives as long as the body; `None` if it does not.
    #[inline]
    pub(crate) fn of(said: &Said<'c>) -> Option<Self> {
        match said {
            Said::Plain(bytes) => Some(Self { bytes, text: OnceCell::new() }),
            Said::Made(Cow::Borrowed(text)) => Some(Self::new(text)),
            Said::Made(Cow::Owned(_)) => None,
        }
    }

    fn text(&self) -> &'c str {
        self.text.get_or_init(|| core::str::from_utf8(self.bytes).unwrap_or_default())
    }
}

/// The entries that a response can be, the most specific first.
#[derive(Clone, Copy)]
pub(crate) struct Candidates {
    entries: &'static [u32],
    /// The one that alone has the code, or [`NONE`].
    owner: u32,
}

/// The entry of a response.
#[derive(Clone, Copy)]
pub(crate) enum Found {
    /// This one.
    Entry(u32, &'static Entry),
    /// None; this is the one that has the code, if there is just one.
    Unknown(Option<&'static Entry>),
}

impl Found {
    /// The entry, or the one that has the code.
    #[inline]
    pub(crate) fn nearest(self) -> Option<&'static Entry> {
        match self {
            Self::Entry(_, entry) => Some(entry),
            Self::Unknown(nearest) => nearest,
        }
    }
}

/// Finds the entry that a response is, and the values of its fields.
#[inline(always)]
pub(crate) fn find<'c>(table: &'static Table, clues: &Clues<'c, '_>, fields: &mut Fields<'c>) -> Found {
    let Candidates { entries, owner } = clues.candidates;
    for number in entries {
        let Some(entry) = entry(table, *number) else { continue };
        if fits(entry, *number == owner, clues, fields) {
            return Found::Entry(*number, entry);
        }
    }
    Found::Unknown(entry(table, owner))
}

#[inline]
pub(crate) fn entry(table: &'static Table, number: u32) -> Option<&'static Entry> {
    table.entries.get(usize::try_from(number).ok()?)
}

impl Candidates {
    /// Those of a response without a code.
    #[inline]
    pub(crate) fn without_code(table: &'static Table) -> Self {
        Self { entries: table.codeless, owner: NONE }
    }

    /// Those of a response with a code that no entry has.
    #[inline]
    pub(crate) fn of_unknown_code(table: &'static Table) -> Self {
        Self { entries: table.any_code, owner: NONE }
    }

    /// Those of a code, in the form in which codes are compared; `None` if no entry has it.
    #[inline(always)]
    pub(crate) fn of_code(table: &'static Table, code: Key<'_>) -> Option<Self> {
        match code {
            Key::Integer(number) => {
                let row = table.integers.get(place_of_integer(table, number))?;
                (row.code == number).then_some(Self { entries: row.candidates, owner: row.owner })
            }
            Key::String(text) => {
                let row = table.strings.get(place_of_string(table, text))?;
                (row.code.as_bytes() == text).then_some(Self { entries: row.candidates, owner: row.owner })
            }
        }
    }
}

/// Where the row of a code is, if there is one.
fn place_of_integer(table: &Table, number: i64) -> usize {
    table.integers.partition_point(|row| row.code < number)
}

fn place_of_string(table: &Table, text: &[u8]) -> usize {
    table.strings.partition_point(|row| (row.code.len(), row.code.as_bytes()) < (text.len(), text))
}

/// Whether all that an entry states holds; the values of its fields are then in `fields`. Of the one that alone has the code
/// (`by_code`), status and fixed text are not asked.
#[inline(always)]
fn fits<'c>(entry: &'static Entry, by_code: bool, clues: &Clues<'c, '_>, fields: &mut Fields<'c>) -> bool {
    if entry.states_status && !by_code && !has_status(entry, clues.status) {
        return false;
    }
    if !entry.when.is_empty() && !clues.wire.holds(entry.when) {
        return false;
    }
    if entry.fields.is_empty() {
        return by_code || is_worded(entry, clues, &mut []);
    }
    let mut few = [None; 8];
    let mut many;
    let captures = match few.get_mut(..entry.fields.len()) {
        Some(captures) => captures,
        None => {
            many = alloc::vec![None; entry.fields.len()];
            many.as_mut_slice()
        }
    };
    let worded = is_worded(entry, clues, captures);
    if !worded {
        captures.fill(None);
    }
    (worded || by_code) && read_fields(entry, captures, clues, fields)
}

#[inline]
pub(crate) fn has_status(entry: &Entry, status: u16) -> bool {
    entry.statuses.iter().any(|(low, high)| (*low..=*high).contains(&status))
}

/// Whether the message is one of the entry's wordings; its parameters are left in `captures`.
#[inline]
fn is_worded<'c>(entry: &Entry, clues: &Clues<'c, '_>, captures: &mut [Option<&'c str>]) -> bool {
    if entry.any_text || entry.messages.is_empty() {
        return true;
    }
    let Some(message) = &clues.message else { return false };
    let gap = |number: u32| {
        let field = usize::try_from(number).ok().and_then(|number| entry.fields.get(number));
        field.map_or(Gap::Any, Gap::of)
    };
    // A text without parameters is just compared. One that has parameters fits itself, too, but says no values then.
    entry.messages.iter().any(|wording| {
        (captures.is_empty() && wording.as_bytes() == message.bytes)
            || (template::may_fit(wording, message.bytes) && template::fits(wording, message.text(), &gap, captures))
    })
}

/// Reads the values of an entry's fields; `false` if a required one is missing.
fn read_fields<'c>(
    entry: &Entry,
    captures: &[Option<&'c str>],
    clues: &Clues<'c, '_>,
    fields: &mut Fields<'c>,
) -> bool {
    fields.clear();
    for (field, capture) in entry.fields.iter().zip(captures) {
        let parameter = if entry.any_text && field.parameter {
            Some(clues.message.as_ref().map_or("", Message::text))
        } else {
            *capture
        };
        let value = clues.wire.field(field, parameter);
        if value.is_none() && field.required {
            return false;
        }
        fields.push(value);
    }
    true
}
