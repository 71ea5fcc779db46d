//! Sub-errors: how they are written and read, and the fields of variants that carry them.

use alloc::vec::Vec;

use errspec_engine::decode::{ResponseParts, each_detail, each_detail_json};
use errspec_engine::encode::{DetailTree, detail_tree};
use errspec_engine::table::Table;
use errspec_engine::{FieldValues, Fields, Value as EngineValue};

use crate::instance::{Built, Generated, Record};
use crate::value::Value;

/// Returns a sub-error to write. The table determines its layout, if it has a `[detail]`.
pub(crate) fn written<D: Record>(table: Option<&'static Table<'static>>, detail: &D) -> DetailTree {
    detail_tree(table.filter(|_| D::TYPED), &RecordValues(detail))
}

/// The field values of a sub-error, for the engine.
struct RecordValues<'r, R>(&'r R);

impl<R: Record> FieldValues for RecordValues<'_, R> {
    fn value(&self, number: usize) -> Option<EngineValue<'_>> {
        self.0.field(number).map(Value::into_engine)
    }
}

/// Returns the sub-errors that a field of a variant carries, for the encoder.
pub fn write_details<'d, D: Record + 'd, C: IntoIterator<Item = &'d D>>(
    table: &'static Table<'static>,
    details: C,
) -> Vec<DetailTree> {
    details.into_iter().map(|detail| written(Some(table), detail)).collect()
}

/// Creates the collection in a field of a variant from the sub-errors of a response.
pub fn read_details<D: Record, C: FromIterator<D>>(details: Vec<D>) -> C {
    details.into_iter().collect()
}

/// Creates the optional collection in a field of a variant from the sub-errors of a response; `None` if it has none.
pub fn read_some_details<D: Record, C: FromIterator<D>>(details: Vec<D>) -> Option<C> {
    if details.is_empty() { None } else { Some(read_details(details)) }
}

/// Returns the sub-errors of a response. A sub-error without a required value is omitted.
pub(crate) fn details_of<E: Generated>(
    table: Option<&'static Table<'static>>,
    parts: &ResponseParts<'static, '_>,
) -> Vec<E::Detail> {
    let mut details = Vec::new();
    let mut take = |mut fields: Fields<'_>| {
        let detail = E::Detail::build(&mut fields);
        if fields.is_complete() {
            details.push(detail);
        }
    };
    match table {
        Some(table) if E::Detail::TYPED => each_detail(table, parts, &mut take),
        Some(_) => each_detail_json(parts, &mut |json| {
            take(Fields::new([Some(EngineValue::Json(json.into()))]));
        }),
        None => {}
    }
    details
}

/// Sets the sub-errors of a response on an error whose variant carries them.
#[inline]
pub(crate) fn set_details<E: Built>(error: &mut E, table: usize, parts: &ResponseParts<'static, '_>) {
    error.set_details(&mut || details_of::<E>(E::tables().get(table).copied(), parts));
}
