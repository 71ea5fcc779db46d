//! What a generated type can implement for other crates. Each name is a feature of the runtime, and `__implement_<name>` its
//! macro that writes the implementation, so that nothing is generated here that depends on the crate of that name.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::suggest;

/// The names.
pub const NAMES: &[&str] = &["actix_web", "axum", "miette", "schemars", "serde", "tonic", "utoipa"];

/// Why this is none of [`NAMES`], if it is none.
///
/// # Errors
///
/// With the name that was most likely meant, or all of them.
pub fn check(name: &str) -> Result<(), String> {
    if NAMES.contains(&name) {
        return Ok(());
    }
    Err(format!("there is nothing called `{name}` that an error can implement; {}", suggest::help(name, NAMES)))
}

/// The implementations for a type with these generics and these bounds.
pub(crate) fn expand(
    krate: &TokenStream,
    names: &[Ident],
    generics: &TokenStream,
    ty: &TokenStream,
    bounds: &TokenStream,
) -> TokenStream {
    let implementations = names.iter().map(|name| {
        let implement = format_ident!("__implement_{}", name, span = name.span());
        quote!(#krate::#implement! { [#generics] #ty [#bounds] })
    });
    implementations.collect()
}
