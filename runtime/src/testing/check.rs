//! What types promise of their tables.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::{Type, sample};
use crate::generated::Fields;
use crate::table::{self, Condition, Field, Table, Test};
use crate::value::Value;
use crate::{Decode, Entry, Response};

/// What of the promises does not hold.
///
/// `Debug` is the same text as `Display`, so that `unwrap` in a test shows it.
#[derive(Clone)]
pub struct CheckError {
    faults: Vec<Fault>,
}

/// One thing that does not hold.
#[derive(Clone)]
pub(crate) struct Fault {
    /// Of what.
    what: String,
    why: String,
}

pub(super) fn check(types: &[Type], uncovered: &[Entry]) -> Result<(), CheckError> {
    let mut faults = Vec::new();
    for entry in uncovered {
        faults.push(Fault { what: name_of(*entry), why: "no type has a variant for it".into() });
    }
    for one in types {
        (one.check)(&mut faults);
    }
    if faults.is_empty() { Ok(()) } else { Err(CheckError { faults }) }
}

/// `table::ENTRY`
fn name_of(entry: Entry) -> String {
    [entry.table(), "::", entry.name()].concat()
}

/// The faults of one type.
pub(super) fn check_one<E: Decode>(faults: &mut Vec<Fault>) {
    for (number, table) in E::tables().iter().enumerate() {
        let entries = (0..).map_while(|place| Entry::of(table, place));
        for entry in entries.filter(|entry| E::covers(number, entry.number) && can_be_written(*entry)) {
            let mut shapes = sample::shapes(entry).into_iter();
            if let Some(why) = shapes.find_map(|shape| comes_back::<E>((number, table), entry, &shape).err()) {
                faults.push(Fault { what: name_of(entry), why });
            }
        }
    }
    if let Err(error) = crate::examples::check::<E>() {
        faults.push(Fault { what: core::any::type_name::<E>().into(), why: error.to_string() });
    }
}

/// Whether the format has it written. What must be there to be read need not have a place where it is written, and that
/// something is to be present is not enough to write it.
fn can_be_written(entry: Entry) -> bool {
    let envelope = entry.envelope().map_or(&[][..], |envelope| envelope.when);
    let asks = |condition: &Condition| matches!(condition.test, Test::Present(true));
    let mut present = envelope.iter().chain(entry.when()).filter(|condition| asks(condition));
    let mut required = entry.carried().iter().filter(|field| field.required);
    present.all(|condition| sample::is_written(entry, condition.slot)) && required.all(sample::is_writable)
}

/// Whether any set of samples comes back; if none, what came of the first.
fn comes_back<E: Decode>(of: (usize, &'static Table), entry: Entry, shape: &[bool]) -> Result<(), String> {
    let mut first = None;
    for set in 0..sample::SETS {
        match comes_back_with::<E>(of, entry, sample::values(entry, shape, set)) {
            Ok(()) => return Ok(()),
            Err(why) => _ = first.get_or_insert(why),
        }
    }
    Err(first.unwrap_or_default())
}

fn comes_back_with<E: Decode>(
    (number, table): (usize, &'static Table),
    entry: Entry,
    values: Vec<Option<Value<'static>>>,
) -> Result<(), String> {
    let mut fields = Fields::new(values);
    let built = E::build(number, entry.number, &mut fields).filter(|_| fields.are_complete());
    let Some(built) = built else { return Err("no value can be made of its fields".into()) };
    let read = write_and_read(table, entry, &built)?;
    // What stands around other values comes back with them in it, and then does not change any more.
    let around =
        |(place, field): (usize, &Field)| field.ty == table::Type::Json && built.field(place) != read.field(place);
    if entry.carried().iter().enumerate().any(around) {
        let again = write_and_read(table, entry, &read)?;
        return compare(entry, &read, &again);
    }
    compare(entry, &built, &read)
}

/// What the response with an error is read back as, if it is the same entry.
fn write_and_read<E: Decode>(table: &'static Table, entry: Entry, error: &E) -> Result<E, String> {
    let response = error.encode_response();
    let read = E::decode_response(response.status, &response.headers, &response.body).into_error();
    if read.index() == Some(entry.number) && core::ptr::eq(read.table(), table) {
        return Ok(read);
    }
    let found = if read.is_unknown() { "the unknown".into() } else { name_of_error(&read) };
    Err(format!("it is read back as {found}\n{}", show(&response)))
}

/// Whether all fields are the same.
fn compare<E: Decode>(entry: Entry, written: &E, read: &E) -> Result<(), String> {
    let text = |value: Option<Value<'_>>| value.map_or("nothing".into(), |value| value.to_json().as_str().to_owned());
    for (place, field) in entry.carried().iter().enumerate() {
        if written.field(place) != read.field(place) {
            let (name, before, after) = (field.name, text(written.field(place)), text(read.field(place)));
            let response = show(&written.encode_response());
            return Err(format!("its field `{name}` is {before} and is read back as {after}\n{response}"));
        }
    }
    Ok(())
}

fn name_of_error<E: Decode>(error: &E) -> String {
    error.entry().map_or_else(|| error.name().into(), name_of)
}

/// The response as it was written.
fn show(response: &Response) -> String {
    let mut out = format!("status {}\n", response.status);
    for (name, value) in &response.headers {
        out.push_str(&format!("{name}: {value}\n"));
    }
    out + &String::from_utf8_lossy(&response.body)
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.faults.len();
        write!(f, "{count} {} not hold", if count == 1 { "thing does" } else { "things do" })?;
        for Fault { what, why } in &self.faults {
            write!(f, "\n\n{what}: {}", why.replace('\n', "\n    "))?;
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
