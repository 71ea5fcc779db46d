//! The fields of a variant, with their parsed attributes.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Error, LitStr, Member, Meta, Type};

use super::attributes::{read_argument_lists, takes_no_list, takes_no_value};
use super::writer::{WRITERS, Writer, Written, read_writer};
use crate::format::Section;
use crate::macro_input::{Argument, ArgumentValue, Errors};
use crate::suggest;

/// A field of a variant.
pub(super) struct InputField {
    pub(super) member: Member,
    pub(super) ty: Type,
    /// Its name in the table, if an attribute gives one.
    pub(super) name: Option<LitStr>,
    /// The attribute that determines how it is written, if there is one.
    pub(super) writer: Option<Writer>,
    /// The word that makes `FromStr` read its text.
    pub(super) parse: Option<Ident>,
    /// The word that keeps it out of the table.
    pub(super) skip: Option<Ident>,
    /// `true` if it has its default value in a decoded error.
    pub(super) default: bool,
    /// The word that marks it as the error inside a transparent variant.
    pub(super) transparent: Option<Ident>,
    /// The word that marks it as the carrier of the sub-errors.
    pub(super) details: Option<Ident>,
    /// `true` if it is marked as the source of the error.
    pub(super) source: bool,
    /// `true` if `From` converts it into the variant.
    pub(super) from: bool,
    /// The place of `#[source]` or `#[from]`, if it has one of them.
    pub(super) mark: Option<Span>,
    /// `true` if its attributes are invalid, which has been reported.
    pub(super) invalid: bool,
}

impl InputField {
    /// Returns its name in messages.
    pub(super) fn shown(&self) -> String {
        match &self.member {
            Member::Named(name) => name.to_string(),
            Member::Unnamed(index) => index.index.to_string(),
        }
    }
}

/// The attributes of a field, for messages.
const FIELD_USAGE: &str = "a field has `#[errspec(field = \"name\")]`, `#[errspec(display)]`, `#[errspec(details)]`, \
                        `#[errspec(default)]` or `#[errspec(skip)]`";

/// The attributes of a field without a value that do not determine how it is written.
const FLAGS: [&str; 5] = ["default", "skip", "details", "parse", "transparent"];

/// Returns `true` if a word is an attribute of fields.
pub(super) fn is_field_attribute(word: &str) -> bool {
    word == "field" || FLAGS.contains(&word) || WRITERS.contains(&word)
}

/// Reads a field. Its errors are reported.
pub(super) fn read_field(number: usize, field: syn::Field, errors: &mut Errors) -> InputField {
    let member = field.ident.clone().map_or(Member::Unnamed(number.into()), Member::Named);
    let before = errors.len();
    let mut has = |name: &str| {
        let mut found = field.attrs.iter().filter(|attribute| attribute.path().is_ident(name));
        let first = found.next();
        if let Some(attribute) = first.filter(|attribute| !matches!(attribute.meta, Meta::Path(_))) {
            errors.report(Error::new_spanned(attribute, format!("expected `#[{name}]`")));
        }
        found.for_each(|again| errors.report(Error::new_spanned(again, format!("`#[{name}]` is given twice"))));
        first.is_some()
    };
    let (mut from, mut source) = (has("from"), has("source"));
    match misspelt_mark(&field.attrs) {
        Some("from") => from = true,
        Some(_) => source = true,
        None => {}
    }
    let marks = field.attrs.iter().map(Attribute::path).filter(|path| path.is_ident("from") || path.is_ident("source"));
    let mark = marks.map(Spanned::span).next();
    let mut out = InputField {
        member,
        ty: field.ty,
        name: None,
        writer: None,
        parse: None,
        skip: None,
        default: false,
        transparent: None,
        details: None,
        source: source || from,
        from,
        mark,
        invalid: false,
    };
    for argument in read_argument_lists(&field.attrs, FIELD_USAGE, errors) {
        errors.check(apply_argument(&mut out, argument));
    }
    if let (Some(name), Some(_)) = (&out.name, &out.skip) {
        let message = "`field` conflicts with `skip`: a skipped field is not in the table";
        errors.report(Error::new(name.span(), message));
    }
    errors.check(check_details(&out));
    errors.check(check_writer(&out));
    out.invalid = errors.len() > before;
    out
}

/// Returns the mark that an attribute seems to misspell. The compiler reports such an attribute, since no derive has it; here it has
/// the effect that was meant, so that it has no further errors.
fn misspelt_mark(attributes: &[Attribute]) -> Option<&'static str> {
    const MARKS: [&str; 2] = ["from", "source"];
    let mut words =
        attributes.iter().filter(|it| matches!(it.meta, Meta::Path(_))).filter_map(|it| it.path().get_ident());
    words.find_map(|word| {
        let mark = suggest::nearest(&word.to_string(), MARKS)?;
        (word != mark && word.to_string().len().abs_diff(mark.len()) <= 1).then_some(mark)
    })
}

