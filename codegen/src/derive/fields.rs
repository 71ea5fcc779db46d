//! The mapping from the fields of a variant to those of its entry.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Error, LitStr, Member};

use super::field_types::{is_usual, mismatch};
use super::input_field::InputField;
use super::input_variant::{InputVariant, Style};
use super::types::{is_plain, option_of};
use super::writer::Written;
use crate::macro_input::Errors;
use crate::model::{Entry, Field, Type, rust_type};
use crate::names::unraw;
use crate::suggest;

/// The mapping of the fields of one variant.
pub(super) struct FieldMapping<'a> {
    /// The fields of the entry in the order of the table, each with the field of the variant that carries it.
    pub(super) fields: Vec<(&'a Field, Option<&'a InputField>)>,
    /// The number of the field that contains what `Display` writes of the whole error.
    pub(super) displayed: Option<usize>,
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

    /// Returns the way in which a field is written. A source is an error, which is written by its `Display`.
    pub(super) fn written<'w>(&self, field: &'w InputField) -> &'w Written {
        written(field, self.source)
    }
}

fn written<'w>(field: &'w InputField, source: Option<&InputField>) -> &'w Written {
    match &field.writer {
        Some(writer) => &writer.written,
        None if source.is_some_and(|source| std::ptr::eq(source, field)) => &Written::Display,
        None => &Written::Plain,
    }
}

/// Maps the fields of a variant.
pub(super) fn map_fields<'a>(variant: &'a InputVariant, entry: &'a Entry, errors: &mut Errors) -> FieldMapping<'a> {
    let before = errors.len();
    let source = find_source(variant);
    let fields = entry.fields.iter().map(|field| (field, None)).collect();
    let mut mapper = Mapper { variant, entry, source, fields };
    let is_source = |field: &InputField| source.is_some_and(|source| std::ptr::eq(source, field));
    let is_left_out = |field: &InputField| field.skip.is_some() || field.details.is_some();
    let is_next = |field: &&InputField| {
        field.name.is_none() && !is_left_out(field) && !(is_source(field) && field.writer.is_none())
    };
    let positional: Vec<&InputField> = variant.fields.iter().filter(|field| !field.invalid).filter(is_next).collect();
    let mut number = 0;
    for field in variant.fields.iter().filter(|field| !field.invalid) {
        if let Some(name) = &field.name {
            mapper.map_named(&name.value(), name.span(), field, errors);
        } else if is_left_out(field) {
            // It is in the table only if an attribute names it.
        } else if is_source(field) && field.writer.is_none() {
            mapper.map_source(field);
        } else if variant.style != Style::Tuple {
            let name = field.shown();
            mapper.map_named(unraw(&name), field.member.span(), field, errors);
        } else {
            number += 1;
            mapper.map_next(field, positional.get(number..).unwrap_or_default(), errors);
        }
    }
    mapper.check_texts(errors);
    mapper.check_options(errors);
    mapper.check_types(errors);
    mapper.check_order(errors);
    let displayed = mapper.find_displayed();
    // A field that seems to be missing may be one that was rejected.
    if errors.len() == before && variant.fields.iter().all(|field| !field.invalid) {
        mapper.report_missing(displayed, errors);
    }
    FieldMapping { displayed, fields: mapper.fields, source, valid: errors.len() == before }
}

/// Finds the source: the field that is marked as the source, or else the error inside a transparent variant, or else the field with
/// the name `source`. It may also fill a parameter of the message.
fn find_source(variant: &InputVariant) -> Option<&InputField> {
    let is_named_source = |field: &&InputField| matches!(&field.member, Member::Named(name) if name == "source");
    let is_error = |field: &&InputField| field.details.is_none() && !is_plain(&field.ty);
    let marked = variant.fields.iter().find(|field| field.source).or_else(|| variant.inner());
    marked.or_else(|| variant.fields.iter().find(|field| is_named_source(field) && is_error(field)))
}

/// The state of a mapping.
struct Mapper<'a> {
    variant: &'a InputVariant,
    entry: &'a Entry,
    source: Option<&'a InputField>,
    fields: Vec<(&'a Field, Option<&'a InputField>)>,
}

impl<'a> Mapper<'a> {
    /// Checks that every field that is written or read as a text is a string in the table.
    fn check_texts(&mut self, errors: &mut Errors) {
        let source = self.source;
        for (own, mapped) in &mut self.fields {
            let is_text = |field: &InputField| written(field, source).is_text() || field.parse.is_some();
            if let Some(field) = mapped.take_if(|field| is_text(field) && own.ty != Type::String) {
                errors.report(Error::new_spanned(&field.ty, not_a_string(own, field)));
            }
        }
    }

