//! The attributes that have arguments, and the arguments that each has.

use proc_macro2::Span;
use syn::{Attribute, Error, Meta};

use super::argument_list;
use crate::integrations;

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
    pub(super) fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["boxed", "no_constructors"],
            Self::Enum => &["message_from_display", "own_display", "partial", "traits_only"],
            Self::Struct => &["message_from_display", "own_display", "traits_only", "transparent"],
        }
    }

    /// Returns the arguments with a value.
    pub(super) fn values(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["crate"],
            Self::Enum => &["crate", "decoded"],
            Self::Struct => &["crate", "decoded", "entry"],
        }
    }

    /// Returns `true` if a word is an argument without a value.
    pub(super) fn has_flag(self, word: &str) -> bool {
        self.flags().contains(&word) || integrations::NAMES.contains(&word)
    }

    /// Returns the error for a missing path.
    pub(crate) fn no_path(self, span: Span) -> Error {
        Error::new(span, format!("the path of the table is missing; {}", self.usage()))
    }
}

/// Returns `true` for `#[errspec::table(..)]`, also if it was imported.
pub(crate) fn is_table_attribute(attribute: &Attribute) -> bool {
    let path = attribute.path();
    let is_last = path.segments.last().is_some_and(|last| last.ident == "table");
    match &attribute.meta {
        Meta::List(list) if path.segments.len() == 1 => {
            is_last && argument_list::first_text(&list.tokens).is_some_and(|text| text.ends_with(".toml"))
        }
        _ => is_last && path.segments.first().is_some_and(|first| first.ident == "errspec"),
    }
}
