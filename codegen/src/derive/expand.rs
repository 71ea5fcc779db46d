//! The implementations for a user's type.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Error;
use syn::spanned::Spanned;

use super::Table;
use super::bind::{Bound, Tie, To};
use super::bounds::Bounds;
use super::standard::option_of;
use super::written::{Field, Written};
use super::{decoding, standard};
use crate::generate::{Parts, Target, track};
use crate::integrations;
use crate::macro_input::Errors;
use crate::model::{self, Type};

/// All implementations.
pub(super) fn expand(
    written: &Written,
    tables: &[Table],
    variants: &[Bound<'_>],
    krate: &TokenStream,
    faults: &mut Errors,
) -> TokenStream {
    let target = target(written, krate);
    let parts: Vec<Parts> = tables.iter().map(|table| Parts::new(&table.model, &target)).collect();
    let Some(first) = parts.first() else { return TokenStream::new() };
    for exceeded in parts.iter().filter_map(|parts| parts.exceeded.as_ref()) {
        faults.report(Error::new(written.ident.span(), exceeded));
    }
    let cx = Context { written, variants, krate, bounds: Bounds::new(written, variants) };
    let (tracked, values) =
        (tables.iter().filter_map(|table| table.tracked.as_ref().map(track)), parts.iter().map(|parts| &parts.table));
    let names: Vec<Ident> = (0..parts.len()).map(table_name).collect();
    let private = &first.private;
    let (detail, detail_type, record) = match parts.as_slice() {
        [one] => (one.detail.as_ref(), one.detail_type.clone(), one.record.as_ref()),
        _ => (None, quote!(__errspec::Json), None),
    };
    let instance = instance(&cx);
    let generated = generated(&cx, tables, &detail_type);
    let standard = standard::expand(&cx);
    let decoding = decoding::expand(&cx, faults);
    let methods = methods(&cx, first);
    let implementations = implementations(&cx);
    quote! {
        #detail
        #methods
        #[allow(deprecated)]
        const _: () = {
            use #private as __errspec;
            use ::core::option::Option as __O;
            #(#tracked)*
            #(static #names: __errspec::Table = #values;)*
            static __TABLES: &[&__errspec::Table] = &[#(&#names),*];
            #record
            #instance
            #generated
            #standard
            #decoding
            #implementations
        };
    }
}

/// What every room here looks at.
pub(super) struct Context<'a> {
    pub(super) written: &'a Written,
    pub(super) variants: &'a [Bound<'a>],
    pub(super) krate: &'a TokenStream,
    pub(super) bounds: Bounds,
}