    /// Checks that a field that every response has is no `Option`. The compiler would report it once for writing and once for reading.
    fn check_options(&mut self, errors: &mut Errors) {
        let source = self.source;
        for (own, mapped) in self.fields.iter_mut().filter(|(own, _)| own.required) {
            let is_option =
                |field: &InputField| matches!(written(field, source), Written::Plain) && option_of(&field.ty).is_some();
            let Some(field) = mapped.take_if(|field| is_option(field)) else { continue };
            let within = option_of(&field.ty).map(ToTokens::to_token_stream).unwrap_or_default();
            let other = match own.parameter {
                true => String::new(),
                false => format!(", or remove `required` from `{}` in the table", own.name),
            };
            let message =
                format!("`{}` is required in the table, so it is no `Option`\nhelp: write `{within}`{other}", own.name);
            errors.report(Error::new_spanned(&field.ty, message));
        }
    }

    /// Checks that no field has a type that can never be the one in the table.
    fn check_types(&mut self, errors: &mut Errors) {
        let (source, names) = (self.source, self.names());
        let is_positional = |field: &InputField| self.variant.style == Style::Tuple && field.name.is_none();
        let has_order = self.fields.len() > 1;
        for (own, mapped) in &mut self.fields {
            let Some(field) = mapped.filter(|field| matches!(written(field, source), Written::Plain)) else { continue };
            let order = (has_order && is_positional(field)).then_some(names.as_str());
            if let Some(error) = mismatch(own, field, order) {
                errors.report(error);
                *mapped = None;
            }
        }
    }

    /// Checks that two fields of a tuple do not differ only in their order. The message determines the order, so another wording
    /// could swap two fields of the same type without an error.
    fn check_order(&mut self, errors: &mut Errors) {
        if self.variant.style != Style::Tuple {
            return;
        }
        let is_positional = |field: &InputField| field.name.is_none();
        let mut before: Vec<&Field> = Vec::new();
        for (own, mapped) in &mut self.fields {
            let Some(field) = mapped.filter(|field| is_positional(field)) else { continue };
            if let Some(other) = before.iter().find(|other| other.ty == own.ty) {
                let message = format!(
                    "`{0}` and `{1}` have the same type, and only their order distinguishes them\nhelp: name the field \
                     of each: `#[errspec(field = \"{0}\")]` and `#[errspec(field = \"{1}\")]`, or use named fields",
                    other.name, own.name
                );
                errors.report(Error::new_spanned(&field.ty, message));
                *mapped = None;
            }
            before.push(own);
        }
    }

