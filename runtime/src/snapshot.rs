//! Errors that are kept beside a response, whatever their type.

use alloc::vec::Vec;
use core::any::Any;
use core::fmt;

use errspec_engine::table::Table;

use crate::instance::{Instance, entry_of};
use crate::spec::Spec;
use crate::std_impls::display;
use crate::unknown::Unknown;
use crate::value::Value;

/// An error that is kept beside its response, so that the response can be written again.
pub(crate) trait Kept: Instance + fmt::Display + Send + Sync {
    /// Returns the error itself; `None` for a copy of its values.
    fn as_any(&self) -> Option<&dyn Any>;
}

impl<E: Spec + Send + Sync + 'static> Kept for E {
    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

/// A copy of the values of an error, which was only borrowed.
pub(crate) struct Snapshot {
    table: &'static Table<'static>,
    index: Option<u32>,
    values: Vec<Option<Value<'static>>>,
    unknown: Option<Unknown>,
}

impl Snapshot {
    pub(crate) fn of(error: &dyn Instance) -> Self {
        let count = entry_of(error).map_or(0, |entry| entry.carried().len());
        Self {
            table: error.table(),
            index: error.index(),
            values: (0..count).map(|number| error.field(number).map(Value::into_owned)).collect(),
            unknown: error.as_unknown().cloned(),
        }
    }
}

impl Instance for Snapshot {
    fn table(&self) -> &'static Table<'static> {
        self.table
    }

    fn index(&self) -> Option<u32> {
        self.index
    }

    fn field(&self, number: usize) -> Option<Value<'_>> {
        self.values.get(number)?.clone()
    }

    fn as_unknown(&self) -> Option<&Unknown> {
        self.unknown.as_ref()
    }
}

/// Writes the message of the table.
impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(self, f)
    }
}

impl Kept for Snapshot {
    fn as_any(&self) -> Option<&dyn Any> {
        None
    }
}
