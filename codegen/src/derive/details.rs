//! The fields of variants that carry the sub-errors.

use syn::Error;

use super::entries::LocatedEntry;
use super::input_field::InputField;
use super::input_variant::InputVariant;
use crate::macro_input::Errors;

/// Finds the field of a variant that carries the sub-errors. Reports one whose sub-errors would never be in a response.
pub(super) fn find<'a>(
    variant: &'a InputVariant,
    found: &LocatedEntry<'_>,
    errors: &mut Errors,
) -> Option<&'a InputField> {
    let field = variant.fields.iter().find(|field| field.details.is_some() && !field.invalid)?;
    let name = field.details.as_ref()?;
    let envelope = found.model.envelopes.get(found.entry.envelope)?;
    if envelope.details.places.is_empty() {
        let id = envelope.id.as_ref().map(|id| format!(" `{id}`")).unwrap_or_default();
        let message = format!(
            "the envelope{id} of the entry `{}` has no location for details, so no response would have the sub-errors\n\
             help: add it to the envelope in the table, such as `details = \"/details\"`, or mark the field `#[errspec(skip)]` \
             instead",
            found.entry.name
        );
        errors.report(Error::new(name.span(), message));
        return None;
    }
    Some(field)
}
