//! From a response to a value.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::decoded::{Decoded, Received};
use crate::error::{DecodeError, DecodeReason};
use crate::find::{Clues, Found, entry, find};
use crate::generated::{Fields, Generated, Record};
use crate::headers::Headers;
use crate::json::{for_each_element, scan_value};
use crate::read::{Reading, read};
use crate::slot::{Kind, Slot};
use crate::table::{self, Field, NOWHERE, Table};
use crate::unknown::{self, Unknown};
use crate::value::Value;
use crate::wire::{Text, Wire};
use crate::{Entry, code};

/// Decodes a response that is taken to be an error. Total: whatever arrives gives a value.
pub(crate) fn decode<'b, E: Generated>(status: u16, headers: &dyn Headers, body: &'b [u8]) -> Decoded<'b, E> {
    read(E::table(), headers, body, |reading| decoded(status, &reading).0)
}

/// Decodes a response if it is an error.
pub(crate) fn detect<'b, E: Generated>(
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
) -> Option<Decoded<'b, E>> {
    let table = E::table();
    let success = (200..300).contains(&status);
    if success && !table.envelopes.iter().any(|envelope| envelope.in_2xx) {
        return None;
    }
    read(table, headers, body, |reading| {
        let says_so = status >= 400 || (says_error(status, &reading) && (!success || reading.envelope?.in_2xx));
        says_so.then(|| decoded(status, &reading).0)
    })
}

/// Whether the body of a response says that it is an error.
fn says_error(status: u16, reading: &Reading<'_, '_>) -> bool {
    let table = reading.table;
    let (Some(envelope), true) = (reading.envelope, reading.is_whole()) else { return false };
    let (code, _) = reading.codes();
    let succeeds = |code: &Text<'_>| table.success_codes.iter().any(|success| success.key() == code.code().key());
    if code.as_ref().is_some_and(succeeds) {
        return false;
    }
    if !table.success_when.is_empty() && reading.wire.holds(table.success_when) {
        return false;
    }
    if code.is_some() {
        return true;
    }
    if !envelope.when.is_empty() {
        return reading.wire.holds(envelope.when);
    }
    let message = reading.text(|envelope| envelope.message);
    let clues = Clues {
        wire: reading.wire,
        status: reading.status(status),
        code: None,
        message: message.as_ref().map(|message| message.text.as_ref()),
    };
    match find(table, &clues) {
        Found::Entry(number, _) => entry(table, number).is_some_and(|entry| entry.states_status || !entry.when.is_empty()),
        Found::Unknown(_) => false,
    }
}

/// The value of a response that has been read, and the entry that it is.
fn decoded<'b, E: Generated>(status: u16, reading: &Reading<'b, '_>) -> (Decoded<'b, E>, Option<&'static table::Entry>) {
    let wire = reading.wire;
    let status = reading.status(status);
    let (received, code) = reading.codes();
    let message = reading.text(|envelope| envelope.message).map(|message| message.text);
    let clues = Clues { wire, status, code: code.as_ref(), message: message.as_deref() };
    let found = if reading.is_whole() { find(reading.table, &clues) } else { nearest(reading.table, &clues) };
    let (error, found) = match found {
        Found::Entry(number, mut fields) => (E::build(number, &mut fields), entry(reading.table, number)),
        Found::Unknown(nearest) => (None, nearest),
    };
    let known = error.is_some().then_some(found).flatten();
    let error = error.unwrap_or_else(|| {
        E::from_unknown(Unknown::new(unknown::Parts {
            code: received.as_ref(),
            name: reading.text(|envelope| envelope.name).map(|name| name.text.into_owned()),
            message: message.as_deref(),
            status,
            body: wire.body,
            entry: found.map(|data| Entry { table: reading.table, data }),
        }))
    });
    let details = reading.envelope.map_or(Slot::ABSENT, |envelope| wire.raw(envelope.details));
    let decoded = Decoded {
        error,
        status,
        code: received.map(received_code),
        request_id: reading.text(|envelope| envelope.request_id).map(|id| id.text),
        retry_after: reading.retry_after().or_else(|| {
            let milliseconds = found.and_then(|entry| entry.retry_after);
            milliseconds.map(core::time::Duration::from_millis)
        }),
        message,
        details,
        envelope: reading.envelope,
        forgiven: reading.scan.forgiven.is_some(),
        headers: wire.headers.to_vec(),
        body: Cow::Borrowed(wire.body),
    };
    (decoded, known)
}