/// Checks that a field with the sub-errors is nothing else.
fn check_details(field: &InputField) -> syn::Result<()> {
    let Some(details) = &field.details else { return Ok(()) };
    let (other, help) = if field.from || field.source {
        (if field.from { "#[from]" } else { "#[source]" }.to_owned(), "the cause of the error is another field")
    } else if field.name.is_some() {
        ("field".to_owned(), "the sub-errors have no name in the table: they are at the `details` of the envelope")
    } else if let Some(name) = field.writer.as_ref().map(|writer| &writer.name).or(field.parse.as_ref()) {
        (name.to_string(), "the sub-errors are a collection, and the table determines how they are written")
    } else if field.skip.is_some() {
        ("skip".to_owned(), "to read no sub-errors, write `default`")
    } else {
        return Ok(());
    };
    Err(Error::new(details.span(), format!("`details` conflicts with `{other}`\nhelp: {help}")))
}

/// Checks that a field that is written by an attribute is in the table, and that `parse` reads a text.
fn check_writer(field: &InputField) -> syn::Result<()> {
    if let (Some(writer), Some(_)) = (&field.writer, &field.skip) {
        let message = format!("`{}` conflicts with `skip`: a skipped field is not written", writer.name);
        return Err(Error::new(writer.name.span(), message));
    }
    let Some(parse) = &field.parse else { return Ok(()) };
    let written = field.writer.as_ref().map(|writer| &writer.written);
    let message = match written {
        _ if field.default => "`parse` conflicts with `default`: a field with `default` is not read",
        None | Some(Written::Plain) => {
            "`parse` reads the text that another attribute writes\nhelp: write `display, parse` for a type whose `FromStr` reads \
             what its `Display` writes"
        }
        Some(_) => return Ok(()),
    };
    Err(Error::new(parse.span(), message))
}

/// Applies one argument of `#[errspec(..)]` to a field.
fn apply_argument(field: &mut InputField, argument: Argument) -> syn::Result<()> {
    let (name, value) = match argument {
        Argument::Value(name, value) => (name, Some(value)),
        Argument::Bare(name) => (name, None),
        Argument::List(name, words) => return Err(takes_no_list(&name, &words)),
        Argument::Text(text) => {
            return Err(Error::new(text.span(), format!("expected `field = \"name\"`\nhelp: {FIELD_USAGE}")));
        }
    };
    let word = name.unraw().to_string();
    if WRITERS.contains(&word.as_str()) {
        return apply_writer(field, &name, value);
    }
    let given = match (word.as_str(), value) {
        ("field", Some(value)) => field.name.replace(value.text(&name)?).is_some(),
        ("field", None) => return Err(Error::new(name.span(), "expected `field = \"name\"`")),
        (word, Some(_)) if FLAGS.contains(&word) => return Err(takes_no_value(&name)),
        ("skip", None) => field.skip.replace(name.clone()).is_some(),
        ("default", None) => std::mem::replace(&mut field.default, true),
        ("details", None) => field.details.replace(name.clone()).is_some(),
        ("transparent", None) => field.transparent.replace(name.clone()).is_some(),
        ("parse", None) => field.parse.replace(name.clone()).is_some(),
        (word @ ("source" | "from"), None) => {
            // Without its effect, each `?` that needs the conversion would be an error, too.
            field.source = true;
            field.from |= word == "from";
            return Err(Error::new(name.span(), format!("`{name}` is a separate attribute: `#[{name}]`")));
        }
        _ => return Err(unknown_field_attribute(&name)),
    };
    match given {
        true => Err(Error::new(name.span(), format!("`{name}` is given twice"))),
        false => Ok(()),
    }
}

/// Applies an attribute that determines how a field is written.
fn apply_writer(field: &mut InputField, name: &Ident, value: Option<ArgumentValue>) -> syn::Result<()> {
    let writer = read_writer(name, value)?;
    match (field.writer.take(), writer) {
        (Some(before), _) if before.name == *name => Err(Error::new(name.span(), format!("`{name}` is given twice"))),
        (Some(before), _) => {
            let message = format!("`{name}` conflicts with `{}`: a field is written in one way", before.name);
            Err(Error::new(name.span(), message))
        }
        (None, writer) => {
            field.writer = writer;
            Ok(())
        }
    }
}

fn unknown_field_attribute(name: &Ident) -> Error {
    if ["entry", "also", "unknown"].iter().any(|word| name == word) {
        let message = format!("`{name}` belongs on a variant, not on a field\nhelp: write it above the variant");
        return Error::new(name.span(), message);
    }
    if let Some(key) = Section::Field.key(&name.unraw().to_string()) {
        let message = format!(
            "`{}` belongs to the field in the table, not to that of the variant\nhelp: write it in the entry, as in `fields.name = {{ {} \
             = … }}`",
            key.name, key.name
        );
        return Error::new(name.span(), message);
    }
    let known: Vec<&str> = ["field"].into_iter().chain(WRITERS).chain(FLAGS).collect();
    let help = suggest::help(&name.to_string(), &known);
    Error::new(name.span(), format!("unknown field attribute `{name}`; {help}"))
}
