//! The table as it is written. It has the right shape, and every value has its place, but it need not be valid.

mod entry;
mod envelope;
mod field;
mod given;
mod table;

pub(crate) use entry::{AstChoice, AstEntry, AstExample, RetryWord, StatusWord};
pub(crate) use envelope::{AstCondition, AstEnvelope, AstPlace, AstRestriction, AstRetry, AstSource, AstTest};
pub(crate) use field::AstField;
pub(crate) use given::{Given, given};
pub(crate) use table::{AstHeader, AstReserved, AstSuccess, AstTable};
