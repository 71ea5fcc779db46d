//! Messages of errors.

use alloc::string::String;
use core::fmt;

use crate::number::grouped;
use crate::table::{Entry, Field, List, Type};
use crate::template::{self, texts_beside};
use crate::timed::{WrittenDuration, time_text};
use crate::value::{FieldValues, Value};

/// Writes the message of an error. If it has none, or if every wording lacks a value, writes the summary of its entry, or else its
/// name.
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn display(entry: Entry<'_>, values: &dyn FieldValues, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let kept_text =
        entry.carried().iter().position(|field| field.is_parameter()).and_then(|number| values.value(number));
    let has_no_text =
        entry.accepts_any_text() && kept_text.is_none_or(|kept| matches!(kept, Value::String(text) if text.is_empty()));
    match wording(entry, values) {
        Some(wording) if !has_no_text && is_complete(wording, values) => {
            write_wording(wording, entry.carried(), values, f)
        }
        _ => f.write_str(entry.summary().unwrap_or(entry.name())),
    }
}

/// Writes an error like a derived `Debug` implementation.
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn debug(entry: Entry<'_>, values: &dyn FieldValues, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if entry.carried().is_empty() {
        return f.write_str(entry.variant());
    }
    let mut out = f.debug_struct(entry.variant());
    for (number, field) in entry.carried().iter().enumerate() {
        let value = values.value(number);
        match (&value, field.is_required()) {
            (Some(value), true) => out.field(field.ident(), &DebugValue(value)),
            (Some(value), false) => out.field(field.ident(), &Some(DebugValue(value))),
            (None, _) => out.field(field.ident(), &None::<()>),
        };
    }
    out.finish()
}

/// A value whose `Debug` output is that of its Rust type.
struct DebugValue<'v>(&'v Value<'v>);

impl fmt::Debug for DebugValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::String(text) => text.fmt(f),
            Value::Integer(number) => number.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::Boolean(flag) => flag.fmt(f),
            Value::List(items) => items.fmt(f),
            Value::Integers(items) => items.fmt(f),
            Value::Numbers(items) => items.fmt(f),
            Value::Json(json) => f.write_str(json),
            Value::Duration(duration) => duration.fmt(f),
            Value::Time(time) => time.fmt(f),
        }
    }
}

/// Returns the wording to write.
///
/// The candidates are the wordings for which all values are present. The best one omits the fewest values that the response carries
/// only in its message, then the fewest other values; of equal ones, the first.
#[must_use]
pub fn wording<'t>(entry: Entry<'t>, values: &dyn FieldValues) -> Option<&'t str> {
    let written = entry.written_wording()?;
    if entry.wordings().nth(1).is_none() {
        return Some(written);
    }
    let omitted = |wording: &&str| {
        let parameters_of_entry = entry.carried().iter().enumerate().filter(|(_, field)| field.is_parameter());
        let unused = parameters_of_entry.filter(|(number, _)| {
            values.value(*number).is_some() && !parameters(wording).any(|parameter| parameter == *number)
        });
        unused.fold((0_usize, 0_usize), |(lost, others), (_, field)| {
            match field.source().written_in(entry.envelope()) {
                None => (lost + 1, others),
                Some(_) => (lost, others + 1),
            }
        })
    };
    let in_order = core::iter::once(written).chain(entry.wordings());
    in_order.filter(|wording| is_complete(wording, values)).min_by_key(omitted).or(Some(written))
}

/// Returns `true` if the values of all parameters of a wording are present.
#[must_use]
pub fn is_complete(wording: &str, values: &dyn FieldValues) -> bool {
    parameters(wording).all(|number| values.value(number).is_some())
}

/// Returns the numbers of the parameters of a wording.
fn parameters(wording: &str) -> impl Iterator<Item = usize> {
    template::pieces(wording).filter_map(|piece| match piece {
        template::Piece::Text(_) => None,
        template::Piece::Parameter(number) => Some(number as usize),
    })
}

/// Writes a wording with the values of an error.
///
/// # Errors
///
/// Returns an error if `out` does.
pub fn write_wording<'t>(
    wording: &str,
    fields: List<'t, Field<'t>>,
    values: &dyn FieldValues,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    template::write(wording, out, &mut |number, out| {
        let Some(value) = values.value(number as usize) else { return Ok(()) };
        let field = fields.get(number as usize);
        let unit = || field.as_ref().and_then(|field| field.unit());
        match (&value, &field) {
            (Value::Duration(duration), _) => {
                let (before, after) = texts_beside(wording, number);
                out.write_str(&WrittenDuration { duration: *duration, unit: unit() }.between(before, after))
            }
            (Value::Time(time), _) => out.write_str(&time_text(*time, unit())),
            (Value::Json(_), Some(field)) => out.write_str(&field_text(field, &value)),
            (_, Some(field)) if field.thousands().is_some() => out.write_str(&field_text(field, &value)),
            (_, Some(field)) => value.write_text(field.separator().unwrap_or(", "), out),
            (_, None) => value.write_text(", ", out),
        }
    })
}

/// Returns the text of a value of a field.
pub(crate) fn field_text(field: &Field<'_>, value: &Value<'_>) -> String {
    // A list with an integer beyond `i64` is a JSON value.
    if let (Type::Integers, Value::Json(list)) = (field.ty(), value) {
        return list.trim_matches(['[', ']']).replace(',', field.separator().unwrap_or(", "));
    }
    let mut text = String::new();
    // Writing to a `String` does not fail.
    let _ = value.write_text(field.separator().unwrap_or(", "), &mut text);
    match (field.thousands(), value) {
        // An integer beyond `i64` is a JSON value.
        (Some(thousands), Value::Integer(_) | Value::Number(_) | Value::Json(_)) => grouped(&text, thousands),
        _ => text,
    }
}
