//! Envelopes of a table.

use super::image::Table;
use super::list::{Item, List};
use super::literal::Condition;
use super::rows::{EnvelopeRow, NONE, Row, envelope_flag};
use super::source::{Place, Source};
use crate::code::Code;
use crate::retry::Retry;

/// An envelope: the layout of an error in a body.
#[derive(Debug, Clone, Copy)]
pub struct Envelope<'t> {
    table: &'t Table<'t>,
    row: &'t <EnvelopeRow as Row>::Bytes,
}

/// The kind of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// JSON (RFC 8259).
    Json,
    /// Plain text.
    Text,
    /// `application/x-www-form-urlencoded` (URL Standard, section 5).
    Form,
    /// Lines of `KEY=VALUE`.
    Lines,
    /// XML.
    Xml,
}

/// The form in which a status is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusForm {
    /// `400`
    Number,
    /// `"400"`
    String,
    /// `"400 Bad Request"`
    Phrase,
}

impl BodyKind {
    const ALL: [Self; 5] = [Self::Json, Self::Text, Self::Form, Self::Lines, Self::Xml];

    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        Self::ALL.iter().zip(0..).find(|(kind, _)| **kind == self).map_or(0, |(_, number)| number)
    }

    /// Returns the name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
            Self::Form => "form",
            Self::Lines => "lines",
            Self::Xml => "xml",
        }
    }

    /// Returns the media type that is written for the kind.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text | Self::Lines => "text/plain; charset=utf-8",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Xml => "application/xml",
        }
    }
}

/// The kind of parts that a body has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartsKind {
    /// JSON values one after another.
    JsonLines,
    /// An event stream.
    EventStream,
    /// A multipart body.
    Multipart,
}

impl PartsKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::JsonLines, Self::EventStream, Self::Multipart];

    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::JsonLines => 1,
            Self::EventStream => 2,
            Self::Multipart => 3,
        }
    }

    /// Returns the name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLines => "json-lines",
            Self::EventStream => "event-stream",
            Self::Multipart => "multipart",
        }
    }

    /// Returns the media type that is written for the kind.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::JsonLines => "application/x-ndjson",
            Self::EventStream => "text/event-stream",
            Self::Multipart => "multipart/mixed",
        }
    }
}

impl<'t> Item<'t> for Envelope<'t> {
    type Row = EnvelopeRow;

    #[inline(always)]
    fn read(table: &'t Table<'t>, row: &'t <EnvelopeRow as Row>::Bytes) -> Self {
        Self { table, row }
    }
}

macro_rules! sources {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        #[must_use]
        pub fn $name(&self) -> Source<'t> {
            Source::new(self.table, EnvelopeRow::$name(self.row))
        }
    )*};
}

impl Place<'_> {
    /// Returns `true` if responses in an envelope have the place.
    pub(crate) fn is_in(&self, envelope: Option<Envelope<'_>>) -> bool {
        let Some(number) = self.envelope_number() else { return true };
        envelope.is_some_and(|it| it.table.envelopes().get(number as usize) == Some(it))
    }
}

impl<'t> Source<'t> {
    /// Returns the place at which the value is written in an envelope.
    #[must_use]
    pub fn written_in(&self, envelope: Option<Envelope<'_>>) -> Option<Place<'t>> {
        self.places().iter().find(|place| !place.is_read_only() && place.is_in(envelope))
    }
}

impl PartialEq for Envelope<'_> {
    /// Compares the places in the image.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.row, other.row)
    }
}

impl Eq for Envelope<'_> {}

impl<'t> Envelope<'t> {
    /// Returns the table of the envelope.
    pub(crate) fn of_table(&self) -> &'t Table<'t> {
        self.table
    }

    sources! {
        /// Returns the places of the code.
        code
        /// Returns the places of the message.
        message
        /// Returns the places of a symbolic name.
        name
        /// Returns the places of the request id.
        request_id
        /// Returns the places of the HTTP status.
        status
        /// Returns the places of the delay before a retry.
        retry_after
        /// Returns the places of the details.
        details
    }

