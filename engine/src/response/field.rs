//! Reading of field values.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::values::Values;
#[cfg(feature = "xml")]
use crate::body::repeated_elements;
use crate::body::{Body, Elements, Slot, gather, gather_elements};
use crate::gap::Gap;
use crate::json::escape;
use crate::kind::Kind;
use crate::location::segments;
use crate::matcher::fits;
use crate::number::{decimal, is_wide, ungrouped, whole};
use crate::search::position;
use crate::table::{Field, Place, Type};
use crate::timed::Timed;
use crate::value::Value;

impl<'b> Values<'_, 'b, '_> {
    /// Returns the value of a field: the one at its own places, or else the text of its `parameter` in the message.
    pub(crate) fn field<'v>(&self, field: &Field<'_>, parameter: Option<&'v str>) -> Option<Value<'v>>
    where
        'b: 'v,
    {
        let own = field.source().places().iter().find_map(|place| self.field_at(field, &place));
        own.or_else(|| field_from_text(field, Cow::Borrowed(parameter?)))
    }

    #[inline]
    fn field_at(&self, field: &Field<'_>, place: &Place<'_>) -> Option<Value<'b>> {
        if let Some(number) = place.plain() {
            let slot = self.slot(number);
            // The most common case: a string with any value.
            if slot.kind == Kind::Plain && field.ty() == Type::String && !field.is_restricted() {
                return Some(Value::String(self.body.part(slot)));
            }
            if let Some(timed) = Timed::of(field) {
                return self.timed_field(timed, place);
            }
            if !slot.is_absent() {
                return field_from_slot(field, slot, self.body);
            }
            if self.has_slots_alone() {
                return None;
            }
            if let Some(value) = self.field_in_text(field, number) {
                return value;
            }
        } else if !place.is_in(self.envelope) {
            return None;
        } else if let Some(rest) = place.rest() {
            return self.gathered_field(field, place, rest);
        } else if let Some(timed) = Timed::of(field) {
            return self.timed_field(timed, place);
        } else if let Some(number) = place.whole_slot() {
            // The place is that of one envelope alone.
            match self.slot(number) {
                slot if !slot.is_absent() => return field_from_slot(field, slot, self.body),
                _ => {
                    if let Some(value) = self.field_in_text(field, number) {
                        return value;
                    }
                }
            }
        }
        let text = self.scalar(place)?.text.into_text();
        match self.is_repeated(place) {
            true => self.field_in_lines(field, place),
            false => field_from_text(field, text),
        }
    }
}

impl<'b> Values<'_, 'b, '_> {
    /// Returns the value of a field at a place of a header that is repeated: a list of all lines, or else the first that is of the type.
    #[cold]
    fn field_in_lines(&self, field: &Field<'_>, place: &Place<'_>) -> Option<Value<'b>> {
        let lines = || self.texts_in_lines(place);
        if !field.ty().is_list() {
            return lines().find_map(|text| field_from_text(field, Cow::Owned(text)));
        }
        let elements = lines().flat_map(|text| split(field, &text)).collect();
        list_of(field.ty(), elements)
    }
}

impl<'b> Values<'_, 'b, '_> {
    /// Returns the duration or the point in time at a place.
    #[cold]
    fn timed_field(&self, timed: Timed, place: &Place<'_>) -> Option<Value<'b>> {
        let timed = timed.with_unit(place.stated_unit());
        let found = self.whole_scalar(place)?;
        let text = found.text.as_str();
        if place.templates().is_empty() {
            return timed.parse(text);
        }
        let gap = |number| if number == 0 { Gap::Timed(timed) } else { Gap::Any };
        let mut captures = alloc::vec![None; place.parameters().len().max(1)];
        place.templates().iter().find(|template| fits(template, text, &gap, &mut captures))?;
        timed.parse(captures.first().copied().flatten()?)
    }

    /// Returns the value of a field in a slot of a text that is a body of its own; `None` if the slot has no value there.
    fn field_in_text(&self, field: &Field<'_>, number: u32) -> Option<Option<Value<'static>>> {
        let has_texts = self.table.has_embedded();
        has_texts.then(|| self.in_text(number, |body, slot| field_in(field, slot, body))).flatten()
    }

    /// Returns the gathered values of a field of type list or json; `None` if there are none. A list has those that are texts.
    #[cold]
    fn gathered_field(&self, field: &Field<'_>, place: &Place<'_>, rest: &str) -> Option<Value<'b>> {
        let number = place.slots().first()?;
        match self.slot(number) {
            slot if slot.is_absent() && self.table.has_embedded() => {
                self.in_text(number, |body, container| gathered_in(field, (body, container), rest)).flatten()
            }
            container => gathered_in(field, (self.body, container), rest),
        }
    }
}

/// Returns the value of a field in a text that does not live as long as the body.
#[cold]
fn field_in(field: &Field<'_>, slot: Slot, body: Body<'_>) -> Option<Value<'static>> {
    field_from_slot(field, slot, body).map(Value::into_owned)
}

