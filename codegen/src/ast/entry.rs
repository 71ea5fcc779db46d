//! Entries and cases.

use super::envelope::AstCondition;
use super::field::AstField;
use super::given::Given;
use crate::diagnostics::Checked;
use crate::model::{Applied, Code, Deprecation, GrpcCode};
use crate::source::{At, Span};

/// An entry, or a case of one.
#[derive(Debug)]
pub(crate) struct AstEntry {
    pub(crate) name: At<String>,
    /// `Err` if a key is unknown.
    pub(crate) sound: Checked<()>,
    /// The names of its keys.
    pub(crate) keys: Vec<String>,
    pub(crate) code: Given<At<Code>>,
    pub(crate) codes: Given<At<Vec<At<Code>>>>,
    pub(crate) aliases: Given<Vec<At<Code>>>,
    pub(crate) status: Given<At<Vec<At<StatusWord>>>>,
    pub(crate) grpc: Given<At<GrpcCode>>,
    pub(crate) exit: Given<At<i64>>,
    pub(crate) message: Given<Vec<At<String>>>,
    pub(crate) without_code: Given<At<bool>>,
    pub(crate) any_code: Given<At<bool>>,
    pub(crate) envelope: Given<AstChoice>,
    /// The index of the envelope in which the entry is written if it chooses none.
    pub(crate) default_envelope: usize,
    pub(crate) when: Given<Vec<AstCondition>>,
    pub(crate) fields: Vec<AstField>,
    pub(crate) summary: Given<At<String>>,
    pub(crate) causes: Given<Vec<At<String>>>,
    pub(crate) action: Given<At<String>>,
    pub(crate) notes: Given<Vec<At<String>>>,
    pub(crate) retry: Given<At<RetryWord>>,
    pub(crate) retry_after: Given<At<f64>>,
    pub(crate) applied: Given<At<Applied>>,
    pub(crate) docs: Given<At<String>>,
    pub(crate) symbol: Given<At<String>>,
    pub(crate) since: Given<At<String>>,
    pub(crate) deprecated: Given<At<Option<Deprecation>>>,
    pub(crate) variant: Given<At<String>>,
    pub(crate) examples: Checked<Vec<AstExample>>,
    pub(crate) cases: Vec<AstEntry>,
}

/// The envelope of an entry: `"x"` or `{ id = "x", only = true }`.
#[derive(Debug)]
pub(crate) struct AstChoice {
    pub(crate) id: At<String>,
    pub(crate) only: bool,
}

/// A value of `status`.
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
pub(crate) struct AstExample {
    pub(crate) span: Span,
    pub(crate) status: Given<At<i64>>,
    pub(crate) headers: Given<Vec<(At<String>, String)>>,
    pub(crate) body: Given<At<String>>,
}
