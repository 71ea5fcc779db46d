//! A table as it is written: of the right shape, every value with its place, and not yet known to be valid.

mod entry;
mod envelope;
mod field;

pub(crate) use entry::{Entry, Example, RetryWord, StatusWord};
pub(crate) use envelope::{Condition, Envelope, Place, Source, Test};
pub(crate) use field::Field;

use crate::diagnostics::Checked;
use crate::model::Code;
use crate::source::{At, Span};

/// The value of a key: there, not there, or there and wrong, which has been reported.
pub(crate) type Given<T> = Checked<Option<T>>;

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    /// Where sink of the table as a whole are shown.
    pub(crate) span: Span,
    pub(crate) header: Header,
    /// `Err` where there is none, which has been reported.
    pub(crate) envelopes: Checked<Vec<Envelope>>,
    pub(crate) fields: Vec<Field>,
    pub(crate) detail: Option<Vec<Field>>,
    pub(crate) success: Success,
    pub(crate) reserved: Reserved,
    pub(crate) entries: Vec<Entry>,
}

/// `[table]`
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) format: Given<At<i64>>,
    pub(crate) name: Given<At<String>>,
    pub(crate) title: Given<At<String>>,
    pub(crate) description: Given<At<String>>,
    pub(crate) docs: Given<At<String>>,
    pub(crate) require: Given<Vec<At<String>>>,
    pub(crate) unknown: Given<At<String>>,
}

/// `[success]`
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) codes: Given<Vec<At<Code>>>,
    pub(crate) when: Given<Vec<Condition>>,
    pub(crate) examples: Checked<Vec<Example>>,
}

/// `[reserved]`
#[derive(Debug)]
pub(crate) struct Reserved {
    pub(crate) names: Given<Vec<At<String>>>,
    pub(crate) codes: Given<Vec<At<Code>>>,
}
