//! Values of fields that are made of choices.

use std::time::Duration;

use errspec_engine::table::{Entry, Field, Table, Type};
use errspec_engine::{Timestamp, Value};

use crate::draw::Draw;

/// Returns a value for each field of an entry, or none where a field is not required.
pub(crate) fn values_of(entry: Entry<'_>, draw: &mut Draw<'_>) -> Vec<Option<Value<'static>>> {
    let is_present = |field: &Field<'_>, draw: &mut Draw<'_>| field.is_required() || !draw.one_in(4);
    entry.carried().iter().map(|field| is_present(&field, draw).then(|| value_of(&field, draw))).collect()
}

/// Returns a value for some of the fields of a table.
pub(crate) fn top_level_values(table: &Table<'_>, draw: &mut Draw<'_>) -> Vec<(String, Value<'static>)> {
    let mut values = Vec::new();
    for field in table.fields() {
        if draw.chance() {
            values.push((field.name().to_owned(), value_of(&field, draw)));
        }
    }
    values
}

/// Returns a value of the type of a field. It is one of those that a restriction names.
fn value_of(field: &Field<'_>, draw: &mut Draw<'_>) -> Value<'static> {
    let values = field.restriction().values();
    match field.ty() {
        Type::String => match values.get(draw.below(values.len())) {
            Some(value) => Value::String(value.to_owned().into()),
            None => Value::String(restricted(field, draw).into()),
        },
        Type::Integer => Value::Integer(draw.integer()),
        Type::Number => Value::Number(draw.float()),
        Type::Boolean => Value::Boolean(draw.chance()),
        Type::List => Value::List((0..draw.below(4)).map(|_| draw.text()).collect::<Vec<_>>().into()),
        Type::Integers => Value::Integers((0..draw.below(4)).map(|_| draw.integer()).collect::<Vec<_>>().into()),
        Type::Numbers => Value::Numbers((0..draw.below(4)).map(|_| draw.float()).collect::<Vec<_>>().into()),
        Type::Json => Value::Json(json(draw, 3).to_string().into()),
        Type::Duration => Value::Duration(Duration::from_millis(draw.integer().unsigned_abs() % (1 << 40))),
        Type::Time => Value::Time(Timestamp::new(draw.integer() % (1 << 36), 0).unwrap_or_default()),
    }
}

/// Returns a text of the characters that a field allows.
fn restricted(field: &Field<'_>, draw: &mut Draw<'_>) -> String {
    let Some(ranges) = field.restriction().chars() else { return draw.text() };
    let ends: Vec<char> = ranges.chars().collect();
    (0..=draw.below(4)).map(|_| *draw.pick(&ends)).collect()
}

/// Returns any JSON value of a few levels.
pub(crate) fn json(draw: &mut Draw<'_>, levels: usize) -> serde_json::Value {
    const NAMES: &[&str] = &["code", "message", "error", "errors", "field", "issue", "0", "", "a/b", "ä", "kind", "ok"];
    match draw.byte() % if levels == 0 { 5 } else { 7 } {
        0 => draw.text().into(),
        1 => draw.integer().into(),
        2 => draw.float().into(),
        3 => draw.chance().into(),
        4 => serde_json::Value::Null,
        5 => (0..draw.below(4)).map(|_| json(draw, levels - 1)).collect(),
        _ => (0..draw.below(4)).map(|_| ((*draw.pick(NAMES)).to_owned(), json(draw, levels - 1))).collect(),
    }
}
