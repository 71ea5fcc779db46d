//! The variants of the user's type, with their parsed attributes.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Error, Fields, LitStr, Type};

use super::field_types::check_causes;
use super::formats::Formats;
use super::input_field::{InputField, read_field};
use super::types::{foreign_error, is_plain};
use super::variant_attributes::{OtherMessage, VariantAttributes};
use crate::macro_input::Errors;

/// A variant.
pub(super) struct InputVariant {
    pub(super) ident: Ident,
    pub(super) role: DeclaredRole,
    /// The word that says that it shares its entry with another variant. A response is decoded to the other one.
    pub(super) also: Option<Ident>,
    pub(super) style: Style,
    pub(super) fields: Vec<InputField>,
    /// The number of the field with the error inside, if the variant is transparent.
    inner: Option<usize>,
    /// The message of the attribute `#[error(..)]` of `thiserror`.
    pub(super) message: Option<OtherMessage>,
    /// The formats in the message of another derive.
    pub(super) formats: Formats,
    /// `true` if its `Display` is the message of an entry without one.
    pub(super) displays_message: bool,
    /// `true` if it is marked `unknown`, whatever its role is.
    pub(super) is_marked_unknown: bool,
}

impl InputVariant {
    /// Makes it a variant with an error that has been reported.
    pub(super) fn disregard(&mut self) {
        self.role = DeclaredRole::Invalid;
        self.inner = None;
    }

