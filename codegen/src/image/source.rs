//! The rows of sources, conditions and fields, which refer to slots.

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{
    ConditionRow, FieldRow, NONE, NumberRow, ParameterRow, PlaceRow, RestrictionRow, SourceRow, Span, TextRef,
    field_flag, place_flag, restriction_flag,
};

use super::filter::Filter;
use super::flags::union;
use super::literal::test_spec;
use super::slots::Slots;
use super::template::PlaceTemplates;
use crate::model::{Condition, Encoding, Field, Literal, Location, Place, Restriction, Test, Type, Unit, ValueSource};
use crate::names::unraw;

/// A writer of rows that refer to the slots of a body or a sub-error.
pub(super) struct SlotWriter<'a, 'm> {
    pub(super) slots: &'a Slots<'m>,
    pub(super) writer: &'a mut ImageWriter,
}

impl SlotWriter<'_, '_> {
    pub(super) fn source(&mut self, source: &ValueSource, filter: Filter<'_>) -> SourceRow {
        let places: Vec<PlaceRow> = source.places.iter().map(|place| self.place(place, filter)).collect();
        SourceRow { plain: places.first().map_or(NONE, |place| place.plain), places: self.writer.add_places(&places) }
    }

    fn place(&mut self, place: &Place, filter: Filter<'_>) -> PlaceRow {
        let gathered = self.slots.gathered(place);
        let slots: Vec<u32> = match &gathered {
            Some((container, _)) => vec![self.slots.number(container, Filter::All)],
            None => place.locations.iter().map(|location| self.slots.number(location, filter)).collect(),
        };
        let plain = match slots.as_slice() {
            [slot] if is_plain(place) && gathered.is_none() && place.envelope.is_none() => *slot,
            _ => NONE,
        };
        let PlaceTemplates { templates, written, names } = PlaceTemplates::new(&place.templates, &place.parameters);
        let parameters: Vec<ParameterRow> = names.iter().map(|name| self.parameter(name, &place.parameters)).collect();
        PlaceRow {
            plain,
            slots: self.numbers(slots),
            separator: self.writer.text(&place.with),
            templates: self.writer.texts(templates.iter().map(String::as_str)),
            written: self.numbers(written),
            rest: gathered.map_or(TextRef::NONE, |(_, rest)| self.writer.text(&rest.to_string())),
            parameters: self.writer.add_parameters(&parameters),
            unit: Unit::number(place.unit),
            flags: union([
                (place.read_only, place_flag::READ_ONLY),
                (place.encoding == Encoding::Percent, place_flag::PERCENT),
                (place.encoding == Encoding::Rfc8187, place_flag::RFC8187),
                (place.encoding == Encoding::Latin1, place_flag::LATIN1),
                (place.untrimmed, place_flag::UNTRIMMED),
            ]),
            envelope: self.slots.envelope(place.envelope.as_deref()),
        }
    }

    fn numbers(&mut self, numbers: Vec<u32>) -> Span {
        let rows: Vec<NumberRow> = numbers.into_iter().map(|number| NumberRow { number }).collect();
        self.writer.add_numbers(&rows)
    }

    fn parameter(&mut self, name: &str, restrictions: &[(String, Restriction)]) -> ParameterRow {
        let any = Restriction::of_type(Type::String);
        let own = restrictions.iter().find(|(restricted, _)| restricted == name);
        let restriction = own.map_or(&any, |(_, restriction)| restriction);
        ParameterRow {
            name: self.writer.text(name),
            ty: restriction.ty.number(),
            restriction: self.restriction(restriction),
        }
    }

    fn restriction(&mut self, restriction: &Restriction) -> RestrictionRow {
        RestrictionRow {
            flags: union([
                (restriction.longest, restriction_flag::LONGEST),
                (restriction.not_empty, restriction_flag::NOT_EMPTY),
            ]),
            chars: self.chars(restriction.chars.as_deref()),
            values: self.writer.texts(restriction.values.iter().map(String::as_str)),
            thousands: self.optional_text(restriction.thousands.as_deref()),
        }
    }

    fn optional_text(&mut self, text: Option<&str>) -> TextRef {
        text.map_or(TextRef::NONE, |text| self.writer.text(text))
    }

    /// Writes ranges of characters: the first and the last of each in turn.
    fn chars(&mut self, ranges: Option<&[(char, char)]>) -> TextRef {
        let Some(ranges) = ranges else { return TextRef::NONE };
        let text: String = ranges.iter().flat_map(|(first, last)| [*first, *last]).collect();
        self.writer.text(&text)
    }

    pub(super) fn conditions(&mut self, conditions: &[Condition]) -> Span {
        let rows: Vec<ConditionRow> = conditions
            .iter()
            .map(|condition| {
                let slot = self.slots.number(&condition.location, Filter::of_condition(condition));
                let others = condition.others.iter().map(|other| self.slots.number(other, Filter::All));
                let others: Vec<NumberRow> = others.map(|number| NumberRow { number }).collect();
                let others = self.writer.add_numbers(&others);
                ConditionRow { others, ..ConditionRow::new(slot, &test_spec(&condition.test, self.writer)) }
            })
            .collect();
        self.writer.add_conditions(&rows)
    }

    /// Writes the constants of an envelope, each as the condition that its value meets.
    pub(super) fn constants(&mut self, constants: &[(Location, Literal)]) -> Span {
        let rows: Vec<ConditionRow> = constants
            .iter()
            .map(|(location, value)| {
                let test = test_spec(&Test::Is(vec![value.clone()]), self.writer);
                ConditionRow::new(self.slots.number(location, Filter::All), &test)
            })
            .collect();
        self.writer.add_conditions(&rows)
    }

    pub(super) fn fields(&mut self, fields: &[Field]) -> Span {
        let rows: Vec<FieldRow> = fields.iter().map(|field| self.field(field)).collect();
        self.writer.add_fields(&rows)
    }

    fn field(&mut self, field: &Field) -> FieldRow {
        let flags = [
            (field.parameter, field_flag::PARAMETER),
            (field.required, field_flag::REQUIRED),
            (field.is_code, field_flag::CODE),
            (field.quoted, field_flag::QUOTED),
            (field.chars.is_some() || field.not_empty || !field.values.is_empty(), field_flag::RESTRICTED),
        ];
        let restriction = self.restriction(&field.restriction());
        let source = self.source(&field.source, Filter::All);
        let writer = &mut *self.writer;
        FieldRow {
            name: writer.text(&field.name),
            ident: writer.text(unraw(&field.ident)),
            ty: field.ty.number(),
            flags: union(flags),
            source,
            separator: field.separator.as_deref().map_or(TextRef::NONE, |text| writer.text(text)),
            restriction,
            unit: Unit::number(field.unit),
        }
    }
}

/// Returns `true` if the value of a place is the whole text as it is.
fn is_plain(place: &Place) -> bool {
    place.templates.is_empty() && place.parameters.is_empty() && place.encoding == Encoding::Plain && !place.untrimmed
}
