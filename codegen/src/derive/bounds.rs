//! Generics: what must hold of a type's parameters for an implementation to stand.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Type;

use super::bind::{Bound, To};
use super::expand::kind;
use super::standard::option_of;
use super::written::Written;

/// The generics of a type, and what is asked of them.
pub(super) struct Bounds {
    /// `<'a, T: Display>`
    pub(super) generics: TokenStream,
    /// The same without the angle brackets.
    pub(super) parameters: TokenStream,
    /// The type with its arguments.
    pub(super) ty: TokenStream,
    /// What the user's own `where` says.
    own: Vec<TokenStream>,
    /// What fields of a parameter's type must be to be written.
    written: Vec<TokenStream>,
    /// What fields of a parameter's type must be to be read, beside that.
    pub(super) read: Vec<TokenStream>,
    /// What the type must be to be an error.
    pub(super) error: Vec<TokenStream>,
    /// What sources of a parameter's type must be.
    pub(super) sources: Vec<TokenStream>,
}

impl Bounds {
    pub(super) fn new(written: &Written, variants: &[Bound<'_>]) -> Self {
        let (generics, arguments, clause) = written.generics.split_for_impl();
        let types: Vec<&Ident> = written.generics.type_params().map(|parameter| &parameter.ident).collect();
        let ident = &written.ident;
        let mut bounds = Self {
            parameters: parameters(&generics.to_token_stream()),
            generics: generics.to_token_stream(),
            ty: quote!(#ident #arguments),
            own: clause.iter().flat_map(|clause| &clause.predicates).map(ToTokens::to_token_stream).collect(),
            written: Vec::new(),
            read: Vec::new(),
            error: Vec::new(),
            sources: Vec::new(),
        };
        if types.is_empty() {
            return bounds;
        }
        let ty = &bounds.ty;
        bounds.error.push(quote!(#ty: ::core::error::Error));
        for bound in variants {
            // Of a type in itself, that it holds is what is being said.
            let is_generic =
                |ty: &Type| mentions(ty.to_token_stream(), &types) && !mentions(ty.to_token_stream(), &[ident]);
            bounds.of_variant(bound, &is_generic);
        }
        bounds
    }

    fn of_variant(&mut self, bound: &Bound<'_>, is_generic: &dyn Fn(&Type) -> bool) {
        match &bound.to {
            To::Entry(tie) => {
                for (own, field) in &tie.fields {
                    let Some(field) = field.filter(|field| is_generic(&field.ty)) else { continue };
                    let (ty, kind) = (&field.ty, kind(own));
                    if field.display {
                        let shown = option_of(ty).unwrap_or(ty);
                        self.written.push(quote!(#shown: ::core::fmt::Display));
                    } else {
                        self.written.push(quote!(#ty: __errspec::AsField<#kind>));
                        self.read.push(quote!(#ty: __errspec::FromField<#kind>));
                    }
                }
                if let Some(source) = tie.source.filter(|source| is_generic(&source.ty)) {
                    let ty = option_of(&source.ty).unwrap_or(&source.ty);
                    self.sources.push(quote!(#ty: ::core::error::Error + 'static));
                }
            }
            To::Transparent(field) if is_generic(&field.ty) => {
                let ty = &field.ty;
                self.written.push(quote!(#ty: __errspec::Instance + ::core::error::Error));
            }
            _ => {}
        }
    }

    /// The `where` clause inside the block, with more predicates.
    pub(super) fn clause(&self, more: &[TokenStream]) -> TokenStream {
        let predicates = self.predicates(more);
        quote!(where #predicates)
    }

    /// The user's own `where` clause.
    pub(super) fn own_clause(&self) -> TokenStream {
        let own = &self.own;
        quote!(where #(#own,)*)
    }

    /// The predicates of it.
    pub(super) fn predicates(&self, more: &[TokenStream]) -> TokenStream {
        let predicates = self.own.iter().chain(&self.written).chain(more);
        quote!(#(#predicates,)*)
    }

    /// The `where` clause of methods, which stand outside of the block, over this trait.
    pub(super) fn outside(&self, of: &TokenStream) -> TokenStream {
        let own = &self.own;
        // Of a type without parameters, a bound that does not hold would be one fault more.
        let generic = (!self.error.is_empty()).then(|| quote!(Self: #of,));
        quote!(where #(#own,)* #generic)
    }
}

/// Generics without their angle brackets.
fn parameters(generics: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = generics.clone().into_iter().collect();
    match tokens.as_slice() {
        [_, parameters @ .., _] => parameters.iter().cloned().collect(),
        _ => TokenStream::new(),
    }
}

/// Whether one of these parameters stands in a type.
fn mentions(tokens: TokenStream, parameters: &[&Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => parameters.contains(&&ident),
        TokenTree::Group(group) => mentions(group.stream(), parameters),
        _ => false,
    })
}
