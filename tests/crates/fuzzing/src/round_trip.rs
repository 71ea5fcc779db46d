//! The target `round_trip`: an error of any values is encoded and decoded.

use errspec_engine::decode::{Decoded, Incoming, decode};
use errspec_engine::encode::{EncodeRequest, Encoded, Extras};
use errspec_engine::table::{Entry, Table};
use errspec_engine::{FieldValues, Fields, Found};

use crate::checks::message;
use crate::draw::Draw;
use crate::made_value::values_of;
use crate::numbered::with_any_table;

/// Encodes an error of a table, decodes the response, and does the same with what was decoded.
///
/// A text that has the text after its parameter in it is read as two other values, and the status of a sample may be that of a more specific
/// entry. So the error that was decoded may be another one. That error has to be read back as it is.
pub fn check_round_trip(input: &[u8]) {
    with_any_table(input, check_round_trip_by);
}

pub(crate) fn check_round_trip_by(table: &Table<'_>, text: &str, draw: &mut Draw<'_>) {
    let number = draw.below(table.entry_count());
    let Some(entry) = table.entry(u32::try_from(number).unwrap_or_default()) else { return };
    let values = Fields::new(values_of(entry, draw));
    let first = encode(entry, &values, None);
    let Some((entry, values)) = decoded(table, &first) else { return };
    let second = encode(entry, &values, Some(first.status));
    let read = decoded(table, &second);
    let Some((again, others)) = read else {
        panic!("{} is not read back from\n{}\nby\n{text}", entry.name(), shown(&second))
    };
    assert_eq!(again.name(), entry.name(), "{}\n{}\nby\n{text}", shown(&first), shown(&second));
    for (number, field) in entry.carried().iter().enumerate() {
        let (written, read) = (values.value(number), others.value(number));
        assert_eq!(written, read, "the field {} in\n{}\n{}\nby\n{text}", field.name(), shown(&first), shown(&second));
    }
    assert_eq!(message(entry, &values), message(entry, &others));
}

fn encode(entry: Entry<'_>, values: &dyn FieldValues, status: Option<u16>) -> Encoded {
    EncodeRequest { entry, values, extras: &Extras { status, ..Extras::default() } }.encode()
}

fn decoded<'t>(table: &'t Table<'t>, response: &Encoded) -> Option<(Entry<'t>, Fields<'static>)> {
    let header = |name: &str| response.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
    let incoming =
        Incoming { status: Some(response.status), headers: Some(&header), body: &response.body, clock: || None };
    let mut out = Decoded::new(&response.body);
    match decode(table, &incoming, &mut out) {
        Found::Entry(entry) => Some((entry, out.fields.into_owned())),
        Found::Unknown(_) => None,
    }
}

fn shown(response: &Encoded) -> String {
    format!("{} {:?}\n{}", response.status, response.headers, response.body_text())
}
