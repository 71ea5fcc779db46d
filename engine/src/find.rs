//! The search for the entry of a response. The format reference states the rule under "How a response finds its entry".

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cell::OnceCell;

use crate::body::{Text, str_of};
use crate::gap::Gap;
use crate::matcher::{fits, may_fit};
use crate::response::{Values, field_from_text};
use crate::table::rows::{NumberRow, SHORT_LIST};
use crate::table::{Candidates, Entry, Envelope, Field, List, Table, Type};
use crate::template::{Piece, capture_index, fixed_length, pieces, split_first};
use crate::value::Fields;

/// The parts of a response that decide which entry it is.
pub(crate) struct MatchInput<'t, 'c, 'v> {
    pub(crate) values: &'v Values<'t, 'c, 'v>,
    pub(crate) status: Option<u16>,
    pub(crate) candidates: Candidates,
    pub(crate) message: Option<Message<'c>>,
}

/// A message. The bytes are enough to compare with most entries; the text is checked as UTF-8 on first use.
pub(crate) struct Message<'c> {
    bytes: &'c [u8],
    text: OnceCell<&'c str>,
}

impl<'c> Message<'c> {
    /// Creates a message from a string.
    pub(crate) fn new(text: &'c str) -> Self {
        Self { bytes: text.as_bytes(), text: OnceCell::from(text) }
    }

    /// Creates a message from text that is borrowed from the body; `None` for owned text.
    #[inline]
    pub(crate) fn borrowed(text: &Text<'c>) -> Option<Self> {
        match text {
            Text::Verbatim(bytes) => Some(Self { bytes, text: OnceCell::new() }),
            Text::Decoded(Cow::Borrowed(text)) => Some(Self::new(text)),
            Text::Decoded(Cow::Owned(_)) => None,
        }
    }

    fn text(&self) -> &'c str {
        self.text.get_or_init(|| str_of(self.bytes))
    }

    /// Returns the text from byte `start` on.
    fn text_from(&self, start: usize) -> &'c str {
        match self.text.get() {
            Some(text) => text.get(start..).unwrap_or_default(),
            None => str_of(self.bytes.get(start..).unwrap_or_default()),
        }
    }
}

/// The result of the search for the entry of a response.
#[derive(Debug, Clone, Copy)]
pub enum Found<'t> {
    /// The response is this entry.
    Entry(Entry<'t>),
    /// The response matches no entry. The value is the entry with its code, if exactly one entry has the code.
    Unknown(Option<Entry<'t>>),
}

impl<'t> Found<'t> {
    /// Returns the entry that was found, or else the only entry with the code.
    #[inline]
    #[must_use]
    pub fn nearest(self) -> Option<Entry<'t>> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Unknown(nearest) => nearest,
        }
    }
}

/// The wording of an entry that a message matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedWording<'c> {
    /// The length of the text of the wording without its parameters. The greater it is, the more specific is the wording.
    pub fixed: usize,
    /// The texts of the parameters, by the number of their field.
    pub parameters: Vec<Option<&'c str>>,
}

impl<'c> MatchedWording<'c> {
    /// Returns the first wording of an entry that a message matches; `None` if it matches none, or if the entry accepts any text.
    #[must_use]
    pub fn of(entry: Entry<'_>, message: &'c str) -> Option<Self> {
        let (carried, message) = (entry.carried(), Message::new(message));
        let mut parameters = alloc::vec![None; carried.len()];
        let wording = entry.wordings().find(|wording| {
            fits_wording(wording, carried, &message, &mut parameters) && are_lists(carried, &parameters)
        })?;
        let lengths = pieces(wording).map(|piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Parameter(_) => 0,
        });
        Some(Self { fixed: lengths.sum(), parameters })
    }
}

/// Finds the entry of a response, and reads the values of its fields into `fields`. The envelope of the response does not matter.
#[inline(always)]
pub(crate) fn find<'t, 'c>(table: &'t Table<'t>, input: &MatchInput<'_, 'c, '_>, fields: &mut Fields<'c>) -> Found<'t> {
    find_among(table, input, fields, |_| true)
}

/// Finds the entry of a response in an envelope as [`find`] does, but passes over the entries of other envelopes alone.
pub(crate) fn find_in_envelope<'t, 'c>(
    table: &'t Table<'t>,
    input: &MatchInput<'_, 'c, '_>,
    envelope: Option<Envelope<'t>>,
    fields: &mut Fields<'c>,
) -> Found<'t> {
    find_among(table, input, fields, |entry| !entry.is_in_one_envelope() || entry.envelope() == envelope)
}

