//! The errors of a response that lists several.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::num::NonZero;
use core::time::Duration;

use errspec_engine::decode::{ListedError as EngineListedError, ResponseParts};
use errspec_engine::decode::{count_many_errors, each_error, each_error_by_other};
use errspec_engine::table::Table;
use errspec_engine::{Found, Value as EngineValue};

use crate::clock;
use crate::instance::{Built, Generated, entry_of};
use crate::rank::Rank;
use crate::value::Value;
use crate::variant::{unknown, variant_of};

/// An error of a response that lists several: an element of the list at the envelope's `errors`.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedError<E> {
    error: E,
    index: usize,
    /// The index in the part, plus one.
    number_in_part: Option<NonZero<usize>>,
    status: Option<u16>,
    /// The other values, in a box because a list may have as many errors as its body has bytes, and most have none of them.
    beside: Option<Box<Beside>>,
}

/// The values beside an error of a list that the error does not carry itself.
#[derive(Debug, Clone, Default, PartialEq)]
struct Beside {
    fields: Vec<(&'static str, EngineValue<'static>)>,
    request_id: Option<String>,
    /// The delay, if it is not that of the entry.
    retry_after: Option<Duration>,
}

impl<E> ListedError<E> {
    /// Returns the error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// Returns the error alone.
    pub fn into_error(self) -> E {
        self.error
    }

    /// Returns the index of the element in the list, counted from 0. Elements that are no errors count, too. For a body in parts, it is the
    /// index of the part.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns the index of the element in the list of its part, if the body is in parts and the part lists its errors.
    pub fn index_in_part(&self) -> Option<usize> {
        self.number_in_part.map(|number| number.get() - 1)
    }

    /// Returns the status of the element or of its part, or else that of the response.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns the request id: that of the element, or else that of the response. A long list does not repeat a long id of the response, which
    /// [`Decoded::request_id`](crate::Decoded::request_id) still has.
    pub fn request_id(&self) -> Option<&str> {
        self.beside.as_ref()?.request_id.as_deref()
    }

    /// Returns the value of a top-level field of the table, read from the element; `None` if it has none.
    pub fn field(&self, name: &str) -> Option<Value<'_>> {
        let (_, value) = self.beside.as_ref()?.fields.iter().find(|(known, _)| *known == name)?;
        Some(value.clone().into())
    }
}

impl<E: Generated> ListedError<E> {
    /// Returns the delay before a retry: that of the element or of the response, or else that of the table. See
    /// [`Decoded::retry_after`](crate::Decoded::retry_after).
    pub fn retry_after(&self) -> Option<Duration> {
        let own = self.beside.as_ref().and_then(|beside| beside.retry_after);
        own.or_else(|| entry_of(&self.error)?.retry_after())
    }
}

/// Returns the errors of a response that was decoded by the table with this number.
pub(crate) fn errors_of<E: Built>(number: usize, parts: &ResponseParts<'static, '_>) -> Vec<ListedError<E>> {
    let mut others = Vec::new();
    let Some(table) = E::tables().get(number) else { return Vec::new() };
    let mut errors = Vec::with_capacity(count_many_errors(table, parts));
    each_error(table, parts, clock::now, &mut |mut listed| {
        let error = variant_of(number, listed.found, &mut listed.decoded);
        if error.is_none() && E::tables().len() > 1 && listed.decoded.parts.code().is_some() {
            others.push(OfOther::new(&listed, errors.len()));
        }
        errors.push(listed_error(table, error, listed));
    });
    if !others.is_empty() {
        read_by_others(number, parts, &mut others, &mut errors);
    }
    errors
}

/// Calls `take` with each error of a response that was decoded by the only table of its type.
pub(crate) fn each_error_of<E: Built>(
    table: &'static Table<'static>,
    parts: &ResponseParts<'static, '_>,
    take: &mut dyn FnMut(ListedError<E>),
) {
    each_error(table, parts, clock::now, &mut |mut listed| {
        let error = variant_of(0, listed.found, &mut listed.decoded);
        take(listed_error(table, error, listed));
    });
}

/// Returns an error of a list. Without a variant it is unknown.
fn listed_error<E: Built>(
    table: &'static Table<'static>,
    error: Option<E>,
    mut listed: EngineListedError<'static, '_>,
) -> ListedError<E> {
    ListedError {
        error: error.unwrap_or_else(|| unknown(&listed.decoded.parts, listed.found.nearest())),
        index: listed.index,
        number_in_part: listed.index_in_part.and_then(|index| NonZero::new(index + 1)),
        status: listed.decoded.parts.status(),
        beside: beside(table, &mut listed),
    }
}

/// An error of a list that the table of the response does not know, but another one may.
struct OfOther {
    index: usize,
    index_in_part: Option<usize>,
    /// The element.
    body: Vec<u8>,
    /// The place of the error among those of the response.
    place: usize,
    /// The degree to which the best table so far matches.
    rank: Rank,
}

impl OfOther {
    fn new(listed: &EngineListedError<'_, '_>, place: usize) -> Self {
        let body = listed.decoded.parts.body().bytes.to_vec();
        let EngineListedError { index, index_in_part, .. } = *listed;
        Self { index, index_in_part, body, place, rank: Rank::InEnvelope }
    }
}

/// Reads errors by the tables other than that of the response. The one that matches best is taken if it has an entry of the code.
#[cold]
fn read_by_others<E: Built>(
    number: usize,
    parts: &ResponseParts<'static, '_>,
    others: &mut [OfOther],
    errors: &mut [ListedError<E>],
) {
    let Some(own) = E::tables().get(number) else { return };
    for (number, table) in E::tables().iter().enumerate().filter(|(other, _)| *other != number) {
        each_error_by_other(table, own, parts, clock::now, &mut |mut listed| {
            let key = (listed.index, listed.index_in_part);
            let found = others.binary_search_by_key(&key, |other| (other.index, other.index_in_part));
            let Some(other) = found.ok().and_then(|place| others.get_mut(place)) else { return };
            // Another table may have its list elsewhere, with other elements.
            if other.body != listed.decoded.parts.body().bytes {
                return;
            }
            let Some(error) = variant_of::<E>(number, listed.found, &mut listed.decoded) else { return };
            let Found::Entry(entry) = listed.found else { return };
            let rank = Rank::of_entry(entry, &listed.decoded.parts);
            if rank > other.rank
                && let Some(known) = errors.get_mut(other.place)
            {
                other.rank = rank;
                *known = listed_error(table, Some(error), listed);
            }
        });
    }
}

/// Returns the values beside an error; `None` if there are none.
fn beside(table: &'static Table<'static>, listed: &mut EngineListedError<'static, '_>) -> Option<Box<Beside>> {
    let values = core::mem::take(&mut listed.fields);
    let fields = table.fields().iter().map(|field| field.name()).zip(values);
    let parts = &listed.decoded.parts;
    let of_entry = match listed.found {
        Found::Entry(entry) => entry.retry_after(),
        Found::Unknown(_) => None,
    };
    let beside = Beside {
        fields: fields.filter_map(|(name, value)| Some((name, value?))).collect(),
        request_id: parts.request_id().map(ToOwned::to_owned),
        retry_after: parts.retry_after().filter(|delay| Some(*delay) != of_entry),
    };
    (beside != Beside::default()).then(|| Box::new(beside))
}
