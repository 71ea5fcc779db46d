//! Names that are declared twice, which the compiler reports.

use std::collections::HashSet;

use super::input_field::InputField;
use super::input_variant::InputVariant;

/// Disregards a variant with the name of another, and one with two fields of a name.
pub(super) fn disregard(variants: &mut [InputVariant]) {
    let mut known = HashSet::new();
    for variant in variants {
        let is_again = !known.insert(variant.ident.to_string());
        let mut fields = HashSet::new();
        if is_again || !variant.fields.iter().map(InputField::shown).all(|name| fields.insert(name)) {
            variant.disregard();
        }
    }
}
