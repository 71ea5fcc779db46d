//! The shape of an entry's body.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use errspec_engine::Code;
use errspec_engine::encode::{Material, Plan, StarNames, Target, plan_detail, plan_entry};
use errspec_engine::location::{Segment, segments};
use errspec_engine::table::{BodyKind, Condition, Envelope, Field, Literal, Place, Source, StatusForm, Table, Unit};
use errspec_engine::template::{Piece, pieces};

#[cfg(feature = "utoipa")]
use super::headers::{HeaderSchema, headers};
use super::pattern::Pattern;
use super::shape::{Member, Shape};
use super::value::{ValueShape, integer};
use crate::entries::Entry;
use crate::json::Json;

/// The schema of an entry.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "utoipa"), allow(dead_code, reason = "only OpenAPI has media types and headers"))]
pub struct EntrySchema {
    pub(in crate::adapters) entry: Entry,
    /// The name of the type that has the entry.
    pub(in crate::adapters) owner: String,
    /// The status with which the entry is sent, then the other single statuses of the table.
    pub(in crate::adapters) statuses: Vec<u16>,
    pub(in crate::adapters) media_type: &'static str,
    pub(in crate::adapters) shape: Shape,
    pub(in crate::adapters) identity: Option<Identity>,
    /// The headers except the media type.
    #[cfg(feature = "utoipa")]
    pub(in crate::adapters) headers: Vec<HeaderSchema>,
}

/// The constants that tell an entry from others, and their places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::adapters) struct Identity {
    pub(super) places: Vec<&'static str>,
    pub(super) values: Vec<Json>,
}

/// Returns the schema of an entry; `None` if it has no envelope.
pub(super) fn entry_schema(entry: Entry, owner: &str) -> Option<EntrySchema> {
    let envelope = entry.envelope()?;
    let sent = entry.status().or(envelope.default_status()).unwrap_or(500);
    let mut statuses = alloc::vec![sent];
    for status in entry.statuses().iter().filter_map(|range| range.single()) {
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let material = SchemaMaterial { entry, message: MessageShape::of(entry), table: entry.of_table() };
    let plan = plan_entry(entry, &envelope, &material);
    let (body, identity) = match envelope.body() {
        BodyKind::Json => body_shape(entry, &envelope, &plan),
        _ => (Shape::STRING, None),
    };
    Some(EntrySchema {
        entry,
        owner: owner.to_owned(),
        statuses,
        media_type: media_type(entry, &envelope),
        shape: titled(entry, format!("{}.{}", entry.table(), entry.name()), body),
        identity,
        #[cfg(feature = "utoipa")]
        headers: headers(&plan),
    })
}

/// Returns the shape of a body with the texts of its entry. `component` is its name among the schemas of a description.
pub(super) fn titled(entry: Entry, component: String, body: Shape) -> Shape {
    Shape::Titled { title: entry.name(), description: entry.summary(), component, of: Box::new(body) }
}

/// The shape of a JSON body, and the constants at the places of the code.
fn body_shape(
    entry: Entry,
    envelope: &Envelope<'static>,
    plan: &Plan<'static, ValueShape>,
) -> (Shape, Option<Identity>) {
    let Some((body, names)) = plan.clone().lay_out() else { return (Shape::Any, None) };
    let body = body.unwrap_or(Shape::Object(Vec::new()));
    let identity = identity(entry.of_table(), envelope.code(), &body, &names);
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
fn identity(
    table: &'static Table<'static>,
    code: Source<'static>,
    body: &Shape,
    names: &StarNames<'static>,
) -> Option<Identity> {
    let (mut places, mut values) = (Vec::new(), Vec::new());
    for slot in code.written()?.slots() {
        let location = table.body().location(slot).filter(|location| !location.ends_with("~#"))?;
        places.push(location);
        values.push(body.constant(&names.filled(segments(location)), names.other()).cloned()?);
    }
    Some(Identity { places, values })
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
        .about(Some("The code.".to_owned()))
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
        let about = Some("The message.".to_owned());
        Some(ValueShape { pattern, shape, required: message.required, about })
    }

    fn request_id(&self) -> Option<ValueShape> {
        let about = Some("The id of the request.".to_owned());
        Some(ValueShape::text(Pattern::any(), false).about(about))
    }

    fn retry_after(&self, place: &Place<'static>, target: Target) -> Option<ValueShape> {
        let (shape, unit) = match (place.unit(), target) {
            (Unit::Iso8601, _) => (Shape::Duration, "in ISO 8601"),
            (Unit::Milliseconds, _) => (Shape::Integer, "in milliseconds"),
            // A header has whole seconds.
            (_, Target::Header) => (Shape::Integer, "in seconds"),
            (_, Target::Body) => (Shape::Number, "in seconds"),
        };
        let about = Some(format!("The delay before a retry, {unit}."));
        Some(ValueShape::shape(shape, self.entry.retry_after().is_some()).about(about))
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

/// The shape of an entry's message.
pub(super) struct MessageShape {
    pattern: Pattern,
    pub(super) required: bool,
}

impl MessageShape {
    pub(super) fn of(entry: Entry) -> Option<Self> {
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
            Piece::Text(_) => true,
            Piece::Parameter(number) => is_required(number),
        })
    };
    !entry.accepts_any_text() && entry.wordings().any(is_complete)
}

/// The shape of the details: the sub-errors as the table types them, else any value.
pub(super) fn details(table: &'static Table<'static>, envelope: &Envelope<'_>) -> Shape {
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
