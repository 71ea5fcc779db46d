//! Which entry a response is: the rule that the format reference writes down under "How a response finds its entry".

use alloc::vec::Vec;

use crate::code::Code;
use crate::generated::Fields;
use crate::table::{Entry, NONE, Row, Table};
use crate::template::{self, Gap};
use crate::value::Value;
use crate::wire::Wire;

/// What of a response tells its entry.
pub(crate) struct Clues<'c, 'b> {
    pub(crate) wire: Wire<'b, 'c>,
    pub(crate) status: u16,
    pub(crate) candidates: Candidates,
    pub(crate) message: Option<&'c str>,
}

/// The entries that a response can be, the most specific first.
#[derive(Clone, Copy)]
pub(crate) struct Candidates {
    entries: &'static [u32],
    /// The one that alone has the code, or [`NONE`].
    owner: u32,
}

/// The entry of a response.
pub(crate) enum Found<'b> {
    /// This one, with the values of its fields.
    Entry(u32, Fields<'b>),
    /// None; this is the one that has the code, if there is just one.
    Unknown(Option<&'static Entry>),
}

/// Finds the entry that a response is.
#[inline]
pub(crate) fn find<'b>(table: &'static Table, clues: &Clues<'_, 'b>) -> Found<'b> {
    let Candidates { entries, owner } = clues.candidates;
    for number in entries {
        let Some(entry) = entry(table, *number) else { continue };
        if let Some(values) = fits(entry, *number == owner, clues) {
            return Found::Entry(*number, Fields::new(values));
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
    #[inline]
    pub(crate) fn of_code(table: &'static Table, code: Code<'_>) -> Option<Self> {
        fn row<K>(rows: &'static [Row<K>], place: Result<usize, usize>) -> Option<Candidates> {
            let row = rows.get(place.ok()?)?;
            Some(Candidates { entries: row.candidates, owner: row.owner })
        }
        match code {
            Code::Integer(number) => row(table.integers, table.integers.binary_search_by(|row| row.code.cmp(&number))),
            Code::String(text) => row(
                table.strings,
                table.strings.binary_search_by(|row| {
                    row.code.len().cmp(&text.len()).then_with(|| row.code.as_bytes().cmp(text.as_bytes()))
                }),
            ),
        }
    }
}

/// Whether all that an entry states holds, and then the values of its fields. Of the one that alone has the code
/// (`by_code`), status and fixed text are not asked.
#[inline]
fn fits<'b>(entry: &'static Entry, by_code: bool, clues: &Clues<'_, 'b>) -> Option<Vec<Option<Value<'b>>>> {
    if entry.states_status && !by_code && !has_status(entry, clues.status) {
        return None;
    }
    if !entry.when.is_empty() && !clues.wire.holds(entry.when) {
        return None;
    }
    let mut captures: Vec<Option<&str>> = Vec::new();
    let worded = entry.any_text || entry.messages.is_empty() || {
        clues.message.is_some_and(|message| has_wording(entry, message, &mut captures))
    };
    if !worded && !by_code {
        return None;
    }
    values(entry, worded, &captures, clues)
}

#[inline]

pub(crate) fn has_status(entry: &Entry, status: u16) -> bool {
    entry.statuses.iter().any(|(low, high)| (*low..=*high).contains(&status))
}

/// Whether the message is one of the entry's wordings; its parameters are left in `captures`.
#[inline]
fn has_wording<'m>(entry: &Entry, message: &'m str, captures: &mut Vec<Option<&'m str>>) -> bool {
    let gap = |number: u32| {
        let field = usize::try_from(number).ok().and_then(|number| entry.fields.get(number));
        field.map_or(Gap::Any, Gap::of)
    };
    entry.messages.iter().any(|wording| {
        // Without a field there can be a parameter only where its text is not kept.
        if *wording == message {
            return entry.fields.is_empty() || template::is_fixed(wording);
        }
        if template::is_fixed(wording) {
            return false;
        }
        captures.resize(entry.fields.len(), None);
        template::fits(wording, message, &gap, captures)
    })
}

/// The values of an entry's fields; `None` if a required one is missing.
#[inline]
fn values<'b>(
    entry: &Entry,
    worded: bool,
    captures: &[Option<&str>],
    clues: &Clues<'_, 'b>,
) -> Option<Vec<Option<Value<'b>>>> {
    let mut values = Vec::with_capacity(entry.fields.len());
    for (number, field) in entry.fields.iter().enumerate() {
        let parameter = if entry.any_text && field.parameter {
            Some(clues.message.unwrap_or_default())
        } else {
            captures.get(number).copied().flatten().filter(|_| worded)
        };
        let value = clues.wire.field(field, parameter);
        if value.is_none() && field.required {
            return None;
        }
        values.push(value);
    }
    Some(values)
}
