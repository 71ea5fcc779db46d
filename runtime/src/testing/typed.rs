//! The checks of types to which responses can be decoded.

use alloc::string::ToString;

use errspec_engine::encode::{Encoded, Extras};
use errspec_engine::trial::{RoundTrip, TrialError, TrialErrorKind, Trip, Untyped, compare, try_entry};
use errspec_engine::{FieldValues, Fields};

use super::failure::{Report, describe, name_of};
use crate::encoder::Request;
use crate::entries::{Entry, Example};
use crate::instance::{Built, Instance, entry_of};
use crate::spec::Decode;

/// Checks the entries of a type by building, encoding and decoding its variants.
pub(super) fn check<E: Decode>(report: Report<'_>) {
    for (number, table) in E::tables().iter().enumerate() {
        let typed = Typed::<E> { table: number, build: E::build };
        for entry in table.entries().filter(|entry| E::covers(number, entry.number()) && is_writable(*entry)) {
            if let Err(error) = try_entry(entry, &typed) {
                report(name_of(entry), describe(&error));
            }
        }
    }
    if let Err(error) = crate::examples::check::<E>() {
        report(core::any::type_name::<E>().into(), error.to_string());
    }
    for example in E::examples() {
        if let Err((entry, error)) = check_example::<E>(example) {
            report(name_of(entry), describe(&error));
        }
    }
}

/// Returns `true` if the table alone can write the entry: of some that have a recorded response, only the API can.
fn is_writable(entry: Entry) -> bool {
    try_entry(entry, &Untyped(entry.of_table())).is_ok()
}

/// Checks that the error of a recorded response round-trips.
fn check_example<E: Decode>(example: Example) -> Result<(), (Entry, TrialError)> {
    let error = E::decode_response(example.status(), &example.headers(), example.body()).into_error();
    let entry = error.index().and_then(|number| error.table().entry(number));
    let Some(entry) = entry.filter(|entry| is_writable(*entry)) else { return Ok(()) };
    let Trip { written, response, read } = trip(entry, &error, Extras::default());
    let result = read.and_then(|read| compare(entry, &written, &read));
    result.map_err(|kind| (entry, TrialError::new(response, kind)))
}

/// The round trip by a type: its variants are built, encoded and decoded.
struct Typed<E> {
    table: usize,
    build: fn(usize, u32, &mut Fields<'_>) -> Option<E>,
}

impl<E: Decode> RoundTrip for Typed<E> {
    fn round_trip(
        &self,
        entry: errspec_engine::table::Entry<'_>,
        values: &mut Fields<'_>,
        extras: Extras,
    ) -> Option<Trip> {
        let error = (self.build)(self.table, entry.number(), values).filter(|_| values.is_complete())?;
        let table = error.table();
        // A variant may be the entry of several tables, of which its own writes it. Otherwise the entry that was asked for is expected: a
        // type written by hand may build another one.
        let is_own = E::tables().get(self.table).is_some_and(|asked| core::ptr::eq(*asked, table));
        let expected = if is_own { table.entry(entry.number())? } else { entry_of(&error)? };
        Some(trip(expected, &error, extras))
    }
}

/// Encodes an error and decodes the response.
fn trip<E: Decode>(entry: Entry, error: &E, mut extras: Extras) -> Trip {
    extras.details.splice(0..0, error.details());
    let response = Request { error, extras: &extras }.response();
    let read = E::decode_response(response.status, &response.headers, &response.body).into_error();
    let is_same = read.index() == Some(entry.number()) && core::ptr::eq(read.table(), error.table());
    let is_success = || E::detect_response(response.status, &response.headers, &response.body).is_none();
    let result = if is_same && (200..300).contains(&response.status) && is_success() {
        Err(TrialErrorKind::Success)
    } else if is_same {
        Ok(values(entry, &read))
    } else if read.is_unknown() {
        let error = E::try_decode_response(response.status, &response.headers, &response.body).err();
        Err(TrialErrorKind::Unknown { reason: error.map(|error| error.to_string()).unwrap_or_default() })
    } else {
        Err(TrialErrorKind::OtherEntry(read.entry().map_or_else(|| read.name().into(), name_of)))
    };
    let response = Encoded { status: response.status, headers: response.headers, body: response.body };
    Trip { written: values(entry, error), response, read: result }
}

/// Returns the field values of an error.
fn values<E: Built>(entry: Entry, error: &E) -> Fields<'static> {
    let instance: &dyn Instance = error;
    let values = (0..entry.carried().len()).map(|number| (&instance).value(number).map(|value| value.into_owned()));
    Fields::new(values)
}
