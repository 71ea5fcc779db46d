//! Values of the model as the values that the runtime has for them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::layout::Layout;
use super::slots::{Keep, Slots};
use crate::model::{BodyKind, Code, Literal, Type};

pub(super) fn option(text: Option<impl ToTokens>) -> TokenStream {
    match text {
        Some(text) => quote!(__O::Some(#text)),
        None => quote!(__O::None),
    }
}

pub(super) fn layout(slots: &Slots<'_>, layout: &Layout) -> TokenStream {
    let nodes = layout.nodes.iter().map(|node| {
        let members = node.members.iter().map(|(name, to)| quote!((#name, #to)));
        let elements = node.elements().into_iter().map(|(index, to)| quote!((#index, #to)));
        let any = match node.any {
            Some(any) => quote!(#any),
            None => quote!(__errspec::NOWHERE),
        };
        let (values, names) = (&node.values, &node.names);
        quote! {
            __errspec::Node {
                members: &[#(#members),*],
                elements: &[#(#elements),*],
                any: #any,
                values: &[#(#values),*],
                names: &[#(#names),*],
            }
        }
    });
    let locations = slots.written();
    let filters = slots.body().iter().enumerate().filter_map(|(number, (_, keep))| {
        let keep = match keep {
            Keep::All => return None,
            Keep::Only(values) => {
                let values = literals(values);
                quote!(Only(#values))
            }
            Keep::Not(none, success) => {
                let values = none.iter().chain(*success).map(code);
                quote!(Not(&[#(#values),*]))
            }
        };
        let slot = u16::try_from(number).ok()?;
        Some(quote!(__errspec::Filter { slot: #slot, keep: __errspec::Keep::#keep }))
    });
    quote!(__errspec::Layout { nodes: &[#(#nodes),*], locations: &[#(#locations),*], filters: &[#(#filters),*] })
}

pub(super) fn codes(codes: &[Code]) -> TokenStream {
    let codes = codes.iter().map(code);
    quote!(&[#(#codes),*])
}

pub(super) fn code(code: &Code) -> TokenStream {
    match code {
        Code::Integer(number) => quote!(__errspec::Code::Integer(#number)),
        Code::String(text) => quote!(__errspec::Code::String(#text)),
    }
}

pub(super) fn literals(literals: &[Literal]) -> TokenStream {
    let literals = literals.iter().map(literal);
    quote!(&[#(#literals),*])
}

pub(super) fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) => quote!(__errspec::Literal::String(#text)),
        Literal::Integer(number) => quote!(__errspec::Literal::Integer(#number)),
        Literal::Boolean(flag) => quote!(__errspec::Literal::Boolean(#flag)),
    }
}

pub(super) fn body_kind(kind: BodyKind) -> TokenStream {
    match kind {
        BodyKind::Json => quote!(__errspec::BodyKind::Json),
        BodyKind::Text => quote!(__errspec::BodyKind::Text),
        BodyKind::Form => quote!(__errspec::BodyKind::Form),
        BodyKind::Lines => quote!(__errspec::BodyKind::Lines),
        BodyKind::Xml => quote!(__errspec::BodyKind::Xml),
    }
}

pub(super) fn field_type(ty: Type) -> TokenStream {
    match ty {
        Type::String => quote!(__errspec::Type::String),
        Type::Integer => quote!(__errspec::Type::Integer),
        Type::Number => quote!(__errspec::Type::Number),
        Type::Boolean => quote!(__errspec::Type::Boolean),
        Type::List => quote!(__errspec::Type::List),
        Type::Json => quote!(__errspec::Type::Json),
    }
}
