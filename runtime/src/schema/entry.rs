//! The body of an entry, as the encoder writes it.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::words::Words;
use super::{Member, Shape};
use crate::encode::{segments, written};
use crate::table::{BodyKind, Condition, Envelope, Field, Layout, Literal, Source, Table, Test, Type};
use crate::value::Value;
use crate::{Code, Entry, Json};

/// How an entry is written.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "utoipa"), allow(dead_code, reason = "only OpenAPI has media types"))]
pub(crate) struct Described {
    pub(crate) entry: Entry,
    /// The one with which it is sent first, then those others that it states one by one.
    pub(crate) statuses: Vec<u16>,
    pub(crate) media_type: &'static str,
    pub(crate) shape: Shape,
    /// What always stands where the envelope of this number has its code.
    pub(crate) identity: Option<(usize, Vec<Json>)>,
}

/// How an entry is written; `None` if it has no envelope.
pub(crate) fn describe(entry: Entry) -> Option<Described> {
    let envelope = entry.envelope()?;
    let number = entry.table.envelopes.iter().position(|own| core::ptr::eq(own, envelope))?;
    let sent = entry.status().or(envelope.default_status).unwrap_or(500);
    let mut statuses = alloc::vec![sent];
    let stated = entry.statuses().iter().filter(|(low, high)| low == high).map(|(status, _)| *status);
    stated.for_each(|status| {
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    });
    let (body, identity) = if envelope.body == BodyKind::Json {
        let sketch = Sketch::of(entry, envelope);
        let body = sketch.lay_out();
        let identity = body.as_ref().and_then(|(body, star)| sketch.identity(envelope.code, body, star));
        (body.map_or(Shape::Any, |(body, _)| body), identity)
    } else {
        (Shape::STRING, None)
    };
    let shape = Shape::Titled { title: entry.name(), description: entry.summary(), of: Box::new(body) };
    let identity = identity.map(|identity| (number, identity));
    Some(Described { entry, statuses, media_type: envelope.media_type, shape, identity })
}

/// The body of an entry before it is laid out.
struct Sketch {
    layout: &'static Layout,
    /// Slots that conditions want absent.
    absent: Vec<u16>,
    marks: Vec<Mark>,
}

/// A value at a slot.
struct Mark {
    slot: u16,
    shape: Shape,
    /// Its text, if all of it is known.
    text: Option<String>,
    /// Whether it is always there.
    required: bool,
}

/// What is known of a value that is written at a source.
struct Written {
    words: Words,
    shape: Shape,
    required: bool,
}

impl Written {
    fn text(words: Words, required: bool) -> Self {
        Self { shape: words.shape(), words, required }
    }
}

impl Sketch {
    /// In the order of the encoder: of two values at one place the later is written.
    fn of(entry: Entry, envelope: &'static Envelope) -> Self {
        let conditions = envelope.when.iter().chain(entry.when());
        let absent = conditions.filter(|condition| matches!(condition.test, Test::Present(false)));
        let absent = absent.map(|condition| condition.slot).collect();
        let mut sketch = Self { layout: &entry.table.body, absent, marks: Vec::new() };
        let code = entry.code().map(|code| Words::fixed(&code.to_string()));
        let message = Message::of(entry);
        let other = |name: &str| match name {
            "code" => code.clone().map(|code| (code, true)),
            "message" => message.as_ref().map(|message| (message.words.clone(), message.required)),
            _ => None,
        };
        sketch.fields(entry);
        if let Some(message) = &message {
            let (words, required) = (message.words.clone(), message.required);
            sketch.source(envelope.message, Written { words, shape: message.shape(entry), required }, &other);
        }
        sketch.conditions(envelope.when);
        sketch.conditions(entry.when());
        sketch.source(envelope.request_id, Written::text(Words::open(), false), &other);
        sketch.retry_after(entry, envelope, &other);
        if let Some(value) = entry.code().map(code_written) {
            let whole =
                written(envelope.code).is_some_and(|place| place.templates.is_empty() && place.slots.len() == 1);
            let shape = if whole { value.shape } else { value.words.shape() };
            sketch.source(envelope.code, Written { shape, ..value }, &other);
        }
        let words = Words::open();
        let shape = if envelope.status_as_string { words.shape() } else { Shape::Integer };
        sketch.source(envelope.status, Written { words, shape, required: true }, &other);
        sketch.tree(envelope.details, details(entry.table, envelope), false);
        sketch
    }