/// Finds the entry of a response with a code in an envelope as [`find_in_envelope`] does. An entry that alone has the code in this envelope
/// is found by the code, as an entry is that alone has it in the table.
#[cold]
pub(crate) fn find_by_code_in_envelope<'t, 'c>(
    table: &'t Table<'t>,
    input: MatchInput<'t, 'c, '_>,
    envelope: Option<Envelope<'t>>,
    fields: &mut Fields<'c>,
) -> Found<'t> {
    let numbers = table.numbers.span(input.candidates.entries).iter().map(NumberRow::number);
    let here = numbers.filter_map(|number| table.entry(number));
    let here = here.filter(|entry| !entry.is_in_one_envelope() || entry.envelope() == envelope);
    let mut roots = here.map(|entry| entry.parent().unwrap_or(entry));
    let owner = roots.next().filter(|owner| owner.is_in_one_envelope() && owner.has_code());
    let owner = owner.filter(|owner| roots.all(|root| root == *owner));
    let own = |owner: Entry<'t>| Candidates { owner: owner.number(), ..input.candidates };
    match owner.map(own) {
        // A long list does not know that this entry is found by the code, so each candidate is tried.
        Some(candidates) => {
            let is_allowed = |entry: Entry<'t>| !entry.is_in_one_envelope() || entry.envelope() == envelope;
            find_in_order(table, &MatchInput { candidates, ..input }, fields, is_allowed)
        }
        None => find_in_envelope(table, &input, envelope, fields),
    }
}

#[inline(always)]
fn find_among<'t, 'c>(
    table: &'t Table<'t>,
    input: &MatchInput<'_, 'c, '_>,
    fields: &mut Fields<'c>,
    is_allowed: impl Fn(Entry<'t>) -> bool,
) -> Found<'t> {
    if input.candidates.entries.count > SHORT_LIST {
        return find_in_long_list(table, input, fields, &is_allowed);
    }
    find_in_order(table, input, fields, is_allowed)
}

/// Finds the entry of a response by trying each candidate in turn.
#[inline(always)]
fn find_in_order<'t, 'c>(
    table: &'t Table<'t>,
    input: &MatchInput<'_, 'c, '_>,
    fields: &mut Fields<'c>,
    is_allowed: impl Fn(Entry<'t>) -> bool,
) -> Found<'t> {
    let numbers = table.numbers.span(input.candidates.entries).iter().map(NumberRow::number);
    first_that_fits(table, numbers, input, fields, is_allowed)
}

/// Finds the same entry by trying only the candidates that the message can be, in the same order.
#[cold]
#[inline(never)]
fn find_in_long_list<'t, 'c>(
    table: &'t Table<'t>,
    input: &MatchInput<'_, 'c, '_>,
    fields: &mut Fields<'c>,
    is_allowed: &dyn Fn(Entry<'t>) -> bool,
) -> Found<'t> {
    let candidates = table.numbers.span(input.candidates.entries);
    // A response without a message matches a wording that is empty.
    let message = input.message.as_ref().map_or(&[][..], |message| message.bytes);
    let places = table.long_list(input.candidates.entries).and_then(|list| list.places(message));
    let Some(places) = places else { return find_in_order(table, input, fields, is_allowed) };
    let numbers = places.filter_map(|place| candidates.get(place as usize)).map(NumberRow::number);
    first_that_fits(table, numbers, input, fields, is_allowed)
}

/// Returns the first of the entries with these numbers that the response matches.
#[inline(always)]
fn first_that_fits<'t, 'c>(
    table: &'t Table<'t>,
    numbers: impl Iterator<Item = u32>,
    input: &MatchInput<'_, 'c, '_>,
    fields: &mut Fields<'c>,
    is_allowed: impl Fn(Entry<'t>) -> bool,
) -> Found<'t> {
    let owner = input.candidates.owner;
    for number in numbers {
        let Some(entry) = table.entry(number) else { continue };
        let identity = if number == owner { Identity::Code } else { Identity::Match };
        if is_allowed(entry) && is_entry(entry, identity, input, fields) {
            return Found::Entry(entry);
        }
    }
    Found::Unknown(table.entry(owner).filter(|entry| is_allowed(*entry)))
}

/// The means by which an entry is identified.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Identity {
    /// The code, which no other entry has. The status and the fixed text of the message do not matter.
    Code,
    /// Everything that the entry states.
    Match,
}

/// Returns `true` if the response matches the entry. Then `fields` holds the values of its fields.
#[inline(always)]
fn is_entry<'c>(entry: Entry<'_>, identity: Identity, input: &MatchInput<'_, 'c, '_>, fields: &mut Fields<'c>) -> bool {
    let by_code = identity == Identity::Code;
    if entry.states_status() && !by_code && !input.status.is_some_and(|status| entry.has_status(status)) {
        return false;
    }
    let when = entry.when();
    if !when.is_empty() && !input.values.meets(when) {
        return false;
    }
    let carried = entry.carried();
    if carried.is_empty() {
        return by_code || matches_wording(entry, carried, input, &mut []);
    }
    is_entry_with_fields((entry, carried), by_code, input, fields)
}

