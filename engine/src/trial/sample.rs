//! Sample values of an entry's fields.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use crate::class::sample_code;
use crate::code::Code;
use crate::encode::{DetailTree, Extras, detail_tree, message_of};
use crate::gap::can_have;
use crate::response::field_from_text;
use crate::table::{Condition, Entry, Envelope, Field, Literal, Place, Restriction, Source, Table, Test, Type, Unit};
use crate::template::{Piece, pieces};
use crate::timestamp::Timestamp;
use crate::value::{Fields, Value};

/// The number of sets of samples.
pub(super) const SETS: usize = 6;

/// Words for each set that hardly occur in the fixed text of any message.
const WORDS: [[&str; 6]; SETS] = [
    ["Quux", "Zyzzy", "Fnord", "Plugh", "Xyzzy", "Wibble"],
    ["7Q", "8V", "9X", "6Z", "5K", "4J"],
    ["71", "82", "93", "64", "55", "46"],
    ["qjx vkz", "zkv xjq", "jvq kxz", "xqz vjk", "vzj qkx", "kxv jzq"],
    ["QUUX", "ZYZZY", "FNORD", "PLUGH", "XYZZY", "WIBBLE"],
    ["quux", "zyzzy", "fnord", "plugh", "xyzzy", "wibble"],
];

/// Returns the sets of fields that a variant can have at the same time, as one flag per field number.
///
/// One set has the required fields alone. Another set for every wording has the required fields, the parameters of the wording, and
/// the fields with a place of their own. Parameters of different wordings may exclude each other.
pub(super) fn shapes(entry: Entry<'_>) -> Vec<Vec<bool>> {
    let fields = entry.carried();
    let mut shapes = alloc::vec![fields.iter().map(|field| field.is_required()).collect::<Vec<bool>>()];
    let wordings: Vec<&str> = entry.wordings().collect();
    for wording in wordings.iter().copied().chain(wordings.is_empty().then_some("")) {
        let own: Vec<u32> = pieces(wording).filter_map(parameter).collect();
        let has = |(number, field): (u32, Field<'_>)| {
            field.is_required() || own.contains(&number) || (!field.is_parameter() && is_writable(entry, &field))
        };
        let shape: Vec<bool> = (0..).zip(fields.iter()).map(has).collect();
        if !shapes.contains(&shape) {
            shapes.push(shape);
        }
    }
    shapes
}

fn parameter(piece: Piece<'_>) -> Option<u32> {
    match piece {
        Piece::Parameter(number) => Some(number),
        Piece::Text(_) => None,
    }
}

/// Returns statuses of an entry: the first, the last and a middle status of each of its ranges, or common statuses if it has none.
pub(super) fn statuses(entry: Entry<'_>) -> Vec<u16> {
    const COMMON: [u16; 8] = [400, 401, 404, 409, 418, 422, 500, 503];
    if entry.statuses().is_empty() {
        return COMMON.to_vec();
    }
    let ranges = entry.statuses().iter();
    ranges.flat_map(|range| [range.first(), range.last(), range.first() / 2 + range.last() / 2]).collect()
}

/// Returns a value for each field of a shape, in field order.
pub(super) fn values(entry: Entry<'_>, shape: &[bool], set: usize) -> Vec<Option<Value<'static>>> {
    let all = entry.carried().iter().zip(shape).enumerate();
    all.map(|(number, (field, has))| has.then(|| value(entry, &field, number, set))).collect()
}

/// The values of a sample besides those of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// No other values.
    Nothing,
    /// A request id, a delay and all top-level fields.
    Fields,
    /// The values of `Fields`, and a sub-error, whose location may enclose the code.
    Details,
}

/// Returns the values of a sample besides those of the entry.
pub(super) fn extras(entry: Entry<'_>, context: Context) -> Extras {
    if context == Context::Nothing {
        return Extras::default();
    }
    let table = entry.of_table();
    let fields = table.fields().iter().enumerate();
    Extras {
        request_id: Some(request_id(entry)),
        retry_after: Some(Duration::from_secs(17)),
        details: (context == Context::Details).then(|| detail(table)).into_iter().collect(),
        fields: fields.map(|(number, field)| (field.name().to_string(), plain_value(&field, number, 0))).collect(),
        ..Extras::default()
    }
}

/// Returns a request id that its location allows.
fn request_id(entry: Entry<'_>) -> String {
    let place = entry.envelope().and_then(|envelope| envelope.request_id().written());
    let own = place.and_then(|place| place.parameters().first());
    own.map_or_else(|| word(0, 0).to_string(), |own| text(own.restriction(), 0, 0))
}

