//! The coverage of a type: the entries that it has variants for, itself or in the errors of its transparent variants.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::shape::{EmbeddedTable, RequiredEntry, Shape, VariantShape};

/// Expands the implementation of `Covers`, and the checks of the entries that only an error in a transparent variant may have.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    let entries = shape.variants.iter().filter_map(VariantShape::entry);
    let covered: HashSet<(usize, usize)> = entries.map(|entry| (entry.table, entry.index)).collect();
    let own = shape.tables.iter().enumerate().map(|(number, table)| expand_table(number, table, &covered));
    let inner = &shape.inner.types;
    let head = shape.implement(&quote!(__errspec::Covers), &[]);
    // The constant of a type that is no error comes from this trait.
    let import = (!inner.is_empty()).then(|| {
        quote!(
            use __errspec::CoversNothing as _;
        )
    });
    let required = expand_required(shape);
    quote! {
        #import
        #head {
            const COVERAGE: &'static __errspec::Coverage = &__errspec::Coverage {
                own: &[#(#own),*],
                inner: &[#(<__errspec::InnerError<#inner>>::COVERAGE),*],
            };
        }
        #required
    }
}

fn expand_table(number: usize, table: &EmbeddedTable, covered: &HashSet<(usize, usize)>) -> TokenStream {
    let EmbeddedTable { name, entries, .. } = table;
    let indices: Vec<usize> = (0..*entries).filter(|index| covered.contains(&(number, *index))).collect();
    let covered = match indices.len() == *entries {
        true => quote!(All),
        false => {
            let indices = indices.into_iter().map(Literal::usize_unsuffixed);
            quote!(Only(&[#(#indices),*]))
        }
    };
    let table = format_ident!("__TABLE_{}", number);
    quote!(__errspec::TableCoverage { name: #name, table: &#table, entries: __errspec::CoveredEntries::#covered })
}

/// Expands one constant for each entry, which is an error of the compiler if no error in a transparent variant has the entry.
fn expand_required(shape: &Shape<'_>) -> Option<TokenStream> {
    let errors = &shape.inner.concrete;
    if shape.inner.required.is_empty() {
        return None;
    }
    let span = shape.ident.span();
    let checks = shape.inner.required.iter().map(|RequiredEntry { table, index, message }| {
        let name = shape.tables.get(*table).map(|table| &table.name);
        let index = Literal::usize_unsuffixed(*index);
        quote_spanned!(span=> const _: () = __errspec::require_variant(__INNER, #name, #index, #message);)
    });
    Some(quote! {
        const __INNER: &[&__errspec::Coverage] = &[#(<__errspec::InnerError<#errors>>::COVERAGE),*];
        #(#checks)*
    })
}
