//! Aliases for the types of fields that generated code repeats.
//!
//! The compiler reports a type that does not exist wherever it is named, but shows equal messages once. Within angle brackets, the message
//! proposes a parameter of the item that names the type. An alias whose name has the place of the user's type gets the same proposal, and
//! everything else names the alias.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, Type};

use super::input::Input;
use crate::emit::hygiene;

/// The aliases of the types in one user's type.
pub(super) struct Aliases<'a> {
    input: &'a Input,
    /// The types that have an alias, each with its text.
    types: Vec<(String, &'a Type)>,
}

impl<'a> Aliases<'a> {
    pub(super) fn new(input: &'a Input) -> Self {
        Self { input, types: Vec::new() }
    }

    /// Returns the type as generated code names it. A type with parameters of the user's type has no alias.
    pub(super) fn name(&mut self, ty: &'a Type) -> TokenStream {
        if !self.input.generics.params.is_empty() || !may_be_undefined_within(ty) {
            return ty.to_token_stream();
        }
        let text = ty.to_token_stream().to_string();
        let known = self.types.iter().position(|(known, _)| *known == text);
        let number = known.unwrap_or_else(|| {
            self.types.push((text, ty));
            self.types.len() - 1
        });
        format_ident!("__Field{}", number, span = hygiene::span(ty.span())).into_token_stream()
    }

    /// Expands the aliases.
    pub(super) fn expand(&self) -> TokenStream {
        let aliases = self.types.iter().enumerate().map(|(number, (_, ty))| {
            let name = format_ident!("__Field{}", number, span = self.input.ident.span());
            let allowed = &self.input.allowed;
            quote!(#allowed type #name = #ty;)
        });
        aliases.collect()
    }
}

/// Returns `true` if a type has another one in angle brackets that is named by one word, and not a common word.
fn may_be_undefined_within(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.iter().any(|segment| match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(|argument| match argument {
            GenericArgument::Type(inner) => may_be_undefined(inner) || may_be_undefined_within(inner),
            _ => false,
        }),
        _ => false,
    })
}

/// Returns `true` for a type that is named by one word, and not a common word.
fn may_be_undefined(ty: &Type) -> bool {
    const DEFINED: [&str; 19] = [
        "Box", "Option", "Self", "String", "Vec", "bool", "char", "f32", "f64", "i16", "i32", "i64", "i8", "str",
        "u16", "u32", "u64", "u8", "usize",
    ];
    match ty {
        Type::Path(path) if path.qself.is_none() && path.path.segments.len() == 1 => {
            path.path.segments.iter().all(|only| !DEFINED.iter().any(|name| only.ident == name))
        }
        _ => false,
    }
}
