//! Implementations of the traits of the standard library.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::matches::{Arm, match_self};
use super::shape::{Role, Shape, StdImpl, VariantShape};

/// Expands the implementations that the type needs.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    shape.std_impls.iter().map(|std_impl| expand_one(*std_impl, shape)).collect()
}

fn expand_one(std_impl: StdImpl, shape: &Shape<'_>) -> TokenStream {
    let (name, methods) = match std_impl {
        StdImpl::Debug => {
            let fmt = quote! {
                fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __errspec::debug(self, __f)
                }
            };
            (quote!(::core::fmt::Debug), fmt)
        }
        StdImpl::Clone => {
            let clone = quote! {
                fn clone(&self) -> Self {
                    __errspec::clone(self)
                }
            };
            (quote!(::core::clone::Clone), clone)
        }
        StdImpl::PartialEq => {
            let eq = quote! {
                fn eq(&self, __other: &Self) -> ::core::primitive::bool {
                    __errspec::equal(self, __other)
                }
            };
            (quote!(::core::cmp::PartialEq), eq)
        }
        StdImpl::Eq => (quote!(::core::cmp::Eq), TokenStream::new()),
        StdImpl::Hash => {
            let hash = quote! {
                fn hash<__H: ::core::hash::Hasher>(&self, __state: &mut __H) {
                    __errspec::hash(self, __state);
                }
            };
            (quote!(::core::hash::Hash), hash)
        }
        StdImpl::Display => return display(shape),
        StdImpl::Error => return error(shape),
        StdImpl::From => return shape.variants.iter().filter_map(|variant| from(shape, variant)).collect(),
    };
    let head = shape.implement(&name, &[]);
    quote!(#head { #methods })
}

/// Expands `Display`, which writes the message. A transparent variant writes that of the error inside.
fn display(shape: &Shape<'_>) -> TokenStream {
    let arms = shape.variants.iter().filter_map(|variant| {
        let slot = variant.shown.as_ref()?;
        let value = slot.call(&quote!(::core::fmt::Display), "fmt", &quote!(, __f));
        Some(Arm::new(variant.pattern_of(slot), value))
    });
    let body = match_self(shape, &quote!(__errspec::display(self, __f)), &arms.collect::<Vec<_>>());
    let head = shape.implement(&quote!(::core::fmt::Display), &[]);
    quote! {
        #head {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        }
    }
}

/// Expands `Error`, whose method `source` has an arm for each variant with a source.
fn error(shape: &Shape<'_>) -> TokenStream {
    let mut more = shape.generics.sources.clone();
    if !shape.generics.error.is_empty() {
        more.push(quote!(Self: ::core::fmt::Debug + ::core::fmt::Display));
    }
    let head = shape.implement(&quote!(::core::error::Error), &more);
    let arms: Vec<Arm> = shape.variants.iter().filter_map(source).collect();
    if arms.is_empty() {
        return quote!(#head {});
    }
    // `Box<dyn Error>` does not implement `Error`: a method call finds the trait by which the source is an error.
    let is_called = |variant: &VariantShape| variant.source.is_some() || is_foreign(variant);
    let has_source = shape.variants.iter().any(is_called);
    let import = has_source.then(|| {
        quote!(
            use __errspec::source_traits::*;
        )
    });
    let body = match_self(shape, &quote!(__O::None), &arms);
    quote! {
        #head {
            fn source(&self) -> __O<&(dyn ::core::error::Error + 'static)> {
                #import
                #body
            }
        }
    }
}

/// Creates the arm of a variant that has a source.
fn source(variant: &VariantShape) -> Option<Arm> {
    let (slot, value) = match (&variant.source, &variant.shown) {
        (Some(slot), _) => {
            let binding = slot.binding();
            let source = match slot.optional {
                true => quote!(#binding.as_ref()?),
                false => quote!(#binding),
            };
            let error = quote_spanned!(slot.span=> (&&&__errspec::SourceRef(#source)).source());
            (slot, quote!(__O::Some(#error)))
        }
        (None, Some(slot)) if is_foreign(variant) => {
            let binding = slot.binding();
            let inner = quote_spanned!(slot.span=> (&&&__errspec::SourceRef(#binding)).source());
            (slot, quote!(::core::error::Error::source(#inner)))
        }
        (None, Some(slot)) => (slot, slot.call(&quote!(::core::error::Error), "source", &TokenStream::new())),
        _ => return None,
    };
    Some(Arm::new(variant.pattern_of(slot), value))
}

/// Returns `true` for a transparent variant with an entry. The error inside may be one that does not implement `Error`, such as
/// `Box<dyn Error>`.
fn is_foreign(variant: &VariantShape) -> bool {
    variant.shown.is_some() && matches!(variant.role, Role::Entry(_))
}

/// Expands `From`, which makes a variant from its source.
fn from(shape: &Shape<'_>, variant: &VariantShape) -> Option<TokenStream> {
    let (slot, source) = variant.from.as_ref()?;
    let value = if slot.optional { quote!(__O::Some(__source)) } else { quote!(__source) };
    let made = variant.with(slot, &value);
    let user = &shape.generics.user;
    let head = shape.implement_where(&quote!(::core::convert::From<#source>), &quote!(#(#user,)*));
    Some(quote! {
        #head {
            fn from(__source: #source) -> Self {
                #made
            }
        }
    })
}
