//! Sample values of an entry's fields.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::table::{Condition, Field, IGNORED, Literal, Source, Test, Type};
use crate::template::{Piece, pieces};
use crate::value::Value;
use crate::{Code, Entry};

/// How many sets of samples there are.
pub(super) const SETS: usize = 3;

/// Words that hardly any message has in its fixed text, for each set.
const WORDS: [[&str; 6]; SETS] = [
    ["Quux", "Zyzzy", "Fnord", "Plugh", "Xyzzy", "Wibble"],
    ["7Q", "8V", "9X", "6Z", "5K", "4J"],
    ["qjx vkz", "zkv xjq", "jvq kxz", "xqz vjk", "vzj qkx", "kxv jzq"],
];

/// The sets of fields that a variant can have all at once, by their numbers: only those that it must have; and for every
/// wording of the message those, the wording's own, and those that stand elsewhere. Parameters of several wordings need not go
/// together.
pub(super) fn shapes(entry: Entry) -> Vec<Vec<bool>> {
    let fields = entry.carried();
    let mut shapes = alloc::vec![fields.iter().map(|field| field.required).collect::<Vec<bool>>()];
    let wordings: Vec<&str> = entry.wordings().collect();
    for wording in wordings.iter().copied().chain(wordings.is_empty().then_some("")) {
        let own: Vec<u32> = pieces(wording).filter_map(parameter).collect();
        let has = |(number, field): (u32, &Field)| {
            field.required || own.contains(&number) || (!field.parameter && is_writable(field))
        };
        let shape: Vec<bool> = (0..).zip(fields).map(has).collect();
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

/// A value for each field of a shape, in the order of the fields.
pub(super) fn values(entry: Entry, shape: &[bool], set: usize) -> Vec<Option<Value<'static>>> {
    let all = entry.carried().iter().zip(shape).enumerate();
    all.map(|(number, (field, has))| has.then(|| value(entry, field, number, set))).collect()
}

fn value(entry: Entry, field: &Field, number: usize, set: usize) -> Value<'static> {
    if let Some(value) = said_elsewhere(entry, field) {
        return value;
    }
    let small = i64::try_from(number + set).unwrap_or(0);
    match field.ty {
        Type::String => {
            Value::from(field.values.get(set % field.values.len().max(1)).copied().unwrap_or(word(number, set)))
        }
        Type::Integer => Value::Integer(17 + small),
        Type::Number => Value::Number(1.5 + f64::from(i32::try_from(small).unwrap_or(0))),
        Type::Boolean => Value::Boolean((number + set).is_multiple_of(2)),
        Type::List => Value::List(Cow::Owned(list(field, number, set))),
        Type::Json => Value::from_json(word(number, set)),
    }
}

fn word(number: usize, set: usize) -> &'static str {
    let words = WORDS.get(set).unwrap_or(&WORDS[0]);
    words.get(number % words.len()).copied().unwrap_or_default()
}

/// More than one element where something stands between them; without that, a text is a list of one.
fn list(field: &Field, number: usize, set: usize) -> Vec<String> {
    let count = if field.separator.is_some() { 2 } else { 1 };
    (0..count).map(|place| format!("{}{place}", word(number, set))).collect()
}

impl Value<'static> {
    /// A JSON string, which is what JSON in a text is read as.
    fn from_json(text: &str) -> Self {
        Value::Json(Cow::Owned(Value::from(text).to_json()))
    }
}

/// The value that stands at the place of a field for another reason: a condition asks for it there, or it is the code. Of two
/// that stand at one place that one is written.
fn said_elsewhere(entry: Entry, field: &Field) -> Option<Value<'static>> {
    let slot = slot(field.source)?;
    let envelope = entry.envelope()?;
    let conditions = entry.when().iter().chain(envelope.when);
    let literal = conditions.filter(|condition| condition.slot == slot).find_map(first_literal);
    let value = match (literal, entry.code()) {
        (Some(Literal::String(text)), _) => Value::from(*text),
        (Some(Literal::Integer(number)), _) => Value::Integer(*number),
        (Some(Literal::Boolean(flag)), _) => Value::Boolean(*flag),
        (None, Some(Code::Integer(code))) if self::slot(envelope.code) == Some(slot) => Value::Integer(code),
        (None, Some(Code::String(code))) if self::slot(envelope.code) == Some(slot) => Value::from(code),
        _ => return None,
    };
    Some(as_type(value, field.ty))
}

/// Whether a value has a place where it is written: not one that is only read, nor in a template of which not all is known.
pub(super) fn is_writable(field: &Field) -> bool {
    let Some(place) = field.source.iter().find(|place| !place.read_only) else { return field.parameter };
    let template = place.templates.get(usize::from(place.written));
    template.is_none_or(|template| !pieces(template).any(|piece| piece == Piece::Parameter(IGNORED)))
}

/// Whether something is always written in a slot.
pub(super) fn is_written(entry: Entry, slot: u16) -> bool {
    let required = entry.carried().iter().filter(|field| field.required).map(|field| field.source);
    let code = entry.envelope().filter(|_| entry.code().is_some()).map(|envelope| envelope.code);
    let message = entry.envelope().filter(|_| entry.has_wordings()).map(|envelope| envelope.message);
    required.chain(code).chain(message).any(|source| self::slot(source) == Some(slot))
}

/// The slot in which the whole of a value is written.
fn slot(source: Source) -> Option<u16> {
    let place = source.iter().find(|place| !place.read_only)?;
    place.slots.first().copied()
}

fn first_literal(condition: &Condition) -> Option<&'static Literal> {
    match condition.test {
        Test::Is(literals) => literals.first(),
        Test::Present(_) => None,
    }
}

/// As a field of this type reads it.
fn as_type(value: Value<'static>, ty: Type) -> Value<'static> {
    match (ty, value) {
        (Type::String, value) => Value::String(Cow::Owned(value.to_string())),
        (Type::Json, value) => Value::Json(Cow::Owned(value.to_json())),
        (_, value) => value,
    }
}
