//! The encoder: the response of an error.

use alloc::borrow::{Cow, ToOwned};
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

#[cfg(any(feature = "cbor", feature = "msgpack"))]
use super::part::format_of;
use super::part::{Encoded, write_as_part};
use super::piece::{Material, Piece, Target};
use super::plan::{plan_detail, plan_entry};
use super::tree::Tree;
#[cfg(any(feature = "cbor", feature = "msgpack"))]
use crate::binary::from_json;
use crate::body::{Elements, Slot, json_value};
use crate::class::is_code_of;
use crate::code::Code;
use crate::duration::iso_8601_text;
use crate::escape::percent;
use crate::location::{Embedded, Segment, resolve, resolve_elements};
use crate::render::{field_text, is_complete, wording, write_wording};
use crate::status::with_phrase;
use crate::table::{BodyKind, Encoding, Entry, Envelope, Field, Literal, Place, StatusForm, Table, Unit};
use crate::template::{self, pieces, texts_beside};
use crate::timed::{WrittenDuration, json_of, time_text};
use crate::value::{FieldValues, Value};

/// The input of the encoder.
#[derive(Clone)]
pub struct EncodeRequest<'t, 'e> {
    /// The entry.
    pub entry: Entry<'t>,
    /// The values of its fields.
    pub values: &'e dyn FieldValues,
    /// The values that the error does not carry itself.
    pub extras: &'e Extras,
}

/// The values of a response that an error does not carry itself.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// The status that overrides the entry's first.
    pub status: Option<u16>,
    /// The request id.
    pub request_id: Option<String>,
    /// The delay before a retry that overrides the entry's.
    pub retry_after: Option<Duration>,
    /// The sub-errors.
    pub details: Vec<DetailTree>,
    /// The JSON of the details, which overrides the sub-errors.
    pub details_json: Option<String>,
    /// The values of top-level fields by name.
    pub fields: Vec<(String, Value<'static>)>,
}

/// A sub-error to write.
#[derive(Debug, Clone, Default)]
pub struct DetailTree {
    /// The name of the sub-error in a map.
    pub name: Option<String>,
    /// The name of the member or element that encloses a gathered sub-error.
    pub parent: Option<String>,
    /// The body of the sub-error.
    pub tree: Tree,
}

impl fmt::Debug for EncodeRequest<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodeRequest").field("entry", &self.entry).field("extras", self.extras).finish_non_exhaustive()
    }
}

impl<'t> EncodeRequest<'t, '_> {
    /// Returns the status to write; 500 if neither the request nor the table defines one.
    #[must_use]
    pub fn status(&self) -> u16 {
        let default = || self.entry.envelope()?.default_status();
        self.extras.status.or(self.entry.status()).or_else(default).unwrap_or(500)
    }

    /// Encodes the response.
    #[must_use]
    pub fn encode(&self) -> Encoded {
        let status = self.status();
        let Some(envelope) = self.entry.envelope() else {
            return Encoded { status, headers: Vec::new(), body: Vec::new() };
        };
        let material = Concrete { request: self, message: message_of(self.entry, self.values) };
        let plan = plan_entry(self.entry, &envelope, &material);
        let mut headers: Vec<(String, String)> = Vec::new();
        for (name, piece) in plan.headers() {
            headers.retain(|(other, _)| other != name);
            // A line break would start another header.
            headers.push((name.to_owned(), piece.text.replace(char::is_control, " ")));
        }
        // A value of the table for this header takes the place of the media type.
        if headers.iter().all(|(name, _)| name != "content-type") {
            headers.insert(0, ("content-type".to_owned(), envelope.media_type().to_owned()));
        }
        let body = plan.lay_out().and_then(|(body, _)| body).unwrap_or_default().write(envelope.body());
        match envelope.parts() {
            None => Encoded { body: in_format(body, &envelope, &headers), status, headers },
            Some(kind) => write_as_part(kind, Encoded { status, headers, body: body.into_bytes() }, envelope.body()),
        }
    }

    /// Returns the details in the layout of an envelope; `None` if there are none.
    #[must_use]
    pub fn details_tree(&self, envelope: &Envelope<'_>) -> Option<Tree> {
        let Extras { details, details_json, .. } = self.extras;
        if let Some(json) = details_json {
            return Some(Tree::Value(json.clone()));
        }
        if details.is_empty() {
            return None;
        }
        let details = details.iter().cloned();
        Some(if envelope.has_details_map() {
            Tree::Object(details.map(|DetailTree { name, tree, .. }| (name.unwrap_or_default(), tree)).collect())
        } else {
            Tree::Array(details.map(|detail| detail.tree).collect())
        })
    }
}

