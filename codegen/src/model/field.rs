//! Fields.

use std::borrow::Cow;

use errspec_engine::table::{Type, Unit};

use super::location::ValueSource;
use super::restriction::Restriction;

/// A typed value that an error carries.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Field {
    /// The name in the table.
    pub name: String,
    /// The Rust identifier, raw (`r#type`) where it must be.
    pub ident: String,
    /// The type.
    pub ty: Type,
    /// The source besides the message; empty for a field that is only a parameter of the message.
    pub source: ValueSource,
    /// `true` for a parameter of the entry's message.
    pub parameter: bool,
    /// `true` for the field that is the code of the response.
    pub is_code: bool,
    /// `true` if only a response with this value can be the entry.
    pub required: bool,
    /// `true` if an integer, a number or a boolean is written as a JSON string.
    pub quoted: bool,
    /// The text between the elements of a list that is written as one string.
    pub separator: Option<String>,
    /// The only values that a string may have; empty for any.
    pub values: Vec<String>,
    /// The characters that a string may have, as ranges; `None` for any.
    pub chars: Option<Vec<(char, char)>>,
    /// `true` if the field, as a parameter, takes the longest text with which the rest matches.
    pub longest: bool,
    /// `true` if an empty text or list is no value.
    pub not_empty: bool,
    /// The text between groups of three digits of a number.
    pub thousands: Option<String>,
    /// The unit of a duration or a point in time that is a plain number, if the table states it.
    pub unit: Option<Unit>,
    /// The text for the rustdoc.
    pub description: Option<String>,
}

impl Field {
    /// Returns the Rust type of the field, as a user writes it.
    #[must_use]
    pub fn rust_type(&self) -> Cow<'static, str> {
        match self.required {
            true => rust_type(self.ty).into(),
            false => format!("Option<{}>", rust_type(self.ty)).into(),
        }
    }

    /// Creates a field of type string without a source. Its name is an identifier, too.
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ident: name.to_owned(),
            ty: Type::String,
            source: ValueSource::default(),
            parameter: false,
            is_code: false,
            required: false,
            quoted: false,
            separator: None,
            values: Vec::new(),
            chars: None,
            longest: false,
            not_empty: false,
            thousands: None,
            unit: None,
            description: None,
        }
    }

    /// Returns the texts that the field matches as a parameter.
    #[must_use]
    pub fn restriction(&self) -> Restriction {
        Restriction {
            ty: self.ty,
            values: self.values.clone(),
            chars: self.chars.clone(),
            longest: self.longest,
            not_empty: self.not_empty,
            thousands: self.thousands.clone(),
        }
    }
}

/// Returns the Rust type of a value, as a user writes it.
pub(crate) fn rust_type(ty: Type) -> &'static str {
    match ty {
        Type::String => "String",
        Type::Integer => "i64",
        Type::Number => "f64",
        Type::Boolean => "bool",
        Type::List => "Vec<String>",
        Type::Integers => "Vec<i64>",
        Type::Numbers => "Vec<f64>",
        Type::Json => "errspec::Json",
        Type::Duration => "Duration",
        Type::Time => "errspec::Timestamp",
    }
}
