//! From an entry and its values to the variant of a type: the last step of decoding.
//!
//! Everything before it is the same for all tables, and compiled once in the engine.

use errspec_engine::Found;
use errspec_engine::decode::{DecodeErrorKind, Decoded as EngineDecoded, ResponseParts};

use crate::decode_error::DecodeError;
use crate::details::set_details;
use crate::entries::Entry;
use crate::instance::Built;
use crate::unknown::Unknown;

/// Returns the variant of the entry, or the unknown one. Only this step differs from type to type.
#[inline]
pub(crate) fn variant<E: Built>(table: usize, found: Found<'static>, out: &mut EngineDecoded<'static, '_>) -> E {
    if let Found::Entry(entry) = found
        && let Some(mut error) = E::build(table, entry.number(), &mut out.fields)
        && out.fields.is_complete()
    {
        set_details(&mut error, table, &out.parts);
        return error;
    }
    unknown(&out.parts, found.nearest())
}

/// Returns the variant of the entry, if there is one that can hold the values.
#[inline]
pub(crate) fn variant_of<E: Built>(
    table: usize,
    found: Found<'static>,
    out: &mut EngineDecoded<'static, '_>,
) -> Option<E> {
    let Found::Entry(entry) = found else { return None };
    let mut error = E::build(table, entry.number(), &mut out.fields).filter(|_| out.fields.is_complete())?;
    set_details(&mut error, table, &out.parts);
    Some(error)
}

/// Returns the unknown variant, with the entry that comes nearest.
#[cold]
#[inline(never)]
pub(crate) fn unknown<E: Built>(parts: &ResponseParts<'static, '_>, entry: Option<Entry>) -> E {
    E::from_unknown(Unknown::new(parts, parts.name(), entry))
}

/// Returns the variant of the entry, or the reason why there is none.
pub(crate) fn try_variant<E: Built>(
    table: usize,
    entry: Entry,
    out: &mut EngineDecoded<'static, '_>,
) -> Result<E, DecodeError> {
    if let Some(error) = variant_of(table, Found::Entry(entry), out) {
        return Ok(error);
    }
    if !E::covers(table, entry.number()) {
        return Err(DecodeError::new(DecodeErrorKind::NoVariant { entry: entry.name() }));
    }
    // A type of the user's own may hold less than the table's.
    let field = out.fields.last_taken().and_then(|number| entry.carried().get(number));
    let field = field.map_or("", |field| field.name());
    Err(DecodeError::new(DecodeErrorKind::WrongType { entry: entry.name(), field }))
}
