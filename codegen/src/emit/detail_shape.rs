//! The description of the types of sub-errors.

use proc_macro2::Ident;

use super::runtime::Kind;

/// The type of a sub-error.
pub(crate) enum DetailType {
    /// Any JSON value.
    Json,
    /// A struct, which is the same for all tables.
    Struct(Detail),
    /// An enum with a variant for each table.
    Enum(DetailEnum),
}

/// The enum of sub-errors of several tables.
pub(crate) struct DetailEnum {
    pub(crate) ident: Ident,
    /// The variants; there is at least one.
    pub(crate) variants: Vec<DetailVariant>,
}

/// A variant for the sub-errors of one table.
pub(crate) struct DetailVariant {
    /// The number of the table.
    pub(crate) table: usize,
    /// The name of the table.
    pub(crate) table_name: String,
    pub(crate) ident: Ident,
    /// The struct of a sub-error; `None` for any JSON value.
    pub(crate) detail: Option<Detail>,
}

/// The struct of a sub-error.
pub(crate) struct Detail {
    pub(crate) ident: Ident,
    pub(crate) fields: Vec<DetailField>,
}

/// A field of a sub-error.
pub(crate) struct DetailField {
    pub(crate) ident: Ident,
    pub(crate) kind: Kind,
    pub(crate) doc: String,
}

impl DetailType {
    /// Returns the name of the type; `None` for JSON.
    pub(crate) fn ident(&self) -> Option<&Ident> {
        match self {
            Self::Json => None,
            Self::Struct(detail) => Some(&detail.ident),
            Self::Enum(choice) => Some(&choice.ident),
        }
    }

    /// Returns the structs of sub-errors.
    pub(crate) fn structs(&self) -> Vec<&Detail> {
        match self {
            Self::Json => Vec::new(),
            Self::Struct(detail) => vec![detail],
            Self::Enum(choice) => choice.variants.iter().filter_map(|variant| variant.detail.as_ref()).collect(),
        }
    }
}
