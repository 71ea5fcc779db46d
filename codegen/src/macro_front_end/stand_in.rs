//! The stand-in of an enum that cannot be generated.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::generate::Target;
use crate::macro_input::{Environment, Errors};

/// Returns an import of the enum's name that the compiler cannot resolve.
///
/// Nothing is known about the variants, so with any enum each use of one would be another error. The compiler reports no error about a
/// name that it could not import. It does not report the import itself if the errors are in the module from which the name is imported.
/// A use of a variant that is imported by `*` is an error still, unless its own module has the errors, too: then the compiler shows each once,
/// but tells tools of it twice.
pub(super) fn stand_in(target: &Target, errors: &Errors, environment: &dyn Environment) -> TokenStream {
    let (conditions, visibility, ident) = (target.conditions(), &target.visibility, &target.ident);
    let module = format_ident!("__errspec_without_table_{}", ident);
    let imports_variants = environment.text().is_some_and(|text| text.contains(&format!("{ident}::*")));
    let again = imports_variants.then_some(errors);
    quote! {
        #again
        #conditions
        mod #module {
            #errors
        }
        #conditions
        #visibility use #module::#ident;
    }
}
