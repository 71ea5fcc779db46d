//! The fields of a variant, with their parsed attributes.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Error, LitStr, Member, Meta, Type};

use super::attributes::{read_argument_lists, takes_no_list, takes_no_value};
use crate::macro_input::{Argument, Errors};
use crate::suggest;

/// A field of a variant.
pub(super) struct InputField {
    pub(super) member: Member,
    pub(super) ty: Type,
    /// Its name in the table, if an attribute gives one.
    pub(super) name: Option<LitStr>,
    /// `true` if `Display` writes its value.
    pub(super) display: bool,
    /// `true` if it is not a field of the table.
    pub(super) skip: bool,
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

/// The attributes of a field without a value.
const FLAGS: [&str; 4] = ["display", "default", "skip", "details"];

/// Returns `true` if a word is an attribute of fields.
pub(super) fn is_field_attribute(word: &str) -> bool {
    word == "field" || FLAGS.contains(&word)
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
    let (from, source) = (has("from"), has("source"));
    let mut out = InputField {
        member,
        ty: field.ty,
        name: None,
        display: false,
        skip: false,
        default: false,
        transparent: None,
        details: None,
        source: source || from,
        from,
        invalid: false,
    };
    for argument in read_argument_lists(&field.attrs, FIELD_USAGE, errors) {
        errors.check(apply_argument(&mut out, argument));
    }
    if let (Some(name), true) = (&out.name, out.skip) {
        let message = "`field` conflicts with `skip`: a skipped field is not in the table";
        errors.report(Error::new(name.span(), message));
    }
    errors.check(check_details(&out));
    out.invalid = errors.len() > before;
    out
}

/// Checks that a field with the sub-errors is nothing else.
fn check_details(field: &InputField) -> syn::Result<()> {
    let Some(details) = &field.details else { return Ok(()) };
    let (other, help) = if field.from || field.source {
        (if field.from { "#[from]" } else { "#[source]" }, "the cause of the error is another field")
    } else if field.name.is_some() {
        ("field", "the sub-errors have no name in the table: they are at the `details` of the envelope")
    } else if field.display {
        ("display", "the sub-errors are a collection, and the table determines how they are written")
    } else if field.skip {
        ("skip", "to read no sub-errors, write `default`")
    } else {
        return Ok(());
    };
    Err(Error::new(details.span(), format!("`details` conflicts with `{other}`\nhelp: {help}")))
}

/// Applies one argument of `#[errspec(..)]` to a field.
fn apply_argument(field: &mut InputField, argument: Argument) -> syn::Result<()> {
    let twice = |name: &Ident| Error::new(name.span(), format!("`{name}` is given twice"));
    let (name, flag) = match argument {
        Argument::Value(name, value) if name == "field" => {
            let given = field.name.replace(value.text(&name)?).is_some();
            return if given { Err(twice(&name)) } else { Ok(()) };
        }
        Argument::Bare(name) => match name.unraw().to_string().as_str() {
            "display" => (name, &mut field.display),
            "skip" => (name, &mut field.skip),
            "default" => (name, &mut field.default),
            word @ ("details" | "transparent") => {
                let mark = if word == "details" { &mut field.details } else { &mut field.transparent };
                return if mark.replace(name.clone()).is_some() { Err(twice(&name)) } else { Ok(()) };
            }
            "field" => return Err(Error::new(name.span(), "expected `field = \"name\"`")),
            "source" | "from" => {
                return Err(Error::new(name.span(), format!("`{name}` is a separate attribute: `#[{name}]`")));
            }
            _ => return Err(unknown_field_attribute(&name)),
        },
        Argument::Value(name, _) if FLAGS.contains(&name.to_string().as_str()) => {
            return Err(takes_no_value(&name));
        }
        Argument::List(name, _) => return Err(takes_no_list(&name)),
        Argument::Value(name, _) => return Err(unknown_field_attribute(&name)),
        Argument::Text(text) => {
            return Err(Error::new(text.span(), format!("expected `field = \"name\"`\nhelp: {FIELD_USAGE}")));
        }
    };
    if std::mem::replace(flag, true) { Err(twice(&name)) } else { Ok(()) }
}

fn unknown_field_attribute(name: &Ident) -> Error {
    let help = suggest::help(&name.to_string(), &["field", "display", "default", "skip", "details", "transparent"]);
    Error::new(name.span(), format!("unknown field attribute `{name}`; {help}"))
}
