//! `Instance` and `Generated`: the facts about a type that are not in its tables.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::access;
use super::details;
use super::matches::{Arm, Match, MethodCode, match_self, returned};
use super::runtime::Kind;
use super::shape::{Access, EntryShape, FieldShape, Role, Shape, Slot, VariantShape};
use crate::model::Type;
use crate::sorting::group;

/// Expands the implementations of `Instance`, `Generated` and `Spec`.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    let (table, index, unknown) = (table(shape), index(shape), as_unknown(shape));
    let field = field(shape);
    let functions = [&table, &index, &unknown, &field].map(|code| &code.functions);
    let [table, index, unknown, field] = [&table, &index, &unknown, &field].map(|code| &code.body);
    let head = shape.implement(&quote!(__errspec::Instance), &[]);
    let (details, generated) = (details::write(shape), generated(shape));
    quote! {
        #(#functions)*
        #head {
            #[inline]
            fn table(&self) -> &'static __errspec::Table {
                #table
            }
            #[inline]
            fn index(&self) -> __O<::core::primitive::u32> {
                #index
            }
            #[inline]
            fn field(&self, __number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
                #field
            }
            #[inline]
            fn as_unknown(&self) -> __O<&__errspec::Unknown> {
                #unknown
            }
            #details
        }
        #generated
    }
}

