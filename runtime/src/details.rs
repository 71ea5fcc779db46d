//! Sub-errors: how they are written and read, and the fields of variants that carry them.

use alloc::vec::Vec;

use errspec_engine::decode::{ResponseParts, count_many_details, each_detail, each_detail_json};
use errspec_engine::encode::{DetailTree, detail_tree};
use errspec_engine::table::Table;
use errspec_engine::{FieldValues, Fields, Value as EngineValue};

use crate::instance::{Built, Generated, Record};
use crate::value::Value;

/// Returns a sub-error of an error to write. `table` is the number of the error's table. The sub-error's own table determines its
/// layout, if it has a `[detail]`.
pub(crate) fn written<D: Record>(tables: &[&'static Table<'static>], table: usize, detail: &D) -> DetailTree {
    let number = detail.table().unwrap_or(table);
    detail_tree(tables.get(number).copied().filter(|_| D::is_typed(number)), &RecordValues(detail))
}

/// The field values of a sub-error, for the engine.
struct RecordValues<'r, R>(&'r R);

impl<R: Record> FieldValues for RecordValues<'_, R> {
    fn value(&self, number: usize) -> Option<EngineValue<'_>> {
        self.0.field(number).map(Value::into_engine)
    }
}

/// Returns the sub-errors that a field of a variant carries, for the encoder. `table` is the number of the variant's table.
pub fn write_details<'d, D: Record + 'd, C: IntoIterator<Item = &'d D>>(
    tables: &[&'static Table<'static>],
    table: usize,
    details: C,
) -> Vec<DetailTree> {
    details.into_iter().map(|detail| written(tables, table, detail)).collect()
}

/// Creates the collection in a field of a variant from the sub-errors of a response.
pub fn read_details<D: Record, C: FromIterator<D>>(details: Vec<D>) -> C {
    details.into_iter().collect()
}

/// Creates the optional collection in a field of a variant from the sub-errors of a response; `None` if it has none.
pub fn read_some_details<D: Record, C: FromIterator<D>>(details: Vec<D>) -> Option<C> {
    if details.is_empty() { None } else { Some(read_details(details)) }
}

/// Returns the sub-errors of a response by the table with this number. A sub-error without a required value is omitted.
pub(crate) fn details_of<E: Generated>(table: usize, parts: &ResponseParts<'static, '_>) -> Vec<E::Detail> {
    let mut details = Vec::with_capacity(count_many_details(parts));
    each_detail_of::<E>(table, parts, &mut |detail| details.push(detail));
    details
}

/// Calls `take` with the same sub-errors.
pub(crate) fn each_detail_of<E: Generated>(
    table: usize,
    parts: &ResponseParts<'static, '_>,
    take: &mut dyn FnMut(E::Detail),
) {
    let mut take = |mut fields: Fields<'_>| {
        let detail = E::Detail::build(table, &mut fields);
        if fields.is_complete() {
            take(detail);
        }
    };
    match E::tables().get(table) {
        Some(own) if E::Detail::is_typed(table) => each_detail(own, parts, &mut take),
        Some(_) => each_detail_json(parts, &mut |json| {
            take(Fields::new([Some(EngineValue::Json(json.into()))]));
        }),
        None => {}
    }
}

/// Sets the sub-errors of a response on an error whose variant carries them.
#[inline]
pub(crate) fn set_details<E: Built>(error: &mut E, table: usize, parts: &ResponseParts<'static, '_>) {
    error.set_details(&mut || details_of::<E>(table, parts));
}