/// Returns the values that are gathered in a container of a body; `None` if there are none.
fn gathered_in(field: &Field<'_>, (body, container): (Body<'_>, Slot), rest: &str) -> Option<Value<'static>> {
    let is_name = rest.ends_with("~#");
    let mut texts = Vec::new();
    let each = if field.ty().is_list() && !is_name { gather_elements } else { gather };
    each(body, container, &segments(rest), &mut |gathered| {
        let slot = if is_name { gathered.name } else { gathered.value };
        let text = match field.ty() {
            Type::Json => slot.json(body),
            _ => slot.text(body).map(Cow::into_owned),
        };
        texts.extend(text);
    });
    match (field.ty(), texts.is_empty()) {
        (_, true) => None,
        (Type::Json, _) => Some(Value::Json(Cow::Owned(["[", &texts.join(","), "]"].concat()))),
        (ty, _) => some_of(ty, texts),
    }
}

/// Returns the value of a field from a text; `None` if the text is not of the field's type.
#[must_use]
pub fn field_from_text<'b>(field: &Field<'_>, text: Cow<'b, str>) -> Option<Value<'b>> {
    match field.ty() {
        Type::String => {
            let is_value = !field.is_restricted() || Gap::for_field(field).is(&text);
            is_value.then_some(Value::String(text))
        }
        Type::Integer => integer_value(&digits(field, text.trim())?),
        Type::Number => decimal(&digits(field, text.trim())?).map(Value::Number),
        Type::Boolean => text.parse().ok().map(Value::Boolean),
        Type::List | Type::Integers | Type::Numbers if text.is_empty() && field.is_not_empty() => None,
        Type::List => Some(Value::List(Cow::Owned(split(field, &text)))),
        Type::Integers => integers_in(field, &text),
        Type::Numbers => list_of(Type::Numbers, split(field, &text)),
        Type::Json => {
            let mut json = String::new();
            escape(&text, &mut json);
            Some(Value::Json(Cow::Owned(json)))
        }
        Type::Duration | Type::Time => Timed::of(field)?.parse(&text),
    }
}

/// Returns a number without the text between groups of digits.
fn digits<'x>(field: &Field<'_>, text: &'x str) -> Option<Cow<'x, str>> {
    match field.thousands() {
        Some(thousands) => ungrouped(text, thousands),
        None => Some(Cow::Borrowed(text)),
    }
}

/// Returns an integer. One beyond `i64` is a JSON value.
fn integer_value(text: &str) -> Option<Value<'static>> {
    let wide = || is_wide(text).then(|| Value::Json(Cow::Owned(text.into())));
    whole(text).map(Value::Integer).or_else(wide)
}

/// Returns a list with an integer beyond `i64`, which is a JSON value; `None` if an element is no integer.
#[cold]
fn wide_list(texts: impl Iterator<Item = String>) -> Option<Value<'static>> {
    let integer = |text: String| integer_value(text.trim()).map(|value| value.to_json());
    let integers: Option<Vec<String>> = texts.map(integer).collect();
    Some(Value::Json(Cow::Owned(["[", &integers?.join(","), "]"].concat())))
}

/// Returns a list of a type from the texts of its elements; `None` if one of them is not of the type.
fn list_of(ty: Type, texts: Vec<String>) -> Option<Value<'static>> {
    let texts = texts.into_iter();
    match ty {
        Type::Integers => {
            let integers: Option<Vec<i64>> = texts.as_slice().iter().map(|text| whole(text.trim())).collect();
            integers.map(|integers| Value::Integers(Cow::Owned(integers))).or_else(|| wide_list(texts))
        }
        Type::Numbers => {
            let numbers: Option<Vec<f64>> = texts.map(|text| decimal(text.trim())).collect();
            Some(Value::Numbers(Cow::Owned(numbers?)))
        }
        _ => Some(Value::List(Cow::Owned(texts.collect()))),
    }
}

fn split(field: &Field<'_>, text: &str) -> Vec<String> {
    match field.separator() {
        _ if text.is_empty() => Vec::new(),
        Some(separator) => split_at(separator, text),
        None => alloc::vec![text.into()],
    }
}

