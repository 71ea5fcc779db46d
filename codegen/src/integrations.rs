//! The integrations of a generated type with other crates. Each name is a feature of the runtime, and `__implement_<name>` its
//! macro that writes the implementations, so that nothing is generated here that depends on the crate of that name.

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};

use crate::suggest;

/// The names of the integrations.
pub const NAMES: &[&str] =
    &["actix_web", "axum", "jsonrpsee", "miette", "process", "schemars", "serde", "tonic", "utoipa"];

/// The names of traits, each with the integration that implements it.
const TRAITS: [(&str, &str); 10] = [
    ("Deserialize", "serde"),
    ("Diagnostic", "miette"),
    ("ErrorObject", "jsonrpsee"),
    ("IntoResponse", "axum"),
    ("JsonSchema", "schemars"),
    ("ResponseError", "actix_web"),
    ("Serialize", "serde"),
    ("Status", "tonic"),
    ("Termination", "process"),
    ("ToSchema", "utoipa"),
];

/// The features of the runtime that implement no traits for a type.
const OTHER_FEATURES: [&str; 11] =
    ["backon", "cbor", "http", "msgpack", "problem", "reqwest", "std", "tower", "tower_retry", "tracing", "xml"];

/// Returns a help for a name that is not one of [`NAMES`], but that of a trait or of another feature.
pub(crate) fn help_for_other(name: &str) -> Option<String> {
    if let Some((_, integration)) = TRAITS.iter().find(|(known, _)| *known == name) {
        return Some(format!("did you mean `{integration}`?"));
    }
    let feature = OTHER_FEATURES.iter().find(|feature| **feature == name)?.replace('_', "-");
    Some(format!(
        "no trait of the type belongs to the feature `{feature}` of errspec\nhelp: remove it here, and turn the feature on in Cargo.toml: \
         `features = [\"{feature}\"]`"
    ))
}

/// The rule for names of schemas, as a help.
pub(crate) const SCHEMA_NAME: &str =
    "the name of a schema has one or more letters and digits of ASCII, `.`, `-` and `_`";

/// Returns `true` if a text can be the name of a schema in the components of OpenAPI.
pub(crate) fn is_schema_name(text: &str) -> bool {
    let is_allowed = |character: char| character.is_ascii_alphanumeric() || ".-_".contains(character);
    !text.is_empty() && text.chars().all(is_allowed)
}

/// Checks that there is an integration of this name.
///
/// # Errors
///
/// Returns an error that suggests another name.
pub fn check(name: &str) -> Result<(), UnknownIntegration> {
    if NAMES.contains(&name) { Ok(()) } else { Err(UnknownIntegration { name: name.to_owned() }) }
}

/// The error for a name that no integration has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownIntegration {
    name: String,
}

impl UnknownIntegration {
    /// Returns the name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the most similar known name, or else all known names, as a sentence.
    #[must_use]
    pub fn help(&self) -> String {
        help_for_other(&self.name).unwrap_or_else(|| suggest::help(&self.name, NAMES))
    }
}

impl fmt::Display for UnknownIntegration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown integration `{}`", self.name)
    }
}

impl std::error::Error for UnknownIntegration {}

/// The type for which traits are implemented.
pub(crate) struct Implemented<'a> {
    pub(crate) generics: &'a TokenStream,
    pub(crate) ty: &'a TokenStream,
    pub(crate) bounds: &'a TokenStream,
}

/// Expands to the implementations for a type. `arguments` returns the arguments of a name's macro besides the type.
///
/// Each macro is called at the place of the name, where the compiler then reports that the feature is missing.
pub(crate) fn expand(
    krate: &TokenStream,
    names: &[Ident],
    Implemented { generics, ty, bounds }: &Implemented<'_>,
    arguments: &dyn Fn(&Ident) -> TokenStream,
) -> TokenStream {
    let implementations = names.iter().map(|name| {
        let place = Span::call_site().located_at(name.span());
        let implement = format_ident!("__implement_{}", name, span = place);
        let (krate, arguments) = (at(place, krate.clone()), arguments(name));
        quote_spanned!(place=> #krate::#implement! { [#generics] #ty [#bounds] #arguments })
    });
    implementations.collect()
}

/// Returns the tokens of a path, at another place.
fn at(place: Span, path: TokenStream) -> TokenStream {
    let moved = path.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(place));
        token
    });
    moved.collect()
}