    /// Returns the `id` by which entries choose the envelope.
    #[must_use]
    pub fn id(&self) -> Option<&'t str> {
        self.table.optional_text(EnvelopeRow::id(self.row))
    }

    /// Returns the kind of body.
    #[inline(always)]
    #[must_use]
    pub fn body(&self) -> BodyKind {
        match EnvelopeRow::body(self.row) {
            1 => BodyKind::Text,
            2 => BodyKind::Form,
            3 => BodyKind::Lines,
            4 => BodyKind::Xml,
            _ => BodyKind::Json,
        }
    }

    /// Returns the conditions that a response must meet to match the envelope.
    #[inline(always)]
    #[must_use]
    pub fn when(&self) -> List<'t, Condition<'t>> {
        List::new(self.table, self.table.conditions.span(EnvelopeRow::when(self.row)))
    }

    /// Returns the values that are written to every response, each as the condition that it meets.
    #[must_use]
    pub fn constants(&self) -> List<'t, Condition<'t>> {
        List::new(self.table, self.table.conditions.span(EnvelopeRow::constants(self.row)))
    }

    /// Returns the advice that a response may give, each with its conditions, in the order in which they are tested.
    pub fn retry(&self) -> impl Iterator<Item = (Retry, List<'t, Condition<'t>>)> {
        let (table, row) = (self.table, self.row);
        let spans = [EnvelopeRow::never(row), EnvelopeRow::after(row), EnvelopeRow::poll(row)];
        let advice = [Retry::Never, Retry::After, Retry::Poll].into_iter().zip(spans);
        let lists = advice.map(move |(retry, span)| (retry, List::new(table, table.conditions.span(span))));
        lists.filter(|(_, conditions)| !conditions.is_empty())
    }

    /// Returns `true` if a response may give advice.
    #[inline(always)]
    pub(crate) fn gives_retry(&self) -> bool {
        EnvelopeRow::flags(self.row) & envelope_flag::RETRY != 0
    }

    /// Returns `true` if a response without headers may have more than code, message and name: a request id, details, advice or a delay.
    #[inline(always)]
    pub(crate) fn has_optional_parts(&self) -> bool {
        EnvelopeRow::flags(self.row) & envelope_flag::OPTIONAL_PARTS != 0
    }

    /// Returns the codes that count as no code.
    #[inline]
    #[must_use]
    pub fn no_code(&self) -> List<'t, Code<'t>> {
        List::new(self.table, self.table.literals.span(EnvelopeRow::no_code(self.row)))
    }

    /// Returns how a status is written.
    #[must_use]
    pub fn status_form(&self) -> StatusForm {
        match EnvelopeRow::flags(self.row) {
            flags if flags & envelope_flag::STATUS_WITH_PHRASE != 0 => StatusForm::Phrase,
            flags if flags & envelope_flag::STATUS_AS_STRING != 0 => StatusForm::String,
            _ => StatusForm::Number,
        }
    }

    /// Returns `true` if the details are a map of sub-errors by name.
    #[must_use]
    pub fn has_details_map(&self) -> bool {
        EnvelopeRow::flags(self.row) & envelope_flag::DETAILS_MAP != 0
    }

    /// Returns `true` if a 2xx response may carry an error in the envelope.
    #[must_use]
    pub fn is_in_2xx(&self) -> bool {
        EnvelopeRow::flags(self.row) & envelope_flag::IN_2XX != 0
    }

    /// Returns the kind of parts of which an error in this envelope is one.
    #[must_use]
    pub fn parts(&self) -> Option<PartsKind> {
        let number = EnvelopeRow::flags(self.row) >> envelope_flag::PARTS_SHIFT & 3;
        PartsKind::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// Returns the slot of the list of errors and the number of the node of its first element.
    #[inline(always)]
    #[must_use]
    pub fn errors(&self) -> Option<(u32, u32)> {
        let EnvelopeRow { errors, error_node, .. } = EnvelopeRow::read(self.row);
        (errors != NONE).then_some((errors, error_node))
    }

    /// Returns the status of an entry that does not state one.
    #[must_use]
    pub fn default_status(&self) -> Option<u16> {
        u16::try_from(EnvelopeRow::default_status(self.row)).ok().filter(|status| *status != 0)
    }

    /// Returns the `content-type` that is written.
    #[must_use]
    pub fn media_type(&self) -> &'t str {
        self.table.text(EnvelopeRow::media_type(self.row))
    }

    /// Returns the JSON of most responses as a compiled template, whose parameters are those of a
    /// [`FramePart`](crate::encode::FramePart).
    pub(crate) fn frame(&self) -> Option<&'t str> {
        self.table.optional_text(EnvelopeRow::frame(self.row))
    }
}

#[cfg(test)]
mod tests {
    use super::super::image::ImageWriter;
    use super::super::rows::HeadRow;
    use super::*;

    #[test]
    fn numbers_of_body_kinds_round_trip() {
        let mut writer = ImageWriter::new();
        writer.push_envelopes(&BodyKind::ALL.map(|kind| EnvelopeRow { body: kind.number(), ..EnvelopeRow::default() }));
        let image = writer.finish(&HeadRow::default());
        let table = image.table();
        let kinds: alloc::vec::Vec<BodyKind> = table.envelopes().iter().map(|envelope| envelope.body()).collect();
        assert_eq!(kinds, BodyKind::ALL);
    }
}