/// Returns the list of the integers in a text.
fn integers_in(field: &Field<'_>, text: &str) -> Option<Value<'static>> {
    let separator = field.separator().unwrap_or_default();
    let mut integers = Vec::with_capacity(count(separator, text));
    let mut are_all = !text.is_empty();
    each_piece(separator, text, &mut |piece| match whole(piece.trim()) {
        Some(integer) => integers.push(integer),
        None => are_all = false,
    });
    if are_all { Some(Value::Integers(Cow::Owned(integers))) } else { list_of(Type::Integers, split(field, text)) }
}

fn split_at(separator: &str, text: &str) -> Vec<String> {
    let mut parts = Vec::with_capacity(count(separator, text));
    each_piece(separator, text, &mut |piece| parts.push(piece.into()));
    parts
}

/// Returns the number of the pieces of a long text. The list of them would take several times its size if it grew. For a short text, it is a
/// number that is usually enough.
fn count(separator: &str, text: &str) -> usize {
    const LONG: usize = 4096;
    if text.len() < LONG || separator.is_empty() { 4 } else { text.matches(separator).count() + 1 }
}

/// Calls `take` with the pieces of a text between separators. A separator is only about two bytes long: a search for its first byte is cheaper
/// than the general substring search, which has a set-up cost.
fn each_piece(separator: &str, text: &str, take: &mut dyn FnMut(&str)) {
    let (mut begin, mut at) = (0, 0);
    if let Some(first) = separator.as_bytes().first() {
        while let Some(found) = text.as_bytes().get(at..).and_then(|rest| position(*first, rest)) {
            at += found;
            if text.get(at..).is_some_and(|rest| rest.starts_with(separator)) {
                take(text.get(begin..at).unwrap_or_default());
                at += separator.len();
                begin = at;
            } else {
                at += 1;
            }
        }
    }
    take(text.get(begin..).unwrap_or_default());
}

/// Returns the value of a field from a value of a body; `None` if the value is not of the field's type.
#[must_use]
pub fn field_from_slot<'b>(field: &Field<'_>, slot: Slot, body: Body<'b>) -> Option<Value<'b>> {
    match (field.ty(), slot.kind) {
        (Type::Json, _) => slot.json(body).map(|json| Value::Json(Cow::Owned(json))),
        (ty, Kind::Array) if ty.is_list() => list(field, slot, body),
        #[cfg(feature = "xml")]
        (ty, Kind::Xml | Kind::Elements) if ty.is_list() && field.separator().is_none() => {
            list_of_elements(field, slot, body)
        }
        (_, Kind::Array | Kind::Object | Kind::Elements) => None,
        (Type::Integer, Kind::Number) => integer_value(&slot.text(body)?),
        (ty, Kind::True | Kind::False | Kind::Number) if ty.is_list() => {
            list_of(ty, alloc::vec![slot.text(body)?.into_owned()])
        }
        _ => field_from_text(field, slot.text(body)?),
    }
}

/// Returns the elements of an array that are of the type of a list; `None` if it has elements, and none is.
fn list(field: &Field<'_>, array: Slot, body: Body<'_>) -> Option<Value<'static>> {
    let mut elements = Elements::new(body.bytes, array).peekable();
    if elements.peek().is_none() {
        return if field.is_not_empty() { None } else { list_of(field.ty(), Vec::new()) };
    }
    some_of(field.ty(), elements.filter_map(|element| element.value.text(body).map(Cow::into_owned)).collect())
}

/// Returns a list of the texts that are of its type; `None` if none is.
fn some_of(ty: Type, mut texts: Vec<String>) -> Option<Value<'static>> {
    texts.retain(|text| is_element(ty, text));
    if texts.is_empty() { None } else { list_of(ty, texts) }
}

/// Returns `true` if a text is an element of a list of a type.
fn is_element(ty: Type, text: &str) -> bool {
    match ty {
        Type::Integers => integer_value(text.trim()).is_some(),
        Type::Numbers => decimal(text.trim()).is_some(),
        _ => true,
    }
}

/// Returns `true` if the value of a field that is one number is written as in JSON, also in a string: not `+5`, `05`, `1.` or `.5`.
pub(crate) fn is_numeral(field: &Field<'_>, slot: Slot, body: Body<'_>) -> bool {
    if !matches!(field.ty(), Type::Integer | Type::Number) || slot.kind == Kind::Number || field.thousands().is_some() {
        return true;
    }
    slot.text(body).is_none_or(|text| Gap::Number.is(text.trim()))
}

/// Returns `true` if all elements of a list in a body are of the type of a field. `null` is no element.
pub(crate) fn is_whole_list(field: &Field<'_>, slot: Slot, body: Body<'_>) -> bool {
    let is_written = |text: &str| !matches!(field.ty(), Type::Integers | Type::Numbers) || Gap::Number.is(text.trim());
    let is_of =
        |element: Slot| element.text(body).is_some_and(|text| is_element(field.ty(), &text) && is_written(&text));
    match slot.kind {
        Kind::Array => Elements::new(body.bytes, slot).all(|element| element.value.is_absent() || is_of(element.value)),
        #[cfg(feature = "xml")]
        Kind::Elements => repeated_elements(body, slot).into_iter().all(is_of),
        _ => true,
    }
}

/// Returns the texts of XML elements that repeat, without those that have nested elements instead; `None` if all have.
#[cfg(feature = "xml")]
fn list_of_elements<'b>(field: &Field<'_>, slot: Slot, body: Body<'b>) -> Option<Value<'b>> {
    let elements = repeated_elements(body, slot);
    if let [only] = elements.as_slice() {
        return field_from_text(field, only.text(body)?);
    }
    some_of(field.ty(), elements.iter().filter_map(|element| element.text(body).map(Cow::into_owned)).collect())
}
