//! The input of the derive: the user's type with its parsed attributes.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Generics, LitStr, Meta, Type, Visibility};

use super::attributes::{read_argument_lists, takes_no_value};
use super::formats::Formats;
use super::input_field::{InputField, is_field_attribute, read_field};
use crate::macro_input::{Argument, Arguments, AttributeKind, Errors};
use crate::suggest;

/// The type of the user.
pub(super) struct Input {
    pub(super) ident: Ident,
    pub(super) visibility: Visibility,
    pub(super) generics: Generics,
    pub(super) arguments: Arguments,
    /// The kind of the type. A struct counts as one variant.
    pub(super) kind: AttributeKind,
    /// `true` if the user or `thiserror::Error` implements `Display`, `Error` and `From`.
    pub(super) has_display: bool,
    pub(super) variants: Vec<InputVariant>,
}

impl Input {
    /// Returns `true` if the type needs a table. A type whose variants are all transparent may be without one.
    pub(super) fn has_own_tables(&self) -> bool {
        !self.arguments.paths.is_empty() || !are_transparent(&self.variants)
    }

    /// Returns `true` for a struct.
    pub(super) fn is_struct(&self) -> bool {
        self.kind == AttributeKind::Struct
    }
}

/// A variant.
pub(super) struct InputVariant {
    pub(super) ident: Ident,
    pub(super) role: DeclaredRole,
    /// `true` if it shares its entry with another variant. A response is decoded to the other one.
    pub(super) also: bool,
    pub(super) style: Style,
    pub(super) fields: Vec<InputField>,
    /// The formats in the message of another derive.
    pub(super) formats: Formats,
}

impl InputVariant {
    /// Returns `true` if its only field has a type with the name `Unknown`.
    pub(super) fn seems_unknown(&self) -> bool {
        let [field] = self.fields.as_slice() else { return false };
        matches!(&field.ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Unknown"))
    }
}

/// The style in which the fields of a variant are declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Named,
    Tuple,
    Unit,
}

impl Style {
    fn of(fields: &Fields) -> Self {
        match fields {
            Fields::Named(_) => Self::Named,
            Fields::Unnamed(_) => Self::Tuple,
            Fields::Unit => Self::Unit,
        }
    }
}

/// The role that the attributes of a variant declare.
pub(super) enum DeclaredRole {
    /// The entry that has the name of the variant.
    Named,
    /// The entry with this name.
    Entry(LitStr),
    /// A wrapper of the error in its field.
    Transparent,
    /// An error that is in no table.
    Unknown,
    /// None, because its attributes or its fields are invalid, which has been reported.
    Invalid,
}

/// Reads the type. Returns `None` if it cannot be an error at all, which has been reported.
pub(super) fn read(item: TokenStream, errors: &mut Errors) -> Option<Input> {
    let input: DeriveInput = errors.check(syn::parse2(item))?;
    let kind = if matches!(input.data, Data::Struct(_)) { AttributeKind::Struct } else { AttributeKind::Enum };
    let mut arguments = read_arguments(&input, kind, errors);
    let mut uses_thiserror = has_thiserror_attribute(&input.attrs);
    let variants = match input.data {
        Data::Enum(data) => {
            if data.variants.is_empty() {
                errors.report(Error::new(
                    input.ident.span(),
                    "an enum without variants is not an error\nhelp: write one variant for each entry of the table, or let \
                     `#[errspec::table(\"…\")]` write them",
                ));
            }
            uses_thiserror |= data.variants.iter().any(|variant| has_thiserror_attribute(&variant.attrs));
            data.variants.into_iter().map(|it| read_variant(it.ident, &it.attrs, it.fields, errors)).collect()
        }
        Data::Struct(data) => {
            let mut variant = read_variant(input.ident.clone(), &[], data.fields, errors);
            variant.formats = Formats::read(&input.attrs);
            if let Some(name) = arguments.entry.take() {
                variant.role = DeclaredRole::Entry(name);
            }
            vec![variant]
        }
        Data::Union(data) => {
            errors.report(Error::new(
                data.union_token.span,
                "a union cannot be an error\nhelp: write an enum or a struct",
            ));
            return None;
        }
    };
    if arguments.paths.is_empty() && !arguments.invalid && !are_transparent(&variants) {
        errors.report(kind.no_path(input.ident.span()));
    }
    let own_display = arguments.own_display;
    Some(Input {
        ident: input.ident,
        visibility: input.vis,
        generics: input.generics,
        arguments,
        kind,
        has_display: uses_thiserror || own_display,
        variants,
    })
}