/// Returns a body in the format of its media type: JSON as CBOR or MessagePack.
#[cfg(any(feature = "cbor", feature = "msgpack"))]
fn in_format(body: String, envelope: &Envelope<'_>, headers: &[(String, String)]) -> Vec<u8> {
    match format_of(headers) {
        Some(format) if envelope.body() == BodyKind::Json => from_json(&body, format),
        _ => body.into_bytes(),
    }
}

#[cfg(not(any(feature = "cbor", feature = "msgpack")))]
fn in_format(body: String, _: &Envelope<'_>, _: &[(String, String)]) -> Vec<u8> {
    body.into_bytes()
}

/// Returns the message to write; `None` if no message is written.
///
/// No message is written if a value of its parameters is missing, or if the variant keeps an empty text, because then the response
/// had none. An entry without a code always writes its message, because only the message makes the body an error.
#[must_use]
pub fn message_of(entry: Entry<'_>, values: &dyn FieldValues) -> Option<String> {
    let wording = wording(entry, values)?;
    if entry.has_code() && !is_complete(wording, values) {
        return None;
    }
    let mut message = String::new();
    // Writing to a `String` does not fail.
    let _ = write_wording(wording, entry.carried(), values, &mut message);
    (!entry.accepts_any_text() || !entry.has_code() || !message.is_empty()).then_some(message)
}

/// A value to write: JSON for the body, text for a header or a name.
#[derive(Debug, Clone)]
struct Written {
    json: Tree,
    text: String,
    /// The duration, which a template may write in another unit.
    duration: Option<WrittenDuration>,
}

impl Written {
    fn string(text: String) -> Self {
        Self { json: Tree::string(&text), text, duration: None }
    }

    fn json(json: String) -> Self {
        Self { text: json.clone(), json: Tree::Value(json), duration: None }
    }

    /// Creates a duration or a point in time.
    fn timed(value: &Value<'_>, unit: Option<Unit>) -> Self {
        let json = Tree::Value(json_of(value, unit));
        match value {
            Value::Duration(duration) => {
                let written = WrittenDuration { duration: *duration, unit };
                Self { json, text: written.text(), duration: Some(written) }
            }
            Value::Time(time) => Self { json, text: time_text(*time, unit), duration: None },
            other => Self { json, text: other.to_string(), duration: None },
        }
    }

    /// Creates the value of a field. A list with a separator and a number with grouped digits are written as a
    /// string.
    fn from_field(field: &Field<'_>, value: &Value<'_>) -> Self {
        if let Value::Duration(_) | Value::Time(_) = value {
            let written = Self::timed(value, field.written_unit());
            return match field.is_quoted() {
                true => Self { json: Self::string(written.text.clone()).json, ..written },
                false => written,
            };
        }
        let text = field_text(field, value);
        match field.separator().or(field.thousands()) {
            Some(_) => Self::string(text),
            None if field.is_quoted() => Self::string(text),
            None => Self { json: Tree::Value(value.to_json()), text, duration: None },
        }
    }
}

impl Piece for Written {
    type Body = Tree;

    fn fill(templates: &[&str], parameter: &mut dyn FnMut(u32) -> Option<Self>) -> Option<(usize, Self)> {
        let mut fill_one = |template: &str| {
            let mut out = String::new();
            for piece in pieces(template) {
                match piece {
                    template::Piece::Text(text) => out.push_str(text),
                    template::Piece::Parameter(number) => {
                        let Self { text, duration, .. } = parameter(number)?;
                        let (before, after) = texts_beside(template, number);
                        out.push_str(&duration.map_or(text, |duration| duration.between(before, after)));
                    }
                }
            }
            Some(Self::string(out))
        };
        let mut templates = templates.iter().enumerate();
        templates.find_map(|(number, template)| Some((number, fill_one(template)?)))
    }

