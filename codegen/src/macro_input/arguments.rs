//! The arguments of the attribute and of the derive: `"path", partial, axum, crate = path`.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Path, Token};

use super::argument_list::{self, Argument, ArgumentValue};
use super::attribute_kind::AttributeKind;
use super::errors::Errors;
use super::unknown_argument::{is_path_name, unknown_argument};
use crate::integrations;

/// The arguments.
#[derive(Default)]
pub(crate) struct Arguments {
    /// The paths of the tables.
    pub(crate) paths: Vec<LitStr>,
    /// The path of the runtime crate.
    pub(crate) krate: Option<TokenStream>,
    /// The integrations with other crates.
    pub(crate) integrations: Vec<Ident>,
    /// The name of the schema of `utoipa`.
    pub(crate) schema_name: Option<LitStr>,
    /// Allows entries without a variant.
    pub(crate) partial: bool,
    /// The entries that may be without a variant.
    pub(crate) optional: Vec<LitStr>,
    /// Leaves out the inherent methods.
    pub(crate) traits_only: bool,
    /// Puts the fields of large variants in a box.
    pub(crate) boxed: bool,
    /// Leaves out the constructors.
    pub(crate) no_constructors: bool,
    /// Leaves out `Display`, `Error` and `From`.
    pub(crate) own_display: bool,
    /// Makes `Display` the message of an entry that has none in the table.
    pub(crate) message_from_display: Option<Ident>,
    /// The name of the enum to which responses are decoded.
    pub(crate) decoded: Option<Ident>,
    /// The entry of a struct.
    pub(crate) entry: Option<LitStr>,
    /// Makes a struct a wrapper of the error inside.
    pub(crate) transparent: Option<Ident>,
    /// `true` if an argument is invalid, which has been reported.
    pub(crate) invalid: bool,
}

impl Arguments {
    /// Adds the arguments of one attribute, and reports those that are invalid.
    pub(crate) fn add(&mut self, tokens: TokenStream, attribute: AttributeKind, errors: &mut Errors) {
        let before = errors.len();
        for argument in argument_list::parse(tokens, attribute.usage(), errors) {
            let outcome = match argument {
                Argument::Text(path) => self.add_path(path, attribute),
                Argument::Bare(name) => self.add_bare(name, attribute),
                Argument::Value(name, value) => self.add_value(&name, value, attribute),
                Argument::List(name, words) => self.add_list(&name, &words, attribute),
            };
            errors.check(outcome);
        }
        self.invalid |= errors.len() > before;
    }

    fn add_path(&mut self, path: LitStr, attribute: AttributeKind) -> syn::Result<()> {
        if !self.paths.is_empty() && attribute.has_flag(&path.value()) {
            return Err(Error::new(path.span(), format!("write `{}` without quotes", path.value())));
        }
        if self.paths.iter().any(|known| known.value() == path.value()) {
            return Err(Error::new(path.span(), "this table is given twice"));
        }
        self.paths.push(path);
        Ok(())
    }

    fn add_bare(&mut self, name: Ident, attribute: AttributeKind) -> syn::Result<()> {
        let word = name.unraw().to_string();
        let twice = || Err(Error::new(name.span(), format!("`{word}` is given twice")));
        let mark = match word.as_str() {
            "transparent" if attribute == AttributeKind::Struct => Some(&mut self.transparent),
            "message_from_display" if attribute != AttributeKind::Table => Some(&mut self.message_from_display),
            _ => None,
        };
        if let Some(mark) = mark {
            return if mark.replace(name.clone()).is_some() { twice() } else { Ok(()) };
        }
        let flag = match word.as_str() {
            "partial" if attribute == AttributeKind::Enum => &mut self.partial,
            "boxed" if attribute == AttributeKind::Table => &mut self.boxed,
            "no_constructors" if attribute == AttributeKind::Table => &mut self.no_constructors,
            "traits_only" if attribute != AttributeKind::Table => &mut self.traits_only,
            "own_display" if attribute != AttributeKind::Table => &mut self.own_display,
            _ if attribute.values().contains(&word.as_str()) => {
                return Err(Error::new(name.span(), format!("expected `{word} = …`; {}", attribute.usage())));
            }
            _ => {
                if self.paths.is_empty() && !integrations::NAMES.contains(&word.as_str()) {
                    let error = format!("expected the path of the table, a string; {}", attribute.usage());
                    return Err(Error::new(name.span(), error));
                }
                if word == "optional" && attribute == AttributeKind::Enum {
                    return Err(optional_names(&name, &TokenStream::new()));
                }
                if !integrations::NAMES.contains(&word.as_str()) {
                    return Err(unknown_argument(&name, None, attribute));
                }
                return if self.add_integration(name.clone()) { Ok(()) } else { twice() };
            }
        };
        if std::mem::replace(flag, true) { twice() } else { Ok(()) }
    }