    fn fields(&mut self, entry: Entry) {
        for field in entry.table.fields {
            self.field(field, false, &|name| {
                let other = entry.table.fields.iter().find(|field| field.name == name)?;
                Some((Words::of(other), false))
            });
        }
        for field in entry.carried() {
            self.field(field, field.required, &|name| {
                let other = entry.carried().iter().find(|field| field.name == name)?;
                Some((Words::of(other), other.required))
            });
        }
    }

    fn field(&mut self, field: &Field, required: bool, other: &dyn Fn(&str) -> Option<(Words, bool)>) {
        self.source(field.source, Written { words: Words::of(field), shape: field_shape(field), required }, other);
    }

    /// A value at the first place of a source that is written: within its template, or split over several locations.
    fn source(&mut self, source: Source, value: Written, other: &dyn Fn(&str) -> Option<(Words, bool)>) {
        let Some(place) = written(source) else { return };
        let Written { mut words, mut shape, mut required } = value;
        if let Some(template) = place.templates.get(usize::from(place.written)) {
            let lent = core::cell::Cell::new(required);
            let filled = Words::fill(template, &|number| {
                if number == 0 {
                    return Some(words.clone());
                }
                let (words, always) = other(place.names.get(usize::try_from(number).ok()?)?)?;
                lent.set(lent.get() && always);
                Some(words)
            });
            let Some(filled) = filled else { return };
            (words, required) = (filled, lent.get());
            shape = words.shape();
        }
        match (place.slots, words.constant()) {
            ([slot], text) => self.marks.push(Mark { slot: *slot, shape, text, required }),
            (slots, Some(text)) => {
                for (slot, part) in slots.iter().zip(text.splitn(slots.len(), place.with)) {
                    let shape = Words::fixed(part).shape();
                    self.marks.push(Mark { slot: *slot, shape, text: Some(part.to_owned()), required });
                }
            }
            (slots, None) => {
                let open = |slot: &u16| Mark { slot: *slot, shape: Shape::STRING, text: None, required: false };
                self.marks.extend(slots.iter().map(open));
            }
        }
    }

    fn tree(&mut self, source: Source, shape: Shape, required: bool) {
        if let Some(slot) = written(source).and_then(|place| place.slots.first()) {
            self.marks.push(Mark { slot: *slot, shape, text: None, required });
        }
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            let Test::Is(literals) = condition.test else { continue };
            let Some(literal) = literals.first() else { continue };
            let value = match literal {
                Literal::String(text) => Value::from(*text),
                Literal::Integer(number) => Value::Integer(*number),
                Literal::Boolean(flag) => Value::Boolean(*flag),
            };
            let (shape, text) = (Shape::Values(alloc::vec![value.to_json()]), Some(value.to_string()));
            self.marks.push(Mark { slot: condition.slot, shape, text, required: true });
        }
    }

    fn retry_after(&mut self, entry: Entry, envelope: &Envelope, other: &dyn Fn(&str) -> Option<(Words, bool)>) {
        let required = entry.retry_after().is_some();
        let Some(place) = written(envelope.retry_after) else { return };
        if place.templates.is_empty() {
            self.tree(envelope.retry_after, Shape::Number, required);
        } else {
            self.source(envelope.retry_after, Written::text(Words::open(), required), other);
        }
    }

    fn location(&self, slot: u16) -> Option<&'static str> {
        self.layout.locations.get(usize::from(slot)).copied()
    }

    /// The body, and what a `*` stands for; `None` where that is not known.
    fn lay_out(&self) -> Option<(Shape, String)> {
        let is_name = |mark: &&Mark| self.location(mark.slot).is_some_and(|location| location.ends_with("~#"));
        let star = match self.marks.iter().find(is_name) {
            None => "0".to_owned(),
            Some(mark) => mark.text.clone()?,
        };
        let mut body = None;
        for mark in self.marks.iter().filter(is_name) {
            let location = self.location(mark.slot)?;
            body = Some(Shape::set(body, &segments(location), &star, Shape::Object(Vec::new()), mark.required));
        }
        for mark in self.marks.iter().filter(|mark| !is_name(mark) && !self.absent.contains(&mark.slot)) {
            // A header is no part of the body.
            let Some(location) = self.location(mark.slot) else { continue };
            body = Some(Shape::set(body, &segments(location), &star, mark.shape.clone(), mark.required));
        }
        Some((body.unwrap_or(Shape::Object(Vec::new())), star))
    }

    /// What always stands where the code stands.
    fn identity(&self, code: Source, body: &Shape, star: &str) -> Option<Vec<Json>> {
        let slots = written(code)?.slots.iter();
        let constant = |slot: &u16| {
            let location = self.location(*slot).filter(|location| !location.ends_with("~#"))?;
            body.constant(&segments(location), star).cloned()
        };
        slots.map(constant).collect()
    }
}

