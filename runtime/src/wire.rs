//! A response as the decoder sees it: slots that say where values stand, and the readings of them that a table asks for.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::code::{integer, integer_in};
use crate::json::{Elements, Json, WHOLE, position};
use crate::said::{Received, Said};
use crate::slot::{Body, Kind, Slot};
use crate::table::{Alternative, Condition, Field, Literal, Source, Test, Type};
use crate::template::{self, Gap};
use crate::value::Value;

/// What of a response has been noted. Slots beyond those of the body are those of headers.
#[derive(Clone, Copy)]
pub(crate) struct Wire<'b, 's> {
    pub(crate) body: Body<'b>,
    pub(crate) slots: &'s [Slot],
    pub(crate) headers: &'s [(u16, String)],
}

/// A string or a number that stands somewhere.
#[derive(Debug, Clone)]
pub(crate) struct Text<'b> {
    pub(crate) text: Said<'b>,
    /// Whether it is a number there.
    pub(crate) number: bool,
}

impl<'b> Text<'b> {
    #[inline]
    fn string(text: Cow<'b, str>) -> Self {
        Self { text: Said::Made(text), number: false }
    }
}

impl<'b> Wire<'b, '_> {
    /// What stands in a slot of the body.
    #[inline]
    pub(crate) fn slot(&self, number: u16) -> Slot {
        self.slots.get(usize::from(number)).copied().unwrap_or(Slot::ABSENT)
    }

    #[inline]
    pub(crate) fn header(&self, number: u16) -> Option<&str> {
        self.headers.iter().find(|(own, _)| *own == number).map(|(_, value)| value.as_str())
    }

    /// Whether anything stands in a slot, of the body or a header.
    #[inline]
    pub(crate) fn is_present(&self, number: u16) -> bool {
        !self.slot(number).is_absent() || self.header(number).is_some()
    }

    /// The text of what stands in a slot: a string, a number, a truth value.
    fn any_text(&self, number: u16) -> Option<Cow<'b, str>> {
        match self.slot(number).text(self.body) {
            None => self.header(number).map(|value| Cow::Owned(value.into())),
            found => found,
        }
    }

    /// The string or number that an alternative finds.
    #[inline(always)]
    pub(crate) fn alternative(&self, place: &Alternative) -> Option<Text<'b>> {
        if let ([one], []) = (place.slots, place.templates) {
            let slot = self.slot(*one);
            if let Kind::Plain | Kind::Number = slot.kind {
                return Some(Text { text: self.body.said(slot), number: slot.kind == Kind::Number });
            }
            if slot.is_absent() && self.headers.is_empty() {
                return None;
            }
        }
        self.other_alternative(place)
    }

    fn other_alternative(&self, place: &Alternative) -> Option<Text<'b>> {
        let found = match place.slots {
            [one] => match self.slot(*one) {
                slot if slot.is_text() => {
                    let text = match slot.kind {
                        Kind::Plain | Kind::Number => self.body.said(slot),
                        _ => Said::Made(slot.text(self.body)?),
                    };
                    Text { text, number: slot.kind == Kind::Number }
                }
                slot if slot.is_absent() => Text::string(Cow::Owned(self.header(*one)?.into())),
                _ => return None,
            },
            several => Text::string(Cow::Owned(self.joined(several, place.with)?)),
        };
        if place.templates.is_empty() {
            return Some(found);
        }
        part(place.templates, found.text.into_text()).map(Text::string)
    }

    /// The code that an alternative finds; an empty one is none.
    #[inline(always)]
    pub(crate) fn code(&self, place: &Alternative) -> Option<Received<'b>> {
        if let ([one], []) = (place.slots, place.templates) {
            let slot = self.slot(*one);
            // By far the most codes: they need no text.
            if slot.kind == Kind::Number
                && let Some(number) = integer_in(self.body.raw(slot))
            {
                return Some(Received::Integer(number));
            }
        }
        let found = self.alternative(place).filter(|code| !code.text.is_empty())?;
        Some(Received::new(found))
    }

    fn joined(&self, slots: &[u16], with: &str) -> Option<String> {
        let mut out: Option<String> = None;
        for number in slots.iter().copied().filter(|number| {
            let slot = self.slot(*number);
            slot.is_absent() || slot.is_text()
        }) {
            let Some(text) = self.any_text(number) else { continue };
            let out = match &mut out {
                Some(out) => {
                    out.push_str(with);
                    out
                }
                none => none.insert(String::new()),
            };
            out.push_str(&text);
        }
        out
    }

    /// The first string or number that a source finds; an empty one only if there is no other.
    #[inline(always)]
    pub(crate) fn said(&self, source: Source) -> Option<Said<'b>> {
        match self.plain(source) {
            Some(bytes) => Some(Said::Plain(bytes)),
            None => self.other_said(source),
        }
    }

    /// The bytes of the text that a source finds, where they are simply to be had.
    #[inline(always)]
    pub(crate) fn plain(&self, source: Source) -> Option<&'b [u8]> {
        if let ([one], []) = source.first().map(|place| (place.slots, place.templates))? {
            let slot = self.slots.get(usize::from(*one))?;
            if let Kind::Plain | Kind::Number = slot.kind
                && self.body.valid
                && slot.start < slot.end
            {
                return self.body.bytes.get(slot.start..slot.end);
            }
        }
        None
    }

    pub(crate) fn other_said(&self, source: Source) -> Option<Said<'b>> {
        let mut empty = None;
        for place in source {
            match self.alternative(place).map(|found| found.text) {
                Some(found) if found.is_empty() => empty = empty.or(Some(found)),
                Some(found) => return Some(found),
                None => {}
            }
        }
        empty
    }

    /// What stands at the first place of a source where anything does.
    #[inline]
    pub(crate) fn raw(&self, source: Source) -> &Slot {
        for number in source.iter().filter_map(|place| place.slots.first()) {
            if let Some(slot) = self.slots.get(usize::from(*number)).filter(|slot| !slot.is_absent()) {
                return slot;
            }
        }
        &Slot::ABSENT
    }

    /// Whether anything stands at a place of a source.
    #[inline(always)]
    pub(crate) fn stands(&self, source: Source) -> bool {
        for place in source {
            for number in place.slots {
                if self.is_present(*number) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether anything stands at a place of a source that is in the body.
    #[inline]
    pub(crate) fn stands_in_body(&self, source: Source) -> bool {
        source.iter().flat_map(|place| place.slots).any(|number| !self.slot(*number).is_absent())
    }

    /// Whether all conditions hold.
    #[inline]
    pub(crate) fn holds(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| match condition.test {
            Test::Present(wanted) => self.is_present(condition.slot) == wanted,
            Test::Is(literals) => literals.iter().any(|literal| self.is(condition.slot, *literal)),
        })
    }

    fn is(&self, number: u16, literal: Literal) -> bool {
        match self.slot(number) {
            Slot::ABSENT => self.header(number).is_some_and(|text| literal_is(literal, text)),
            slot => slot.is(literal, self.body),
        }
    }

    /// The value of a field: where it stands by itself, else the `parameter` of the message.
    pub(crate) fn field<'v>(&self, field: &Field, parameter: Option<&'v str>) -> Option<Value<'v>>
    where
        'b: 'v,
    {
        let by_itself = field.source.iter().find_map(|place| self.field_at(field, place));
        by_itself.or_else(|| from_text(field, Cow::Borrowed(parameter?)))
    }

    #[inline]
    fn field_at(&self, field: &Field, place: &Alternative) -> Option<Value<'b>> {
        if let ([one], []) = (place.slots, place.templates) {
            let slot = self.slot(*one);
            // By far the most fields are any text.
            if slot.kind == Kind::Plain && field.ty == Type::String && field.values.is_empty() {
                return Some(Value::String(self.body.part(slot)));
            }
            if !slot.is_absent() {
                return from_slot(field, slot, self.body);
            }
            if self.headers.is_empty() {
                return None;
            }
        }
        from_text(field, self.alternative(place)?.text.into_text())
    }
}

