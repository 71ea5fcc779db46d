//! The coverage of a type: the entries that it has variants for, itself or in the errors of its transparent variants.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::shape::{EmbeddedTable, EntryShape, RequiredEntry, Shape, VariantShape};

/// Expands the implementation of `Covers`, and the checks of the entries that only an error in a transparent variant may have.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    let entries = shape.variants.iter().filter_map(VariantShape::entry);
    let covered: HashSet<(usize, usize)> = entries.flat_map(EntryShape::places).collect();
    let shared = shape.variants.iter().filter_map(VariantShape::entry).flat_map(|entry| entry.shared.iter().copied());
    let shared: HashSet<(usize, usize)> = shared.collect();
    let own = shape.tables.iter().enumerate().map(|(number, table)| {
        let shared = indices(number, table, &shared).into_iter().map(Literal::usize_unsuffixed);
        let covered = expand_covered(number, table, &covered);
        let (name, table) = (&table.name, format_ident!("__TABLE_{}", number));
        quote!(__errspec::TableCoverage { name: #name, table: &#table, entries: #covered, shared: &[#(#shared),*] })
    });
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

/// Returns the numbers of the entries of a table that a set has, in ascending order.
fn indices(number: usize, table: &EmbeddedTable, places: &HashSet<(usize, usize)>) -> Vec<usize> {
    (0..table.entries).filter(|index| places.contains(&(number, *index))).collect()
}

fn expand_covered(number: usize, table: &EmbeddedTable, covered: &HashSet<(usize, usize)>) -> TokenStream {
    let indices = indices(number, table, covered);
    if indices.len() == table.entries {
        return quote!(__errspec::CoveredEntries::All);
    }
    let indices = indices.into_iter().map(Literal::usize_unsuffixed);
    quote!(__errspec::CoveredEntries::Only(&[#(#indices),*]))
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