/// Returns the same for an entry with fields, if everything but the message and the fields matches.
#[inline(never)]
fn is_entry_with_fields<'t, 'c>(
    (entry, carried): (Entry<'t>, List<'t, Field<'t>>),
    by_code: bool,
    input: &MatchInput<'_, 'c, '_>,
    fields: &mut Fields<'c>,
) -> bool {
    let mut on_stack = [None; 8];
    let mut on_heap;
    let captures = match on_stack.get_mut(..carried.len()) {
        Some(captures) => captures,
        None => {
            on_heap = alloc::vec![None; carried.len()];
            on_heap.as_mut_slice()
        }
    };
    let matches_message = matches_wording(entry, carried, input, captures);
    if !matches_message {
        captures.fill(None);
    }
    (matches_message || by_code) && read_fields(entry, carried, captures, input, fields)
}

/// Returns `true` if the message matches one of the entry's wordings. Writes the text of each parameter to `captures`.
#[inline(always)]
fn matches_wording<'t, 'c>(
    entry: Entry<'t>,
    carried: List<'t, Field<'t>>,
    input: &MatchInput<'_, 'c, '_>,
    captures: &mut [Option<&'c str>],
) -> bool {
    if entry.accepts_any_text() || !entry.has_wordings() {
        return true;
    }
    let table = entry.of_table();
    let Some(message) = &input.message else { return has_empty_wording(entry) };
    for place in entry.wording_places() {
        let bytes = table.text_bytes(place);
        // A wording without parameters is compared directly. A message that is byte for byte a wording with parameters would match
        // as well, but without any values.
        if captures.is_empty() && bytes == message.bytes {
            return true;
        }
        if may_fit(bytes, message.bytes)
            && fits_wording(table.text(place), carried, message, captures)
            && are_lists(carried, captures)
        {
            return true;
        }
    }
    false
}

/// Returns `true` if the parameters that are lists of numbers have such lists. The matcher takes any text for them.
#[inline]
fn are_lists<'t>(carried: List<'t, Field<'t>>, captures: &[Option<&str>]) -> bool {
    carried.iter().zip(captures).all(|(field, capture)| match (field.ty(), capture) {
        (Type::Integers | Type::Numbers, Some(text)) => field_from_text(&field, Cow::Borrowed(*text)).is_some(),
        _ => true,
    })
}

/// Returns `true` if the entry has the wording that is empty: that of a response without a message, such as one without a body.
#[cold]
fn has_empty_wording(entry: Entry<'_>) -> bool {
    entry.wording_places().any(|place| entry.of_table().text_bytes(place).is_empty())
}

#[inline(never)]
fn fits_wording<'t, 'c>(
    wording: &str,
    carried: List<'t, Field<'t>>,
    message: &Message<'c>,
    captures: &mut [Option<&'c str>],
) -> bool {
    let gap = |number: u32| carried.get(number as usize).map_or(Gap::Any, |field| Gap::for_field(&field));
    let (fixed, rest) = wording.split_at_checked(fixed_length(wording)).unwrap_or_default();
    if !message.bytes.starts_with(fixed.as_bytes()) {
        return false;
    }
    // The most common wording ends with its only parameter, so that there is nothing to search.
    if let Some((Piece::Parameter(number), "")) = split_first(rest)
        && let Gap::Any = gap(number)
    {
        captures.fill(None);
        if let Some(capture) = captures.get_mut(capture_index(number)) {
            *capture = Some(message.text_from(fixed.len()));
        }
        return true;
    }
    fits(wording, message.text(), &gap, captures)
}

/// Reads the values of an entry's fields. Returns `false` if a required value is missing.
fn read_fields<'t, 'c>(
    entry: Entry<'t>,
    carried: List<'t, Field<'t>>,
    captures: &[Option<&'c str>],
    input: &MatchInput<'_, 'c, '_>,
    fields: &mut Fields<'c>,
) -> bool {
    fields.clear();
    for (field, capture) in carried.iter().zip(captures) {
        let parameter = if entry.accepts_any_text() && field.is_parameter() {
            Some(input.message.as_ref().map_or("", Message::text))
        } else {
            *capture
        };
        let value = input.values.field(&field, parameter);
        // The code of the response is known only to the caller.
        if value.is_none() && field.is_required() && !field.is_code() {
            return false;
        }
        fields.push(value);
    }
    true
}