impl Slot {
    /// Whether it holds a value that a condition asks for.
    pub(crate) fn is(self, literal: Literal, body: Body<'_>) -> bool {
        match (literal, self.kind) {
            (Literal::Boolean(flag), Kind::True) => flag,
            (Literal::Boolean(flag), Kind::False) => !flag,
            // What stands in a form or a line has no type but text.
            (Literal::Boolean(_), Kind::Number | Kind::Escaped | Kind::Array | Kind::Object) => false,
            (_, Kind::True | Kind::False) => false,
            (Literal::Integer(wanted), Kind::Number) => self.text(body).and_then(|text| whole(&text)) == Some(wanted),
            _ => self.text(body).is_some_and(|text| literal_is(literal, &text)),
        }
    }
}

/// Whether a text is the literal.
fn literal_is(literal: Literal, text: &str) -> bool {
    match literal {
        Literal::String(wanted) => text == wanted,
        Literal::Integer(wanted) => integer(text) == Some(wanted),
        Literal::Boolean(flag) => text == if flag { "true" } else { "false" },
    }
}

/// The part of a text that parameter 0 of the first template that fits stands for.
fn part<'b>(templates: &[&'static str], text: Cow<'b, str>) -> Option<Cow<'b, str>> {
    match text {
        Cow::Borrowed(text) => part_of(templates, text).map(Cow::Borrowed),
        Cow::Owned(text) => part_of(templates, &text).map(|part| Cow::Owned(part.into())),
    }
}

