//! `[errors.NAME]` as written.

use super::{Condition, Field, Given};
use crate::diagnostics::Checked;
use crate::model::{Applied, Code, Deprecation};
use crate::source::At;

/// An entry, or a case of one.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: At<String>,
    /// Whether all its keys are known.
    pub(crate) sound: Checked<()>,
    /// The keys that it has, as `table.require` names them.
    pub(crate) keys: Vec<String>,
    pub(crate) code: Given<At<Code>>,
    pub(crate) aliases: Given<Vec<At<Code>>>,
    pub(crate) status: Given<At<Vec<At<StatusWord>>>>,
    pub(crate) message: Given<Vec<At<String>>>,
    pub(crate) without_code: Given<At<bool>>,
    pub(crate) any_code: Given<At<bool>>,
    pub(crate) envelope: Given<At<String>>,
    pub(crate) when: Given<Vec<Condition>>,
    pub(crate) fields: Vec<Field>,
    pub(crate) summary: Given<At<String>>,
    pub(crate) causes: Given<Vec<At<String>>>,
    pub(crate) action: Given<At<String>>,
    pub(crate) notes: Given<Vec<At<String>>>,
    pub(crate) retry: Given<At<RetryWord>>,
    pub(crate) retry_after: Given<At<f64>>,
    pub(crate) applied: Given<At<Applied>>,
    pub(crate) docs: Given<At<String>>,
    pub(crate) since: Given<At<String>>,
    pub(crate) deprecated: Given<Option<Deprecation>>,
    pub(crate) variant: Given<At<String>>,
    pub(crate) examples: Checked<Vec<Example>>,
    pub(crate) cases: Vec<Entry>,
}

/// A status as written: a number or a word.
#[derive(Debug)]
pub(crate) enum StatusWord {
    /// `404`
    Number(i64),
    /// `"4xx"`
    Word(String),
}

/// A word of `retry`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RetryWord {
    Unknown,
    Never,
    After,
    Poll,
}

/// A recorded response.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) status: Given<At<i64>>,
    pub(crate) headers: Given<Vec<(At<String>, String)>>,
    pub(crate) body: Given<At<String>>,
}
