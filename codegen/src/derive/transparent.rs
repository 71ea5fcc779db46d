//! The errors in transparent variants, whose entries count as those of the type.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Member;

use super::aliases::Aliases;
use super::input::Input;
use super::input_field::InputField;
use super::input_variant::InputVariant;
use super::resolve::{ResolvedRole, ResolvedVariant};
use super::types::mentions;
use crate::emit::{InnerErrors, RequiredEntry};

/// Describes the errors in the transparent variants. A type that contains itself has no further entries there.
pub(super) fn describe<'a>(
    input: &'a Input,
    variants: &[ResolvedVariant<'a>],
    required: Vec<RequiredEntry>,
    aliases: &mut Aliases<'a>,
) -> InnerErrors {
    let fields = variants.iter().filter_map(|resolved| match &resolved.role {
        ResolvedRole::Transparent(field) => Some(&field.ty),
        _ => None,
    });
    let fields = fields.filter(|ty| !mentions(ty.to_token_stream(), &[&input.ident]));
    let types: Vec<TokenStream> = fields.map(|ty| aliases.name(ty)).collect();
    let concrete = types.iter().filter(|ty| is_concrete(input, ty)).map(with_static).collect();
    InnerErrors { concrete, types, required }
}

/// Finds the field of a transparent variant that is its source beside the error inside: the one that is marked, or has the name `source`.
pub(super) fn find_source(variant: &InputVariant) -> Option<&InputField> {
    let is_named = |field: &&InputField| matches!(&field.member, Member::Named(name) if name == "source");
    let marked = variant.fields.iter().find(|field| field.source);
    marked.or_else(|| variant.fields.iter().find(is_named))
}

/// Returns `true` if the compiler knows the entries of the error in some transparent variant when it compiles the type.
pub(super) fn has_concrete<'a>(input: &'a Input, variants: &[ResolvedVariant<'a>]) -> bool {
    !describe(input, variants, Vec::new(), &mut Aliases::new(input)).concrete.is_empty()
}

/// Returns `true` if a type contains no parameter of the user's type, other than lifetimes.
fn is_concrete(input: &Input, ty: &TokenStream) -> bool {
    let types = input.generics.type_params().map(|parameter| &parameter.ident);
    let constants = input.generics.const_params().map(|parameter| &parameter.ident);
    let parameters: Vec<&Ident> = types.chain(constants).collect();
    !mentions(ty.clone(), &parameters)
}

/// Returns a type with all lifetimes replaced by `'static`: the entries of an error do not depend on them.
fn with_static(ty: &TokenStream) -> TokenStream {
    let mut after_quote = false;
    let replaced = ty.clone().into_iter().map(|token| {
        let is_lifetime = std::mem::replace(&mut after_quote, false);
        match token {
            TokenTree::Ident(name) if is_lifetime => TokenTree::Ident(Ident::new("static", name.span())),
            TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), with_static(&group.stream()))),
            token => {
                after_quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
                token
            }
        }
    });
    replaced.collect()
}