/// What a broken body could have been: never an entry, but perhaps the one that has the code.
fn nearest<'b>(table: &'static Table, clues: &Clues<'_, 'b>) -> Found<'b> {
    match clues.code {
        None => Found::Unknown(None),
        Some(_) => match find(table, clues) {
            Found::Entry(number, _) => Found::Unknown(entry(table, number)),
            unknown @ Found::Unknown(_) => unknown,
        },
    }
}

fn received_code(code: Text<'_>) -> Received<'_> {
    match code::integer(&code.text) {
        Some(number) if code.number => Received::Integer(number),
        _ => Received::String(code.text),
    }
}

/// Decodes a response that must be exactly what the table describes.
pub(crate) fn try_decode<'b, E: Generated>(
    status: u16,
    headers: &dyn Headers,
    body: &'b [u8],
) -> Result<Decoded<'b, E>, DecodeError> {
    if let Err(error) = core::str::from_utf8(body) {
        let fault = crate::json::Fault { at: error.valid_up_to(), what: crate::json::Syntax::Utf8 };
        return Err(DecodeError::syntax(body, fault));
    }
    read(E::table(), headers, body, |reading| {
        if let Some(fault) = reading.scan.broken.or(reading.scan.forgiven) {
            return Err(DecodeError::syntax(body, fault));
        }
        if reading.envelope.is_none() {
            return Err(DecodeError::new(DecodeReason::NoEnvelope));
        }
        let (decoded, found) = decoded(status, &reading);
        match found {
            Some(entry) => check_fields(entry.name, entry.fields, reading.wire)?,
            None => return Err(no_entry::<E>(&decoded, reading.wire)),
        }
        check_details::<E>(&decoded)?;
        Ok(decoded)
    })
}

/// Why no entry was found.
fn no_entry<E: Generated>(decoded: &Decoded<'_, E>, wire: Wire<'_, '_>) -> DecodeError {
    let code = decoded.code().map(|code| code.to_string());
    let Some(unknown) = decoded.error.as_unknown() else {
        return DecodeError::new(DecodeReason::NoEntry { code, status: decoded.status });
    };
    if let Some(entry) = unknown.entry() {
        // The code alone would do, so it is a required value that is missing, or the conditions do not hold.
        if let Err(error) = check_fields(entry.data.name, entry.data.fields, wire) {
            return error;
        }
        let missing = entry.data.fields.iter().find(|field| field.required && wire.field(field, None).is_none());
        if let Some(field) = missing {
            return DecodeError::new(DecodeReason::MissingField { entry: entry.data.name, field: field.name });
        }
    }
    match code {
        Some(code) if !crate::find::knows(E::table(), key(&code, decoded)) => {
            DecodeError::new(DecodeReason::UnknownCode { code })
        }
        code => DecodeError::new(DecodeReason::NoEntry { code, status: decoded.status }),
    }
}

fn key<'c, E>(text: &'c str, decoded: &Decoded<'_, E>) -> crate::Code<'c> {
    match decoded.code {
        Some(Received::Integer(number)) => crate::Code::Integer(number),
        _ => crate::Code::String(text),
    }
}

/// Whether every field is of its type where it stands.
fn check_fields(entry: &'static str, fields: &'static [Field], wire: Wire<'_, '_>) -> Result<(), DecodeError> {
    for field in fields.iter().filter(|field| !field.source.is_empty()) {
        let places = field.source.iter().filter_map(|place| place.slots.first());
        let stands = places.map(|slot| wire.slot(*slot)).find(|slot| !slot.is_absent());
        if let (Some(slot), None) = (stands, wire.field(field, None)) {
            let error = DecodeError::new(DecodeReason::WrongType { entry, field: field.name });
            return Err(error.at(wire.body, slot.start));
        }
    }
    Ok(())
}

/// Whether every sub-error has its required fields.
fn check_details<E: Generated>(decoded: &Decoded<'_, E>) -> Result<(), DecodeError> {
    let Some((_, fields)) = &E::table().detail else { return Ok(()) };
    let mut outcome = Ok(());
    decoded.each_detail(&mut |wire, start| {
        let checked = check_fields("detail", fields, wire).and_then(|()| {
            match fields.iter().find(|field| field.required && wire.field(field, None).is_none()) {
                Some(field) => {
                    let reason = DecodeReason::MissingField { entry: "detail", field: field.name };
                    Err(DecodeError::new(reason).at(wire.body, start))
                }
                None => Ok(()),
            }
        });
        if outcome.is_ok() {
            outcome = checked;
        }
    });
    outcome
}

