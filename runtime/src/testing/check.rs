//! The checks of a table and its types.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use errspec_engine::encode::{Encoded, Extras};
use errspec_engine::trial::{RoundTrip, TrialError, TrialErrorKind, Trip, Untyped, compare, try_entry};
use errspec_engine::{FieldValues, Fields};

use crate::encoder::Request;
use crate::entries::{Entry, Example};
use crate::instance::{Built, Instance};
use crate::spec::Decode;

/// The checks that failed.
///
/// `Debug` writes the same text as `Display`, so that `unwrap` in a test shows it.
#[derive(Clone)]
pub struct CheckError {
    failures: Vec<CheckFailure>,
}

/// A check that failed.
#[derive(Clone)]
pub(crate) struct CheckFailure {
    /// The entry or the type.
    subject: String,
    reason: String,
}

/// Runs the checks of one type, and adds its failures.
pub(crate) type Check = fn(&mut Vec<CheckFailure>);

pub(super) fn check(checks: &[Check], uncovered: &[Entry]) -> Result<(), CheckError> {
    let mut failures = Vec::new();
    for entry in uncovered {
        failures.push(CheckFailure { subject: name_of(*entry), reason: "no type has a variant for it".into() });
    }
    checks.iter().for_each(|check| check(&mut failures));
    if failures.is_empty() { Ok(()) } else { Err(CheckError { failures }) }
}

/// Returns the qualified name of an entry: `table::ENTRY`.
fn name_of(entry: Entry) -> String {
    [entry.table(), "::", entry.name()].concat()
}

/// Runs the checks of one type.
pub(super) fn check_one<E: Decode>(failures: &mut Vec<CheckFailure>) {
    for (number, table) in E::tables().iter().enumerate() {
        let typed = Typed::<E> { table: number, build: E::build };
        for entry in table.entries().filter(|entry| E::covers(number, entry.number()) && is_writable(*entry)) {
            if let Err(error) = try_entry(entry, &typed) {
                failures.push(CheckFailure { subject: name_of(entry), reason: describe(&error) });
            }
        }
    }
    if let Err(error) = crate::examples::check::<E>() {
        failures.push(CheckFailure { subject: core::any::type_name::<E>().into(), reason: error.to_string() });
    }
    for example in E::examples() {
        if let Err((entry, error)) = check_example::<E>(example) {
            failures.push(CheckFailure { subject: name_of(entry), reason: describe(&error) });
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
    let Trip { written, response, read } = trip(entry, &error, &Extras::default());
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
        Some(trip(error.table().entry(entry.number())?, &error, &extras))
    }
}

/// Encodes an error and decodes the response.
fn trip<E: Decode>(entry: Entry, error: &E, extras: &Extras) -> Trip {
    let response = Request { error, extras }.response();
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

/// Returns the text of an error, followed by the response that was encoded.
fn describe(error: &TrialError) -> String {
    let response = &error.response;
    let mut out = format!("{error}\nstatus {}\n", response.status);
    for (name, value) in &response.headers {
        out.push_str(&format!("{name}: {value}\n"));
    }
    out + &response.body_text()
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.failures.len();
        write!(f, "{count} {} failed", if count == 1 { "check" } else { "checks" })?;
        for CheckFailure { subject, reason } in &self.failures {
            write!(f, "\n\n{subject}: {}", reason.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for CheckError {}
