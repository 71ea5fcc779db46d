//! The table and its sections.

use super::entry::{AstEntry, AstExample};
use super::envelope::{AstCondition, AstEnvelope};
use super::field::AstField;
use super::given::Given;
use crate::diagnostics::{Checked, Rejected};
use crate::model::{Code, CodeCase};
use crate::source::{At, Span};

/// A table as it is written.
#[derive(Debug)]
pub(crate) struct AstTable {
    /// The place of errors of the table as a whole.
    pub(crate) span: Span,
    /// `Err` if a part of it could not be read.
    pub(crate) complete: Checked<()>,
    pub(crate) header: AstHeader,
    /// `Err` if there is none, which has been reported. A table that extends others may have none of its own.
    pub(crate) envelopes: Checked<Vec<AstEnvelope>>,
    pub(crate) fields: Vec<AstField>,
    pub(crate) detail: Option<Vec<AstField>>,
    pub(crate) success: AstSuccess,
    pub(crate) reserved: AstReserved,
    pub(crate) entries: Vec<AstEntry>,
}

impl AstTable {
    /// Returns all entries, each followed by its cases.
    pub(crate) fn entries_and_cases(&self) -> impl Iterator<Item = &AstEntry> {
        self.entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.cases))
    }

    /// Marks the table as one of which a part could not be read, so that no part counts as missing.
    pub(crate) fn incomplete(mut self, rejected: Rejected) -> Self {
        self.complete = Err(rejected);
        match &mut self.envelopes {
            Ok(list) if list.is_empty() => self.envelopes = Err(rejected),
            Ok(list) => list.iter_mut().for_each(|envelope| envelope.sound = Err(rejected)),
            Err(_) => {}
        }
        self
    }
}

impl AstHeader {
    /// Returns how codes are compared.
    pub(crate) fn code_case(&self) -> CodeCase {
        match self.ignore_case {
            Ok(Some(At { value: true, .. })) => CodeCase::Ignored,
            _ => CodeCase::Exact,
        }
    }
}

/// `[table]`
#[derive(Debug)]
pub(crate) struct AstHeader {
    pub(crate) format: Given<At<i64>>,
    pub(crate) name: Given<At<String>>,
    pub(crate) title: Given<At<String>>,
    pub(crate) description: Given<At<String>>,
    pub(crate) docs: Given<At<String>>,
    pub(crate) domain: Given<At<Vec<At<String>>>>,
    pub(crate) codes: Given<At<Vec<At<String>>>>,
    pub(crate) require: Given<Vec<At<String>>>,
    /// The names of rules.
    pub(crate) allow: Given<Vec<At<String>>>,
    pub(crate) unknown: Given<At<String>>,
    pub(crate) extends: Given<Vec<At<String>>>,
    pub(crate) ignore_case: Given<At<bool>>,
}

/// `[success]`
#[derive(Debug)]
pub(crate) struct AstSuccess {
    pub(crate) codes: Given<Vec<At<Code>>>,
    pub(crate) when: Given<Vec<AstCondition>>,
    pub(crate) examples: Checked<Vec<AstExample>>,
}

/// `[reserved]`
#[derive(Debug)]
pub(crate) struct AstReserved {
    pub(crate) names: Given<Vec<At<String>>>,
    pub(crate) codes: Given<Vec<At<Code>>>,
}
