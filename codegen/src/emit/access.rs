//! The values of the user's fields.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::runtime::Kind;
use super::shape::{Access, Function, Slot};

/// Returns the value of the bound field, as an `Option`.
pub(super) fn value(slot: &Slot, access: &Access) -> TokenStream {
    let none = TokenStream::new();
    let call = |name: &str, method: &str, kind: &Kind| {
        let (name, kind) = (quote::format_ident!("{}", name), kind.marker());
        slot.call(&quote!(__errspec::#name<#kind>), method, &none)
    };
    match access {
        Access::Generated(_) => {
            let binding = slot.binding();
            quote!(__errspec::AsValue::as_value(#binding))
        }
        Access::Mapped(kind) => call("AsField", "as_field", kind),
        Access::Displayed(kind) => call("Displayed", "displayed", kind),
        Access::Debugged(kind) => call("Debugged", "debugged", kind),
        Access::Formatted(kind, format) => formatted(slot, *kind, format),
        Access::Computed(kind, function) => computed(slot, *kind, function),
    }
}

/// Expands a format string. If the field is optional in the table, it writes the value in the `Option`.
fn formatted(slot: &Slot, kind: Kind, format: &TokenStream) -> TokenStream {
    let binding = slot.binding();
    // The compiler reports a type without the trait of the placeholder at the format string.
    let text = quote!(__errspec::formatted(::core::format_args!(#format, #binding)));
    match kind.required {
        true => text,
        false => quote!(match #binding { __O::Some(#binding) => #text, __O::None => __O::None }),
    }
}

/// Expands the call of a function.
fn computed(slot: &Slot, kind: Kind, function: &Function) -> TokenStream {
    let (binding, kind) = (slot.binding(), kind.marker());
    let (span, called) = match function {
        Function::Path(path) => (span_of(path, slot), quote!(#path(#binding))),
        // As an argument, a closure need not state the type of its own.
        Function::Closure(closure) => (span_of(closure, slot), quote!(__errspec::apply(#binding, #closure))),
    };
    quote_spanned!(span=> __errspec::computed::<#kind, _>(#called))
}

fn span_of(tokens: &TokenStream, slot: &Slot) -> proc_macro2::Span {
    tokens.clone().into_iter().next().map_or(slot.span, |token| token.span())
}
