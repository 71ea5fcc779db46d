//! The mapping from the fields of a variant to those of its entry.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Error, Member};

use super::entries::rust_type;
use super::input::{InputVariant, Style};
use super::input_field::InputField;
use super::types::is_plain;
use crate::macro_input::Errors;
use crate::model::{Entry, Field, Type};
use crate::names::unraw;
use crate::suggest;

/// The mapping of the fields of one variant.
pub(super) struct FieldMapping<'a> {
    /// The fields of the entry in the order of the table, each with the field of the variant that carries it.
    pub(super) fields: Vec<(&'a Field, Option<&'a InputField>)>,
    /// The field of the variant that is its source.
    pub(super) source: Option<&'a InputField>,
    /// `true` if no field has an error.
    pub(super) valid: bool,
}

impl FieldMapping<'_> {
    /// Returns `true` if this field of the variant carries one of the entry.
    pub(super) fn contains(&self, field: &InputField) -> bool {
        self.fields.iter().any(|(_, mapped)| mapped.is_some_and(|mapped| std::ptr::eq(mapped, field)))
    }
}

/// Maps the fields of a variant.
pub(super) fn map_fields<'a>(variant: &'a InputVariant, entry: &'a Entry, errors: &mut Errors) -> FieldMapping<'a> {
    let before = errors.len();
    let source = find_source(variant, entry);
    let mut mapper = Mapper { variant, entry, fields: entry.fields.iter().map(|field| (field, None)).collect() };
    for field in variant.fields.iter().filter(|field| !field.invalid) {
        let is_source = source.is_some_and(|source| std::ptr::eq(source, field));
        // A source, a skipped field or one with the sub-errors is in the table only if an attribute names it.
        let is_separate = field.skip || field.details.is_some() || (is_source && !field.display);
        if let Some(name) = &field.name {
            mapper.map_named(&name.value(), name.span(), field, errors);
        } else if !is_separate && variant.style != Style::Tuple {
            let name = field.shown();
            mapper.map_named(unraw(&name), field.member.span(), field, errors);
        } else if !is_separate {
            mapper.map_next(field, errors);
        }
    }
    mapper.check_displayed(errors);
    mapper.check_order(errors);
    // A field that seems to be missing may be one that was rejected.
    if errors.len() == before && variant.fields.iter().all(|field| !field.invalid) {
        mapper.report_missing(errors);
    }
    FieldMapping { fields: mapper.fields, source, valid: errors.len() == before }
}

/// Finds the source: the field that is marked as the source, or the one with the name `source`, unless the table has a field with
/// this name. A source may also fill a parameter of the message.
fn find_source<'a>(variant: &'a InputVariant, entry: &Entry) -> Option<&'a InputField> {
    let marked = variant.fields.iter().find(|field| field.source);
    let is_named_source = |field: &&InputField| matches!(&field.member, Member::Named(name) if name == "source");
    let is_source = |field: &&InputField| match field.name {
        _ if field.details.is_some() => false,
        Some(_) => field.display || !is_plain(&field.ty),
        None => entry.fields.iter().all(|own| own.name != "source"),
    };
    marked.or_else(|| variant.fields.iter().find(|field| is_named_source(field) && is_source(field)))
}

/// The state of a mapping.
struct Mapper<'a> {
    variant: &'a InputVariant,
    entry: &'a Entry,
    fields: Vec<(&'a Field, Option<&'a InputField>)>,
}

impl<'a> Mapper<'a> {
    /// Checks that every field that `Display` writes is a string in the table.
    fn check_displayed(&mut self, errors: &mut Errors) {
        for (own, mapped) in &mut self.fields {
            if let Some(field) = mapped.take_if(|field| field.display && own.ty != Type::String) {
                let message = format!(
                    "`display` writes a string, but `{}` has another type in the table: `{}`",
                    own.name,
                    rust_type(own.ty)
                );
                errors.report(Error::new_spanned(&field.ty, message));
            }
        }
    }

