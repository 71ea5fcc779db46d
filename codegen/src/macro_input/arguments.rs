//! The arguments of the attribute and of the derive: `"path", partial, axum, crate = path`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Error, LitStr, Path};

use super::argument_list::{self, Argument, ArgumentValue};
use super::errors::Errors;
use crate::{integrations, suggest};

/// Where the arguments stand.
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

    /// The arguments of one word.
    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["no_constructors"],
            Self::Enum => &["own_display", "partial", "traits_only"],
            Self::Struct => &["own_display", "traits_only"],
        }
    }

    /// The arguments with a value.
    fn values(self) -> &'static [&'static str] {
        match self {
            Self::Table | Self::Enum => &["crate"],
            Self::Struct => &["crate", "entry"],
        }
    }

    /// There is no path.
    pub(crate) fn no_path(self, span: Span) -> Error {
        Error::new(span, format!("the path of the table is missing; {}", self.usage()))
    }
}

/// What the arguments say.
#[derive(Default)]
pub(crate) struct Arguments {
    /// The paths of the tables.
    pub(crate) paths: Vec<LitStr>,
    /// The path of the runtime crate.
    pub(crate) krate: Option<TokenStream>,
    /// What the type implements for other crates.
    pub(crate) integrations: Vec<Ident>,
    /// Whether entries may be without a variant.
    pub(crate) partial: bool,
    /// Whether the methods are those of the traits alone.
    pub(crate) traits_only: bool,
    /// Whether variants have no constructors.
    pub(crate) no_constructors: bool,
    /// Whether the user implements `Display` and `Error`.
    pub(crate) own_display: bool,
    /// The entry that a struct is.
    pub(crate) entry: Option<LitStr>,
    /// Whether something in them was wrong, which has been reported.
    pub(crate) faulty: bool,
}

impl Arguments {
    /// Adds those of an attribute; what is wrong is reported.
    pub(crate) fn add(&mut self, tokens: TokenStream, place: AttributeKind, errors: &mut Errors) {
        let before = errors.len();
        for word in argument_list::parse(tokens, place.usage(), errors) {
            let outcome = match word {
                Argument::Text(path) => self.add_path(path, place),
                Argument::Bare(name) => self.add_bare(name, place),
                Argument::Value(name, value) => self.add_value(&name, value, place),
            };
            errors.check(outcome);
        }
        self.faulty |= errors.len() > before;
    }

    fn add_path(&mut self, path: LitStr, place: AttributeKind) -> syn::Result<()> {
        if place == AttributeKind::Table && !self.paths.is_empty() {
            return Err(Error::new(path.span(), "the path of the table is given twice; an enum has one table"));
        }
        if self.paths.iter().any(|known| known.value() == path.value()) {
            return Err(Error::new(path.span(), "this table is named twice"));
        }
        self.paths.push(path);
        Ok(())
    }

    fn add_bare(&mut self, name: Ident, place: AttributeKind) -> syn::Result<()> {
        let word = name.unraw().to_string();
        let twice = || Err(Error::new(name.span(), format!("`{word}` is given twice")));
        let flag = match word.as_str() {
            "partial" if place == AttributeKind::Enum => &mut self.partial,
            "no_constructors" if place == AttributeKind::Table => &mut self.no_constructors,
            "traits_only" if place != AttributeKind::Table => &mut self.traits_only,
            "own_display" if place != AttributeKind::Table => &mut self.own_display,
            _ if place.values().contains(&word.as_str()) => {
                return Err(Error::new(name.span(), format!("expected `{word} = …`; {}", place.usage())));
            }
            _ => {
                if self.paths.is_empty() && !integrations::NAMES.contains(&word.as_str()) {
                    let error = format!("expected the path of the table, a string; {}", place.usage());
                    return Err(Error::new(name.span(), error));
                }
                check_integration(&name, &word, place)?;
                if self.integrations.contains(&name) {
                    return twice();
                }
                self.integrations.push(name);
                return Ok(());
            }
        };
        if std::mem::replace(flag, true) { twice() } else { Ok(()) }
    }

    fn add_value(&mut self, name: &Ident, value: ArgumentValue, place: AttributeKind) -> syn::Result<()> {
        let word = name.unraw().to_string();
        let given = match word.as_str() {
            "crate" => self.krate.replace(crate_path(value)?).is_some(),
            "entry" if place == AttributeKind::Struct => self.entry.replace(value.text(name)?).is_some(),
            _ => return Err(unknown_option(name, &word, place)),
        };
        if given { Err(Error::new(name.span(), format!("`{word}` is given twice"))) } else { Ok(()) }
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

/// Whether a word is what an error can implement.
fn check_integration(name: &Ident, word: &str, place: AttributeKind) -> syn::Result<()> {
    if integrations::NAMES.contains(&word) {
        return Ok(());
    }
    if place == AttributeKind::Struct && ["partial", "transparent", "unknown"].contains(&word) {
        let error = format!("`{word}` is for enums; a struct is one entry");
        return Err(Error::new(name.span(), error));
    }
    let known: Vec<&str> = place.flags().iter().chain(integrations::NAMES).copied().collect();
    Err(Error::new(name.span(), format!("there is no argument `{word}`; {}", suggest::help(word, &known))))
}

/// Says what an option that there is not may have been meant for.
fn unknown_option(name: &Ident, word: &str, place: AttributeKind) -> Error {
    let help = match word {
        "path" | "file" | "spec" | "table" | "src" => format!("the path has no name; {}", place.usage()),
        "krate" | "crates" | "cate" | "crate_path" | "crate_name" | "create" => "did you mean `crate`?".to_owned(),
        _ if place.flags().contains(&word) || integrations::NAMES.contains(&word) => {
            format!("`{word}` stands alone, without a value")
        }
        _ => suggest::help(word, place.values()),
    };
    Error::new(name.span(), format!("there is no option `{word}`; {help}"))
}
