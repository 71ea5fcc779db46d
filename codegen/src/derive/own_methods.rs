//! Types that cannot have the generated inherent methods.

use proc_macro2::Span;
use syn::{Error, Type};

use super::input::Input;
use super::types::option_of;
use crate::emit::{Methods, Shape};
use crate::macro_input::Errors;
use crate::suggest;

/// Leaves the methods of a type to its traits if the type contains itself without a pointer, which the compiler reports. It would report the
/// methods that return the type within another one, too.
pub(super) fn check_size(input: &Input, shape: &mut Shape<'_>) {
    let is_own = |ty: &Type| {
        let ty = option_of(ty).unwrap_or(ty);
        matches!(ty, Type::Path(path) if path.path.is_ident(&input.ident) || path.path.is_ident("Self"))
    };
    if shape.methods == Methods::Inherent
        && input.variants.iter().flat_map(|variant| &variant.fields).any(|field| is_own(&field.ty))
    {
        shape.methods = Methods::Imported;
    }
}

/// Reports the inherent methods that the type would have twice, all in one error. The type then has none of the generated ones, but those of
/// the traits.
pub(super) fn check(input: &Input, shape: &mut Shape<'_>, errors: &mut Errors) {
    let names = input.by_hand.functions.iter().map(ToString::to_string).filter(|name| shape.has_method(name));
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return;
    }
    let listed = suggest::list(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let message = format!(
        "the type has {listed} of its own, and the derive generates methods of the same names\nhelp: write `traits_only` after the path of the \
         table; then the generated methods are only those of the traits `errspec::Spec` and `errspec::Decode`"
    );
    errors.report(Error::new(Span::call_site(), message));
    shape.methods = Methods::Imported;
}
