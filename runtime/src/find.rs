//! Which entry a response is: the rule that the format reference writes down under "How a response finds its entry".

use alloc::borrow::Cow;
use core::cell::OnceCell;

use crate::Entry;
use crate::code::Key;
use crate::generated::Fields;
use crate::packed::Way;
use crate::said::Said;
use crate::table::{Field, NONE, Table};
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

/// The entries that a response can be, the most specific first, and the one that alone has the code.
pub(crate) type Candidates = Way;

/// The entry of a response.
#[derive(Clone, Copy)]
pub(crate) enum Found {
    /// This one.
    Entry(Entry),
    /// None; this is the one that has the code, if there is just one.
    Unknown(Option<Entry>),
}

impl Found {
    /// The entry, or the one that has the code.
    #[inline]
    pub(crate) fn nearest(self) -> Option<Entry> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Unknown(nearest) => nearest,
        }
    }
}

/// Finds the entry that a response is, and the values of its fields.
#[inline(always)]
pub(crate) fn find<'c>(table: &'static Table, clues: &Clues<'c, '_>, fields: &mut Fields<'c>) -> Found {
    let Candidates { candidates, owner } = clues.candidates;
    for number in candidates.iter() {
        let Some(entry) = Entry::of(table, number) else { continue };
        if fits(entry, number == owner, clues, fields) {
            return Found::Entry(entry);
        }
    }
    Found::Unknown(Entry::of(table, owner))
}

impl Candidates {
    /// Those of a response without a code.
    #[inline]
    pub(crate) fn without_code(table: &'static Table) -> Self {
        Self { candidates: table.packed.codeless, owner: NONE }
    }

    /// Those of a response with a code that no entry has.
    #[inline]
    pub(crate) fn of_unknown_code(table: &'static Table) -> Self {
        Self { candidates: table.packed.any_code, owner: NONE }
    }

    /// Those of a code, in the form in which codes are compared; `None` if no entry has it.
    #[inline(always)]
    pub(crate) fn of_code(table: &'static Table, code: Key<'_>) -> Option<Self> {
        match code {
            Key::Integer(number) => table.packed.by_integer(number),
            Key::String(text) => table.packed.by_string(text),
        }
    }
}

/// Whether all that an entry states holds; the values of its fields are then in `fields`. Of the one that alone has the code
/// (`by_code`), status and fixed text are not asked.
#[inline(always)]
fn fits<'c>(entry: Entry, by_code: bool, clues: &Clues<'c, '_>, fields: &mut Fields<'c>) -> bool {
    if entry.states_status() && !by_code && !has_status(&entry, clues.status) {
        return false;
    }
    let when = entry.when();
    if !when.is_empty() && !clues.wire.holds(when) {
        return false;
    }
    let carried = entry.carried();
    if carried.is_empty() {
        return by_code || is_worded(entry, carried, clues, &mut []);
    }
    let mut few = [None; 8];
    let mut many;
    let captures = match few.get_mut(..carried.len()) {
        Some(captures) => captures,
        None => {
            many = alloc::vec![None; carried.len()];
            many.as_mut_slice()
        }
    };
    let worded = is_worded(entry, carried, clues, captures);
    if !worded {
        captures.fill(None);
    }
    (worded || by_code) && read_fields(entry, carried, captures, clues, fields)
}

#[inline]
pub(crate) fn has_status(entry: &Entry, status: u16) -> bool {
    entry.statuses().iter().any(|(low, high)| (*low..=*high).contains(&status))
}

/// Whether the message is one of the entry's wordings; its parameters are left in `captures`.
#[inline(always)]
fn is_worded<'c>(
    entry: Entry,
    carried: &'static [Field],
    clues: &Clues<'c, '_>,
    captures: &mut [Option<&'c str>],
) -> bool {
    if entry.any_text() || !entry.has_wordings() {
        return true;
    }
    let Some(message) = &clues.message else { return false };
    for wording in entry.wordings_at() {
        let bytes = entry.table.packed.bytes(wording);
        // A text without parameters is just compared. One that has parameters fits itself, too, but says no values then.
        if captures.is_empty() && bytes == message.bytes {
            return true;
        }
        if template::may_fit(bytes, message.bytes) && fits_template(entry, wording, carried, message, captures) {
            return true;
        }
    }
    false
}

fn fits_template<'c>(
    entry: Entry,
    wording: u32,
    carried: &'static [Field],
    message: &Message<'c>,
    captures: &mut [Option<&'c str>],
) -> bool {
    let gap = |number: u32| {
        let field = usize::try_from(number).ok().and_then(|number| carried.get(number));
        field.map_or(Gap::Any, Gap::of)
    };
    template::fits(entry.table.packed.text(wording), message.text(), &gap, captures)
}

/// Reads the values of an entry's fields; `false` if a required one is missing.
fn read_fields<'c>(
    entry: Entry,
    carried: &'static [Field],
    captures: &[Option<&'c str>],
    clues: &Clues<'c, '_>,
    fields: &mut Fields<'c>,
) -> bool {
    fields.clear();
    for (field, capture) in carried.iter().zip(captures) {
        let parameter = if entry.any_text() && field.parameter {
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
