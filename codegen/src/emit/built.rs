//! `Built` and `Decode`: the traits of a type to which a response can be decoded.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::details;
use super::matches::{ARMS, MethodCode};
use super::shape::{Access, EntryShape, FieldShape, Form, Reading, Role, Shape, Slot, VariantShape};
use crate::sorting::group;

/// Expands the implementations of `Built` and `Decode`. Returns `None` if the type has no variant for unknown errors.
pub(super) fn expand(shape: &Shape<'_>) -> Option<TokenStream> {
    let unknown = shape.variants.iter().find_map(|variant| match &variant.role {
        Role::Unknown(slot) => {
            let keep = slot.function(&quote!(__errspec::KeepsUnknown), "keep");
            Some(variant.with(slot, &quote!(#keep(__unknown))))
        }
        _ => None,
    });
    let unknown = unknown.or_else(|| shape.lacks_unknown.then(|| quote!(loop {})))?;
    let MethodCode { functions, body } = build(shape);
    let krate = &shape.runtime.krate;
    let details = details::read(shape);
    let built = shape.implement(&quote!(__errspec::Built), &shape.generics.read);
    let all: Vec<TokenStream> = shape.generics.read.iter().cloned().chain(shape.error_predicates()).collect();
    let decode = shape.implement(&quote!(#krate::Decode), &all);
    Some(quote! {
        #functions
        #built {
            #[inline]
            fn build(
                __table: ::core::primitive::usize,
                __index: ::core::primitive::u32,
                __fields: &mut __errspec::Fields<'_>,
            ) -> __O<Self> {
                #body
            }
            #[inline]
            fn from_unknown(__unknown: __errspec::Unknown) -> Self {
                #unknown
            }
            #details
        }
        #decode {}
    })
}

/// Expands the body of `build`, which makes a variant from the values of its entry: for each table, a `match` over the entries.
fn build(shape: &Shape<'_>) -> MethodCode {
    let built = shape.variants.iter().filter_map(|variant| Some((variant, variant.entry()?)));
    let built = built.filter_map(|(variant, entry)| Some((variant, entry, entry.defaults.as_ref()?)));
    let built = built.flat_map(|(variant, entry, defaults)| {
        entry.places().map(move |(table, index)| (table, BuildArm::new(index, variant, entry, defaults)))
    });
    let mut functions = TokenStream::new();
    let mut arms = Vec::new();
    for (table, built) in group(built) {
        let code = match_entries(shape, table, built);
        functions.extend(code.functions);
        let (table, body) = (Literal::usize_unsuffixed(table), code.body);
        arms.push((table, body));
    }
    let body = match (arms.as_slice(), shape.tables.len()) {
        ([], _) => quote!(__O::None),
        ([(_, body)], 1) => body.clone(),
        (arms, _) => {
            let arms = arms.iter().map(|(table, body)| quote!(#table => #body,));
            quote!(match __table { #(#arms)* _ => __O::None })
        }
    };
    MethodCode { functions, body }
}

/// The arm that builds a variant.
struct BuildArm {
    index: usize,
    tokens: TokenStream,
    /// `true` if the variant takes a value from the response.
    takes_value: bool,
}

/// Expands a `match` over the entries of a table. A long one is split into functions of [`ARMS`] consecutive entries each: the
/// division of an index gives its function, so every entry is found in two steps.
fn match_entries(shape: &Shape<'_>, table: usize, arms: Vec<BuildArm>) -> MethodCode {
    if arms.len() <= ARMS || !shape.generics.is_empty() {
        return MethodCode { functions: TokenStream::new(), body: match_index(&arms) };
    }
    let ident = &shape.ident;
    let name = |block: usize| -> Ident { format_ident!("__build_{}_{}", table, block) };
    let (mut functions, mut calls) = (TokenStream::new(), Vec::new());
    for (block, arms) in group(arms.into_iter().map(|arm| (arm.index / ARMS, arm))) {
        // An unused parameter would be a warning.
        let (parameter, argument) = match arms.iter().any(|arm| arm.takes_value) {
            true => (Some(quote!(, __fields: &mut __errspec::Fields<'_>)), Some(quote!(, __fields))),
            false => (None, None),
        };
        let (name, body) = (name(block), match_index(&arms));
        functions.extend(quote!(fn #name(__index: ::core::primitive::u32 #parameter) -> __O<#ident> { #body }));
        let block = Literal::usize_unsuffixed(block);
        calls.push(quote!(#block => #name(__index #argument),));
    }
    let most = Literal::usize_unsuffixed(ARMS);
    MethodCode { functions, body: quote!(match __index / #most { #(#calls)* _ => __O::None }) }
}

fn match_index(arms: &[BuildArm]) -> TokenStream {
    let arms = arms.iter().map(|arm| &arm.tokens);
    quote!(__O::Some(match __index { #(#arms)* _ => return __O::None }))
}

impl BuildArm {
    fn new(number: usize, variant: &VariantShape, entry: &EntryShape, defaults: &[Slot]) -> Self {
        // Values are taken in the order of the table. Rust evaluates the members of a literal in the order of the text.
        let mut values = Vec::new();
        let mut skipped = TokenStream::new();
        for field in &entry.fields {
            let value = field.as_ref().and_then(take);
            let Some(value) = value else {
                skipped.extend(quote!(__errspec::pass(__fields);));
                continue;
            };
            let value = if skipped.is_empty() { value } else { quote!({ #skipped #value }) };
            skipped = TokenStream::new();
            values.extend(field.as_ref().map(|field| initialize(&field.slot, &value)));
        }
        let takes_value = !values.is_empty();
        let is_default = |field: &FieldShape| field.reading == Reading::Default;
        let unread = entry.fields.iter().flatten().filter(|field| is_default(field)).map(|field| &field.slot);
        values.extend(unread.chain(defaults).map(default));
        let (index, path) = (Literal::usize_unsuffixed(number), &variant.path);
        let body = match (variant.form, &entry.boxed) {
            (Form::Unit, _) => None,
            (Form::Fields(_), None) => Some(quote!({ #(#values),* })),
            (Form::Fields(_), Some(fields)) => Some(quote!((__errspec::Box::new(#fields { #(#values),* })))),
        };
        Self { index: number, tokens: quote!(#index => #path #body,), takes_value }
    }
}

/// Returns an expression that takes the value of a field from the response; `None` if the field is not read from it.
fn take(field: &FieldShape) -> Option<TokenStream> {
    let (span, inferred) = (field.slot.span, field.slot.inferred());
    match (field.reading, &field.access) {
        (Reading::Default, _) => None,
        (Reading::Parsed(kind), _) => {
            let kind = kind.marker();
            Some(quote_spanned!(span=> __errspec::take_parsed::<#kind, #inferred>(__fields)?))
        }
        (Reading::Response, Access::Generated(_)) => Some(quote!(__errspec::take(__fields))),
        (Reading::Response, Access::Mapped(kind)) => {
            let kind = kind.marker();
            Some(quote_spanned!(span=> __errspec::take_field::<#kind, #inferred>(__fields)?))
        }
        (Reading::Response, _) => None,
    }
}

fn default(slot: &Slot) -> TokenStream {
    initialize(slot, &quote_spanned!(slot.span=> ::core::default::Default::default()))
}

fn initialize(slot: &Slot, value: &TokenStream) -> TokenStream {
    let member = &slot.member;
    quote!(#member: #value)
}
