//! The shape of an entry's body.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use errspec_engine::Code;
use errspec_engine::encode::{Material, Piece, Plan, Target, plan_detail, plan_entry};
use errspec_engine::location::{Embedded, Segment, segments};
use errspec_engine::table::{
    BodyKind, Condition, Encoding, Envelope, Field, Literal, Place, Source, StatusForm, Table, Type, Unit,
};
use errspec_engine::template::{Piece as TemplatePiece, pieces};

use super::pattern::Pattern;
use super::shape::{Member, Shape};
use crate::entries::Entry;
use crate::json::Json;

/// The schema of an entry.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "utoipa"), allow(dead_code, reason = "only OpenAPI has media types"))]
pub(in crate::adapters) struct EntrySchema {
    pub(in crate::adapters) entry: Entry,
    /// The status with which the entry is sent, then the other single statuses of the table.
    pub(in crate::adapters) statuses: Vec<u16>,
    pub(in crate::adapters) media_type: &'static str,
    pub(in crate::adapters) shape: Shape,
    /// The number of the envelope, and the constants at the places of its code.
    pub(in crate::adapters) identity: Option<(usize, Vec<Json>)>,
}

/// Returns the schema of an entry; `None` if it has no envelope.
pub(super) fn entry_schema(entry: Entry) -> Option<EntrySchema> {
    let envelope = entry.envelope()?;
    let sent = entry.status().or(envelope.default_status()).unwrap_or(500);
    let mut statuses = alloc::vec![sent];
    for status in entry.statuses().iter().filter_map(|range| range.single()) {
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let (body, identity) =
        if envelope.body() == BodyKind::Json { body_shape(entry, &envelope) } else { (Shape::STRING, None) };
    let shape = Shape::Titled { title: entry.name(), description: entry.summary(), of: Box::new(body) };
    let identity = identity.map(|identity| (entry.envelope_number(), identity));
    Some(EntrySchema { entry, statuses, media_type: media_type(entry, &envelope), shape, identity })
}

/// The shape of a JSON body, and the constants at the places of the code.
fn body_shape(entry: Entry, envelope: &Envelope<'static>) -> (Shape, Option<Vec<Json>>) {
    let material = SchemaMaterial { entry, message: MessageShape::of(entry), table: entry.of_table() };
    let plan = plan_entry(entry, envelope, &material);
    let Some((body, star)) = plan.lay_out() else { return (Shape::Any, None) };
    let body = body.unwrap_or(Shape::Object(Vec::new()));
    let identity = identity(entry.of_table(), envelope.code(), &body, &star);
    (body, identity)
}

/// Returns the media type that is written: that of a constant or a condition for the header, or else that of the envelope.
fn media_type(entry: Entry, envelope: &Envelope<'static>) -> &'static str {
    let table = entry.of_table();
    let place = table.headers().iter().position(|name| name == "content-type");
    let of_header = |condition: &Condition<'static>| {
        place.is_some_and(|place| condition.slot as usize == table.body().slots() + place)
    };
    let written = envelope.constants().iter().chain(envelope.when()).chain(entry.when()).filter(of_header);
    // Of several values for a header, the last is written.
    let stated = written.rev().find_map(|condition| match condition.test.written() {
        Some(Literal::String(text)) => Some(text),
        _ => None,
    });
    stated.unwrap_or(envelope.media_type())
}

/// The constants at the places where the code is written.
fn identity(table: &Table<'static>, code: Source<'static>, body: &Shape, star: &str) -> Option<Vec<Json>> {
    let constant = |slot: u32| {
        let location = table.body().location(slot).filter(|location| !location.ends_with("~#"))?;
        body.constant(&segments(location), star).cloned()
    };
    code.written()?.slots().iter().map(constant).collect()
}

/// The shape of a value, with the pattern of its text.
#[derive(Debug, Clone)]
struct ValueShape {
    pattern: Pattern,
    shape: Shape,
    required: bool,
}

impl ValueShape {
    fn text(pattern: Pattern, required: bool) -> Self {
        Self { shape: pattern.shape(), pattern, required }
    }

    fn of_field(field: &Field<'_>, required: bool) -> Self {
        Self { pattern: Pattern::of(field), shape: field_shape(field), required }
    }

    /// A value that has a shape, but any text.
    fn shape(shape: Shape, required: bool) -> Self {
        Self { pattern: Pattern::any(), shape, required }
    }

    /// A constant.
    fn constant(json: Json, text: &str) -> Self {
        Self { pattern: Pattern::fixed(text), shape: Shape::Values(alloc::vec![json]), required: true }
    }
}

impl Piece for ValueShape {
    type Body = Shape;

    fn fill(templates: &[&str], parameter: &mut dyn FnMut(u32) -> Option<Self>) -> Option<(usize, Self)> {
        let mut fill_one = |template| {
            let mut required = true;
            let pattern = Pattern::fill(template, &mut |number| {
                let value = parameter(number)?;
                required &= value.required;
                Some(value.pattern)
            })?;
            Some(Self::text(pattern, required))
        };
        let mut filled = templates.iter().enumerate();
        let first = filled.find_map(|(number, template)| Some((number, fill_one(template)?)))?;
        // If a value of it may be absent, the values decide which template is written.
        let is_certain = first.1.required || filled.next().is_none();
        Some(if is_certain { first } else { (first.0, Self::text(Pattern::any(), false)) })
    }

    fn encoded(self, encoding: Encoding) -> Self {
        match encoding {
            Encoding::Plain => self,
            Encoding::Percent | Encoding::Rfc8187 => Self::text(Pattern::any(), self.required),
        }
    }

    fn embed(_: Embedded, _: Option<Shape>) -> Self {
        Self::text(Pattern::any(), false)
    }

    fn split(&self, count: usize, separator: &str) -> Vec<Self> {
        match self.pattern.constant() {
            Some(text) => {
                let parts = text.splitn(count, separator);
                parts.map(|part| Self::text(Pattern::fixed(part), self.required)).collect()
            }
            None => alloc::vec![Self::text(Pattern::any(), false); count],
        }
    }

    /// The schema says nothing about the elements of a list that is written to several places.
    fn elements(&self) -> Vec<Self> {
        Vec::new()
    }

    fn can_be(&self, other: &Self) -> bool {
        self.pattern.constant().is_none_or(|text| other.pattern.constant() == Some(text))
    }

    fn text(&self) -> Option<String> {
        self.pattern.constant()
    }

    fn empty_object() -> Self {
        Self::shape(Shape::Object(Vec::new()), true)
    }

    fn set(self, body: Option<Shape>, path: &[Segment<'_>], star: &str) -> Shape {
        Shape::set(body, path, star, self.shape, self.required)
    }
}

/// The values of an entry for the encode plan: each is a shape, and not a value.
struct SchemaMaterial {
    entry: Entry,
    message: Option<MessageShape>,
    table: &'static Table<'static>,
}

impl Material<'static> for SchemaMaterial {
    type Piece = ValueShape;

    fn code(&self, code: Code<'static>) -> ValueShape {
        match code {
            Code::Integer(number) => ValueShape::constant(integer(number), &number.to_string()),
            Code::String(text) => ValueShape::constant(Json::string(text), text),
        }
    }

    fn kept_code(&self, _: usize, field: &Field<'static>) -> Option<ValueShape> {
        Some(ValueShape::of_field(field, true))
    }

    fn literal(&self, literal: Literal<'static>) -> ValueShape {
        match literal {
            Literal::String(text) => ValueShape::constant(Json::string(text), text),
            Literal::Integer(number) => ValueShape::constant(integer(number), &number.to_string()),
            Literal::Boolean(flag) => ValueShape::constant(Json::from_valid(flag.to_string()), &flag.to_string()),
        }
    }

    fn top_level_field(&self, field: &Field<'static>) -> Option<ValueShape> {
        Some(ValueShape::of_field(field, false))
    }

    fn field(&self, _: usize, field: &Field<'static>) -> Option<ValueShape> {
        Some(ValueShape::of_field(field, field.is_required()))
    }

    fn message(&self) -> Option<ValueShape> {
        let message = self.message.as_ref()?;
        let (pattern, shape) = (message.pattern.clone(), message.shape(self.entry));
        Some(ValueShape { pattern, shape, required: message.required })
    }

    fn request_id(&self) -> Option<ValueShape> {
        Some(ValueShape::text(Pattern::any(), false))
    }

    fn retry_after(&self, place: &Place<'static>, _: Target) -> Option<ValueShape> {
        let shape = if place.unit() == Unit::Iso8601 { Shape::Duration } else { Shape::Number };
        Some(ValueShape::shape(shape, self.entry.retry_after().is_some()))
    }

    fn status(&self, envelope: &Envelope<'static>) -> Option<ValueShape> {
        let is_string = envelope.status_form() != StatusForm::Number;
        Some(ValueShape::shape(if is_string { Shape::STRING } else { Shape::Integer }, true))
    }

    fn details(&self, envelope: &Envelope<'static>) -> Option<ValueShape> {
        Some(ValueShape::shape(details(self.table, envelope), false))
    }

    fn gathered_details(&self, _: &[Segment<'static>], _: bool) -> Vec<(Vec<Segment<'static>>, ValueShape)> {
        Vec::new()
    }
}

fn integer(number: i64) -> Json {
    Json::from_valid(number.to_string())
}

/// The shape of an entry's message.
struct MessageShape {
    pattern: Pattern,
    required: bool,
}

impl MessageShape {
    fn of(entry: Entry) -> Option<Self> {
        let wording = entry.written_wording()?;
        let mut parameter = |number: u32| entry.carried().get(number as usize).map(|field| Pattern::of(&field));
        // With several wordings, the values decide which one is written.
        let has_one_text = entry.wordings().nth(1).is_none() && !entry.accepts_any_text();
        let pattern = has_one_text.then(|| Pattern::fill(wording, &mut parameter)).flatten();
        let pattern = pattern.unwrap_or_else(Pattern::any);
        Some(Self { pattern, required: !entry.has_code() || has_complete_wording(entry) })
    }

    /// Returns the pattern of the message for an entry without a code, which is identified by its message. Any other message may
    /// change in a later version of the API, so its shape is any string.
    fn shape(&self, entry: Entry) -> Shape {
        if !entry.has_code() {
            return self.pattern.shape();
        }
        Shape::Text { pattern: None, example: entry.messages().into_iter().next() }
    }
}

/// Returns `true` if the values of at least one wording are always present, so that a response with a code always has a message.
fn has_complete_wording(entry: Entry) -> bool {
    let is_required = |number: u32| entry.carried().get(number as usize).is_some_and(|field| field.is_required());
    let is_complete = |wording: &str| {
        pieces(wording).all(|piece| match piece {
            TemplatePiece::Text(_) => true,
            TemplatePiece::Parameter(number) => is_required(number),
        })
    };
    !entry.accepts_any_text() && entry.wordings().any(is_complete)
}

fn field_shape(field: &Field<'_>) -> Shape {
    let restriction = field.restriction();
    match field.ty() {
        _ if field.is_quoted() => Shape::STRING,
        Type::String if restriction.chars().is_some() => Pattern::of(field).shape(),
        Type::String if restriction.values().is_empty() => Shape::STRING,
        Type::String => Shape::Values(restriction.values().iter().map(Json::string).collect()),
        Type::Integer | Type::Number if field.thousands().is_some() => Shape::STRING,
        Type::Integer => Shape::Integer,
        Type::Duration if field.written_unit() == Some(Unit::Iso8601) => Shape::Duration,
        Type::Number | Type::Duration => Shape::Number,
        Type::Time if field.written_unit() == Some(Unit::HttpDate) => Shape::STRING,
        Type::Time if field.written_unit().is_some() => Shape::Number,
        Type::Time => Shape::DateTime,
        Type::Boolean => Shape::Boolean,
        ty if ty.is_list() && field.separator().is_some() => Shape::STRING,
        Type::List => Shape::List(Box::new(Shape::STRING)),
        Type::Integers => Shape::List(Box::new(Shape::Integer)),
        Type::Numbers => Shape::List(Box::new(Shape::Number)),
        Type::Json => Shape::Any,
    }
}

/// The shape of the details: the sub-errors as the table types them, else any value.
fn details(table: &'static Table<'static>, envelope: &Envelope<'_>) -> Shape {
    let Some((layout, fields)) = table.detail() else { return Shape::Any };
    let plan: Plan<'_, ValueShape> =
        plan_detail(layout, fields, &|_, field| Some(ValueShape::of_field(field, field.is_required())));
    let body = plan.lay_out().map(|(body, _)| body.unwrap_or(Shape::Object(Vec::new())));
    let detail = match body.unwrap_or(Shape::Any) {
        // A sub-error without any value is `null`.
        Shape::Object(members) if members.iter().all(|member: &Member| !member.required) => Shape::Any,
        detail => detail,
    };
    if envelope.has_details_map() { Shape::Map(Box::new(detail)) } else { Shape::List(Box::new(detail)) }
}
