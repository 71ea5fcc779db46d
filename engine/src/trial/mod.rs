//! The trial of a table: every entry is encoded and decoded again.
//!
//! An entry is tried with sample values of its fields: with the required fields alone, and with all fields that can occur together.
//! Some samples fail for permitted reasons: a text that contains the text after its parameter is split differently, and a status may
//! belong to a more specific entry. So an entry fails only if none of several samples round-trips with any of its statuses, or if its
//! variant can have a message that the location of the message cannot.
//!
//! Values that only the sender of a response knows (request id, sub-errors, top-level fields) are added if nothing round-trips without
//! them.

mod sample;

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::fmt;

use self::sample::Context;
use crate::decode::{Decoded, Incoming, decode, detect, try_decode};
use crate::encode::{EncodeRequest, Encoded, Extras};
use crate::find::Found;
use crate::table::{Entry, Field, Table, Type};
use crate::value::{FieldValues, Fields};

/// The error of an entry that does not round-trip.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrialError {
    /// The response that was encoded.
    pub response: Box<Encoded>,
    /// The kind of error.
    pub kind: TrialErrorKind,
}

/// The kind of a [`TrialError`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrialErrorKind {
    /// The response decodes to another entry, whose name this is.
    OtherEntry(String),
    /// The response decodes to no entry.
    Unknown {
        /// The reason.
        reason: String,
    },
    /// The response counts as a success.
    Success,
    /// A field decodes to another value.
    Field {
        /// The name of the field.
        name: String,
        /// The value that was encoded, as JSON.
        written: Option<String>,
        /// The value that was decoded, as JSON.
        read: Option<String>,
    },
}

impl fmt::Display for TrialErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherEntry(name) => write!(f, "it is read back as `{name}`"),
            Self::Unknown { reason } => write!(f, "it is read back as unknown: {reason}"),
            Self::Success => f.write_str("it is read back as a success"),
            Self::Field { name, written, read } => {
                let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "absent".to_string());
                write!(f, "its field `{name}` is written as {} and read back as {}", shown(written), shown(read))
            }
        }
    }
}

impl TrialErrorKind {
    /// Returns `true` if no other entry has the message, which is lost.
    fn loses_message(&self) -> bool {
        matches!(self, Self::Field { .. } | Self::Unknown { .. })
    }
}

impl TrialError {
    /// Creates an error for a response that was encoded.
    #[must_use]
    pub fn new(response: Encoded, kind: TrialErrorKind) -> Self {
        Self { response: Box::new(response), kind }
    }
}

impl fmt::Display for TrialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)
    }
}

impl core::error::Error for TrialError {}

/// A round trip of entries: an encoder and a decoder.
pub trait RoundTrip {
    /// Encodes an entry with the given values and decodes the response; `None` if the values cannot be encoded.
    fn round_trip(&self, entry: Entry<'_>, values: &mut Fields<'_>, extras: Extras) -> Option<Trip>;
}

/// The outcome of a round trip.
#[derive(Debug)]
pub struct Trip {
    /// The values that were encoded.
    pub written: Fields<'static>,
    /// The response.
    pub response: Encoded,
    /// The values that were decoded, or the error if the response does not decode to the same entry.
    pub read: Result<Fields<'static>, TrialErrorKind>,
}

/// Checks that an entry round-trips.
///
/// # Errors
///
/// Returns the error of the first sample if no sample round-trips.
pub fn try_entry(entry: Entry<'_>, by: &dyn RoundTrip) -> Result<(), TrialError> {
    sample::shapes(entry).iter().try_for_each(|shape| try_shape(entry, shape, by))
}

fn try_shape(entry: Entry<'_>, shape: &[bool], by: &dyn RoundTrip) -> Result<(), TrialError> {
    try_refused_messages(entry, shape, by)?;
    let mut first = None;
    let writes_message = sample::writes_message(entry);
    let found = [Context::Nothing, Context::Fields, Context::Details].into_iter().any(|context| {
        // The first status may belong to a more specific entry.
        let statuses = core::iter::once(None).chain(sample::statuses(entry).into_iter().map(Some));
        let mut samples = statuses.flat_map(|status| (0..sample::SETS).map(move |set| (status, set)));
        samples.any(|(status, set)| {
            // The entry is sent with the default status, whatever else could be a status of it.
            let is_success = || first.as_ref().is_some_and(|error: &TrialError| error.kind == TrialErrorKind::Success);
            if status.is_some() && entry.statuses().is_empty() && is_success() {
                return false;
            }
            // An empty message round-trips even where the envelope writes a message that is read as another value, or that an earlier
            // envelope takes for its own.
            let is_lost = || first.as_ref().is_some_and(|error: &TrialError| error.kind.loses_message());
            if sample::is_empty_text(entry, set) && writes_message && is_lost() {
                return false;
            }
            let mut values = Fields::new(sample::values(entry, shape, set));
            let extras = Extras { status, ..sample::extras(entry, context) };
            // A field of a user-defined type may reject the sample.
            let Some(trip) = by.round_trip(entry, &mut values, extras.clone()) else { return false };
            let result = try_trip(entry, trip, &extras, by);
            result.map_err(|error| _ = first.get_or_insert(error)).is_ok()
        })
    });
    if found { Ok(()) } else { first.map_or(Ok(()), Err) }
}

