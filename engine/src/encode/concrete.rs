//! The values of an error, as the material of an encode plan.

use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::extras::{DetailTree, Extras};
use super::piece::{Material, Target};
use super::tree::Tree;
use super::written::Written;
use crate::class::is_code_of;
use crate::code::Code;
use crate::duration::iso_8601_text;
use crate::location::{Embedded, Segment, resolve, resolve_elements};
use crate::status::with_phrase;
use crate::table::{BodyKind, Entry, Envelope, Field, Literal, Place, StatusForm, Unit};
use crate::value::{FieldValues, Value};

/// The values of an error.
pub(super) struct Concrete<'t, 'e> {
    pub(super) entry: Entry<'t>,
    pub(super) envelope: Envelope<'t>,
    pub(super) values: &'e dyn FieldValues,
    pub(super) extras: &'e Extras,
    pub(super) status: u16,
    pub(super) message: Option<&'e str>,
}

impl<'e> Concrete<'_, 'e> {
    /// Returns the kind of the body that a field is written in, which may be a text in the response.
    fn kind_at(&self, field: &Field<'_>) -> BodyKind {
        let slot = field.source().written_in(Some(self.envelope)).and_then(|place| place.slots().first());
        match slot.and_then(|slot| self.entry.of_table().text_with(slot)).map(|text| text.kind()) {
            None => self.envelope.body(),
            Some(Embedded::Json) => BodyKind::Json,
            Some(Embedded::Xml) => BodyKind::Xml,
            Some(Embedded::Form | Embedded::Query | Embedded::Parameters) => BodyKind::Form,
        }
    }

    /// The value of a field. A list is repeated elements in XML, and a text in other bodies that are not JSON.
    fn field_value(&self, field: &Field<'_>, value: Value<'e>) -> Written<'e> {
        let list = value.elements();
        let written = Written::from_field(field, value);
        let Some(list) = list else { return written };
        let is_gathered = field.source().written().is_some_and(|place| place.rest().is_some());
        match (self.kind_at(field), field.separator()) {
            (BodyKind::Json, _) => written,
            (BodyKind::Xml, None) if list.len() > 1 || is_gathered => {
                let text = written.text().into_owned();
                Written::array(list.into_iter().map(Tree::string).collect(), text.into())
            }
            _ => Written::string(written.text().into_owned()),
        }
    }
}

impl<'t: 'e, 'e> Material<'t> for Concrete<'t, 'e> {
    type Piece = Written<'e>;

    fn code(&self, code: Code<'t>) -> Written<'e> {
        match code {
            Code::Integer(number) => Written::integer(number),
            Code::String(text) => Written::string(text),
        }
    }

    fn kept_code(&self, number: usize, field: &Field<'t>) -> Option<Written<'e>> {
        let value = self.values.value(number)?;
        // Another code would be that of another error.
        is_code_of(self.entry, &value).then(|| Written::from_field(field, value))
    }

    fn literal(&self, literal: Literal<'t>) -> Written<'e> {
        match literal {
            Literal::String(text) => Written::string(text),
            Literal::Integer(number) => Written::integer(number),
            Literal::Boolean(flag) => Written::json(if flag { "true" } else { "false" }),
        }
    }

    fn top_level_field(&self, field: &Field<'t>) -> Option<Written<'e>> {
        let (_, value) = self.extras.fields.iter().rev().find(|(name, _)| name == field.name())?;
        Some(self.field_value(field, value.borrowed()))
    }

    fn field(&self, number: usize, field: &Field<'t>) -> Option<Written<'e>> {
        self.values.value(number).map(|value| self.field_value(field, value))
    }

    fn message(&self) -> Option<Written<'e>> {
        self.message.map(Written::string)
    }

    fn request_id(&self) -> Option<Written<'e>> {
        self.extras.request_id.as_deref().map(Written::string)
    }

    fn retry_after(&self, place: &Place<'t>, target: Target) -> Option<Written<'e>> {
        let delay = self.extras.retry_after.or(self.entry.retry_after())?;
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

    fn status(&self, envelope: &Envelope<'t>) -> Option<Written<'e>> {
        let status = self.status;
        Some(match envelope.status_form() {
            StatusForm::Number => Written::integer(status.into()),
            StatusForm::String => Written::string(status.to_string()),
            StatusForm::Phrase => Written::string(with_phrase(status)),
        })
    }

    fn details(&self, envelope: &Envelope<'t>) -> Option<Written<'e>> {
        self.extras.details_tree(envelope).map(Written::tree)
    }

    fn gathered_details(&self, path: &[Segment<'t>], is_xml: bool) -> Vec<(Vec<Segment<'t>>, Written<'e>)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let details = self.extras.details.iter();
        let written = details.map(|DetailTree { name, parent: enclosing, tree }| {
            let parent = enclosing.as_deref().unwrap_or("0");
            // The sub-errors of one parent are numbered.
            let count = counts.entry(parent).or_default();
            let index = core::mem::replace(count, *count + 1);
            let below = match is_xml {
                true => resolve_elements(path, &[name.as_deref(), enclosing.as_deref()], index),
                false => resolve(path, &[&name.clone().unwrap_or_else(|| index.to_string()), parent]),
            };
            (below, Written::tree(tree.borrowed()))
        });
        written.collect()
    }
}
