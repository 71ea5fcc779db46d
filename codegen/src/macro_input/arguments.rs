//! The arguments of the attribute and of the derive: `"path", partial, axum, crate = path`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Error, LitStr, Path};

use super::argument_list::{self, Argument, ArgumentValue};
use super::errors::Errors;
use crate::{integrations, suggest};

/// The attribute that has the arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum AttributeKind {
    /// `#[errspec::table(..)]`
    Table,
    /// `#[errspec(..)]` on an enum with the derive.
    Enum,
    /// `#[errspec(..)]` on a struct with the derive.
    Struct,
}

impl AttributeKind {
    pub(crate) fn usage(self) -> &'static str {
        match self {
            Self::Table => "the attribute is written `#[errspec::table(\"specs/name.toml\")]`",
            Self::Enum => "the attribute is written `#[errspec(\"specs/name.toml\")]`",
            Self::Struct => "the attribute is written `#[errspec(\"specs/name.toml\", entry = \"NAME\")]`",
        }
    }

    /// Returns the arguments that are one word.
    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["boxed", "no_constructors"],
            Self::Enum => &["own_display", "partial", "traits_only"],
            Self::Struct => &["own_display", "traits_only"],
        }
    }

    /// Returns the arguments with a value.
    fn values(self) -> &'static [&'static str] {
        match self {
            Self::Table | Self::Enum => &["crate"],
            Self::Struct => &["crate", "entry"],
        }
    }

    /// Returns the error for a missing path.
    pub(crate) fn no_path(self, span: Span) -> Error {
        Error::new(span, format!("the path of the table is missing; {}", self.usage()))
    }
}

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
    /// Leaves out the inherent methods.
    pub(crate) traits_only: bool,
    /// Puts the fields of large variants in a box.
    pub(crate) boxed: bool,
    /// Leaves out the constructors.
    pub(crate) no_constructors: bool,
    /// Leaves out `Display`, `Error` and `From`.
    pub(crate) own_display: bool,
    /// The entry of a struct.
    pub(crate) entry: Option<LitStr>,
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
            };
            errors.check(outcome);
        }
        self.invalid |= errors.len() > before;
    }

    fn add_path(&mut self, path: LitStr, attribute: AttributeKind) -> syn::Result<()> {
        if attribute == AttributeKind::Table && !self.paths.is_empty() {
            return Err(Error::new(path.span(), "the path of the table is given twice; an enum has one table"));
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
                check_integration(&name, &word, attribute)?;
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
            _ => return Err(unknown_argument(name, &word, attribute)),
        };
        if given { Err(Error::new(name.span(), format!("`{word}` is given twice"))) } else { Ok(()) }
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

/// Checks the name of a component in OpenAPI.
fn component_name(name: LitStr) -> syn::Result<LitStr> {
    if integrations::is_schema_name(&name.value()) {
        return Ok(name);
    }
    Err(Error::new(name.span(), integrations::SCHEMA_NAME))
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

/// Checks that a word is the name of an integration.
fn check_integration(name: &Ident, word: &str, attribute: AttributeKind) -> syn::Result<()> {
    if integrations::NAMES.contains(&word) {
        return Ok(());
    }
    if attribute == AttributeKind::Struct && ["partial", "transparent", "unknown"].contains(&word) {
        let error = format!("`{word}` is for enums; a struct is one entry");
        return Err(Error::new(name.span(), error));
    }
    let known: Vec<&str> = attribute.flags().iter().chain(integrations::NAMES).copied().collect();
    Err(Error::new(name.span(), format!("unknown argument `{word}`; {}", suggest::help(word, &known))))
}

/// Returns the error for an unknown argument with a value, with the argument that was most likely meant.
fn unknown_argument(name: &Ident, word: &str, attribute: AttributeKind) -> Error {
    let help = match word {
        "path" | "file" | "spec" | "table" | "src" => {
            format!("the path is written without a name; {}", attribute.usage())
        }
        "krate" | "crates" | "cate" | "crate_path" | "crate_name" | "create" => "did you mean `crate`?".to_owned(),
        _ if attribute.flags().contains(&word) || integrations::NAMES.contains(&word) => {
            format!("`{word}` takes no value")
        }
        _ => suggest::help(word, attribute.values()),
    };
    Error::new(name.span(), format!("unknown argument `{word}`; {help}"))
}