/// Returns a sub-error with all fields, or a string if the table has no `[detail]`.
fn detail<'t>(table: &'t Table<'t>) -> DetailTree {
    let values = match table.detail() {
        Some((_, fields)) => {
            fields.iter().enumerate().map(|(number, field)| Some(plain_value(&field, number, 0))).collect()
        }
        None => alloc::vec![Some(Value::String(word(0, 0).into()))],
    };
    let detail = detail_tree(Some(table), &Fields::new(values));
    DetailTree { name: detail.name.or_else(|| Some(word(0, 0).to_string())), ..detail }
}

/// Returns `true` if a set of samples has an empty message for an entry that accepts any.
pub(super) fn is_empty_text(entry: Entry<'_>, set: usize) -> bool {
    set + 1 == SETS && entry.accepts_any_text()
}

/// Returns `true` if the envelope of an entry has a location for the message that no condition requires to be absent.
pub(super) fn writes_message(entry: Entry<'_>) -> bool {
    let Some(envelope) = entry.envelope() else { return false };
    let Some(place) = envelope.message().written() else { return false };
    let mut conditions = envelope.when().iter().chain(entry.when());
    let excludes = |condition: Condition<'_>| {
        matches!(condition.test, Test::Absent) && place.slots().iter().any(|slot| slot == condition.slot)
    };
    !conditions.any(excludes)
}

/// Returns `true` if an entry accepts any message, and each place of its envelope's message is restricted to some.
pub(super) fn may_refuse_messages(entry: Entry<'_>) -> bool {
    let Some(envelope) = entry.envelope().filter(|_| entry.accepts_any_text()) else { return false };
    let is_restricted = |place: Place<'_>| place.is_read_only() || !place.parameters().is_empty();
    envelope.message().places().iter().all(is_restricted)
}

/// Returns `true` if an entry accepts a message that no place of its envelope can have, because of what the places are restricted to.
pub(super) fn is_message_refused(entry: Entry<'_>, values: &Fields<'_>) -> bool {
    let Some(envelope) = entry.envelope().filter(|_| entry.accepts_any_text()) else { return false };
    let Some(message) = message_of(entry, values) else { return false };
    let places = || envelope.message().places().iter().filter(|it| !it.is_read_only() && it.is_in(Some(envelope)));
    places().next().is_some() && !places().any(|place| can_have(&place, &message))
}

/// Returns `true` if something else than the field is written to one of its slots.
pub(super) fn is_written_otherwise(entry: Entry<'_>, field: &Field<'_>) -> bool {
    let (Some(place), Some(envelope)) = (field.source().written_in(entry.envelope()), entry.envelope()) else {
        return false;
    };
    let sources =
        [envelope.code(), envelope.message(), envelope.status(), envelope.retry_after(), envelope.request_id()];
    let written = sources.into_iter().filter_map(|source| source.written()).flat_map(|place| place.slots().iter());
    let conditions = envelope.when().iter().chain(entry.when());
    let literals = conditions.filter(|condition| condition.test.written().is_some()).map(|condition| condition.slot);
    written.chain(literals).any(|slot| place.slots().iter().any(|own| own == slot))
}

fn value(entry: Entry<'_>, field: &Field<'_>, number: usize, set: usize) -> Value<'static> {
    // An entry that accepts any text may be found only without a message, if a wording of another entry matches every text.
    if is_empty_text(entry, set) && field.is_parameter() && field.ty() == Type::String {
        return Value::String(Cow::Borrowed(""));
    }
    if field.is_code()
        && let Some(code) = sample_code(entry, word(number, set), set)
    {
        return as_type(Value::String(Cow::Owned(code)), field).unwrap_or(Value::Integer(0));
    }
    fixed_value(entry, field).unwrap_or_else(|| plain_value(field, number, set))
}

/// Returns a sample value of the type of a field.
fn plain_value(field: &Field<'_>, number: usize, set: usize) -> Value<'static> {
    let small = i64::try_from(number + set).unwrap_or(0);
    match field.ty() {
        Type::String => Value::String(Cow::Owned(text(field.restriction(), number, set))),
        Type::Integer => Value::Integer(17 + small),
        Type::Number => Value::Number(1.5 + f64::from(i32::try_from(small).unwrap_or(0))),
        Type::Boolean => Value::Boolean((number + set).is_multiple_of(2)),
        Type::List => Value::List(Cow::Owned(list(field, number, set))),
        Type::Integers => Value::Integers(Cow::Owned((0..length(field)).map(|place| 17 + small + place).collect())),
        Type::Numbers => {
            let numbers = (0_i32..).map(|place| 1.5 + f64::from(place)).take(if length(field) == 2 { 2 } else { 1 });
            Value::Numbers(Cow::Owned(numbers.collect()))
        }
        Type::Json => Value::Json(Cow::Owned(Value::String(word(number, set).into()).to_json())),
        Type::Duration => Value::Duration(Duration::from_millis(17_250 + small.unsigned_abs() * 1000)),
        Type::Time => {
            let mut units = field.source().places().iter().map(|place| place.stated_unit()).chain([field.unit()]);
            // An HTTP date has whole seconds.
            let nanoseconds = if units.any(|unit| unit == Some(Unit::HttpDate)) { 0 } else { 250_000_000 };
            Value::Time(Timestamp::new(1_700_000_000 + small, nanoseconds).unwrap_or_default())
        }
    }
}

/// Returns a sample text that a restriction allows.
fn text(restriction: Restriction<'_>, number: usize, set: usize) -> String {
    let values = restriction.values();
    let own = values.get(set % values.len().max(1)).map(ToString::to_string);
    let own = own.or_else(|| Some(word_of(restriction.chars()?, number, set)));
    own.unwrap_or_else(|| word(number, set).to_string())
}

fn word(number: usize, set: usize) -> &'static str {
    let words = WORDS.get(set).unwrap_or(&WORDS[0]);
    words.get(number % words.len()).copied().unwrap_or_default()
}