    /// Returns `true` if its only field has a type with the name `Unknown`.
    pub(super) fn seems_unknown(&self) -> bool {
        let [field] = self.fields.as_slice() else { return false };
        matches!(&field.ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Unknown"))
    }

    /// Returns the field with the error inside. The variant displays as that error, and has its source.
    pub(super) fn inner(&self) -> Option<&InputField> {
        self.fields.get(self.inner?)
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
    /// The entry with this name. A transparent variant can have one, since the error inside may have no table.
    Entry(LitStr),
    /// A wrapper of the error in a field, which determines the entry.
    Transparent,
    /// An error that is in no table.
    Unknown,
    /// None, because its attributes or its fields are invalid, which has been reported.
    Invalid,
}

/// Reads a variant. Its errors are reported.
pub(super) fn read_variant(variant: syn::Variant, errors: &mut Errors) -> InputVariant {
    let attributes = VariantAttributes::read(&variant.attrs, errors);
    describe(variant.ident, attributes, variant.fields, errors)
}

/// Describes a variant, or a struct, by its attributes and its fields.
pub(super) fn describe(
    ident: Ident,
    attributes: VariantAttributes,
    fields: Fields,
    errors: &mut Errors,
) -> InputVariant {
    let conflict = attributes.conflict();
    let mut valid = !attributes.invalid && conflict.is_none();
    conflict.into_iter().for_each(|error| errors.report(error));
    let style = Style::of(&fields);
    let mut fields: Vec<InputField> =
        fields.into_iter().enumerate().map(|(number, field)| read_field(number, field, errors)).collect();
    if let ([field], true) = (fields.as_mut_slice(), attributes.from) {
        // Without its effect, each `?` that needs the conversion would be an error, too.
        (field.from, field.source) = (true, true);
    }
    check_causes(&mut fields, errors);
    let inner = errors.check(find_inner(&ident, &attributes, &fields));
    valid &= inner.is_some();
    let inner = inner.flatten();
    let is_marked_unknown = attributes.unknown.is_some();
    let role = match (attributes.entry, attributes.unknown) {
        (_, Some(_)) => DeclaredRole::Unknown,
        (Some(entry), None) => DeclaredRole::Entry(entry),
        (None, None) if inner.is_some() => DeclaredRole::Transparent,
        (None, None) => DeclaredRole::Named,
    };
    let (also, message, formats) = (attributes.also, attributes.message, attributes.formats);
    let mut variant = InputVariant {
        ident,
        role,
        also,
        style,
        fields,
        inner,
        message,
        formats,
        displays_message: false,
        is_marked_unknown,
    };
    if !valid || !check_fields(&variant, errors) {
        // The variant for unknown errors is recognized by its type, so that responses are still decoded to the error.
        variant.role = if variant.seems_unknown() { DeclaredRole::Unknown } else { DeclaredRole::Invalid };
        variant.inner = None;
    }
    variant
}

/// Finds the field with the error inside: the only one of a transparent variant, or the one that is marked itself.
fn find_inner(ident: &Ident, attributes: &VariantAttributes, fields: &[InputField]) -> syn::Result<Option<usize>> {
    let marked: Vec<(usize, &Ident)> =
        fields.iter().enumerate().filter_map(|(number, field)| Some((number, field.transparent.as_ref()?))).collect();
    match (marked.as_slice(), &attributes.transparent) {
        ([_, (_, second), ..], _) => {
            Err(Error::new(second.span(), "two fields are marked `transparent`, but one error is inside"))
        }
        ([(_, mark)], _) if attributes.unknown.is_some() => {
            let message = "`transparent` conflicts with `unknown`\nhelp: an unknown error is in no table";
            Err(Error::new(mark.span(), message))
        }
        ([(number, _)], _) => Ok(Some(*number)),
        ([], Some(_)) if fields.len() == 1 => Ok(Some(0)),
        ([], Some(_)) if fields.is_empty() => {
            Err(Error::new(ident.span(), "a transparent variant has a field: the error that it contains"))
        }
        ([], Some(word)) => Err(Error::new(
            word.span(),
            "a transparent variant with more than one field\nhelp: move the attribute to the field with the error: \
             `#[errspec(transparent)]`",
        )),
        ([], None) => Ok(None),
    }
}

/// Checks that a variant has the fields that its role needs.
fn check_fields(variant: &InputVariant, errors: &mut Errors) -> bool {
    match variant.role {
        DeclaredRole::Unknown if variant.fields.len() != 1 => {
            let message =
                format!("the variant for unknown errors has exactly one field: `{}(errspec::Unknown)`", variant.ident);
            errors.report(Error::new(variant.ident.span(), message));
            false
        }
        DeclaredRole::Transparent => {
            check_no_attributes(variant, errors) && check_sources(variant, errors) && check_inner(variant, errors)
        }
        DeclaredRole::Unknown => check_no_attributes(variant, errors),
        _ => check_sources(variant, errors) && check_details(variant, errors),
    }
}

/// Checks that the error in a transparent variant without an entry can have one.
fn check_inner(variant: &InputVariant, errors: &mut Errors) -> bool {
    let Some(inner) = variant.inner() else { return true };
    if is_plain(&inner.ty) {
        let shown = inner.ty.to_token_stream();
        let message =
            format!("a transparent variant contains an error, and `{shown}` is none\nhelp: remove `transparent`");
        errors.report(Error::new_spanned(&inner.ty, message));
        return false;
    }
    let Some(shown) = foreign_error(&inner.ty) else { return true };
    let message = format!(
        "`{shown}` has no table, so the variant has no entry\nhelp: name the one that callers see: `#[errspec(entry = \"NAME\", \
         transparent)]`"
    );
    errors.report(Error::new_spanned(&inner.ty, message));
    false
}

/// Checks that a variant has at most one field with sub-errors.
fn check_details(variant: &InputVariant, errors: &mut Errors) -> bool {
    let marked = marked(variant, |field| field.details.is_some());
    let [_, second, ..] = marked.as_slice() else { return true };
    let message = "two fields of a variant are marked `details`, but a response has one list of sub-errors\nhelp: put all of them \
                   in one field";
    let place = second.details.as_ref().map_or_else(|| second.ty.span(), Ident::span);
    errors.report(Error::new(place, message));
    false
}

/// Checks that the fields of a variant without an entry have no attributes that belong to one.
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
        let has_attribute = field.name.is_some()
            || field.writer.is_some()
            || field.parse.is_some()
            || field.skip.is_some()
            || field.default;
        // `From` may convert the inner error into a transparent variant, and another field may be the source.
        if has_attribute || (field.source && !transparent) {
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
            let message = format!(
                "two fields of a variant are marked `#[{name}]`, but an error has one source\nhelp: remove the mark of the one that is no \
                 cause, and mark it `#[errspec(skip)]` if it is not in the table"
            );
            errors.report(
                second.mark.map_or_else(|| Error::new_spanned(&second.ty, &message), |mark| Error::new(mark, &message)),
            );
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