fn target(written: &Written, krate: &TokenStream) -> Target {
    let visibility = &written.visibility;
    Target::new(written.ident.clone()).krate(krate.clone()).visibility(quote!(#visibility)).without_constructors()
}

fn table_name(number: usize) -> Ident {
    format_ident!("__TABLE_{}", number)
}

impl Context<'_> {
    /// The head of an implementation of a trait, with these bounds.
    pub(super) fn implement(&self, of: &TokenStream, bounds: &[TokenStream]) -> TokenStream {
        let (generics, ty) = (&self.bounds.generics, &self.bounds.ty);
        let bounds = self.bounds.clause(bounds);
        quote!(#[automatically_derived] impl #generics #of for #ty #bounds)
    }

    /// A variant as a pattern or a value, up to its fields.
    pub(super) fn path(&self, bound: &Bound<'_>) -> TokenStream {
        let ident = &bound.variant.ident;
        if self.written.is_struct { quote!(Self) } else { quote!(Self::#ident) }
    }

    /// The pattern of a variant that names one field.
    pub(super) fn pattern(&self, bound: &Bound<'_>, field: &Field) -> TokenStream {
        let (path, Field { member, binding, .. }) = (self.path(bound), field);
        quote!(#path { #member: #binding, .. })
    }

    /// A method's `match` over the variants; `others` stands for those that `arm` says nothing of.
    pub(super) fn by_variant(
        &self,
        others: &TokenStream,
        mut arm: impl FnMut(&Bound<'_>) -> Option<(TokenStream, TokenStream)>,
    ) -> TokenStream {
        let arms: Vec<TokenStream> = self
            .variants
            .iter()
            .filter_map(|bound| arm(bound).map(|(pattern, value)| quote!(#pattern => #value,)))
            .collect();
        if arms.is_empty() {
            return quote!({ #others });
        }
        let rest = (arms.len() < self.variants.len()).then(|| quote!(_ => #others,));
        quote!(match self { #(#arms)* #rest })
    }
}

/// `Instance`: what a value says of itself.
fn instance(cx: &Context<'_>) -> TokenStream {
    let none = quote!(__O::None);
    let inner = |bound: &Bound<'_>, field: &Field, call: TokenStream| {
        let (binding, ty) = (&field.binding, &field.ty);
        let call = quote_spanned!(ty.span()=> <#ty as __errspec::Instance>::#call);
        (cx.pattern(bound, field), call, quote!(#binding))
    };
    let first = table_name(0);
    let table = cx.by_variant(&quote!(&#first), |bound| match &bound.to {
        To::Entry(Tie { table, .. }) if *table > 0 => {
            let (path, table) = (cx.path(bound), table_name(*table));
            Some((quote!(#path { .. }), quote!(&#table)))
        }
        To::Transparent(field) => {
            let (pattern, call, binding) = inner(bound, field, quote!(table));
            Some((pattern, quote!(#call(#binding))))
        }
        _ => None,
    });
    let index = cx.by_variant(&none, |bound| match &bound.to {
        To::Entry(Tie { index, .. }) => {
            let (path, index) = (cx.path(bound), Literal::usize_unsuffixed(*index));
            Some((quote!(#path { .. }), quote!(__O::Some(#index))))
        }
        To::Transparent(field) => {
            let (pattern, call, binding) = inner(bound, field, quote!(index));
            Some((pattern, quote!(#call(#binding))))
        }
        _ => None,
    });
    let field = cx.by_variant(&none, |bound| match &bound.to {
        To::Entry(tie) => fields(cx, bound, tie),
        To::Transparent(field) => {
            let (pattern, call, binding) = inner(bound, field, quote!(field));
            Some((pattern, quote!(#call(#binding, __number))))
        }
        _ => None,
    });
    let unknown = cx.by_variant(&none, |bound| match &bound.to {
        To::Unknown(field) => {
            let (pattern, binding, ty) = (cx.pattern(bound, field), &field.binding, &field.ty);
            let kept = quote_spanned!(ty.span()=> <#ty as __errspec::KeepsUnknown>::unknown);
            Some((pattern, quote!(__O::Some(#kept(#binding)))))
        }
        To::Transparent(field) => {
            let (pattern, call, binding) = inner(bound, field, quote!(as_unknown));
            Some((pattern, quote!(#call(#binding))))
        }
        _ => None,
    });
    let head = cx.implement(&quote!(__errspec::Instance), &[]);
    quote! {
        #head {
            fn table(&self) -> &'static __errspec::Table {
                #table
            }
            fn index(&self) -> __O<::core::primitive::u32> {
                #index
            }
            fn field(&self, __number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
                let _ = __number;
                #field
            }
            fn as_unknown(&self) -> __O<&__errspec::Unknown> {
                #unknown
            }
        }
    }
}

/// The values of a variant's fields, by the number of the table's.
fn fields(cx: &Context<'_>, bound: &Bound<'_>, tie: &Tie<'_>) -> Option<(TokenStream, TokenStream)> {
    let path = cx.path(bound);
    let tied = || tie.fields.iter().enumerate().filter_map(|(number, (own, field))| Some((number, own, (*field)?)));
    let bindings = tied().map(|(_, _, Field { member, binding, .. })| quote!(#member: #binding,));
    let arms: Vec<TokenStream> = tied()
        .map(|(number, own, field)| {
            let (number, Field { binding, ty, .. }) = (Literal::usize_unsuffixed(number), field);
            let value = if field.display {
                // A value that is not there is an `Option`; any other is always there.
                let kind = match option_of(ty) {
                    Some(_) => kind(own),
                    None => quote!(__errspec::kind::Text),
                };
                quote_spanned!(ty.span()=> <#ty as __errspec::Displayed<#kind>>::displayed(#binding))
            } else {
                let kind = kind(own);
                quote_spanned!(ty.span()=> <#ty as __errspec::AsField<#kind>>::as_field(#binding))
            };
            quote!(#number => #value,)
        })
        .collect();
    (!arms.is_empty())
        .then(|| (quote!(#path { #(#bindings)* .. }), quote!(match __number { #(#arms)* _ => __O::None })))
}

/// The kind of a table's field.
pub(super) fn kind(field: &model::Field) -> TokenStream {
    let kind = match field.ty {
        Type::String => quote!(Text),
        Type::Integer => quote!(Integer),
        Type::Number => quote!(Number),
        Type::Boolean => quote!(Boolean),
        Type::List => quote!(List),
        Type::Json => quote!(Json),
    };
    let kind = quote!(__errspec::kind::#kind);
    if field.required { kind } else { quote!(__errspec::kind::Optional<#kind>) }
}

/// `Generated` and `Spec`: what the type is.
fn generated(cx: &Context<'_>, tables: &[Table], detail: &TokenStream) -> TokenStream {
    let covered = |table: usize, index: usize| {
        cx.variants.iter().any(|bound| matches!(&bound.to, To::Entry(tie) if (tie.table, tie.index) == (table, index)))
    };
    let arms = tables.iter().enumerate().filter_map(|(table, own)| {
        let indices: Vec<Literal> = (0..own.model.entries.len())
            .filter(|index| covered(table, *index))
            .map(Literal::usize_unsuffixed)
            .collect();
        let table = Literal::usize_unsuffixed(table);
        (!indices.is_empty()).then(|| quote!(#table => ::core::matches!(__index, #(#indices)|*),))
    });
    let arms: Vec<TokenStream> = arms.collect();
    let krate = cx.krate;
    let generated = cx.implement(&quote!(__errspec::Generated), &[]);
    let spec = cx.implement(&quote!(#krate::Spec), &cx.bounds.error);
    quote! {
        #generated {
            type Detail = #detail;
            fn tables() -> &'static [&'static __errspec::Table] {
                __TABLES
            }
            fn covers(__table: ::core::primitive::usize, __index: ::core::primitive::u32) -> ::core::primitive::bool {
                let _ = __index;
                match __table {
                    #(#arms)*
                    _ => false,
                }
            }
        }
        #spec {}
    }
}

/// The methods of the traits, so that they need no import.
fn methods(cx: &Context<'_>, parts: &Parts) -> Option<TokenStream> {
    if cx.written.arguments.traits_only {
        return None;
    }
    let (generics, ty, krate) = (&cx.bounds.generics, &cx.bounds.ty, cx.krate);
    let inherent = |of: &TokenStream, functions: &TokenStream| {
        let bounds = cx.bounds.outside(of);
        quote! {
            #[allow(dead_code, deprecated, unreachable_pub)]
            impl #generics #ty #bounds {
                #functions
            }
        }
    };
    let saying = inherent(&quote!(#krate::Spec), &parts.saying);
    let decoding = decoding::is_decoded(cx).then(|| inherent(&quote!(#krate::Decode), &parts.decoding));
    Some(quote!(#saying #decoding))
}

/// What the type implements for other crates.
fn implementations(cx: &Context<'_>) -> TokenStream {
    let (parameters, ty) = (&cx.bounds.parameters, &cx.bounds.ty);
    let bounds = cx.bounds.predicates(&cx.bounds.error);
    integrations::expand(cx.krate, &cx.written.arguments.integrations, parameters, ty, &bounds)
}