    fn encoded(self, encoding: Encoding) -> Self {
        match encoding {
            Encoding::Plain => self,
            Encoding::Percent => Self::string(percent::encode(&self.text)),
            Encoding::Rfc8187 => Self::string(percent::encode_extended(&self.text)),
        }
    }

    fn split(&self, count: usize, separator: &str) -> Vec<Self> {
        self.text.splitn(count, separator).map(|part| Self::string(part.to_owned())).collect()
    }

    fn elements(&self) -> Vec<Self> {
        let json = match &self.json {
            Tree::Value(json) => json,
            Tree::Array(elements) => {
                return elements
                    .iter()
                    .map(|json| Self { text: json.text().into_owned(), json: json.clone(), duration: None })
                    .collect();
            }
            _ => return Vec::new(),
        };
        let (list, _) = json_value(json.as_bytes());
        if !list.is_list() {
            return Vec::new();
        }
        let elements = Elements::new(json.as_bytes(), list);
        let text = |slot: Slot| slot.text(json.as_bytes()).map(Cow::into_owned).unwrap_or_default();
        elements
            .map(|element| Self {
                text: text(element.value),
                json: Tree::Value(json.get(element.range).unwrap_or_default().to_owned()),
                duration: None,
            })
            .collect()
    }

    fn can_be(&self, other: &Self) -> bool {
        self.json == other.json
    }

    fn text(&self) -> Option<String> {
        Some(self.text.clone())
    }

    fn empty_object() -> Self {
        Self { json: Tree::Object(Vec::new()), text: String::new(), duration: None }
    }

    fn embed(kind: Embedded, body: Option<Tree>) -> Self {
        let body = body.unwrap_or_default();
        Self::string(match kind {
            Embedded::Json => body.write(BodyKind::Json),
            Embedded::Xml => body.write(BodyKind::Xml),
            Embedded::Form => body.write(BodyKind::Form),
            Embedded::Query => ["?", &body.write(BodyKind::Form)].concat(),
            Embedded::Parameters => body.write_parameters(),
        })
    }

    fn set(self, body: Option<Tree>, path: &[Segment<'_>], star: &str) -> Tree {
        body.unwrap_or_default().set(path, star, self.json)
    }
}

/// The values of an error.
struct Concrete<'t, 'e, 'r> {
    request: &'r EncodeRequest<'t, 'e>,
    message: Option<String>,
}

impl Concrete<'_, '_, '_> {
    /// Returns the kind of the body that a field is written in, which may be a text in the response.
    fn kind_at(&self, field: &Field<'_>) -> BodyKind {
        let (entry, own) = (self.request.entry, self.request.entry.envelope());
        let slot = field.source().written_in(own).and_then(|place| place.slots().first());
        match slot.and_then(|slot| entry.of_table().text_with(slot)).map(|text| text.kind()) {
            None => own.map_or(BodyKind::Json, |envelope| envelope.body()),
            Some(Embedded::Json) => BodyKind::Json,
            Some(Embedded::Xml) => BodyKind::Xml,
            Some(Embedded::Form | Embedded::Query | Embedded::Parameters) => BodyKind::Form,
        }
    }

    /// The value of a field. A list is repeated elements in XML, and a text in other bodies that are not JSON.
    fn field_value(&self, field: &Field<'_>, value: &Value<'_>) -> Written {
        let written = Written::from_field(field, value);
        let is_gathered = field.source().written().is_some_and(|place| place.rest().is_some());
        let kind = self.kind_at(field);
        match (kind, value.elements(), field.separator()) {
            (BodyKind::Json, ..) | (_, None, _) => written,
            (BodyKind::Xml, Some(list), None) if list.len() > 1 || is_gathered => {
                let elements = list.iter().map(|element| Tree::string(element)).collect();
                Written { json: Tree::Array(elements), ..written }
            }
            (_, Some(_), _) => Written::string(written.text),
        }
    }
}

