//! Types that are written by hand where the macro would write others: with variants for some entries, and one that is wrong.

use std::error::Error;
use std::fmt;

use errspec::__private0_1::{Built, Fields, Generated, Instance, Table};
use errspec::{Decode, Json, Spec, Unknown, Value};

use crate::apis::FlanksError;

/// Whether there is a variant for the entry of the table of Flanks with this name.
type Has = fn(&str) -> bool;

macro_rules! partial {
    ($($(#[$doc:meta])* $name:ident, $has:expr, $adapt:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(FlanksError);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Error for $name {}

        impl Instance for $name {
            fn table(&self) -> &'static Table {
                self.0.table()
            }

            fn index(&self) -> Option<u32> {
                self.0.index()
            }

            fn field(&self, number: usize) -> Option<Value<'_>> {
                self.0.field(number)
            }

            fn as_unknown(&self) -> Option<&Unknown> {
                self.0.as_unknown()
            }
        }

        impl Generated for $name {
            type Detail = Json;

            fn tables() -> &'static [&'static Table] {
                FlanksError::tables()
            }

            fn covers(_table: usize, index: u32) -> bool {
                let has: Has = $has;
                FlanksError::entries().nth(index as usize).is_some_and(|entry| has(entry.name()))
            }
        }

        impl Built for $name {
            fn build(table: usize, index: u32, fields: &mut Fields<'_>) -> Option<Self> {
                let adapt: fn(FlanksError) -> FlanksError = $adapt;
                Self::covers(table, index).then(|| FlanksError::build(table, index, fields).map(adapt).map(Self))?
            }

            fn from_unknown(unknown: Unknown) -> Self {
                Self(FlanksError::from_unknown(unknown))
            }
        }

        impl Spec for $name {}
        impl Decode for $name {}
    )*};
}

partial! {
    /// All but SERVER_ERROR.
    Client, |name| name != "SERVER_ERROR", |error| error;

    /// SERVER_ERROR.
    Server, |name| name == "SERVER_ERROR", |error| error;

    /// Takes one error for another, and loses a value whenever it is built.
    Forgetful, |_| true, |error| match error {
        FlanksError::Incomplete => FlanksError::Processing,
        FlanksError::MissingFields { fields } => FlanksError::missing_fields(fields.get(1..).unwrap_or_default()),
        other => other,
    };
}