    fn add_value(&mut self, name: &Ident, value: ArgumentValue, attribute: AttributeKind) -> syn::Result<()> {
        let word = name.unraw().to_string();
        let given = match word.as_str() {
            "crate" => self.krate.replace(crate_path(value)?).is_some(),
            "utoipa" => {
                self.schema_name = Some(component_name(value.text(name)?)?);
                !self.add_integration(name.clone())
            }
            "entry" if attribute == AttributeKind::Struct => self.entry.replace(value.text(name)?).is_some(),
            "optional" if attribute == AttributeKind::Enum => return Err(optional_names(name, &value.into_tokens())),
            "decoded" if attribute != AttributeKind::Table => self.decoded.replace(type_name(name, value)?).is_some(),
            _ => {
                let written = value.into_tokens();
                self.take_paths(&word, &written);
                return Err(unknown_argument(name, Some(&written), attribute));
            }
        };
        if given { Err(Error::new(name.span(), format!("`{word}` is given twice"))) } else { Ok(()) }
    }

    fn add_list(&mut self, name: &Ident, written: &TokenStream, attribute: AttributeKind) -> syn::Result<()> {
        let word = name.unraw().to_string();
        if word != "optional" || attribute != AttributeKind::Enum {
            self.take_paths(&word, written);
            return Err(unknown_argument(name, Some(written), attribute));
        }
        let parser = Punctuated::<LitStr, Token![,]>::parse_terminated;
        let words = parser.parse2(written.clone()).unwrap_or_default();
        if words.is_empty() {
            return Err(optional_names(name, written));
        }
        for entry in words {
            if self.optional.iter().any(|known| known.value() == entry.value()) {
                return Err(Error::new(entry.span(), format!("`{}` is given twice", entry.value())));
            }
            self.optional.push(entry);
        }
        Ok(())
    }

    /// Takes the paths that are written with a name, so that their tables are read nevertheless.
    fn take_paths(&mut self, name: &str, written: &TokenStream) {
        if is_path_name(name) {
            self.paths.extend(argument_list::strings(written));
        }
    }

    /// Returns `false` if the integration is given already.
    fn add_integration(&mut self, name: Ident) -> bool {
        let is_new = !self.integrations.contains(&name);
        if is_new {
            self.integrations.push(name);
        }
        is_new
    }
}

/// Returns the error about `optional` without a list of names. It is at the first name that is written otherwise.
fn optional_names(name: &Ident, written: &TokenStream) -> Error {
    let words = argument_list::words(written);
    let names = if words.is_empty() { "\"NAME\"".to_owned() } else { format!("\"{}\"", words.join("\", \"")) };
    let in_parentheses = !argument_list::strings(written).is_empty();
    let place = written.clone().into_iter().next().filter(|_| !in_parentheses);
    let span = place.map_or_else(|| name.span(), |first| first.span());
    Error::new(span, format!("expected the names of entries: `optional({names})`"))
}

/// Checks the name of a component in OpenAPI.
fn component_name(name: LitStr) -> syn::Result<LitStr> {
    if integrations::is_schema_name(&name.value()) {
        return Ok(name);
    }
    Err(Error::new(name.span(), integrations::SCHEMA_NAME))
}

/// Reads the name of a type.
fn type_name(name: &Ident, value: ArgumentValue) -> syn::Result<Ident> {
    let expected = |span| Error::new(span, format!("expected the name of a type after `{name} =`, without quotes"));
    match value {
        ArgumentValue::Text(text) => match text.parse::<Ident>() {
            Ok(ty) => Err(Error::new(text.span(), format!("write the name without quotes: `{name} = {ty}`"))),
            Err(_) => Err(expected(text.span())),
        },
        ArgumentValue::Other(tokens) => syn::parse2(tokens).map_err(|error| expected(error.span())),
    }
}

fn crate_path(value: ArgumentValue) -> syn::Result<TokenStream> {
    let path = match value {
        ArgumentValue::Text(text) => text.parse_with(Path::parse_mod_style),
        ArgumentValue::Other(tokens) => Path::parse_mod_style.parse2(tokens),
    };
    path.map(ToTokens::into_token_stream).map_err(|error| {
        Error::new(error.span(), "expected the path of the errspec crate, such as `crate = other::errspec`")
    })
}