impl<'t> Material<'t> for Concrete<'t, '_, '_> {
    type Piece = Written;

    fn code(&self, code: Code<'t>) -> Written {
        match code {
            Code::Integer(number) => Written::json(number.to_string()),
            Code::String(text) => Written::string(text.to_owned()),
        }
    }

    fn kept_code(&self, number: usize, field: &Field<'t>) -> Option<Written> {
        let value = self.request.values.value(number)?;
        // Another code would be that of another error.
        is_code_of(self.request.entry, &value).then(|| Written::from_field(field, &value))
    }

    fn literal(&self, literal: Literal<'t>) -> Written {
        match literal {
            Literal::String(text) => Written::string(text.to_owned()),
            Literal::Integer(number) => Written::json(number.to_string()),
            Literal::Boolean(flag) => Written::json(flag.to_string()),
        }
    }

    fn top_level_field(&self, field: &Field<'t>) -> Option<Written> {
        let (_, value) = self.request.extras.fields.iter().rev().find(|(name, _)| name == field.name())?;
        Some(self.field_value(field, value))
    }

    fn field(&self, number: usize, field: &Field<'t>) -> Option<Written> {
        self.request.values.value(number).map(|value| self.field_value(field, &value))
    }

    fn message(&self) -> Option<Written> {
        self.message.clone().map(Written::string)
    }

    fn request_id(&self) -> Option<Written> {
        self.request.extras.request_id.clone().map(Written::string)
    }

    fn retry_after(&self, place: &Place<'t>, target: Target) -> Option<Written> {
        let delay = self.request.extras.retry_after.or(self.request.entry.retry_after())?;
        if place.unit() == Unit::Iso8601 {
            return Some(Written::string(iso_8601_text(delay)));
        }
        Some(Written::json(if place.unit() == Unit::Milliseconds {
            delay.as_nanos().div_ceil(1_000_000).to_string()
        } else if delay.subsec_nanos() == 0 || target == Target::Header {
            // `Retry-After` takes whole seconds (RFC 9110, section 10.2.3). They are rounded up, so that no retry is too early.
            delay.as_secs().saturating_add(u64::from(delay.subsec_nanos() > 0)).to_string()
        } else {
            delay.as_secs_f64().to_string()
        }))
    }

    fn status(&self, envelope: &Envelope<'t>) -> Option<Written> {
        let status = self.request.status();
        Some(match envelope.status_form() {
            StatusForm::Number => Written::json(status.to_string()),
            StatusForm::String => Written::string(status.to_string()),
            StatusForm::Phrase => Written::string(with_phrase(status)),
        })
    }

    fn details(&self, envelope: &Envelope<'t>) -> Option<Written> {
        self.request.details_tree(envelope).map(|json| Written { json, text: String::new(), duration: None })
    }

    fn gathered_details(&self, path: &[Segment<'t>], is_xml: bool) -> Vec<(Vec<Segment<'t>>, Written)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let details = self.request.extras.details.iter();
        let written = details.map(|DetailTree { name, parent: enclosing, tree }| {
            let parent = enclosing.as_deref().unwrap_or("0");
            // The sub-errors of one parent are numbered.
            let count = counts.entry(parent).or_default();
            let index = core::mem::replace(count, *count + 1);
            let below = match is_xml {
                true => resolve_elements(path, &[name.as_deref(), enclosing.as_deref()], index),
                false => resolve(path, &[&name.clone().unwrap_or_else(|| index.to_string()), parent]),
            };
            (below, Written { json: tree.clone(), text: String::new(), duration: None })
        });
        written.collect()
    }
}

/// Returns a sub-error to write: in the layout of the table's `[detail]`, or as a JSON value if the table has none.
#[must_use]
pub fn detail_tree<'t>(table: Option<&'t Table<'t>>, values: &dyn FieldValues) -> DetailTree {
    let Some((layout, fields)) = table.and_then(Table::detail) else {
        let json = values.value(0).map(|value| value.to_json());
        return DetailTree { tree: json.map_or(Tree::Empty, Tree::Value), ..DetailTree::default() };
    };
    let plan = plan_detail(layout, fields, &|number, field| {
        values.value(number).map(|value| Written::from_field(field, &value))
    });
    let text = |piece: Option<&Written>| piece.map(|piece| piece.text.clone());
    let (name, parent) = (text(plan.detail_name()), text(plan.detail_parent()));
    let body = plan.lay_out().and_then(|(body, _)| body);
    DetailTree { name, parent, tree: body.unwrap_or_default() }
}
