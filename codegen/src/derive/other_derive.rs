//! Another derive that makes the same type an error, as identified by its attributes.

use proc_macro2::Ident;
use syn::{Attribute, Error};

use super::misnamed;
use crate::macro_input::{Errors, Surroundings};

/// Another derive. The word is that of the first attribute that shows it.
pub(super) enum OtherDerive {
    None,
    /// One that implements `Display` and `Error`: `thiserror::Error` or `snafu::Snafu`.
    Error(Ident),
    /// One that implements `Display`, and perhaps nothing else.
    Display(Ident),
}

impl OtherDerive {
    /// Identifies the derive by the attributes of a type or a variant.
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let has = |name: &str| {
            let found = attributes.iter().find(|it| it.path().is_ident(name) && !misnamed::names_tables(it));
            found.and_then(|attribute| attribute.path().get_ident()).cloned()
        };
        match (has("error").or_else(|| has("snafu")), has("display").or_else(|| has("displaydoc"))) {
            (Some(word), _) => Self::Error(word),
            (None, Some(word)) => Self::Display(word),
            (None, None) => Self::None,
        }
    }

    /// Returns the one of two that implements more.
    pub(super) fn or(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::None, _) | (Self::Display(_), Self::Error(_)) => other,
            _ => self,
        }
    }

    /// Returns `true` if there are attributes of another derive.
    pub(super) fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Returns `true` if the derive implements `Display`. Reports it if the type must say whether it is an error, too.
    pub(super) fn has_display(&self, errors: &mut Errors) -> bool {
        if let Self::Display(word) = self {
            let message = "this attribute belongs to another derive, which implements `Display`, as errspec does\nhelp: write \
                           `own_display` after the path of the table, and implement `Error` by another derive or by hand";
            errors.report(Error::new(word.span(), message));
        }
        self.is_some()
    }

    /// Reports the attributes if their derive is missing: the type derives nothing but `errspec::Error` and traits that have no such
    /// attributes. Then they have no effect.
    pub(super) fn disregard_leftover(self, surroundings: &Surroundings, errors: &mut Errors) -> Self {
        let (Self::Error(word) | Self::Display(word)) = &self else { return self };
        let derives = surroundings.derives();
        let mut others = derives.names.iter().filter(|name| !HAVE_NO_TEXT.iter().any(|known| name == known));
        let is_only_errspec = others.next().is_some_and(|name| name == "Error") && others.next().is_none();
        if !derives.complete || !is_only_errspec {
            return self;
        }
        let derive = match word.to_string().as_str() {
            "error" => "thiserror::Error",
            "snafu" => "snafu::Snafu",
            "displaydoc" => "displaydoc::Display",
            _ => "derive_more::Display",
        };
        let message = format!(
            "`#[{word}(..)]` belongs to the derive `{derive}`, which the type does not have\nhelp: remove every `#[{word}(..)]`, since `Display` \
             writes the message of the table, or derive `{derive}`, too"
        );
        errors.report(Error::new(word.span(), message));
        Self::None
    }
}

/// Derives that have none of these attributes.
const HAVE_NO_TEXT: [&str; 11] =
    ["Clone", "Copy", "Debug", "Default", "Deserialize", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd", "Serialize"];
