//! The rows of sources, conditions and fields, which refer to slots.

use errspec_engine::table::rows::{
    ConditionRow, FieldRow, NONE, NumberRow, PlaceRow, SourceRow, Span, TextRef, field_flag, place_flag,
};
use errspec_engine::table::{ImageWriter, TestSpec};

use super::flags::union;
use super::literal::literal;
use super::slots::{Filter, Slots};
use super::template::PlaceTemplates;
use crate::model::{Condition, Field, Place, Test, Unit, ValueSource};
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
        let slots: Vec<u32> = place.locations.iter().map(|location| self.slots.number(location, filter)).collect();
        let plain = match slots.as_slice() {
            [slot] if place.templates.is_empty() => *slot,
            _ => NONE,
        };
        let unit = match place.unit {
            Unit::Seconds => 0,
            Unit::Milliseconds => place_flag::MILLISECONDS,
            Unit::Unix => place_flag::UNIX,
            Unit::UnixMilliseconds => place_flag::UNIX_MILLISECONDS,
        };
        let PlaceTemplates { templates, written, names } = PlaceTemplates::new(&place.templates);
        let numbers: Vec<NumberRow> = slots.into_iter().map(|number| NumberRow { number }).collect();
        PlaceRow {
            plain,
            slots: self.writer.add_numbers(&numbers),
            separator: self.writer.text(&place.with),
            templates: self.writer.texts(templates.iter().map(String::as_str)),
            written,
            names: self.writer.texts(names.iter().map(String::as_str)),
            flags: unit | if place.read_only { place_flag::READ_ONLY } else { 0 },
        }
    }

    pub(super) fn conditions(&mut self, conditions: &[Condition]) -> Span {
        let rows: Vec<ConditionRow> = conditions
            .iter()
            .map(|condition| {
                let slot = self.slots.number(&condition.location, Filter::of_condition(condition));
                let test = match &condition.test {
                    Test::Present(true) => TestSpec::Present,
                    Test::Present(false) => TestSpec::Absent,
                    Test::Is(values) => TestSpec::Is(self.writer.literals(values.iter().map(literal))),
                };
                ConditionRow::new(slot, &test)
            })
            .collect();
        self.writer.add_conditions(&rows)
    }

    pub(super) fn fields(&mut self, fields: &[Field]) -> Span {
        let rows: Vec<FieldRow> = fields.iter().map(|field| self.field(field)).collect();
        self.writer.add_fields(&rows)
    }

    fn field(&mut self, field: &Field) -> FieldRow {
        let flags = [(field.parameter, field_flag::PARAMETER), (field.required, field_flag::REQUIRED)];
        let source = self.source(&field.source, Filter::All);
        let writer = &mut *self.writer;
        FieldRow {
            name: writer.text(&field.name),
            ident: writer.text(unraw(&field.ident)),
            ty: field.ty.number(),
            flags: union(flags),
            source,
            separator: field.separator.as_deref().map_or(TextRef::NONE, |text| writer.text(text)),
            values: writer.texts(field.values.iter().map(String::as_str)),
        }
    }
}