fn part_of<'t>(templates: &[&'static str], text: &'t str) -> Option<&'t str> {
    // Only parameter 0 is kept; the others need a place only where they stand twice.
    let mut captures = [None; 16];
    let fitting = templates.iter().find(|template| template::fits(template, text, &|_| Gap::Any, &mut captures));
    fitting.and(captures.first().copied().flatten())
}

/// The value of a field from the text that stands for it.
pub(crate) fn from_text<'b>(field: &Field, text: Cow<'b, str>) -> Option<Value<'b>> {
    match field.ty {
        Type::String if field.values.is_empty() || field.values.contains(&text.as_ref()) => Some(Value::String(text)),
        Type::String => None,
        Type::Integer => text.parse().ok().map(Value::Integer),
        Type::Number => number(&text).map(Value::Number),
        Type::Boolean => text.parse().ok().map(Value::Boolean),
        Type::List => Some(Value::List(Cow::Owned(split(field, &text)))),
        Type::Json => Some(Value::Json(Cow::Owned(Json::string(&text)))),
    }
}

fn split(field: &Field, text: &str) -> Vec<String> {
    match field.separator {
        _ if text.is_empty() => Vec::new(),
        Some(separator) => split_at(separator, text),
        None => alloc::vec![text.into()],
    }
}

/// The parts between separators. A separator is two bytes long or so: to look for its first byte costs less than the general
/// search for a string, which has to prepare itself.
fn split_at(separator: &str, text: &str) -> Vec<String> {
    let mut parts = Vec::with_capacity(4);
    let (mut begin, mut at) = (0, 0);
    if let Some(first) = separator.as_bytes().first() {
        while let Some(found) = text.as_bytes().get(at..).and_then(|rest| position(*first, rest)) {
            at += found;
            if text.get(at..).is_some_and(|rest| rest.starts_with(separator)) {
                parts.push(text.get(begin..at).unwrap_or_default().into());
                at += separator.len();
                begin = at;
            } else {
                at += 1;
            }
        }
    }
    parts.push(text.get(begin..).unwrap_or_default().into());
    parts
}

/// The value of a field from what stands in a body.
pub(crate) fn from_slot<'b>(field: &Field, slot: Slot, body: Body<'b>) -> Option<Value<'b>> {
    match (field.ty, slot.kind) {
        (Type::Json, _) => slot.json(body).map(|json| Value::Json(Cow::Owned(json))),
        (Type::List, Kind::Array) => Some(Value::List(Cow::Owned(list(slot, body)?))),
        (_, Kind::Array | Kind::Object) => None,
        (Type::Integer, Kind::Number) => whole(&slot.text(body)?).map(Value::Integer),
        (Type::Integer | Type::Number, Kind::True | Kind::False) => None,
        (Type::List, Kind::True | Kind::False | Kind::Number) => {
            Some(Value::List(Cow::Owned(alloc::vec![slot.text(body)?.into_owned()])))
        }
        _ => from_text(field, slot.text(body)?),
    }
}

/// The strings, numbers and truth values of an array; `None` if it holds anything else.
fn list(array: Slot, body: Body<'_>) -> Option<Vec<String>> {
    let mut items = Vec::new();
    let mut elements = Elements::new(body.bytes, array);
    let mut slots = [Slot::ABSENT];
    while elements.next(&WHOLE, 0, &mut slots).is_some() {
        let [item] = core::mem::replace(&mut slots, [Slot::ABSENT]);
        items.push(item.text(body)?.into_owned());
    }
    Some(items)
}

/// The `i64` that a JSON number is, also one written with a fraction of zeros or an exponent.
pub(crate) fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let number = number(text)?;
    // Within these bounds every whole `f64` is an `i64`, so nothing is lost.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    let integer = number as i64;
    #[allow(clippy::cast_precision_loss)]
    let same = (integer as f64).to_bits() == number.to_bits();
    (same && number.abs() <= EXACT).then_some(integer)
}

/// A JSON number that `f64` can hold.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}