    /// Checks that two fields of a tuple do not differ only in their order. The message determines the order, so another wording
    /// could swap two fields of the same type without an error.
    fn check_order(&self, errors: &mut Errors) {
        if self.variant.style != Style::Tuple {
            return;
        }
        let is_positional = |field: &InputField| field.name.is_none();
        let mapped =
            || self.fields.iter().filter_map(|(own, field)| Some((own, field.filter(|field| is_positional(field))?)));
        for (number, (own, field)) in mapped().enumerate() {
            if let Some((other, _)) = mapped().take(number).find(|(other, _)| other.ty == own.ty) {
                let message = format!(
                    "`{}` and `{}` have the same type, and only their order distinguishes them\nhelp: name the field \
                     of each with `#[errspec(field = \"…\")]`, or use named fields",
                    other.name, own.name
                );
                errors.report(Error::new_spanned(&field.ty, message));
            }
        }
    }

    /// Maps a field to the one of the table that has this name.
    fn map_named(&mut self, name: &str, span: Span, field: &'a InputField, errors: &mut Errors) {
        let is = |own: &Field| own.name == name || unraw(&own.ident) == name;
        match self.fields.iter_mut().find(|(own, _)| is(own)) {
            Some((_, free @ None)) => *free = Some(field),
            Some((own, Some(before))) => {
                let message = format!("`{}` is already the field `{}` of the table", before.shown(), own.name);
                errors.report(Error::new(span, message));
            }
            None => errors.report(Error::new(span, self.unknown_field(name, field))),
        }
    }

    /// Maps a field of a tuple. The fields of a tuple have the order of the table.
    fn map_next(&mut self, field: &'a InputField, errors: &mut Errors) {
        match self.fields.iter_mut().find(|(_, mapped)| mapped.is_none()) {
            Some((_, free)) => *free = Some(field),
            None => {
                let message = format!(
                    "the entry `{}` has {}\n{}help: remove this field, or mark it `#[errspec(skip)]`",
                    self.entry.name,
                    self.field_list(),
                    details_help(field)
                );
                errors.report(Error::new_spanned(&field.ty, message));
            }
        }
    }

    fn unknown_field(&self, name: &str, field: &InputField) -> String {
        let known: Vec<&str> = self.entry.fields.iter().map(|field| field.ident.as_str()).collect();
        let help = match known.is_empty() {
            true => String::new(),
            false => format!("help: {}\n", suggest::help(name, &known)),
        };
        let details = details_help(field);
        format!(
            "the entry `{}` has no field `{name}`\n{details}{help}help: mark the field `#[errspec(skip)]` to keep it out of the \
             response, or `#[source]` if it caused the error",
            self.entry.name
        )
    }

    fn field_list(&self) -> String {
        match self.entry.fields.as_slice() {
            [] => "no fields".to_owned(),
            [one] => format!("only the field `{}`", one.name),
            _ => format!("only the fields {}", self.names()),
        }
    }

    fn names(&self) -> String {
        suggest::list(&self.entry.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>())
    }

    /// Reports the required fields of the entry that the variant lacks.
    fn report_missing(&self, errors: &mut Errors) {
        for (own, mapped) in &self.fields {
            if !own.required || mapped.is_some() {
                continue;
            }
            let purpose = match (own.parameter, self.entry.message.is_any()) {
                (true, true) => "which contains the message".to_owned(),
                (true, false) => format!("which fills `{{{}}}` of the message", own.name),
                (false, _) => "which a response must have".to_owned(),
            };
            let help = match self.variant.style {
                Style::Tuple => {
                    format!("the fields of a tuple have the order of the table: {}", self.names())
                }
                Style::Named | Style::Unit => {
                    format!("mark a field with another name `#[errspec(field = \"{}\")]`", own.name)
                }
            };
            let message = format!(
                "`{}` lacks the field `{}: {}`, {purpose}\nhelp: {help}",
                self.variant.ident,
                own.ident,
                rust_type(own.ty),
            );
            errors.report(Error::new(self.variant.ident.span(), message));
        }
    }
}

/// Returns the help for a field that seems to carry the sub-errors; an empty text for any other.
fn details_help(field: &InputField) -> &'static str {
    let is_named = matches!(&field.member, Member::Named(name) if name == "details");
    match is_named || field.ty.to_token_stream().to_string().contains("Detail") {
        true => "help: mark the field `#[errspec(details)]` if it carries the sub-errors\n",
        false => "",
    }
}