/// Returns `true` if an entry accepts messages that no location of its envelope can have.
#[must_use]
pub fn accepts_refused_messages(entry: Entry<'_>) -> bool {
    if !sample::may_refuse_messages(entry) {
        return false;
    }
    let shapes = sample::shapes(entry);
    let values = |shape, set| Fields::new(sample::values(entry, shape, set));
    shapes.iter().any(|shape| (0..sample::SETS).any(|set| sample::is_message_refused(entry, &values(shape, set))))
}

/// Tries the samples with a message that the restrictions of its places exclude. The variant can have any message, so that each sample counts.
fn try_refused_messages(entry: Entry<'_>, shape: &[bool], by: &dyn RoundTrip) -> Result<(), TrialError> {
    if !sample::may_refuse_messages(entry) {
        return Ok(());
    }
    for set in 0..sample::SETS {
        let mut values = Fields::new(sample::values(entry, shape, set));
        if !sample::is_message_refused(entry, &values) {
            continue;
        }
        if let Some(trip) = by.round_trip(entry, &mut values, Extras::default()) {
            try_trip(entry, trip, &Extras::default(), by)?;
        }
    }
    Ok(())
}

fn try_trip(entry: Entry<'_>, trip: Trip, extras: &Extras, by: &dyn RoundTrip) -> Result<(), TrialError> {
    let Trip { written, response, read } = trip;
    let mut read = read.map_err(|kind| TrialError::new(response.clone(), kind))?;
    // A JSON value that encloses other values is read back with those values in it, and a field at the location of a code or of a
    // condition with the value there. A second round trip must not change them.
    let is_settled_later = |field: &Field<'_>| field.ty() == Type::Json || sample::is_written_otherwise(entry, field);
    let differing = || {
        let fields = entry.carried().iter().enumerate();
        fields.filter(|(number, _)| written.value(*number) != read.value(*number))
    };
    if let Some((number, field)) = differing().find(|(_, field)| !is_settled_later(field)) {
        return Err(TrialError::new(response, difference(&field, number, &written, &read)));
    }
    if differing().next().is_some() {
        let extras = Extras { status: Some(response.status), ..extras.clone() };
        let Some(again) = by.round_trip(entry, &mut read, extras) else { return Ok(()) };
        let read = again.read.map_err(|kind| TrialError::new(again.response.clone(), kind))?;
        return compare(entry, &again.written, &read).map_err(|kind| TrialError::new(again.response, kind));
    }
    Ok(())
}

/// Checks that all fields have the same values.
///
/// # Errors
///
/// Returns the first field that differs.
pub fn compare(entry: Entry<'_>, written: &dyn FieldValues, read: &dyn FieldValues) -> Result<(), TrialErrorKind> {
    for (number, field) in entry.carried().iter().enumerate() {
        if written.value(number) != read.value(number) {
            return Err(difference(&field, number, written, read));
        }
    }
    Ok(())
}

fn difference(field: &Field<'_>, number: usize, written: &dyn FieldValues, read: &dyn FieldValues) -> TrialErrorKind {
    let [written, read] = [written, read].map(|values| values.value(number).map(|value| value.to_json()));
    TrialErrorKind::Field { name: field.name().into(), written, read }
}

/// The round trip by a table alone, without a Rust type.
#[derive(Debug, Clone, Copy)]
pub struct Untyped<'t>(pub &'t Table<'t>);

impl RoundTrip for Untyped<'_> {
    fn round_trip(&self, entry: Entry<'_>, values: &mut Fields<'_>, extras: Extras) -> Option<Trip> {
        let response = EncodeRequest { entry, values, extras: &extras }.encode();
        let written = core::mem::take(values).into_owned();
        let header = |name: &str| {
            let found = response.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.clone())
        };
        let incoming =
            Incoming { status: Some(response.status), headers: Some(&header), body: &response.body, clock: || None };
        let mut out = Decoded::new(&response.body);
        let read = match decode(self.0, &incoming, &mut out) {
            Found::Entry(found) if found.number() == entry.number() => Ok(out.fields.into_owned()),
            Found::Entry(found) => Err(TrialErrorKind::OtherEntry(found.name().into())),
            Found::Unknown(_) => {
                let error = try_decode(self.0, &incoming, &mut Decoded::new(&response.body)).err();
                Err(TrialErrorKind::Unknown { reason: error.map(|error| error.to_string()).unwrap_or_default() })
            }
        };
        let is_success = || detect(self.0, &incoming, &mut Decoded::new(&response.body)).is_none();
        let read = match read {
            Ok(_) if (200..300).contains(&response.status) && is_success() => Err(TrialErrorKind::Success),
            read => read,
        };
        Some(Trip { written, response, read })
    }
}
