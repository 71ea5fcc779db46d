//! Error types of the user.

use std::error::Error;
use std::net::Ipv4Addr;
use std::{fmt, io};

use errspec::{AsField, Unknown, kind};

/// An enum with a variant for every entry.
#[derive(Debug, errspec::Error)]
#[errspec("tables/lints.toml", actix_web, axum, jsonrpsee, miette, process, schemars, serde, tonic, utoipa)]
pub enum Derived {
    /// Names.
    Bindings1 {
        /// A field.
        field: String,
        /// A field.
        fields: String,
        /// A field.
        index: String,
        /// A field.
        f: String,
        /// A field.
        state: String,
        /// A field.
        this: String,
        /// A field.
        number: String,
    },
    /// Names.
    Bindings2 {
        /// A field.
        body: String,
        /// A field.
        headers: String,
        /// A field.
        status: String,
        /// A field.
        other: String,
        /// A field.
        source: String,
        /// A field.
        unknown: String,
        /// A field.
        value: String,
    },
    /// Names.
    Bindings3 {
        /// A field.
        __field: String,
        /// A field.
        __fields: String,
        /// A field.
        __index: String,
        /// A field.
        __f: String,
        /// A field.
        __number: String,
        /// A field.
        __this: String,
        /// A field.
        __source: String,
    },
    /// Names.
    Bindings4 {
        /// A field.
        __table: String,
        /// A field.
        __state: String,
        /// A field.
        __other: String,
        /// A field.
        __unknown: String,
        /// A field.
        error: String,
        /// A field.
        name: String,
    },
    /// Kinds of fields.
    Kinds {
        /// A field.
        text: Box<str>,
        /// A field.
        integer: u8,
        /// A field.
        number: Option<f32>,
        /// A field.
        boolean: Option<bool>,
        /// A field.
        list: Option<Vec<String>>,
        /// A field.
        json: Option<errspec::Json>,
        /// A field that the table does not have.
        #[errspec(skip)]
        skipped: u8,
    },
    /// A value that is encoded and not decoded.
    Header {
        /// A field.
        #[errspec(default)]
        value: Option<char>,
    },
    /// No fields.
    Plain,
    /// A deprecated variant.
    #[deprecated]
    Old {
        /// A deprecated field.
        #[deprecated]
        field: String,
    },
    /// A source that fills a parameter.
    Failed {
        /// The source.
        #[errspec(field = "reason", display, default)]
        source: fmt::Error,
    },
    /// Unknown errors.
    #[errspec(unknown)]
    Unknown(Unknown),
}

/// An enum with a source, and an error in an error.
#[derive(Debug, errspec::Error)]
#[errspec("tables/lints.toml", partial)]
pub enum Sourced {
    /// A source.
    Plain(#[from] io::Error),
    /// Another error.
    #[errspec(transparent)]
    Derived(#[from] Box<Derived>),
}

/// An enum whose other entries are those of the error inside, with sub-errors and a parameter.
#[derive(Debug, errspec::Error)]
#[errspec("tables/lints.toml")]
pub enum Detailed<T: fmt::Debug> {
    /// Sub-errors.
    Plain {
        /// A field.
        #[errspec(details)]
        details: Option<Vec<DetailedDetail>>,
    },
    /// A parameter, and sub-errors of any type.
    #[errspec(entry = "PLAIN", also)]
    Other(#[errspec(details)] T),
    /// Another error.
    #[errspec(transparent)]
    Derived(#[from] Box<Derived>),
    /// Unknown errors.
    #[errspec(unknown)]
    Unknown(Unknown),
}

/// An enum with a source in the message.
#[derive(Debug, errspec::Error)]
#[errspec("tables/lints.toml", partial)]
pub enum Boxed {
    /// A source.
    Failed {
        /// A source.
        #[errspec(field = "reason")]
        source: Box<dyn Error + Send + Sync>,
    },
}

/// An enum with fields that attributes write.
#[derive(Debug, errspec::Error)]
#[errspec("tables/lints.toml", partial)]
pub enum Written {
    /// Texts.
    Bindings1 {
        /// A field.
        #[errspec(format = "{:#x}", parse)]
        field: u8,
        /// A field.
        #[errspec(debug, default)]
        fields: Vec<u8>,
        /// A field.
        #[errspec(with = "Vec::len", default)]
        index: Vec<u8>,
        /// A field.
        #[errspec(with = |f| f.to_string(), parse)]
        f: u8,
        /// A field.
        #[errspec(display, parse)]
        state: Ipv4Addr,
        /// A field.
        #[errspec(with = "|this| this.is_empty()", default)]
        this: String,
        /// A field.
        #[errspec(plain)]
        number: Ipv4Addr,
    },
    /// Unknown errors.
    #[errspec(unknown)]
    Unknown(Unknown),
}

/// An enum without a table of its own.
#[derive(Debug, errspec::Error)]
pub enum Either {
    /// An error.
    #[errspec(transparent)]
    Sourced(#[from] Sourced),
    /// Another error.
    #[errspec(transparent)]
    Derived(#[from] Derived),
}

/// An enum with generics.
#[derive(Debug, errspec::Error)]
#[errspec("tables/lints.toml", partial)]
pub enum Generic<'a, T, E: fmt::Debug>
where
    T: fmt::Debug,
{
    /// A parameter.
    Failed {
        /// A field.
        reason: T,
    },
    /// A reference.
    Old(&'a str),
    /// A source.
    Plain(#[source] Option<E>),
}

/// A struct with unused items.
#[derive(Debug, errspec::Error)]
#[errspec("tables/lints.toml", entry = "FAILED")]
pub(crate) struct Private {
    reason: String,
}

/// Uses one method of each type.
#[must_use]
pub fn used() -> bool {
    let text = "x".to_owned();
    AsField::<kind::Text>::as_field(&text).is_some() && Private { reason: text }.status().is_none()
}