/// The message of an entry.
struct Message {
    words: Words,
    required: bool,
}

impl Message {
    fn of(entry: Entry) -> Option<Self> {
        let wording = entry.written()?;
        let parameter = |number: u32| entry.carried().get(usize::try_from(number).ok()?).map(Words::of);
        // Which of several wordings is written depends on the values that are there.
        let one = entry.wordings().nth(1).is_none() && !entry.any_text();
        let words = one.then(|| Words::fill(wording, &parameter)).flatten().unwrap_or_else(Words::open);
        Some(Self { words, required: !entry.any_text() || entry.code().is_none() })
    }

    /// Without a code the message is what makes the body the entry's; else it may be worded otherwise some day.
    fn shape(&self, entry: Entry) -> Shape {
        if entry.code().is_none() {
            return self.words.shape();
        }
        Shape::Text { pattern: None, example: entry.messages().into_iter().next() }
    }
}

fn code_written(code: Code<'_>) -> Written {
    let json = match code {
        Code::Integer(number) => Value::Integer(number).to_json(),
        Code::String(text) => Json::string(text),
    };
    Written { words: Words::fixed(&code.to_string()), shape: Shape::Values(alloc::vec![json]), required: true }
}

fn field_shape(field: &Field) -> Shape {
    match field.ty {
        Type::String if field.values.is_empty() => Shape::STRING,
        Type::String => Shape::Values(field.values.iter().map(|value| Json::string(value)).collect()),
        Type::Integer => Shape::Integer,
        Type::Number => Shape::Number,
        Type::Boolean => Shape::Boolean,
        Type::List if field.separator.is_some() => Shape::STRING,
        Type::List => Shape::List(Box::new(Shape::STRING)),
        Type::Json => Shape::Any,
    }
}

/// Sub-errors as the table types them; those of a table that does not may be anything.
fn details(table: &'static Table, envelope: &Envelope) -> Shape {
    let Some((layout, fields)) = &table.detail else { return Shape::Any };
    let mut sketch = Sketch { layout, absent: Vec::new(), marks: Vec::new() };
    for field in *fields {
        let slot = written(field.source).and_then(|place| place.slots.first());
        if slot.and_then(|slot| sketch.location(*slot)) != Some("~#") {
            sketch.field(field, field.required, &|_| None);
        }
    }
    let detail = sketch.lay_out().map_or(Shape::Any, |(shape, _)| shape);
    let detail = match detail {
        // A sub-error of which nothing is there is `null`.
        Shape::Object(members) if members.iter().all(|member: &Member| !member.required) => Shape::Any,
        detail => detail,
    };
    if envelope.details_map { Shape::Map(Box::new(detail)) } else { Shape::List(Box::new(detail)) }
}
