//! The errors of the derive in its output.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::input::Input;
use super::input_variant::DeclaredRole;
use crate::emit::hygiene;
use crate::macro_input::Errors;

/// Expands the errors in a module of their own: in a module with a failed macro, the compiler reports no name that does not exist, such as that of
/// the type of a field.
pub(super) fn expand(input: &Input, errors: &Errors) -> TokenStream {
    if errors.is_empty() {
        return TokenStream::new();
    }
    let module = format_ident!("__errspec_errors_of_{}", input.ident, span = Span::call_site());
    let conversion = lacks_conversion(input).then(|| any_conversion(input, &module));
    quote! {
        mod #module {
            #errors
        }
        #conversion
    }
}

/// Returns `true` if a variant with an error may be one that `From` is to make.
fn lacks_conversion(input: &Input) -> bool {
    let is_invalid = input.variants.iter().any(|variant| matches!(variant.role, DeclaredRole::Invalid));
    is_invalid && !input.has_display && input.generics.params.is_empty()
}

/// Expands a conversion from a type that does not exist, and that is not reported since the module has errors. The compiler takes it for every
/// type, so that no `?` is an error for the lack of a conversion.
fn any_conversion(input: &Input, module: &Ident) -> TokenStream {
    let ty = hygiene::ident(&input.ident);
    quote! {
        const _: () = {
            impl ::core::convert::From<#module::Source> for #ty {
                fn from(_: #module::Source) -> Self {
                    loop {}
                }
            }
        };
    }
}