impl<E: Generated> Decoded<'_, E> {
    /// Hands every sub-error to `each`, read by the layout of the table's `[detail]`, with the byte where it begins.
    pub(crate) fn each_detail(&self, each: &mut dyn FnMut(Wire<'_, '_>, usize)) {
        let Some((layout, _)) = &E::table().detail else { return };
        let body = self.body.as_ref();
        let mut slots = alloc::vec![Slot::ABSENT; layout.locations.len()];
        let mut one = |name: Slot, start: usize| {
            slots.fill(Slot::ABSENT);
            scan_value(layout, 0, body, start, &mut slots);
            for number in layout.nodes.first().map_or(&[][..], |root| root.names) {
                if let Some(slot) = slots.get_mut(usize::from(*number)) {
                    *slot = name;
                }
            }
            each(Wire { body, slots: &slots, headers: &[] }, start);
        };
        match self.details.kind {
            Kind::Absent => {}
            Kind::Array => for_each_element(body, self.details, &mut one),
            Kind::Object if self.envelope.is_some_and(|envelope| envelope.details_map) => {
                for_each_element(body, self.details, &mut one);
            }
            // A lone string: its quote is the byte before.
            Kind::Plain | Kind::Escaped => one(Slot::ABSENT, self.details.start.saturating_sub(1)),
            _ => one(Slot::ABSENT, self.details.start),
        }
    }

    /// The sub-errors as the table types them.
    pub(crate) fn typed_details(&self) -> Vec<E::Detail> {
        let mut details = Vec::new();
        match &E::table().detail {
            Some((_, fields)) => self.each_detail(&mut |wire, _| {
                let values = fields.iter().map(|field| wire.field(field, None).map(Value::into_owned)).collect();
                details.extend(E::Detail::build(&mut Fields::new(values)));
            }),
            None => self.each_raw_detail(&mut |json| {
                let value = Value::Json(Cow::Owned(json));
                details.extend(E::Detail::build(&mut Fields::new(alloc::vec![Some(value)])));
            }),
        }
        details
    }

    fn each_raw_detail(&self, each: &mut dyn FnMut(crate::Json)) {
        let body = self.body.as_ref();
        match self.details.kind {
            Kind::Array => for_each_element(body, self.details, &mut |_, start| {
                each(crate::wire::element(body, start).json(body).unwrap_or_else(crate::Json::null));
            }),
            _ => {
                if let Some(json) = self.details.json(body) {
                    each(json);
                }
            }
        }
    }

    /// Every error of the envelope's list of errors; the one that was decoded where there is no list.
    pub(crate) fn each_error(&self, each: &mut dyn FnMut(E))
    where
        E: Clone,
    {
        let table = E::table();
        let body = self.body.as_ref();
        let (slot, node) = self.envelope.map_or((NOWHERE, NOWHERE), |envelope| envelope.errors);
        let mut whole = alloc::vec![Slot::ABSENT; table.body.locations.len()];
        crate::json::scan(&table.body, body, &mut whole);
        let list = whole.get(usize::from(slot)).copied().unwrap_or(Slot::ABSENT);
        if list.kind != Kind::Array {
            return each(self.error.clone());
        }
        let prefix = table.body.locations.get(usize::from(slot)).map(|list| (*list).to_owned() + "/0");
        let within = |location: &str| prefix.as_deref().is_some_and(|prefix| location.starts_with(prefix));
        for_each_element(body, list, &mut |_, start| {
            let mut slots = whole.clone();
            for (slot, location) in slots.iter_mut().zip(table.body.locations) {
                if within(location) {
                    *slot = Slot::ABSENT;
                }
            }
            scan_value(&table.body, node, body, start, &mut slots);
            let reading = Reading {
                table,
                wire: Wire { body, slots: &slots, headers: &self.headers },
                envelope: self.envelope,
                scan: crate::json::Scan::default(),
            };
            each(decoded::<E>(self.status, &reading).0.error);
        });
    }

    /// The value of one of the table's top-level fields.
    pub(crate) fn top_level_field(&self, name: &str) -> Option<Value<'static>> {
        let table = E::table();
        let field = table.fields.iter().find(|field| field.name == name)?;
        let headers = HeldHeaders { table, values: &self.headers };
        read(table, &headers, &self.body, |reading| reading.wire.field(field, None).map(Value::into_owned))
    }
}

/// Headers that were kept, under the names by which the table reads them.
struct HeldHeaders<'h> {
    table: &'static Table,
    values: &'h [(u16, String)],
}

impl Headers for HeldHeaders<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        let place = self.table.headers.iter().position(|own| *own == name)?;
        let slot = u16::try_from(self.table.body.locations.len() + place).ok()?;
        self.values.iter().find(|(own, _)| *own == slot).map(|(_, value)| value.as_str())
    }
}