/// Returns `true` if each variant is the error in its field, so that the tables are those of the errors inside.
fn are_transparent(variants: &[InputVariant]) -> bool {
    !variants.is_empty() && variants.iter().all(|variant| matches!(variant.role, DeclaredRole::Transparent))
}

/// Returns `true` if one of these is an attribute of `thiserror`.
fn has_thiserror_attribute(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("error"))
}

/// Reads the arguments of all `#[errspec(..)]` on the type.
fn read_arguments(input: &DeriveInput, kind: AttributeKind, errors: &mut Errors) -> Arguments {
    let mut arguments = Arguments::default();
    report_misplaced(&input.attrs, "a type", errors);
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("errspec")) {
        match &attribute.meta {
            Meta::List(list) => arguments.add(list.tokens.clone(), kind, errors),
            _ => {
                errors.report(Error::new_spanned(attribute, kind.usage()));
                arguments.invalid = true;
            }
        }
    }
    arguments
}

/// Reports `#[source]` and `#[from]` that are not on a field.
fn report_misplaced(attributes: &[Attribute], place: &str, errors: &mut Errors) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("source") || it.path().is_ident("from")) {
        let message = format!("this attribute belongs on a field, not on {place}");
        errors.report(Error::new_spanned(attribute, message));
    }
}

/// The attributes of a variant, for messages.
const VARIANT_USAGE: &str = "a variant has `#[errspec(entry = \"NAME\")]`, `#[errspec(also)]`, `#[errspec(transparent)]` or \
                          `#[errspec(unknown)]`";

fn read_variant(ident: Ident, attributes: &[Attribute], fields: Fields, errors: &mut Errors) -> InputVariant {
    let mut role: Option<(DeclaredRole, Ident)> = None;
    let before = errors.len();
    report_misplaced(attributes, "a variant", errors);
    let mut also = false;
    for argument in read_argument_lists(attributes, VARIANT_USAGE, errors) {
        if matches!(&argument, Argument::Bare(name) if name == "also") {
            also = true;
            continue;
        }
        let Some((next, name)) = errors.check(role_of(argument)) else { continue };
        if let Some((_, first)) = &role {
            let message = match name == *first {
                true => format!("`{name}` is given twice"),
                false => format!("`{name}` conflicts with `{first}`\nhelp: {VARIANT_USAGE}"),
            };
            errors.report(Error::new(name.span(), message));
            continue;
        }
        role = Some((next, name));
    }
    let has_valid_attributes = errors.len() == before;
    let style = Style::of(&fields);
    let fields = fields.into_iter().enumerate().map(|(number, field)| read_field(number, field, errors)).collect();
    let role = role.map_or(DeclaredRole::Named, |(role, _)| role);
    let mut variant = InputVariant { ident, role, also, style, fields, formats: Formats::read(attributes) };
    let has_valid_fields = check_fields(&variant, errors);
    if !has_valid_attributes || !has_valid_fields {
        // The variant for unknown errors is recognized by its type, so that responses are still decoded to the error.
        variant.role = if variant.seems_unknown() { DeclaredRole::Unknown } else { DeclaredRole::Invalid };
    }
    variant
}