/// Creates a `match` over the variants whose value is `None` for a variant without an arm.
fn match_option<'a>(shape: &'a Shape<'a>, name: String, value: &TokenStream) -> Match<'a> {
    Match { shape, name, returns: quote!(__O<#value>), otherwise: quote!(__O::None), is_some: false }
}

/// Creates the arm of a transparent variant, which calls the same method on the inner error.
fn forward(variant: &VariantShape, slot: &Slot, method: &str, more: &TokenStream) -> Arm {
    Arm::new(variant.pattern_of(slot), slot.call(&quote!(__errspec::Instance), method, more))
}

fn table(shape: &Shape<'_>) -> MethodCode {
    let none = TokenStream::new();
    let own = shape.variants.iter().filter_map(|variant| match &variant.role {
        Role::Entry(EntryShape { table: number @ 1.., .. }) => Some((*number, variant.pattern())),
        _ => None,
    });
    let own = group(own).into_iter().map(|(number, patterns)| {
        let name = format_ident!("__TABLE_{}", number);
        Arm { patterns, value: quote!(&#name) }
    });
    let forwarded = shape.variants.iter().filter_map(|variant| match &variant.role {
        Role::Transparent(slot) => Some(forward(variant, slot, "table", &none)),
        _ => None,
    });
    let returns = quote!(&'static __errspec::Table);
    let over = Match { shape, name: "table".to_owned(), returns, otherwise: quote!(&__TABLE_0), is_some: false };
    over.expand(own.chain(forwarded).collect())
}

fn index(shape: &Shape<'_>) -> MethodCode {
    let none = TokenStream::new();
    let numbered = shape.variants.iter().filter_map(|variant| Some((variant.entry()?.index, variant.pattern())));
    // Entries of several tables, or variants that share an entry, have the same number: arms with one value are one arm.
    let entries = group(numbered).into_iter().map(|(index, patterns)| {
        let value = Literal::usize_unsuffixed(index).into_token_stream();
        Arm { patterns, value }
    });
    let mut arms: Vec<Arm> = entries.collect();
    let is_some = !arms.is_empty();
    arms.extend(shape.variants.iter().filter_map(|variant| match &variant.role {
        Role::Transparent(slot) => {
            let Arm { patterns, value } = forward(variant, slot, "index", &none);
            Some(Arm { patterns, value: if is_some { returned(&value) } else { value } })
        }
        _ => None,
    }));
    let over = match_option(shape, "index".to_owned(), &quote!(::core::primitive::u32));
    Match { is_some, ..over }.expand(arms)
}

fn as_unknown(shape: &Shape<'_>) -> MethodCode {
    let none = TokenStream::new();
    let arms = shape.variants.iter().filter_map(|variant| match &variant.role {
        Role::Unknown(slot) => {
            let kept = slot.call(&quote!(__errspec::KeepsUnknown), "unknown", &none);
            Some(Arm::new(variant.pattern_of(slot), quote!(__O::Some(#kept))))
        }
        Role::Transparent(slot) => Some(forward(variant, slot, "as_unknown", &none)),
        _ => None,
    });
    match_option(shape, "unknown".to_owned(), &quote!(&__errspec::Unknown)).expand(arms.collect())
}

/// Expands the body of `field`: for each number, a `match` over the variants that have a field with this number.
fn field(shape: &Shape<'_>) -> MethodCode {
    let number = quote!(, __number);
    let forwarded = shape.variants.iter().filter_map(|variant| match &variant.role {
        Role::Transparent(slot) => Some(forward(variant, slot, "field", &number)),
        _ => None,
    });
    let forwarded: Vec<Arm> = forwarded.collect();
    let mut functions = TokenStream::new();
    let mut arms = Vec::new();
    for (number, by_number) in fields_by_number(shape).into_iter().enumerate() {
        let by_number = by_number.into_arms();
        if by_number.is_empty() {
            continue;
        }
        let over = match_option(shape, format!("field_{number}"), &quote!(__errspec::Value<'_>));
        let code = over.expand(by_number);
        functions.extend(code.functions);
        let (number, body) = (Literal::usize_unsuffixed(number), code.body);
        arms.push(quote!(#number => #body,));
    }
    let otherwise = match arms.is_empty() {
        true => quote!(__O::None),
        false => quote!(match __number { #(#arms)* _ => __O::None }),
    };
    MethodCode { functions, body: match_self(shape, &otherwise, &forwarded) }
}

/// The type of a field, by its name, and what it is converted to.
type CommonType = (Kind, &'static str);

/// A field with the pattern that binds it.
type CommonField<'a> = (TokenStream, &'a FieldShape);

/// The arms for the fields with one number.
#[derive(Default)]
struct FieldArms<'a> {
    /// The patterns of generated fields. All fields of one type share an arm.
    shared: Vec<(Kind, TokenStream)>,
    /// The user's fields whose types surely have the conversion, with their patterns. All fields of one type share an arm, which the
    /// compiler checks once.
    common: Vec<(CommonType, CommonField<'a>)>,
    /// The arms of the user's other fields. Each has an arm of its own, so that the compiler reports a wrong type at its field.
    separate: Vec<Arm>,
}

impl FieldArms<'_> {
    fn into_arms(self) -> Vec<Arm> {
        let binding = Ident::new("__field", Span::call_site());
        let shared = group(self.shared).into_iter().map(|(_, patterns)| {
            let value = quote!(__errspec::AsValue::as_value(#binding));
            Arm { patterns, value }
        });
        let common = group(self.common).into_iter().filter_map(|(_, fields)| {
            let value = fields.first().map(|(_, field)| access::value(&field.slot, &field.access))?;
            Some(Arm { patterns: fields.into_iter().map(|(pattern, _)| pattern).collect(), value })
        });
        shared.chain(common).chain(self.separate).collect()
    }
}

fn fields_by_number<'a>(shape: &'a Shape<'_>) -> Vec<FieldArms<'a>> {
    let mut numbers: Vec<FieldArms<'a>> = Vec::new();
    for variant in &shape.variants {
        let displayed = variant.entry().and_then(|entry| entry.displayed);
        if let Some(arms) = displayed.and_then(|number| arms_of(&mut numbers, number)) {
            let pattern = variant.pattern();
            arms.separate.push(Arm::new(quote!(__error @ #pattern), quote!(__errspec::displayed_message(__error))));
        }
        let fields = variant.entry().into_iter().flat_map(|entry| entry.fields.iter().enumerate());
        for (number, field) in fields.filter_map(|(number, field)| Some((number, field.as_ref()?))) {
            let Some(arms) = arms_of(&mut numbers, number) else { continue };
            if variant.entry().is_some_and(|entry| entry.boxed.is_some()) {
                arms.separate.push(in_box(variant, &field.slot));
                continue;
            }
            let pattern = variant.pattern_of(&field.slot);
            match (&field.access, field.slot.common) {
                (Access::Generated(kind), _) => arms.shared.push((*kind, pattern)),
                (Access::Mapped(kind), Some(name)) if has_conversion(name, *kind) => {
                    arms.common.push(((*kind, name), (pattern, field)));
                }
                (written, _) => arms.separate.push(Arm::new(pattern, access::value(&field.slot, written))),
            }
        }
    }
    numbers
}

/// Returns `true` if a common type has the conversion to a kind.
fn has_conversion(name: &str, kind: Kind) -> bool {
    match kind.ty {
        Type::String => name == "String",
        Type::Boolean => name == "bool",
        Type::Integer => !matches!(name, "String" | "bool"),
        _ => false,
    }
}

/// Returns the arms for the fields with a number.
fn arms_of<'n, 'a>(numbers: &'n mut Vec<FieldArms<'a>>, number: usize) -> Option<&'n mut FieldArms<'a>> {
    if numbers.len() <= number {
        numbers.resize_with(number + 1, FieldArms::default);
    }
    numbers.get_mut(number)
}

/// Creates the arm for a generated field in the box of its variant.
fn in_box(variant: &VariantShape, slot: &Slot) -> Arm {
    let (path, member, binding) = (&variant.path, &slot.member, slot.binding());
    Arm::new(quote!(#path(#binding)), quote!(__errspec::AsValue::as_value(&#binding.#member)))
}

/// Expands the implementations of `Generated` and `Spec`.
fn generated(shape: &Shape<'_>) -> TokenStream {
    let krate = &shape.runtime.krate;
    let generated = shape.implement(&quote!(__errspec::Generated), &[]);
    let spec = shape.implement(&quote!(#krate::Spec), &shape.error_predicates());
    let detail = shape.detail_type();
    let round_trips = shape.is_decoded().then(|| {
        quote!(
            const ROUND_TRIPS: __O<__errspec::RoundTrips> = <__errspec::TypedTrips<Self>>::CHECK;
        )
    });
    // The constant of a type with type parameters comes from this trait.
    let import = (shape.is_decoded() && !shape.generics.is_empty()).then(|| {
        quote!(
            use __errspec::UntypedTrips as _;
        )
    });
    quote! {
        #import
        #generated {
            type Detail = #detail;
            #round_trips
            #[inline]
            fn tables() -> &'static [&'static __errspec::Table] {
                __TABLES
            }
        }
        #spec {}
    }
}
