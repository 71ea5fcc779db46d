//! What generated enums are to the standard traits, written once over the table.

use alloc::vec::Vec;
use core::fmt;
use core::hash::{Hash, Hasher};

use crate::Entry;
use crate::generated::{Built, Fields, Instance};
use crate::table::{Field, Template};
use crate::template;
use crate::value::Value;

/// The entry of a value.
#[inline]
pub(crate) fn entry_of(error: &dyn Instance) -> Option<Entry> {
    Entry::of(error.table(), error.index()?)
}

/// As a derived `Debug` would.
pub fn debug(error: &dyn Instance, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some(entry) = entry_of(error) else {
        return match error.as_unknown() {
            Some(unknown) => fmt::Debug::fmt(unknown, f),
            None => f.write_str("Unknown"),
        };
    };
    if entry.carried().is_empty() {
        return f.write_str(entry.variant());
    }
    let mut out = f.debug_struct(entry.variant());
    for (number, field) in entry.carried().iter().enumerate() {
        let value = error.field(number);
        match (&value, field.required) {
            (Some(value), true) => out.field(field.ident, &Shown(value)),
            (Some(value), false) => out.field(field.ident, &Some(Shown(value))),
            (None, _) => out.field(field.ident, &None::<()>),
        };
    }
    out.finish()
}

/// A value as its Rust type would be shown.
struct Shown<'v>(&'v Value<'v>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::String(text) => text.fmt(f),
            Value::Integer(number) => number.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::Boolean(flag) => flag.fmt(f),
            Value::List(items) => items.fmt(f),
            Value::Json(json) => fmt::Debug::fmt(json, f),
        }
    }
}

/// The message; where there is none, what the table says of the entry.
pub fn display(error: &dyn Instance, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some(entry) = entry_of(error) else {
        return error.as_unknown().map_or(Ok(()), |unknown| fmt::Display::fmt(unknown, f));
    };
    let kept = entry.carried().iter().position(|field| field.parameter).and_then(|number| error.field(number));
    let silent = entry.any_text() && kept.is_none_or(|kept| kept.as_str().is_some_and(str::is_empty));
    match wording(entry, error) {
        Some(wording) if !silent => write_wording(wording, entry.carried(), error, f),
        _ => f.write_str(entry.summary().unwrap_or(entry.name())),
    }
}

/// The wording that is written: the first that says just the values that are there, else the first that needs no other.
pub(crate) fn wording(entry: Entry, error: &dyn Instance) -> Option<&'static str> {
    let written = entry.written()?;
    if entry.wordings().nth(1).is_none() {
        return Some(written);
    }
    let there = |number: usize| error.field(number).is_some();
    let complete = |wording: &Template| parameters(wording).all(there);
    let values = entry.carried().iter().enumerate().filter(|(_, field)| field.parameter).map(|(number, _)| number);
    let says_all = |wording: &Template| {
        let unsaid = |number| there(number) && !parameters(wording).any(|own| own == number);
        complete(wording) && !values.clone().any(unsaid)
    };
    let in_order = || core::iter::once(written).chain(entry.wordings());
    in_order().find(says_all).or_else(|| in_order().find(complete)).or(Some(written))
}

/// The numbers of the parameters of a wording.
fn parameters(wording: &str) -> impl Iterator<Item = usize> {
    template::pieces(wording).filter_map(|piece| match piece {
        template::Piece::Text(_) => None,
        template::Piece::Parameter(number) => Some(usize::try_from(number).unwrap_or(usize::MAX)),
    })
}

/// Writes a wording with the values of an error.
pub(crate) fn write_wording(
    wording: &str,
    fields: &[Field],
    error: &dyn Instance,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    template::write(wording, out, &mut |number, out| {
        let Ok(number) = usize::try_from(number) else { return Ok(()) };
        let separator = fields.get(number).and_then(|field| field.separator).unwrap_or(", ");
        error.field(number).map_or(Ok(()), |value| value.write_text(separator, out))
    })
}

/// The values of all fields of an error.
fn values(error: &dyn Instance) -> impl Iterator<Item = Option<Value<'_>>> {
    let count = entry_of(error).map_or(0, |entry| entry.carried().len());
    (0..count).map(|number| error.field(number))
}

/// Whether two of one type are the same variant with the same fields.
pub fn equal(one: &dyn Instance, other: &dyn Instance) -> bool {
    one.index() == other.index() && one.as_unknown() == other.as_unknown() && values(one).eq(values(other))
}

/// The same variant with the same fields, of a type that has one table.
pub fn clone<E: Built>(error: &E) -> E {
    let copy = error.index().and_then(|index| {
        let values: Vec<Option<Value<'_>>> = values(error).collect();
        E::build(0, index, &mut Fields::new(values))
    });
    copy.unwrap_or_else(|| E::from_unknown(error.as_unknown().cloned().unwrap_or_else(crate::Unknown::nothing)))
}

/// Feeds variant and fields to a hasher.
pub fn hash<H: Hasher>(error: &dyn Instance, state: &mut H) {
    error.index().hash(state);
    error.as_unknown().hash(state);
    for value in values(error) {
        value.hash(state);
    }
}
