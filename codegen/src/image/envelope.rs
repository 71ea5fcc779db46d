//! The rows of envelopes.

use errspec_engine::table::rows::{EnvelopeRow, TextRef, envelope_flag};

use super::filter::Filter;
use super::flags::union;
use super::frame::frame;
use super::literal::code;
use super::source::SlotWriter;
use crate::model::{DetailsShape, Envelope, Location, RetryConditions, Status, StatusForm, Success};

/// Creates the row of an envelope. `errors` is the slot of its list of errors, and the node of an element.
pub(super) fn row(
    envelope: &Envelope,
    success: &Success,
    (errors, error_node): (u32, u32),
    writer: &mut SlotWriter<'_, '_>,
) -> EnvelopeRow {
    let gives_retry = envelope.retry != RetryConditions::default();
    let optional = [&envelope.request_id, &envelope.retry_after, &envelope.details];
    let mut locations = optional.iter().flat_map(|source| &source.places).flat_map(|place| &place.locations);
    let has_optional_places = locations.any(|location| !matches!(location, Location::Header(_)));
    let flags = [
        (envelope.status_form == StatusForm::String, envelope_flag::STATUS_AS_STRING),
        (envelope.status_form == StatusForm::Phrase, envelope_flag::STATUS_WITH_PHRASE),
        (envelope.details_shape == DetailsShape::Map, envelope_flag::DETAILS_MAP),
        (envelope.in_2xx, envelope_flag::IN_2XX),
        (gives_retry, envelope_flag::RETRY),
        (gives_retry || has_optional_places, envelope_flag::OPTIONAL_PARTS),
    ];
    EnvelopeRow {
        id: envelope.id.as_deref().map_or(TextRef::NONE, |id| writer.writer.text(id)),
        body: envelope.body.number(),
        flags: union(flags) | envelope.parts.map_or(0, |kind| kind.number() << envelope_flag::PARTS_SHIFT),
        when: writer.conditions(&envelope.when),
        never: writer.conditions(&envelope.retry.never),
        after: writer.conditions(&envelope.retry.after),
        poll: writer.conditions(&envelope.retry.poll),
        code: writer.source(&envelope.code, Filter::of_code(envelope, success)),
        no_code: writer.writer.literals(envelope.no_code.iter().map(|own| code(own).into())),
        message: writer.source(&envelope.message, Filter::All),
        name: writer.source(&envelope.name, Filter::All),
        request_id: writer.source(&envelope.request_id, Filter::All),
        status: writer.source(&envelope.status, Filter::All),
        retry_after: writer.source(&envelope.retry_after, Filter::All),
        details: writer.source(&envelope.details, Filter::All),
        constants: writer.constants(&envelope.constants),
        errors,
        error_node,
        default_status: envelope.default_status.map_or(0, Status::get).into(),
        media_type: writer.writer.text(&envelope.media_type),
        frame: frame(envelope).map_or(TextRef::NONE, |frame| writer.writer.text(&frame)),
    }
}