    /// Finds the field that contains the whole message, if `Display` writes it.
    fn find_displayed(&self) -> Option<usize> {
        let is_whole = |own: &Field| own.parameter && self.entry.message.is_any() && own.ty == Type::String;
        let number = self.fields.iter().position(|(own, mapped)| is_whole(own) && mapped.is_none())?;
        self.variant.displays_message.then_some(number)
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

    /// Maps a source to the field of the table with its name, if there is one.
    fn map_source(&mut self, source: &'a InputField) {
        let shown = source.shown();
        let name = unraw(&shown);
        let is = |own: &Field| own.name == name || unraw(&own.ident) == name;
        let free = self.fields.iter_mut().find(|(own, mapped)| is(own) && mapped.is_none());
        if let Some((_, free)) = free {
            *free = Some(source);
        }
    }

    /// Maps a field of a tuple. The fields of a tuple have the order of the table.
    fn map_next(&mut self, field: &'a InputField, after: &[&'a InputField], errors: &mut Errors) {
        let free = self.fields.iter().filter(|(_, mapped)| mapped.is_none()).count();
        let next = self.fields.iter_mut().find(|(_, mapped)| mapped.is_none());
        // Of more fields than the table has, the superfluous one is rather that of another type.
        let fits_better = |own: &Field| !is_usual(own, field) && after.iter().any(|other| is_usual(own, other));
        match next.filter(|(own, _)| after.len() < free || !fits_better(own)) {
            Some((_, free)) => *free = Some(field),
            None => {
                let cause = match is_plain(&field.ty) {
                    true => "",
                    false => {
                        "help: if it caused the error, mark it `#[source]`, or `#[from]` for a conversion by `?`\n"
                    }
                };
                let message = format!(
                    "the entry `{}` has {}\n{}{cause}help: remove this field, or mark it `#[errspec(skip)]`",
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
        let source = match self.free_text().filter(|_| !is_plain(&field.ty) && field.name.is_none()) {
            Some(own) => format!("`#[source]` and `#[errspec(field = \"{0}\")]` if its text is `{{{0}}}`", own.name),
            None => "`#[source]` if it caused the error".to_owned(),
        };
        format!(
            "the entry `{}` has no field `{name}`\n{details}{help}help: mark the field `#[errspec(skip)]` to keep it out of the \
             response, or {source}",
            self.entry.name
        )
    }

    /// Returns the field of the table that is a text and the only one that no field of the variant has the name of.
    fn free_text(&self) -> Option<&'a Field> {
        let is_named = |own: &Field| {
            let is_name = |field: &InputField| {
                let shown = field.name.as_ref().map_or_else(|| field.shown(), LitStr::value);
                own.name == unraw(&shown) || own.ident == shown
            };
            self.variant.fields.iter().any(is_name)
        };
        let mut free = self.fields.iter().map(|(own, _)| *own).filter(|own| own.required && !is_named(own));
        free.next().filter(|own| own.parameter && own.ty == Type::String && free.next().is_none())
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
    fn report_missing(&self, displayed: Option<usize>, errors: &mut Errors) {
        for (number, (own, mapped)) in self.fields.iter().enumerate() {
            if !own.required || mapped.is_some() || displayed == Some(number) {
                continue;
            }
            let is_own = |field: &&InputField| own.name == unraw(&field.shown());
            if let Some(skip) = self.variant.fields.iter().filter(is_own).find_map(|field| field.skip.as_ref()) {
                let message = format!(
                    "`{}` needs the field `{}`, which is marked `skip`\nhelp: remove `skip`, or take the field out of the entry",
                    self.variant.ident, own.name
                );
                errors.report(Error::new(skip.span(), message));
                continue;
            }
            let purpose = match (own.parameter, self.entry.message.is_any()) {
                (true, true) => "which contains the message".to_owned(),
                (true, false) => format!("which fills `{{{}}}` of the message", own.name),
                (false, _) => "which a response must have".to_owned(),
            };
            let help = match (self.source_for(own), self.variant.style) {
                (Some(source), _) => {
                    let name = &own.name;
                    let shown = source.shown();
                    format!("to write the source `{shown}` there, mark it `#[errspec(field = \"{name}\")]`")
                }
                (None, Style::Tuple) => {
                    format!("the fields of a tuple have the order of the table: {}", self.names())
                }
                (None, Style::Named | Style::Unit) => {
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

    /// Returns the source, if it can fill a field that is missing: the only one that is a string.
    fn source_for(&self, own: &Field) -> Option<&'a InputField> {
        let source = self.source.filter(|source| option_of(&source.ty).is_none())?;
        let is_mapped = self.fields.iter().any(|(_, mapped)| mapped.is_some_and(|field| std::ptr::eq(field, source)));
        let is_missing =
            |(own, mapped): &&(&Field, Option<&InputField>)| own.required && own.ty == Type::String && mapped.is_none();
        let is_only = self.fields.iter().filter(is_missing).count() == 1;
        (!is_mapped && is_only && own.ty == Type::String).then_some(source)
    }
}

/// Returns the error about a field that is written as a text, which is no string in the table.
fn not_a_string(own: &Field, field: &InputField) -> String {
    let (name, ty) = (&own.name, rust_type(own.ty));
    let subject = match (&field.writer, &field.parse) {
        (Some(writer), _) if writer.written.is_text() => format!("`{}` writes a string", writer.name),
        (_, Some(parse)) => format!("`{parse}` reads a string"),
        _ => "a source is written as a string".to_owned(),
    };
    format!(
        "{subject}, but `{name}` has another type in the table: `{ty}`\nhelp: give `{name}` the type \"string\" in the table, or write \
         `#[errspec(with = \"path::of::function\")]` to compute a `{ty}`"
    )
}

/// Returns the help for a field that seems to carry the sub-errors; an empty text for any other.
fn details_help(field: &InputField) -> &'static str {
    let is_named = matches!(&field.member, Member::Named(name) if name == "details");
    match is_named || field.ty.to_token_stream().to_string().contains("Detail") {
        true => "help: mark the field `#[errspec(details)]` if it carries the sub-errors\n",
        false => "",
    }
}
