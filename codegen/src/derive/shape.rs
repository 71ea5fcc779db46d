//! The description of a user's type.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::LitStr;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::aliases::Aliases;
use super::bounds;
use super::fields::FieldMapping;
use super::input::Input;
use super::input_field::InputField;
use super::input_variant::{InputVariant, Style};
use super::resolve::{EntryMapping, ResolvedRole, ResolvedVariant};
use super::transparent;
use super::types::{behind_pointers, common_name, option_of};
use super::writer::Written;
use crate::emit::{
    Access, Adapters, DetailsField, EmbeddedTable, EntryShape, FieldShape, Form, Kind, Methods, Reading, RequiredEntry,
    Role, Runtime, Shape, Slot, StdImpl, VariantShape, hygiene,
};
use crate::generate::{describe_detail, expand_table, index};
use crate::macro_input::SourceTable;
use crate::model::{Field, Model, Type};

/// Describes the type.
pub(super) fn describe<'a>(
    input: &'a Input,
    variants: &[ResolvedVariant<'a>],
    required: Vec<RequiredEntry>,
    tables: &[SourceTable],
    runtime: &'a Runtime,
) -> Shape<'a> {
    let mut aliases = Aliases::new(input);
    let inner = transparent::describe(input, variants, required, &mut aliases);
    let ident = hygiene::ident(&input.ident);
    let models: Vec<&Model> = tables.iter().map(|table| &*table.model).collect();
    let detail = describe_detail(&models, &ident);
    let described = variants.iter().map(|resolved| describe_variant(input, resolved, &mut aliases)).collect();
    Shape {
        runtime,
        // The compiler has evaluated the conditions before it runs a derive.
        conditions: TokenStream::new(),
        visibility: hygiene::tokens(&input.visibility),
        ident,
        generics: bounds::generics(input, variants, detail.ident()),
        tables: tables.iter().map(embed).collect(),
        detail,
        aliases: aliases.expand(),
        variants: described,
        lacks_unknown: variants.iter().any(lacks_unknown),
        index: describe_index(input, variants, tables),
        inner,
        std_impls: std_impls(input),
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

/// Returns the traits that the type does not implement itself.
fn std_impls(input: &Input) -> Vec<StdImpl> {
    let mut implemented = Vec::new();
    if !input.has_display {
        implemented.extend((!input.by_hand.display).then_some(StdImpl::Display));
        implemented.extend((!input.by_hand.error).then_some(StdImpl::Error));
        implemented.push(StdImpl::From);
    }
    implemented
}

/// Returns `true` for a variant that is marked `unknown`, but cannot keep an unknown error.
fn lacks_unknown(resolved: &ResolvedVariant<'_>) -> bool {
    resolved.variant.is_marked_unknown && !matches!(resolved.role, ResolvedRole::Unknown(_))
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

fn describe_variant<'a>(input: &'a Input, resolved: &ResolvedVariant<'a>, aliases: &mut Aliases<'a>) -> VariantShape {
    let variant = resolved.variant;
    let (name, own) = (hygiene::ident(&input.ident), hygiene::ident(&variant.ident));
    let role = match &resolved.role {
        ResolvedRole::Entry(entry) => Role::Entry(describe_entry(variant, entry, aliases)),
        ResolvedRole::Transparent(field) => Role::Transparent(slot(field, aliases)),
        ResolvedRole::Unknown(field) => Role::Unknown(slot(field, aliases)),
        ResolvedRole::Unresolved => Role::Unresolved,
    };
    let from = variant.fields.iter().find(|field| field.from).map(|field| {
        let source = option_of(&field.ty).unwrap_or(&field.ty);
        (slot(field, aliases), aliases.name(source))
    });
    VariantShape {
        path: if input.is_struct() { quote!(#name) } else { quote!(#name::#own) },
        form: match variant.style {
            Style::Unit => Form::Unit,
            Style::Named | Style::Tuple => Form::Fields(variant.fields.len()),
        },
        role,
        source: describe_source(resolved, aliases),
        shown: variant.inner().map(|field| slot(field, aliases)),
        from,
    }
}

/// Describes the field that is the source. The source of a transparent variant is that of the error inside, unless another field is marked.
fn describe_source<'a>(resolved: &ResolvedVariant<'a>, aliases: &mut Aliases<'a>) -> Option<Slot> {
    let variant = resolved.variant;
    let source = match &resolved.role {
        ResolvedRole::Entry(entry) => entry.mapping.source,
        ResolvedRole::Transparent(_) => transparent::find_source(variant),
        ResolvedRole::Unknown(_) | ResolvedRole::Unresolved => None,
    };
    let is_inner = |field: &&InputField| variant.inner().is_some_and(|inner| std::ptr::eq(inner, *field));
    source.filter(|field| !is_inner(field)).map(|field| slot(field, aliases))
}

fn describe_entry<'a>(variant: &'a InputVariant, entry: &EntryMapping<'a>, aliases: &mut Aliases<'a>) -> EntryShape {
    let mapping = &entry.mapping;
    let fields = &mapping.fields;
    let mut defaults = || {
        let fields = variant.fields.iter().filter(|field| !mapping.contains(field));
        fields.map(|field| slot(field, aliases)).collect()
    };
    let defaults = entry.decoded.then(&mut defaults);
    EntryShape {
        boxed: None,
        table: entry.table,
        index: entry.index,
        shared: Vec::new(),
        fields: fields
            .iter()
            .map(|(own, field)| field.map(|field| describe_field(own, field, mapping, aliases)))
            .collect(),
        defaults,
        displayed: entry.mapping.displayed,
        details: entry.details.map(|field| describe_details(field, entry.decoded, aliases)),
    }
}

fn describe_details<'a>(field: &'a InputField, decoded: bool, aliases: &mut Aliases<'a>) -> DetailsField {
    let ty = option_of(&field.ty).unwrap_or(&field.ty);
    DetailsField {
        slot: slot(field, aliases),
        collection: aliases.name(ty),
        iterated: aliases.name(behind_pointers(ty)),
        is_read: decoded && !field.default,
    }
}

fn describe_field<'a>(
    own: &Field,
    field: &'a InputField,
    mapping: &FieldMapping<'a>,
    aliases: &mut Aliases<'a>,
) -> FieldShape {
    // Only an `Option` can be without a value.
    let text = match option_of(&field.ty).is_some() {
        true => Kind::of(own),
        false => Kind { ty: Type::String, required: true },
    };
    let access = match mapping.written(field) {
        Written::Plain => Access::Mapped(Kind::of(own)),
        Written::Display => Access::Displayed(text),
        Written::Debug => Access::Debugged(text),
        Written::Format(format) => Access::Formatted(text, hygiene::tokens(format)),
        Written::With(function) => Access::Computed(Kind::of(own), function.with(hygiene::tokens)),
    };
    let reading = match (field.default, &field.parse) {
        (true, _) => Reading::Default,
        (false, Some(_)) => Reading::Parsed(Kind::of(own)),
        (false, None) => Reading::Response,
    };
    FieldShape { slot: slot(field, aliases), access, reading }
}

fn slot<'a>(field: &'a InputField, aliases: &mut Aliases<'a>) -> Slot {
    let ty = field.ty.to_token_stream();
    Slot {
        member: hygiene::member(&field.member),
        span: hygiene::span(field.ty.span()),
        end: hygiene::end(&ty),
        ty: Some(aliases.name(&field.ty)),
        optional: option_of(&field.ty).is_some(),
        common: common_name(&field.ty),
    }
}