/// Returns the role that an argument declares, with the name of the argument.
fn role_of(argument: Argument) -> syn::Result<(DeclaredRole, Ident)> {
    let (name, value) = match argument {
        Argument::Bare(name) => (name, None),
        Argument::Value(name, value) => (name, Some(value)),
        Argument::Text(text) => {
            return Err(Error::new(
                text.span(),
                format!("the path of a table belongs on the type, not on a variant\nhelp: {VARIANT_USAGE}"),
            ));
        }
    };
    let word = name.unraw().to_string();
    let role = match (word.as_str(), value) {
        ("transparent", None) => DeclaredRole::Transparent,
        ("unknown", None) => DeclaredRole::Unknown,
        ("entry", Some(value)) => DeclaredRole::Entry(value.text(&name)?),
        ("entry", None) => return Err(Error::new(name.span(), "expected `entry = \"NAME\"`")),
        ("transparent" | "unknown", Some(_)) => return Err(takes_no_value(&name)),
        (word, _) if is_field_attribute(word) => {
            let message = format!("`{word}` belongs on a field, not on a variant\nhelp: write it above the field");
            return Err(Error::new(name.span(), message));
        }
        (word, _) => {
            let help = suggest::help(word, &["entry", "also", "transparent", "unknown"]);
            return Err(Error::new(name.span(), format!("unknown variant attribute `{word}`; {help}")));
        }
    };
    Ok((role, name))
}

/// Checks that a variant has the fields that its role needs.
fn check_fields(variant: &InputVariant, errors: &mut Errors) -> bool {
    let span = variant.ident.span();
    let has_one_field = variant.fields.len() == 1;
    match variant.role {
        DeclaredRole::Transparent if !has_one_field => {
            errors.report(Error::new(span, "a transparent variant has exactly one field: the error that it contains"));
        }
        DeclaredRole::Unknown if !has_one_field => {
            let message =
                format!("the variant for unknown errors has exactly one field: `{}(errspec::Unknown)`", variant.ident);
            errors.report(Error::new(span, message));
        }
        DeclaredRole::Transparent | DeclaredRole::Unknown => return check_no_attributes(variant, errors),
        _ => return check_sources(variant, errors) && check_details(variant, errors),
    }
    false
}

/// Checks that a variant has at most one field with sub-errors.
fn check_details(variant: &InputVariant, errors: &mut Errors) -> bool {
    let marked = marked(variant, |field| field.details.is_some());
    let [_, second, ..] = marked.as_slice() else { return true };
    let message = "two fields of a variant are marked `details`, but a response has one list of sub-errors\nhelp: put all of them \
                   in one field";
    errors.report(Error::new_spanned(&second.ty, message));
    false
}

/// Checks that the field of a variant without an entry has no attributes.
fn check_no_attributes(variant: &InputVariant, errors: &mut Errors) -> bool {
    let before = errors.len();
    let transparent = matches!(variant.role, DeclaredRole::Transparent);
    for field in &variant.fields {
        if let Some(details) = &field.details {
            let message = match transparent {
                true => {
                    "a transparent variant has the sub-errors of the error inside\nhelp: remove the attribute, and mark a field \
                         of the error inside"
                }
                false => "an unknown error has the sub-errors in its body\nhelp: remove the attribute",
            };
            errors.report(Error::new(details.span(), message));
            continue;
        }
        let has_attribute =
            field.name.is_some() || field.writer.is_some() || field.parse.is_some() || field.skip || field.default;
        // `From` may convert the inner error into a transparent variant.
        if has_attribute || (field.source && !(transparent && field.from)) {
            let message = "the field of a variant without an entry takes no attributes\nhelp: remove the attribute";
            errors.report(Error::new_spanned(&field.ty, message));
        }
    }
    errors.len() == before
}

/// Checks that a variant has at most one source.
fn check_sources(variant: &InputVariant, errors: &mut Errors) -> bool {
    for (name, marked) in [("source", marked(variant, |it| it.source)), ("from", marked(variant, |it| it.from))] {
        if let [_, second, ..] = marked.as_slice() {
            let message = format!("two fields of a variant are marked `#[{name}]`, but an error has one source");
            errors.report(Error::new_spanned(&second.ty, message));
            return false;
        }
    }
    if let ([from, ..], true) = (marked(variant, |it| it.from).as_slice(), variant.fields.len() > 1) {
        let message = "a variant with `#[from]` has no other fields\nhelp: write `#[source]` instead, and implement `From` by hand";
        errors.report(Error::new_spanned(&from.ty, message));
        return false;
    }
    true
}

fn marked(variant: &InputVariant, mark: impl Fn(&InputField) -> bool) -> Vec<&InputField> {
    variant.fields.iter().filter(|field| mark(field)).collect()
}
