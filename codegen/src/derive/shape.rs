//! The description of a user's type.

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::bounds;
use super::input::{Input, InputVariant, Style};
use super::input_field::InputField;
use super::resolve::{EntryMapping, ResolvedRole, ResolvedVariant};
use super::tables::SourceTable;
use super::types::{behind_pointers, option_of};
use crate::emit::{
    Access, Adapters, DetailsField, EmbeddedTable, EntryShape, FieldShape, Form, InnerErrors, Kind, Methods, Reading,
    Role, Runtime, Shape, Slot, StdImpl, VariantShape, hygiene,
};
use crate::generate::{describe_detail, expand_table, index};
use crate::model::{Field, Type};

/// Describes the type.
pub(super) fn describe<'a>(
    input: &'a Input,
    variants: &[ResolvedVariant<'_>],
    inner: InnerErrors,
    tables: &[SourceTable],
    runtime: &'a Runtime,
) -> Shape<'a> {
    let ident = hygiene::ident(&input.ident);
    let detail = match tables {
        [one] => describe_detail(&one.model, &ident),
        // Several tables have different details.
        _ => None,
    };
    Shape {
        runtime,
        // The compiler has evaluated the conditions before it runs a derive.
        conditions: TokenStream::new(),
        visibility: hygiene::tokens(&input.visibility),
        ident,
        generics: bounds::generics(input, variants, detail.as_ref().map(|detail| &detail.ident)),
        tables: tables.iter().map(embed).collect(),
        detail,
        variants: variants.iter().map(|resolved| describe_variant(input, resolved)).collect(),
        index: describe_index(input, variants, tables),
        inner,
        std_impls: match input.has_display {
            true => Vec::new(),
            false => vec![StdImpl::Display, StdImpl::Error, StdImpl::From],
        },
        methods: match input.arguments.traits_only {
            true => Methods::OfTraits,
            false => Methods::Inherent,
        },
        adapters: Adapters {
            names: &input.arguments.integrations,
            schema_name: input.arguments.schema_name.as_ref().map(LitStr::value),
        },
    }
}

/// Returns the index of an enum. A derive cannot change the documentation of the type.
fn describe_index(input: &Input, variants: &[ResolvedVariant<'_>], tables: &[SourceTable]) -> Option<String> {
    let entries = variants.iter().filter_map(|resolved| {
        let ResolvedRole::Entry(entry) = &resolved.role else { return None };
        let own = tables.get(entry.table)?.model.entries.get(entry.index)?;
        Some((own, resolved.variant.ident.unraw().to_string()))
    });
    if input.is_struct() { None } else { index(entries) }
}

/// Embeds a table.
fn embed(table: &SourceTable) -> EmbeddedTable {
    let value = expand_table(&table.model.image);
    EmbeddedTable {
        name: table.model.name.clone(),
        value,
        entries: table.model.entries.len(),
        tracked: table.tracked.clone(),
    }
}

fn describe_variant(input: &Input, resolved: &ResolvedVariant<'_>) -> VariantShape {
    let variant = resolved.variant;
    let (name, own) = (hygiene::ident(&input.ident), hygiene::ident(&variant.ident));
    let (role, source) = match &resolved.role {
        ResolvedRole::Entry(entry) => (Role::Entry(describe_entry(variant, entry)), entry.mapping.source.map(slot)),
        ResolvedRole::Transparent(field) => (Role::Transparent(slot(field)), None),
        ResolvedRole::Unknown(field) => (Role::Unknown(slot(field)), None),
        ResolvedRole::Unresolved => (Role::Unresolved, None),
    };
    let from = match variant.fields.as_slice() {
        [field] if field.from => {
            let source = option_of(&field.ty).unwrap_or(&field.ty);
            Some((slot(field), hygiene::tokens(source)))
        }
        _ => None,
    };
    VariantShape {
        path: if input.is_struct() { quote!(#name) } else { quote!(#name::#own) },
        form: match variant.style {
            Style::Unit => Form::Unit,
            Style::Named | Style::Tuple => Form::Fields(variant.fields.len()),
        },
        role,
        source,
        from,
    }
}

fn describe_entry(variant: &InputVariant, entry: &EntryMapping<'_>) -> EntryShape {
    let fields = &entry.mapping.fields;
    let defaults = || variant.fields.iter().filter(|field| !entry.mapping.contains(field)).map(slot).collect();
    EntryShape {
        boxed: None,
        table: entry.table,
        index: entry.index,
        fields: fields.iter().map(|(own, field)| field.map(|field| describe_field(own, field))).collect(),
        defaults: entry.decoded.then(defaults),
        details: entry.details.map(|field| describe_details(field, entry.decoded)),
    }
}

fn describe_details(field: &InputField, decoded: bool) -> DetailsField {
    let ty = option_of(&field.ty).unwrap_or(&field.ty);
    DetailsField {
        slot: slot(field),
        collection: hygiene::tokens(ty),
        iterated: hygiene::tokens(behind_pointers(ty)),
        is_read: decoded && !field.default,
    }
}

fn describe_field(own: &Field, field: &InputField) -> FieldShape {
    let access = if !field.display {
        Access::Mapped(Kind::of(own))
    } else if option_of(&field.ty).is_some() {
        Access::Displayed(Kind::of(own))
    } else {
        // Only an `Option` can be without a value.
        Access::Displayed(Kind { ty: Type::String, required: true })
    };
    let reading = if field.default { Reading::Default } else { Reading::Response };
    FieldShape { slot: slot(field), access, reading }
}

fn slot(field: &InputField) -> Slot {
    Slot {
        member: hygiene::member(&field.member),
        span: hygiene::span(field.ty.span()),
        ty: Some(hygiene::tokens(&field.ty)),
        optional: option_of(&field.ty).is_some(),
    }
}
