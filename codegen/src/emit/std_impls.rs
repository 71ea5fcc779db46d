//! Implementations of the traits of the standard library.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::hygiene;
use super::matches::{Arm, match_self};
use super::shape::{Form, Role, Shape, Slot, StdImpl, VariantShape};

/// Expands the implementations that the type needs.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    let required = (!shape.std_impls.contains(&StdImpl::Error)).then(|| require_error(shape));
    required.into_iter().chain(shape.std_impls.iter().map(|std_impl| expand_one(*std_impl, shape))).collect()
}

/// Expands the check that the type implements `Error` itself. For a type with type parameters, that depends on them.
fn require_error(shape: &Shape<'_>) -> TokenStream {
    if !shape.generics.error.is_empty() {
        return TokenStream::new();
    }
    let (generics, ty, predicates) = (shape.generics.declared(), shape.ty(), shape.predicates(&[]));
    let clause = (!predicates.is_empty()).then(|| quote!(where #predicates));
    quote! {
        const _: () = {
            fn __error #generics() #clause {
                __errspec::require_error::<#ty>();
            }
        };
    }
}

fn expand_one(std_impl: StdImpl, shape: &Shape<'_>) -> TokenStream {
    let (name, methods) = match std_impl {
        StdImpl::Debug => {
            let fmt = quote! {
                #[inline]
                fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __errspec::debug(self, __f)
                }
            };
            (quote!(::core::fmt::Debug), fmt)
        }
        StdImpl::Clone => {
            let clone = quote! {
                #[inline]
                fn clone(&self) -> Self {
                    __errspec::clone(self)
                }
            };
            (quote!(::core::clone::Clone), clone)
        }
        StdImpl::PartialEq => {
            let eq = quote! {
                #[inline]
                fn eq(&self, __other: &Self) -> ::core::primitive::bool {
                    __errspec::equal(self, __other)
                }
            };
            (quote!(::core::cmp::PartialEq), eq)
        }
        StdImpl::Eq => (quote!(::core::cmp::Eq), TokenStream::new()),
        StdImpl::Hash => {
            let hash = quote! {
                #[inline]
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
        let binding = slot.binding();
        let value = quote_spanned!(slot.span=> (&__errspec::InnerRef(#binding)).write(__f));
        Some(Arm::new(variant.pattern_of(slot), value))
    });
    let arms: Vec<Arm> = arms.collect();
    let import = (!arms.is_empty()).then(import_source_traits);
    let body = match_self(shape, &quote!(__errspec::display(self, __f)), &arms);
    let fmt = quote! {
        #[inline]
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            #import
            #body
        }
    };
    implement_unless_own_display(shape, &quote!(::core::fmt::Display), &[], &fmt)
}

/// Expands an implementation by a macro whose name tells how to omit it, should the type have another one.
fn implement_unless_own_display(
    shape: &Shape<'_>,
    name: &TokenStream,
    more: &[TokenStream],
    items: &TokenStream,
) -> TokenStream {
    // A generated type has no other one.
    if shape.std_impls.contains(&StdImpl::Debug) {
        let head = shape.implement(name, more);
        return quote!(#head { #items });
    }
    let (generics, ty, predicates) = (shape.generics.declared(), shape.ty(), shape.predicates(more));
    let clause = (!predicates.is_empty()).then(|| quote!(where #predicates));
    quote! {
        __errspec::implement_unless_own_display! {
            [#generics] [#name] [#ty] [#clause] #items
        }
    }
}

/// Expands `Error`, whose method `source` has an arm for each variant with a source.
fn error(shape: &Shape<'_>) -> TokenStream {
    let mut more = shape.generics.sources.clone();
    if !shape.generics.error.is_empty() {
        more.push(quote!(Self: ::core::fmt::Debug + ::core::fmt::Display));
    }
    let implement =
        |items: &TokenStream| implement_unless_own_display(shape, &quote!(::core::error::Error), &more, items);
    let shared = SharedSources::find(shape);
    let arms: Vec<Arm> = shape.variants.iter().filter_map(|variant| source(variant, &shared)).collect();
    if arms.is_empty() {
        return implement(&TokenStream::new());
    }
    let import = import_source_traits();
    let functions = shared.functions();
    let body = match_self(shape, &quote!(__O::None), &arms);
    implement(&quote! {
        #[inline]
        fn source(&self) -> __O<&(dyn ::core::error::Error + 'static)> {
            #import
            #functions
            #body
        }
    })
}

/// Imports the traits of sources. `Box<dyn Error>` does not implement `Error`: a method call finds the trait by which the source is an error.
fn import_source_traits() -> TokenStream {
    quote!(
        use __errspec::source_traits::*;
    )
}

/// The types of several sources. The compiler finds the trait by which such a type is an error once, in a function; and it reports a type
/// that is no error once.
struct SharedSources {
    /// Each with its text.
    types: Vec<(String, TokenStream, Span)>,
}

impl SharedSources {
    fn find(shape: &Shape<'_>) -> Self {
        let mut types: Vec<(String, TokenStream, Span)> = Vec::new();
        let mut counts = Vec::new();
        // A function cannot name the parameters of the type.
        let slots = shape.variants.iter().filter(|_| shape.generics.is_empty()).filter_map(called);
        for slot in slots {
            let Some(ty) = Self::ty(slot) else { continue };
            let text = ty.to_string();
            match types.iter().position(|(known, ..)| *known == text) {
                Some(number) => counts.get_mut(number).into_iter().for_each(|count| *count += 1),
                None => {
                    types.push((text, ty.clone(), slot.span));
                    counts.push(1);
                }
            }
        }
        let shared = types.into_iter().zip(counts).filter(|(_, count)| *count > 1).map(|(ty, _)| ty);
        Self { types: shared.collect() }
    }

    /// Returns the type of a source, unless it is within an `Option`.
    fn ty(slot: &Slot) -> Option<&TokenStream> {
        slot.ty.as_ref().filter(|_| !slot.optional)
    }

    /// Expands the functions.
    fn functions(&self) -> TokenStream {
        let functions = self.types.iter().enumerate().map(|(number, (_, ty, span))| {
            let name = format_ident!("__source_{}", number);
            let found = quote_spanned!(*span=> (&&&__errspec::SourceRef(__source)).source());
            quote! {
                fn #name<'__s>(__source: &'__s #ty) -> &'__s (dyn ::core::error::Error + 'static) {
                    #found
                }
            }
        });
        functions.collect()
    }

    /// Returns the source as a trait object.
    fn source(&self, slot: &Slot, source: &TokenStream) -> TokenStream {
        let text = Self::ty(slot).map(ToString::to_string);
        match self.types.iter().position(|(known, ..)| Some(known) == text.as_ref()) {
            Some(number) => {
                let name = format_ident!("__source_{}", number);
                quote!(#name(#source))
            }
            None => quote_spanned!(slot.span=> (&&&__errspec::SourceRef(#source)).source()),
        }
    }
}

/// Returns the field whose trait a method call finds.
fn called(variant: &VariantShape) -> Option<&Slot> {
    variant.source.as_ref().or_else(|| variant.shown.as_ref().filter(|_| is_foreign(variant)))
}

/// Creates the arm of a variant that has a source.
fn source(variant: &VariantShape, shared: &SharedSources) -> Option<Arm> {
    let (slot, value) = match (&variant.source, &variant.shown) {
        (Some(slot), _) => {
            let binding = slot.binding();
            let source = match slot.optional {
                true => quote!(#binding.as_ref()?),
                false => quote!(#binding),
            };
            let error = shared.source(slot, &source);
            (slot, quote!(__O::Some(#error)))
        }
        (None, Some(slot)) if is_foreign(variant) => {
            let inner = shared.source(slot, &slot.binding().to_token_stream());
            (slot, quote!(::core::error::Error::source(#inner)))
        }
        (None, Some(slot)) => {
            let binding = slot.binding();
            (slot, quote_spanned!(slot.span=> (&__errspec::InnerRef(#binding)).inner_source()))
        }
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
    // `#[from]` beside other fields has been reported. Without the conversion, each `?` that needs it would be an error, too.
    let made = match variant.form {
        Form::Fields(2..) => quote!(loop {}),
        Form::Unit | Form::Fields(_) => variant.with(slot, &value),
    };
    let (generics, user) = (shape.generics.declared(), &shape.generics.user);
    let clause = (!user.is_empty()).then(|| quote!(where #(#user,)*));
    // The compiler reports another implementation where the macro is called, and names the macro.
    let ty = hygiene::at(shape.ty(), slot.span);
    Some(quote_spanned! {slot.span=>
        __errspec::implement_from_unless_marked_source! {
            [#generics] [#source] [#ty] [#clause]
            #[inline]
            fn from(__source: #source) -> Self {
                #made
            }
        }
    })
}
