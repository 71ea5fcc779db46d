//! The attributes of a variant, or those of a struct.

use proc_macro2::{Ident, TokenTree};
use syn::ext::IdentExt;
use syn::{Attribute, Error, LitStr, Meta};

use super::attributes::{read_argument_lists, takes_no_list, takes_no_value};
use super::formats::Formats;
use super::input_field::is_field_attribute;
use super::misnamed;
use crate::format::Section;
use crate::macro_input::{Argument, Errors};
use crate::suggest;

/// Reports `#[source]` and `#[from]` that are not on a field.
pub(super) fn report_misplaced(attributes: &[Attribute], place: &str, errors: &mut Errors) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("source") || it.path().is_ident("from")) {
        let message = format!("this attribute belongs on a field, not on {place}");
        errors.report(Error::new_spanned(attribute, message));
    }
}

/// Returns `true` if `#[from]` is one of these attributes.
pub(super) fn is_marked_from(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("from"))
}

/// The attributes of a variant, for messages.
const VARIANT_USAGE: &str = "a variant has `#[errspec(entry = \"NAME\")]`, `#[errspec(also)]`, `#[errspec(transparent)]` or \
                          `#[errspec(unknown)]`";

/// The attributes of a variant, or those of a struct.
#[derive(Default)]
pub(super) struct VariantAttributes {
    /// The name of the entry.
    pub(super) entry: Option<LitStr>,
    pub(super) also: Option<Ident>,
    pub(super) transparent: Option<Ident>,
    pub(super) unknown: Option<Ident>,
    pub(super) message: Option<OtherMessage>,
    pub(super) formats: Formats,
    /// `true` if `#[from]` is on the variant instead of its field, which has been reported.
    pub(super) from: bool,
    /// `true` if an attribute is invalid, which has been reported.
    pub(super) invalid: bool,
}

impl VariantAttributes {
    /// Reads the attributes of a variant.
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let before = errors.len();
        report_misplaced(attributes, "a variant", errors);
        let mut out = Self {
            message: thiserror_message(attributes),
            formats: Formats::read(attributes),
            from: is_marked_from(attributes),
            ..Self::default()
        };
        for argument in read_argument_lists(attributes, VARIANT_USAGE, errors) {
            errors.check(out.apply(argument));
        }
        out.invalid = errors.len() > before;
        out
    }

    /// Applies one argument of `#[errspec(..)]`.
    fn apply(&mut self, argument: Argument) -> syn::Result<()> {
        let (name, value) = match argument {
            Argument::Bare(name) => (name, None),
            Argument::Value(name, value) => (name, Some(value)),
            Argument::List(name, words) => return Err(takes_no_list(&name, &words)),
            Argument::Text(text) => {
                let message = match text.value().ends_with(".toml") {
                    true => format!("the path of a table belongs on the type, not on a variant\nhelp: {VARIANT_USAGE}"),
                    false => format!("a name of an entry follows `entry =`\nhelp: write `entry = {}`", text.token()),
                };
                return Err(Error::new(text.span(), message));
            }
        };
        let word = name.unraw().to_string();
        let flag = match (word.as_str(), value) {
            ("also", None) => &mut self.also,
            ("transparent", None) => &mut self.transparent,
            ("unknown", None) => &mut self.unknown,
            ("entry", Some(value)) => {
                let given = self.entry.replace(value.text(&name)?).is_some();
                return if given { Err(given_twice(&name)) } else { Ok(()) };
            }
            ("entry", None) => return Err(Error::new(name.span(), "expected `entry = \"NAME\"`")),
            ("also" | "transparent" | "unknown", Some(_)) => return Err(takes_no_value(&name)),
            (word @ ("from" | "source"), _) => {
                self.from |= word == "from";
                let message =
                    format!("`{word}` belongs on a field, not on a variant\nhelp: write `#[{word}]` before the field");
                return Err(Error::new(name.span(), message));
            }
            (word, _) if is_field_attribute(word) => {
                let message = format!("`{word}` belongs on a field, not on a variant\nhelp: write it above the field");
                return Err(Error::new(name.span(), message));
            }
            (word @ ("retryable" | "transient" | "permanent" | "temporary"), _) => {
                let message = format!(
                    "`{word}` is said in the table, not at the variant\nhelp: write `retry = \"…\"` under `[errors.NAME]`, the entry of \
                     the variant"
                );
                return Err(Error::new(name.span(), message));
            }
            (word @ ("name" | "rename"), _) => {
                return Err(Error::new(
                    name.span(),
                    format!("unknown variant attribute `{word}`; did you mean `entry`?"),
                ));
            }
            (word, _) if Section::Entry.key(word).is_some() => {
                let message = format!(
                    "`{word}` belongs to the entry in the table, not to the variant\nhelp: write it under `[errors.NAME]`, the entry \
                     of the variant"
                );
                return Err(Error::new(name.span(), message));
            }
            (word, _) => {
                let help = suggest::help(word, &["entry", "also", "transparent", "unknown"]);
                return Err(Error::new(name.span(), format!("unknown variant attribute `{word}`; {help}")));
            }
        };
        if flag.replace(name.clone()).is_some() { Err(given_twice(&name)) } else { Ok(()) }
    }

    /// Returns the error about two attributes of which a variant can have one.
    pub(super) fn conflict(&self) -> Option<Error> {
        let conflict = |name: &Ident, other: &str| {
            Error::new(name.span(), format!("`{name}` conflicts with `{other}`\nhelp: {VARIANT_USAGE}"))
        };
        match self {
            Self { unknown: Some(unknown), entry: Some(_), .. } => Some(conflict(unknown, "entry")),
            Self { unknown: Some(unknown), transparent: Some(_), .. } => Some(conflict(unknown, "transparent")),
            Self { unknown: Some(unknown), also: Some(_), .. } => Some(conflict(unknown, "also")),
            Self { also: Some(also), transparent: Some(_), entry: None, .. } => Some(conflict(also, "transparent")),
            _ => None,
        }
    }
}

fn given_twice(name: &Ident) -> Error {
    Error::new(name.span(), format!("`{name}` is given twice"))
}

/// The message that another derive writes.
pub(super) enum OtherMessage {
    /// A format string.
    Text(String),
    /// The message of the error inside.
    Transparent,
}

/// Returns the message in `#[error(..)]`.
pub(super) fn thiserror_message(attributes: &[Attribute]) -> Option<OtherMessage> {
    let attribute = attributes.iter().find(|it| it.path().is_ident("error") && !misnamed::names_tables(it))?;
    let Meta::List(list) = &attribute.meta else { return None };
    let first = list.tokens.clone().into_iter().next()?;
    match &first {
        TokenTree::Ident(word) if word == "transparent" => Some(OtherMessage::Transparent),
        _ => Some(OtherMessage::Text(syn::parse2::<LitStr>(first.into()).ok()?.value())),
    }
}
