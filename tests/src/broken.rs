//! A type that breaks the promises of its table. It is written by hand, because the macro cannot generate one.

use std::error::Error;
use std::fmt;

use errspec::__private0_1::{Built, Coverage, Covers, Fields, Generated, Instance, RoundTrips, Table, TypedTrips};
use errspec::{Decode, Json, Spec, Unknown, Value};

use crate::apis::FlanksError;

/// A type that replaces one error by another, and loses a value, whenever it is built.
#[derive(Debug, Clone, PartialEq)]
pub struct Forgetful(FlanksError);

impl fmt::Display for Forgetful {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Forgetful {}

impl Instance for Forgetful {
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

impl Generated for Forgetful {
    type Detail = Json;

    const ROUND_TRIPS: Option<RoundTrips> = <TypedTrips<Self>>::CHECK;

    fn tables() -> &'static [&'static Table] {
        FlanksError::tables()
    }
}

impl Covers for Forgetful {
    const COVERAGE: &'static Coverage = FlanksError::COVERAGE;
}

impl Built for Forgetful {
    fn build(table: usize, index: u32, fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(match FlanksError::build(table, index, fields)? {
            FlanksError::Incomplete => FlanksError::Processing,
            FlanksError::MissingFields { fields } => FlanksError::missing_fields(fields.get(1..).unwrap_or_default()),
            other => other,
        }))
    }

    fn from_unknown(unknown: Unknown) -> Self {
        Self(FlanksError::from_unknown(unknown))
    }
}

impl Spec for Forgetful {}
impl Decode for Forgetful {}