/// Returns a sample text of certain characters: the first, the last and the middle one of each range, from another one on for each
/// number and set.
fn word_of(chars: &str, number: usize, set: usize) -> String {
    let characters: Vec<char> = chars.chars().collect();
    let ranges = characters.chunks_exact(2).filter_map(|range| Some((*range.first()?, *range.last()?)));
    let middle =
        |(first, last): (char, char)| char::from_u32(u32::midpoint(first.into(), last.into())).unwrap_or(first);
    let letters: Vec<char> = ranges.flat_map(|range| [range.0, middle(range), range.1]).collect();
    let length = letters.len().min(3 + set);
    letters.iter().cycle().skip(number + set).take(length).collect()
}

/// Returns a sample list.
fn list(field: &Field<'_>, number: usize, set: usize) -> Vec<String> {
    (0..length(field)).map(|place| format!("{}{place}", word(number, set))).collect()
}

/// Returns the length of a sample list. Without a separator, a text is a list of one element.
fn length(field: &Field<'_>) -> i64 {
    if field.separator().is_some() { 2 } else { 1 }
}

/// Returns the value that is written at the place of a field in any case: the value of a condition, or the code.
fn fixed_value(entry: Entry<'_>, field: &Field<'_>) -> Option<Value<'static>> {
    let envelope = entry.envelope()?;
    let slot = slot(field.source(), envelope)?;
    let conditions = entry.when().iter().chain(envelope.when());
    let literal = conditions.filter(|condition| condition.slot == slot).find_map(|condition| condition.test.written());
    let value = match (literal, entry.code()) {
        (Some(Literal::String(text)), _) => Value::String(Cow::Owned(text.into())),
        (Some(Literal::Integer(number)), _) => Value::Integer(number),
        (Some(Literal::Boolean(flag)), _) => Value::Boolean(flag),
        (None, Some(Code::Integer(code))) if self::slot(envelope.code(), envelope) == Some(slot) => {
            Value::Integer(code)
        }
        (None, Some(Code::String(code))) if self::slot(envelope.code(), envelope) == Some(slot) => {
            Value::String(Cow::Owned(code.into()))
        }
        _ => return None,
    };
    as_type(value, field)
}

/// Returns `true` if a field can be written at a place of its own. A template with an ignored parameter cannot be written.
fn is_writable(entry: Entry<'_>, field: &Field<'_>) -> bool {
    let Some(place) = field.source().written_in(entry.envelope()) else { return field.is_parameter() };
    place.templates().is_empty() || place.written_templates().next().is_some()
}

/// Returns the slot to which the whole of a value is written.
fn slot(source: Source<'_>, envelope: Envelope<'_>) -> Option<u32> {
    let place = source.written_in(Some(envelope))?;
    if !place.templates().is_empty() || place.slots().len() != 1 {
        return None;
    }
    place.slots().first()
}

/// Converts a value to the value that a field reads; `None` if it reads none.
fn as_type(value: Value<'static>, field: &Field<'_>) -> Option<Value<'static>> {
    match (field.ty(), value) {
        (Type::Duration | Type::Time, value) => {
            field_from_text(field, Cow::Owned(value.to_string())).map(Value::into_owned)
        }
        (Type::String, value) => Some(Value::String(Cow::Owned(value.to_string()))),
        (Type::Json, value) => Some(Value::Json(Cow::Owned(value.to_json()))),
        (Type::List, value) => Some(Value::List(Cow::Owned(alloc::vec![value.to_string()]))),
        (Type::Integers, Value::Integer(number)) => Some(Value::Integers(Cow::Owned(alloc::vec![number]))),
        (Type::Integers | Type::Numbers, _) => None,
        (Type::Integer, Value::String(text)) => text.parse().ok().map(Value::Integer),
        (Type::Number, Value::Integer(number)) => number.to_string().parse().ok().map(Value::Number),
        (_, value) => Some(value),
    }
}
