//! The methods for variants that carry their sub-errors. A type without such a variant has none of them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::matches::{Arm, match_self};
use super::shape::{DetailsField, EntryShape, Role, Shape, VariantShape};

/// Expands the method of `Instance` that returns the sub-errors to write.
pub(super) fn write(shape: &Shape<'_>) -> Option<TokenStream> {
    let none = TokenStream::new();
    let arms = shape.variants.iter().filter_map(|variant| match &variant.role {
        Role::Entry(EntryShape { table, details: Some(details), .. }) => {
            Some(write_arm(shape, variant, *table, details))
        }
        Role::Transparent(slot) => {
            let value = slot.call(&quote!(__errspec::Instance), "details", &none);
            Some(Arm::new(variant.pattern_of(slot), value))
        }
        _ => None,
    });
    let arms: Vec<Arm> = arms.collect();
    (!arms.is_empty()).then(|| {
        let body = match_self(shape, &quote!(__errspec::Vec::new()), &arms);
        quote! {
            #[inline]
            fn details(&self) -> __errspec::Vec<__errspec::DetailTree> {
                #body
            }
        }
    })
}

fn write_arm(shape: &Shape<'_>, variant: &VariantShape, table: usize, details: &DetailsField) -> Arm {
    let DetailsField { slot, iterated, .. } = details;
    let (detail, table, binding) = (shape.detail_type(), Literal::usize_unsuffixed(table), slot.binding());
    let write = |value: &TokenStream| quote_spanned!(slot.span=> __errspec::write_details::<#detail, &#iterated>(__TABLES, #table, #value));
    let value = match slot.optional {
        false => write(&quote!(#binding)),
        true => {
            let some = write(&quote!(__some));
            quote!(match #binding { __O::Some(__some) => #some, __O::None => __errspec::Vec::new() })
        }
    };
    Arm::new(variant.pattern_of(slot), value)
}

/// Expands the method of `Built` that sets the sub-errors of a response.
pub(super) fn read(shape: &Shape<'_>) -> Option<TokenStream> {
    let detail = shape.detail_type();
    let arms = shape.variants.iter().filter_map(|variant| {
        let details = variant.entry()?.details.as_ref().filter(|details| details.is_read)?;
        let DetailsField { slot, collection, .. } = details;
        let function = format_ident!("{}", if slot.optional { "read_some_details" } else { "read_details" });
        let binding = slot.binding();
        let value = quote_spanned!(slot.span=> *#binding = __errspec::#function::<#detail, #collection>(__details()));
        Some(Arm::new(variant.pattern_of(slot), value))
    });
    let arms: Vec<Arm> = arms.collect();
    (!arms.is_empty()).then(|| {
        let body = match_self(shape, &quote!({}), &arms);
        quote! {
            #[inline]
            fn set_details(&mut self, __details: &mut dyn ::core::ops::FnMut() -> __errspec::Vec<#detail>) {
                #body
            }
        }
    })
}
